"""Forms about passing something on once: what goes, that she was told, and the second look."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from alongside.core.sharing.forms.shares import CHOOSE, named
from alongside.core.sharing.models import Basis, Disclosure, Wish
from alongside.core.sharing.queries.reading import KeptAway
from alongside.core.sharing.rules import bases
from alongside.core.sharing.rules import disclosures as rules
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.forms import DayField, KeyedForm, Words
from alongside.foundation.directory.models import Agency


class PassOnForm(KeyedForm):
    """Passing something on once, part by part."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=Disclosure.Kind.choices, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    agency = forms.ChoiceField(label=_("To which agency?"), required=False, error_messages=CHOOSE)
    whom_words = Words(
        label=_("To whom there, or to whom if it is not on the list?"), lines=1, max_length=200,
        required=False,
    )  # fmt: skip
    purpose = Words(label=_("What for?"), lines=2, max_length=600)
    she_says = forms.ChoiceField(
        label=_("Does she agree?"), choices=Disclosure.SheSays.choices, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    reason = Words(
        label=_("If she did not agree: why does it have to go nevertheless?"), lines=3, max_length=1000,
        required=False,
    )  # fmt: skip
    basis = forms.ChoiceField(
        label=_("Why may it go?"),
        choices=Basis.choices,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    recognised = forms.ChoiceField(
        label=_("If the law itself recognises it: which reason?"), required=False,
        widget=forms.RadioSelect, choices=bases.choices(bases.RECOGNISED), error_messages=CHOOSE,
    )  # fmt: skip
    special = forms.ChoiceField(
        label=_("If health, children, where she is from and the like go: why these?"), required=False,
        widget=forms.RadioSelect, choices=bases.choices(bases.SPECIAL_CONDITIONS), error_messages=CHOOSE,
    )  # fmt: skip
    offence = forms.ChoiceField(
        label=_("If facts about crimes go: why these?"), required=False, widget=forms.RadioSelect,
        choices=bases.choices(bases.OFFENCE_CONDITIONS), error_messages=CHOOSE,
    )  # fmt: skip
    decided_by = forms.ChoiceField(
        label=_("Who decided it?"), widget=forms.RadioSelect, error_messages=CHOOSE
    )
    decided_on = DayField(label=_("On which day?"), past=True)
    urgent = forms.BooleanField(
        label=_("Waiting is dangerous, so I do it now"), required=False,
        help_text=_(
            "Let go only the least that helps. Somebody else looks it over by the end of the next workday."
        ),
    )  # fmt: skip
    WHY = ("basis", "recognised", "special", "offence")
    DECIDED = ("decided_by", "decided_on", "urgent")

    def __init__(
        self,
        *args: Any,
        parts: Sequence[Compartment],
        agencies: Sequence[Agency],
        deciders: Sequence[Membership],
        wishes: Sequence[Wish],
        away: KeptAway,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts, self.wishes, self.away = parts, wishes, away
        self.agencies = {str(one.pk): one for one in agencies}
        self.deciders = {str(one.pk): one for one in deciders}
        agency: Any = self.fields["agency"]
        agency.choices = [("", "—")] + [(key, one.name) for key, one in self.agencies.items()]
        decided: Any = self.fields["decided_by"]
        decided.choices = [(key, one.worker.name) for key, one in self.deciders.items()]
        self.fields["decided_on"].initial = timezone.localdate
        for part in parts:
            self.fields[f"part_{part.value}"] = Words(
                label=named(part), lines=2, max_length=4000, required=False
            )

    @property
    def words_boxes(self) -> list[forms.BoundField]:
        """The boxes for what goes, one a part."""
        return [self[f"part_{part.value}"] for part in self.parts]

    @property
    def why_boxes(self) -> list[forms.BoundField]:
        """The boxes of the basis and its conditions."""
        return [self[name] for name in self.WHY]

    @property
    def decided_boxes(self) -> list[forms.BoundField]:
        """The boxes of who decided, and whether it can wait."""
        return [self[name] for name in self.DECIDED]

    def words(self) -> dict[int, str]:
        """Give what goes, by compartment bit; an empty part does not go."""
        texts = {part.value: self.cleaned_data.get(f"part_{part.value}", "") for part in self.parts}
        return {part: text for part, text in texts.items() if text}

    def facts(self) -> dict[str, Any]:
        """Give all but the words."""
        names = (
            "kind", "whom_words", "purpose", "she_says", "reason", "basis", "recognised", "special",
            "offence", "decided_on", "urgent",
        )  # fmt: skip
        return {
            **{name: self.cleaned_data[name] for name in names},
            "agency": self.agencies.get(self.cleaned_data["agency"]),
            "decided_by": self.deciders[self.cleaned_data["decided_by"]],
        }

    def clean(self) -> dict[str, Any]:
        """Say what is missing next to its box."""
        said = super().clean() or {}
        texts = (f"part_{part.value}" for part in self.parts)
        if self.parts and not any(said.get(name) for name in texts) and not self.errors:
            self.add_error(
                f"part_{self.parts[0].value}", say("Write what goes, in at least one part.")
            )
        if {"basis", "she_says"} <= said.keys():
            missing = rules.why_not_pass_on(
                said={
                    name: said.get(name, "")
                    for name in (*self.WHY, "she_says", "whom_words", "reason")
                },
                parts=sum(self.words()), agency=self.agencies.get(said.get("agency", "")),
                wishes=self.wishes, away=self.away.agencies,
                works_there=self.away.names_at(uuid.UUID(said["agency"])) if said.get("agency") else (),
            )  # fmt: skip
            for box, words in missing.items():
                if box not in self.errors:
                    self.add_error(box, words)
        return said


class ToldForm(forms.Form):
    """That a person told her."""

    told_on = DayField(label=_("On which day was she told?"), past=True)
    told_how = Words(
        label=_("How, and where?"), lines=1, max_length=300,
        help_text=_("By a person, in words she understands. Such as: by me, over tea, in the back room."),
    )  # fmt: skip
    told_safely = forms.BooleanField(label=_("She was alone, in a safe place"), required=False)
    her_view = Words(
        label=_("What does she say about it?"), lines=3, max_length=2000, required=False
    )
    objection = Words(
        label=_("Does she object to anything? Write it as she says it."), lines=2, max_length=2000,
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, decided_on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decided_on = decided_on
        self.fields["told_on"].initial = timezone.localdate

    def clean_told_on(self) -> datetime.date:
        """Keep a day on which she can have heard of this."""
        told_on: datetime.date = self.cleaned_data["told_on"]
        if too_early := rules.why_not_told_on(told_on, self.decided_on):
            raise forms.ValidationError(too_early, code="date")
        return told_on


class ReviewForm(forms.Form):
    """The second look at what could not wait."""

    verdict = forms.ChoiceField(
        label=_("How do you see it?"), choices=Disclosure.Verdict.choices, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    words = Words(label=_("In a sentence or two"), lines=3, max_length=1000)
