"""The boxes of a message, of one visit for several women, and of the word lists: shape only."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.forms import (
    ClockField,
    DayField,
    KeyedForm,
    PhoneField,
    RowField,
    Words,
)
from alongside.support.engagement.forms.notes import LONGEST_DAY, NOT_LISTED, as_choices
from alongside.support.engagement.models import Contact, Message
from alongside.support.engagement.queries.everyday import MOST_AT_ONCE
from alongside.support.engagement.rules import why_not_area
from alongside.support.engagement.rules import wording as rules


class ColleagueField(RowField):
    """A choice among colleagues."""

    def label_from_instance(self, obj: Any) -> str:
        """Say who it is."""
        return f"{obj.worker.name}, {obj.get_role_display()}"


class MessageForm(KeyedForm):
    """A message somebody left, with the same questions whoever rings."""

    to = ColleagueField(
        label=_("Who is it for?"), queryset=Membership.objects.none(), empty_label=_("Choose one"),
        error_messages={"required": _("Choose who it is for."), "invalid_choice": NOT_LISTED},
    )  # fmt: skip
    from_words = Words(
        label=_("Who left it?"), help_text=_("As they said it. They need not say."), lines=1, max_length=120,
        required=False,
    )  # fmt: skip
    number = PhoneField(
        label=_("A number to ring back"), required=False, help_text=_("Only if they gave one.")
    )
    ring = forms.ChoiceField(
        label=_("Is it safe to ring back?"), choices=as_choices(Message.Ring.choices),
        widget=forms.RadioSelect, initial=Message.Ring.UNKNOWN,
        error_messages={"required": _("Say whether it is safe to ring back."), "invalid_choice": NOT_LISTED},
    )  # fmt: skip
    words = Words(
        label=_("The message"), lines=4, max_length=2000,
        error_messages={"required": _("Write the message.")},
    )  # fmt: skip
    urgent = forms.BooleanField(label=_("It can’t wait."), required=False)

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, RowField)
        field.queryset = colleagues

    def facts(self) -> dict[str, Any]:
        """Give what is kept of it, apart from whom it is for."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in ("key", "to")
        }


class SeveralForm(KeyedForm):
    """One visit or group: what it was once, and a line about each woman."""

    kind = forms.ChoiceField(
        label=_("What was it?"), choices=as_choices(Contact.Kind.choices), initial=Contact.Kind.SESSION,
        error_messages={"required": _("Choose what it was."), "invalid_choice": NOT_LISTED},
    )  # fmt: skip
    place = forms.ChoiceField(
        label=_("Where?"), choices=[("", _("Not said")), *as_choices(Contact.Place.choices)], required=False,
        error_messages={"invalid_choice": NOT_LISTED},
    )  # fmt: skip
    area = Words(
        label=_("Which area, roughly?"), lines=1, max_length=60, required=False,
        help_text=_("In coarse words, such as: round the station. Never an address or a number."),
    )  # fmt: skip
    happened_on = DayField(label=_("Which day?"), past=True, earliest=datetime.date(1990, 1, 1))
    at_time = ClockField(label=_("About what time?"))
    minutes = forms.IntegerField(
        label=_("How many minutes?"), required=False, min_value=1, max_value=LONGEST_DAY,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "al-input--width-4"}),
        error_messages={
            "invalid": _("Write the minutes in figures, such as 40."),
            "min_value": _("Write one minute or more, or leave this empty."),
            "max_value": _("A day has 1,440 minutes. Write fewer."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, women: Sequence[Client], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.women = list(women)
        for woman in self.women:
            self.fields[f"words_{woman.pk.hex}"] = Words(
                label=_("About %(name)s") % {"name": woman.name},
                lines=2,
                max_length=4000,
                required=False,
            )
            self.fields[f"sure_{woman.pk.hex}"] = forms.BooleanField(
                label=_("I mean somebody else of that name."), required=False
            )
        self.fields["happened_on"].initial = timezone.localdate
        self.fields["at_time"].initial = (
            timezone.localtime().time().replace(second=0, microsecond=0)
        )

    def clean_area(self) -> str:
        """Ask for coarser words where a number, an address or a spot on a map was written."""
        area: str = self.cleaned_data["area"]
        if said := why_not_area(area):
            raise forms.ValidationError(said, code="area")
        return area

    @property
    def common(self) -> dict[str, Any]:
        """What is the same in every note."""
        names = ("kind", "place", "area", "happened_on", "at_time", "minutes")
        facts = {name: self.cleaned_data[name] for name in names}
        return {**facts, "met": True, "planned": True, "compartment": Compartment.NOTES.value}

    @property
    def lines(self) -> list[tuple[Client, str]]:
        """Each woman with the words about her."""
        return [(woman, self.cleaned_data[f"words_{woman.pk.hex}"]) for woman in self.women]

    @property
    def sure(self) -> frozenset[uuid.UUID]:
        """The women in whose words a name is somebody else's."""
        return frozenset(
            one.pk for one in self.women if self.cleaned_data.get(f"sure_{one.pk.hex}")
        )

    @property
    def shared_fields(self) -> list[forms.BoundField]:
        """The boxes that are the same for all."""
        return [self[name] for name in self.fields if "_" not in name or not self._is_hers(name)]

    @property
    def her_fields(self) -> list[tuple[Client, forms.BoundField, forms.BoundField | None]]:
        """Each woman with the box about her, and the tick that is asked where another is named in it."""
        shown = []
        for woman in self.women:
            words, sure = f"words_{woman.pk.hex}", f"sure_{woman.pk.hex}"
            asked = bool(self.errors.get(words)) or bool(self[sure].value())
            shown.append((woman, self[words], self[sure] if asked else None))
        return shown

    def _is_hers(self, name: str) -> bool:
        return name.startswith(("words_", "sure_"))


def too_many(chosen: Sequence[object]) -> bool:
    """Say whether more women were chosen than one visit can be written down for."""
    return len(chosen) > MOST_AT_ONCE


class WordingForm(forms.Form):
    """The word lists of a service, one to a line."""

    areas = Words(
        label=_("Words for areas"), lines=6, max_length=6000, required=False,
        help_text=_("One to a line, and coarse: round the station, the old town. Never an address."),
    )  # fmt: skip
    others = Words(
        label=_("Words with kinder ones"), lines=14, max_length=20000, required=False,
        help_text=_("One to a line: the word = what to say instead. An empty list offers nothing."),
    )  # fmt: skip

    def clean_areas(self) -> list[str]:
        """Read the list, and ask about lines that are too exact."""
        lines = rules.lines_of(self.cleaned_data["areas"])
        said = rules.why_not_lines(lines) or next(filter(None, map(why_not_area, lines)), None)
        if said:
            raise forms.ValidationError(said, code="lines")
        return lines

    def clean_others(self) -> list[list[str]]:
        """Read the list, and ask about lines without other words."""
        lines = rules.lines_of(self.cleaned_data["others"])
        if said := rules.why_not_lines(lines) or rules.why_not_pairs(lines):
            raise forms.ValidationError(said, code="lines")
        return rules.pairs_of(lines)
