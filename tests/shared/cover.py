"""Which help the partnership of the cast has, and who sits where, for tests."""

import datetime
import uuid
from typing import Any

from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory import actions
from alongside.foundation.directory.models import Agency, Help, Seat, Service
from tests.shared.cast import Cast, actor


def brings(
    cast: Cast, kind: str, agency: Agency, service: Service | None = None, how: str = "team"
) -> Help:
    """Let an agency or a service bring one kind of help."""
    key = new_key()
    with acting_as(cast.ada.pk):
        actions.add_help(
            key=key, agency=agency, service=service, kind=kind, how=how, by=actor(cast.ada)
        )
    return Help.objects.get(pk=key)


def sits(cast: Cast, agency: Agency, **other: Any) -> Seat:
    """Let somebody of an agency sit somewhere on Tuesdays."""
    key = new_key()
    facts = {
        "who": "Cleo, advocate", "where": "The drop-in at Harbour", "day": 1, "for_whom": "drop_in",
        "from_time": datetime.time(10), "until_time": datetime.time(13), **other,
    }  # fmt: skip
    with acting_as(cast.ada.pk):
        actions.add_seat(key=key, agency=agency, service=None, facts=facts, by=actor(cast.ada))
    return Seat.objects.get(pk=key)


def cover_of(cast: Cast) -> dict[str, uuid.UUID]:
    """One of each, by the names of the keys in addresses."""
    help_ = brings(cast, "vawg", cast.harbour, cast.navigators)
    return {"help_id": help_.pk, "seat_id": sits(cast, cast.hearth).pk}
