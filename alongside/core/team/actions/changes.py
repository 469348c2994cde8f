"""Somebody else to lead, at her wish and without a reason: asked, found, introduced, settled (R156)."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.models import Episode
from alongside.core.team import queries, rules
from alongside.core.team.actions.members import add_member, leave, set_lead
from alongside.core.team.models import LeadChange, TeamMember
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.refused import Refused


@transaction.atomic
def would_like_somebody_else(
    *,
    key: uuid.UUID,
    episode: Episode,
    likes: str,
    rather_not: str,
    membership: Membership,
    by: Actor,
) -> LeadChange:
    """Write down that she would like somebody else to lead; nobody asks why, and nobody has to agree.

    Where it stands already, from the same page or another, it is that one. Raises Refused for whoever does
    not look after her there, and where she is not with the service now.
    """
    queries.must_look_after(episode)
    if said := rules.why_not_here(episode, runs=True):
        raise Refused(said, rule="not_with_us")
    mine = LeadChange.objects.filter(client_id=episode.client_id, episode=episode)
    row = LeadChange(
        pk=key_within(key, episode.client_id), client_id=episode.client_id, episode=episode, likes=likes,
        rather_not=rather_not, asked_on=timezone.localdate(), made_by=membership,
    )  # fmt: skip
    if there := mine.filter(pk=row.pk).first() or mine.open().first():
        return there
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # The other half of a double click, or a colleague, was quicker.
        return mine.open().get()
    _written("team.would_like_somebody_else", row, by, event=Event.ADDED)
    return row


@transaction.atomic
def choose_next(
    *, change: LeadChange, chosen: Membership, her_choice: bool | None, by: Actor
) -> None:
    """Say who will lead: from now on they stand beside her, so that they can be introduced and read on.

    Raises Refused for whoever does not run the service, where it is settled, and for who can't be chosen.
    """
    _must_be_open(change)
    loads = queries.loads(change.episode.service, client_id=change.client_id)
    if chosen.pk not in {load.membership.pk for load in loads}:
        raise Refused(_("Choose one from the list."), rule="not_of_service")
    beside = TeamMember.objects.current().filter(
        client_id=change.client_id, episode_id=change.episode_id, membership=chosen
    )
    if not beside.exists():
        add_member(episode=change.episode, membership=chosen, by=by, her_choice=her_choice)
    if _moved(change, chosen=chosen, chosen_by_her=her_choice):
        _written("team.choose_next", change, by)


@transaction.atomic
def change_lead(
    *,
    change: LeadChange,
    stays_until: datetime.date | None,
    by: Actor,
    agreed_by: Membership,
    over_gauge_reason: str = "",
) -> None:
    """Let the one who was chosen lead from now on; whoever led stays beside her until a day, or goes.

    Raises Refused for whoever does not run the service, before anybody is chosen, and as set_lead does.
    """
    _must_be_open(change)
    if change.chosen is None:
        raise Refused(_("First choose who will lead."), rule="nobody_chosen")
    before = TeamMember.objects.current().filter(
        client_id=change.client_id, episode_id=change.episode_id, part=TeamMember.Part.LEAD
    ).exclude(membership=change.chosen).first()  # fmt: skip
    set_lead(
        episode=change.episode, membership=change.chosen, by=by, agreed_by=agreed_by,
        her_choice=change.chosen_by_her, over_gauge_reason=over_gauge_reason,
    )  # fmt: skip
    LeadChange.objects.filter(pk=change.pk).update(stays_until=stays_until if before else None)
    _written("team.change_lead", change, by)
    if before and stays_until is None:
        # Whoever led stands beside her now, in a row of their own.
        leave(
            by=by, member=TeamMember.objects.current().get(
                client_id=change.client_id, episode_id=change.episode_id,
                membership_id=before.membership_id,
            ),
        )  # fmt: skip


@transaction.atomic
def stays_as_it_is(*, change: LeadChange, membership: Membership, by: Actor) -> None:
    """Write down that she would like it to stay as it is after all; said twice it is said once."""
    queries.must_look_after(change.episode)
    if _moved(
        change, state=LeadChange.State.STAYS, settled_by=membership, settled_at=timezone.now()
    ):
        _written("team.stays_as_it_is", change, by)


def _must_be_open(change: LeadChange) -> None:
    if said := rules.why_not_settle(change, queries.sources(change.episode)):
        raise Refused(said, rule="may_not_settle")


def _moved(change: LeadChange, **facts: object) -> bool:
    return bool(LeadChange.objects.open().filter(pk=change.pk).update(**facts))


def _written(what: str, change: LeadChange, by: Actor, *, event: Event = Event.CHANGED) -> None:
    audit.record(
        event, what=what, by=by, client_id=change.client_id, compartments=Compartment.SHARING
    )
