"""The migration operation that keeps the history of a table's rows."""

from django.db.migrations import RunSQL
from django.db.migrations.operations.base import Operation

from alongside.foundation.access.compartments import Compartment


def keep_history(
    table: str,
    *,
    compartment: Compartment | None = None,
    compartment_column: str = "",
    client_column: str = "client_id",
) -> list[Operation]:
    """Write each old and new row of this table to the history, under the same client and compartment."""
    where = str(compartment.value) if compartment is not None else compartment_column
    return [
        RunSQL(
            f"create trigger {table}_history after insert or update or delete on {table} for each row "
            f"execute function audit_history_write('{client_column}', '{where}')",
            f"drop trigger {table}_history on {table}",
        )
    ]
