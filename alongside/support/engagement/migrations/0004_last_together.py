"""What was kept in a narrower part of her record leaves no day behind in lists."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import gate_open


def count_contact_notes_only(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Work the last time together out anew where a day stands without its kind: it came from elsewhere."""
    with gate_open(schema_editor, ["people_client", "engagement_contact"]):
        for client in apps.get_model("people", "Client").objects.filter(
            last_contact_on__isnull=False, last_contact_words=""
        ):
            last = (
                apps.get_model("engagement", "Contact")
                .objects.filter(
                    client_id=client.pk, compartment=Compartment.NOTES, met=True, taken_back_at=None
                )
                .order_by("-happened_on", "-made_at")
                .first()
            )
            client.last_contact_on = last.happened_on if last else None
            client.last_contact_words = last.get_kind_display() if last else ""
            client.save(update_fields=["last_contact_on", "last_contact_words"], force_update=True)


class Migration(migrations.Migration):
    dependencies = [("engagement", "0003_marked"), ("people", "0003_hearsay")]

    operations = [migrations.RunPython(count_contact_notes_only, migrations.RunPython.noop)]
