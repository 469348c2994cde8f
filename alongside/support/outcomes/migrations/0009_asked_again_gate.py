from django.db import migrations

from alongside.foundation.access.gate import protect, same_woman
from alongside.foundation.audit.keeping import keep_history

TABLE = "outcomes_askedagain"


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0008_asked_again"), ("people", "0002_gate")]

    operations = [
        # A manager reads goals and writes none, and asks all the same: in her own name.
        *protect(
            TABLE, compartment_column="compartment", insert_needs="reads", author="made_by_id",
            changes=("compartment", "ended_at"),
        ),
        *keep_history(TABLE, compartment_column="compartment"),
        *same_woman(TABLE, "goal_id", "outcomes_goal"),
        # With the part in a key, whoever adds to a goal waits for whoever moves it, and the other way round.
        migrations.RunSQL(
            "create unique index outcomes_goal_in_part on outcomes_goal (id, client_id, compartment)",
            "drop index outcomes_goal_in_part",
        ),
    ]  # fmt: skip
