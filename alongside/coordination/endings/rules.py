"""When a time with us may end: at her word at once, by us after thought and with a second person (R31)."""

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.coordination.endings.models import Ending, Weighed
from alongside.core.people.models import Episode, SafeWay
from alongside.core.people.rules import hours_in_words, listed
from alongside.foundation.access.models import Source

# How far back a try counts, and how long after a talk a time may still end with it.
TRIES_COUNT = datetime.timedelta(days=365)
TALK_COUNTS = datetime.timedelta(days=31)
# How long a check that she is all right says something of how she is.
CHECK_COUNTS = datetime.timedelta(days=31)
# What a closing may rest on. Nothing here is about calls that nobody answered (R29, R31).
REASONS = {
    "hers": gettext_lazy("What she came for is done, as she sees it"),
    "with_others": gettext_lazy("Others are alongside her now, and she knows them"),
    "elsewhere": gettext_lazy("She lives too far away, and we have found her somebody there"),
    "our_end": gettext_lazy("Our service or its money ends"),
    "trying_harms": gettext_lazy("Our trying puts her in danger"),
    "inside": gettext_lazy("She is in prison or hospital for long, and others are with her there"),
    "quiet_place": gettext_lazy("We keep her place open quietly, and she knows how to find us"),
}
# The one reason that is ours and never about her: counted so.
OURS = "our_end"
# How long before the money ends whoever is alongside her is asked to plan (R112).
WELL_BEFORE = datetime.timedelta(weeks=12)
# How we heard that she wants to stop.
HEARD = {
    "in_person": gettext_lazy("She said so to me"),
    "call": gettext_lazy("She rang"),
    "message": gettext_lazy("She wrote"),
    "through": gettext_lazy("Somebody she trusts told us for her"),
}
# The four questions (R31).
QUESTIONS = ("life", "phone", "control", "others")
# Which ways of trying are one channel: whatever needs her to be met counts as one.
CHANNELS = {
    "call": gettext_lazy("calls"), "text": gettext_lazy("texts"), "email": gettext_lazy("e-mails"),
    "letter": gettext_lazy("letters"), "through": gettext_lazy("word left with somebody"),
    "in_person": gettext_lazy("going to see her"),
}  # fmt: skip
# Whoever holds her phone or her post can write in her name: a talk was heard, or face to face.
WRITTEN = ("text", "email", "letter", "through")
BANDS = {
    "morning": gettext_lazy("in the mornings"), "afternoon": gettext_lazy("in the afternoons"),
    "evening": gettext_lazy("in the evenings"), "weekend": gettext_lazy("at weekends"),
}  # fmt: skip
LOOK_AFTER = frozenset({Source.LEAD, Source.TEAM, Source.MANAGER})
# Who may say that a death was not so: after it, her last team remembers her.
TAKES_BACK = LOOK_AFTER | {Source.MEMORY}


def channel_of(kind: str) -> str:
    """Name the channel of a try by the kind of contact it was."""
    return kind if kind in CHANNELS else "in_person"


def band_of(day: datetime.date, clock: datetime.time | None) -> str:
    """Name the part of the week a try was in; nothing where nobody wrote down the time."""
    if clock is None:
        return ""
    if day.weekday() > 4:
        return "weekend"
    if clock < datetime.time(12):
        return "morning"
    return "afternoon" if clock < datetime.time(17) else "evening"


@dataclass(frozen=True, slots=True)
class Try:
    """One try at reaching her since the last time together."""

    day: datetime.date
    clock: datetime.time | None
    channel: str

    @property
    def band(self) -> str:
        """The part of the week it was in."""
        return band_of(self.day, self.clock)


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether she agreed to checks that she is all right, and what came of the last one that was made."""

    # How and how often, in words, where what she agreed stands; empty where she wants none.
    agreed: str = ""
    # She chose that the police may be asked; else only where a life is in danger.
    police: bool = False
    # The day of the last check made, where it still says something, and whether she answered.
    made_on: datetime.date | None = None
    answered: bool = False
    # What she chose to be done where there is no answer, and nobody has done yet.
    steps_left: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known before a closing: what was tried, when she may be reached, who else could be asked."""

    tries: Sequence[Try]
    ways: Sequence[SafeWay]
    he_may_see: bool = False
    # Agencies with which she shares, or wants to, by key: their names.
    partners: Mapping[uuid.UUID, str] = field(default_factory=dict)
    checked: Checked = Checked()

    @property
    def open_ways(self) -> list[SafeWay]:
        """The ways that she did not rule out."""
        return [way for way in self.ways if not way.never]

    @property
    def channels(self) -> list[str]:
        """The channels that were tried, in a fixed order."""
        tried = {one.channel for one in self.tries}
        return [channel for channel in CHANNELS if channel in tried]

    @property
    def bands(self) -> list[str]:
        """The parts of the week in which somebody tried."""
        tried = {one.band for one in self.tries}
        return [band for band in BANDS if band in tried]

    @property
    def hours(self) -> list[dict[str, object]]:
        """The hours she gave, all ways together; empty where any time is safe or none is known."""
        if any(not way.hours for way in self.open_ways):
            return []
        return [one for way in self.open_ways for one in way.hours if one["days"]]

    def is_in_her_hours(self, one: Try) -> bool:
        """Say whether a try was at a time that she called safe."""
        return one.clock is not None and any(
            one.day.weekday() in hours["days"]  # type: ignore[operator]
            and datetime.time.fromisoformat(str(hours["from"])) <= one.clock
            < datetime.time.fromisoformat(str(hours["until"]))
            for hours in self.hours
        )  # fmt: skip

    @property
    def was_in_her_hours(self) -> bool:
        """Say whether anybody tried when it was safe; where she gave no hours, at two parts of the week."""
        if self.hours:
            return any(self.is_in_her_hours(one) for one in self.tries)
        return len(self.bands) > 1


@dataclass(frozen=True, slots=True)
class Thought:
    """What was thought about, as the closing says it."""

    reasons: Sequence[str]
    words: str
    with_her: bool
    # Whether a note says that they met, or that she was heard, on the day they talked about it.
    met_then: bool
    answers: Mapping[str, str]
    safety: str
    asked: Collection[uuid.UUID]
    # A partner has seen her, and says how she was.
    seen: bool = False


def lacking(known: Evidence, thought: Thought) -> list[str]:
    """List what is missing before a time with us may be closed, each in a word; empty where it may (R31).

    A talk with her about it needs no tries. Without one, a count of calls is never enough, whatever the
    written reason is: another channel, an hour that is safe for her, the partners she lets us ask, the four
    questions and what is known of her safety.
    """
    missing = []
    if not thought.reasons or not thought.words:
        missing.append("reasons")
    if thought.with_her:
        return missing if thought.met_then else [*missing, "talk"]
    if any(not thought.answers.get(name) for name in QUESTIONS):
        missing.append("questions")
    missing += _unsafe(known.checked, thought)
    if len(known.channels) < 2:
        missing.append("channels")
    if not known.was_in_her_hours:
        missing.append("hours")
    if set(known.partners) - set(thought.asked):
        missing.append("partners")
    return missing


def _unsafe(checked: Checked, thought: Thought) -> list[str]:
    if not thought.safety:
        return ["safety"]
    if thought.safety == Weighed.Safety.LIFE:
        return []
    if checked.agreed and checked.made_on is None and not thought.seen:
        return ["check"]
    true: dict[str, bool] = {
        Weighed.Safety.CHECKED: checked.made_on is not None,
        Weighed.Safety.NO_CHECK: not checked.agreed,
    }
    if not true.get(thought.safety, True):
        return ["said_otherwise"]
    return ["steps"] if checked.steps_left and not thought.seen else []


def in_sentences(missing: Sequence[str], known: Evidence) -> list[str]:
    """Say what is missing, with what to do about each."""
    said = {
        "reasons": _("Say why, and choose at least one reason. Calls she did not answer are none."),
        "talk": _("No note says that you met or rang on that day. Write it first, or choose another day."),
        "questions": _("Answer the four questions: her life, her phone, who watches, who else knows her."),
        "safety": _("Say what is known of how she is."),
        "check": _check_in_words(known.checked),
        "said_otherwise": _said_otherwise_in_words(known.checked),
        "steps": _steps_in_words(known.checked),
        "channels": _channels_in_words(known),
        "hours": _hours_in_words(known),
        "partners": _partners_in_words(known),
    }  # fmt: skip
    return [said[one] for one in missing]


def _check_in_words(checked: Checked) -> str:
    return _(
        "She agreed that we check on her (%(how)s), and nobody has in the last month. Check on her first, "
        "as she chose. If she wants no more checks, write that down."
    ) % {"how": checked.agreed}


def _steps_in_words(checked: Checked) -> str:
    return _(
        "She did not answer the last check. This is what she wants done then: %(steps)s. Do it first."
    ) % {"steps": "; ".join(checked.steps_left)}


def checked_in_words(checked: Checked) -> list[str]:
    """Say what she agreed about checks, what came of the last one, and whether the police may be asked."""
    if not checked.agreed:
        said = [_("She agreed to no checks, so nobody is sent.")]
    else:
        said = [_("She agreed that we check on her: %(how)s.") % {"how": checked.agreed}]
    if checked.made_on:
        day = {"day": date_format(checked.made_on, "j F")}
        said.append(
            _("The last check, on %(day)s: she was all right.") % day
            if checked.answered
            else _("The last check, on %(day)s: no answer.") % day
        )
    elif checked.agreed:
        said.append(_("Nobody has checked on her in the last month."))
    if not checked.police:
        said.append(_("She did not choose the police: only where a life is in danger."))
    return said


def _said_otherwise_in_words(checked: Checked) -> str:
    if checked.agreed:
        return _(
            "You wrote that she agreed to no check. She did: %(how)s. Choose what is true, or ask her."
        ) % {"how": checked.agreed}
    return _("You wrote that a check was made. None is written down for the last month.")


def _channels_in_words(known: Evidence) -> str:
    tried = [str(CHANNELS[one]) for one in known.channels]
    only = (
        _("Only %(tried)s so far.") % {"tried": tried[0]} if tried else _("Nobody has tried yet.")
    )
    if known.he_may_see and known.channels and set(known.channels) <= {"call", "text", "email"}:
        only += " " + _("Somebody may see her phone, so she may not be free to answer.")
    untried = [str(CHANNELS[one]) for one in CHANNELS if one not in known.channels]
    return f"{only} " + _("Try another way: %(ways)s.") % {"ways": listed(untried)}


def _hours_in_words(known: Evidence) -> str:
    if known.hours:
        return _("Nobody has tried at a time that is safe for her: %(hours)s.") % {
            "hours": hours_in_words(known.hours)
        }
    if not known.bands:
        return _("No try says at what time it was. Try at two different parts of the week.")
    return _("All tries were %(when)s. Try at another part of the week too.") % {
        "when": BANDS[known.bands[0]]
    }


def _partners_in_words(known: Evidence) -> str:
    names = ", ".join(sorted(known.partners.values()))
    return _(
        "She lets us ask %(names)s. Ask each how she is, or write that she said not to ask them."
    ) % {"names": names}


# --- who may, and what comes after -----------------------------------------------------------------------


def why_not_end(episode: Episode, sources: Collection[str]) -> str | None:
    """Say why somebody can't end a time with a service, or None: her team there, and who runs it."""
    if not LOOK_AFTER & set(sources):
        return _("Somebody who is alongside her there, or who runs it, can do this.")
    if episode.state != Episode.State.ACTIVE:
        return _("She is not with this service now.")
    return None


def why_not_stop(
    *, heard: str, try_again: str, try_after: datetime.date | None, today: datetime.date
) -> dict[str, str]:
    """Say for each box of a stop what is missing; why she wants to stop is never asked."""
    missing = {}
    if heard not in HEARD:
        missing["heard_how"] = _("Say how she told us. Calls she did not answer are no answer.")
    if try_again not in Ending.TryAgain.values:
        missing["try_again"] = _(
            "Write what she says. If she did not say: only if she comes to us."
        )
    if try_again == Ending.TryAgain.AFTER and (try_after is None or try_after <= today):
        missing["try_after"] = _(
            "Write the day from which we may try again. It has to be later than today."
        )
    return missing  # fmt: skip


def why_not_agree(ending: Ending, *, same_person: bool, sources: Collection[str]) -> str | None:
    """Say why somebody can't be the second person, or None."""
    if ending.state != Ending.State.PROPOSED:
        return _("This has been answered already.")
    if same_person:
        return _("A second person has to agree. Ask your manager or another worker beside her.")
    if not LOOK_AFTER & set(sources):
        return _(
            "Somebody who is alongside her, or who runs the service, can be the second person."
        )
    return None


def why_not_undo(ending: Ending, sources: Collection[str]) -> str | None:
    """Say why a death can't be taken back by this worker, or None: whoever would know may."""
    if ending.kind != Ending.Kind.DIED or ending.state in (
        Ending.State.UNDONE,
        Ending.State.SET_ASIDE,
    ):
        return _("There is nothing to take back here.")
    if not TAKES_BACK & set(sources):
        return _("Somebody who was alongside her, or who runs the service, can do this.")
    return None


def why_not_take_back(*, ended: bool, alongside: bool, there_already: bool) -> str | None:
    """Say why her time with a service can't be opened again by this worker, or None (R30)."""
    if not alongside:
        return _("Somebody who was alongside her there, or who takes new referrals, can do this.")
    if there_already:
        return _("She is with this service already, or has a new referral there. Answer that one.")
    if not ended:
        return _(
            "Her time with this service has not ended. A new referral is answered on its page."
        )
    return None


# --- our money ends --------------------------------------------------------------------------------------


def why_not_written(facts: Mapping[str, Any]) -> str | None:
    """Say what a plan lacks before it can stand, or None: her words, and to whom she goes on (R112)."""
    if not facts.get("her_words"):
        return _("Write what she wants to happen, in her words. Ask her first.")
    if not (facts.get("to_agency") or facts.get("goes_on_words")):
        return _("Write to whom she goes on, or that she would rather not.")
    return None


def why_not_ours(reasons: Collection[str], *, planned: bool, ends: bool) -> str | None:
    """Say why our end can’t be the reason: no day of it, or nothing planned with her; or None (R112)."""
    if OURS in reasons and not ends:
        return _(
            "Nobody has said when our service or its money ends. Say that first, or choose another reason."
        )
    if OURS in reasons and not planned:
        return _(
            "Our service ends, so plan it with her first: what she wants, and to whom she goes on."
        )
    return None
