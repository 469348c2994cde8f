"""Goals, their steps, tries and check-ins, sealed: in the rows, and in what the history keeps of them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from alongside.foundation.access.gate import gate_open
from alongside.foundation.audit.resealing import open_what_stands, seal_what_stands
from alongside.foundation.common.encryption import EncryptedText


def seal(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Seal what stands."""
    with gate_open(
        schema_editor,
        ["outcomes_goal", "outcomes_step", "outcomes_attempt", "outcomes_reading", "audit_history"],
    ):
        seal_what_stands(schema_editor, apps.get_model("outcomes", "Goal"))
        seal_what_stands(schema_editor, apps.get_model("outcomes", "GoalStep"))
        seal_what_stands(schema_editor, apps.get_model("outcomes", "Attempt"))
        seal_what_stands(schema_editor, apps.get_model("outcomes", "Reading"))


def unseal(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Open it again."""
    with gate_open(
        schema_editor,
        ["outcomes_goal", "outcomes_step", "outcomes_attempt", "outcomes_reading", "audit_history"],
    ):
        open_what_stands(schema_editor, apps.get_model("outcomes", "Goal"))
        open_what_stands(schema_editor, apps.get_model("outcomes", "GoalStep"))
        open_what_stands(schema_editor, apps.get_model("outcomes", "Attempt"))
        open_what_stands(schema_editor, apps.get_model("outcomes", "Reading"))


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0003_areas"), ("audit", "0002_gate")]

    operations = [
        migrations.AlterField(model_name="goal", name="words", field=EncryptedText()),
        migrations.AlterField(
            model_name="goal", name="waiting_on", field=EncryptedText(blank=True)
        ),
        migrations.AlterField(model_name="goalstep", name="words", field=EncryptedText()),
        migrations.AlterField(model_name="attempt", name="words", field=EncryptedText(blank=True)),
        migrations.AlterField(
            model_name="attempt", name="against", field=EncryptedText(blank=True)
        ),
        migrations.AlterField(model_name="reading", name="words", field=EncryptedText(blank=True)),
        migrations.RunPython(seal, unseal),
    ]
