from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import gate_open, protect, same_woman
from alongside.foundation.audit.keeping import keep_history

NOTES, SHARING = Compartment.NOTES, Compartment.SHARING


def nobody_asked(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let a no that nobody asked for stand as what it is: not asked."""
    with gate_open(schema_editor, ["team_member"]):
        apps.get_model("team", "TeamMember").objects.filter(her_choice=False).update(
            her_choice=None
        )


def said_as_no(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Go back to a yes or a no."""
    with gate_open(schema_editor, ["team_member"]):
        apps.get_model("team", "TeamMember").objects.filter(her_choice=None).update(
            her_choice=False
        )


class Migration(migrations.Migration):
    dependencies = [("team", "0006_around_her"), ("people", "0002_gate")]

    operations = [
        migrations.RunPython(nobody_asked, said_as_no),
        # Who is named stands; only the end of it is written later.
        *protect(
            "team_ally", compartment_column="compartment", changes=("ended_at", "ended_by_id")
        ),
        *keep_history("team_ally", compartment_column="compartment"),
        *protect(
            "team_leadchange", compartment=SHARING,
            changes=(
                "state", "chosen_id", "chosen_by_her", "before_id", "stays_until", "settled_by_id",
                "settled_at",
            ),
        ),
        *keep_history("team_leadchange", compartment=SHARING),
        *same_woman("team_leadchange", "episode_id", "people_episode"),
        *protect(
            "team_introduction", compartment=SHARING,
            changes=("state", "on_date", "moved_from", "said_by_id", "said_at"),
        ),
        *keep_history("team_introduction", compartment=SHARING),
        *same_woman("team_introduction", "episode_id", "people_episode"),
        # Each writing is a row of its own; whoever runs the service reads notes and may add one.
        *protect(
            "team_handover", compartment=NOTES, verbs=("select", "insert"), insert_needs="reads",
            author="made_by_id",
        ),
        *keep_history("team_handover", compartment=NOTES),
        *same_woman("team_handover", "episode_id", "people_episode"),
    ]  # fmt: skip
