"""The boxes of some nights: shape only. Little has to be known, and nothing proved."""

import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.foundation.common.forms import DayField, KeyedForm, Words
from alongside.support.accommodation import rules
from alongside.support.accommodation.models import Stretch

EARLIEST = datetime.date(1940, 1, 1)
NOT_LISTED = _("Choose one from the list.")
FACTS = (
    "kind", "first_night", "last_night", "still", "about", "nights", "when_words", "her_words",
    "worker_words", "children_too",
)  # fmt: skip


class StretchForm(KeyedForm):
    """Some nights in one kind of place, with as much of when as she knows."""

    kind = forms.ChoiceField(
        label=_("What kind of place was it?"),
        choices=[(key, capfirst(label)) for key, label in Stretch.Kind.choices],
        error_messages={"required": NOT_LISTED, "invalid_choice": NOT_LISTED},
    )
    first_night = DayField(label=_("The first night"), required=False, past=True, earliest=EARLIEST)
    last_night = DayField(label=_("The last night"), required=False, past=True, earliest=EARLIEST)
    still = forms.BooleanField(label=_("She is there now"), required=False)
    about = forms.BooleanField(label=_("The days are a guess"), required=False)
    nights = forms.IntegerField(
        label=_("About how many nights were there?"),
        help_text=_("Only if the days are not known."),
        required=False,
        min_value=1,
        max_value=20_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "al-input--width-4"}),
        error_messages={
            "invalid": _("Write the nights in figures, such as 12."),
            "min_value": _("Write one night or more, or leave this empty."),
            "max_value": _("That is more than fifty years. Look at the figure again."),
        },
    )
    when_words = Words(
        label=_("When, as she tells it"),
        help_text=_("Such as: some weeks in spring; on and off that winter."),
        required=False,
        lines=1,
        max_length=200,
    )
    her_words = Words(label=_("Her words"), required=False, lines=3, max_length=4000)
    worker_words = Words(
        label=_("Your words"),
        help_text=_("No address and no name of a place: whoever reads this could find her."),
        required=False,
        lines=2,
        max_length=4000,
    )
    children_too = forms.BooleanField(
        label=_("Children were with her"),
        help_text=_("Nothing more about them is kept here."),
        required=False,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Say beside the box what can't be about the days."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        wrong = rules.why_not_days(
            cleaned.get("first_night"), cleaned.get("last_night"), still=cleaned.get("still", False),
            nights=cleaned.get("nights"), when=cleaned.get("when_words", ""),
        )  # fmt: skip
        if wrong:
            self.add_error(*wrong)
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What is kept."""
        return {name: self.cleaned_data[name] for name in FACTS}


class NewStretchForm(StretchForm):
    """The same, with the part of her record it belongs to."""

    compartment = forms.TypedChoiceField(
        label=_("Which part of her record?"),
        help_text=_(
            "Left open, a roof in exchange for sex goes to the locked part if you hold it, and "
            "everything else to accommodation. Ask her who may know."
        ),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={
            "invalid_choice": _("You can't write in this part of her record. Choose another.")
        },
    )

    def __init__(self, *args: Any, mine: Rights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["compartment"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Where such nights belong")),
            *(
                (part.value, _label(part))
                for part in rules.PLACES
                if rules.why_not_write(part, mine) is None
            ),
        ]


def _label(part: Compartment) -> Any:
    if part is Compartment.SEX_WORKING:
        return _("%(part)s (only workers she named)") % {"part": part.label}
    return part.label
