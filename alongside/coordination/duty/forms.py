"""The boxes of the rota, of cover, and of what happened: shape only."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.coordination.duty.models import Handback
from alongside.core.team.rules import span_of
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.forms import ClockField, DayField, KeyedForm, RowField, Words
from alongside.foundation.directory.models import Service
from alongside.support.engagement.models import Contact

CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one from the list.")}
CLOCK = {"required": _("Write a time like 22:00.")}
SERVICE = {"required": _("Choose a service."), "invalid_choice": _("Choose one from the list.")}
WHO = {"required": _("Choose who."), "invalid_choice": _("Choose somebody from the list.")}


class HatField(RowField):
    """A choice among colleagues, by name."""

    def label_from_instance(self, obj: Any) -> str:
        """Say who it is."""
        return str(obj.worker.name)


def _rows(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, RowField)
    field.queryset = rows


class ShiftForm(KeyedForm):
    """Who is on duty for which service, on which day, from when to when."""

    service = RowField(
        label=_("For which service?"), queryset=Service.objects.none(), empty_label=_("Choose a service"),
        error_messages=SERVICE,
    )  # fmt: skip
    who = HatField(
        label=_("Who is on duty?"), queryset=Membership.objects.none(), empty_label=_("Choose somebody"),
        error_messages=WHO,
    )  # fmt: skip
    day = DayField(label=_("On which day does it begin?"), future=True)
    starts = ClockField(label=_("From"), required=True, error_messages=CLOCK)
    ends = ClockField(
        label=_("Until"), required=True, error_messages=CLOCK,
        help_text=_("An earlier time than the first is on the next day."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, services: QuerySet[Service], colleagues: QuerySet[Membership], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        _rows(self, "service", services)
        _rows(self, "who", colleagues)

    def span(self) -> tuple[datetime.datetime, datetime.datetime]:
        """Give the two moments."""
        said = self.cleaned_data
        return span_of(said["day"], said["starts"], said["ends"])


class CoverForm(KeyedForm):
    """Who is away, who covers, and until when: one step."""

    instead_of = HatField(
        label=_("Who is away?"), queryset=Membership.objects.none(), empty_label=None, error_messages=WHO
    )  # fmt: skip
    who = HatField(
        label=_("Who covers?"), queryset=Membership.objects.none(), empty_label=_("Choose somebody"),
        error_messages=WHO,
    )  # fmt: skip
    from_on = DayField(label=_("First day away"), future=True)
    until_on = DayField(label=_("Last day away"), future=True)

    def __init__(
        self, *args: Any, away: QuerySet[Membership], colleagues: QuerySet[Membership], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        _rows(self, "instead_of", away)
        _rows(self, "who", colleagues)

    def clean(self) -> dict[str, Any]:
        """See that the days are in order."""
        said = super().clean() or self.cleaned_data
        first, last = said.get("from_on"), said.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("The last day is before the first."))
        return said

    def span(self) -> tuple[datetime.datetime, datetime.datetime]:
        """Give the beginning of the first day and the end of the last."""
        first, last = self.cleaned_data["from_on"], self.cleaned_data["until_on"]
        midnight = datetime.time(0)
        return span_of(first, midnight, midnight)[0], span_of(last, midnight, midnight)[1]


class TonightForm(KeyedForm):
    """That she may need somebody, in her words and ours."""

    words = Words(
        label=_("What may happen?"), lines=3, max_length=1000,
        help_text=_("In a few words, so that somebody who does not know her understands."),
        error_messages={"required": _("Write what may happen.")},
    )  # fmt: skip
    agreed = Words(
        label=_("What has she agreed that we do?"), lines=3, max_length=1000,
        help_text=_("Whether we may ring, when, what to say, and who else may come."),
        error_messages={"required": _("Write what she agreed to. If nothing: nothing, she rings us.")},
    )  # fmt: skip
    from_on = DayField(label=_("From which night on?"), future=True)
    until_on = DayField(label=_("Until which night?"), future=True)


class HappenedForm(KeyedForm):
    """What happened on a shift."""

    met = forms.TypedChoiceField(
        label=_("Did you speak with her?"),
        choices=[("yes", _("Yes")), ("no", _("No, I tried"))], coerce=lambda value: value == "yes",
        widget=forms.RadioSelect(attrs={"class": "al-radios--inline"}), error_messages=CHOOSE,
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("How?"),
        choices=[
            (kind.value, capfirst(str(kind.label)))
            for kind in (Contact.Kind.CALL, Contact.Kind.TEXT, Contact.Kind.VISIT, Contact.Kind.OTHER)
        ],
        error_messages=CHOOSE,
    )  # fmt: skip
    her_words = Words(label=_("Her words"), lines=2, required=False, max_length=20_000)
    worker_words = Words(
        label=_("What happened, and what was done?"), lines=4, max_length=20_000,
        error_messages={"required": _("Write in a few words what happened.")},
    )  # fmt: skip
    worry = forms.ChoiceField(
        label=_("For her lead worker"), choices=Handback.Worry.choices, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
