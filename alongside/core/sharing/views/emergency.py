"""The door of emergency access, closing it, and looking it over."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from alongside.core.people.models import Client
from alongside.core.sharing.actions import emergency
from alongside.core.sharing.forms.emergency import EmergencyForm, ReviewForm
from alongside.core.sharing.models import BreakGlass
from alongside.core.sharing.queries import emergency as queries
from alongside.core.sharing.queries.standing import in_emergency
from alongside.core.sharing.rules.emergency import why_not_review
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.accounts.access import WorkerRequest, any_worker, requires
from alongside.foundation.accounts.adapters import too_often
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say

# Tries of one worker at one door.
TRIES = "10/h/user"
TOO_OFTEN = gettext_lazy(
    "You have tried many times in the last hour. Wait a while, or ring her lead worker’s service."
)
USED_BEFORE = gettext_lazy(
    "This page was used before, and what it opened is closed again. Press once more to ask anew."
)


@requires(Permission.BREAK_GLASS)
def door(request: WorkerRequest) -> HttpResponse:
    """Open one record for an hour, after the second step; the same answer for everybody not found."""
    form = EmergencyForm(request.POST if request.method == "POST" else None, request=request)
    if request.method != "POST":
        return _door(request, form, 200)
    if not form.is_valid():
        return _door(request, form, 422)
    if too_often(request, what="sharing.emergency", rate=TRIES):
        emergency.count_as_too_often(what="sharing.break_glass", by=request.actor)
        form.add_error(None, TOO_OFTEN)
        return _door(request, form, 429)
    said = form.cleaned_data
    found = emergency.break_glass(
        key=said["key"], reason=said["reason"], words=said["words"], by=request.actor, **form.whom()
    )
    if found and in_emergency(found):
        return redirect("home:her", found)
    form.renew_key()
    if found:
        form.add_error(None, USED_BEFORE)
        return _door(request, form, 409)
    return _door(request, form, 422, nobody=True)


def _door(
    request: WorkerRequest, form: EmergencyForm, status: int, *, nobody: bool = False
) -> HttpResponse:
    context = {"form": form, "nobody": nobody}
    return render(request, "sharing/emergency.html", context, status=status)


@requires(Permission.BREAK_GLASS)
@require_POST
def close(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """End one's own emergency access now."""
    get_object_or_404(Client, pk=client_id)
    emergency.close(client_id=client_id, by=request.actor)
    say(request, _("Closed. Tell her lead worker what was done; somebody looks it over with you."))
    return redirect("home:today")


@any_worker
def look(request: WorkerRequest, client_id: uuid.UUID, access_id: uuid.UUID) -> HttpResponse:
    """Show one emergency access to whoever was told of it; a safety lead or the manager looks it over."""
    client = get_object_or_404(Client, pk=client_id)
    access = get_object_or_404(queries.emergencies(), pk=access_id, client_id=client_id)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        emergency.review(
            access=access, verdict=form.cleaned_data["verdict"], by=request.actor,
            words=form.cleaned_data["words"], reviewed_by=request.membership,
        )  # fmt: skip
        say(request, _("Looked over. Thank you."))
        return redirect("home:today")
    audit.record(
        Event.OPENED, what="sharing.emergency", by=request.actor, client_id=client_id,
        compartments=bits(Compartment.BASICS, Compartment.SHARING),
    )  # fmt: skip
    context = {
        "client": client, "access": access, "form": form, "steps": queries.opened(access),
        "why_not": _why_not(request, access),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "sharing/emergency_look.html", context, status=status)


def _why_not(request: WorkerRequest, access: BreakGlass) -> str | None:
    return why_not_review(
        used_by=access.membership.worker_id, asking=request.membership.worker_id,
        may_look_over=queries.may_look_over(access.client_id), reviewed=access.reviewed_at is not None,
    )  # fmt: skip
