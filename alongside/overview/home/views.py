"""The pages under the roof. Each fetches, writes down who looked, and shows."""

import uuid
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.coordination.referrals import queries as referrals
from alongside.core.around import queries as around
from alongside.core.papers import queries as papers
from alongside.core.people import queries as people
from alongside.core.people.models import Client, Episode
from alongside.core.sharing.queries import emergency, sealing, seeing
from alongside.core.sharing.queries.standing import standing
from alongside.core.story import queries as story
from alongside.core.team import queries as team
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, any_worker, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.accounts.roles import Role
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.overview.home import queries
from alongside.support.engagement import queries as engagement
from alongside.support.outcomes import queries as outcomes


@any_worker
def today(request: WorkerRequest) -> HttpResponse:
    """Show a worker her day; somebody who sees no women gets the places she has."""
    alerts = sealing.alerts(request.membership)
    if not request.membership.may(Permission.SEE_WOMEN):
        told = {
            "name": request.user.name,
            "alerts": alerts,
            "duties": queries.duties(request.membership),
        }
        return render(request, "home/places.html", told)
    now = timezone.now()
    day = queries.todays(request.membership, now)
    duties = queries.duties(request.membership)
    shown = day.shown
    for key, parts in duties.shown.items():
        shown[key] = shown.get(key, 0) | parts
    audit.record_list(what="home.today", by=request.actor, shown=shown)
    context = {
        "day": day,
        "alerts": alerts,
        "duties": duties,
        "name": request.user.name.split()[0],
        "hour": timezone.localtime(now).hour,
        "date": timezone.localdate(now),
        "may_write": request.membership.may(Permission.WRITE_CONTACT),
    }
    return render(request, "home/today.html", context)


@requires(Permission.SEE_WOMEN)
def women(request: WorkerRequest) -> HttpResponse:
    """List the women this hat sees, page by page."""
    now = timezone.now()
    show, number = request.GET.get("show", ""), request.GET.get("page")
    clients = people.with_safe_contact(queries.listed(show), listed=True)
    if show == "safe":
        # Hours are worked out here, woman by woman; the rest of a line is fetched for one page only.
        kept = [client for client in clients if people.is_safe_now(client, now)]
        page: Page[Any] = Paginator(kept, queries.PAGE).get_page(number)
    else:
        page = queries.page_of(clients, number)
    here = queries.lines(list(page.object_list), now)
    shown = {line.client.pk: line.compartments for line in here}
    audit.record_list(what="home.women", by=request.actor, shown=shown)
    context = {
        "lines": here,
        "page": page,
        "show": show,
        "services": list(services_of(request.membership)),
        "chips": _chips(show, page.paginator.count),
    }
    if request.membership.may(Permission.SEE_SERVICE):
        context["gauges"] = _gauges(request)
    return render(request, "home/women.html", context)


def _chips(show: str, count: int) -> list[dict[str, object]]:
    names = [("", _("All"), ""), ("safe", _("Safe to reach now"), "safe")]
    names += [
        ("waiting", _("Waiting on a service"), "waiting"),
        ("before", _("With us before"), ""),
    ]
    return [
        {
            "label": label,
            "url": f"?show={key}" if key else "?",
            "current": key == show,
            "count": count if key == show else None,
            "tone": tone,
        }
        for key, label, tone in names
    ]


def _gauges(request: WorkerRequest) -> list[dict[str, object]]:
    shown = []
    for service, loads in queries.gauges(request.membership):
        rows = [
            {
                "label": load.membership.worker.name,
                "value": load.women,
                "note": _("above what was agreed") if (load.room or 0) < 0 else "",
                "over": (load.room or 0) < 0,
            }
            for load in loads
            # A manager is in the picture when she leads for somebody herself.
            if load.women or load.membership.role != Role.MANAGER
        ]
        most = max([load.women for load in loads], default=0)
        shown.append(
            {
                "service": service,
                "rows": rows,
                "marks": [service.caseload_from, service.caseload_to],
                "scale": max(most, service.caseload_to or 0) + 2,
            }
        )
    return shown


@requires(Permission.SEE_WOMEN)
def find(request: WorkerRequest) -> HttpResponse:
    """Find women by name among those this hat sees; what was typed goes into no address and no log."""
    words = request.POST.get("q", "").replace("\x00", "").strip()[:200]
    clients = people.with_safe_contact(queries.found(words), listed=True)[: queries.FOUND]
    lines = queries.brief_lines(list(clients), timezone.now())
    shown = {line.client.pk: line.compartments for line in lines}
    audit.record_list(what="home.find", by=request.actor, shown=shown)
    context = {
        "lines": lines,
        "many": len(lines) == queries.FOUND,
        "most": queries.FOUND,
        "words": words,
        "asked": request.method == "POST",
        "may_break_glass": request.membership.may(Permission.BREAK_GLASS),
    }
    return render(request, "home/find.html", context)


@requires(Permission.SEE_WOMEN)
def her(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show one woman's page: safe contact first, what she is good at before what she needs."""
    client = get_object_or_404(people.with_safe_contact(Client.objects.all()), pk=client_id)
    now = timezone.now()
    rights = access.rights(client.pk)
    episodes = list(Episode.objects.filter(client_id=client.pk).select_related("service"))
    told = story.story_panel(client.pk, rights)
    goals = outcomes.goals(client.pk)
    goals_panel = outcomes.goals_panel(client.pk, goals, rights)
    path_panel = outcomes.path_panel(client.pk, goals)
    moments = queries.lately(client.pk, goals, path_panel.all)
    next_panel = engagement.next_panel(client.pk, rights)
    shown = Compartment.BASICS | told.compartments | goals_panel.compartments
    shown |= path_panel.compartments | next_panel.compartments
    seen, shared = seeing.panel(client.pk, rights), seeing.shared_with_me(client.pk, rights)
    shown |= seen.compartments if seen else 0
    files = papers.papers_panel(client.pk, rights)
    matter = around.around_panel(client.pk, rights)
    shown |= files.compartments | matter.compartments
    where = people.whereabouts_panel(client.pk, rights)
    asked = list(referrals.asked_for(client.pk)[:3])
    shown |= where.compartments | (Compartment.STORY if asked else 0)
    beside, emergencies = list(team.alongside([client.pk])), emergency.of_hers(client.pk)
    shown |= Compartment.SHARING if emergencies else 0
    for one in moments:
        shown |= one.compartment
    audit.record(
        Event.OPENED, what="home.her", by=request.actor, client_id=client.pk,
        compartments=shown,
    )  # fmt: skip
    context = {
        "client": client,
        "heading": queries.heading(client, episodes),
        "card": people.safe_contact_card(
            client, now, may_write=rights.may_write(Compartment.BASICS)
        ),
        "story": told,
        "team": beside,
        "standing": standing(client.pk, episodes, beside),
        "emergencies": emergencies,
        "goals": goals_panel,
        "way": path_panel,
        "moments": moments,
        "next_panel": next_panel,
        "where": where,
        "asked": asked,
        "files": files,
        "matter": matter,
        "seen": seen,
        "shared": shared,
        "reads": queries.read_by(rights),
        "may_note": rights.may_write(Compartment.NOTES),
        "not_shared": queries.not_shared(rights),
        "looks_after": queries.looks_after(client.pk, episodes, beside),
        "may_choose_lead": request.membership.may(Permission.CHOOSE_LEAD),
    }
    return render(request, "home/her.html", context)


@requires(Permission.SEE_WOMEN)
def timeline(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show everything that happened with one woman, by month, with a filter by kind."""
    client = get_object_or_404(Client, pk=client_id)
    sort = request.GET.get("kind", "")
    number = request.GET.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    told = queries.timeline(client.pk, sort=sort, page=page, known=access.rights(client.pk))
    audit.record(
        Event.OPENED, what="home.timeline", by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS | told.compartments,
    )  # fmt: skip
    here = reverse("home:timeline", args=[client.pk])
    chips = [{"label": _("Everything"), "url": here, "current": sort not in queries.SORTS}]
    chips += [
        {"label": label, "url": f"{here}?kind={key}", "current": key == sort}
        for key, label in queries.SORTS.items()
    ]
    context = {"client": client, "told": told, "chips": chips, "sort": sort}
    return render(request, "home/timeline.html", context)
