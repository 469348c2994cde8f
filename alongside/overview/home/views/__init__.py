"""The pages under the roof. Each fetches, writes down who looked, and shows."""

import datetime
import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.coordination.peers import queries as peers
from alongside.core.people.models import Client
from alongside.core.sharing.queries import one_woman, sealing
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, any_worker, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.overview.home import queries, rules
from alongside.support.workforce.rules import weeks


@any_worker
def today(request: WorkerRequest) -> HttpResponse:
    """Show a worker her day; somebody who sees no women gets the places she has."""
    if not request.membership.may(Permission.SEE_WOMEN):
        return _places(request)
    now = timezone.now()
    day = queries.todays(request.membership, now)
    audit.record_list(what="home.today", by=request.actor, shown=day.shown)
    context = {
        "day": day,
        "alerts": day.alerts,
        "duties": day.duties,
        "recent": day.recent,
        "name": request.user.name.split()[0],
        "hour": timezone.localtime(now).hour,
        "date": timezone.localdate(now),
        "may_write": request.membership.may(Permission.WRITE_CONTACT),
    }
    return render(request, "home/today.html", context)


def _places(request: WorkerRequest) -> HttpResponse:
    told = {
        "name": request.user.name,
        "alerts": sealing.alerts(request.membership),
        "duties": queries.duties(request.membership),
        "beside": _beside(request),
    }
    return render(request, "home/places.html", told)


def _beside(request: WorkerRequest) -> peers.BesideToday | None:
    """Fetch whom a volunteer is beside, and what meets today."""
    if not request.membership.may(Permission.BE_BESIDE):
        return None
    found = peers.todays(request.membership, timezone.localdate())
    audit.record_list(what="home.beside", by=request.actor, shown=found.shown)
    return found


@requires(Permission.SEE_WOMEN)
def her(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show one woman's page: safe contact first, what she is good at before what she needs."""
    client = get_object_or_404(queries.hers(), pk=client_id)
    page = queries.page(client, request.membership, timezone.now())
    audit.record(
        Event.OPENED, what="home.her", by=request.actor, client_id=client.pk,
        compartments=page["shown"],
    )  # fmt: skip
    return render(request, "home/her.html", page)


@requires(Permission.SEE_WOMEN)
def timeline(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show everything that happened with one woman, by month, with a filter by kind; or go to a day of it."""
    client = get_object_or_404(Client, pk=client_id)
    sort = request.GET.get("kind", "")
    number = request.GET.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    hers = [client.pk, *(one.client.pk for one in one_woman.others(client.pk))]
    wanted = rules.day_of(request.POST.get("day", "").strip()[:40])
    if wanted is not None:
        return redirect(_at_day(hers, sort, wanted))
    told = queries.timeline(hers, sort=sort, page=page)
    for key in hers:
        audit.record(
            Event.OPENED, what="home.timeline", by=request.actor, client_id=key,
            compartments=Compartment.BASICS | told.compartments.get(key, 0),
        )  # fmt: skip
    context = {
        "client": client, "told": told, "chips": _kinds(client.pk, sort), "sort": sort,
        "day": request.POST.get("day", ""), "mend": request.method == "POST",
    }  # fmt: skip
    status = 422 if context["mend"] else 200
    return render(request, "home/timeline.html", context, status=status)


def _kinds(client_id: uuid.UUID, sort: str) -> list[dict[str, object]]:
    here = reverse("home:timeline", args=[client_id])
    everything = {"label": _("Everything"), "url": here, "current": sort not in queries.SORTS}
    return [
        everything,
        *(
            {"label": label, "url": f"{here}?kind={key}", "current": key == sort}
            for key, label in queries.SORTS.items()
        ),
    ]


def _at_day(records: list[uuid.UUID], sort: str, day: datetime.date) -> str:
    """Give the address of a day on her timeline, or of the last thing before it."""
    page, place = queries.place_of(records, sort=sort, day=day)
    here = reverse("home:timeline", args=[records[0]])
    kind = f"kind={sort}&" if sort in queries.SORTS else ""
    return f"{here}?{kind}page={page}#{place}"


@requires(Permission.WRITE_CONTACT)
def own_weeks(request: WorkerRequest) -> HttpResponse:
    """Tell a worker how full her own weeks were, before anybody else hears of it (R22)."""
    mine, today = request.membership, timezone.localdate()
    found = queries.weeks_of([mine.pk], today)[mine.pk]
    audit.record(Event.COUNTED, what="home.weeks", by=request.actor)
    context = {
        "said": weeks.said_to_her(found),
        "weeks": [(week, weeks.what_there_was(week)) for week in reversed(found)],
        "loads": queries.leads_now(mine),
        "facts": queries.own_work(mine, today),
    }
    return render(request, "home/weeks.html", context)


@requires(Permission.SEE_SERVICE)
def team_weeks(request: WorkerRequest) -> HttpResponse:
    """Ask a manager about those whose weeks were fuller than usual: no figure, no order (R22, R33)."""
    asked = queries.fuller_than_usual(request.membership, timezone.localdate())
    audit.record(Event.COUNTED, what="home.team_weeks", by=request.actor)
    return render(request, "home/team_weeks.html", {"asked": asked})


@requires(Permission.SEE_SERVICE)
def team_work(request: WorkerRequest) -> HttpResponse:
    """Show a manager what each worker did lately, work on other services beside work with women (R33)."""
    told = queries.work_of_team(request.membership, timezone.localdate())
    audit.record(Event.COUNTED, what="home.team_work", by=request.actor)
    return render(request, "home/team_work.html", {"told": told})
