from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.coordination.meetings.forms.shape import (
    EARLIEST,
    LINE,
    LONGEST,
    NOT_LISTED,
    RowForm,
    a_choice,
    some_of,
)
from alongside.coordination.meetings.models import Invited, Minute
from alongside.foundation.common.forms import DayField, RowField, Words

FOR_WHOM = _("Who is this for, besides her?")
FOR_HELP = _("Only what you tick goes to them, and only on her yes.")


def _whom(obj: Any) -> str:
    return str(obj.whom)


class LineForm(RowForm):
    """A line that may be meant for some of those invited."""

    def __init__(self, *args: Any, invited: Sequence[Invited], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited = [one for one in invited if one.her_say != Invited.Say.NO]
        field = self.fields["meant_for"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(one.pk), one.whom) for one in self.invited]
        if not self.invited:
            del self.fields["meant_for"]

    def facts(self) -> dict[str, Any]:
        """Give what was typed; meant for nobody where nobody is there to choose."""
        return {"meant_for": getattr(self.row, "meant_for", []), **super().facts()}


class MinuteForm(LineForm):
    """One line in plain words."""

    kind = a_choice(
        _("What is it?"), Minute.Kind.choices, required=True, widget=forms.RadioSelect,
        initial=Minute.Kind.SAID,
    )  # fmt: skip
    words = Words(
        label=_("In plain words"),
        help_text=_("As you would say it to her. No short forms, no words of the trade."),
        lines=3,
        max_length=LONGEST,
        error_messages={"required": _("Write it in a few plain words.")},
    )
    meant_for = some_of(FOR_WHOM, help_text=FOR_HELP)


class ActionForm(LineForm):
    """What somebody does, and by when."""

    LATER = ("done_on", "dropped_on")

    what = Words(
        label=_("What was promised?"),
        lines=2,
        max_length=LONGEST,
        error_messages={"required": _("Write what was promised, in a few words.")},
    )
    whose = RowField(
        label=_("Who does it?"),
        queryset=Invited.objects.none(),
        required=False,
        empty_label=_("One of us"),
        error_messages={"invalid_choice": NOT_LISTED},
    )
    who = Words(label=_("Their name"), required=False, lines=1, max_length=LINE)
    due_on = DayField(label=_("By which day?"), required=False, earliest=EARLIEST)
    done_on = DayField(label=_("Done on"), required=False, past=True, earliest=EARLIEST)
    dropped_on = DayField(
        label=_("Or not needed any more, since"), required=False, past=True, earliest=EARLIEST
    )
    meant_for = some_of(FOR_WHOM, help_text=FOR_HELP)

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["whose"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows
        field.label_from_instance = _whom  # type: ignore[method-assign]
