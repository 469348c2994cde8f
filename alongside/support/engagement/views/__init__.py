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
from alongside.support.engagement.views.parts import appointment_part, draft_part, note_part

__all__ = [
    "appointment_happened",
    "appointment_move",
    "appointment_new",
    "appointment_part",
    "appointment_undo",
    "draft",
    "draft_part",
    "draft_throw_away",
    "note",
    "note_change",
    "note_new",
    "note_part",
    "note_undo",
    "note_whom",
]
