"""Choosing who is alongside her, and meeting somebody new."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.team.models import Introduction
from alongside.core.team.rules import CLOSENESS, HANDOVER_WORDS, Load, Wanted, said_weight
from alongside.foundation.accounts.models import Membership, Skill
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.forms import DayField, KeyedForm, Words, tidy

CHOOSE = {
    "required": gettext_lazy("Choose one of these."),
    "invalid_choice": gettext_lazy("Choose one from the list."),
}
HER_SAY = {"yes": True, "no": False, "not_asked": None}


def her_say() -> forms.ChoiceField:
    """Make the box for whether she chose somebody: yes, no, or nobody has asked her."""
    return forms.ChoiceField(
        label=gettext_lazy("Did she choose them?"), widget=forms.RadioSelect, initial="not_asked",
        error_messages=CHOOSE,
        choices=[
            ("yes", gettext_lazy("Yes, she wants them")),
            ("no", gettext_lazy("She was asked, and somebody else decided")),
            ("not_asked", gettext_lazy("She was not asked yet")),
        ],
    )  # fmt: skip


def hats(found: Iterable[Membership]) -> list[tuple[str, str]]:
    """Give hats as choices, each by the name of its worker."""
    return [(str(hat.pk), hat.worker.name) for hat in found]


class LeadForm(forms.Form):
    """Who will be her lead worker, and why above what the service agreed."""

    specialism = forms.MultipleChoiceField(
        label=gettext_lazy("What would help her in a lead worker?"),
        help_text=gettext_lazy(
            "Only what you tick here, and only for this page: it is kept nowhere."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )
    languages = Words(
        label=gettext_lazy("Which languages would she like to speak?"),
        help_text=gettext_lazy("With commas between them, such as: Farsi, Polish."),
        lines=1, max_length=200, required=False,
    )  # fmt: skip
    lead = forms.ChoiceField(
        label=gettext_lazy("Who will be alongside her?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who will be alongside her.")},
    )
    her_choice = forms.BooleanField(label=gettext_lazy("She asked for this worker"), required=False)
    over_gauge_reason = Words(
        label=gettext_lazy("Why one more, if that goes above what the service agreed?"),
        max_length=1000, lines=2, required=False,
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        loads: list[Load],
        agreed_by: Membership,
        fits: Callable[[Load, Wanted], str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        wanted = self._needs() if fits else Wanted()
        self.loads = {str(load.membership.pk): load.membership for load in loads}
        lead = self.fields["lead"]
        assert isinstance(lead, forms.ChoiceField)
        lead.choices = [
            (
                str(load.membership.pk),
                _load_in_words(load) + (f". {fits(load, wanted)}" if fits else ""),
            )
            for load in loads
        ]
        if fits is None:
            del self.fields["specialism"], self.fields["languages"]
        if not agreed_by.may(Permission.ALLOW_OVER_GAUGE):
            del self.fields["over_gauge_reason"]

    def _needs(self) -> Wanted:
        """Read what would help her as it stands on the page, sent or not."""
        names = [one.name for one in Skill.objects.offered().filter(kind=Skill.Kind.SPECIALISM)]
        ticks = self.fields["specialism"]
        assert isinstance(ticks, forms.MultipleChoiceField)
        ticks.choices = [(name, capfirst(name)) for name in names]
        sent: Any = self.data
        ticked = sent.getlist("specialism") if self.is_bound else self.initial.get("specialism", [])
        spoken = sent.get("languages", "") if self.is_bound else self.initial.get("languages", "")
        spoken = tidy(str(spoken))[:200].replace(";", ",").replace("/", ",").split(",")
        return Wanted(
            [one for one in ticked if one in names], [one for one in spoken if one.strip()]
        )

    @property
    def needs_said(self) -> bool:
        """Whether the part about what would help her stands open: ticked, or to be mended."""
        return bool(self.initial.get("specialism") or self.is_bound)

    def clean_lead(self) -> Membership:
        """Give the worker's hat."""
        return self.loads[self.cleaned_data["lead"]]


class NextLeadForm(LeadForm):
    """Who will lead for her next; what goes above the gauge is asked when they begin."""

    her_say = her_say()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("over_gauge_reason", None)
        del self.fields["her_choice"]


class BeginForm(forms.Form):
    """The one who was chosen leads from now on; what becomes of whoever led."""

    old = forms.ChoiceField(
        label=gettext_lazy("And whoever led until now?"),
        choices=[
            ("goes", gettext_lazy("They leave her team today")),
            ("stays", gettext_lazy("They stay beside her for a while")),
        ],
        initial="goes", widget=forms.RadioSelect, error_messages=CHOOSE,
    )  # fmt: skip
    stays_until = DayField(
        label=gettext_lazy("Until when?"), future=True, required=False,
        help_text=gettext_lazy("On that day it stands on Today. You take them off then, or let them stay."),
    )  # fmt: skip
    over_gauge_reason = Words(
        label=gettext_lazy("Why one more? This goes above what the service agreed."),
        max_length=1000, lines=2, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, somebody_leads: bool, over_gauge: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not somebody_leads:
            del self.fields["old"], self.fields["stays_until"]
        if not over_gauge:
            del self.fields["over_gauge_reason"]

    def clean(self) -> dict[str, Any]:
        """Ask until when, of somebody who stays."""
        said = self.cleaned_data
        if said.get("old") == "stays" and not said.get("stays_until"):
            if "stays_until" not in self.errors:
                self.add_error("stays_until", _("Write until which day they stay."))
        elif said.get("old") == "goes":
            said["stays_until"] = None
        return said


class WishForm(KeyedForm):
    """She would like somebody else: whom, and whom not, where she says so. Never why."""

    likes = Words(
        label=gettext_lazy("Whom would she like?"), lines=2, max_length=600, required=False,
        help_text=gettext_lazy("A name, a language, a woman who laughs: whatever she says."),
    )  # fmt: skip
    rather_not = Words(
        label=gettext_lazy("Whom rather not?"), lines=2, max_length=600, required=False,
        help_text=gettext_lazy(
            "All of her team can read this. If she wants to be safe from somebody, keep them away instead."
        ),
    )  # fmt: skip


class ColleagueForm(forms.Form):
    """A colleague of the same service who will stand beside her."""

    who = forms.ChoiceField(
        label=gettext_lazy("Who?"), widget=forms.RadioSelect, error_messages=CHOOSE
    )
    for_her = Words(
        label=gettext_lazy("What does she come to them for?"), lines=1, max_length=120,
        required=False,
        help_text=gettext_lazy(
            "In few words, such as: letters. Whoever may reach her can read this, so nothing she keeps close."
        ),
    )  # fmt: skip
    her_say = her_say()

    def __init__(self, *args: Any, colleagues: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(hat.pk): hat for hat in colleagues}
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = hats(colleagues)

    def clean_who(self) -> Membership:
        """Give the worker's hat."""
        return self.by_key[self.cleaned_data["who"]]


class IntroductionForm(KeyedForm):
    """A day on which she meets somebody new."""

    whom = Words(label=gettext_lazy("Whom does she meet?"), lines=1, max_length=120)
    what = Words(
        label=gettext_lazy("What is it?"), lines=1, max_length=120,
        help_text=gettext_lazy("Such as: first coffee, all three of us."),
    )  # fmt: skip
    on_date = DayField(
        label=gettext_lazy("On which day?"),
        error_messages={"required": gettext_lazy("Write the day.")},
        help_text=gettext_lazy("The day she would like. It can move."),
    )
    place = Words(
        label=gettext_lazy("Where?"), lines=1, max_length=160, required=False,
        help_text=gettext_lazy("A place that is safe for her."),
    )  # fmt: skip
    brings = forms.ChoiceField(
        label=gettext_lazy("Who of those she knows is there?"), error_messages=CHOOSE
    )

    def __init__(self, *args: Any, beside: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(hat.pk): hat for hat in beside}
        brings = self.fields["brings"]
        assert isinstance(brings, forms.ChoiceField)
        brings.choices = hats(beside)

    def facts(self) -> dict[str, Any]:
        """Give what the action takes."""
        said = {name: self.cleaned_data[name] for name in ("whom", "what", "on_date", "place")}
        return {**said, "brings": self.by_key[self.cleaned_data["brings"]]}


class SaidForm(forms.Form):
    """What became of an introduction."""

    state = forms.ChoiceField(
        label=gettext_lazy("What became of it?"),
        choices=[
            (Introduction.State.HAPPENED, gettext_lazy("It happened")),
            (Introduction.State.PLANNED, gettext_lazy("It moved to another day")),
            (Introduction.State.LET_BE, gettext_lazy("She doesn't need it")),
        ],
        widget=forms.RadioSelect, error_messages=CHOOSE,
    )  # fmt: skip
    on = DayField(label=gettext_lazy("To which day?"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the day of what moved, and leave it out of all else."""
        said = self.cleaned_data
        if said.get("state") != Introduction.State.PLANNED:
            said["on"] = None
        elif not said.get("on") and "on" not in self.errors:
            self.add_error("on", _("Write the day it moved to."))
        elif said.get("on") and said["on"] < timezone.localdate():
            self.add_error("on", _("This day is over. Write one that is still to come."))
        return said


class HandoverForm(KeyedForm):
    """What matters between them, for whoever comes next."""

    wants_known = Words(
        label=gettext_lazy("What does she want somebody new to know?"), lines=3, max_length=2000,
        required=False, help_text=gettext_lazy("In her words."),
    )  # fmt: skip
    leave_be = Words(
        label=gettext_lazy("What should they leave be?"), lines=3, max_length=2000, required=False,
        help_text=gettext_lazy("What she has told and does not want to be asked again."),
    )  # fmt: skip
    little_things = Words(
        label=gettext_lazy("Which little things help?"), lines=3, max_length=2000, required=False,
        help_text=gettext_lazy("Such as: tea first. Sit by the door. Don't come early."),
    )  # fmt: skip
    words = Words(
        label=gettext_lazy("What would you like them to know?"), lines=4, max_length=4000,
        required=False, help_text=gettext_lazy("Your own words. She may read them."),
    )  # fmt: skip
    with_her = forms.BooleanField(label=gettext_lazy("We wrote this together"), required=False)

    def facts(self) -> dict[str, Any]:
        """Give what the action takes."""
        return {name: self.cleaned_data[name] for name in (*HANDOVER_WORDS, "with_her")}

    def clean(self) -> dict[str, Any]:
        """Ask for one line at least."""
        said = self.cleaned_data
        if not self.errors and not any(said.get(name) for name in HANDOVER_WORDS):
            self.add_error("wants_known", _("Write at least one line, in her words or yours."))
        return said


class ClosenessForm(KeyedForm):
    """How close the time with her is from now on."""

    level = forms.ChoiceField(
        label=gettext_lazy("How close is your time together now?"),
        choices=[(level.value, words) for level, words in CLOSENESS.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose how close it is."),
            "invalid_choice": gettext_lazy("Choose one from the list."),
        },
    )


def _load_in_words(load: Load) -> str:
    name, women = load.membership.worker.name, str(load.women)
    if load.weighed is not None and load.weighed != load.women:
        women = _("%(women)s (which count as %(full)s)") % {
            "women": women,
            "full": said_weight(load.full),
        }
    if load.room is None:
        return _("%(name)s, alongside %(women)s now") % {"name": name, "women": women}
    if load.room > 0:
        said = _("%(name)s, alongside %(women)s now, room for %(room)s")
        return said % {"name": name, "women": women, "room": load.room}
    return _("%(name)s, alongside %(women)s now, no room") % {"name": name, "women": women}
