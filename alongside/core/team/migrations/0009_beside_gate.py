from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import GATE, its_pass_shows, let_in, protect, same_woman
from alongside.foundation.audit.keeping import keep_history

WELCOME, SHARING = Compartment.WELCOME, Compartment.SHARING


class Migration(migrations.Migration):
    dependencies = [("team", "0008_companion_welcome"), ("people", "0005_quiet")]

    operations = [
        *protect("team_welcome", compartment=WELCOME),
        *keep_history("team_welcome", compartment=WELCOME),
        *protect("team_companion", compartment=SHARING, changes=("ended_at", "ended_by_id")),
        *keep_history("team_companion", compartment=SHARING),
        *its_pass_shows("team_companion"),
        *same_woman("team_companion", "episode_id", "people_episode"),
        *let_in("team_companion", GATE, "select, update"),
    ]
