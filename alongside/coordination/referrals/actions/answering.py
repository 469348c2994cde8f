"""Answering a referral: looking at it, saying yes, offering something else, and what the sender may hear."""

import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.coordination.referrals import queries, rules
from alongside.coordination.referrals.models import (
    Referral,
    ReferralMove,
    ReferralOutcome,
    UnmetNeed,
    Waiting,
)
from alongside.coordination.referrals.rules import places, states
from alongside.coordination.referrals.rules.states import State
from alongside.core.people import actions as people
from alongside.core.people.models import Client, Episode
from alongside.core.team import actions as team
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import sealed
from alongside.foundation.common.keys import key_after
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Service


def _hat(by: Actor) -> uuid.UUID:
    if by.holder_id is None:
        raise Refused(_("Sign in to answer."), rule="nobody")
    return by.holder_id


def _unanswered(referral: Referral) -> Episode:
    """Fetch and hold her episode, so that of two answers at once the second hears that it came late.

    Raises Refused for whoever sees her for another reason: it is the service's own to answer.
    """
    episode = (
        Episode.objects.select_for_update(of=("self",))
        .filter(pk=referral.episode_id, client_id=referral.client_id)
        .select_related("service", "sender_agency")
        .first()
    )
    if said := rules.why_too_late(episode):
        raise Refused(said, rule="answered_already")
    assert episode is not None
    if said := rules.why_not_yours(episode, takes_them=queries.may_answer(referral)):
        raise Refused(said, rule="not_yours_to_answer")
    return episode


def _let_sender_hear(referral: Referral, episode: Episode, code: str, by: Actor) -> None:
    agency = episode.sender_agency
    if agency is None or queries.why_nothing_goes_out(episode) is not None:
        return
    ReferralOutcome(
        client_id=referral.client_id, episode_id=episode.pk, agency=agency,
        service_id=episode.service_id, sent_on=timezone.localdate(referral.received_at),
        reference=referral.sender_reference, code=code,
    ).save(force_insert=True)  # fmt: skip
    audit.record(
        Event.ADDED, what="referrals.let_sender_hear", by=by, client_id=referral.client_id,
        compartments=Compartment.OUTCOME,
    )  # fmt: skip


def _move(
    referral: Referral, episode: Episode, to: str, by: Actor, *, reason: str = "", words: str = ""
) -> None:
    """Keep one step of a referral, and let the sender hear of it as far as she allows."""
    now = states.state_of(episode.state, queries.moves_of(referral))
    if said := states.why_not_move(now, to):
        raise Refused(said, rule="referral_moved")
    # While the pass of whoever answers still stands.
    ReferralMove(
        client_id=referral.client_id, referral=referral, to=to, reason=reason, words=words,
        made_by_id=_hat(by),
    ).save(force_insert=True)  # fmt: skip
    if code := states.told_of(to):
        _let_sender_hear(referral, episode, code, by)
    audit.record(
        Event.CHANGED, what="referrals.move", by=by, client_id=referral.client_id,
        compartments=Compartment.STORY, basis=to,
    )  # fmt: skip


@transaction.atomic
def see(*, referral: Referral, by: Actor) -> None:
    """Say that one is looking at a referral: a press of a button, as opening a page writes nothing (R140).

    Once somebody said so it stands; pressed again, or by a second person, it changes nothing.
    """
    episode = _unanswered(referral)
    if states.state_of(episode.state, queries.moves_of(referral)) == State.SENT:
        _move(referral, episode, State.SEEN, by)


@transaction.atomic
def accept(*, referral: Referral, reason: str, words: str, by: Actor) -> None:
    """Say yes though there is no place yet: she goes to the end of the waiting list, with the reason.

    Pressed twice it is done once. Raises Refused without a reason, or where it was answered already.
    """
    episode = _unanswered(referral)
    if states.state_of(episode.state, queries.moves_of(referral)) == State.ACCEPTED:
        return
    if said := places.why_not_reason(reason, words):
        raise Refused(said, rule="no_reason")
    _move(referral, episode, State.ACCEPTED, by, words=words)
    _hold_list(episode)
    others = queries.waiting_list(episode.service)
    ranks = [one.row.rank for one in others if one.row.rank is not None]
    rank = places.rank_at(ranks, len(ranks) + 1)
    _put(referral, episode, rank, reason, words, by)


@transaction.atomic
def move_place(*, referral: Referral, place: int, reason: str, words: str, by: Actor) -> None:
    """Give her another place on the waiting list, with the reason, which is kept (who, why, when).

    Raises Refused without a reason, for a place that isn't there, and where she isn't on the list.
    """
    episode = _unanswered(referral)
    if said := places.why_not_reason(reason, words):
        raise Refused(said, rule="no_reason")
    _hold_list(episode)
    listed = queries.waiting_list(episode.service)
    mine = next((one for one in listed if one.referral.pk == referral.pk), None)
    if mine is None:
        raise Refused(_("She is not on this waiting list any more."), rule="not_on_the_list")
    if said := places.why_not_place(place, len(listed)):
        raise Refused(said, rule="no_such_place")
    if mine.number == place:
        return
    ranks = [one.row.rank for one in listed if one is not mine and one.row.rank is not None]
    rank = places.rank_at(ranks, place)
    if rank is None:
        raise Refused(
            _("Two stand too close together there. Move one of them first."), rule="no_room_between"
        )
    _put(referral, episode, rank, reason, words, by)


@transaction.atomic
def take_off_list(*, referral: Referral, reason: str, words: str, by: Actor) -> None:
    """Take her off the waiting list, with the reason; her referral still waits for its answer."""
    episode = _unanswered(referral)
    if said := places.why_not_reason(reason, words):
        raise Refused(said, rule="no_reason")
    if _is_listed(referral):
        _put(referral, episode, None, reason, words, by)


def _hold_list(episode: Episode) -> None:
    # Two who move somebody at once take turns.
    Service.objects.select_for_update().get(pk=episode.service_id)


def _is_listed(referral: Referral) -> bool:
    last = (
        Waiting.objects.filter(client_id=referral.client_id, referral=referral)
        .order_by("-made_at", "-pk")
        .first()
    )
    return last is not None and last.rank is not None


def _put(
    referral: Referral, episode: Episode, rank: Decimal | None, reason: str, words: str, by: Actor
) -> None:
    Waiting(
        client_id=referral.client_id, referral=referral, service_id=episode.service_id, rank=rank,
        reason=reason, words=words, made_by_id=_hat(by),
    ).save(force_insert=True)  # fmt: skip
    audit.record(
        Event.CHANGED, what="referrals.waiting_list", by=by, client_id=referral.client_id,
        compartments=Compartment.STORY,
    )  # fmt: skip


@transaction.atomic
def take_up(
    *,
    referral: Referral,
    lead: Membership,
    agreed_by: Membership,
    by: Actor,
    her_choice: bool = False,
    over_gauge_reason: str = "",
) -> None:
    """Say yes: open her time with us and give her a lead worker, in one go (R130, R134).

    Raises Refused when it was answered already, or the worker is at the gauge without a manager's reason.
    """
    episode = _unanswered(referral)
    _move(referral, episode, State.STARTED, by)
    if _is_listed(referral):
        _put(referral, episode, None, Waiting.Reason.PLACE, "", by)
    client = Client.objects.get(pk=referral.client_id)
    if referral.languages and not client.languages:
        people.set_basics(
            client_id=client.pk,
            facts={"languages": referral.languages},
            version=client.version,
            by=by,
        )
    team.set_lead(
        episode=episode, membership=lead, by=by, agreed_by=agreed_by, her_choice=her_choice or None,
        over_gauge_reason=over_gauge_reason,
    )  # fmt: skip
    # Last, because with this the pass of whoever answers may end.
    people.move_episode(
        episode=episode, to=Episode.State.ACTIVE, by=by, opened_on=timezone.localdate()
    )


@transaction.atomic
def offer_elsewhere(
    *,
    referral: Referral,
    code: str,
    words: str,
    by: Actor,
    unmet: Mapping[str, Any] | None = None,
) -> None:
    """Offer her something else, with a coded reason and what was offered in words; she may still come.

    What she did not get here is kept as an unmet need, whatever else was offered (R25, R59).
    """
    _answer_no(referral, State.OFFERED, code, words, unmet or {}, by)


@transaction.atomic
def cannot(
    *,
    referral: Referral,
    code: str,
    words: str,
    by: Actor,
    unmet: Mapping[str, Any] | None = None,
) -> None:
    """Say that we can't and know nothing else to offer, with a coded reason, why, and who tells her."""
    _answer_no(referral, State.CANT, code, words, unmet or {}, by)


def _answer_no(
    referral: Referral, to: str, code: str, words: str, unmet: Mapping[str, Any], by: Actor
) -> None:
    episode = _unanswered(referral)
    if episode.state == Episode.State.OFFERED:
        raise Refused(str(rules.ALREADY_OFFERED), rule="answered_already")
    if code not in rules.ANSWERS:
        raise Refused(_("Choose a reason."), rule="no_reason")
    _move(referral, episode, to, by, reason=code)
    UnmetNeed(
        client_id=referral.client_id, referral=referral, need=unmet.get("need"),
        barrier=unmet.get("barrier") or states.BARRIER_OF[code],
        area=unmet.get("area") or UnmetNeed.Area.UNKNOWN, made_by_id=_hat(by),
    ).save(force_insert=True)  # fmt: skip
    if _is_listed(referral):
        _put(referral, episode, None, Waiting.Reason.OTHER, "", by)
    people.move_episode(
        episode=episode, to=Episode.State.OFFERED, by=by, answer_code=code, answer_words=words
    )


@transaction.atomic
def with_us(*, referral: Referral, by: Actor) -> None:
    """Answer that she is with us already, on another record of hers; nothing of it is an unmet need.

    A confirmed sender may hear that somebody is alongside her, as far as she allows. Raises Refused where
    nobody said that the two records are hers, or nobody here is alongside her on the other one.
    """
    episode = _unanswered(referral)
    if queries.with_us(episode) is None:
        raise Refused(
            _("First say that both records are one woman’s, on a page of somebody who is with us."),
            rule="not_with_us",
        )
    if episode.state == Episode.State.OFFERED:
        raise Refused(str(rules.ALREADY_OFFERED), rule="answered_already")
    _move(referral, episode, State.WITH_US, by)
    if _is_listed(referral):
        _put(referral, episode, None, Waiting.Reason.RIGHT, "", by)
    people.move_episode(
        episode=episode, to=Episode.State.OFFERED, by=by, answer_code=rules.WITH_US, answer_words=""
    )


@transaction.atomic
def take_back(*, referral_id: uuid.UUID, words: str, by: Actor) -> None:
    """Take a referral back that one sent oneself, while nobody has answered it; otherwise nothing changes.

    Whoever takes new referrals sees that, and still decides what is best for her. Nothing says which it was.
    """
    key = key_after(referral_id, "taken back")
    stored = sealed(ReferralMove, key, {"words": words})["words"]
    gate.take_back_referral(key=key, referral_id=referral_id, words=stored.stored if words else "")
    audit.record(Event.TAKEN_BACK, what="referrals.take_back", by=by)


@transaction.atomic
def say_ended(*, referral: Referral, by: Actor) -> None:
    """Let a confirmed sender hear that our time with her has ended, as far as she allows; once.

    Raises Refused where it has not ended, or nothing may go out.
    """
    episode = Episode.objects.select_related("service", "sender_agency").get(
        pk=referral.episode_id, client_id=referral.client_id
    )
    if episode.state != Episode.State.ENDED:
        raise Refused(_("Her time with us has not ended."), rule="not_ended")
    if said := queries.why_nothing_goes_out(episode):
        raise Refused(said, rule="nothing_goes_out")
    told = ReferralOutcome.objects.filter(
        client_id=referral.client_id, episode=episode, code=ReferralOutcome.Code.ENDED
    )
    if not told.exists():
        _let_sender_hear(referral, episode, ReferralOutcome.Code.ENDED, by)


@transaction.atomic
def told(*, outcome: ReferralOutcome, membership: Membership, by: Actor) -> None:
    """Note that a person has told the sender's agency, on the number in the directory; once is enough.

    Raises Refused for whoever did not answer it: the sender herself, or another service she is with; and
    where she keeps somebody there away since.
    """
    if not queries.may_tell(outcome):
        raise Refused(
            _("Only those who answered this referral can note that they told %(agency)s.")
            % {"agency": outcome.agency.name},
            rule="not_yours_to_tell",
        )
    if said := queries.why_nothing_goes_out(outcome.episode):
        raise Refused(said, rule="nothing_goes_out")
    changed = ReferralOutcome.objects.filter(pk=outcome.pk, told_on__isnull=True).update(
        told_on=timezone.localdate(), told_by=membership
    )
    if changed:
        audit.record(
            Event.CHANGED, what="referrals.told", by=by, client_id=outcome.client_id,
            compartments=Compartment.OUTCOME,
        )  # fmt: skip
