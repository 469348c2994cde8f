"""Questions to specialists that name no woman (R23, R37), and what other services were taught (R152)."""

import datetime
import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.forms import beside_theirs
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.workforce.actions import asking as actions
from alongside.support.workforce.forms.asking import (
    AdviceForm,
    ChangeForm,
    NewChangeForm,
    QuestionForm,
    ThanksForm,
)
from alongside.support.workforce.models import Change, Question
from alongside.support.workforce.queries import asking as queries
from alongside.support.workforce.rules import care as rules

YEAR = datetime.timedelta(days=365)
PAGE = 50


@requires(Permission.CONSULT)
def consultations(request: WorkerRequest) -> HttpResponse:
    """List what one asked, what waits for one's advice, and the advice one gave."""
    mine = request.membership
    context = {
        "asked": list(queries.asked_by(mine)),
        "waiting": list(queries.for_me(mine)),
        "given": list(queries.answered(mine)),
        "times": queries.advice_by(mine),
    }
    return render(request, "workforce/consultations.html", context)


@requires(Permission.CONSULT)
def consultation_ask(request: WorkerRequest) -> HttpResponse:
    """Ask whoever knows something well, without naming a woman (R23, R37)."""
    form = _question_form(request)
    if form.is_bound and form.is_valid() and _asked(request, form, None):
        return redirect("workforce:consultations")
    context = {"form": form}
    return render(
        request, "workforce/consultation_ask.html", context, status=422 if form.errors else 200
    )


@requires(Permission.WRITE_CONTACT)
def consultation_about(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Ask with one woman in mind: whom it is about stays with the asker, who finds it again (R37)."""
    client = get_object_or_404(Client, pk=client_id)
    form = _question_form(request)
    if form.is_bound and form.is_valid() and _asked(request, form, client.pk):
        return redirect("workforce:consultation_about", client.pk)
    audit.record(
        Event.OPENED, what="workforce.consultation_about", by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS,
    )  # fmt: skip
    asked = queries.about_her(client.pk, request.membership)
    context = {"client": client, "form": form, "asked": asked}
    return render(
        request, "workforce/consultation_about.html", context, status=422 if form.errors else 200
    )


def _question_form(request: WorkerRequest) -> QuestionForm:
    skills = queries.askable()
    data = request.POST if request.method == "POST" else None
    return QuestionForm(data, skills=skills, many=queries.how_many_know(skills))


def _asked(request: WorkerRequest, form: QuestionForm, about: uuid.UUID | None) -> bool:
    said, mine = form.cleaned_data, request.membership
    try:
        actions.ask(
            key=key_within(said["key"], mine.pk), membership=mine, skill=said["skill"],
            words=said["words"], name_agency=said["name_agency"], about=about, by=request.actor,
        )  # fmt: skip
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error("words", refusal.reason)
        return False
    say(request, _("Asked. Advice comes back to you here, and on Today."))
    return True


@requires(Permission.CONSULT)
def consultation(request: WorkerRequest, question_id: uuid.UUID) -> HttpResponse:
    """Show a question to whoever asked it, answered it or knows about it; the asker thanks, others advise."""
    one, mine = _question(request, question_id)
    kind: type[AdviceForm] | type[ThanksForm] | None = None
    if rules.why_not_advise(one, mine=mine) is None:
        kind = AdviceForm
    elif rules.why_not_thank(one, mine=mine) is None:
        kind = ThanksForm
    elif request.method == "POST":
        raise Refused(rules.why_not_advise(one, mine=mine) or "", rule="not_to_answer")
    data = request.POST if request.method == "POST" else None
    form = kind(data, initial={"version": one.version}) if kind else None
    if form is not None and form.is_bound and form.is_valid() and _answered(request, one, form):
        return redirect("workforce:consultation", one.pk)
    context = {
        "one": one, "mine": mine, "form": form,
        "may_take_back": rules.why_not_take_back(one, mine=mine) is None,
    }  # fmt: skip
    wrong = form is not None and form.errors
    return render(request, "workforce/consultation.html", context, status=422 if wrong else 200)


def _answered(request: WorkerRequest, one: Question, form: AdviceForm | ThanksForm) -> bool:
    said = form.cleaned_data
    how: dict[str, Any] = {
        "question": one, "version": said["version"] or 0, "membership": request.membership,
        "by": request.actor,
    }  # fmt: skip
    try:
        if isinstance(form, AdviceForm):
            actions.advise(advice=said["advice"], next_step=said["next_step"], **how)
            say(request, _("Thank you. Your advice is on its way, and it counts as work."))
        else:
            actions.thank(useful=said["useful"], **how)
            say(request, _("They will be glad to hear it."))
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(None, refusal.reason)
        return False
    return True


@requires(Permission.CONSULT)
@require_POST
def consultation_back(request: WorkerRequest, question_id: uuid.UUID) -> HttpResponse:
    """Take a question back that nobody has answered."""
    one, _mine = _question(request, question_id)
    actions.take_back(question=one, membership=request.membership, by=request.actor)
    say(request, _("Taken back. Nobody sees it any more."))
    return redirect("workforce:consultations")


def _question(request: WorkerRequest, key: uuid.UUID) -> tuple[Question, bool]:
    one = queries.question(key)
    if one is None:
        raise Http404
    mine = queries.is_mine(one, request.membership)
    if one.taken_back_at and not mine:
        raise Http404
    return one, mine


# --- what other services were taught -----------------------------------------------------------------------


@requires(Permission.LOG_CHANGES)
def changes(request: WorkerRequest) -> HttpResponse:
    """List what one's agency taught other services, and what changed there (R152)."""
    mine = request.membership
    since = timezone.localdate() - YEAR
    page = Paginator(queries.changes(mine), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "lines": [(one, _may(one, request)) for one in page],
        "taught": queries.taught_by_agency(mine, since) if _runs(request) else [],
    }  # fmt: skip
    return render(request, "workforce/changes.html", context)


@requires(Permission.LOG_CHANGES)
def change_new(request: WorkerRequest) -> HttpResponse:
    """Write down what another service was taught."""
    form = NewChangeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.add_change(
                key=key_within(form.cleaned_data["key"], request.membership.pk),
                facts=form.cleaned_data, membership=request.membership, by=request.actor,
            )  # fmt: skip
            say(request, _("Kept. Teaching others is work."))
            return redirect("workforce:changes")
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("taught", refusal.reason)
    context = {"form": form}
    return render(request, "workforce/change.html", context, status=422 if form.errors else 200)


@requires(Permission.LOG_CHANGES)
def change(request: WorkerRequest, change_id: uuid.UUID) -> HttpResponse:
    """Change what was written about another service: something may have changed there since."""
    one = _change(request, change_id)
    if said := _why_not(one, request):
        raise Refused(said, rule="not_yours_to_change")
    now = {name: getattr(one, name) for name in (*actions.CHANGE_FACTS, "version")}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=now)
    theirs = None
    if form.is_bound and form.is_valid():
        try:
            actions.change_change(
                change=one, version=form.cleaned_data["version"] or 0, facts=form.cleaned_data,
                membership=request.membership, runs=_runs(request), by=request.actor,
            )  # fmt: skip
            return redirect("workforce:changes")
        except ChangedMeanwhile as changed:
            theirs = beside_theirs(request, form, changed)
        except Refused as refusal:
            form.add_error("taught", refusal.reason)
    context = {"form": form, "one": one, "theirs": theirs}
    return render(request, "workforce/change.html", context, status=422 if form.errors else 200)


@requires(Permission.LOG_CHANGES)
@require_POST
def change_back(request: WorkerRequest, change_id: uuid.UUID) -> HttpResponse:
    """Take back what was written about another service."""
    actions.take_change_back(
        change=_change(request, change_id), membership=request.membership, runs=_runs(request),
        by=request.actor,
    )  # fmt: skip
    say(request, _("Taken back."))
    return redirect("workforce:changes")


def _change(request: WorkerRequest, key: uuid.UUID) -> Change:
    return get_object_or_404(queries.changes(request.membership), pk=key)


def _runs(request: WorkerRequest) -> bool:
    return request.membership.may(Permission.SEE_SERVICE)


def _why_not(one: Change, request: WorkerRequest) -> str | None:
    mine = request.membership
    return rules.why_not_change(one, agency_id=mine.agency_id, mine=mine.pk, runs=_runs(request))


def _may(one: Change, request: WorkerRequest) -> bool:
    return _why_not(one, request) is None
