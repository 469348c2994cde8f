"""Referrals by signed-in workers, what they may hear of them, and links for partners."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.coordination.referrals import actions, queries
from alongside.coordination.referrals.forms import (
    LinkForm,
    OnePageForm,
    TonightForm,
    TypedForm,
    WriteForm,
)
from alongside.coordination.referrals.forms.answers import TakeBackForm
from alongside.coordination.referrals.models import Referral
from alongside.coordination.referrals.views.coming_back import as_paper
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
    """Send a referral to any service in the directory; one kind of agency is asked a little more."""
    kind = _kind(request)
    form = WriteForm(request.POST if request.method == "POST" else None, kind=kind)
    if request.method == "POST" and form.is_valid() and _sent_it(request, form):
        return redirect("referrals:sent")
    return _written(request, "referrals/write.html", form, kind)


@requires(Permission.REFER)
def typed(request: WorkerRequest) -> HttpResponse:
    """Type a referral in that came on paper, with the day that stands on it."""
    kind = _kind(request)
    form = TypedForm(request.POST if request.method == "POST" else None, kind=kind)
    if request.method == "POST" and form.is_valid() and _sent_it(request, form):
        return redirect("referrals:sent")
    return _written(request, "referrals/typed.html", form, kind)


@requires(Permission.REFER)
def tonight(request: WorkerRequest) -> HttpResponse:
    """What can't wait until the morning: one page, five minutes, day or night (R58)."""
    initial = {"service": request.GET.get("service")}
    form = TonightForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid() and _sent_it(request, form):
        return redirect("referrals:sent")
    services = form.fields["service"].queryset.exclude(urgent_words="")  # type: ignore[attr-defined]
    status = 422 if form.is_bound else 200
    context = {"form": form, "services": services}
    return render(request, "referrals/tonight.html", context, status=status)


@requires(Permission.REFER)
def paper(request: WorkerRequest) -> HttpResponse:
    """Print the blank form, to be filled in by hand and typed in later."""
    return as_paper(request)


def _kind(request: WorkerRequest) -> str:
    said = request.POST if request.method == "POST" else request.GET
    kind = said.get("as", "")
    return kind if kind in Referral.Referrer.values else ""


def _written(request: WorkerRequest, template: str, form: OnePageForm, kind: str) -> HttpResponse:
    context = {"form": form, "kind": kind, "kinds": Referral.Referrer.choices}
    return render(request, template, context, status=422 if form.is_bound else 200)


def _sent_it(request: WorkerRequest, form: OnePageForm) -> bool:
    """Send what one page says, once; False with the reason on the page."""
    service = form.cleaned_data["service"]
    try:
        actions.send_at_once(
            key=key_within(form.cleaned_data["key"], request.membership.pk), service=service,
            answers=form.answers(), sender=request.membership, by=request.actor,
        )  # fmt: skip
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(None, refusal.reason)
        form.renew_key()
        return False
    words = _("Sent to %(service)s. A worker there will read it.")
    say(request, words % {"service": service.name})
    return True


@requires(Permission.REFER)
def sent(request: WorkerRequest) -> HttpResponse:
    """List what this hat sent, and what may be heard of it; nothing else about anybody."""
    outcomes = queries.outcomes_for_sender()
    shown = dict.fromkeys((one.client_id for one in outcomes), Compartment.OUTCOME)
    audit.record_list(what="referrals.sent", by=request.actor, shown=shown)
    context = {"outcomes": outcomes, "mine": queries.my_sent()}
    return render(request, "referrals/sent.html", context)


@requires(Permission.REFER)
def take_back(request: WorkerRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Take back a referral one sent oneself, while nobody has answered it."""
    mine = next((one for one in queries.my_sent() if one.referral_id == referral_id), None)
    if mine is None:
        raise Http404
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.take_back(
            referral_id=referral_id, words=form.cleaned_data["words"], by=request.actor
        )
        say(request, _("If nobody has answered it yet, it is taken back."))
        return redirect("referrals:sent")
    context = {"form": form, "mine": mine}
    return render(request, "referrals/take_back.html", context, status=422 if form.errors else 200)


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
