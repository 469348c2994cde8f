"""Supervision, reflective practice and talks after something hard: asked, offered, agreed, moved, kept."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.workforce.actions import sittings as actions
from alongside.support.workforce.forms.care import (
    AskForm,
    DebriefForm,
    OfferForm,
    PlanForm,
    WordsForm,
)
from alongside.support.workforce.models import Debrief, Sitting, Words
from alongside.support.workforce.queries import asking, care
from alongside.support.workforce.queries.todays import waits_for
from alongside.support.workforce.rules import sittings as rules


@requires(Permission.CARE)
def sitting_ask(request: WorkerRequest) -> HttpResponse:
    """Ask a colleague, or whoever knows something well, for supervision or a talk (R21, R22)."""
    wanted = request.GET.get("kind", "")
    kind = wanted if wanted in Sitting.Kind else Sitting.Kind.SUPERVISION
    form = AskForm(
        request.POST if request.method == "POST" else None,
        colleagues=care.colleagues(request.membership), skills=asking.askable(),
        initial={"kind": kind},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.ask(
                key=key_within(said["key"], request.membership.pk), worker=request.membership,
                supervisor=said["supervisor"], skill=said["skill"], kind=said["kind"], by=request.actor,
            )  # fmt: skip
            say(request, _("Asked. It stands here until somebody says yes."))
            return redirect("workforce:care")
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("supervisor", refusal.reason)
    talk = kind == Sitting.Kind.DEBRIEF
    return _form(request, "workforce/sitting_ask.html", {"form": form, "talk": talk})


@requires(Permission.CARE)
def sitting_offer(request: WorkerRequest) -> HttpResponse:
    """Offer a colleague supervision or a talk, with a day or without one (R21)."""
    form = OfferForm(
        request.POST if request.method == "POST" else None,
        colleagues=care.colleagues(request.membership), initial={"kind": Sitting.Kind.SUPERVISION},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        actions.offer(
            key=key_within(said["key"], request.membership.pk), supervisor=request.membership,
            worker=said["worker"], kind=said["kind"], on_date=said["on_date"],
            at_time=said["at_time"], by=request.actor,
        )  # fmt: skip
        say(request, _("Offered. They can say yes, or leave it."))
        return redirect("workforce:care")
    return _form(request, "workforce/sitting_offer.html", {"form": form})


@requires(Permission.CARE)
def sitting(request: WorkerRequest, sitting_id: uuid.UUID) -> HttpResponse:
    """Show one sitting to the two; to whoever may take it up, only what is asked for."""
    one, mine = _one(request, sitting_id), request.membership.pk
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        actions.write(
            key=key_within(said["key"], mine), sitting=one, words=said["words"],
            membership=request.membership, by=request.actor,
        )  # fmt: skip
        say(request, _("Kept for the two of you."))
        return redirect("workforce:sitting", one.pk)
    context = {
        "one": one,
        "other": _other(one, mine),
        "is_worker": one.worker_id == mine,
        "words": care.words_of(one),
        "may_take_up": rules.why_not_take_up(one, mine=mine) is None,
        "waits": waits_for(one, request.membership),
        "may_plan": rules.why_not_plan(one, mine=mine) is None,
        "may_keep": rules.why_not_keep(one, mine=mine, today=timezone.localdate()) is None,
        "may_call_off": rules.why_not_call_off(one, mine=mine) is None,
        "form": form if rules.why_not_write(one, mine=mine) is None else None,
    }
    return _form(request, "workforce/sitting.html", context)


@requires(Permission.CARE)
@require_POST
def sitting_take_up(request: WorkerRequest, sitting_id: uuid.UUID) -> HttpResponse:
    """Say yes to what was asked or offered; the day comes next."""
    one = _one(request, sitting_id)
    actions.take_up(sitting=one, membership=request.membership, by=request.actor)
    say(request, _("Agreed."))
    if one.on_date:
        return redirect("workforce:sitting", one.pk)
    return redirect("workforce:sitting_plan", one.pk)


@requires(Permission.CARE)
def sitting_plan(request: WorkerRequest, sitting_id: uuid.UUID) -> HttpResponse:
    """Choose the day of a sitting, or move it; nobody has to say why."""
    one = _one(request, sitting_id)
    if said := rules.why_not_plan(one, mine=request.membership.pk):
        raise Refused(said, rule="not_agreed")
    now = {"on_date": one.on_date, "at_time": one.at_time, "version": one.version}
    form = PlanForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_bound and form.is_valid() and _planned(request, one, form):
        return redirect("workforce:sitting", one.pk)
    context = {"form": form, "one": one, "other": _other(one, request.membership.pk)}
    return _form(request, "workforce/sitting_plan.html", context)


def _planned(request: WorkerRequest, one: Sitting, form: PlanForm) -> bool:
    said = form.cleaned_data
    try:
        actions.plan(
            sitting=one, version=said["version"] or 0, on_date=said["on_date"], at_time=said["at_time"],
            why=said["why"], membership=request.membership, by=request.actor,
        )  # fmt: skip
    except ChangedMeanwhile as changed:
        request.refusals.append(changed.rule)
        data = request.POST.copy()
        data["version"] = str(changed.theirs.version if changed.theirs else 0)
        form.data = data
        form.add_error(
            None, _("The other one changed the day meanwhile. Look at both, and save again.")
        )
        return False
    say(request, _("The day is kept."))
    return True


@requires(Permission.CARE)
@require_POST
def sitting_keep(request: WorkerRequest, sitting_id: uuid.UUID) -> HttpResponse:
    """Write down that it took place."""
    one = _one(request, sitting_id)
    actions.keep(sitting=one, membership=request.membership, by=request.actor)
    say(request, _("Kept. Thank you for taking the time."))
    return redirect("workforce:sitting", one.pk)


@requires(Permission.CARE)
@require_POST
def sitting_call_off(request: WorkerRequest, sitting_id: uuid.UUID) -> HttpResponse:
    """Call it off, or leave an offer: nobody asks why."""
    one = _one(request, sitting_id)
    actions.call_off(sitting=one, membership=request.membership, by=request.actor)
    say(request, _("Called off. You can ask for another whenever you like."))
    return redirect("workforce:care")


@requires(Permission.CARE)
@require_POST
def words_back(request: WorkerRequest, sitting_id: uuid.UUID, words_id: uuid.UUID) -> HttpResponse:
    """Take back words one wrote."""
    one = _one(request, sitting_id)
    words = get_object_or_404(Words, pk=words_id, sitting=one)
    actions.take_words_back(words=words, membership=request.membership, by=request.actor)
    say(request, _("Taken back."))
    return redirect("workforce:sitting", one.pk)


# --- talks after something hard --------------------------------------------------------------------------


@requires(Permission.CARE)
def debrief_offer(request: WorkerRequest) -> HttpResponse:
    """Offer a talk after something hard to a colleague, or to everybody in a service (R22)."""
    form = DebriefForm(
        request.POST if request.method == "POST" else None,
        colleagues=care.colleagues(request.membership), services=services_of(request.membership),
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        said, mine = form.cleaned_data, request.membership
        to = [said["colleague"]] if said["colleague"] else care.team_of(said["service"], mine)
        try:
            actions.offer_debrief(
                key=key_within(said["key"], mine.pk), to=to, after=said["after"], words=said["words"],
                membership=mine, by=request.actor,
            )  # fmt: skip
            say(request, _("Offered. Each can say yes, or leave it; nobody is asked why."))
            return redirect("workforce:care")
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(
                "words" if refusal.rule == "tells_of_her" else "colleague", refusal.reason
            )
    return _form(request, "workforce/debrief_offer.html", {"form": form})


@requires(Permission.CARE)
@require_POST
def debrief_answer(request: WorkerRequest, debrief_id: uuid.UUID) -> HttpResponse:
    """Say yes to an offered talk, not now, or that one would rather talk with somebody else."""
    offer = get_object_or_404(Debrief, pk=debrief_id)
    said = request.POST.get("answer", "")
    answer = said if said in (Debrief.Answer.YES, Debrief.Answer.ELSE) else Debrief.Answer.NOT_NOW
    actions.answer_debrief(
        offer=offer, answer=answer, membership=request.membership, by=request.actor
    )
    if answer == Debrief.Answer.ELSE:
        return redirect(f"{reverse('workforce:sitting_ask')}?kind={Sitting.Kind.DEBRIEF}")
    yes = answer == Debrief.Answer.YES
    say(request, _("They will hear that you would like it.") if yes else _("That is fine."))
    return redirect("workforce:care")


@requires(Permission.CARE)
@require_POST
def debrief_back(request: WorkerRequest, debrief_id: uuid.UUID) -> HttpResponse:
    """Take back a talk one offered."""
    offer = get_object_or_404(Debrief, pk=debrief_id)
    actions.take_offer_back(offer=offer, membership=request.membership, by=request.actor)
    say(request, _("Taken back."))
    return redirect("workforce:care")


def _one(request: WorkerRequest, sitting_id: uuid.UUID) -> Sitting:
    one = care.sitting(sitting_id, request.membership)
    if one is None:
        raise Http404
    return one


def _other(one: Sitting, mine: uuid.UUID) -> str:
    """Name the other of the two, as far as there is one."""
    if one.worker_id != mine:
        return one.worker.worker.name
    return one.supervisor.worker.name if one.supervisor else ""


def _form(request: WorkerRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    form = context.get("form")
    return render(
        request, template, context, status=422 if form is not None and form.errors else 200
    )
