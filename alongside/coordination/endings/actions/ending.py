"""A time with us ends: at her word the same day, or by us after thought and with a second person."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.coordination.endings import queries, rules
from alongside.coordination.endings.models import Asked, Ending, Weighed
from alongside.coordination.endings.queries import handing_over, weighing
from alongside.coordination.endings.rules import Thought
from alongside.core.people import actions as people
from alongside.core.people.models import Client, Episode
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.refused import ChangedMeanwhile, Refused


class NotConsidered(Refused):
    """A closing that was not thought through; `sentences` say what is missing and what to do."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences), rule="not_considered")
        self.sentences = sentences


def _written(
    what: str, client_id: uuid.UUID, by: Actor, *, basis: str = "", event: Event = Event.ADDED
) -> None:
    audit.record(
        event, what=what, by=by, client_id=client_id, basis=basis,
        compartments=bits(Compartment.BASICS, Compartment.NOTES),
    )  # fmt: skip


def _must_end(episode: Episode) -> None:
    if said := rules.why_not_end(episode, queries.sources(episode)):
        raise Refused(said, rule="not_yours_to_end")


def _insert(ending: Ending) -> bool:
    """Write an ending, or find that the same page wrote it before."""
    try:
        with transaction.atomic():
            ending.save(force_insert=True)
    except IntegrityError:
        if Ending.objects.filter(pk=ending.pk, client_id=ending.client_id).exists():
            return False
        raise
    return True


# --- at her word -----------------------------------------------------------------------------------------


@transaction.atomic
def stop(
    *,
    key: uuid.UUID,
    episodes: Sequence[Episode],
    heard_how: str,
    try_again: str,
    try_after: datetime.date | None,
    her_words: str,
    offered: str,
    membership: Membership,
    by: Actor,
) -> None:
    """Stop, this day, because she says so: no reason, no second person (R7).

    Nobody of these services contacts her from now on, unless she allowed a later day; where she is with
    nobody else, nobody at all. Raises Refused with what is missing.
    """
    today = timezone.localdate()
    if missing := rules.why_not_stop(
        heard=heard_how, try_again=try_again, try_after=try_after, today=today
    ):
        raise Refused(" ".join(missing.values()), rule="not_at_her_word")
    after = try_after if try_again == Ending.TryAgain.AFTER else None
    for episode in episodes:
        ending = Ending(
            pk=key_within(key, episode.pk), client_id=episode.client_id, episode=episode, ended_on=today,
            kind=Ending.Kind.STOP, state=Ending.State.AGREED, heard_how=heard_how, try_again=try_again,
            try_after=after, offered=offered, proposed_by=membership,
        )  # fmt: skip
        if not Ending.objects.filter(pk=ending.pk).exists():
            _stop(episode, ending, her_words, by)
    for client_id in {one.client_id for one in episodes}:
        _quiet_where_nobody_goes_on(client_id, after, by)


def _stop(episode: Episode, ending: Ending, her_words: str, by: Actor) -> None:
    _must_end(episode)
    if not _insert(ending):
        return
    # Her words stand where her team's notes do.
    Weighed(
        pk=ending.pk, client_id=episode.client_id, ending=ending, her_words=her_words, with_her=True,
        spoke_on=ending.ended_on,
    ).save(force_insert=True)  # fmt: skip
    _written("endings.stop", episode.client_id, by)
    Ending.objects.drop_waiting([episode])
    people.move_episode(
        episode=episode, to=Episode.State.ENDED, by=by, ended_on=ending.ended_on,
        stopped_on=ending.ended_on, try_after=ending.try_after,
    )  # fmt: skip


def _quiet_where_nobody_goes_on(
    client_id: uuid.UUID, after: datetime.date | None, by: Actor
) -> None:
    """Let nothing go out to her at all once she is with no service any more, and asked one to stop."""
    said_already = Client.objects.filter(pk=client_id).exclude(quiet="").exists()
    if queries.stopped_everywhere(client_id) and not said_already:
        people.fall_quiet(client_id=client_id, quiet=Client.Quiet.STOPPED, until=after, by=by)


# --- by us -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Partner:
    """One agency that was asked how she is, or that she said not to ask."""

    agency_id: uuid.UUID
    answer: str
    words: str = ""


@transaction.atomic
def propose_closing(
    *,
    key: uuid.UUID,
    episode: Episode,
    facts: Mapping[str, Any],
    asked: Sequence[Partner],
    way_back: str,
    membership: Membership,
    by: Actor,
) -> Ending:
    """Ask a second person to agree that we close, with everything that was weighed (R31).

    `facts` are fields of Weighed. The same page sent again changes nothing. Raises NotConsidered with what
    is missing, whatever the written reason says, and Refused where one waits already.
    """
    made = key_within(key, episode.pk)
    if there := Ending.objects.filter(pk=made, client_id=episode.client_id).first():
        return there
    _must_end(episode)
    _must_be_considered(episode, facts, asked, way_back)
    if Ending.objects.waiting().filter(client_id=episode.client_id, episode=episode).exists():
        raise Refused(
            _("Somebody has asked for this already. It waits for a second person."), rule="waits"
        )
    ending = Ending(
        pk=made, client_id=episode.client_id, episode=episode, kind=Ending.Kind.CLOSE, way_back=way_back,
        ended_on=timezone.localdate(), proposed_by=membership,
    )  # fmt: skip
    if not _insert(ending):
        return ending
    Weighed(pk=made, client_id=episode.client_id, ending=ending, **facts).save(force_insert=True)
    for one in asked:
        Asked(
            pk=key_within(made, one.agency_id), client_id=episode.client_id, ending=ending,
            agency_id=one.agency_id, answer=one.answer, words=one.words, made_by=membership,
            asked_on=timezone.localdate(),
        ).save(force_insert=True)  # fmt: skip
    _written("endings.propose_closing", episode.client_id, by)
    return ending


def _must_be_considered(
    episode: Episode, facts: Mapping[str, Any], asked: Sequence[Partner], way_back: str
) -> None:
    client_id, today = episode.client_id, timezone.localdate()
    known = weighing.evidence(client_id, today)
    thought = Thought(
        reasons=facts.get("reasons", []), words=facts.get("words", ""), safety=facts.get("safety", ""),
        with_her=bool(facts.get("with_her")),
        met_then=weighing.met_on(client_id, facts.get("spoke_on"), today),
        answers={name: facts.get(name, "") for name in rules.QUESTIONS},
        asked={one.agency_id for one in asked},
        seen=any(one.answer == Asked.Answer.WELL for one in asked),
    )  # fmt: skip
    said = rules.in_sentences(rules.lacking(known, thought), known)
    if not way_back:
        said.append(_("Write how she comes back. The door stays open."))
    planned = handing_over.is_planned(episode)
    ends = episode.service.funded_until is not None
    if ours := rules.why_not_ours(thought.reasons, planned=planned, ends=ends):
        said.append(ours)
    if said:
        raise NotConsidered(said)


@transaction.atomic
def agree(*, ending: Ending, version: int, membership: Membership, by: Actor) -> None:
    """Agree as the second person that we close: her time with us ends, and the door is open (R31).

    The database asks everything again. Raises NotConsidered where it has changed meanwhile, Refused for the
    same person, ChangedMeanwhile.
    """
    _must_agree(ending, membership)
    today = timezone.localdate()
    _move(ending, version, Ending.State.AGREED, agreed_by=membership, agreed_at=timezone.now())
    assert ending.episode is not None
    _written("endings.agree", ending.client_id, by, event=Event.CHANGED)
    people.move_episode(episode=ending.episode, to=Episode.State.ENDED, by=by, ended_on=today)


@transaction.atomic
def set_aside(*, ending: Ending, version: int, membership: Membership, by: Actor) -> None:
    """Say as the second person, or as the one who asked, that we do not close now."""
    if not queries.is_same_person(ending, membership):
        _must_agree(ending, membership)
    _move(ending, version, Ending.State.SET_ASIDE)
    _written("endings.set_aside", ending.client_id, by, event=Event.CHANGED)


def _must_agree(ending: Ending, membership: Membership) -> None:
    assert ending.episode is not None
    if said := rules.why_not_agree(
        ending, same_person=queries.is_same_person(ending, membership),
        sources=queries.sources(ending.episode),
    ):  # fmt: skip
        raise Refused(said, rule="not_yours_to_agree")


# What the database says where it was not considered.
SAME_PERSON, NOT_CONSIDERED = "EN001", "EN002"


def _move(ending: Ending, version: int, to: str, **facts: Any) -> None:
    there = Ending.objects.filter(pk=ending.pk, version=version, state=Ending.State.PROPOSED)
    try:
        with transaction.atomic():
            moved = there.update(state=to, version=F("version") + 1, **facts)
    except DatabaseError as error:
        raise _said_by_the_database(error, ending) from error
    if not moved:
        raise ChangedMeanwhile(Ending.objects.filter(pk=ending.pk).first())


def _said_by_the_database(error: DatabaseError, ending: Ending) -> Exception:
    state = getattr(error.__cause__, "sqlstate", "")
    if state == NOT_CONSIDERED:
        said = str(error).partition(": ")[2].split("\n")[0].split()
        known = weighing.evidence(ending.client_id, timezone.localdate())
        return NotConsidered(rules.in_sentences(said, known))
    if state == SAME_PERSON:
        return Refused(_("A second person has to agree."), rule="not_yours_to_agree")
    return error
