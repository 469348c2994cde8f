"""Every write about groups: who leads, who comes, who was there."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.models import Episode
from alongside.core.team.actions import beside
from alongside.core.team.models import Companion
from alongside.core.team.queries import beside as beside_her
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_after, key_within
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.activities import queries, rules
from alongside.support.activities.models import Activity, Attendance, Belonging, Leader, Session


@transaction.atomic
def make_group(
    *, key: uuid.UUID, facts: Mapping[str, Any], membership: Membership, by: Actor
) -> Activity:
    """Begin a group in one of one's services; the same page again begins none.

    Raises Refused for whoever does not run the service.
    """
    group = Activity(pk=key, made_by=membership, **facts)
    if said := rules.why_not_run(group, runs=queries.runs(group, membership)):
        raise Refused(said, rule="not_your_service")
    if _begun(group):
        audit.record(Event.STAFF, what="activities.make_group", by=by)
    return group


@transaction.atomic
def change_group(
    *,
    activity: Activity,
    version: int,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> None:
    """Change a group: its name, place and hour, and whom its leaders turn to.

    Where they turn to somebody else, or were told something else, their places beside the women who come say
    so too. Sent twice it is one change. Raises ChangedMeanwhile for whoever opened it before another change,
    and Refused.
    """
    if said := rules.why_not_run(activity, runs=queries.runs(activity, membership)):
        raise Refused(said, rule="not_your_service")
    leaders = [one.membership for one in queries.leaders_of([activity.pk])]
    if said := rules.why_not_turn_to(facts["supervisor"], leaders):
        raise Refused(said, rule="leads_it")
    now = Activity.objects.going_on().filter(pk=activity.pk)
    if not now.filter(version=version).update(**facts, version=models.F("version") + 1):
        theirs = now.select_related("supervisor__worker").first()
        if theirs and all(getattr(theirs, name) == fact for name, fact in facts.items()):
            return
        raise ChangedMeanwhile(theirs)
    audit.record(Event.STAFF, what="activities.change_group", by=by)
    turned = {name: facts[name] for name in ("supervisor", "call_words")}
    if turned == {name: getattr(activity, name) for name in turned}:
        return
    beside.turn_places(
        circle=activity.pk, supervisor=facts["supervisor"], words=facts["call_words"], by=by
    )


@transaction.atomic
def end_group(*, activity: Activity, membership: Membership, by: Actor) -> None:
    """End a group: nobody leads it or comes to it any more; the days they came stay. Once is enough.

    Raises Refused for whoever does not run the service.
    """
    if said := rules.why_not_run(activity, runs=queries.runs(activity, membership)):
        raise Refused(said, rule="not_your_service")
    if not Activity.objects.going_on().filter(pk=activity.pk).update(ended_at=timezone.now()):
        return
    audit.record(Event.STAFF, what="activities.end_group", by=by)
    for leader in queries.leaders_of([activity.pk]):
        lead_no_more(leader=leader, membership=membership, by=by)
    for one in queries.belonging(activity):
        leave(belonging=one, membership=membership, by=by)


@transaction.atomic
def let_lead(
    *, key: uuid.UUID, activity: Activity, membership: Membership, made_by: Membership, by: Actor
) -> None:
    """Let somebody lead a group: of each woman who comes they read what she wants them to know.

    Raises Refused where they can't lead it, and where one of the women keeps them away.
    """
    if said := rules.why_not_run(activity, runs=queries.runs(activity, made_by)):
        raise Refused(said, rule="not_your_service")
    works_here = services_of(membership).filter(pk=activity.service_id).exists()
    if said := rules.why_not_lead(activity, membership, works_here=works_here):
        raise Refused(said, rule="may_not_lead")
    if not queries.leads(activity, membership):
        leader = Leader(pk=key, activity=activity, membership=membership, made_by=made_by)
        if not _begun(leader):
            return
        audit.record(Event.STAFF, what="activities.let_lead", by=by)
    for one in queries.belonging(activity):
        # Who is not with the service now has no leader; back again, her worker puts her on the list anew.
        if episode := queries.with_service(activity, one.client_id):
            _beside(key, episode, activity, membership, made_by=made_by, by=by)


@transaction.atomic
def lead_no_more(*, leader: Leader, membership: Membership, by: Actor) -> None:
    """End that somebody leads a group; of its women they see nothing any more. Raises Refused."""
    activity = leader.activity
    if said := rules.why_not_run(activity, runs=queries.runs(activity, membership)):
        raise Refused(said, rule="not_your_service")
    Leader.objects.filter(pk=leader.pk, ended_at__isnull=True).update(ended_at=timezone.now())
    audit.record(Event.STAFF, what="activities.lead_no_more", by=by)
    # By the database, as she may keep away whoever says so.
    gate.end_places(circle=activity.pk, membership_id=leader.membership_id)


@transaction.atomic
def join(
    *, key: uuid.UUID, activity: Activity, client_id: uuid.UUID, membership: Membership, by: Actor
) -> None:
    """Let her come to a group, as she wants: its leaders read what she wants them to know.

    The same page again changes nothing. Raises Refused where she is not with the service, where she has not
    said yet what they may know, and where she keeps one of the leaders away.
    """
    if queries.belonging(activity).filter(client_id=client_id).exists():
        return
    episode = _with_service(activity, client_id)
    if wrong := rules.why_not_join(has_said=beside_her.welcome_of(client_id) is not None):
        raise Refused(wrong, rule="has_not_said")
    row = Belonging(
        pk=key_within(key, client_id), client_id=client_id, activity=activity, made_by=membership
    )
    if not _begun(row):
        return
    audit.record(
        Event.ADDED, what="activities.join", by=by, client_id=client_id,
        compartments=Compartment.GROUPS,
    )  # fmt: skip
    for leader in queries.leaders_of([activity.pk]):
        # Who has left the service leads it in name alone.
        if services_of(leader.membership).filter(pk=activity.service_id).exists():
            _beside(key, episode, activity, leader.membership, made_by=membership, by=by)


@transaction.atomic
def leave(*, belonging: Belonging, membership: Membership, by: Actor) -> None:
    """End that she comes to a group; its leaders see nothing of her any more. Once is enough."""
    there = Belonging.objects.current().filter(pk=belonging.pk, client_id=belonging.client_id)
    if not there.update(ended_at=timezone.now()):
        return
    audit.record(
        Event.CHANGED, what="activities.leave", by=by, client_id=belonging.client_id,
        compartments=Compartment.GROUPS,
    )  # fmt: skip
    places = Companion.objects.filter(
        circle=belonging.activity_id, client_id=belonging.client_id, ended_at__isnull=True
    )
    for one in beside_her.not_over(places):
        beside.end_companion(companion=one, membership=membership, by=by)


@transaction.atomic
def mark(
    *,
    activity: Activity,
    day: datetime.date,
    belonging: Belonging,
    said: str,
    membership: Membership,
    by: Actor,
) -> None:
    """Write down whether she is here on a day: pressed three times it is there once, the last press holds.

    Raises Refused for whoever does not lead the group, for another day, and for a day called off.
    """
    _must_lead(activity, membership)
    session = _session(activity, day)
    if session.called_off_at:
        raise Refused(_("This day was called off."), rule="called_off")
    if wrong := rules.why_not_said(said):
        raise Refused(wrong, rule="not_said")
    client_id, facts = belonging.client_id, {"said": said, "made_by": membership}
    row = Attendance(
        pk=key_within(session.pk, client_id), client_id=client_id, session=session, held_on=day,
        **facts,
    )  # fmt: skip
    there = Attendance.objects.filter(pk=row.pk, client_id=client_id)
    if there.filter(said=said).exists():
        return
    if not there.update(**facts, made_at=timezone.now()) and not _begun(row):
        return
    audit.record(
        Event.ADDED, what="activities.mark", by=by, client_id=client_id,
        compartments=Compartment.GROUPS,
    )  # fmt: skip


@transaction.atomic
def give(
    *,
    activity: Activity,
    day: datetime.date,
    belonging: Belonging,
    what: str,
    given: bool,
    membership: Membership,
    by: Actor,
) -> None:
    """Write down that she was given something that day, or was not after all; each by itself (R159).

    Raises Refused for whoever does not lead the group, for another day, and where she is not here.
    """
    _must_lead(activity, membership)
    if wrong := queries.why_not_list(activity, day, timezone.localdate()) or rules.why_not_given(
        what
    ):
        raise Refused(wrong, rule="not_given")
    # Locked, so that two phones at once lose nothing.
    there = Attendance.objects.filter(
        pk=key_within(key_after(activity.pk, day.isoformat()), belonging.client_id),
        client_id=belonging.client_id, said=Attendance.Said.CAME,
    )  # fmt: skip
    if (row := there.select_for_update(of=("self",)).first()) is None:
        raise Refused(_("Say first that she is here."), rule="not_here")
    if (what in row.given) == given:
        return
    things = {*row.given, what} if given else {*row.given} - {what}
    there.update(given=rules.in_order(things), made_by=membership, made_at=timezone.now())
    audit.record(
        Event.ADDED if given else Event.CHANGED, what="activities.give", by=by,
        client_id=belonging.client_id, compartments=Compartment.GROUPS,
    )  # fmt: skip


@transaction.atomic
def call_off(
    *, activity: Activity, day: datetime.date, off: bool, membership: Membership, by: Actor
) -> None:
    """Call a day off, or take that back: then nobody could come, and nobody missed it (R196)."""
    _must_lead(activity, membership)
    session = _session(activity, day)
    Session.objects.filter(pk=session.pk).update(called_off_at=timezone.now() if off else None)
    audit.record(Event.STAFF, what="activities.call_off", by=by)


def _must_lead(activity: Activity, membership: Membership) -> None:
    if not queries.leads(activity, membership):
        raise Refused(_("Whoever leads the group keeps its list."), rule="not_a_leader")


def _session(activity: Activity, day: datetime.date) -> Session:
    if wrong := queries.why_not_list(activity, day, timezone.localdate()):
        raise Refused(wrong, rule="day")
    # Of the group and its day, so that two phones at once make one.
    key = key_after(activity.pk, day.isoformat())
    if there := Session.objects.filter(pk=key).first():
        return there
    _begun(Session(pk=key, activity=activity, held_on=day))
    return Session.objects.get(pk=key)


def _beside(
    key: uuid.UUID,
    episode: Episode,
    activity: Activity,
    leader: Membership,
    *,
    made_by: Membership,
    by: Actor,
) -> None:
    supervisor = beside_her.supervisor_of(episode, activity.supervisor)
    words = activity.call_words if supervisor == activity.supervisor else ""
    beside.choose_companion(
        key=key_within(key, leader.pk), membership=leader, episode=episode,
        kind=Companion.Kind.VOLUNTEER, supervisor=supervisor, made_by=made_by, by=by,
        facts={"circle": activity.pk, "call_words": words},
    )  # fmt: skip


def _with_service(activity: Activity, client_id: uuid.UUID) -> Episode:
    episode = queries.with_service(activity, client_id)
    if episode is None:
        raise Refused(
            _("She is not with %(service)s now.") % {"service": activity.service.name},
            rule="not_with_service",
        )
    return episode


def _begun(row: models.Model) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # The other half of a double click was quicker.
        return False
    return True
