"""Notes, their drafts and what's next, sealed: in the rows, and in what the history keeps of them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from alongside.foundation.access.gate import gate_open
from alongside.foundation.audit.resealing import open_what_stands, seal_what_stands
from alongside.foundation.common.encryption import EncryptedJSON, EncryptedText


def seal(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Seal what stands."""
    with gate_open(
        schema_editor,
        ["engagement_contact", "engagement_appointment", "engagement_draft", "audit_history"],
    ):
        seal_what_stands(schema_editor, apps.get_model("engagement", "Contact"))
        seal_what_stands(schema_editor, apps.get_model("engagement", "Appointment"))
        seal_what_stands(schema_editor, apps.get_model("engagement", "Draft"))


def unseal(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Open it again."""
    with gate_open(
        schema_editor,
        ["engagement_contact", "engagement_appointment", "engagement_draft", "audit_history"],
    ):
        open_what_stands(schema_editor, apps.get_model("engagement", "Contact"))
        open_what_stands(schema_editor, apps.get_model("engagement", "Appointment"))
        open_what_stands(schema_editor, apps.get_model("engagement", "Draft"))


class Migration(migrations.Migration):
    dependencies = [("engagement", "0004_last_together"), ("audit", "0002_gate")]

    operations = [
        migrations.AlterField(
            model_name="contact", name="her_words", field=EncryptedText(blank=True)
        ),
        migrations.AlterField(
            model_name="contact", name="worker_words", field=EncryptedText(blank=True)
        ),
        migrations.AlterField(model_name="appointment", name="what", field=EncryptedText()),
        migrations.AlterField(
            model_name="appointment", name="place_words", field=EncryptedText(blank=True)
        ),
        migrations.AlterField(
            model_name="appointment", name="her_wishes", field=EncryptedText(blank=True)
        ),
        migrations.AlterField(model_name="draft", name="fields", field=EncryptedJSON(default=dict)),
        migrations.RunPython(seal, unseal),
    ]
