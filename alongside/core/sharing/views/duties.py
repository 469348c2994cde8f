"""Who has which duty; an administrator's page."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.sharing.actions import duties as actions
from alongside.core.sharing.forms.duties import DutyForm
from alongside.core.sharing.models import Duty
from alongside.core.sharing.queries import duties as queries
from alongside.core.sharing.rules.duties import ABOUT
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused


@requires(Permission.MANAGE_WORKERS)
def duties(request: WorkerRequest) -> HttpResponse:
    """Show who has which duty, and give one."""
    form = DutyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.give(given_by=request.membership, by=request.actor, **said)
            name = said["membership"].worker.name
            say(request, _("%(name)s has this duty now.") % {"name": name})
            return redirect("away:duties")
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
    given = list(queries.duties())
    kinds = [
        (kind.label, ABOUT[kind], [one for one in given if one.kind == kind]) for kind in Duty.Kind
    ]
    context = {"form": form, "kinds": kinds}
    return render(request, "sharing/duties.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_WORKERS)
@require_POST
def duty_end(request: WorkerRequest, duty_id: uuid.UUID) -> HttpResponse:
    """End one duty."""
    duty = get_object_or_404(Duty.objects.select_related("membership__worker"), pk=duty_id)
    actions.end(duty=duty, by=request.actor)
    say(request, _("%(name)s no longer has this duty.") % {"name": duty.membership.worker.name})
    return redirect("away:duties")
