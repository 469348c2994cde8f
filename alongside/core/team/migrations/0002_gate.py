from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import GATE, let_in, protect, same_woman
from alongside.foundation.audit.keeping import keep_history


class Migration(migrations.Migration):
    dependencies = [("team", "0001_initial"), ("people", "0002_gate")]

    operations = [
        *protect("team_member", compartment=Compartment.BASICS),
        *keep_history("team_member", compartment=Compartment.BASICS),
        *same_woman("team_member", "episode_id", "people_episode"),
        *let_in("team_member", GATE, "select"),
    ]
