"""The pages under the roof. Each fetches, writes down who looked, and shows."""

import datetime
import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.coordination.endings import queries as endings
from alongside.coordination.peers import queries as peers
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
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.overview.home import queries, rules
from alongside.overview.home.queries.finding import recent
from alongside.support.engagement import queries as engagement
from alongside.support.outcomes import queries as outcomes
from alongside.support.workforce.rules import weeks


@any_worker
def today(request: WorkerRequest) -> HttpResponse:
    """Show a worker her day; somebody who sees no women gets the places she has."""
    alerts = sealing.alerts(request.membership)
    if not request.membership.may(Permission.SEE_WOMEN):
        told = {
            "name": request.user.name,
            "alerts": alerts,
            "duties": queries.duties(request.membership),
            "beside": _beside(request),
        }
        return render(request, "home/places.html", told)
    now = timezone.now()
    day = queries.todays(request.membership, now)
    duties = queries.duties(request.membership)
    shown = day.shown
    lately = recent(queries.ON_TODAY)
    for key, parts in [*duties.shown.items(), *((one.pk, 1) for one in lately)]:
        shown[key] = shown.get(key, 0) | parts
    audit.record_list(what="home.today", by=request.actor, shown=shown)
    context = {
        "day": day,
        "alerts": alerts,
        "duties": duties,
        "recent": lately,
        "name": request.user.name.split()[0],
        "hour": timezone.localtime(now).hour,
        "date": timezone.localdate(now),
        "may_write": request.membership.may(Permission.WRITE_CONTACT),
    }
    return render(request, "home/today.html", context)


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
        "episodes": episodes,
        "card": people.safe_contact_card(
            client,
            now,
            may_write=rights.may_write(Compartment.BASICS),
            stopped=people.asked_to_stop(client.pk, episodes, timezone.localdate(now)),
        ),  # fmt: skip
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
        "ending": endings.notice(client),
        "may_choose_lead": request.membership.may(Permission.CHOOSE_LEAD),
    }
    return render(request, "home/her.html", context)


@requires(Permission.SEE_WOMEN)
def timeline(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show everything that happened with one woman, by month, with a filter by kind; or go to a day of it."""
    client = get_object_or_404(Client, pk=client_id)
    sort = request.GET.get("kind", "")
    number = request.GET.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    wanted = rules.day_of(request.POST.get("day", "").strip()[:40])
    if wanted is not None:
        return redirect(_at_day(client.pk, sort, wanted))
    told = queries.timeline(client.pk, sort=sort, page=page, known=access.rights(client.pk))
    audit.record(
        Event.OPENED, what="home.timeline", by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS | told.compartments,
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


def _at_day(client_id: uuid.UUID, sort: str, day: datetime.date) -> str:
    """Give the address of a day on her timeline, or of the last thing before it."""
    page, place = queries.place_of(client_id, sort=sort, day=day)
    here = reverse("home:timeline", args=[client_id])
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
    }
    return render(request, "home/weeks.html", context)


@requires(Permission.SEE_SERVICE)
def team_weeks(request: WorkerRequest) -> HttpResponse:
    """Ask a manager about those whose weeks were fuller than usual: no figure, no order (R22, R33)."""
    asked = queries.fuller_than_usual(request.membership, timezone.localdate())
    audit.record(Event.COUNTED, what="home.team_weeks", by=request.actor)
    return render(request, "home/team_weeks.html", {"asked": asked})
