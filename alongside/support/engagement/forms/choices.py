"""The boxes about what she was offered: shape only."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.parts.forms import a_part
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.common.forms import DayField, KeyedForm, Words
from alongside.support.engagement.forms.notes import NOT_LISTED, as_choices, offer_parts
from alongside.support.engagement.models import Choice

FIRST = datetime.date(2000, 1, 1)


class ChoiceForm(KeyedForm):
    """What she was offered, what she chose, and what could not be had."""

    about = forms.ChoiceField(
        label=_("What was it about?"), choices=as_choices(Choice.About.choices),
        error_messages={"required": _("Choose what it was about."), "invalid_choice": NOT_LISTED},
    )  # fmt: skip
    offered = Words(
        label=_("What was she offered?"), lines=3, max_length=1000,
        help_text=_("All she could choose from. Such as: the café, a walk, or her own kitchen."),
        error_messages={"required": _("Write what she was offered.")},
    )  # fmt: skip
    chose = Words(
        label=_("What did she choose?"), lines=2, max_length=1000,
        help_text=_("In her words, if you can. “None of it” is a choice too."),
        error_messages={"required": _("Write what she chose.")},
    )  # fmt: skip
    lacking = Words(
        label=_("What could she not have?"), lines=2, max_length=1000, required=False,
        help_text=_("What she would have liked better. Leave this empty if there was nothing."),
    )  # fmt: skip
    barrier = forms.ChoiceField(
        label=_("Why not?"), required=False,
        choices=[("", _("Choose one")), *as_choices(Choice.Barrier.choices)],
        error_messages={"invalid_choice": NOT_LISTED},
    )  # fmt: skip
    on_date = DayField(label=_("When was that?"), past=True, earliest=FIRST)
    compartment = a_part()

    def __init__(self, *args: Any, writes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on_date"].initial = timezone.localdate
        offer_parts(self, writes)
        self.fields["compartment"].initial = Compartment.NOTES.value

    def clean(self) -> dict[str, Any]:
        """Ask why something could not be had, and what a reason is about."""
        cleaned = super().clean() or self.cleaned_data
        lacking, barrier = cleaned.get("lacking"), cleaned.get("barrier")
        if lacking and not barrier and "barrier" not in self.errors:
            self.add_error("barrier", _("Say why she could not have it."))
        if barrier and not lacking and "lacking" not in self.errors:
            self.add_error("lacking", _("Write what she could not have."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """Give what is kept of it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}
