"""Reads of meetings with her in them: one whole, what is next, what was promised and is due."""

import datetime
import uuid
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.coordination.meetings import rules
from alongside.coordination.meetings.models import Action, Invited, Meeting, Minute
from alongside.core.parts.rules import places
from alongside.core.people.models import Client, Episode
from alongside.core.people.queries import TimelineItem
from alongside.core.sharing.models import DisclosedPart, Disclosure, Wish
from alongside.core.sharing.queries.reading import KeptAway, kept_away, names_kept_away
from alongside.core.team.models import Ally, TeamMember
from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import Among, Rights, live_passes
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.templatetags.words import full_day
from alongside.foundation.directory import queries as directory
from alongside.foundation.directory.models import Agency

GONE = (Client.Quiet.DIED, Client.Quiet.RESTS)
# Today says what is due this soon.
SOON = datetime.timedelta(days=2)
ON_HER_PAGE = 5


@dataclass(frozen=True, slots=True)
class Told:
    """One meeting with everything that hangs on it."""

    meeting: Meeting
    invited: list[Invited]
    minutes: list[Minute]
    actions: list[Action]

    @property
    def said(self) -> list[tuple[Minute, list[str]]]:
        """What was said, each line with whom it is meant for."""
        return self._lines(Minute.Kind.SAID)

    @property
    def decided(self) -> list[tuple[Minute, list[str]]]:
        """What was decided, each line with whom it is meant for."""
        return self._lines(Minute.Kind.DECIDED)

    @property
    def promised(self) -> list[tuple[Action, list[str]]]:
        """Who does what by when, each with whom it is meant for."""
        return [(one, self._names(one.meant_for)) for one in self.actions]

    @property
    def needs(self) -> list[str]:
        """What she needs to be there."""
        return rules.needs_said(self.meeting)

    @property
    def late(self) -> list[Action]:
        """What was promised and whose day has passed, the longest ago first."""
        late = [one for one in self.actions if one.is_late]
        return sorted(late, key=lambda one: (one.due_on or datetime.date.max, one.pk))

    @property
    def missing(self) -> list[Invited]:
        """Who was not there and has not been asked again what they say to it."""
        return [
            one for one in self.invited
            if one.came == Invited.Came.NOT_THERE and one.asked_again_on is None
        ]  # fmt: skip

    def _lines(self, kind: str) -> list[tuple[Minute, list[str]]]:
        return [(one, self._names(one.meant_for)) for one in self.minutes if one.kind == kind]

    def _names(self, keys: Any) -> list[str]:
        wanted = set(keys) if isinstance(keys, list) else set()
        return [one.whom for one in self.invited if str(one.pk) in wanted]


def meetings_of(client_id: uuid.UUID) -> QuerySet[Meeting]:
    """Fetch her meetings, the latest day first."""
    found = Meeting.objects.filter(client_id=client_id)
    return found.select_related("made_by__worker", "off_agency", "debrief_by__worker").order_by(
        "-on_date", "-at_time", "-made_at", "-pk"
    )


def told(meeting: Meeting) -> Told:
    """Fetch what hangs on a meeting, in three queries."""
    hers = {"client_id": meeting.client_id, "meeting_id": meeting.pk}
    invited = invited_of(meeting.client_id).filter(meeting=meeting)
    actions = actions_of(meeting.client_id).filter(meeting=meeting)
    minutes = Minute.objects.filter(**hers).order_by("made_at", "pk")
    return Told(meeting, list(invited), list(minutes), list(actions))


def invited_of(client_id: uuid.UUID) -> QuerySet[Invited]:
    """Fetch who stands on the lists of her meetings, each with whether the asker sees that something went."""
    went = Exists(Disclosure.objects.filter(pk=OuterRef("disclosure_id")))
    found = Invited.objects.standing().filter(client_id=client_id).annotate(went=went)
    return found.select_related("agency", "asked_again_by__worker").order_by("made_at", "pk")


def actions_of(client_id: uuid.UUID) -> QuerySet[Action]:
    """Fetch what was promised at her meetings."""
    found = Action.objects.filter(client_id=client_id).select_related("whose__agency")
    return found.order_by("made_at", "pk")


def who_may_promise(meeting: Meeting, action: Action | None) -> QuerySet[Invited]:
    """Fetch who stands on the list, and whoever promised this already, also when they stand there no more."""
    there = Q(ended_at__isnull=True)
    if action and action.whose_id:
        there |= Q(pk=action.whose_id)
    found = Invited.objects.filter(there, client_id=meeting.client_id, meeting=meeting)
    return found.select_related("agency").order_by("made_at", "pk")


def meant_for(invited: Invited) -> list[str]:
    """List the lines and promises meant for one of those invited, in words, and no others."""
    key, lines = str(invited.pk), []
    hers = {"client_id": invited.client_id, "meeting_id": invited.meeting_id}
    for minute in Minute.objects.filter(**hers).order_by("made_at", "pk"):
        if isinstance(minute.meant_for, list) and key in minute.meant_for:
            lines.append(minute.words)
    for one in actions_of(invited.client_id).filter(meeting_id=invited.meeting_id):
        if isinstance(one.meant_for, list) and key in one.meant_for:
            lines.append(promised(one))
    return lines


def promised(action: Action) -> str:
    """Say who does what by when, in one sentence."""
    said = {"who": action.by_whom, "what": action.what}
    if action.due_on:
        return _("%(who)s: %(what)s By %(day)s.") % {**said, "day": full_day(action.due_on)}
    return _("%(who)s: %(what)s") % said


# --- who may be invited ----------------------------------------------------------------------------------


def why_not_invite(meeting: Meeting, agency: Agency | None, name: str) -> str | None:
    """Say why somebody can't come to a meeting, or None: whom she keeps away, and what she said never to."""
    away = kept_away(meeting.client_id)
    if said := rules.why_not_typed(name, agency, Agency.objects.all()):
        return said
    wishes = Wish.objects.standing().with_hats().filter(client_id=meeting.client_id)
    return rules.why_not_invite(
        agency=agency, name=name, agencies_away=away.agencies,
        names_away=names_kept_away(meeting.client_id),
        works_there=away.names_at(agency.pk) if agency else (),
        never=rules.never_to(wishes, agency, meeting.compartment),
    )  # fmt: skip


def her_team(meeting: Meeting, away: KeptAway) -> tuple[list[tuple[str, str, Agency]], int]:
    """List who is alongside her and could come, each as a choice, a name and where they work.

    And the parts of her record their being alongside her belongs to. In two queries; whom she keeps away is
    not among them, nor is one who belongs to another locked part: a name would leave it.
    """
    client_id = meeting.client_id
    elsewhere = [part for part in LOCKED if part != meeting.compartment]
    allies = list(
        Ally.objects.current()
        .filter(client_id=client_id)
        .exclude(agency__in=away.agencies)
        .exclude(compartment__in=elsewhere)
        .select_related("agency")
        .order_by("since", "pk")
    )
    hats = away.leave(
        Membership.objects.filter(
            pk__in=TeamMember.objects.current().filter(client_id=client_id).values("membership_id")
        )
    )
    found = [
        (f"hat:{one.pk}", one.worker.name, one.agency)
        for one in hats.select_related("worker", "agency").order_by("worker__name", "pk")
    ]
    found += [(f"ally:{one.pk}", one.name, one.agency) for one in allies]
    return found, reduce(or_, (one.compartment for one in allies), 0)


def agencies_for(away: KeptAway) -> list[Agency]:
    """List the agencies of the directory, without those she keeps away."""
    return [
        agency for agency in directory.agencies()
        if agency.closed_at is None and agency.pk not in away.agencies
    ]  # fmt: skip


def real_names(client_id: uuid.UUID) -> list[str]:
    """Give the names of her services and their agencies, which no paper says without her yes."""
    open_now = Episode.objects.open().filter(client_id=client_id).select_related("service__agency")
    return [
        name
        for one in open_now
        for name in (one.service.name, one.service.agency.name)
        if name != one.service.neutral_name
    ]


# --- for her page, Today, the timeline and calendars -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MeetingsPanel:
    """For her page: the meetings ahead, and what was promised and is not done."""

    client_id: uuid.UUID
    ahead: list[Meeting]
    open_actions: list[Action]
    more: int
    may_add: bool

    @property
    def compartments(self) -> int:
        """The parts of her record something here comes from."""
        parts = [one.compartment for one in self.ahead]
        return reduce(or_, parts + [one.compartment for one in self.open_actions], 0)


def of_her() -> Q:
    """Ask along with a woman's own row whether a meeting is ahead or a promise open."""
    ahead = Meeting.objects.planned().filter(client_id=OuterRef("pk"))
    promised = Action.objects.open().filter(client_id=OuterRef("pk"))
    return Q(Exists(ahead)) | Q(Exists(promised))


def meetings_panel(client: Client, mine: Rights) -> MeetingsPanel:
    """Put together what her page says of meetings; once she has died nothing prompts.

    In two queries where her row, fetched with `of_her`, says that there is something; otherwise in none.
    """
    may_add = any(mine.may_write(part) for part in places(mine))
    if client.quiet in GONE or not client.has_meetings:  # type: ignore[attr-defined]
        return MeetingsPanel(client.pk, [], [], 0, may_add=may_add and client.quiet not in GONE)
    ahead = Meeting.objects.planned().filter(client_id=client.pk)
    due = actions_of(client.pk).filter(done_on__isnull=True, dropped_on__isnull=True)
    actions = sorted(due, key=lambda one: (one.due_on or datetime.date.max, one.made_at))
    return MeetingsPanel(
        client.pk, list(ahead.order_by("on_date", "at_time", "pk")), actions[:ON_HER_PAGE],
        max(0, len(actions) - ON_HER_PAGE), may_add=may_add,
    )  # fmt: skip


def due_for(today: datetime.date) -> QuerySet[Action]:
    """Fetch what was promised at meetings of women the asker leads for and is due, the longest ago first."""
    leads = live_passes().filter(source=Source.LEAD).values("client_id")
    due = Action.objects.open().filter(
        client_id__in=leads, client__quiet="", due_on__lte=today + SOON
    )
    return due.select_related("client", "whose__agency").order_by("due_on", "pk")


def timeline_items(client_id: uuid.UUID) -> list[TimelineItem]:
    """Give her meetings that took place or were called off for her timeline (kind: meeting)."""
    been = ~Q(state=Meeting.State.PLANNED)
    return [
        TimelineItem(
            one.on_date, one.made_at, "meeting", timeline_title(one), one.debrief_words, one.what_for,
            one.made_by.worker.name, reverse("meetings:meeting", args=[client_id, one.pk]), one.compartment,
        )
        for one in meetings_of(client_id).filter(been)
    ]  # fmt: skip


def timeline_title(meeting: Meeting) -> str:
    """Say in few words that a meeting took place, or who called it off."""
    if meeting.state == Meeting.State.HELD:
        return _("A meeting")
    if meeting.off_by == Meeting.OffBy.AGENCY:
        return _("A meeting, called off by %(agency)s") % {
            "agency": meeting.off_agency.name if meeting.off_agency else _("an agency")
        }
    return _("A meeting, called off")


def ahead_of(
    membership_id: uuid.UUID, days: tuple[datetime.date, datetime.date]
) -> QuerySet[Meeting]:
    """Fetch the meetings this hat planned between two days, as far as it sees them now."""
    mine = Among("client_id", live_passes().values("client_id"))
    planned = Meeting.objects.planned().filter(mine, made_by_id=membership_id, on_date__range=days)
    return planned.exclude(client__quiet__in=GONE)


def what_went(invited: Invited) -> tuple[list[str], int]:
    """Give exactly what went to somebody the last time, line by line, and the parts of her record it is of.

    Nothing where the asker doesn't see that it went.
    """
    if invited.disclosure_id is None:
        return [], 0
    seen = Disclosure.objects.filter(pk=invited.disclosure_id)
    found = DisclosedPart.objects.filter(disclosure__in=seen, client_id=invited.client_id)
    words = {one.compartment: one.words for one in found.order_by("compartment")}
    lines = [line for said in words.values() for line in said.split("\n")]
    return lines, reduce(or_, words, Compartment.SHARING.value)
