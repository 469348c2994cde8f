"""New referrals: seeing them, and answering with a worker or with something else."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.coordination.referrals import actions, queries, rules
from alongside.coordination.referrals.forms import OfferForm
from alongside.coordination.referrals.models import Referral, ReferralOutcome
from alongside.core.people.models import Episode
from alongside.core.team import queries as team
from alongside.core.team.forms import LeadForm
from alongside.core.team.rules import Load
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused

PAGE = 20
SHOWN = bits(Compartment.BASICS, Compartment.STORY)


@requires(Permission.TAKE_REFERRALS)
def new(request: WorkerRequest) -> HttpResponse:
    """List the new referrals that wait for this hat, the longest wait first."""
    page = Paginator(queries.new_episodes(), PAGE).get_page(request.GET.get("page"))
    waiting = queries.waiting(page.object_list, timezone.now())
    shown = dict.fromkeys((one.client.pk for one in waiting), SHOWN)
    audit.record_list(what="referrals.new", by=request.actor, shown=shown)
    context = {
        "page": page, "waiting": waiting, "may_make_links": request.membership.may(Permission.MAKE_LINKS),
    }  # fmt: skip
    return render(request, "referrals/new.html", context)


@requires(Permission.TAKE_REFERRALS)
def referral(request: WorkerRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Show one referral, answered or not."""
    return _shown(request, get_object_or_404(Referral, pk=referral_id))


def _shown(
    request: WorkerRequest,
    found: Referral,
    *,
    take_up: Any = None,
    offer: Any = None,
    status: int = 200,
) -> HttpResponse:
    audit.record(
        Event.OPENED, what="referrals.referral", by=request.actor, client_id=found.client_id,
        compartments=SHOWN,
    )  # fmt: skip
    one = queries.opened(found, timezone.now())
    answered = bool(rules.why_too_late(one.episode))
    nothing_goes_out = queries.why_nothing_goes_out(one.episode)
    to_tell = queries.to_let_know([found.client_id]).filter(episode_id=found.episode_id)
    context: dict[str, Any] = {
        "one": one, "referral": found, "unanswered": not answered and queries.may_answer(found),
        "answered": answered, "offered": one.episode.state == Episode.State.OFFERED,
        "nothing_goes_out": nothing_goes_out,
        "answer": rules.ANSWERS.get(one.episode.answer_code, ""),
        "to_tell": []
        if nothing_goes_out
        else [(outcome, queries.may_tell(outcome)) for outcome in to_tell],
    }  # fmt: skip
    if context["unanswered"]:
        context |= _choices(request, one, take_up, offer)
    else:
        context |= {
            "beside_her": team.alongside([found.client_id]).filter(episode_id=found.episode_id),
            "not_saved": offer or take_up,
            "why_not": rules.why_too_late(one.episode) or rules.why_not_yours(one.episode, takes_them=False),
        }  # fmt: skip
    if offer is not None and context["unanswered"] and context["offered"]:
        context |= {"not_saved": offer, "why_not": rules.ALREADY_OFFERED}
    return render(request, "referrals/referral.html", context, status=status)


def _choices(
    request: WorkerRequest, one: queries.NewReferral, take_up: Any, offer: Any
) -> dict[str, Any]:
    service = one.episode.service
    loads = team.loads(service, client_id=one.client.pk)
    proposal = rules.propose_lead(loads, one.referral.wishes_worker)
    initial = {
        "lead": str(proposal.membership.pk) if proposal.membership else "",
        "her_choice": proposal.her_wish,
    }
    return {
        "proposal": proposal,
        "take_up": take_up or LeadForm(initial=initial, loads=loads, agreed_by=request.membership),
        "offer": offer or OfferForm(),
        "room": [_bar(load) for load in loads],
        "marks": [mark for mark in (service.caseload_from, service.caseload_to) if mark],
        "most": (service.caseload_to or 7) + 3,
    }


def _bar(load: Load) -> dict[str, Any]:
    over = load.room is not None and load.room < 0
    note = _("no room") if load.room is not None and load.room <= 0 else ""
    return {"label": load.membership.worker.name, "value": load.women, "note": note, "over": over}


@requires(Permission.TAKE_REFERRALS)
def take_up(request: WorkerRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Say yes, and give her a lead worker."""
    found = get_object_or_404(Referral, pk=referral_id)
    if request.method != "POST":
        return redirect("referrals:referral", referral_id)
    one = queries.opened(found, timezone.now())
    loads = team.loads(one.episode.service, client_id=one.client.pk)
    form = LeadForm(request.POST, loads=loads, agreed_by=request.membership)
    if not form.is_valid():
        return _shown(request, found, take_up=form, status=422)
    lead = form.cleaned_data.pop("lead")
    try:
        actions.take_up(
            referral=found,
            lead=lead,
            agreed_by=request.membership,
            by=request.actor,
            **form.cleaned_data,
        )
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(None, refusal.reason)
        return _shown(request, found, take_up=form, status=422)
    names = {"woman": one.client.name, "worker": lead.worker.name}
    say(request, _("%(worker)s is alongside %(woman)s now.") % names)
    return redirect("referrals:new")


@requires(Permission.TAKE_REFERRALS)
def offer(request: WorkerRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Offer her something else, and say why and what."""
    found = get_object_or_404(Referral, pk=referral_id)
    if request.method != "POST":
        return redirect("referrals:referral", referral_id)
    form = OfferForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, offer=form, status=422)
    try:
        actions.offer_elsewhere(referral=found, by=request.actor, **form.cleaned_data)
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(None, refusal.reason)
        return _shown(request, found, offer=form, status=422)
    say(request, _("Written down. She can still come to us: it is one press away."))
    return redirect("referrals:referral", referral_id)


@requires(Permission.TAKE_REFERRALS)
@require_POST
def told(request: WorkerRequest, outcome_id: uuid.UUID) -> HttpResponse:
    """Note that the sender's agency was told, by a person, on its directory number."""
    outcome = get_object_or_404(ReferralOutcome.objects.select_related("agency"), pk=outcome_id)
    actions.told(outcome=outcome, membership=request.membership, by=request.actor)
    say(request, _("Noted: %(agency)s has been told.") % {"agency": outcome.agency.name})
    # Back to whichever page asked, and no further than our own.
    back = (
        Referral.objects.filter(client_id=outcome.client_id, episode_id=outcome.episode_id)
        .values_list("pk", flat=True)
        .first()
    )
    return redirect("referrals:referral", back) if back else redirect("referrals:new")
