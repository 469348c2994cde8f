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
        # The index answers alone only where the table was swept since; a fiftieth that changed is enough.
        migrations.RunSQL(
            "alter table access_pass set (autovacuum_vacuum_scale_factor = 0.02, "
            "autovacuum_vacuum_insert_scale_factor = 0.02)",
            migrations.RunSQL.noop,
        ),
    ]
