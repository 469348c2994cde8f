"""Which help the partnership has, what is lacking, and who sits where on which day (R36, R164–R166)."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.foundation.accounts import queries as workers
from alongside.foundation.accounts.access import WorkerRequest, any_worker, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory import actions, queries
from alongside.foundation.directory.forms import HelpForm, SeatForm
from alongside.foundation.directory.models import Help, Seat

MANAGE = Permission.MANAGE_DIRECTORY


@any_worker
def cover(request: WorkerRequest) -> HttpResponse:
    """Show every kind of help with who brings it and how close, and what is lacking."""
    context = {"groups": queries.cover(), "may_change": request.membership.may(MANAGE)}
    return render(request, "accounts/cover.html", context)


@requires(MANAGE)
def cover_add(request: WorkerRequest) -> HttpResponse:
    """Write down who brings one kind of help."""
    form = HelpForm(
        request.POST if request.method == "POST" else None,
        initial={"kind": request.GET.get("kind", "")},
        places=queries.places(),
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        agency, service = said["place"]
        try:
            actions.add_help(
                key=said["key"], agency=agency, service=service, kind=said["kind"], how=said["how"],
                by=request.actor,
            )  # fmt: skip
            say(request, _("Kept. It stands on the list now."))
            return redirect("accounts:cover")
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("place", refusal.reason)
    context = {"form": form}
    return render(request, "accounts/cover_add.html", context, status=422 if form.errors else 200)


@requires(MANAGE)
def cover_end(request: WorkerRequest, help_id: uuid.UUID) -> HttpResponse:
    """Ask first, then take somebody off one kind of help."""
    row = get_object_or_404(Help.objects.select_related("agency", "service"), pk=help_id)
    if request.method == "POST":
        actions.end_help(row=row, by=request.actor)
        say(request, _("Taken off the list."))
        return redirect("accounts:cover")
    return render(request, "accounts/cover_end.html", _written_down(row))


@any_worker
def sits(request: WorkerRequest) -> HttpResponse:
    """Show who sits where on which day of the week."""
    context = {"seats": queries.seats(), "may_change": request.membership.may(MANAGE)}
    return render(request, "accounts/sits.html", context)


@requires(MANAGE)
def sit_add(request: WorkerRequest) -> HttpResponse:
    """Write down who sits where."""
    form = SeatForm(request.POST if request.method == "POST" else None, places=queries.places())
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        agency, service = said["place"]
        actions.add_seat(
            key=said["key"], agency=agency, service=service, facts=said, by=request.actor
        )
        say(request, _("Kept. It stands on the list now."))
        return redirect("accounts:sits")
    context = {"form": form}
    return render(request, "accounts/sit_add.html", context, status=422 if form.errors else 200)


@requires(MANAGE)
def sit_end(request: WorkerRequest, seat_id: uuid.UUID) -> HttpResponse:
    """Ask first, then write down that somebody sits there no more."""
    row = get_object_or_404(Seat.objects.select_related("agency", "service"), pk=seat_id)
    if request.method == "POST":
        actions.end_seat(row=row, by=request.actor)
        say(request, _("Taken off the list."))
        return redirect("accounts:sits")
    return render(request, "accounts/sit_end.html", _written_down(row))


def _written_down(row: Help | Seat) -> dict[str, Any]:
    return {"row": row, "who": workers.name_of_hat(row.added_by)}
