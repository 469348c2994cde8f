from django.db import migrations

from alongside.foundation.access.gate import keyed_with_client, protect, same_woman
from alongside.foundation.audit.keeping import keep_history

TABLES = ("meetings_meeting", "meetings_invited", "meetings_minute", "meetings_action")
# Nothing ties a row of hers to another woman's: each key holds its woman too.
HANGING = (
    ("meetings_invited", "meeting_id", "meetings_meeting"),
    ("meetings_invited", "disclosure_id", "sharing_disclosure"),
    ("meetings_minute", "meeting_id", "meetings_meeting"),
    ("meetings_action", "meeting_id", "meetings_meeting"),
    ("meetings_action", "whose_id", "meetings_invited"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0001_initial"),
        ("people", "0002_gate"),
        ("access", "0002_gate"),
        ("audit", "0002_gate"),
        ("referrals", "0005_in_and_out_gate"),
    ]

    operations = [
        *[
            operation
            for table in TABLES
            for operation in (
                *protect(table, compartment_column="compartment"),
                *keep_history(table, compartment_column="compartment"),
            )
        ],
        *keyed_with_client("meetings_meeting"),
        *keyed_with_client("meetings_invited"),
        *[
            operation
            for table, column, parent in HANGING
            for operation in same_woman(table, column, parent)
        ],
    ]
