"""The boxes of this room's forms: shape only."""

from alongside.support.engagement.forms.appointments import AppointmentForm, MoveForm
from alongside.support.engagement.forms.notes import (
    DRAFT_FIELDS,
    NoteForm,
    as_choices,
    as_left,
    as_now,
    draft_fields,
    key_in,
    near,
    offer_parts,
    side_by_side,
    version_in,
)

__all__ = [
    "DRAFT_FIELDS",
    "AppointmentForm",
    "MoveForm",
    "NoteForm",
    "as_choices",
    "as_left",
    "as_now",
    "draft_fields",
    "key_in",
    "near",
    "offer_parts",
    "side_by_side",
    "version_in",
]
