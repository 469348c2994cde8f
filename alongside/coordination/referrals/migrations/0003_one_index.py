"""Each key to a parent has one index, and not two."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0002_gate"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="referral",
            name="referrals_referral_client",
        ),
        migrations.RemoveIndex(
            model_name="referraloutcome",
            name="referrals_outcome_client",
        ),
    ]
