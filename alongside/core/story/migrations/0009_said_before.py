"""What she had told before there were entries becomes the first entry of its topic, word for word."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from alongside.foundation.access.gate import gate_open
from alongside.foundation.common.encryption import is_unreadable

MANY = 500


def carry_over(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write an entry for each topic with words; what can't be opened stays where it is, on its topic."""
    with gate_open(schema_editor, ["story_topic", "story_entry"]):
        topic, entry = apps.get_model("story", "Topic"), apps.get_model("story", "Entry")
        new = []
        for one in topic.objects.order_by("pk").iterator(chunk_size=MANY):
            words = {
                name: getattr(one, name)
                for name in ("her_words", "worker_words")
                if not is_unreadable(getattr(one, name))
            }
            if any(words.values()):
                new.append(
                    entry(
                        client_id=one.client_id, topic_id=one.pk, compartment=one.compartment,
                        on_date=one.told_on, heard_by_id=one.heard_by_id, **words,
                    )
                )  # fmt: skip
            if len(new) >= MANY:
                entry.objects.bulk_create(new)
                new = []
        entry.objects.bulk_create(new)


class Migration(migrations.Migration):
    dependencies = [("story", "0008_entries_gate")]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
