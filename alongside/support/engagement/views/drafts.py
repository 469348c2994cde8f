"""What somebody is writing, kept for her while she writes."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.support.engagement import actions, forms
from alongside.support.engagement.models import Draft
from alongside.support.engagement.views.notes import allowed


@requires(Permission.WRITE_CONTACT)
def draft(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Keep what stands in the form; the form's script posts here while she types."""
    client = get_object_or_404(Client, pk=client_id)
    if request.method != "POST":
        return redirect("engagement:note_new", client.pk)
    allowed(client.pk)
    key = forms.key_in(request.POST, client_id=client_id, membership_id=request.membership.pk)
    actions.keep_draft(
        key=key, client_id=client.pk, fields=forms.draft_fields(request.POST), by=request.actor
    )
    return HttpResponse(status=204)


@requires(Permission.WRITE_CONTACT)
def draft_throw_away(
    request: WorkerRequest, client_id: uuid.UUID, draft_id: uuid.UUID
) -> HttpResponse:
    """Ask once, showing what would be gone, and then throw one's own draft away."""
    mine = Draft.objects.select_related("client").filter(holder_id=request.membership.pk)
    if request.method == "POST":
        # Pressed twice, the second finds nothing left to throw away, and that is what was meant.
        if one := mine.filter(pk=draft_id, client_id=client_id).first():
            actions.throw_away(draft=one, by=request.actor)
        say(request, _("The draft is gone."), tone="plain")
        return redirect("home:today")
    one = get_object_or_404(mine, pk=draft_id, client_id=client_id)
    audit.record(
        Event.OPENED, what="engagement.draft_throw_away", by=request.actor, client_id=client_id,
        compartments=Compartment.BASICS | one.compartment,
    )  # fmt: skip
    return render(request, "engagement/draft_throw_away.html", {"client": one.client, "draft": one})
