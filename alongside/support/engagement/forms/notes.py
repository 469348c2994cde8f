"""The boxes of a note: shape only."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.core.parts.forms import a_part
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.common.forms import ClockField, DayField, Words
from alongside.foundation.common.keys import key_within, new_key
from alongside.foundation.common.templatetags import words
from alongside.support.engagement import queries, rules
from alongside.support.engagement.models import Contact

LONGEST_DAY = 24 * 60
YES_NO = {"class": "al-radios--inline"}
LONGEST_NOTE = 20_000
# Filled in already, and folded away until they need changing.
WHEN = ("happened_on", "at_time", "minutes", "travel_minutes", "planned")
NOT_LISTED = _("Choose one from the list.")


def as_choices(choices: Sequence[tuple[Any, Any]]) -> list[tuple[str, Any]]:
    """Write what may be chosen with a capital, as a line of its own begins."""
    return [(str(key), capfirst(label)) for key, label in choices]


def offer_parts(form: forms.Form, writes: int) -> None:
    """Offer only the parts this hat may write, contact notes first."""
    parts = sorted(rules.note_compartments(writes), key=lambda part: part is not Compartment.NOTES)
    field = form.fields["compartment"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [(part.value, part.label) for part in parts]


class NoteForm(forms.Form):
    """A note: filled in already as far as we can, so that saving at once is a whole note (R149, R150)."""

    met = forms.TypedChoiceField(
        label=_("Did you meet?"),
        choices=[("True", _("We met")), ("False", _("I tried, and we did not meet"))],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect(attrs=YES_NO),
        error_messages={"required": _("Say whether you met."), "invalid_choice": NOT_LISTED},
    )
    kind = forms.ChoiceField(
        label=_("What was it?"),
        choices=as_choices(Contact.Kind.choices),
        error_messages={"required": _("Choose what it was."), "invalid_choice": NOT_LISTED},
    )
    place = forms.ChoiceField(
        label=_("Where?"),
        choices=[("", _("Not said")), *as_choices(Contact.Place.choices)],
        required=False,
        error_messages={"invalid_choice": NOT_LISTED},
    )
    area = Words(
        label=_("Which area, roughly?"),
        help_text=_("In coarse words, such as: round the station. Never an address or a number."),
        required=False, lines=1, max_length=60,
    )  # fmt: skip
    happened_on = DayField(label=_("Which day?"), past=True, earliest=datetime.date(1990, 1, 1))
    at_time = ClockField(label=_("About what time?"))
    minutes = forms.IntegerField(
        label=_("How many minutes?"),
        required=False,
        min_value=1,
        max_value=LONGEST_DAY,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "al-input--width-4"}),
        error_messages={
            "invalid": _("Write the minutes in figures, such as 40."),
            "min_value": _("Write one minute or more, or leave this empty."),
            "max_value": _("A day has 1,440 minutes. Write fewer."),
        },
    )
    travel_minutes = forms.IntegerField(
        label=_("How many minutes of travel?"),
        help_text=_("There and back. Travel is work."),
        required=False,
        min_value=1,
        max_value=LONGEST_DAY,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "al-input--width-4"}),
        error_messages={
            "invalid": _("Write the minutes in figures, such as 40."),
            "min_value": _("Write one minute or more, or leave this empty."),
            "max_value": _("A day has 1,440 minutes. Write fewer."),
        },
    )
    planned = forms.TypedChoiceField(
        label=_("Was it planned?"),
        choices=[("False", _("It just happened")), ("True", _("We had planned it"))],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect(attrs=YES_NO),
        error_messages={
            "required": _("Say whether it was planned."),
            "invalid_choice": NOT_LISTED,
        },
    )
    led = forms.TypedChoiceField(
        label=_("Who led it?"),
        choices=[*as_choices(Contact.Led.choices), ("", _("Does not fit here"))],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": NOT_LISTED},
    )
    her_words = Words(
        label=_("Her words"),
        help_text=_("As she said them, if she is happy for them to be kept."),
        required=False,
        lines=3,
        max_length=LONGEST_NOTE,
    )
    worker_words = Words(
        label=_("Your words"),
        help_text=_("What you did and saw. Write it so that she could read it."),
        required=False,
        lines=5,
        max_length=LONGEST_NOTE,
    )
    compartment = a_part()

    def __init__(self, *args: Any, writes: int, areas: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.writes = writes
        # The service's own coarse words, which the browser offers while she types.
        self.areas = areas
        if areas:
            self.fields["area"].widget.attrs["list"] = "areas"
        offer_parts(self, writes)

    @property
    def open_when(self) -> str:
        """Say whether the part with the day and time has to stand open, to be mended."""
        return "yes" if any(self.errors.get(name) for name in WHEN) else ""

    @property
    def when_said(self) -> str:
        """Say what is folded away, with what is filled in there: "When and how long: Today, 14:32"."""
        said = [words.day(self["happened_on"].value()), words.clock(self["at_time"].value())]
        filled_in = ", ".join(filter(None, said))
        if not filled_in:
            return gettext("When and how long")
        return gettext("When and how long: %(filled_in)s") % {"filled_in": filled_in}

    def clean_area(self) -> str:
        """Ask for coarser words where a number, an address or a spot on a map was written."""
        area: str = self.cleaned_data["area"]
        if said := rules.why_not_area(area):
            raise forms.ValidationError(said, code="area")
        return area

    def clean(self) -> dict[str, Any]:
        """Leave out who led what did not take place."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("met") is False:
            cleaned["led"] = None
        return cleaned


def as_now(remembered: Mapping[str, str]) -> dict[str, Any]:
    """Fill a new note in with today, the time now and what is remembered."""
    here = timezone.localtime()
    return {
        "met": "True",
        "planned": "False",
        "led": "",
        "happened_on": here.date(),
        "at_time": here.time().replace(second=0, microsecond=0),
        "compartment": Compartment.NOTES.value,
        **remembered,
    }


DRAFT_FIELDS = frozenset(
    {f"happened_on_{part}" for part in range(3)}
    | {name for name in NoteForm.base_fields if name != "happened_on"}
)


def draft_fields(typed: Mapping[str, Any]) -> dict[str, str]:
    """Take the boxes of a note as they were typed, so that a draft brings back just what stood there.

    A character no text in the database can hold is left out; everything else stays as it is.
    """
    return {
        name: "".join(c for c in str(typed[name]) if c != "\x00" and not "\ud800" <= c <= "\udfff")
        for name in sorted(DRAFT_FIELDS)
        if name in typed
    }


def near(day: datetime.date) -> datetime.date:
    """Give the day back, or ask about its year when it is more than five years ahead."""
    if day > timezone.localdate() + datetime.timedelta(days=5 * 366):
        raise forms.ValidationError(
            _("That is more than five years ahead. Look at the year again.")
        )
    return day


def key_in(
    typed: Mapping[str, Any], *, client_id: uuid.UUID, membership_id: uuid.UUID
) -> uuid.UUID:
    """Make the key of what a form makes; a form that lost its own gets a new one, and loses no words.

    A draft or a note of hers that is opened again goes on under its key. Any other key is no row's yet.
    """
    try:
        key = uuid.UUID(str(typed.get("key", "")))
    except ValueError:
        return new_key()
    if queries.is_own(key, client_id=client_id, membership_id=membership_id):
        return key
    return key_within(key, client_id)


def version_in(typed: Mapping[str, Any], otherwise: int) -> int:
    """Read which version of a row the form was opened on."""
    said = str(typed.get("version", ""))
    return int(said) if said.isdecimal() and len(said) < 10 else otherwise


def as_left(fields: Mapping[str, str]) -> dict[str, Any]:
    """Fill the form in just as it was left, half-typed dates included."""
    initial: dict[str, Any] = {
        name: value for name, value in fields.items() if name in DRAFT_FIELDS
    }
    days = [initial.pop(f"happened_on_{part}", None) for part in range(3)]
    if any(day is not None for day in days):
        initial["happened_on"] = days
    return initial


def side_by_side(form: NoteForm, theirs: Mapping[str, str]) -> list[dict[str, Any]]:
    """List the boxes that differ from what stands now, each with what stands and what was typed."""
    standing = NoteForm(theirs, writes=form.writes)
    return [
        {"label": mine.label, "theirs": _said(standing[mine.name]), "mine": _said(mine)}
        for mine in form
        if _said(mine) != _said(standing[mine.name])
    ]


def _said(box: forms.BoundField) -> str:
    """Say what stands in a box as it reads on the page."""
    value = box.value()
    if isinstance(box.field, forms.ChoiceField):
        labels = {str(key): label for key, label in _choices(box.field)}
        return str(labels.get(str(value), value) or "")
    return " ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _choices(field: forms.ChoiceField) -> list[tuple[Any, Any]]:
    return list(field.choices)  # type: ignore[arg-type]
