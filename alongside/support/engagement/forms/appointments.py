"""The boxes of what's next: shape only."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.core.parts.forms import a_part
from alongside.core.people.rules import ON_BUTTON
from alongside.foundation.common.forms import ClockField, DayField, Words
from alongside.support.engagement.forms.notes import NOT_LISTED, as_choices, near, offer_parts
from alongside.support.engagement.models import Appointment


def one_of(label: Any, choices: Any, *, empty: Any) -> forms.ChoiceField:
    """Make a box with a choice that may be left open."""
    return forms.ChoiceField(
        label=label, choices=[("", empty), *as_choices(choices)], required=False,
        error_messages={"invalid_choice": NOT_LISTED},
    )  # fmt: skip


class AppointmentForm(forms.Form):
    """What's next, as agreed with her."""

    what = Words(
        label=_("What is it?"), help_text=_("Such as: coffee, the housing office, court."),
        lines=1, max_length=120, error_messages={"required": _("Say in a few words what it is.")},
    )  # fmt: skip
    on_date = DayField(label=_("Which day?"), future=True)
    at_time = ClockField(label=_("What time?"), help_text=_("Leave this empty if it is not fixed."))
    place_words = Words(label=_("Where?"), lines=1, max_length=120, required=False)
    her_wishes = Words(
        label=_("How she would like it"), help_text=_("Such as: the corner table, no long waits."),
        lines=1, max_length=200, required=False,
    )  # fmt: skip
    with_agency = Words(
        label=_("With whom is it?"), help_text=_("An agency, if it is not with us."),
        lines=1, max_length=120, required=False,
    )  # fmt: skip
    company = one_of(_("Who goes with her?"), Appointment.Company.choices, empty=_("Not decided"))
    company_words = Words(
        label=_("Their name"), help_text=_("As she calls them."), lines=1, max_length=80, required=False,
    )  # fmt: skip
    travel = one_of(
        _("How will she get there?"), Appointment.Travel.choices, empty=_("Not decided")
    )
    travel_pays = one_of(_("Who pays for it?"), Appointment.Pays.choices, empty=_("Not decided"))
    childcare = one_of(
        _("Does she need childcare for it?"), Appointment.Childcare.choices, empty=_("Not asked")
    )
    remind_by = forms.ChoiceField(
        label=_("Does she want to be reminded?"), required=False,
        choices=[("", _("No reminder")), *((key, words) for key, (words, _short) in ON_BUTTON.items())],
        help_text=_(
            "Nothing is sent by itself: one of us reminds her, in her safe hours and in no others."
        ),
        error_messages={"invalid_choice": NOT_LISTED},
    )  # fmt: skip
    remind_hours = forms.TypedChoiceField(
        label=_("How long before?"), required=False, coerce=int, empty_value=None,
        choices=[("", _("Choose one")), *as_choices(list(Appointment.BEFORE.items()))],
        error_messages={"invalid_choice": NOT_LISTED},
    )  # fmt: skip
    compartment = a_part()

    MORE = (
        "with_agency", "company", "company_words", "travel", "travel_pays", "childcare", "remind_by",
        "remind_hours",
    )  # fmt: skip

    def __init__(self, *args: Any, writes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_parts(self, writes)

    @property
    def open_more(self) -> str:
        """Say whether the folded part has to stand open, to be mended."""
        return "yes" if any(self.errors.get(name) for name in self.MORE) else ""

    def clean(self) -> dict[str, Any]:
        """Ask how long before she wants to be reminded, and forget it where she wants no reminder."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("remind_by"):
            cleaned["remind_hours"] = None
        elif not cleaned.get("remind_hours") and "remind_hours" not in self.errors:
            self.add_error("remind_hours", _("Say how long before she wants to be reminded."))
        return cleaned

    def clean_on_date(self) -> datetime.date:
        """Ask about a year that is far ahead."""
        day: datetime.date = self.cleaned_data["on_date"]
        return near(day)


class MoveForm(forms.Form):
    """The new day of something planned, or none when it is called off."""

    on_date = DayField(
        label=_("Which day now?"), future=True, required=False,
        help_text=_("Leave this empty if it is called off for now."),
    )  # fmt: skip
    at_time = ClockField(label=_("What time?"))

    def clean_on_date(self) -> datetime.date | None:
        """Ask about a year that is far ahead."""
        day: datetime.date | None = self.cleaned_data["on_date"]
        return near(day) if day else None
