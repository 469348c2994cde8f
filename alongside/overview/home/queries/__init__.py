"""What the pages under the roof show: each room's rows put together, always from the reader's passes."""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet, Window
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.coordination.duty import queries as duty
from alongside.coordination.duty.models import Handback
from alongside.coordination.endings import queries as endings
from alongside.coordination.endings.models import Ending, Return, ToTell
from alongside.coordination.referrals import queries as referrals
from alongside.core.papers import queries as papers
from alongside.core.people import queries as people
from alongside.core.people.models import Client, Episode
from alongside.core.people.queries import SafeCard, TimelineItem, WayButton
from alongside.core.sharing.models import Doubt, Duty
from alongside.core.sharing.queries import away, emergency, matching, reading
from alongside.core.sharing.queries import duties as sharing_duties
from alongside.core.sharing.queries import todays as sharing
from alongside.core.sharing.rules.parts import IN_WORDS
from alongside.core.team import queries as team
from alongside.core.team.models import TeamMember
from alongside.core.team.queries import Unled
from alongside.core.team.rules import Load
from alongside.foundation.access.compartments import LOCKED, PARTS, Compartment
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import Among, Rights, live_passes, readable, rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.directory.models import Service
from alongside.support.engagement import queries as engagement
from alongside.support.engagement.models import Appointment, Draft, Message
from alongside.support.engagement.queries.checks import DueCheck, shown_of
from alongside.support.engagement.queries.everyday import Reminder
from alongside.support.outcomes import queries as outcomes
from alongside.support.outcomes.models import Goal
from alongside.support.outcomes.paths import Path, Waiting
from alongside.support.workforce import queries as care
from alongside.support.workforce.rules import weeks

MINE = [Source.LEAD, Source.TEAM]
# Passes to look over one thing: they lead to a page, and name nobody in a list before it is opened.
FOR_ONE_THING = [Source.SAFETY, Source.MATCHING, Source.KEEPER]
PAGE = 50
ON_TODAY = 6
GONE = (Client.Quiet.DIED, Client.Quiet.RESTS)


@dataclass(frozen=True, slots=True)
class Line:
    """One woman in a list: sentences, not statuses."""

    client: Client
    card: SafeCard
    lead: TeamMember | None
    # Whether notes about her are shared with the reader, and so when somebody was last with her.
    sees_notes: bool
    tried: int = 0
    waiting: Waiting | None = None
    ahead: Appointment | None = None

    @property
    def safe_words(self) -> str:
        """Say how or when she may be reached, without the opening words of the card."""
        return self.card.title.partition(": ")[2] or self.card.title

    @property
    def open_button(self) -> WayButton | None:
        """The first way that is open now."""
        return next((one for one in self.card.buttons if one.open), None)

    @property
    def safe_now(self) -> bool:
        """Whether she may be reached some way at this moment."""
        return self.card.tone == "safe"

    @property
    def compartments(self) -> int:
        """The parts of her record that something in this line comes from."""
        dated = self.tried or (self.sees_notes and self.client.last_contact_on)
        shown = Compartment.BASICS | (Compartment.NOTES if dated else 0)
        shown |= self.waiting.compartment if self.waiting else 0
        return shown | (self.ahead.compartment if self.ahead else 0)


def women() -> QuerySet[Client]:
    """Fetch the women the reader holds a pass to that shows them, by name."""
    listed = live_passes().exclude(source__in=FOR_ONE_THING)
    mine = Client.objects.filter(Among("pk", listed.values("client_id")))
    return mine.order_by(Lower("name"), "pk")


def with_us() -> QuerySet[Client]:
    """Fetch those of them that somebody is alongside now."""
    now = Episode.objects.open().filter(client_id=OuterRef("pk"))
    return women().filter(Exists(now))


def before() -> QuerySet[Client]:
    """Fetch those of them that were with us, or were offered something else; the door stays open."""
    now = Episode.objects.filter(
        client_id=OuterRef("pk"), state__in=[Episode.State.ACTIVE, Episode.State.REFERRED]
    )
    return women().filter(~Exists(now))


def page_of(clients: QuerySet[Client], asked: str | None) -> Page[Client]:
    """Fetch one page of women and how many there are in one statement: both need the whole list sorted."""
    paginator = Paginator(clients, PAGE)
    number = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    start = PAGE * (max(1, number) - 1)
    rows = list(clients.annotate(of=Window(Count("pk")))[start : start + PAGE])
    if not rows:
        # Nobody, or a page past the last: then it is counted, and the last page is shown.
        return paginator.get_page(asked)
    paginator.count = rows[0].of  # type: ignore[attr-defined]
    return Page(rows, max(1, number), paginator)


def my_women() -> QuerySet[Client]:
    """Fetch the women the reader is alongside herself, those seen last first."""
    mine = live_passes().filter(source__in=MINE)
    return women().filter(Among("pk", mine.values("client_id")))


def lines(clients: Sequence[Client], at: datetime.datetime) -> list[Line]:
    """Bring each woman's lead worker, waiting, tries and next thing along: fixed queries for any number."""
    keys = [client.pk for client in clients]
    today = timezone.localdate(at)
    waiting = outcomes.waiting(keys)
    ahead = engagement.next_by_client(keys, today)
    tried = engagement.tried_by_client(
        {client.pk: client.last_contact_on for client in clients}, today
    )
    return [
        replace(
            line,
            tried=tried.get(line.client.pk, 0),
            waiting=waiting.get(line.client.pk),
            ahead=ahead.get(line.client.pk),
        )
        for line in brief_lines(clients, at)
    ]


def brief_lines(clients: Sequence[Client], at: datetime.datetime) -> list[Line]:
    """Bring what tells one woman from another: who leads, when somebody was with her, how to reach her."""
    keys = [client.pk for client in clients]
    leads = team.leads(keys)
    notes = set(
        readable(Compartment.NOTES).filter(client_id__in=keys).values_list("client_id", flat=True)
    )
    return [
        Line(
            client=client,
            card=people.safe_contact_card(client, at),
            lead=leads.get(client.pk),
            sees_notes=client.pk in notes,
        )
        for client in clients
    ]


def gauges(membership: Membership) -> list[tuple[Service, list[Load]]]:
    """Say how full each worker is, in the hat's services that use the gauge."""
    used = list(services_of(membership).filter(caseload_to__isnull=False))
    loads = team.loads_of(used)
    return [(service, loads[service.pk]) for service in used]


@dataclass(frozen=True, slots=True)
class Today:
    """One worker's day."""

    women: int
    room: int | None
    safe_now: list[Line]
    more_safe: int
    today: list[Appointment]
    unsaid: list[Appointment]
    waiting: list[tuple[Client, Waiting]]
    drafts: list[Draft]
    referring: referrals.ReferralsToday
    sharing: sharing.SharingToday
    unled: list[Unled]
    checks: list[DueCheck]
    reminders: list[Reminder]
    messages: list[Message]
    hand: care.Todays
    handed_back: list[Handback]
    to_agree: list[Ending]
    knocks: list[Return]
    untold: list[ToTell]

    @property
    def shown(self) -> dict[uuid.UUID, int]:
        """Each woman who is named, with the parts of her record that something said of her comes from."""
        named = [(line.client.pk, 0) for line in self.safe_now]
        named += [(one.client_id, one.compartment) for one in (*self.today, *self.unsaid)]
        named += [(client.pk, waiting.compartment) for client, waiting in self.waiting]
        named += [(draft.client_id, 0) for draft in self.drafts if draft.client_id]
        named += self.sharing.shown
        named += self.referring.shown
        named += [(one.episode.client_id, 0) for one in self.unled[:ON_TODAY]]
        named += [(one.client_id, Compartment.NOTES.value) for one in self.handed_back]
        named += shown_of(self.checks).items()
        named += [(one.client.pk, one.appointment.compartment) for one in self.reminders]
        named += [
            (one.client_id, 0) for some in (self.to_agree, self.knocks, self.untold) for one in some
        ]
        shown: dict[uuid.UUID, int] = {}
        for key, part in named:
            shown[key] = shown.get(key, Compartment.BASICS) | part
        return shown


def todays(membership: Membership, at: datetime.datetime) -> Today:
    """Put a worker's day together: who is safe to reach now, who to see, what waits, what is unfinished."""
    mine = list(people.with_safe_contact(my_women(), listed=True))
    by_key = {client.pk: client for client in mine}
    day = timezone.localdate(at)
    told = lines(mine, at)
    safe = sorted(
        (line for line in told if line.safe_now),
        key=lambda line: line.client.last_contact_on or datetime.date.min,
    )
    ahead = engagement.ahead(list(by_key), day)
    own = [
        one for one in ahead
        # Nothing prompts any more once she has died.
        if one.membership_id == membership.pk and one.client.quiet not in GONE
    ]  # fmt: skip
    waiting = [(line.client, line.waiting) for line in told if line.waiting]
    waiting.sort(key=lambda pair: pair[1].since)
    drafts = engagement.drafts(membership)
    return Today(
        women=len(mine),
        room=_room(membership),
        safe_now=safe[:ON_TODAY],
        more_safe=max(0, len(safe) - ON_TODAY),
        today=[one for one in own if one.on_date == day],
        unsaid=[one for one in own if one.on_date < day],
        waiting=waiting[:ON_TODAY],
        drafts=drafts,
        referring=referrals.todays(membership, at),
        sharing=sharing.todays(membership),
        unled=team.unled_in(membership) if membership.may(Permission.CHOOSE_LEAD) else [],
        checks=engagement.checks_due(membership, at),
        reminders=engagement.reminders_due(membership, at),
        **rare(membership, at),
    )


def rare(membership: Membership, at: datetime.datetime) -> dict[str, Any]:
    """Fetch what seldom waits: one question whether there is any of it, then only what there is."""
    waits: dict[str, QuerySet[Any]] = {
        "messages": engagement.messages(membership),
        "handed_back": duty.handed_back(),
        "to_agree": endings.to_agree(membership),
        "knocks": endings.knocks(),
        "untold": endings.untold(),
    }
    asked = {name: Exists(rows) for name, rows in waits.items()}
    hand = {f"hand_{place}": Exists(rows) for place, rows in enumerate(care.sources(membership))}
    one = Membership.objects.filter(pk=membership.pk)
    there: Mapping[str, Any] = one.values(**asked, **hand).get()
    found: dict[str, Any] = {
        name: list(rows) if there[name] else [] for name, rows in waits.items()
    }
    some = any(there[name] for name in hand)
    return {**found, "hand": care.todays(membership, at) if some else care.Todays()}


@dataclass(frozen=True, slots=True)
class Duties:
    """What waits for somebody apart from her own women: questions about workers, and her duties."""

    questions: list[Doubt]
    kinds: set[str]
    reviews: int
    pairs: int
    missing: list[str]

    @property
    def shown(self) -> dict[uuid.UUID, int]:
        """Each woman who is named in a question."""
        parts = Compartment.BASICS | Compartment.SHARING
        return {one.client_id: int(parts) for one in self.questions}


def duties(membership: Membership) -> Duties:
    """Put together what waits for somebody apart from her own women."""
    kinds = sharing_duties.of(membership)
    return Duties(
        questions=away.questions() if membership.may(Permission.SEE_WOMEN) else [],
        kinds=kinds,
        reviews=len(away.to_review()) if Duty.Kind.SAFETY in kinds else 0,
        pairs=matching.count() if Duty.Kind.MATCHING in kinds else 0,
        missing=sharing_duties.missing() if membership.may(Permission.MANAGE_WORKERS) else [],
    )


def _room(membership: Membership) -> int | None:
    """Say how many more women she could take, where her service uses the gauge."""
    if not membership.may(Permission.WRITE_GOALS):
        return None
    rooms = [
        load.room
        for _service, loads in gauges(membership)
        for load in loads
        if load.membership.pk == membership.pk and load.room is not None
    ]
    return max(0, min(rooms)) if rooms else None


# --- her page ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """Above and below her name: since when, with whom, what she speaks."""

    above: str
    below: str


def heading(client: Client, episodes: Iterable[Episode]) -> Heading:
    """Say with whom she is and since when, and whether she came back; coming back is a good thing."""
    begun = [one for one in episodes if one.state == Episode.State.ACTIVE and one.opened_on]
    above = []
    for one in begun:
        day = date_format(one.opened_on, "j F Y") if one.opened_on else ""
        since = {"service": one.service.name, "day": day}
        above.append(_("%(service)s · alongside since %(day)s") % since)
    below = [client.full_name if client.full_name != client.name else "", client.pronouns]
    if client.languages:
        below.append(_("speaks %(languages)s") % {"languages": client.languages})
    if client.interpreter:
        below.append(_("interpreter: %(words)s") % {"words": client.interpreter})
    return Heading(" · ".join(above), " · ".join(filter(None, below)))


def read_by(rights: Rights) -> dict[str, bool]:
    """Say which everyday panels of her page have anything to say to this reader, even when they are empty."""
    return {
        "goals": rights.may_read(Compartment.GOALS),
        "notes": rights.may_read(Compartment.NOTES),
        "story": rights.may_read(Compartment.STORY),
    }


@dataclass(frozen=True, slots=True)
class LooksAfter:
    """That her lead worker has left or can't work now, and who looks after her meanwhile."""

    unled: Unled
    managers: list[str]


def looks_after(
    client_id: uuid.UUID, episodes: Iterable[Episode], beside: Iterable[TeamMember]
) -> list[LooksAfter]:
    """Say where nobody leads for her now and who runs that service; never somebody she keeps away.

    With her times and her team, which the page has at hand, mostly without asking.
    """
    if team.all_led(episodes, beside):
        return []
    waiting = team.unled(Episode.objects.filter(client_id=client_id))
    if not waiting:
        return []
    away = reading.kept_away(client_id)
    services = [one.episode.service_id for one in waiting]
    names = team.managers(services, without=away.workers, not_at=away.agencies)
    return [LooksAfter(one, names.get(one.episode.service_id, [])) for one in waiting]


def not_shared(rights: Rights) -> list[str]:
    """Name the everyday parts of her record that the reader does not see, so that gaps are no puzzle."""
    everyday = [part for part in PARTS if part not in LOCKED]
    return [str(IN_WORDS[part]) for part in everyday if not rights.may_read(part)]


# --- the timeline ------------------------------------------------------------------------------------

# The kinds of thing on her timeline, by the room that tells them.
WITH_HER = {
    "contact": gettext_lazy("Time together"),
    "tried": gettext_lazy("When we tried"),
    "appointment": gettext_lazy("What was planned"),
}
ON_HER_WAY = {
    "check_in": gettext_lazy("Check-ins"),
    "attempt": gettext_lazy("Tries at a goal"),
    "goal": gettext_lazy("Goals reached"),
}
FILES = {"paper": gettext_lazy("Files")}
SORTS = {**WITH_HER, **ON_HER_WAY, **FILES}
TIMELINE_PAGE = 100


def _latest_first(items: Iterable[TimelineItem]) -> list[TimelineItem]:
    return sorted(items, key=lambda item: (item.on, item.at), reverse=True)


def lately(
    client_id: uuid.UUID, goals: Sequence[Goal], ways: Sequence[Path], most: int = 7
) -> list[TimelineItem]:
    """Fetch the latest things on her timeline, for her page, from goals and ways already fetched."""
    with_her = engagement.timeline_items(client_id, most=most)
    on_her_way = outcomes.timeline_items(client_id, goals, ways, most=most)
    return _latest_first([*with_her, *on_her_way])[:most]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Some months of everything, latest first, and the months there are to go to."""

    months: list[tuple[datetime.date, list[TimelineItem]]]
    page: int
    pages: int
    jumps: list[tuple[datetime.date, int]]
    compartments: int


def timeline(client_id: uuid.UUID, *, sort: str, page: int, known: Rights) -> Timeline:
    """Put everything of one woman in order by whole months; only one page of them is fetched."""
    told = [] if sort in {**WITH_HER, **FILES} else outcomes.timeline_items(client_id)
    told += [] if sort in {**WITH_HER, **ON_HER_WAY} else papers.timeline_items(client_id)
    without = {**ON_HER_WAY, **FILES}
    counts = Counter({} if sort in without else engagement.timeline_months(client_id))
    counts.update(item.on.replace(day=1) for item in told)
    pages = _pages(counts)
    page = min(max(1, page), len(pages))
    here = pages[page - 1]
    items: list[TimelineItem] = [item for item in told if item.on.replace(day=1) in here]
    if here and sort not in without:
        last_day = (max(here) + datetime.timedelta(days=31)).replace(day=1)
        items += engagement.timeline_items(
            client_id,
            since=min(here),
            until=last_day - datetime.timedelta(days=1),
            known=known,
        )
    shown = _latest_first(item for item in items if sort not in SORTS or item.kind == sort)
    compartments = 0
    for item in shown:
        compartments |= item.compartment
    return Timeline(
        months=[
            (month, list(some))
            for month, some in groupby(shown, lambda item: item.on.replace(day=1))
        ],
        page=page,
        pages=len(pages),
        jumps=[(month, number) for number, months in enumerate(pages, 1) for month in months],
        compartments=compartments,
    )


def place_of(client_id: uuid.UUID, *, sort: str, day: datetime.date) -> tuple[int, str]:
    """Find the page of her timeline a day is on, and its place there: that day, or the last thing before.

    Before everything else it is the very first thing.
    """
    known = rights(client_id)
    first = timeline(client_id, sort=sort, page=1, known=known)
    month = day.replace(day=1)
    months = [one for one, _ in first.jumps]
    if not months:
        return 1, "main"
    nearest = next((one for one in months if one <= month), months[-1])
    page = next(number for one, number in first.jumps if one == nearest)
    told = first if page == 1 else timeline(client_id, sort=sort, page=page, known=known)
    days = sorted({item.on for _, items in told.months for item in items}, reverse=True)
    found = next((one for one in days if one <= day), days[-1] if days else None)
    return page, f"d-{found:%Y-%m-%d}" if found else f"m-{nearest:%Y-%m}"


def _pages(counts: Mapping[datetime.date, int]) -> list[list[datetime.date]]:
    """Cut the months into pages of about a hundred things, a month never in two."""
    pages: list[list[datetime.date]] = [[]]
    filled = 0
    for month in sorted(counts, reverse=True):
        if filled and filled + counts[month] > TIMELINE_PAGE:
            pages.append([])
            filled = 0
        pages[-1].append(month)
        filled += counts[month]
    return pages


# --- weeks of too much -------------------------------------------------------------------------------------


def weeks_of(hats: Sequence[uuid.UUID], until: datetime.date) -> dict[uuid.UUID, list[weeks.Week]]:
    """Say how full the last weeks of these hats were, from what the asker may see: three queries (R22)."""
    firsts = weeks.weeks_until(until)
    days: dict[uuid.UUID, dict[datetime.date, tuple[int, int, int, int]]] = {
        hat: {} for hat in hats
    }
    for (hat, day), counts in engagement.written_by_day(hats, firsts[0], until).items():
        days[hat][day] = (*counts, 0)
    led = team.led_by(hats)
    for client, day in emergency.days_opened(led, firsts[0]):
        for hat in led[client]:
            notes, minutes, late, alarms = days[hat].get(day, (0, 0, 0, 0))
            days[hat][day] = (notes, minutes, late, alarms + 1)
    return {hat: weeks.gathered(firsts, rows) for hat, rows in days.items()}


def leads_now(membership: Membership) -> list[Load]:
    """Say for how many women a worker leads in each of her services, and what they weigh there."""
    loads = team.loads_of(services_of(membership)).values()
    return [load for some in loads for load in some if load.membership.pk == membership.pk]


def fuller_than_usual(membership: Membership, today: datetime.date) -> list[str]:
    """Ask whoever runs a service about those whose weeks were fuller than usual, days after them (R22)."""
    loads = team.loads_of(services_of(membership)).values()
    hats = {load.membership.pk: load.membership for some in loads for load in some}
    hats.pop(membership.pk, None)
    found = weeks_of(list(hats), today - weeks.LATER)
    names = [hats[hat].worker.name for hat, told in found.items() if weeks.is_fuller(told)]
    return [weeks.asked_of_her_manager(name) for name in sorted(names)]
