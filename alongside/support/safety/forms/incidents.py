"""The boxes of what happened: what was done apart from what was going on, and what was decided."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.common.forms import DayField, KeyedForm, Words
from alongside.support.safety.forms import CHOOSE
from alongside.support.safety.models import Incident, SecondLook
from alongside.support.safety.rules import incidents as rules

FIRST = datetime.date(2000, 1, 1)


class IncidentForm(KeyedForm):
    """Something that happened in a house or service."""

    where_words = Words(
        label=_("In which house or service?"), lines=1, max_length=200,
        error_messages={"required": _("Write where it was.")},
    )  # fmt: skip
    on_date = DayField(label=_("On which day?"), past=True, earliest=FIRST)
    done = Words(
        label=_("What was done or said?"), lines=3, max_length=4000,
        help_text=_("Only what somebody saw or heard: “she threw a cup at the wall”. Not what she is like."),
        error_messages={"required": _("Write what was done or said.")},
    )  # fmt: skip
    before = Words(
        label=_("What was going on for her?"), required=False, lines=3, max_length=4000,
        help_text=_("That day and the days before: news, a letter, pain, no sleep, somebody at the door."),
    )  # fmt: skip
    set_off = Words(label=_("What may have set it off?"), required=False, lines=2, max_length=2000)
    we_did = Words(label=_("What did we do?"), required=False, lines=2, max_length=4000)
    her_words = Words(
        label=_("What does she say about it?"), required=False, lines=3, max_length=4000,
        help_text=_("Her own words. They can be added later."),
    )  # fmt: skip
    sanction = forms.ChoiceField(
        label=_("Was anything decided against her?"), choices=Incident.Sanction.choices,
        widget=forms.RadioSelect, initial=Incident.Sanction.NONE,
        help_text=_("A second person, who runs the service, then looks at it."), error_messages=CHOOSE,
    )  # fmt: skip
    tried_first = Words(
        label=_("What else was tried first?"), required=False, lines=2, max_length=2000,
        help_text=_("Leave it empty where nothing was decided."),
    )  # fmt: skip
    until_on = DayField(
        label=_("Until which day?"), required=False,
        help_text=_("Or the day on which it is looked at again."),
    )  # fmt: skip
    version = forms.IntegerField(
        required=False, min_value=0, max_value=100_000, widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any]:
        """Say beside the box what is missing of what was decided."""
        said = super().clean() or self.cleaned_data
        if said.get("sanction") and said.get("on_date") and not self.errors:
            wrong = rules.why_not_decided(
                said["sanction"], said["tried_first"], said.get("until_on"), said["on_date"]
            )
            if wrong:
                self.add_error(*wrong)
        return said


class SecondLookForm(KeyedForm):
    """What the second person says."""

    verdict = forms.ChoiceField(
        label=_("What do you say?"), choices=SecondLook.Verdict.choices, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    words = Words(
        label=_("In your words"), required=False, lines=3, max_length=2000,
        help_text=_("What to try, or why it is lifted."),
    )  # fmt: skip
    version = forms.IntegerField(
        required=False, min_value=0, max_value=100_000, widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where somebody says no."""
        said = super().clean() or self.cleaned_data
        if wrong := rules.why_not_verdict(said.get("verdict") or "agree", said.get("words", "")):
            self.add_error("words", wrong)
        return said
