from django.db import migrations

from alongside.foundation.access.gate import grant, keyed_with_client, protect, same_woman
from alongside.foundation.audit.keeping import keep_history

CHILDREN = ("outcomes_step", "outcomes_attempt", "outcomes_reading")


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0001_initial"), ("people", "0002_gate")]

    operations = [
        *grant("outcomes_area", "select"),
        *keyed_with_client("outcomes_goal"),
        *[
            operation
            for table in ("outcomes_goal", *CHILDREN)
            for operation in (
                *protect(table, compartment_column="compartment"),
                *keep_history(table, compartment_column="compartment"),
            )
        ],
        *[
            operation
            for table in CHILDREN
            for operation in same_woman(table, "goal_id", "outcomes_goal")
        ],
    ]
