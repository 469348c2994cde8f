from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import grant, own_rows, protect, same_woman
from alongside.foundation.audit.keeping import keep_history

STORY, OUTCOME = Compartment.STORY, Compartment.OUTCOME


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial"), ("people", "0002_gate")]

    operations = [
        *grant("referrals_link", "select, insert, update"),
        *own_rows("referrals_draft"),
        *protect("referrals_referral", compartment=STORY),
        *keep_history("referrals_referral", compartment=STORY),
        *same_woman("referrals_referral", "episode_id", "people_episode"),
        *protect("referrals_outcome", compartment=OUTCOME),
        *keep_history("referrals_outcome", compartment=OUTCOME),
        *same_woman("referrals_outcome", "episode_id", "people_episode"),
    ]
