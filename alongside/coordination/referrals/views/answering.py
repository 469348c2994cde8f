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
from alongside.coordination.referrals.forms.answers import CannotForm, OfferForm, ReasonForm
from alongside.coordination.referrals.models import Referral, ReferralOutcome
from alongside.coordination.referrals.rules import states
from alongside.coordination.referrals.rules.states import State
from alongside.core.people.models import Episode
from alongside.core.sharing.queries import one_woman
from alongside.core.team import queries as team
from alongside.core.team.forms import LeadForm
from alongside.core.team.rules import Load
from alongside.foundation.access import queries as access
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
    """List the new referrals that wait for this hat: what can't wait first, then the longest wait."""
    page = Paginator(queries.new_episodes(), PAGE).get_page(request.GET.get("page"))
    waiting = queries.waiting(page.object_list, timezone.now())
    shown = dict.fromkeys((one.client.pk for one in waiting), SHOWN)
    audit.record_list(what="referrals.new", by=request.actor, shown=shown)
    may = request.membership.may
    context = {
        "page": page, "waiting": waiting,
        "lists": queries.services_with_lists(), "may_make_links": may(Permission.MAKE_LINKS),
        "may_count": may(Permission.SEE_SERVICE),
    }  # fmt: skip
    return render(request, "referrals/new.html", context)


@requires(Permission.TAKE_REFERRALS)
def referral(request: WorkerRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Show one referral, answered or not."""
    return shown(request, get_object_or_404(Referral, pk=referral_id))


def shown(
    request: WorkerRequest, found: Referral, *, status: int = 200, **sent: Any
) -> HttpResponse:
    """Show one referral with what came with it and every way to answer; a form that was `sent` stays open."""
    one = queries.opened(found, timezone.now())
    answered = bool(rules.why_too_late(one.episode))
    context: dict[str, Any] = {
        "one": one, "referral": found, "unanswered": not answered and queries.may_answer(found),
        "answered": answered, "offered": one.episode.state == Episode.State.OFFERED,
        "answer": rules.ANSWERS.get(one.episode.answer_code, ""), **_came_with(found),
        **_hearing(found, one.episode), **_followed(found, one),
    }  # fmt: skip
    _answering(request, one, context, sent)
    _write_down_opening(request, found, context)
    return render(request, "referrals/referral.html", context, status=status)


def _answering(
    request: WorkerRequest, one: queries.NewReferral, context: dict[str, Any], sent: dict[str, Any]
) -> None:
    """Bring the ways to answer, or whoever was quicker with what was not saved."""
    said_no = sent.get("offer") or sent.get("cannot")
    if not context["unanswered"]:
        found = one.referral
        context |= {
            "beside_her": team.alongside([found.client_id]).filter(episode_id=found.episode_id),
            "not_saved": next(iter(sent.values()), None),
            "why_not": rules.why_too_late(one.episode)
            or rules.why_not_yours(one.episode, takes_them=False),
        }
        return
    context |= _choices(request, one, sent.get("take_up"), sent.get("offer"))
    context |= {
        "cannot": sent.get("cannot") or CannotForm(),
        "accept": sent.get("accept") or ReasonForm(),
    }
    if said_no is not None and context["offered"]:
        context |= {"not_saved": said_no, "why_not": rules.ALREADY_OFFERED}


def _came_with(found: Referral) -> dict[str, Any]:
    extras, carried = queries.extras_of(found), queries.carried_of(found.client_id)
    parts = 0
    for part in [one.compartment for one in extras] + [one.compartment for one in carried]:
        parts |= part
    return {"extras": extras, "carried": carried, "carried_parts": parts}


def _hearing(found: Referral, episode: Episode) -> dict[str, Any]:
    nothing_goes_out = queries.why_nothing_goes_out(episode)
    to_tell = queries.to_let_know([found.client_id]).filter(episode_id=found.episode_id)
    return {
        "nothing_goes_out": nothing_goes_out,
        "to_tell": []
        if nothing_goes_out
        else [(outcome, queries.may_tell(outcome)) for outcome in to_tell],
        "may_say_ended": episode.state == Episode.State.ENDED
        and not nothing_goes_out
        and access.rights(found.client_id).may_write(Compartment.OUTCOME),
    }


def _followed(found: Referral, one: queries.NewReferral) -> dict[str, Any]:
    moves = queries.moves_of(found)
    state = states.state_of(one.episode.state, moves)
    listed = queries.waiting_list(one.episode.service) if state == State.ACCEPTED else []
    return {
        "moves": moves, "state": state, "may_see": state == State.SENT,
        "may_accept": state in (State.SENT, State.SEEN),
        "taken_back": [move for move in moves if move.to == move.To.TAKEN_BACK],
        "place": next((place for place in listed if place.referral.pk == found.pk), None),
        **_second_record(one),
    }  # fmt: skip


def _second_record(one: queries.NewReferral) -> dict[str, Any]:
    """Bring the records that may be hers, or that are, for somebody who looks after all of them."""
    if one.episode.state not in (Episode.State.REFERRED, Episode.State.OFFERED):
        return {"likely": [], "hers": [], "with_us": None}
    new = one.episode.state == Episode.State.REFERRED
    return {
        "likely": one_woman.alike(one.client) if new else [],
        "hers": one_woman.others(one.client.pk),
        "with_us": queries.with_us(one.episode) if new else None,
    }


def _write_down_opening(request: WorkerRequest, found: Referral, context: dict[str, Any]) -> None:
    audit.record(
        Event.OPENED, what="referrals.referral", by=request.actor, client_id=found.client_id,
        compartments=SHOWN | context["carried_parts"],
    )  # fmt: skip
    audit.record_list(
        what="referrals.alike", by=request.actor,
        shown={
            one.pk: int(Compartment.BASICS)
            for one in [*context["likely"], *(her.client for her in context["hers"])]
        },
    )  # fmt: skip


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
        return shown(request, found, take_up=form, status=422)
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
        return shown(request, found, take_up=form, status=422)
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
        return shown(request, found, offer=form, status=422)
    try:
        actions.offer_elsewhere(referral=found, by=request.actor, **form.facts())
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(None, refusal.reason)
        return shown(request, found, offer=form, status=422)
    say(request, _("Written down. She can still come to us: it is one press away."))
    return redirect("referrals:referral", referral_id)


@requires(Permission.TAKE_REFERRALS)
def cannot(request: WorkerRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Say that we can't, why, and who tells her; what she needed is counted."""
    found = get_object_or_404(Referral, pk=referral_id)
    if request.method != "POST":
        return redirect("referrals:referral", referral_id)
    form = CannotForm(request.POST)
    if not form.is_valid():
        return shown(request, found, cannot=form, status=422)
    try:
        actions.cannot(referral=found, by=request.actor, **form.facts())
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(None, refusal.reason)
        return shown(request, found, cannot=form, status=422)
    say(request, _("Written down, and counted. She can still come to us."))
    return redirect("referrals:referral", referral_id)


@requires(Permission.TAKE_REFERRALS)
def accept(request: WorkerRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Say yes though there is no place yet: she goes on the waiting list."""
    found = get_object_or_404(Referral, pk=referral_id)
    if request.method != "POST":
        return redirect("referrals:referral", referral_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return shown(request, found, accept=form, status=422)
    try:
        actions.accept(referral=found, by=request.actor, **form.cleaned_data)
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(None, refusal.reason)
        return shown(request, found, accept=form, status=422)
    say(request, _("She is on the waiting list."))
    return redirect("referrals:referral", referral_id)


@requires(Permission.TAKE_REFERRALS)
@require_POST
def with_us(request: WorkerRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Answer that she is with us already, on the record of hers that goes on."""
    found = get_object_or_404(Referral, pk=referral_id)
    actions.with_us(referral=found, by=request.actor)
    say(
        request, _("Answered: she is with us already. This referral stays with where it came from.")
    )
    return redirect("referrals:new")


@requires(Permission.TAKE_REFERRALS)
@require_POST
def see(request: WorkerRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Say that one is looking at it, so that nobody else has to ask."""
    found = get_object_or_404(Referral, pk=referral_id)
    actions.see(referral=found, by=request.actor)
    say(request, _("The others see that you are looking at it."))
    return redirect("referrals:referral", referral_id)


@requires(Permission.TAKE_REFERRALS)
@require_POST
def ended(request: WorkerRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Let the sender hear that our time with her has ended, as far as she allows."""
    found = get_object_or_404(Referral, pk=referral_id)
    actions.say_ended(referral=found, by=request.actor)
    say(request, _("They may hear that our time with her has ended, and nothing more."))
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
