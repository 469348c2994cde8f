"""Coming back: one step, with the same team, and nothing asked again."""

import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.coordination.endings import queries, rules
from alongside.coordination.endings.models import Ending, Return
from alongside.core.people import actions as people
from alongside.core.people.models import Client, Episode
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused


@transaction.atomic
def she_is_back(*, episode: Episode, membership: Membership, by: Actor) -> None:
    """Open her time with a service again: her team, and all they may see, is as it was (R30, R86).

    It is counted, whoever's door she came through. Raises Refused for whoever was not alongside her there
    and where it has not ended, ChangedMeanwhile where somebody was quicker.
    """
    if said := rules.why_not_take_back(
        ended=episode.state == Episode.State.ENDED, alongside=queries.may_take_back(episode),
        there_already=queries.is_there_already(episode),
    ):  # fmt: skip
        raise Refused(said, rule="take_back")
    today = timezone.localdate()
    Ending.objects.standing().filter(client_id=episode.client_id, episode_id=episode.pk).update(
        state=Ending.State.UNDONE, undone_by=membership, undone_at=timezone.now(),
        version=F("version") + 1,
    )  # fmt: skip
    knocked = Return.objects.knocking().filter(client_id=episode.client_id, episode_id=episode.pk)
    if not knocked.update(opened_on=today):
        Return(
            client_id=episode.client_id, episode=episode, came_on=today, opened_on=today,
            away_since=episode.ended_on, made_by=membership,
        ).save(force_insert=True)  # fmt: skip
    people.move_episode(episode=episode, to=Episode.State.ACTIVE, by=by, ended_on=None)
    audit.record(
        Event.CHANGED, what="endings.she_is_back", by=by, client_id=episode.client_id,
        compartments=Compartment.BASICS,
    )  # fmt: skip


@transaction.atomic
def knock(
    *, episode: Episode, membership: Membership, by: Actor, key: uuid.UUID | None = None
) -> None:
    """Tell her last team that she is here, at another agency, and asks to come back; once until they answer.

    Somebody with whom she shares may, though she only reads. Raises Refused once she has died, for whoever
    may neither write about her nor holds a share, and for whoever could open the door herself.
    """
    client = Client.objects.get(pk=episode.client_id)
    if client.quiet in queries.GONE:
        raise Refused(_("She has died. Talk to her last team there."), rule="she_has_died")
    if queries.may_take_back(episode) or episode.state != Episode.State.ENDED:
        raise Refused(
            _("You can open this yourself, or she is there already."), rule="opens_herself"
        )
    if not queries.may_knock(episode.client_id):
        raise Refused(
            _("Ring them, with her there: they open it in one press."), rule="may_not_write"
        )
    knocking = Return.objects.knocking().filter(client_id=episode.client_id, episode_id=episode.pk)
    if knocking.exists():
        return
    Return(
        pk=key or new_key(), client_id=episode.client_id, episode=episode, came_on=timezone.localdate(),
        away_since=episode.ended_on, agency=membership.agency, made_by=membership,
    ).save(force_insert=True)  # fmt: skip
    audit.record(
        Event.ADDED, what="endings.knock", by=by, client_id=episode.client_id,
        compartments=Compartment.BASICS,
    )  # fmt: skip
