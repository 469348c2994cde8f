"""One more step of a referral: she is with us already, on another record of hers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referrals", "0005_in_and_out_gate")]

    operations = [
        migrations.AlterField(
            model_name="referralmove",
            name="to",
            field=models.CharField(
                db_column="moved_to",
                choices=[
                    ("seen", "somebody is looking at it"),
                    ("accepted", "yes, and she waits for a place"),
                    ("offered", "offered something else"),
                    ("cant", "we can’t"),
                    ("with_us", "she is with us already"),
                    ("started", "somebody is alongside her"),
                    ("taken_back", "taken back by whoever sent it"),
                ],
                max_length=10,
            ),
        ),
    ]
