"""The list of the women this hat sees, and the views of it she keeps."""

import math
import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from alongside.core.team.rules import Load, said_weight
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.accounts.roles import Role
from alongside.foundation.audit import actions as audit
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Service
from alongside.overview.home import actions, queries
from alongside.overview.home.forms import FilterForm, KeepForm
from alongside.overview.home.models import Filter
from alongside.overview.home.queries import listing
from alongside.overview.home.rules import Wanted


@requires(Permission.SEE_WOMEN)
def women(request: WorkerRequest) -> HttpResponse:
    """List the women this hat sees, page by page, narrowed down as she likes."""
    kept = listing.kept(request.membership)
    return _list(request, _asked(request, kept), KeepForm(), kept)


def _asked(request: WorkerRequest, kept: list[Filter]) -> QueryDict | dict[str, str]:
    """What the address asks for, in older words too; her own first view where it asks nothing."""
    if not request.GET:
        return next((one.asked for one in kept if one.first), {})
    said = request.GET.copy()
    if (older := request.GET.get("show")) in ("safe", "waiting"):
        said[older] = "1"
        said["show"] = ""
    return said


def _list(
    request: WorkerRequest, asked: Any, keep: KeepForm, kept: list[Filter], *, status: int = 200
) -> HttpResponse:
    now, services = timezone.now(), list(services_of(request.membership))
    offered = _offered(services)
    wanted = FilterForm(asked, **offered).wanted()
    page = listing.page(wanted, request.GET.get("page"), now)
    here = queries.lines(list(page.object_list), now)
    shown = {line.client.pk: line.compartments for line in here}
    audit.record_list(what="home.women", by=request.actor, shown=shown)
    context = {
        "lines": here,
        "page": page,
        "form": FilterForm(wanted.asked, **offered),
        "keep": keep,
        "asked": wanted.asked,
        "query": urlencode(wanted.asked),
        "services": services,
        "chips": _chips(wanted, kept, page.paginator.count),
        "kept": kept,
    }
    if request.membership.may(Permission.SEE_SERVICE):
        context["gauges"] = _gauges(request)
    return render(request, "home/women.html", context, status=status)


def _offered(services: list[Service]) -> dict[str, Any]:
    """What the list may be narrowed down by, as far as it differs from hat to hat."""
    hats = listing.leads_in(services)
    return {"services": services, "hats": hats, "languages": listing.languages()}


def _chips(wanted: Wanted, kept: list[Filter], count: int) -> list[dict[str, object]]:
    # With a view that the list begins with, everybody with us has to be asked for.
    everybody = {"show": ""} if any(one.first for one in kept) else {}
    standing: list[tuple[str, dict[str, str], str]] = [
        (_("All"), everybody, ""),
        (_("Safe to reach now"), {"safe": "1"}, "safe"),
        (_("Waiting on a service"), {"waiting": "1"}, "waiting"),
        (_("With us before"), {"show": "before"}, ""),
        *((one.name, one.asked, "") for one in kept),
    ]
    return [
        {
            "label": label,
            "url": f"?{urlencode(asked)}",
            "current": current,
            "count": count if current else None,
            "tone": tone,
        }
        for label, asked, tone in standing
        for current in [{name: value for name, value in asked.items() if value} == wanted.asked]
    ]


def _gauges(request: WorkerRequest) -> list[dict[str, object]]:
    shown = []
    for service, loads in queries.gauges(request.membership):
        rows = [
            {
                "label": load.membership.worker.name,
                "value": said_weight(load.full),
                "note": _above(load),
                "over": (load.room or 0) < 0,
            }
            for load in loads
            # A manager is in the picture when she leads for somebody herself.
            if load.women or load.membership.role != Role.MANAGER
        ]
        most = math.ceil(max([load.full for load in loads], default=0))
        shown.append(
            {
                "service": service,
                "rows": rows,
                "marks": [service.caseload_from, service.caseload_to],
                "scale": max(most, service.caseload_to or 0) + 2,
            }
        )
    return shown


def _above(load: Load) -> str:
    """Say beside a bar how many women that is, where they are weighed, and whether it was agreed."""
    said = []
    if load.weighed is not None and load.weighed != load.women:
        said.append(ngettext("%(n)s woman", "%(n)s women", load.women) % {"n": load.women})
    if (load.room or 0) < 0:
        said.append(_("above what was agreed"))
    return ", ".join(said)


@requires(Permission.SEE_WOMEN)
@require_POST
def filter_show(request: WorkerRequest) -> HttpResponse:
    """Show the list narrowed down by what was chosen; the choices stand in its address."""
    wanted = FilterForm(request.POST, **_offered(list(services_of(request.membership)))).wanted()
    return _to(wanted)


def _to(wanted: Wanted) -> HttpResponse:
    return redirect(f"{reverse('home:women')}?{urlencode(wanted.asked or {'show': ''})}")


@requires(Permission.SEE_WOMEN)
@require_POST
def filter_keep(request: WorkerRequest) -> HttpResponse:
    """Keep what the list is narrowed down by under a short name, for oneself."""
    wanted = FilterForm(request.POST, **_offered(list(services_of(request.membership)))).wanted()
    keep, kept = KeepForm(request.POST), listing.kept(request.membership)
    if not keep.is_valid():
        return _list(request, wanted.asked, keep, kept, status=422)
    said = keep.cleaned_data
    try:
        actions.keep_filter(
            key=key_within(said["key"], request.membership.pk), name=said["name"],
            asked=wanted.asked, first=said["first"], by=request.actor,
        )  # fmt: skip
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        keep.add_error("name", refusal.reason)
        return _list(request, wanted.asked, keep, kept, status=409)
    say(request, _("Kept. It stands above the list."))
    return _to(wanted)


@requires(Permission.SEE_WOMEN)
@require_POST
def filter_drop(request: WorkerRequest, filter_id: uuid.UUID) -> HttpResponse:
    """Throw one of one's own views away."""
    actions.drop_filter(kept=get_object_or_404(Filter, pk=filter_id), by=request.actor)
    say(request, _("Thrown away. The list itself is as it was."), tone="info")
    return redirect("home:women")
