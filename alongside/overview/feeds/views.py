"""Pages about calendars, and the feed itself."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.people import queries as people
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.access import WorkerRequest, public, requires
from alongside.foundation.accounts.adapters import too_often
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused
from alongside.overview.feeds import actions, queries, rules
from alongside.overview.feeds.forms import HersForm, LinkForm
from alongside.overview.feeds.models import FeedLink
from alongside.support.engagement import rules as engagement

SHOWN_ONCE = "feed_shown_once"
# Calendar programs ask every few minutes, a whole office from one address; nobody tries secrets at that pace.
ASKED_FROM_ONE_ADDRESS = "60/m/ip"
REASON = "a calendar program has the secret address and no account"


@requires(Permission.SEE_WOMEN)
def feeds(request: WorkerRequest) -> HttpResponse:
    """Make a secret address for one's own calendar, and list those there are."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, status=422 if request.method == "POST" else 200)
    key = key_within(form.cleaned_data["key"], request.membership.pk)
    try:
        request.session[SHOWN_ONCE] = actions.make_link(
            key=key, said=form.cleaned_data["said"], membership=request.membership, by=request.actor
        )
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(None, refusal.reason)
        return _show(request, form, status=409)
    return redirect("feeds:feeds")


def _show(request: WorkerRequest, form: LinkForm, *, status: int) -> HttpResponse:
    token = request.session.pop(SHOWN_ONCE, "") if request.method == "GET" else ""
    here = reverse("feeds:feed", args=[token]) if token else ""
    context = {
        "form": form,
        "links": queries.links(request.membership),
        "address": request.build_absolute_uri(here) if here else "",
    }
    return render(request, "feeds/feeds.html", context, status=status)


@requires(Permission.SEE_WOMEN)
@require_POST
def link_end(request: WorkerRequest, link_id: uuid.UUID) -> HttpResponse:
    """End one of one's own links at once."""
    link = get_object_or_404(FeedLink, pk=link_id, membership=request.membership)
    actions.end_link(link=link, by=request.actor)
    say(request, _("Ended. Delete the calendar in your program too: it may keep what it has read."))
    return redirect("feeds:feeds")


@public(REASON)
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Say when a hat is busy, to whoever has the secret address; what she no longer sees is gone from it."""
    if too_often(request, what="feeds.feed", rate=ASKED_FROM_ONE_ADDRESS, reading=True):
        return HttpResponse(_("That was very fast. Try again in a minute."), status=429)
    link = queries.open_link(token)
    if link is None:
        raise Http404
    now, hat = timezone.now(), link.membership
    with acting_as(hat.pk):
        moments, parts = queries.ahead(hat.pk, timezone.localdate(now))
        # One row a fetch, which names no woman: none is in what goes out (decision 0024).
        audit.record(
            Event.LISTED, what="feeds.feed", by=Actor(hat.pk, hat.worker_id), compartments=parts
        )
    return _file(rules.calendar(moments, link.get_said_display(), now))


def _file(content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    return answer


@requires(Permission.WRITE_CONTACT)
def hers(request: WorkerRequest, client_id: uuid.UUID, appointment_id: uuid.UUID) -> HttpResponse:
    """Make one entry for her own calendar, if she wants it: when, under a word that says nothing."""
    one = get_object_or_404(queries.to_come(client_id, appointment_id))
    if said := engagement.why_not_this_part(one.compartment, access.rights(client_id).writes):
        raise Refused(said, rule="may_not_write_this_part")
    if said := people.why_not_contact(one.client, timezone.localdate()):
        raise Refused(said, rule="quiet")
    form = HersForm(request.POST if request.method == "POST" else None)
    given = request.method == "POST" and form.is_valid()
    audit.record(
        Event.PRINTED if given else Event.OPENED, what="feeds.hers", by=request.actor,
        client_id=client_id, compartments=Compartment.BASICS | one.compartment,
    )  # fmt: skip
    if given:
        moment = rules.Moment(one.pk, one.on_date, one.at_time)
        words = str(rules.FOR_HER[form.cleaned_data["said"]])
        return _file(rules.calendar([moment], words, timezone.now()))
    context = {"client": one.client, "one": one, "form": form}
    return render(request, "feeds/hers.html", context, status=422 if form.errors else 200)
