"""Each key to a parent has one index, and not two."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0004_sealed_words"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="attempt",
            name="outcomes_attempt_goal",
        ),
        migrations.RemoveIndex(
            model_name="goalstep",
            name="outcomes_step_goal",
        ),
    ]
