"""That nobody contacts her any more: because she asked to stop, or because she has died."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_sealed_words")]

    operations = [
        migrations.AddField(
            model_name="client",
            name="quiet",
            field=models.CharField(
                blank=True,
                choices=[
                    ("stopped", "she asked us to stop"),
                    ("died", "she has died"),
                    ("rests", "she has died, confirmed"),
                ],
                db_default="",
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="client",
            name="quiet_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="episode",
            name="stopped_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="episode",
            name="try_after",
            field=models.DateField(blank=True, null=True),
        ),
    ]
