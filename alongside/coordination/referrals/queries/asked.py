"""Reads about referrals; lists start from the reader's own passes."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import F, QuerySet
from django.utils import timezone

from alongside.coordination.referrals import rules
from alongside.coordination.referrals.models import (
    Referral,
    ReferralDraft,
    ReferralLink,
    ReferralMove,
    ReferralOutcome,
)
from alongside.coordination.referrals.rules.states import State, state_of
from alongside.core.people.models import Client, Episode
from alongside.core.people.queries import SafeCard, safe_contact_card, with_safe_contact
from alongside.core.sharing.queries import reading
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.models import Pass, Source
from alongside.foundation.access.queries import live_passes
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.common.keys import fingerprint, key_within
from alongside.foundation.directory.models import Service


@dataclass(frozen=True, slots=True)
class NewReferral:
    """One new referral, with what a worker has to know before anything else."""

    referral: Referral
    episode: Episode
    client: Client
    card: SafeCard
    who_wrote: list[str]
    she_knows: str
    safe: str
    state: State = State.SENT


# --- forms that are open to somebody without an account ----------------------------------------------


def open_services() -> QuerySet[Service]:
    """Fetch the services that anybody may write to."""
    return Service.objects.filter(open_to_public=True, ended_at__isnull=True).select_related(
        "agency"
    )


def open_link(token: str) -> ReferralLink | None:
    """Find a partner's link by its secret; None alike for one that ended, ran out or never was."""
    link = (
        ReferralLink.objects.filter(token_hash=fingerprint(token))
        .select_related("service__agency", "agency")
        .first()
    )
    return link if link and rules.is_open(link, timezone.now()) else None


def unsent_draft(
    service: Service, link: ReferralLink | None, holder: uuid.UUID | None
) -> ReferralDraft | None:
    """Find the form this writer is in the middle of, unless it was left for too long."""
    if holder is None:
        return None
    draft = (
        ReferralDraft.objects.filter(
            holder_id=holder, service=service, link=link, sent_at__isnull=True
        )
        .order_by("-changed_at")
        .first()
    )
    return draft if draft and not rules.is_over(draft, timezone.now()) else None


def kept_draft(holder: uuid.UUID | None) -> ReferralDraft | None:
    """Find what was kept behind a word, for whoever brought the word back."""
    if holder is None:
        return None
    mine = ReferralDraft.objects.filter(
        holder_id=holder, kept_at__isnull=False, sent_at__isnull=True
    )
    draft = mine.select_related("link").order_by("-changed_at").first()
    return draft if draft and not rules.is_over(draft, timezone.now()) else None


def was_sent(key: uuid.UUID, holder: uuid.UUID | None) -> bool:
    """Say whether this writer has sent the form with this key."""
    if holder is None:
        return False
    keys = [key, key_within(key, holder)]
    return ReferralDraft.objects.filter(pk__in=keys, sent_at__isnull=False).exists()


# --- new referrals -----------------------------------------------------------------------------------


def mine_to_answer() -> QuerySet[Pass]:
    """Fetch this hat's passes to women whose referral it may answer."""
    return live_passes().filter(source__in=[Source.TRIAGE, Source.MANAGER])


def new_episodes() -> QuerySet[Episode]:
    """Fetch the unanswered referrals of the services whose new referrals this hat takes, oldest first."""
    mine = mine_to_answer()
    return (
        Episode.objects.filter(
            client_id__in=mine.values("client_id"),
            pk__in=mine.values("source_id"),
            state=Episode.State.REFERRED,
        )
        .select_related("service__agency", "sender_agency", "sender__worker")
        .order_by("referred_at", "pk")
    )


def waiting_count(membership: Membership) -> int:
    """Count the new referrals that wait for this hat; 0 for one that takes none."""
    return new_episodes().count() if membership.may(Permission.TAKE_REFERRALS) else 0


def waiting(episodes: Iterable[Episode], at: datetime.datetime) -> list[NewReferral]:
    """Put these new referrals together with how to reach each woman; five queries however many."""
    by_key = {episode.pk: episode for episode in episodes}
    women = {episode.client_id for episode in by_key.values()}
    listed = with_safe_contact(Client.objects.filter(pk__in=women), listed=True)
    clients = {client.pk: client for client in listed}
    referrals = Referral.objects.filter(client_id__in=women, episode_id__in=by_key)
    together = [
        _put_together(referral, by_key[referral.episode_id], clients[referral.client_id], at)
        for referral in referrals
        if referral.client_id in clients
    ]
    stands = _states([one.referral for one in together])
    return sorted(
        (replace(one, state=stands.get(one.referral.pk, State.SENT)) for one in together),
        key=lambda one: (not one.referral.urgent, one.episode.referred_at),
    )


def _states(referrals: Iterable[Referral]) -> dict[uuid.UUID, State]:
    """Say where unanswered referrals stand, in one query."""
    keys = [one.pk for one in referrals]
    women = [one.client_id for one in referrals]
    moves: dict[uuid.UUID, list[ReferralMove]] = {}
    found = ReferralMove.objects.filter(client_id__in=women, referral_id__in=keys).defer("words")
    for move in found:
        moves.setdefault(move.referral_id, []).append(move)
    return {key: state_of(Episode.State.REFERRED, some) for key, some in moves.items()}


def _put_together(
    referral: Referral, episode: Episode, client: Client, at: datetime.datetime
) -> NewReferral:
    return NewReferral(
        referral=referral,
        episode=episode,
        client=client,
        card=safe_contact_card(client, at),
        who_wrote=rules.who_wrote(
            referral,
            episode.sender_agency.name if episode.sender_agency else "",
            episode.sender.worker.name if episode.sender else "",
        ),
        she_knows=rules.does_she_know(referral),
        safe=rules.is_it_safe(referral),
    )


def opened(referral: Referral, at: datetime.datetime) -> NewReferral:
    """Bring one referral together with her safe contact, answered or not."""
    episode = Episode.objects.select_related(
        "service__agency", "sender_agency", "sender__worker"
    ).get(pk=referral.episode_id, client_id=referral.client_id)
    client = with_safe_contact(Client.objects.filter(pk=referral.client_id)).get()
    return _put_together(referral, episode, client, at)


def may_answer(referral: Referral) -> bool:
    """Say whether this hat takes the new referrals of the service, or runs it."""
    return (
        mine_to_answer()
        .filter(client_id=referral.client_id, source_id=referral.episode_id)
        .exists()
    )


def asked_for(client_id: uuid.UUID) -> QuerySet[Referral]:
    """Fetch what was asked for her, for her page; empty where her story is not shared with the reader."""
    return Referral.objects.filter(client_id=client_id).order_by("-received_at")


# --- what the sender may hear ------------------------------------------------------------------------


def to_let_know(client_ids: Iterable[uuid.UUID]) -> QuerySet[ReferralOutcome]:
    """Fetch the answers that nobody has passed on yet, for those who may: a person rings the agency."""
    return (
        ReferralOutcome.objects.filter(client_id__in=list(client_ids), told_on__isnull=True)
        # That somebody has read it stands on the sender's page; nobody rings for that.
        .exclude(code=ReferralOutcome.Code.SEEN)
        .select_related("agency")
        .order_by("made_at")
    )


def why_nothing_goes_out(episode: Episode) -> str | None:
    """Say why the sender of her referral hears nothing, or None where an answer may be given (R16, R24)."""
    sender = episode.sender_agency_id
    kept_away = sender is not None and reading.kept_away(episode.client_id).is_at(sender)
    return rules.why_nothing_goes_out(episode, kept_away=kept_away)


def may_tell(outcome: ReferralOutcome) -> bool:
    """Say whether this hat is of those who answered: her team in that service, its manager, its triage."""
    mine = live_passes().filter(client_id=outcome.client_id, source_id=outcome.episode_id)
    allowed = mine.annotate(allowed=F("writes").bitand(Compartment.OUTCOME.value))
    return allowed.filter(allowed__gt=0).exists()


def outcomes_for_sender() -> list[ReferralOutcome]:
    """List what may be heard of the referrals this hat sent: the newest answer of each, nothing else."""
    mine = live_passes().filter(source=Source.SENDER)
    answers = (
        ReferralOutcome.objects.filter(
            client_id__in=mine.values("client_id"), episode_id__in=mine.values("source_id")
        )
        .select_related("service__agency")
        .order_by("-made_at")
    )
    newest: dict[uuid.UUID, ReferralOutcome] = {}
    for answer in answers:
        newest.setdefault(answer.episode_id, answer)
    return list(newest.values())


@dataclass(frozen=True, slots=True)
class Sent:
    """A referral this hat sent: to which service and when.

    Not whether it was taken back: that would say whether somebody had answered it.
    """

    referral_id: uuid.UUID
    service: Service
    received_at: datetime.datetime


def my_sent() -> list[Sent]:
    """List what this hat sent in the last ninety days, the latest first; nothing of what came of it."""
    rows = gate.my_sent_referrals()
    services = {
        one.pk: one
        for one in Service.objects.filter(pk__in=[row.service_id for row in rows]).select_related(
            "agency"
        )
    }
    return [
        Sent(row.referral_id, services[row.service_id], row.received_at)
        for row in rows
        if row.service_id in services
    ]


# --- links for partners ------------------------------------------------------------------------------


def services_for_links(membership: Membership) -> QuerySet[Service]:
    """Fetch the services this hat may make links for: a manager's own, an administrator's agency's."""
    if membership.may(Permission.MANAGE_WORKERS):
        return Service.objects.filter(ended_at__isnull=True, agency_id=membership.agency_id)
    return services_of(membership)


def links(membership: Membership) -> QuerySet[ReferralLink]:
    """Fetch the links of those services, the newest first."""
    return (
        ReferralLink.objects.filter(service__in=services_for_links(membership))
        .select_related("service", "agency", "made_by__worker")
        .order_by("ended_at", "-expires_at")
    )
