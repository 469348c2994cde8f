from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0004_given"),
    ]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="version",
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
    ]
