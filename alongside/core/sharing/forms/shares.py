"""Forms about shares: giving one, and who is named for a locked part."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from alongside.core.sharing.models import Basis
from alongside.core.sharing.rules import bases
from alongside.core.sharing.rules.parts import EVERYDAY, IN_WORDS, parts_in
from alongside.core.sharing.rules.shares import JOINT, SHARE_DAYS, ends_at, why_not_by_that_yes
from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.forms import DayField, KeyedForm, Words

CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one from the list.")}
ANYBODY = ""


def named(part: Compartment) -> str:
    """Name a part at the start of a line."""
    words = str(IN_WORDS[part])
    return words[:1].upper() + words[1:]


def _boxes(parts: Iterable[Compartment]) -> list[tuple[str, str]]:
    return [(str(part.value), named(part)) for part in parts]


class ShareForm(KeyedForm):
    """Sharing parts of her record with an agency, or with one worker there."""

    worker = forms.ChoiceField(
        label=_("Who there?"), required=False, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    parts = forms.MultipleChoiceField(
        label=_("What does she want them to see?"), required=False,
        help_text=_("Her name and how to contact her always go along. Tick only what is needed."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose only from the list.")},
    )  # fmt: skip
    joint = forms.MultipleChoiceField(
        label=_("Do they work on it together with us?"), required=False,
        help_text=_("Then they may also write here. They can write only in what they see."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose only from the list.")},
    )  # fmt: skip
    purpose = Words(
        label=_("What for?"), lines=1, max_length=300,
        help_text=_("In a few words she would agree with, such as: finding a flat where the dog may come."),
    )  # fmt: skip
    agreed_on = DayField(label=_("On which day did she agree?"), past=True, required=False)
    agreed_words = Words(label=_("What did she say?"), lines=2, max_length=300, required=False)
    asked_today = forms.BooleanField(
        label=_("I asked her today about exactly this, and she said yes"), required=False
    )
    from_day = DayField(
        label=_("From which day?"), required=False, future=True,
        help_text=_("Left empty, it begins now."),
    )  # fmt: skip
    until_day = DayField(
        label=_("Until which day?"),
        help_text=_("It ends at noon. On a day when nobody is at work it ends on the workday before."),
    )  # fmt: skip
    basis = forms.ChoiceField(
        label=_("Why may it be shared?"), choices=Basis.choices, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    recognised = forms.ChoiceField(
        label=_("If the law itself recognises it: which reason?"), required=False,
        widget=forms.RadioSelect, choices=bases.choices(bases.RECOGNISED), error_messages=CHOOSE,
    )  # fmt: skip
    special = forms.ChoiceField(
        label=_("If not by her yes: which reason is there for health, children and the like?"),
        required=False, widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=bases.choices(bases.SPECIAL_CONDITIONS),
    )  # fmt: skip
    offence = forms.ChoiceField(
        label=_("If not by her yes: which reason is there for facts about crimes?"), required=False,
        widget=forms.RadioSelect, choices=bases.choices(bases.OFFENCE_CONDITIONS),
        error_messages=CHOOSE,
    )  # fmt: skip
    CONDITIONS = ("recognised", "special", "offence")
    wishes_read = forms.BooleanField(
        label=_("I read her wishes above, and this goes against none of them"), required=False
    )

    def __init__(
        self,
        *args: Any,
        mine: Rights,
        workers: Sequence[Membership],
        wishes_in_words: bool,
        by_name_only: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.workers = {str(one.pk): one for one in workers}
        self.mine, self.wishes_in_words = mine, wishes_in_words
        anybody = [] if by_name_only else [(ANYBODY, _("Anybody there who works with women"))]
        self.fields["worker"].required = by_name_only
        self.choices(
            "worker", anybody + [(key, one.worker.name) for key, one in self.workers.items()]
        )
        held = parts_in(mine.reads & EVERYDAY & ~Compartment.BASICS)
        self.choices("parts", _boxes(held))
        self.choices("joint", _boxes(parts_in(mine.writes & JOINT)))
        self.locked = [part for part in parts_in(mine.reads) if part in LOCKED]
        for part in self.locked:
            self.fields[f"locked_{part.value}"] = forms.BooleanField(
                label=say("%(part)s too: I asked her about this one by itself, and she said yes")
                % {"part": named(part)},
                required=False,
            )
        if not wishes_in_words:
            del self.fields["wishes_read"]
        today = timezone.localdate()
        self.fields["until_day"].initial = today + datetime.timedelta(days=SHARE_DAYS)
        self.fields["agreed_on"].initial = today
        self.fields["basis"].initial = Basis.CONSENT

    @property
    def condition_boxes(self) -> list[forms.BoundField]:
        """The boxes of what a basis other than her yes needs."""
        return [self[name] for name in self.CONDITIONS]

    def choices(self, name: str, offered: list[tuple[str, Any]]) -> None:
        """Offer these in a box, and nothing where there is nothing to offer."""
        field: Any = self.fields[name]
        field.choices = offered
        if not offered:
            del self.fields[name]

    @property
    def locked_boxes(self) -> list[forms.BoundField]:
        """The boxes of locked parts, each asked on its own."""
        return [self[f"locked_{part.value}"] for part in self.locked]

    def clean(self) -> dict[str, Any]:
        """Bring what was ticked together, and say what is missing next to its box."""
        said = super().clean() or {}
        parts = sum(int(one) for one in said.get("parts", []))
        parts |= sum(part for part in self.locked if said.get(f"locked_{part.value}"))
        joint = sum(int(one) for one in said.get("joint", []))
        if "worker" not in self.fields:
            self.add_error(
                None, say("Nobody else works with women there, so nothing can go to them.")
            )
        if not parts and "parts" in self.fields and "parts" not in self.errors:
            self.add_error("parts", say("Tick at least one part."))
        if joint & ~parts:
            self.add_error("joint", say("They can write only in what they see. Tick it above too."))
        if self.wishes_in_words and not said.get("wishes_read"):
            self.add_error("wishes_read", say("Read her wishes first, then tick this."))
        self._clean_basis(said, parts)
        return {**said, "parts": parts, "joint": joint}

    def _clean_basis(self, said: dict[str, Any], parts: int) -> None:
        if said.get("basis") == Basis.CONSENT:
            wrong = why_not_by_that_yes(said.get("agreed_on"), timezone.localdate())
            if wrong and "agreed_on" not in self.errors:
                self.add_error("agreed_on", wrong)
        elif said.get("basis"):
            chosen = {name: said.get(name, "") for name in self.CONDITIONS}
            missing = bases.why_not_on(basis=said["basis"], parts=parts, **chosen)
            for box, words in missing.items():
                if box not in self.errors:
                    self.add_error(box, words)

    def times(self) -> tuple[datetime.datetime, datetime.datetime]:
        """Give when it begins and when it ends."""
        begins: datetime.date | None = self.cleaned_data["from_day"]
        starts = timezone.now()
        if begins and begins != timezone.localdate():
            starts = timezone.make_aware(datetime.datetime.combine(begins, datetime.time()))
        return starts, ends_at(self.cleaned_data["until_day"])

    def whom(self) -> Membership | None:
        """Give the one worker it is for, or None for anybody there."""
        return self.workers.get(self.cleaned_data.get("worker", ""))


class NameForm(forms.Form):
    """Naming a worker of her team for one locked part."""

    worker = forms.ChoiceField(
        label=_("Whom does she want to see it too?"),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    part = forms.ChoiceField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, part: Compartment, workers: Sequence[Membership], **kwargs: Any
    ) -> None:
        kwargs.setdefault("auto_id", f"id_{part.value}_%s")
        super().__init__(*args, **kwargs)
        self.workers = {str(one.pk): one for one in workers}
        worker: Any = self.fields["worker"]
        worker.choices = [(key, one.worker.name) for key, one in self.workers.items()]
        only: Any = self.fields["part"]
        only.choices = [(str(part.value), "")]
        only.initial = str(part.value)

    def whom(self) -> Membership:
        """Give the worker who was chosen."""
        return self.workers[self.cleaned_data["worker"]]


class BeginForm(forms.Form):
    """Beginning a locked part of her record."""

    begin = forms.ChoiceField(
        label=_("Which part?"), widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=_boxes(sorted(LOCKED)),
    )  # fmt: skip
