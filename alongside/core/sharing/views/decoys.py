"""Made-up records: the page of the data-protection lead who keeps them."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.sharing.actions import decoys as actions
from alongside.core.sharing.forms.decoys import DecoyForm
from alongside.foundation.access import emergency as door
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused


@requires(Permission.KEEP_DECOYS)
def decoys(request: WorkerRequest) -> HttpResponse:
    """Show the made-up records of the agency, and make one."""
    asked = request.POST if request.method == "POST" else None
    form, status = DecoyForm(asked, agency=request.membership.agency), 200
    if asked is not None and form.is_valid():
        try:
            actions.add(by=request.actor, **form.facts())
            say(request, _("Made. Whoever opens it raises an alarm."))
            return redirect("emergency:decoys")
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
            status = 409
    mine = door.my_decoys()
    shown = dict.fromkeys((one.client_id for one in mine), Compartment.BASICS.value)
    audit.record_list(what="sharing.decoys", by=request.actor, shown=shown)
    status = 422 if form.errors and status == 200 else status
    return render(request, "sharing/decoys.html", {"form": form, "decoys": mine}, status=status)


@requires(Permission.KEEP_DECOYS)
@require_POST
def take_away(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Take one out of everybody's lists."""
    _or_404(client_id)
    actions.take_away(client_id=client_id, by=request.actor)
    say(request, _("Taken away. Nobody finds it any more; it stands with the sealed records."))
    return redirect("emergency:decoys")


@requires(Permission.KEEP_DECOYS)
@require_POST
def put_back(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Put one back where it was."""
    _or_404(client_id)
    actions.put_back(client_id=client_id, by=request.actor)
    say(request, _("Put back. Whoever opens it raises an alarm."))
    return redirect("emergency:decoys")


def _or_404(client_id: uuid.UUID) -> None:
    if all(one.client_id != client_id for one in door.my_decoys()):
        raise Http404
