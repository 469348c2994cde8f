"""Emergency access shows what is known of her children: "a child is in danger" is one of its reasons."""

from typing import Any

from django.db import migrations

from alongside.foundation.access.gate import gate_open

# Compared with core/sharing/rules/sources.py by a test.
WITHOUT, WITH = 4201, 4329


def _give(schema_editor: Any, reads: int) -> None:
    schema_editor.execute(
        f"update access_source set reads = {reads} where source = 'emergency'", params=None
    )
    # What is open, or was, says what the table says.
    with gate_open(schema_editor, ["access_pass"]):
        schema_editor.execute(
            f"update access_pass set reads = {reads} where source = 'emergency'", params=None
        )


def forwards(apps: object, schema_editor: Any) -> None:
    """Add the children."""
    _give(schema_editor, WITH)


def backwards(apps: object, schema_editor: Any) -> None:
    """Take them out again."""
    _give(schema_editor, WITHOUT)


class Migration(migrations.Migration):
    dependencies = [("sharing", "0016_decoys")]

    operations = [migrations.RunPython(forwards, backwards)]
