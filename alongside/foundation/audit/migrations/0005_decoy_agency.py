from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_sealing")]

    operations = [
        migrations.AddField(
            model_name="decoy",
            name="agency_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="decoy",
            name="added_at",
            field=models.DateTimeField(null=True),
        ),
    ]
