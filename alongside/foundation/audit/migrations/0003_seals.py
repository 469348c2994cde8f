from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_gate"),
    ]

    operations = [
        migrations.CreateModel(
            name="Alarm",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("many", "many records in a short time"),
                            ("decoy", "a made-up record that nobody works with"),
                        ],
                        max_length=5,
                    ),
                ),
                ("holder_id", models.UUIDField()),
                ("worker_id", models.UUIDField(null=True)),
                ("women", models.IntegerField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.UUIDField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "db_table": "audit_alarm",
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                ("number", models.IntegerField(primary_key=True, serialize=False)),
                ("era", models.SmallIntegerField()),
                ("begins", models.BigIntegerField()),
                ("ends", models.BigIntegerField()),
                ("rows", models.IntegerField()),
                ("before", models.CharField(max_length=64)),
                ("head", models.CharField(max_length=64)),
                ("marks", models.BinaryField()),
                ("sealed_at", models.DateTimeField()),
                ("key_id", models.CharField(blank=True, max_length=8)),
                ("signature", models.BinaryField(null=True)),
                ("kept_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "audit_block",
            },
        ),
        migrations.CreateModel(
            name="Decoy",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
            ],
            options={
                "db_table": "audit_decoy",
            },
        ),
        migrations.CreateModel(
            name="Era",
            fields=[
                ("era", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("cluster", models.BigIntegerField()),
                ("began_at", models.DateTimeField()),
                ("closes", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "audit_era",
            },
        ),
        migrations.AddField(
            model_name="entry",
            name="era",
            field=models.SmallIntegerField(default=0, editable=False),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["era", "transaction"], name="audit_entry_order"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("event", "opened")),
                fields=["holder_id", "at"],
                name="audit_entry_openings",
            ),
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(fields=["holder_id", "at"], name="audit_alarm_holder"),
        ),
        migrations.AddIndex(
            model_name="block",
            index=models.Index(
                condition=models.Q(("kept_at__isnull", True)),
                fields=["number"],
                name="audit_block_unkept",
            ),
        ),
    ]
