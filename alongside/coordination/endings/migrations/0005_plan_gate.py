from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import protect, same_woman
from alongside.foundation.audit.keeping import keep_history


class Migration(migrations.Migration):
    dependencies = [("endings", "0004_plan"), ("people", "0002_gate")]

    operations = [
        # Each writing is a row of its own and stands.
        *protect(
            "endings_plan", compartment=Compartment.NOTES, verbs=("select", "insert"),
            insert_needs="reads", author="made_by_id",
        ),
        *keep_history("endings_plan", compartment=Compartment.NOTES),
        *same_woman("endings_plan", "episode_id", "people_episode"),
    ]  # fmt: skip
