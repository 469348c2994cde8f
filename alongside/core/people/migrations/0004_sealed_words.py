"""Where she is, sealed: in the rows, and in what the history keeps of them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from alongside.foundation.access.gate import gate_open
from alongside.foundation.audit.resealing import open_what_stands, seal_what_stands
from alongside.foundation.common.encryption import EncryptedText


def seal(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Seal what stands."""
    with gate_open(schema_editor, ["people_whereabouts", "audit_history"]):
        seal_what_stands(schema_editor, apps.get_model("people", "Whereabouts"))


def unseal(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Open it again."""
    with gate_open(schema_editor, ["people_whereabouts", "audit_history"]):
        open_what_stands(schema_editor, apps.get_model("people", "Whereabouts"))


class Migration(migrations.Migration):
    dependencies = [("people", "0003_hearsay"), ("audit", "0002_gate")]

    operations = [
        migrations.AlterField(model_name="whereabouts", name="address", field=EncryptedText()),
        migrations.RunPython(seal, unseal),
    ]
