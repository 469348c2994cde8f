"""The pages of this room, by noun."""

from alongside.support.engagement.views.appointments import (
    appointment_happened,
    appointment_move,
    appointment_new,
    appointment_undo,
)
from alongside.support.engagement.views.attempts import tried
from alongside.support.engagement.views.checks import (
    check,
    check_agree,
    check_move,
    checks,
    checks_stop,
)
from alongside.support.engagement.views.choices import (
    choice_new,
    choice_part,
    choice_undo,
    choices,
)
from alongside.support.engagement.views.drafts import draft, draft_throw_away
from alongside.support.engagement.views.enablers import (
    enabler,
    enabler_new,
    enabler_part,
    enabler_undo,
    enablers,
    everyday,
)
from alongside.support.engagement.views.letters import (
    letter,
    letter_new,
    letter_paper,
    letter_part,
    letter_undo,
    letters,
)
from alongside.support.engagement.views.messages import message_done, message_new, messages
from alongside.support.engagement.views.not_hers import misplaced, misplaced_told, not_hers
from alongside.support.engagement.views.notes import (
    note,
    note_change,
    note_new,
    note_undo,
    note_whom,
)
from alongside.support.engagement.views.parts import appointment_part, draft_part, note_part
from alongside.support.engagement.views.together import appointment_reminded, several
from alongside.support.engagement.views.wording import (
    template,
    template_end,
    template_new,
    words,
    words_of,
)

__all__ = [
    "misplaced",
    "misplaced_told",
    "not_hers",
    "tried",
    "enabler",
    "enabler_new",
    "enabler_part",
    "enabler_undo",
    "enablers",
    "everyday",
    "choice_new",
    "choice_part",
    "choice_undo",
    "choices",
    "check",
    "check_agree",
    "check_move",
    "checks",
    "checks_stop",
    "letter",
    "letter_new",
    "letter_paper",
    "letter_part",
    "letter_undo",
    "letters",
    "template",
    "template_end",
    "template_new",
    "words",
    "words_of",
    "message_done",
    "message_new",
    "messages",
    "appointment_reminded",
    "several",
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
