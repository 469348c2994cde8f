"""Lists of women: which, and what one line says of each; always from the reader's passes."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet, Window
from django.db.models.functions import Lower
from django.utils import timezone

from alongside.core.people import queries as people
from alongside.core.people.models import Client, Episode
from alongside.core.people.queries import SafeCard, WayButton
from alongside.core.sharing.queries import one_woman
from alongside.core.team import queries as team
from alongside.core.team.models import TeamMember
from alongside.core.team.rules import Load
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import (
    Among,
    Lately,
    LatelyAmong,
    These,
    live_passes,
    readable,
)
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.directory.models import Service
from alongside.support.engagement import queries as engagement
from alongside.support.engagement.models import Appointment
from alongside.support.outcomes import queries as outcomes
from alongside.support.outcomes.paths import Waiting

MINE = [Source.LEAD, Source.TEAM]
# Passes to look over one thing: they lead to a page, and name nobody in a list before it is opened.
FOR_ONE_THING = [Source.SAFETY, Source.MATCHING, Source.KEEPER]
PAGE = 50


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
    # Under which other name she was found, where that record was set aside for this one.
    also: str = ""

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
    """Fetch the women the reader holds a pass to that shows them, by name; each once."""
    return _each_once(all_records())


def _each_once(records: QuerySet[Client]) -> QuerySet[Client]:
    """Leave a record out that was set aside for another one of hers, where that one is in the list too."""
    there = records.order_by().values("pk")
    aside = one_woman.set_aside().filter(client_id=OuterRef("pk"), other_id__in=there)
    return records.filter(~Exists(aside))


def all_records() -> QuerySet[Client]:
    """Fetch the records the reader holds a pass to that shows them, by name; a woman may have two."""
    listed = live_passes().exclude(source__in=FOR_ONE_THING)
    stopped = Episode.objects.filter(client_id=OuterRef("pk"), stopped_on__isnull=False)
    mine = Client.objects.filter(Among("pk", listed.values("client_id")))
    return mine.annotate(asked_to_stop=Exists(stopped)).order_by(Lower("name"), "pk")


def with_us() -> QuerySet[Client]:
    """Fetch those of them that somebody is alongside now."""
    now = Episode.objects.open().filter(client_id=OuterRef("pk"))
    return _each_once(all_records().filter(Exists(now)))


def before() -> QuerySet[Client]:
    """Fetch those of them that were with us, or were offered something else; the door stays open."""
    now = Episode.objects.filter(
        client_id=OuterRef("pk"), state__in=[Episode.State.ACTIVE, Episode.State.REFERRED]
    )
    return _each_once(all_records().filter(~Exists(now)))


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


def mine_or_lately(most: int) -> QuerySet[Client]:
    """Fetch the women the reader is alongside herself, and those whose pages she opened last, together."""
    beside = live_passes().filter(source__in=MINE).values("client_id")
    found = _each_once(all_records().filter(Among("pk", These(beside, Lately(most)))))
    return found.annotate(is_mine=Among("pk", beside), place=LatelyAmong("pk", most))


def lately_first(clients: Iterable[Client]) -> list[Client]:
    """Give, of such rows, those whose pages she opened last, the latest first."""
    opened = [one for one in clients if one.place is not None]  # type: ignore[attr-defined]
    return sorted(opened, key=lambda one: one.place)  # type: ignore[attr-defined]


def waiting_lines(clients: Sequence[Client], at: datetime.datetime) -> list[Line]:
    """Bring, for her day, how to reach each woman now and whom she waits on, from `mine_or_lately`.

    In one query for any number, and two more where one of them asked a service to stop.
    """
    waiting = outcomes.waiting([client.pk for client in clients])
    quiet = _silent(clients, at)
    return [
        Line(
            client=client, lead=None, sees_notes=False, waiting=waiting.get(client.pk),
            card=people.safe_contact_card(client, at, stopped=client.pk in quiet),
        )
        for client in clients
    ]  # fmt: skip


def _silent(clients: Sequence[Client], at: datetime.datetime) -> set[uuid.UUID]:
    """Say whom of these nobody contacts any more; asked only of those who asked a service to stop."""
    stopped = [client for client in clients if client.asked_to_stop]  # type: ignore[attr-defined]
    return people.silent(stopped, timezone.localdate(at)) if stopped else set()


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
    leads, quiet = team.leads(keys), _silent(clients, at)
    notes = set(
        readable(Compartment.NOTES).filter(client_id__in=keys).values_list("client_id", flat=True)
    )
    return [
        Line(
            client=client,
            card=people.safe_contact_card(client, at, stopped=client.pk in quiet),
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
