from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import GATE, let_in, protect, same_woman
from alongside.foundation.audit.keeping import keep_history


class Migration(migrations.Migration):
    dependencies = [("team", "0003_intensity"), ("team", "0002_gate"), ("people", "0002_gate")]

    operations = [
        # Each change is a row of its own and stands.
        *protect("team_intensity", compartment=Compartment.BASICS, verbs=("select", "insert")),
        *keep_history("team_intensity", compartment=Compartment.BASICS),
        *same_woman("team_intensity", "episode_id", "people_episode"),
        *let_in("team_intensity", GATE, "select"),
    ]
