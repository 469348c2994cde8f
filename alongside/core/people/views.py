"""Pages about reaching a woman safely, and about where she is."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.people import actions as people
from alongside.core.people import queries, rules
from alongside.core.people.forms import (
    LookForm,
    ReachForm,
    RightForm,
    SafeContactForm,
    WhereaboutsForm,
)
from alongside.core.people.models import Client, SafeWay
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within, new_key
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused


def _her(client_id: uuid.UUID) -> Client:
    return get_object_or_404(queries.with_safe_contact(Client.objects.all()), pk=client_id)


def _must_write_basics(client_id: uuid.UUID) -> None:
    if not rights(client_id).may_write(Compartment.BASICS):
        raise Refused(
            _(
                "Those alongside her write down how to reach her. Tell her lead worker what changed."
            ),
            rule="not_beside_her",
        )


def _to_her_page(client_id: uuid.UUID) -> HttpResponse:
    # The roof composes her page; from down here it is an address and no more.
    return redirect("home:her", client_id)


def _opened(
    request: WorkerRequest, what: str, client_id: uuid.UUID, parts: int = Compartment.BASICS
) -> None:
    audit.record(Event.OPENED, what=what, by=request.actor, client_id=client_id, compartments=parts)


@requires(Permission.WRITE_CONTACT)
def contact(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Change how to reach her safely; two who write at once see both texts."""
    client = _her(client_id)
    _must_write_basics(client_id)
    form = SafeContactForm(client, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _show_contact(request, client, form, getattr(form.standing, "version", ""))
    if not form.is_valid():
        return _show_contact(request, client, form, form.data.get("version", ""), status=422)
    try:
        if not form.is_what_stands(client):
            people.set_safe_contact(
                client_id=client_id, facts={**form.facts(), **form.asked(request.membership)},
                ways=form.all_ways(), by=request.actor, version=form.cleaned_data["version"],
            )  # fmt: skip
    except ChangedMeanwhile:
        now = _her(client_id)
        if not form.is_what_stands(now):
            theirs = queries.safe_contact_card(now, timezone.now())
            return _show_contact(request, client, form, theirs.version, theirs=theirs, status=409)
    say(request, _("Saved: how to reach %(name)s safely.") % {"name": client.name})
    return _to_her_page(client_id)


def _show_contact(
    request: WorkerRequest,
    client: Client,
    form: SafeContactForm,
    version: object,
    *,
    theirs: queries.SafeCard | None = None,
    status: int = 200,
) -> HttpResponse:
    _opened(request, "people.contact", client.pk)
    context = {"client": client, "form": form, "version": version, "theirs": theirs}
    return render(request, "people/contact.html", context, status=status)


@requires(Permission.WRITE_CONTACT)
@require_POST
def contact_right(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Note that she was asked today, and says the card is still right."""
    client = _her(client_id)
    _must_write_basics(client_id)
    form = RightForm(request.POST)
    try:
        people.confirm_safe_contact(
            client_id=client_id, version=form.cleaned_data["version"] if form.is_valid() else 0,
            membership_id=request.membership.pk, by=request.actor,
        )  # fmt: skip
    except ChangedMeanwhile as refusal:
        request.refusals.append(refusal.rule)
        words = _(
            "Somebody changed how to reach %(name)s meanwhile. Ask her about what stands now."
        )
        say(request, words % {"name": client.name}, tone="info")
        return _to_her_page(client_id)
    say(request, _("Noted: %(name)s says this is still right.") % {"name": client.name})
    return _to_her_page(client_id)


@requires(Permission.SEE_WOMEN)
def reach(request: WorkerRequest, client_id: uuid.UUID, way_id: uuid.UUID) -> HttpResponse:
    """Show one way to reach her: at once in her hours, else after a reason, never when she said so."""
    client = _her(client_id)
    way = get_object_or_404(SafeWay, pk=way_id, client_id=client_id, ended_at__isnull=True)
    if said := queries.why_not_contact(client, timezone.localdate()):
        raise Refused(said, rule="quiet")
    safe = getattr(client, "safe_contact", None)
    state = rules.reach(way, safe.never if safe else [], timezone.now())
    form = ReachForm(request.POST if request.method == "POST" else None)
    shown, status = state.open, 200
    if request.method == "POST" and not shown:
        if state.never or form.is_valid():
            people.reach_out(way=way, reason=form.data.get("reason", ""), by=request.actor)
            shown = True
        else:
            status = 422
    _opened(request, "people.reach", client_id)
    card = queries.safe_contact_card(client, timezone.now())
    context = {
        "client": client, "way": way if shown else None, "state": state, "form": form, "card": card,
        "again": rules.moment_in_words(state.opens, timezone.now()) if state.opens else "",
        "by_way": rules.BY[way.kind], "may_note": rights(client_id).may_write(Compartment.NOTES),
    }  # fmt: skip
    return render(request, "people/reach.html", context, status=status)


@requires(Permission.LOOK_UP_ADDRESS)
def whereabouts(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show where she is to somebody who says why."""
    client = _her(client_id)
    form = LookForm(request.POST if request.method == "POST" else None)
    panel = queries.whereabouts_panel(client_id)
    context = {"client": client, "form": form, "panel": panel}
    status = 200
    if request.method == "POST" and form.is_valid() and panel.known:
        context["places"] = people.reveal_whereabouts(
            client_id=client_id, reason=form.cleaned_data["reason"], by=request.actor
        )
    elif request.method == "POST" and panel.known:
        status = 422
    _opened(request, "people.whereabouts", client_id, Compartment.BASICS | panel.compartments)
    return render(request, "people/whereabouts.html", context, status=status)


@requires(Permission.LOOK_UP_ADDRESS)
def whereabouts_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write where she is from now on; her lead worker only."""
    client = _her(client_id)
    if not rights(client_id).may_write(Compartment.LOCATION):
        raise Refused(_("Only her lead worker can write where she is."), rule="not_her_lead")
    form = _whereabouts_form(request)
    if request.method == "POST" and form.is_valid():
        people.set_whereabouts(
            client_id=client_id, address=form.cleaned_data["address"], by=request.actor,
            since=form.cleaned_data["since"], membership_id=request.membership.pk,
            key=key_within(form.cleaned_data["key"] or new_key(), client_id),
        )  # fmt: skip
        say(
            request,
            _("Saved: where %(name)s is. Who may look stands on her page.") % {"name": client.name},
        )
        return _to_her_page(client_id)
    _opened(request, "people.whereabouts_new", client_id)
    status = 422 if request.method == "POST" else 200
    context = {"client": client, "form": form}
    return render(request, "people/whereabouts_new.html", context, status=status)


def _whereabouts_form(request: HttpRequest) -> WhereaboutsForm:
    if request.method == "POST":
        return WhereaboutsForm(request.POST)
    return WhereaboutsForm(initial={"key": new_key()})
