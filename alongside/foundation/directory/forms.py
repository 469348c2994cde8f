"""Forms about agencies and their services."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.foundation.common.forms import ClockField, KeyedForm, PhoneField, Words
from alongside.foundation.directory.models import HELP_GROUPS, Agency, Help, Seat, Service

ONE_OF_THESE = {
    "required": _("Choose one."),
    "invalid_choice": _("Choose one from the list."),
}
KINDS = [(kind.value, capfirst(kind.label)) for kind in Agency.Kind]


class PlaceField(forms.ChoiceField):
    """One agency of the directory, or one service of it; gives both, or None."""

    default_error_messages = {
        "required": _("Choose one of these."),
        "invalid_choice": _("Choose one from the list."),
    }
    by_key: dict[str, tuple[Agency, Service | None]] = {}  # noqa: RUF012 - each form puts its own there

    def choose_from(self, places: Iterable[tuple[Agency, Service | None]], empty: Any) -> None:
        """Say which there are."""
        self.by_key = {str((service or agency).pk): (agency, service) for agency, service in places}
        said = [
            (key, f"{agency.name}: {service.name}" if service else agency.name)
            for key, (agency, service) in self.by_key.items()
        ]
        self.choices = [("", empty), *said]

    def clean(self, value: Any) -> Any:
        """Give the agency and the service."""
        return self.by_key.get(super().clean(value))


class AgencyForm(forms.Form):
    """An agency of the partnership, or one that refers to it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = Words(label=_("What is the agency called?"), lines=1, max_length=120)
    kind = forms.ChoiceField(
        label=_("What kind of work does it do?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages=ONE_OF_THESE,
    )
    phone = PhoneField(
        label=_("Its phone number"),
        help_text=_("The one it publishes. Look it up; don't take it from a message."),
        required=False,
    )
    ask_for = Words(
        label=_("Whom to ask for"), lines=1, max_length=80, required=False,
        help_text=_("A person or a desk there who knows who works for them."),
    )  # fmt: skip
    in_partnership = forms.BooleanField(
        label=_("It is part of our partnership"),
        help_text=_("Without the tick it can refer women to us and no more."),
        required=False,
    )


class NewAgencyForm(AgencyForm, KeyedForm):
    """An agency that is not in the directory yet."""


class ConfirmForm(forms.Form):
    """That somebody rang the published number and it was really them."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    rang = forms.BooleanField(
        label=_("I rang this number and it is really them"),
        error_messages={"required": _("Ring them first, then tick the box.")},
    )


# How much a woman counts on a weighed gauge where a service says nothing else.
USUAL = {
    "weight_light": Decimal("0.5"),
    "weight_steady": Decimal("1.0"),
    "weight_close": Decimal("1.5"),
}


class WeightField(forms.DecimalField):
    """How much one woman counts on a weighed gauge: 0 to 9, with one figure after the point."""

    def __init__(self, **kwargs: Any) -> None:
        say = _("Write a number from 0 to 9, such as 0.5.")
        box = forms.TextInput(attrs={"inputmode": "decimal", "class": "al-input--width-3"})
        super().__init__(
            required=False,
            max_digits=3,
            decimal_places=1,
            min_value=0,
            max_value=9,
            widget=box,
            **kwargs,
        )
        self.error_messages = dict.fromkeys(self.error_messages, say)
        self.say = say

    def clean(self, value: Any) -> Any:
        """Give the number, or say in one sentence what would be one."""
        try:
            return super().clean(value)
        except forms.ValidationError:
            raise forms.ValidationError(self.say, code="weight") from None


class ServiceForm(forms.Form):
    """One service of an agency: its names, its words, its gauge."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = Words(label=_("What is the service called?"), lines=1, max_length=120)
    neutral_name = Words(
        label=_("A name that gives nothing away"), lines=1, max_length=60, required=False,
        help_text=_("It may stand on a page or paper that somebody else could see."),
    )  # fmt: skip
    about = Words(
        label=_("What does it do?"), lines=3, max_length=1000, required=False,
        help_text=_("A sentence or two that a woman would understand."),
    )  # fmt: skip
    word_for_client = Words(
        label=_("What do you call one person you support?"), lines=1, max_length=30
    )
    words_for_clients = Words(label=_("And more than one?"), lines=1, max_length=30)
    caseload_from = forms.IntegerField(
        label=_("A worker is alongside at least"),
        help_text=_("Leave both empty if the service has no such gauge."),
        required=False, min_value=1, max_value=99,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "al-input--width-3"}),
    )  # fmt: skip
    caseload_to = forms.IntegerField(
        label=_("And at most"),
        help_text=_("Above this a manager has to agree, with a reason."),
        required=False, min_value=1, max_value=99,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "al-input--width-3"}),
    )  # fmt: skip
    weighed = forms.BooleanField(
        label=_("Count by how close the time is"),
        help_text=_(
            "Then a woman with whom the time is light counts for less, and one with whom it is close for "
            "more. Without the tick each counts as one."
        ),
        required=False,
    )
    weight_light = WeightField(label=_("Light counts as"))
    weight_steady = WeightField(label=_("Steady counts as"))
    weight_close = WeightField(label=_("Close counts as"))
    weight_words = Words(
        label=_("What that means here"), lines=2, max_length=300, required=False,
        help_text=_("A sentence that stands beside the gauge, such as: close is more than weekly."),
    )  # fmt: skip
    open_to_public = forms.BooleanField(
        label=_("Women can ask this service for support themselves"),
        help_text=_("A short public page then offers it by its name."),
        required=False,
    )
    urgent_words = Words(
        label=_("Who answers what can’t wait, and when?"), lines=2, max_length=240, required=False,
        help_text=_(
            "It stands on the emergency page, such as: the duty worker, day and night, within an hour."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("caseload_from", "caseload_to"):
            field = self.fields[name]
            field.error_messages["invalid"] = _("Write a whole number, such as 5.")
            for validator in field.validators:
                validator.message = _("Write a number from 1 to 99.")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """See that the gauge has both ends, the right way round."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        least, most = said.get("caseload_from"), said.get("caseload_to")
        for name, usual in USUAL.items():
            if name not in self.errors and said.get(name) is None:
                said[name] = usual
        if "caseload_from" in self.errors or "caseload_to" in self.errors:
            return said
        if (least is None) != (most is None):
            self.add_error(
                "caseload_to" if most is None else "caseload_from",
                _("Write both numbers, or neither."),
            )
        elif least is not None and most is not None and least > most:
            self.add_error("caseload_to", _("This has to be the larger number."))
        return said


class NewServiceForm(ServiceForm, KeyedForm):
    """A service that is not in the directory yet."""


class PlacedForm(KeyedForm):
    """Something an agency or one of its services brings."""

    place = PlaceField(label=_("Who brings it?"))

    def __init__(
        self, *args: Any, places: Iterable[tuple[Agency, Service | None]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, PlaceField)
        place.choose_from(places, _("Choose an agency or a service"))


class HelpForm(PlacedForm):
    """One kind of help, who brings it, and how close it is."""

    kind = forms.ChoiceField(
        label=_("Which help is it?"),
        choices=[
            ("", _("Choose a kind of help")),
            *(
                (title, [(kind.value, kind.label) for kind in kinds])
                for title, kinds in HELP_GROUPS
            ),
        ],
        error_messages=ONE_OF_THESE,
    )
    how = forms.ChoiceField(
        label=_("How close is it?"),
        choices=[(how.value, capfirst(how.label)) for how in Help.How],
        widget=forms.RadioSelect,
        error_messages=ONE_OF_THESE,
    )
    field_order = ("key", "kind", "place", "how")


class SeatForm(PlacedForm):
    """Who sits where, on which day of the week, and for whom."""

    place = PlaceField(label=_("Who comes?"))
    who = Words(
        label=_("Who is it there?"), lines=1, max_length=80, required=False,
        help_text=_("A first name and their work, if it is one person. They have said yes to that."),
    )  # fmt: skip
    where = Words(
        label=_("Where do they sit?"), lines=1, max_length=60,
        help_text=_("In a few words, such as: the drop-in at Keelson. Never the address of a refuge."),
    )  # fmt: skip
    day = forms.TypedChoiceField(
        label=_("On which day of the week?"),
        choices=[("", _("Choose a day")), *WEEKDAYS.items()],
        coerce=int,
        error_messages=ONE_OF_THESE,
    )
    from_time = ClockField(
        label=_("From"), required=True, error_messages={"required": _("Write a time.")}
    )
    until_time = ClockField(
        label=_("Until"), required=True, error_messages={"required": _("Write a time.")}
    )
    for_whom = forms.ChoiceField(
        label=_("For whom?"),
        choices=[(one.value, capfirst(one.label)) for one in Seat.ForWhom],
        widget=forms.RadioSelect,
        error_messages=ONE_OF_THESE,
    )

    def clean(self) -> dict[str, Any]:
        """See that the hours go forward."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = said.get("from_time"), said.get("until_time")
        if first is not None and last is not None and first >= last:
            self.add_error("until_time", _("This has to be later than the time before it."))
        return said
