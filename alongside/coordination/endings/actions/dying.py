"""When a woman has died: everything falls quiet at once, a second person confirms, and it can be undone."""

import datetime
import uuid
from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.coordination.endings import queries, rules
from alongside.coordination.endings.models import Ending, ToTell
from alongside.core.people import actions as people
from alongside.core.people.models import Client, Episode
from alongside.core.sharing.queries import one_woman
from alongside.core.team import queries as team
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import my_sources
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.workforce.actions import sittings


def _written(what: str, client_id: uuid.UUID, by: Actor) -> None:
    audit.record(
        Event.CHANGED, what=what, by=by, client_id=client_id, compartments=Compartment.BASICS
    )


def _sides_with_her(client_id: uuid.UUID) -> None:
    if not rules.LOOK_AFTER & my_sources(client_id):
        raise Refused(
            _("Somebody who is alongside her, or who runs the service, can write this down."),
            rule="not_beside_her",
        )


@transaction.atomic
def tell_of_death(
    *, key: uuid.UUID, client: Client, died_on: datetime.date, membership: Membership, by: Actor
) -> Ending:
    """Write down that she has died: from this moment nothing goes out and nothing prompts.

    Who has to be told, by a person, is listed. A second person confirms. The same page again, or a second
    teller, changes nothing. It holds for each record of hers that the teller looks after.
    """
    _sides_with_her(client.pk)
    if there := queries.death_of(client.pk):
        return there
    ending = Ending(
        pk=key_within(key, client.pk), client=client, kind=Ending.Kind.DIED, ended_on=died_on,
        proposed_by=membership,
    )  # fmt: skip
    try:
        with transaction.atomic():
            ending.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("This page was used before. Open it again."), rule="key_used") from None
    for row in queries.who_knew_her(client.pk, but=membership):
        row.ending = ending
        row.save(force_insert=True)
    people.fall_quiet(client_id=client.pk, quiet=Client.Quiet.DIED, by=by)
    _written("endings.tell_of_death", client.pk, by)
    for one in _other_records(client.pk, rules.LOOK_AFTER):
        tell_of_death(key=key, client=one, died_on=died_on, membership=membership, by=by)
    return ending


def _other_records(client_id: uuid.UUID, sources: Collection[str]) -> list[Client]:
    """List the other records of hers on which one of these lets the asker do the same, before passes change.

    One who only takes new referrals there sees that record, and says nothing for those alongside her.
    """
    found = [one.client for one in one_woman.others(client_id)]
    return [one for one in found if my_sources(one.pk).intersection(sources)]


@transaction.atomic
def confirm_death(*, ending: Ending, version: int, membership: Membership, by: Actor) -> None:
    """Confirm it as the second person: her times with us end and her record is at rest.

    Her last team keeps her name, her wishes, and her children and animals in view; nobody else sees her. Each
    of them, and whoever told of it, is offered a talk, which says nothing of her.
    """
    if said := rules.why_not_agree(
        ending, same_person=queries.is_same_person(ending, membership),
        sources=my_sources(ending.client_id),
    ):  # fmt: skip
        raise Refused(said, rule="not_yours_to_agree")
    others = _other_records(ending.client_id, rules.LOOK_AFTER)
    moved = Ending.objects.filter(
        pk=ending.pk, version=version, state=Ending.State.PROPOSED
    ).update(
        state=Ending.State.AGREED, agreed_by=membership, agreed_at=timezone.now(),
        version=F("version") + 1,
    )  # fmt: skip
    if not moved:
        raise ChangedMeanwhile(Ending.objects.filter(pk=ending.pk).first())
    beside = [one.membership for one in team.alongside([ending.client_id])]
    sittings.offer_after_a_death(to=[*beside, ending.proposed_by], membership=membership, by=by)
    active = list(Episode.objects.filter(client_id=ending.client_id, state=Episode.State.ACTIVE))
    Ending.objects.drop_waiting(active)
    for episode in active:
        people.move_episode(
            episode=episode, to=Episode.State.ENDED, by=by, ended_on=ending.ended_on
        )
    people.fall_quiet(client_id=ending.client_id, quiet=Client.Quiet.RESTS, by=by)
    _written("endings.confirm_death", ending.client_id, by)
    for other in others:
        one = queries.death_of(other.pk)
        if (
            one
            and one.state == Ending.State.PROPOSED
            and not queries.is_same_person(one, membership)
        ):
            confirm_death(ending=one, version=one.version, membership=membership, by=by)


@transaction.atomic
def undo_death(*, ending: Ending, membership: Membership, by: Actor) -> None:
    """Take it back, because it was not so: everything is as it was before, shares included."""
    if said := rules.why_not_undo(ending, my_sources(ending.client_id)):
        raise Refused(said, rule="not_yours_to_undo")
    others = _other_records(ending.client_id, rules.TAKES_BACK)
    confirmed = ending.state == Ending.State.AGREED
    moved = Ending.objects.filter(pk=ending.pk, state=ending.state).update(
        state=Ending.State.UNDONE, undone_by=membership, undone_at=timezone.now(),
        version=F("version") + 1,
    )  # fmt: skip
    if not moved:
        raise ChangedMeanwhile(Ending.objects.filter(pk=ending.pk).first())
    stopped = queries.stopped_everywhere(ending.client_id) and not confirmed
    people.fall_quiet(
        client_id=ending.client_id, quiet=Client.Quiet.STOPPED if stopped else "", by=by
    )
    for episode in queries.ended_by_death(ending) if confirmed else []:
        people.move_episode(episode=episode, to=Episode.State.ACTIVE, by=by, ended_on=None)
    _written("endings.undo_death", ending.client_id, by)
    for other in others:
        if (one := queries.death_of(other.pk)) is not None:
            undo_death(ending=one, membership=membership, by=by)


@transaction.atomic
def told_them(*, one: ToTell, membership: Membership, by: Actor) -> None:
    """Note that a person told somebody of it; once is enough."""
    changed = ToTell.objects.filter(pk=one.pk, told_on__isnull=True).update(
        told_on=timezone.localdate(), told_by=membership
    )
    if changed:
        _written("endings.told_them", one.client_id, by)


@transaction.atomic
def add_to_tell(*, key: uuid.UUID, ending: Ending, who: str, by: Actor) -> None:
    """Add somebody who knew her and has to be told, in words."""
    row = ToTell(pk=key_within(key, ending.pk), client_id=ending.client_id, ending=ending, who=who)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # The same page, sent twice.
        return
    _written("endings.add_to_tell", ending.client_id, by)
