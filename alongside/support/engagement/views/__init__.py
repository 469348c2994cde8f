"""The pages of this room, by noun."""

from alongside.support.engagement.views.appointments import (
    appointment_happened,
    appointment_move,
    appointment_new,
    appointment_undo,
)
from alongside.support.engagement.views.drafts import draft, draft_throw_away
from alongside.support.engagement.views.notes import (
    note,
    note_change,
    note_new,
    note_undo,
    note_whom,
)

__all__ = [
    "appointment_happened",
    "appointment_move",
    "appointment_new",
    "appointment_undo",
    "draft",
    "draft_throw_away",
    "note",
    "note_change",
    "note_new",
    "note_undo",
    "note_whom",
]
