"""Pages about whom a woman keeps away."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.people.models import Client
from alongside.core.sharing.actions import away as actions
from alongside.core.sharing.forms.away import AwayForm, IsItForm, LiftForm
from alongside.core.sharing.models import Block, Duty
from alongside.core.sharing.queries import away as queries
from alongside.core.sharing.queries import duties
from alongside.core.sharing.rules import away as rules
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import my_sources, rights
from alongside.foundation.accounts.access import WorkerRequest, any_worker, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused

SHOWN = Compartment.BASICS | Compartment.SHARING


def _her(client_id: uuid.UUID) -> Client:
    """Fetch her, for somebody who may see whom she keeps away."""
    client = get_object_or_404(Client, pk=client_id)
    if not rights(client_id).may_read(Compartment.SHARING):
        raise Refused(
            _("Whom a woman keeps away is known to those who look after her, and to nobody else."),
            rule="not_shared",
        )
    return client


def _opened(request: WorkerRequest, what: str, client_id: uuid.UUID) -> None:
    audit.record(Event.OPENED, what=what, by=request.actor, client_id=client_id, compartments=SHOWN)


def _on(client_id: uuid.UUID) -> HttpResponse:
    """Lead back to her list; somebody who has just lost sight of her goes to the women he sees."""
    if Client.objects.filter(pk=client_id).exists() and rights(client_id).may_read(
        Compartment.SHARING
    ):
        return redirect("away:list", client_id)
    return redirect("home:women")


@requires(Permission.SEE_WOMEN)
def away_list(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """List whom she keeps away, what waits to be answered, and whom she let back in."""
    client = _her(client_id)
    sources = my_sources(client_id)
    told = list(queries.blocks(client_id))
    _opened(request, "sharing.away", client_id)
    context = {
        "client": client,
        "standing": [block for block in told if block.lifted_at is None],
        "lifted": [block for block in told if block.lifted_at],
        "doubts": list(queries.open_doubts(client_id)),
        "may_add": rules.why_not_add(sources) is None,
        "may_lift": rules.why_not_lift(sources) is None,
    }
    return render(request, "sharing/away_list.html", context)


@requires(Permission.SEE_WOMEN)
def away_add(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down somebody she keeps away, after saying whom that touches."""
    client = _her(client_id)
    if said := rules.why_not_add(my_sources(client_id)):
        raise Refused(said, rule="not_looking_after")
    form = AwayForm(request.POST if request.method == "POST" else None, client_id=client_id)
    if request.method == "POST" and form.is_valid():
        actions.keep_away(
            key=key_within(form.cleaned_data["key"], client_id), client_id=client_id,
            made_by=request.membership, by=request.actor, **form.facts(),
        )  # fmt: skip
        say(request, _("Kept. To them she does not exist here, from this moment on."))
        return _on(client_id)
    _opened(request, "sharing.away_add", client_id)
    context = {"client": client, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "sharing/away_add.html", context, status=status)


@requires(Permission.SEE_WOMEN)
def away_lift(request: WorkerRequest, client_id: uuid.UUID, block_id: uuid.UUID) -> HttpResponse:
    """Let somebody back in: her lead worker, with her there."""
    client = _her(client_id)
    block = get_object_or_404(queries.blocks(client_id).filter(lifted_at__isnull=True), pk=block_id)
    if said := rules.why_not_lift(my_sources(client_id)):
        raise Refused(said, rule="not_her_lead")
    form = LiftForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.lift(
            block=block, lifted_by=request.membership, words=form.cleaned_data["words"],
            by=request.actor,
        )  # fmt: skip
        say(request, _("Lifted, at her word. It stays in the list of what was before."))
        return _on(client_id)
    _opened(request, "sharing.away_lift", client_id)
    context = {"client": client, "kept": block, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "sharing/away_lift.html", context, status=status)


@requires(Permission.SEE_WOMEN)
def away_settle(request: WorkerRequest, client_id: uuid.UUID, doubt_id: uuid.UUID) -> HttpResponse:
    """Say whether a worker is the one she keeps away."""
    client = _her(client_id)
    doubt = get_object_or_404(queries.open_doubts(client_id), pk=doubt_id)
    if said := rules.why_not_add(my_sources(client_id)):
        raise Refused(said, rule="not_looking_after")
    form = IsItForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        is_them = form.cleaned_data["is_them"] == "yes"
        actions.settle(
            doubt=doubt, is_them=is_them, settled_by=request.membership, by=request.actor
        )
        words = _("Kept away, under every hat.") if is_them else _("Noted: it is somebody else.")
        say(request, words)
        return _on(client_id)
    _opened(request, "sharing.away_settle", client_id)
    context = {"client": client, "doubt": doubt, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "sharing/away_settle.html", context, status=status)


def _must_be_safety_lead(request: WorkerRequest) -> None:
    if Duty.Kind.SAFETY not in duties.of(request.membership):
        raise PermissionDenied


@any_worker
def reviews(request: WorkerRequest) -> HttpResponse:
    """List the whole agencies kept away that a safety lead has to look at."""
    _must_be_safety_lead(request)
    blocks = queries.to_review()
    shown = dict.fromkeys((block.client_id for block in blocks), int(SHOWN))
    audit.record_list(what="sharing.reviews", by=request.actor, shown=shown)
    return render(request, "sharing/reviews.html", {"blocks": blocks})


@any_worker
@require_POST
def review(request: WorkerRequest, block_id: uuid.UUID) -> HttpResponse:
    """Note that this was looked at."""
    _must_be_safety_lead(request)
    block = get_object_or_404(Block.objects.standing(), pk=block_id, agency__isnull=False)
    actions.review(block=block, reviewed_by=request.membership, by=request.actor)
    say(request, _("Noted: you have looked at this."))
    return redirect("away:reviews")
