from django.db import migrations
from django.db.migrations import RunSQL

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import (
    APP,
    HOLDER,
    grant,
    keyed_with_client,
    protect,
    same_woman,
)
from alongside.foundation.audit.keeping import keep_history

# Whoever takes a message puts it there; the one it is for alone reads it and says that it is done.
MESSAGES = [
    "alter table engagement_message enable row level security",
    "alter table engagement_message force row level security",
    f"create policy engagement_message_take on engagement_message for insert to {APP} "
    f"with check (taken_by_id = {HOLDER})",
    f"create policy engagement_message_read on engagement_message for select to {APP} "
    f"using (to_id = {HOLDER})",
    f"create policy engagement_message_done on engagement_message for update to {APP} "
    f"using (to_id = {HOLDER}) with check (to_id = {HOLDER})",
]


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0007_everyday"),
        ("access", "0002_gate"),
        ("accounts", "0002_gate"),
        ("audit", "0002_gate"),
    ]

    operations = [
        *protect("engagement_enabler", compartment_column="compartment"),
        *keep_history("engagement_enabler", compartment_column="compartment"),
        *protect("engagement_letter", compartment_column="compartment"),
        *keep_history("engagement_letter", compartment_column="compartment"),
        *protect("engagement_checkagreement", compartment=Compartment.SAFETY),
        *keep_history("engagement_checkagreement", compartment=Compartment.SAFETY),
        *keyed_with_client("engagement_checkagreement"),
        *protect("engagement_check", compartment=Compartment.SAFETY),
        *keep_history("engagement_check", compartment=Compartment.SAFETY),
        *same_woman("engagement_check", "agreement_id", "engagement_checkagreement"),
        *[RunSQL(one, reverse_sql=RunSQL.noop) for one in MESSAGES],
        *grant("engagement_message", "select, insert, update (done_at)"),
        *grant("engagement_lettertemplate", "select, insert, update"),
        *grant("engagement_wording", "select, insert, update"),
        *grant("engagement_writerwish", "select, insert, update"),
    ]
