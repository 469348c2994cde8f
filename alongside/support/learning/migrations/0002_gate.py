from django.db import migrations

from alongside.foundation.access.gate import grant


class Migration(migrations.Migration):
    """What the app may do; what was said stands but for being taken back, and words that held stay."""

    dependencies = [("learning", "0001_initial"), ("access", "0002_gate")]

    operations = [
        *[
            step
            for table in ("learning_training", "learning_together", "learning_policy")
            for step in grant(table, "select, insert, update")
        ],
        *grant("learning_learnt", "select, insert, update (taken_back_at)"),
        *grant("learning_edition", "select, insert"),
        *grant("learning_hasread", "select, insert"),
    ]
