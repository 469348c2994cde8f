from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0003_sources")]

    operations = [
        migrations.AddIndex(
            model_name="pass",
            index=models.Index(
                fields=["holder_id", "client_id"],
                include=("reads", "writes", "starts", "until", "source"),
                name="access_pass_whole",
            ),
        ),
    ]
