"""Referring a woman on, and what happened since."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.coordination.referrals.forms import _check_reach, reach_fields
from alongside.coordination.referrals.forms.extras import as_kept
from alongside.coordination.referrals.models import OutStep
from alongside.coordination.referrals.queries.out import Travels
from alongside.foundation.common.forms import DayField, KeyedForm, RowField, Words
from alongside.foundation.directory.models import Agency, Service

OTHER = "other"


class OutForm(KeyedForm):
    """To whom, what for, what she lets travel, and her yes."""

    service = RowField(
        label=_("To a service here"), queryset=Service.objects.none(), required=False,
        empty_label=_("None of these"), error_messages={"invalid_choice": _("Choose one of these.")},
        help_text=_("It arrives there as a new referral."),
    )  # fmt: skip
    agency = RowField(
        label=_("Or to another agency in the directory"), queryset=Agency.objects.none(), required=False,
        empty_label=_("None of these"), error_messages={"invalid_choice": _("Choose one of these.")},
    )  # fmt: skip
    whom_words = Words(
        label=_("Or to whom, in words"), lines=1, max_length=160, required=False,
        help_text=_("Then print the letter and take it there."),
    )  # fmt: skip
    what_for = Words(
        label=_("What for?"), lines=3, max_length=2000,
        help_text=_("In her words where you can. This goes with it."),
        error_messages={"required": _("Write what she would like from them.")},
    )  # fmt: skip
    travels = forms.MultipleChoiceField(
        label=_("What she told us already and lets travel"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Read each with her. What is not ticked stays here."),
        error_messages={"invalid_choice": _("Choose only from this list.")},
    )  # fmt: skip
    yes_on = DayField(
        label=_("On which day did she say yes to this?"), past=True,
        error_messages={"required": _("Write the day she said yes.")},
    )  # fmt: skip
    yes_words = Words(
        label=_("What did she say?"), lines=2, max_length=600, required=False,
        help_text=_("In her own words."),
    )  # fmt: skip
    name = Words(
        label=_("By which name do they know her?"), lines=1, max_length=120, required=False
    )
    due_on = DayField(
        label=_("By when will they answer?"), future=True, required=False,
        help_text=_("It stands on your day when that day has passed."),
    )  # fmt: skip
    TO = ("service", "agency", "whom_words")

    def __init__(self, *args: Any, travels: Sequence[Travels], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row("service").queryset = Service.objects.filter(ended_at__isnull=True).select_related(
            "agency"
        )
        self.row("agency").queryset = Agency.objects.filter(closed_at__isnull=True)
        ticks = self.fields["travels"]
        assert isinstance(ticks, forms.MultipleChoiceField)
        ticks.choices = [(str(one.key), one.title) for one in travels]
        if not travels:
            del self.fields["travels"]
        self.reach_names = reach_fields(OTHER)
        self.fields |= self.reach_names

    def row(self, name: str) -> RowField:
        """Give one of the two boxes with rows of the directory."""
        field = self.fields[name]
        assert isinstance(field, RowField)
        return field

    def clean(self) -> dict[str, Any]:
        """Ask to whom it goes, once; and how she is reached where it arrives as a new referral."""
        said = self.cleaned_data
        named = [name for name in self.TO if said.get(name)]
        if not named and not set(self.TO) & set(self.errors):
            self.add_error("service", _("Choose to whom it goes, or write it in words."))
        elif len(named) > 1 and "service" in named:
            self.add_error(named[1], _("It goes to one place. Keep the one that is right."))
        if said.get("service"):
            _check_reach(self, OTHER)
        return said

    def facts(self) -> dict[str, Any]:
        """Give what the action takes."""
        names = (*self.TO, "what_for", "yes_on", "yes_words")
        return {name: self.cleaned_data[name] for name in names}

    def ticked(self) -> list[uuid.UUID]:
        """Give the keys of what she lets travel."""
        return [uuid.UUID(one) for one in self.cleaned_data.get("travels", [])]

    def answers(self) -> dict[str, Any]:
        """Give what a referral asks, for a service here."""
        said = self.cleaned_data
        reach = {name: as_kept(said.get(name)) for name in self.reach_names}
        return {
            "reach": {**reach, "someone": True},
            "more": {"name": said["name"], "wants": said["what_for"]},
            "who": {"she_knows": "yes", "safe_to_contact": "" if said.get("unknown") else "yes",
                    "allowed": False},
        }  # fmt: skip


class StepForm(KeyedForm):
    """What happened since: what they promised, that we asked again, or what they answered."""

    kind = forms.ChoiceField(
        label=_("What happened?"), choices=OutStep.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happened."), "invalid_choice": _("Choose one of these.")},
    )  # fmt: skip
    on = DayField(label=_("On which day?"), past=True, initial=timezone.localdate)
    who = Words(
        label=_("Who said it, or whom did you ask?"), lines=1, max_length=120, required=False
    )
    words = Words(label=_("What was said?"), lines=2, max_length=1000, required=False)
    answer = forms.ChoiceField(
        label=_("If they answered"), required=False, widget=forms.RadioSelect,
        choices=OutStep.Answer.choices, error_messages={"invalid_choice": _("Choose one of these.")},
    )  # fmt: skip
    due_on = DayField(
        label=_("By when will they do it, or when do we ask again?"), future=True, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what each kind needs."""
        said = self.cleaned_data
        if said.get("kind") == OutStep.Kind.ANSWER and not said.get("answer"):
            self.add_error("answer", _("Choose what they answered."))
        if said.get("kind") != OutStep.Kind.ANSWER:
            said["answer"] = ""
        if said.get("kind") == OutStep.Kind.PROMISE and "due_on" in said and not said["due_on"]:
            self.add_error("due_on", _("Write by when they will do it."))
        return said

    def facts(self) -> dict[str, Any]:
        """Give what the action takes."""
        return {
            name: self.cleaned_data[name]
            for name in ("kind", "on", "who", "words", "answer", "due_on")
        }
