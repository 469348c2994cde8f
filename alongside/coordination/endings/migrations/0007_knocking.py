"""Somebody with whom she shares may pass on that she asks to come back, though she writes nothing else.

In her own name and at the door of her own agency alone, and never that the door was opened: that stays with
those who look after her.
"""

from django.db import migrations

from alongside.foundation.access.gate import APP, HOLDER, LIVE

KNOCK = f"""
    create policy endings_return_knock on endings_return for insert to {APP} with check (
        made_by_id = {HOLDER} and opened_on is null
        and agency_id = (select m.agency_id from accounts_membership m where m.id = {HOLDER})
        and exists (
            select 1 from access_pass p where {LIVE} and p.client_id = endings_return.client_id
                and p.source = 'grant' and p.reads & 1 <> 0
        )
    )
"""


class Migration(migrations.Migration):
    dependencies = [("endings", "0006_checked")]

    operations = [
        migrations.RunSQL(KNOCK, "drop policy endings_return_knock on endings_return"),
    ]
