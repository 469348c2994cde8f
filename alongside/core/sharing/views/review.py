"""The access review: who holds a pass to whom, and why; stopping a share; ending what a leaver holds."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.core.sharing.actions import leavers, shares
from alongside.core.sharing.models import Grant
from alongside.core.sharing.queries import emergency
from alongside.core.sharing.queries import review as queries
from alongside.core.sharing.queries.review import Held, Wanted
from alongside.core.sharing.rules import review as rules
from alongside.core.sharing.rules.emergency import plain_reference
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.access.models import Source
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.models import Worker
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused

PAGE = 50
SHOWN = bits(Compartment.BASICS, Compartment.SHARING)


def _wanted(request: WorkerRequest) -> Wanted:
    try:
        worker = uuid.UUID(request.GET.get("worker", ""))
    except ValueError:
        worker = None
    show = request.GET.get("show", "")
    return Wanted(
        show=show if show in rules.FILTERS else "",
        worker=worker,
        reference=plain_reference(request.GET.get("woman", "")).upper()[:10],
    )


def _kept(wanted: Wanted, **instead: str) -> str:
    """Write the rest of an address that keeps what is asked for."""
    asked = {"show": wanted.show, "worker": str(wanted.worker or ""), "woman": wanted.reference}
    return urlencode({key: value for key, value in {**asked, **instead}.items() if value})


def _written(request: WorkerRequest, held: list[Held]) -> None:
    by_digest = {one.row.digest: SHOWN for one in held}
    audit.record_digests(Event.LISTED, what="sharing.access", by=request.actor, parts=by_digest)


@requires(Permission.REVIEW_ACCESS)
def review(request: WorkerRequest) -> HttpResponse:
    """List passes, page by page; by name for a manager, by reference for a data-protection lead."""
    wanted = _wanted(request)
    told = queries.review(wanted, timezone.now())
    page = Paginator(told.rows, PAGE).get_page(request.GET.get("page"))
    held = queries.shown(list(page.object_list))
    _written(request, held)
    chips = [
        {
            "label": label, "url": "?" + _kept(wanted, show=show), "current": show == wanted.show,
            "count": told.counts[show],
        }
        for show, label in rules.FILTERS.items()
    ]  # fmt: skip
    context = {
        "held": held, "page": page, "chips": chips, "wanted": wanted, "query": _kept(wanted),
        "one_worker": held[0].row if wanted.worker and held else None,
        "one_woman": held[0] if wanted.reference and held else None,
        "rates": emergency.rates(request.membership)
        if request.membership.may(Permission.SEE_SERVICE) else [],
    }  # fmt: skip
    return render(request, "sharing/access.html", context)


@requires(Permission.REVIEW_ACCESS)
def review_end_share(
    request: WorkerRequest, client_id: uuid.UUID, grant_id: uuid.UUID
) -> HttpResponse:
    """Stop a share, after saying what that means."""
    client = get_object_or_404(Client, pk=client_id)
    grant = get_object_or_404(
        Grant.objects.standing().select_related("agency", "membership__worker"),
        pk=grant_id, client_id=client.pk,
    )  # fmt: skip
    if request.method == "POST":
        shares.end_share(grant=grant, ended_by=request.membership, by=request.actor)
        say(request, _("Stopped. Their next click opens nothing."))
        return redirect("access:review")
    audit.record(
        Event.OPENED, what="sharing.review_end_share", by=request.actor, client_id=client.pk,
        compartments=SHOWN,
    )  # fmt: skip
    return render(request, "sharing/review_end_share.html", {"client": client, "grant": grant})


@requires(Permission.REVIEW_ACCESS)
def leaver(request: WorkerRequest, worker_id: uuid.UUID) -> HttpResponse:
    """Say what somebody who leaves still holds, and end it with one press."""
    worker = get_object_or_404(Worker, pk=worker_id)
    hats = list(queries.hats_to_end(worker.pk, request.membership))
    if not hats:
        raise Http404
    context: dict[str, Any] = {"worker": worker, "hats": hats}
    if request.method == "POST":
        try:
            leavers.end_leaver(worker=worker, ended_by=request.membership, by=request.actor)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            return render(
                request, "sharing/leaver.html", {**context, "why_not": refusal.reason}, status=409
            )
        say(request, _("%(name)s holds nothing here any more.") % {"name": worker.name})
        return redirect(_after(request))
    rows = queries.review(Wanted(worker=worker.pk), timezone.now()).rows
    led = queries.shown([row for row in rows if row.source == Source.LEAD])
    _written(request, led)
    context |= {"passes": len(rows), "led": led}
    return render(request, "sharing/leaver.html", context)


def _after(request: WorkerRequest) -> str:
    """Lead to whom needs somebody new, where the one who ended it may choose."""
    chooses = request.membership.may(Permission.CHOOSE_LEAD)
    return reverse("team:hand_over" if chooses else "access:review")
