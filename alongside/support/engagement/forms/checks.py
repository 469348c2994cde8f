"""The boxes of what she agreed about checks, and of what came of one: shape only."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alongside.core.people.rules import ON_BUTTON
from alongside.core.team import queries as team
from alongside.core.team.models import TeamMember
from alongside.foundation.common.forms import ClockField, DayField, KeyedForm, RowField, Words
from alongside.support.engagement.forms.notes import NOT_LISTED, near
from alongside.support.engagement.models import CheckAgreement
from alongside.support.engagement.rules.checks import OFTEN

FIRST = datetime.date(2000, 1, 1)
Step = CheckAgreement.Step


class MemberField(RowField):
    """A choice among those alongside her."""

    def label_from_instance(self, obj: Any) -> str:
        """Say who it is."""
        name: str = obj.membership.worker.name
        return name


def _often() -> list[tuple[int, str]]:
    said = [(days, ngettext("every day", "every %(days)s days", days)) for days in OFTEN]
    return [(days, words % {"days": days} if days > 1 else words) for days, words in said]


class CheckAgreementForm(KeyedForm):
    """What she agreed: how, how often, in which hours, and what to do if there is no answer."""

    way_kind = forms.ChoiceField(
        label=_("How shall we check?"),
        choices=[(key, words) for key, (words, _short) in ON_BUTTON.items()],
        error_messages={"required": _("Choose how."), "invalid_choice": NOT_LISTED},
    )
    every_days = forms.TypedChoiceField(
        label=_("How often?"), coerce=int, choices=_often,
        error_messages={"required": _("Choose how often."), "invalid_choice": NOT_LISTED},
    )  # fmt: skip
    from_time = ClockField(
        label=_("From what time?"),
        help_text=_("Within her safe hours. Leave both empty for any of them."),
    )
    until_time = ClockField(label=_("Until what time?"))
    steps = forms.MultipleChoiceField(
        label=_("If there is no answer, what shall we do? As she chose, one after the other."),
        choices=Step.choices, required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_LISTED},
    )  # fmt: skip
    person_words = Words(
        label=_("Whom may we ask or tell?"), lines=1, max_length=200, required=False,
        help_text=_("As she names them. Leave this empty if it is nobody: then nobody is told."),
    )  # fmt: skip
    police = forms.BooleanField(
        label=_("She herself wants us to ask the police, if nothing else helps."), required=False,
        help_text=_("Without this they are asked only if her life or somebody’s is in danger."),
    )  # fmt: skip
    worker = MemberField(
        label=_("Who makes the checks?"), queryset=TeamMember.objects.none(), empty_label=None,
        error_messages={"required": _("Choose who makes them."), "invalid_choice": NOT_LISTED},
    )  # fmt: skip
    second = MemberField(
        label=_("The second worker"), queryset=TeamMember.objects.none(), required=False,
        empty_label=_("Nobody"), error_messages={"invalid_choice": NOT_LISTED},
    )  # fmt: skip
    her_words = Words(label=_("How she said it"), required=False, lines=3, max_length=2000)
    agreed_on = DayField(label=_("When did she agree?"), past=True, earliest=FIRST)

    def __init__(self, *args: Any, client_id: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        beside = team.alongside([client_id])
        for name in ("worker", "second"):
            field = self.fields[name]
            assert isinstance(field, RowField)
            field.queryset = beside
        self.fields["agreed_on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        """Ask about hours that end before they begin, a person without a name, and the police unasked."""
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("from_time"), cleaned.get("until_time")
        steps = cleaned.get("steps") or []
        if "until_time" not in self.errors and bool(start) != bool(end):
            self.add_error("until_time", _("Write both times, or leave both empty."))
        elif start and end and start >= end:
            self.add_error("until_time", _("Write a time after the first one, on the same day."))
        if Step.PERSON in steps and not cleaned.get("person_words"):
            self.add_error("person_words", _("Write whom she named, or leave that step out."))
        if Step.POLICE in steps and not cleaned.get("police"):
            self.add_error("police", _("The police are a step only if she chose them herself."))
        if cleaned.get("second") and cleaned.get("second") == cleaned.get("worker"):
            self.add_error("second", _("Choose somebody else than the one who makes the checks."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """Give what is kept of it."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        for name in ("worker", "second"):
            typed[name] = typed[name].membership if typed[name] else None
        order = list(Step.values)
        typed["steps"] = sorted(typed["steps"], key=order.index)
        return typed


class CheckOutcomeForm(forms.Form):
    """What came of a check."""

    outcome = forms.ChoiceField(
        label=_("How is she?"),
        choices=[("answered", _("She is all right")), ("no_answer", _("No answer"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what came of it."), "invalid_choice": NOT_LISTED},
    )
    words = Words(label=_("Anything to add?"), required=False, lines=2, max_length=1000)


class CheckMoveForm(KeyedForm):
    """The moment she would rather have."""

    on = DayField(label=_("Which day now?"), future=True)
    at = ClockField(label=_("What time?"), required=True)

    def clean_on(self) -> datetime.date:
        """Ask about a year that is far ahead."""
        day: datetime.date = self.cleaned_data["on"]
        return near(day)

    @property
    def moment(self) -> datetime.datetime:
        """The moment in our time zone."""
        typed = self.cleaned_data
        return timezone.make_aware(datetime.datetime.combine(typed["on"], typed["at"]))
