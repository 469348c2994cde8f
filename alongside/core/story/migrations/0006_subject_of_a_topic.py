"""A topic's subject points to the table of subjects; the column, and what stands in it, stays as it is."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from alongside.foundation.access.gate import gate_open, keyed_with_client


def point(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Tie what is there to the table: a key that is in no row of it would stop here, and lose nothing."""
    with gate_open(schema_editor, ["story_topic"]):
        schema_editor.execute(
            "alter table story_topic add constraint story_topic_subject_known "
            "foreign key (subject) references story_subject (key)",
            params=None,
        )


class Migration(migrations.Migration):
    dependencies = [("story", "0005_subjects")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="topic",
                    name="subject",
                    field=models.ForeignKey(
                        db_column="subject",
                        db_index=False,
                        to_field="key",
                        to="story.subject",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="topics",
                    ),  # fmt: skip
                )
            ],
            database_operations=[
                migrations.RunSQL(
                    "alter table story_topic alter column subject type varchar(24)",
                    migrations.RunSQL.noop,
                )
            ],
        ),
        migrations.RunPython(point, migrations.RunPython.noop),
        *keyed_with_client("story_topic"),
    ]
