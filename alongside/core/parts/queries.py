"""Where something of hers stood before it was moved."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Model

from alongside.foundation.audit.models import RowHistory

# As far back as a move is looked for: nobody changes a row more often in the ten minutes it may be undone.
LATELY = 50


@dataclass(frozen=True, slots=True)
class Moved:
    """That a row was moved out of a part of her record, by which hat and when; `key` names this one move."""

    key: uuid.UUID
    out_of: int
    by: uuid.UUID | None
    at: datetime.datetime


def last_move(row: Model) -> Moved | None:
    """Find the last move of a row in its history, which the database keeps and moves along with it."""
    kept = RowHistory.objects.filter(
        client_id=row.client_id,  # type: ignore[attr-defined]
        row_id=row.pk,
        table_name=row._meta.db_table,
        verb="update",
    )
    for one in kept.order_by("-at")[:LATELY]:
        out_of, to = (one.old or {})["compartment"], (one.new or {})["compartment"]
        if out_of != to:
            return Moved(one.pk, out_of, one.holder_id, one.at)
    return None
