"""What is asked about sittings, talks, leave and one's own checks: shape only."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import Membership, Skill
from alongside.foundation.common.forms import ClockField, DayField, KeyedForm, RowField, Words
from alongside.foundation.directory.models import Service
from alongside.support.workforce.models import Debrief, Sitting
from alongside.support.workforce.rules.care import SELF_CHECK

NOT_LISTED = {"invalid_choice": _("Choose one from the list.")}


class Colleague(RowField):
    """One of the colleagues, with where she works."""

    def label_from_instance(self, obj: Membership) -> str:
        """Name her with her role and agency."""
        return f"{obj.worker.name}, {obj.get_role_display()}, {obj.agency.name}"


class Knowing(RowField):
    """Something a worker may know well."""

    def label_from_instance(self, obj: Skill) -> str:
        """Name it."""
        return capfirst(obj.name)


def _kinds(*but: Sitting.Kind) -> list[tuple[str, Any]]:
    return [(kind.value, capfirst(kind.label)) for kind in Sitting.Kind if kind not in but]


def _kind(*but: Sitting.Kind) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("What is it?"), choices=_kinds(*but), widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is."), **NOT_LISTED},
    )  # fmt: skip


class AskForm(KeyedForm):
    """Ask a colleague, or whoever knows something well, for a sitting."""

    kind = _kind()
    supervisor = Colleague(
        label=_("Whom would you like?"), queryset=Membership.objects.none(), required=False,
        empty_label=_("Whoever knows what I choose below"), error_messages=NOT_LISTED,
    )  # fmt: skip
    skill = Knowing(
        label=_("What should they know well?"), queryset=Skill.objects.none(), required=False,
        empty_label=_("It doesn’t matter"), error_messages=NOT_LISTED,
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        colleagues: QuerySet[Membership],
        skills: QuerySet[Skill],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supervisor"].queryset = colleagues  # type: ignore[attr-defined]
        self.fields["skill"].queryset = skills  # type: ignore[attr-defined]


class OfferForm(KeyedForm):
    """Offer a colleague a sitting."""

    worker = Colleague(
        label=_("To whom?"), queryset=Membership.objects.none(), empty_label=_("Choose one"),
        error_messages={"required": _("Choose a colleague."), **NOT_LISTED},
    )  # fmt: skip
    kind = _kind()
    on_date = DayField(
        label=_("On which day?"),
        help_text=_("You can choose it together later."),
        future=True,
        required=False,
    )
    at_time = ClockField(label=_("At what time?"))

    def __init__(self, *args: Any, colleagues: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = colleagues  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    """The day of a sitting."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    on_date = DayField(label=_("On which day?"))
    at_time = ClockField(label=_("At what time?"))
    why = Words(
        label=_("If you move it, why?"), help_text=_("Only if you like. Only the two of you read it."),
        lines=1, max_length=300, required=False,
    )  # fmt: skip


class WordsForm(KeyedForm):
    """Words that only the two read."""

    words = Words(
        label=_("What would you like to keep?"),
        help_text=_("Only the two of you ever read this: no manager, no administrator."),
        max_length=8000, lines=6, error_messages={"required": _("Write something here.")},
    )  # fmt: skip


class DebriefForm(KeyedForm):
    """Offer a talk after something hard, to one colleague or to everybody in a service."""

    after = forms.ChoiceField(
        label=_("After what?"),
        choices=[(one.value, capfirst(one.label)) for one in Debrief.After],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), **NOT_LISTED},
    )
    colleague = Colleague(
        label=_("To whom?"), queryset=Membership.objects.none(), required=False,
        empty_label=_("Everybody in the service I choose below"), error_messages=NOT_LISTED,
    )  # fmt: skip
    service = RowField(
        label=_("Or to everybody in"), queryset=Service.objects.none(), required=False,
        empty_label=_("Nobody else"), error_messages=NOT_LISTED,
    )  # fmt: skip
    words = Words(
        label=_("A few words with it"),
        help_text=_("Name no woman, and nothing by which she could be known."),
        lines=2, max_length=500, required=False,
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        colleagues: QuerySet[Membership],
        services: QuerySet[Service],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = colleagues  # type: ignore[attr-defined]
        self.fields["service"].queryset = services  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """See that it is offered to somebody."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if {"colleague", "service"} & set(self.errors):
            return said
        if not said.get("colleague") and not said.get("service"):
            self.add_error("colleague", _("Choose a colleague, or a service."))
        return said


class LeaveForm(KeyedForm):
    """From when until when somebody is away."""

    first_day = DayField(label=_("First day away"), future=True)
    last_day = DayField(
        label=_("Last day away"), help_text=_("Leave it empty for one day."), required=False
    )


class CheckForm(KeyedForm):
    """A few kind questions for oneself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, question in SELF_CHECK.items():
            self.fields[name] = Words(label=question, lines=2, max_length=2000, required=False)

    def clean(self) -> dict[str, Any]:
        """See that something is written."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(said.get(name) for name in SELF_CHECK):
            self.add_error(
                "sleep", _("Write a word to one of them, or close the page: that is fine too.")
            )
        return said
