"""The list of women: narrowed down, page by page, and the views of it that a hat has kept."""

import datetime
import re
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from alongside.core.people import queries as people
from alongside.core.people.models import Client, Episode
from alongside.core.team.models import TeamMember
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Among, readable
from alongside.foundation.accounts.models import Membership
from alongside.foundation.directory.models import Service
from alongside.overview.home.models import Filter
from alongside.overview.home.queries import PAGE, before, page_of, with_us, women
from alongside.overview.home.rules import Wanted
from alongside.support.outcomes.models import Goal

# How several languages are written down in one line.
SPOKEN = re.compile(r",|;|/|·|\band\b|\ba little\b|\bsome\b", re.IGNORECASE)


def kept(membership: Membership) -> list[Filter]:
    """Fetch the views this hat has kept, by name; the database shows only her own."""
    return list(Filter.objects.filter(holder_id=membership.pk).order_by("name", "id"))


def leads_in(services: list[Service]) -> list[Membership]:
    """Fetch the hats that may lead for somebody in these services, by name."""
    posts = Membership.objects.filter(posts__service__in=services, posts__ended_at__isnull=True)
    working = posts.filter(ended_at__isnull=True, worker__is_active=True)
    return list(working.select_related("worker").distinct().order_by("worker__name", "pk"))


def languages() -> list[str]:
    """List the languages that the women this reader sees speak, each once."""
    written = women().exclude(languages="").order_by().values_list("languages", flat=True)
    spoken = {one.strip() for some in written.distinct() for one in SPOKEN.split(some)}
    return sorted({one.capitalize() for one in spoken if 0 < len(one) <= 30})[:60]


def listed(wanted: Wanted, day: datetime.date) -> QuerySet[Client]:
    """Fetch the women of one view of the list, all but whether they are safe to reach at this minute."""
    clients = _of_view(wanted)
    if wanted.waiting:
        clients = clients.filter(Exists(Goal.objects.waiting().filter(client_id=OuterRef("pk"))))
    if wanted.lead:
        leads = TeamMember.objects.current().filter(
            client_id=OuterRef("pk"), part=TeamMember.Part.LEAD, membership_id=wanted.lead
        )
        clients = clients.filter(Exists(leads))
    if wanted.language:
        clients = clients.filter(languages__icontains=wanted.language)
    if wanted.unseen:
        # When somebody was last with her comes from a note: it is asked only where notes are shared.
        since = day - datetime.timedelta(days=wanted.unseen)
        long_ago = Q(last_contact_on__isnull=True) | Q(last_contact_on__lt=since)
        clients = clients.filter(long_ago, Among("pk", readable(Compartment.NOTES)))
    return clients


def _of_view(wanted: Wanted) -> QuerySet[Client]:
    states = {"": Episode.State.ACTIVE, "new": Episode.State.REFERRED}
    if wanted.show == "before":
        clients = before()
    elif wanted.show == "all":
        clients = women()
    elif wanted.show == "new":
        new = Episode.objects.filter(client_id=OuterRef("pk"), state=Episode.State.REFERRED)
        clients = women().filter(Exists(new))
    else:
        clients = with_us()
    if wanted.service is None:
        return clients
    there = Episode.objects.filter(client_id=OuterRef("pk"), service_id=wanted.service)
    if wanted.show in states:
        there = there.filter(state=states[wanted.show])
    return clients.filter(Exists(there))


def page(wanted: Wanted, number: str | None, at: datetime.datetime) -> Page[Any]:
    """Fetch one page of the list, and how many there are in all."""
    clients = people.with_safe_contact(listed(wanted, timezone.localdate(at)), listed=True)
    if not wanted.safe:
        return page_of(clients, number)
    # Hours are worked out here, woman by woman; the rest of a line is fetched for one page only.
    safe = [client for client in clients if people.is_safe_now(client, at)]
    return Paginator(safe, PAGE).get_page(number)
