"""Referrals by signed-in workers, what they may hear of them, and links for partners."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.coordination.referrals import actions, queries, rules
from alongside.coordination.referrals.forms import LinkForm, WriteForm
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, any_worker, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.notices import say

SHOWN_ONCE = "link_shown_once"


@requires(Permission.REFER)
def write(request: WorkerRequest) -> HttpResponse:
    """Send a referral to any service in the directory."""
    form = (
        WriteForm(request.POST)
        if request.method == "POST"
        else WriteForm(initial={"key": new_key()})
    )
    if request.method == "POST" and form.is_valid():
        actions.send_at_once(
            key=form.cleaned_data["key"], service=form.cleaned_data["service"],
            answers=form.answers(), sender=request.membership, by=request.actor,
        )  # fmt: skip
        service = form.cleaned_data["service"].name
        say(request, _("Sent to %(service)s. A worker there will read it.") % {"service": service})
        return redirect("referrals:sent")
    status = 422 if request.method == "POST" else 200
    return render(request, "referrals/write.html", {"form": form}, status=status)


@requires(Permission.REFER)
def sent(request: WorkerRequest) -> HttpResponse:
    """List what may be heard of the referrals this hat sent, and nothing else about anybody."""
    outcomes = queries.outcomes_for_sender()
    audit.record_list(
        what="referrals.sent", by=request.actor, compartments=Compartment.OUTCOME,
        client_ids=[one.client_id for one in outcomes],
    )  # fmt: skip
    return render(request, "referrals/sent.html", {"outcomes": outcomes})


def _links_page(request: WorkerRequest, form: LinkForm, status: int = 200) -> HttpResponse:
    token = request.session.pop(SHOWN_ONCE, "") if request.method == "GET" else ""
    context = {
        "form": form,
        "links": queries.links(request.membership),
        "now": timezone.now(),
        "address": request.build_absolute_uri(reverse("referrals:link_start", args=[token]))
        if token
        else "",
    }
    return render(request, "referrals/links.html", context, status=status)


@any_worker
def links(request: WorkerRequest) -> HttpResponse:
    """Make and list links for partners: a manager for her services, an administrator for her agency's."""
    if not rules.may_make_links(request.membership):
        raise PermissionDenied
    services = queries.services_for_links(request.membership)
    if request.method != "POST":
        return _links_page(request, LinkForm(initial={"key": new_key()}, services=services))
    form = LinkForm(request.POST, services=services)
    if not form.is_valid():
        return _links_page(request, form, status=422)
    token = actions.make_link(membership=request.membership, by=request.actor, **form.cleaned_data)
    if token:
        request.session[SHOWN_ONCE] = token
    return redirect("referrals:links")


@any_worker
@require_POST
def link_end(request: WorkerRequest, link_id: uuid.UUID) -> HttpResponse:
    """End one link at once."""
    if not rules.may_make_links(request.membership):
        raise PermissionDenied
    link = get_object_or_404(queries.links(request.membership), pk=link_id)
    actions.end_link(link=link, by=request.actor)
    say(request, _("The link for %(agency)s has ended.") % {"agency": link.agency.name})
    return redirect("referrals:links")
