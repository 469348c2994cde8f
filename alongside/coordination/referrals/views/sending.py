"""Referrals by signed-in workers, what they may hear of them, and links for partners."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.coordination.referrals import actions, queries
from alongside.coordination.referrals.forms import LinkForm, WriteForm
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused

SHOWN_ONCE = "link_shown_once"


@requires(Permission.REFER)
def write(request: WorkerRequest) -> HttpResponse:
    """Send a referral to any service in the directory."""
    form = WriteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        service = form.cleaned_data["service"]
        try:
            actions.send_at_once(
                key=key_within(form.cleaned_data["key"], request.membership.pk), service=service,
                answers=form.answers(), sender=request.membership, by=request.actor,
            )  # fmt: skip
            words = _("Sent to %(service)s. A worker there will read it.")
            say(request, words % {"service": service.name})
            return redirect("referrals:sent")
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
            form.renew_key()
    status = 422 if request.method == "POST" else 200
    return render(request, "referrals/write.html", {"form": form}, status=status)


@requires(Permission.REFER)
def sent(request: WorkerRequest) -> HttpResponse:
    """List what may be heard of the referrals this hat sent, and nothing else about anybody."""
    outcomes = queries.outcomes_for_sender()
    shown = dict.fromkeys((one.client_id for one in outcomes), Compartment.OUTCOME)
    audit.record_list(what="referrals.sent", by=request.actor, shown=shown)
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


@requires(Permission.MAKE_LINKS)
def links(request: WorkerRequest) -> HttpResponse:
    """Make and list links for partners: a manager for her services, an administrator for her agency's."""
    services = queries.services_for_links(request.membership)
    if request.method != "POST":
        return _links_page(request, LinkForm(services=services))
    form = LinkForm(request.POST, services=services)
    if not form.is_valid():
        return _links_page(request, form, status=422)
    token = actions.make_link(membership=request.membership, by=request.actor, **form.cleaned_data)
    if token:
        request.session[SHOWN_ONCE] = token
    return redirect("referrals:links")


@requires(Permission.MAKE_LINKS)
@require_POST
def link_end(request: WorkerRequest, link_id: uuid.UUID) -> HttpResponse:
    """End one link at once."""
    link = get_object_or_404(queries.links(request.membership), pk=link_id)
    actions.end_link(link=link, by=request.actor)
    say(request, _("The link for %(agency)s has ended.") % {"agency": link.agency.name})
    return redirect("referrals:links")
