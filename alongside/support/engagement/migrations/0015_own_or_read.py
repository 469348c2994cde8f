"""Whoever writes notes and reads none changes her own, and never another's: not even without looking.

A change that names no row meets no policy of reading, so the policy of changing says it too.
"""

from django.db import migrations

from alongside.foundation.access.gate import APP, HOLDER, LIVE

PART = "engagement_contact.compartment"
ALLOWED = (
    f"exists (select 1 from access_pass p where {LIVE} and p.client_id = engagement_contact.client_id "
    f"and p.writes & {PART} <> 0 and (p.reads & {PART} <> 0 or engagement_contact.made_by_id = {HOLDER}))"
)


class Migration(migrations.Migration):
    dependencies = [("engagement", "0014_childcare")]

    operations = [
        migrations.RunSQL(
            "drop policy engagement_contact_update on engagement_contact", migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            f"create policy engagement_contact_update on engagement_contact for update to {APP} "
            f"using ({ALLOWED}) with check ({ALLOWED})",
            migrations.RunSQL.noop,
        ),
    ]
