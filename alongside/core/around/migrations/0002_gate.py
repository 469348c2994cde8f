from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import keyed_with_client, protect, same_woman
from alongside.foundation.audit.keeping import keep_history

MOVABLE = ("around_person", "around_standing", "around_pet", "around_turnedaway")
CHILDREN = (
    "around_child",
    "around_pregnancy",
    "around_arrangement",
    "around_process",
    "around_day",
)
# Nothing ties a row of hers to another woman's: each key holds its woman too.
HANGING = (
    ("around_standing", "person_id", "around_person"),
    ("around_turnedaway", "pet_id", "around_pet"),
    ("around_arrangement", "child_id", "around_child"),
    ("around_day", "arrangement_id", "around_arrangement"),
    ("around_day", "process_id", "around_process"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("around", "0001_initial"),
        ("people", "0002_gate"),
        ("access", "0002_gate"),
        ("audit", "0002_gate"),
    ]

    operations = [
        *[
            operation
            for table in MOVABLE
            for operation in (
                *protect(table, compartment_column="compartment"),
                *keep_history(table, compartment_column="compartment"),
            )
        ],
        *[
            operation
            for table in CHILDREN
            for operation in (
                *protect(table, compartment=Compartment.CHILDREN),
                *keep_history(table, compartment=Compartment.CHILDREN),
            )
        ],
        *[
            operation
            for table in sorted({parent for _table, _column, parent in HANGING})
            for operation in keyed_with_client(table)
        ],
        *[
            operation
            for table, column, parent in HANGING
            for operation in same_woman(table, column, parent)
        ],
    ]
