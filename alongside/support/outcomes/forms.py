"""What is asked about goals, tries and check-ins. Only her words and a date are ever needed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.forms import DayField, RowField, Words, as_lines
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from alongside.support.outcomes import rules
from alongside.support.outcomes.models import AskedAgain, Attempt, Goal, OutcomeArea, Reading
from alongside.support.outcomes.rules import Said

PARTS_OF_STEPS = [f"step_{place}" for place in range(rules.MOST_STEPS)]


class KeyField(forms.UUIDField):
    """The key a row will have, made when the page was: a second press finds the row there."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(initial=new_key, error_messages={"invalid": _STALE, "required": _STALE})


class VersionField(forms.IntegerField):
    """Which version of a goal the page was shown with; it tells whether somebody saved in between."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        said = dict.fromkeys(["invalid", "required", "min_value", "max_value"], _STALE)
        super().__init__(min_value=1, max_value=2**31 - 1, error_messages=said)


def version_in(typed: Mapping[str, Any]) -> int:
    """Read which version of a goal a button was shown with; 0, which no goal has, when it can't be told."""
    said = str(typed.get("version", ""))
    return int(said) if said.isdecimal() and len(said) < 10 else 0


_STALE = _("This page was changed on the way. Copy your words, load the page again and send it.")


class GoalForm(forms.Form):
    """A goal in her words, with her own steps if she likes them."""

    key = KeyField()
    words = Words(
        label=_("What does she want, in her own words?"), max_length=300, lines=2,
        error_messages={"required": _("Write what she wants, in her words. A few are enough.")},
    )  # fmt: skip
    area = forms.ChoiceField(
        label=_("Which part of life is it about?"),
        help_text=_("Only if it helps. It also decides who can see the goal."),
        required=False,
        error_messages={"invalid_choice": _("Choose one from the list, or none.")},
    )
    control = forms.ChoiceField(
        label=_("In whose hands is it?"),
        help_text=_("So that nobody is blamed for what they can’t change."),
        required=False,
        choices=[("", _("Not said")), *as_lines(Goal.Control.choices)],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )
    began_on = DayField(
        label=_("Since when does she want this?"),
        past=True,
        error_messages={"required": _("Write a date. Today will do.")},
    )

    def __init__(self, data: Any = None, *, areas: Sequence[OutcomeArea], **kwargs: Any) -> None:
        kwargs["initial"] = {"began_on": timezone.localdate(), **kwargs.get("initial", {})}
        super().__init__(data, **kwargs)
        self.areas = {str(area.pk): area for area in areas}
        self.fields["area"].choices = [  # type: ignore[attr-defined]
            ("", _("None of these, or not sure")),
            *(
                (name, [(str(area.pk), area.name) for area in some])
                for name, some in groupby(areas, key=lambda area: area.framework.name)
            ),
        ]
        for place, name in enumerate(PARTS_OF_STEPS):
            self.fields[name] = Words(
                label=_step_label(place), max_length=120, lines=1, required=False
            )

    @property
    def first_steps(self) -> Iterator[forms.BoundField]:
        """The boxes that always stand open."""
        return (self[name] for name in PARTS_OF_STEPS[:4])

    @property
    def more_steps(self) -> list[forms.BoundField]:
        """The boxes for who has more."""
        return [self[name] for name in PARTS_OF_STEPS[4:]]

    @property
    def more_open(self) -> bool:
        """Whether there is something in the further boxes."""
        return any(field.value() or field.errors for field in self.more_steps)

    def clean(self) -> dict[str, Any]:
        """Gather the steps and find the area."""
        cleaned = super().clean() or {}
        steps = [cleaned.get(name, "") for name in PARTS_OF_STEPS]
        cleaned["steps"] = [step for step in steps if step]
        cleaned["area"] = self.areas.get(cleaned.get("area", ""))
        if said := rules.why_not_steps([], cleaned["steps"], None):
            self.add_error("step_0", said)
        return cleaned


def _step_label(place: int) -> Any:
    if place == 0:
        return _("Step 1: where she starts")
    return gettext("Step %(number)s") % {"number": place + 1}


class ChangeGoalForm(GoalForm):
    """The same for a goal that stands."""

    version = VersionField()


class ReachedForm(forms.Form):
    """The day a goal was reached."""

    version = VersionField()
    on = DayField(
        label=_("When?"),
        past=True,
        error_messages={"required": _("Write a date. Today will do.")},
    )

    def __init__(self, data: Any = None, *, goal: Goal, **kwargs: Any) -> None:
        initial = {"on": timezone.localdate(), "version": goal.version}
        super().__init__(data, initial=initial, **kwargs)
        self.goal = goal

    def clean_on(self) -> Any:
        """Compare with the day the goal began."""
        on = self.cleaned_data["on"]
        if said := rules.why_not_reached_on(on, self.goal.began_on, timezone.localdate()):
            raise ValidationError(said)
        return on


class AgencyField(RowField):
    """An agency of the directory, or none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Agency.objects.order_by("name"), required=False, empty_label=_("Not in this list"),
            error_messages={"invalid_choice": _("Choose one from the list.")}, **kwargs,
        )  # fmt: skip


class WaitingForm(forms.Form):
    """Which service owes the next move, and since when."""

    version = VersionField()
    agency = AgencyField(label=_("Who owes the next move?"))
    who = Words(
        label=_("Or write who"),
        help_text=_("A service or an office. Never her: a delay is always somebody else’s."),
        max_length=120,
        lines=1,
        required=False,
    )
    since = DayField(
        label=_("Since when?"),
        past=True,
        error_messages={"required": _("Write the day the wait began.")},
    )

    def __init__(self, data: Any = None, *, goal: Goal, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"version": goal.version}
        if goal.state == Goal.State.OPEN:
            initial.update(agency=goal.waiting_agency, since=goal.waiting_since)
            initial["who"] = "" if goal.waiting_agency else goal.waiting_on
        super().__init__(data, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask for a name, one way or the other."""
        cleaned = super().clean() or {}
        if not cleaned.get("agency") and not cleaned.get("who") and "who" not in self.errors:
            self.add_error("who", _("Choose who it is, or write a name."))
        return cleaned


class HatField(RowField):
    """A choice among colleagues, by name."""

    def label_from_instance(self, obj: Any) -> str:
        """Say who it is."""
        return str(obj.worker.name)


class AskAgainForm(forms.Form):
    """Who was asked at a service that owes her a move, when, and who asks next."""

    key = KeyField()
    rung = forms.ChoiceField(
        label=_("Who was asked?"), choices=as_lines(AskedAgain.Rung.choices), widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one from the list.")},
    )  # fmt: skip
    whom = Words(
        label=_("Their name or desk, if it helps"), max_length=120, lines=1, required=False
    )
    asked_on = DayField(
        label=_("When were they asked?"), past=True,
        error_messages={"required": _("Write a date. Today will do.")},
    )  # fmt: skip
    next_asks = HatField(
        label=_("Who asks next, if there is no answer?"), queryset=Membership.objects.none(),
        help_text=_("It stands on their Today from that day on."), empty_label=None,
        error_messages={
            "required": _("Choose who."), "invalid_choice": _("Choose somebody from the list."),
        },
    )  # fmt: skip
    next_on = DayField(
        label=_("From which day on?"), error_messages={"required": _("Write a date.")}
    )

    def __init__(self, *args: Any, who: Collection[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["next_asks"]
        assert isinstance(field, RowField)
        hats = Membership.objects.filter(pk__in=who).select_related("worker")
        field.queryset = hats.order_by("worker__name", "pk")


class AttemptForm(forms.Form):
    """A try at a goal: what happened, and what stood in the way."""

    key = KeyField()
    happened_on = DayField(
        label=_("When was it?"),
        past=True,
        error_messages={"required": _("Write a date. Today will do.")},
    )
    words = Words(label=_("What happened?"), required=False, lines=3)
    barrier = forms.ChoiceField(
        label=_("Did anything stand in the way?"), required=False, choices=as_lines(Attempt.Barrier.choices),
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )  # fmt: skip
    agency = AgencyField(
        label=_("If she was turned away: by whom?"),
        help_text=_("It is counted against them, never against her."),
    )
    against = Words(label=_("Or write who"), max_length=120, lines=1, required=False)
    reached = forms.BooleanField(
        label=_("It worked out: she has reached this goal"), required=False
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, initial={"happened_on": timezone.localdate()}, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Expect something to be said."""
        cleaned = super().clean() or {}
        if (
            not any(cleaned.get(name) for name in ("words", "barrier", "reached"))
            and not self.errors
        ):
            self.add_error("words", _("Write what happened, or choose what stood in the way."))
        return cleaned


STEP_MISSING = _("This step is no longer there. Choose again.")


class CheckInForm(forms.Form):
    """Where things stand, in several voices on one page; each may give a step, words, or both."""

    key = KeyField()
    on = DayField(
        label=_("When was this said?"),
        past=True,
        error_messages={"required": _("Write a date. Today will do.")},
    )
    looking_back = forms.BooleanField(
        label=_("This is how it was"),
        help_text=_(
            "Tick it when you write down an earlier time, such as the start. It is shown as such."
        ),
        required=False,
    )
    method = forms.ChoiceField(
        label=_("How did you come to know?"), choices=as_lines(Reading.Method.choices),
        initial=Reading.Method.CONVERSATION,
        error_messages={"invalid_choice": _("Choose one from the list."), "required": _("Choose one.")},
    )  # fmt: skip
    talked_over = forms.BooleanField(
        label=_("We talked over my view together"),
        help_text=_("Only then can your view appear on the page she sees."),
        required=False,
    )

    def __init__(
        self, data: Any = None, *, steps: Sequence[str], began_on: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(data, initial={"on": timezone.localdate()}, **kwargs)
        self.began_on = began_on
        choices = [(str(place), step) for place, step in enumerate(steps)]
        for voice in Reading.Voice:
            if steps:
                self.fields[f"{voice}_rung"] = forms.ChoiceField(
                    label=STEP_ASKED[voice], required=False, widget=forms.RadioSelect,
                    choices=[*reversed(choices), ("", _("No step today"))],
                    error_messages={"invalid_choice": STEP_MISSING},
                )  # fmt: skip
            self.fields[f"{voice}_words"] = Words(label=WORDS_ASKED[voice], required=False, lines=3)

    def voice(self, voice: str) -> list[forms.BoundField]:
        """Give the boxes of one voice."""
        return [self[name] for name in (f"{voice}_rung", f"{voice}_words") if name in self.fields]

    @property
    def hers(self) -> list[forms.BoundField]:
        """Her boxes."""
        return self.voice(Reading.Voice.HERS)

    @property
    def worker(self) -> list[forms.BoundField]:
        """The worker's boxes."""
        return self.voice(Reading.Voice.WORKER)

    @property
    def others(self) -> list[forms.BoundField]:
        """The boxes of a partner agency and of a peer."""
        return self.voice(Reading.Voice.PARTNER) + self.voice(Reading.Voice.PEER)

    @property
    def others_open(self) -> bool:
        """Whether there is something in the boxes of the others."""
        return any(field.value() or field.errors for field in self.others)

    def clean(self) -> dict[str, Any]:
        """Gather what each voice said; one of them has to say something."""
        cleaned = super().clean() or {}
        cleaned["said"] = [one for voice in Reading.Voice for one in self._said(voice, cleaned)]
        if not cleaned["said"] and not self.errors:
            self.add_error(
                "hers_words", _("Choose a step or write a few words, in one voice at least.")
            )
        if cleaned.get("on") and (
            said := rules.why_not_on(
                cleaned["on"], self.began_on, looking_back=bool(cleaned.get("looking_back")),
                today=timezone.localdate(),
            )
        ):  # fmt: skip
            self.add_error("on", said)
        return cleaned

    def _said(self, voice: str, cleaned: dict[str, Any]) -> list[Said]:
        rung, words = cleaned.get(f"{voice}_rung") or "", cleaned.get(f"{voice}_words") or ""
        return [Said(voice, int(rung) if rung else None, words)] if rung or words else []


STEP_ASKED = {
    Reading.Voice.HERS: _("Where does she say she is?"),
    Reading.Voice.WORKER: _("Where do you see her?"),
    Reading.Voice.PARTNER: _("Where does a partner agency see her?"),
    Reading.Voice.PEER: _("Where does a peer see her?"),
}
WORDS_ASKED = {
    Reading.Voice.HERS: _("In her words"),
    Reading.Voice.WORKER: _("In your words"),
    Reading.Voice.PARTNER: _("In the partner’s words"),
    Reading.Voice.PEER: _("In the peer’s words"),
}
