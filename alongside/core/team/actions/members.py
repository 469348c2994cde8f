"""Every change of the team around her; each works the passes out anew in its own transaction."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.models import Episode
from alongside.core.team import queries, rules
from alongside.core.team.models import Intensity, LeadChange, TeamMember
from alongside.foundation.access import actions as gate
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused


@transaction.atomic
def set_lead(
    *,
    episode: Episode,
    membership: Membership,
    by: Actor,
    agreed_by: Membership,
    since: datetime.date | None = None,
    her_choice: bool | None = None,
    over_gauge_reason: str = "",
) -> TeamMember:
    """Make somebody her lead worker; whoever led before stays beside her until taken off (R130, R134).

    Where she had asked for somebody else, that is settled with it (R156).
    Raises Refused where the worker is not of the service, is somebody she keeps away, or is at the gauge
    without a manager's reason.
    """
    # Two managers who choose at once come one after the other, or both would lead.
    Episode.objects.select_for_update(of=("self",)).get(pk=episode.pk)
    load = next(
        (
            one
            for one in queries.loads_of([episode.service])[episode.service.pk]
            if one.membership.pk == membership.pk
        ),
        None,
    )
    if load is None:
        raise Refused(_("Choose somebody who works in this service."), rule="not_of_service")
    if said := rules.why_not_lead(load, reason=over_gauge_reason, agreed_by=agreed_by):
        raise Refused(said, rule="over_gauge")
    over = load.room is not None and load.room <= 0
    before = _stand_beside(episode)
    LeadChange.objects.open().filter(client_id=episode.client_id, episode=episode).update(
        state=LeadChange.State.DONE, chosen=membership, before_id=before,
        settled_by_id=by.holder_id, settled_at=timezone.now(),
    )  # fmt: skip
    return _join(
        episode, membership, TeamMember.Part.LEAD, by=by, since=since, her_choice=her_choice,
        over_gauge_reason=over_gauge_reason if over else "", agreed_by=agreed_by if over else None,
    )  # fmt: skip


@transaction.atomic
def add_member(
    *,
    episode: Episode,
    membership: Membership,
    by: Actor,
    since: datetime.date | None = None,
    her_choice: bool | None = None,
    for_her: str = "",
) -> TeamMember:
    """Put somebody beside the lead worker. Raises Refused for somebody she keeps away."""
    return _join(
        episode, membership, TeamMember.Part.MEMBER, by=by, since=since, her_choice=her_choice,
        for_her=for_her,
    )  # fmt: skip


@transaction.atomic
def leave(*, member: TeamMember, by: Actor) -> None:
    """Take somebody off the team; her passes, and her being named for a locked part, end with it."""
    changed = TeamMember.objects.filter(pk=member.pk, ended_at__isnull=True).update(
        ended_at=timezone.now()
    )
    if not changed:
        raise Refused(_("They are no longer on the team."), rule="left_already")
    _written("team.leave", member.client_id, by)
    # Works their own passes out anew as well. First, as it waits for whoever works out any woman's: it would
    # wait in a ring with somebody who waits for hers.
    touched = gate.end_baseless(member.membership_id)
    audit.record_digests(Event.CHANGED, what="team.end_baseless", by=by, parts=touched)
    # Whoever covers for them sees her no longer either.
    gate.recompute_client(member.client_id)


def _stand_beside(episode: Episode) -> uuid.UUID | None:
    """Leave whoever led beside her; the row that says she led ends, so that months can be counted.

    Gives the hat that led, if any.
    """
    before = None
    for lead in TeamMember.objects.current().filter(episode=episode, part=TeamMember.Part.LEAD):
        TeamMember.objects.filter(pk=lead.pk).update(ended_at=timezone.now())
        TeamMember(
            client_id=lead.client_id, episode=episode, membership_id=lead.membership_id,
            part=TeamMember.Part.MEMBER, since=lead.since, her_choice=lead.her_choice,
            for_her=lead.for_her,
        ).save(force_insert=True)  # fmt: skip
        before = lead.membership_id
    return before


@transaction.atomic
def say_how_close(
    *, key: uuid.UUID, episode: Episode, level: str, membership: Membership, by: Actor
) -> None:
    """Write down how close the time with her is from today on; the same page sent twice says it once (R130).

    Raises Refused where the asker may not write her basics, or she is not with the service now.
    """
    may_write = access.rights(episode.client_id).may_write(Compartment.BASICS)
    if said := rules.why_not_say_how_close(episode, may_write=may_write):
        raise Refused(said, rule="may_not_say_how_close")
    mine = Intensity.objects.filter(pk=key, client_id=episode.client_id)
    now = queries.closeness(episode)
    if mine.exists() or (now and now[0].level == level):
        return
    one = Intensity(
        pk=key, client_id=episode.client_id, episode=episode, level=level,
        since=timezone.localdate(), made_by=membership,
    )  # fmt: skip
    try:
        with transaction.atomic():
            one.save(force_insert=True)
    except IntegrityError:
        # The other half of a double click was quicker.
        return
    _written("team.say_how_close", episode.client_id, by)


def _join(
    episode: Episode,
    membership: Membership,
    part: str,
    *,
    by: Actor,
    since: datetime.date | None,
    her_choice: bool | None = None,
    for_her: str = "",
    over_gauge_reason: str = "",
    agreed_by: Membership | None = None,
) -> TeamMember:
    if membership.pk in gate.kept_away_hats(episode.client_id, episode.service_id):
        raise Refused(
            _("She keeps %(name)s away, or may. Choose somebody else, or look whom she keeps away.")
            % {"name": membership.worker.name},
            rule="kept_away",
        )
    # One row a person and episode: somebody who changes part ends the old row.
    TeamMember.objects.current().filter(episode=episode, membership=membership).update(
        ended_at=timezone.now()
    )
    member = TeamMember(
        client_id=episode.client_id, episode=episode, membership=membership, part=part,
        since=since or timezone.localdate(), her_choice=her_choice, for_her=for_her,
        over_gauge_reason=over_gauge_reason, agreed_by=agreed_by,
    )  # fmt: skip
    member.save(force_insert=True)
    _written("team.join", episode.client_id, by)
    gate.recompute_client(episode.client_id)
    return member


def _written(what: str, client_id: uuid.UUID, by: Actor) -> None:
    audit.record(
        Event.CHANGED, what=what, by=by, client_id=client_id, compartments=Compartment.BASICS
    )
