"""A talk that is offered may be wished with somebody else than whoever offers it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workforce", "0002_gate")]

    operations = [
        migrations.AlterField(
            "debrief", "answer",
            models.CharField(
                blank=True, max_length=8,
                choices=[
                    ("", "not answered"), ("yes", "yes, please"), ("not_now", "not now"),
                    ("else", "yes, with somebody else"),
                ],
            ),
        ),
    ]  # fmt: skip
