from django.db import migrations, models

from alongside.foundation.access.gate import grant


class Migration(migrations.Migration):
    dependencies = [("activities", "0003_children")]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="kind",
            field=models.CharField(
                choices=[
                    ("group", "a group"),
                    ("drop_in", "a drop-in: an open door, with several services in one room"),
                ],
                db_default="group",
                default="group",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="given",
            field=models.JSONField(
                blank=True, db_default=models.Value([], models.JSONField()), default=list
            ),
        ),
        *grant("activities_attendance", "update (given)"),
    ]
