"""When somebody who harms a woman gets in touch: what to do first, and a log that no record holds (R19)."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.forms import beside_theirs
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.workforce.actions import approaches as actions
from alongside.support.workforce.forms.approaches import ApproachForm, NewApproachForm
from alongside.support.workforce.models import Approach
from alongside.support.workforce.queries import approaches as queries
from alongside.support.workforce.rules import approaches as rules

PAGE = 50


@requires(Permission.CARE)
def approaches(request: WorkerRequest) -> HttpResponse:
    """Show what to do first, and what was written down by oneself or in a service one runs."""
    page = Paginator(queries.unfinished_first(), PAGE).get_page(request.GET.get("page"))
    context = {
        "first": Approach.Step.labels, "page": page,
        "runs": request.membership.may(Permission.SEE_SERVICE),
    }  # fmt: skip
    return render(request, "workforce/approaches.html", context)


@requires(Permission.CARE)
def approach_new(request: WorkerRequest) -> HttpResponse:
    """Write down what somebody who harms did, and what we did."""
    form = NewApproachForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.write_down(
                key=key_within(form.cleaned_data["key"], request.membership.pk),
                facts=form.cleaned_data, membership=request.membership, by=request.actor,
            )  # fmt: skip
            say(request, _("Kept. It was not your fault, and you are not alone with it."))
            return redirect("workforce:approaches")
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("words", refusal.reason)
    context = {"form": form}
    return render(request, "workforce/approach.html", context, status=422 if form.errors else 200)


@requires(Permission.CARE)
def approach(request: WorkerRequest, approach_id: uuid.UUID) -> HttpResponse:
    """Change what was written down, and tick what is done since."""
    one, theirs = get_object_or_404(queries.standing(), pk=approach_id), None
    now = {name: getattr(one, name) for name in (*actions.FACTS, "version")}
    mine = rules.is_writer(one, request.membership)
    form = ApproachForm(request.POST if request.method == "POST" else None, initial=now, mine=mine)
    if form.is_bound and form.is_valid():
        try:
            actions.change(
                approach=one, version=form.cleaned_data["version"] or 0, facts=form.cleaned_data,
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            return redirect("workforce:approaches")
        except ChangedMeanwhile as changed:
            theirs = beside_theirs(request, form, changed)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("words", refusal.reason)
    context = {"form": form, "one": one, "theirs": theirs, "mine": mine}
    return render(request, "workforce/approach.html", context, status=422 if form.errors else 200)


@requires(Permission.CARE)
@require_POST
def approach_back(request: WorkerRequest, approach_id: uuid.UUID) -> HttpResponse:
    """Take it back, because it was written by mistake."""
    one = get_object_or_404(queries.standing(), pk=approach_id)
    actions.take_back(approach=one, membership=request.membership, by=request.actor)
    say(request, _("Taken back. Nobody sees it any more."))
    return redirect("workforce:approaches")
