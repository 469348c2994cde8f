"""What there is to learn, what one did, and how much of it is fresh in a service (R18, R36, R142)."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation.accounts.access import WorkerRequest, any_worker, requires
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.forms import beside_theirs
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.learning.actions import trainings as actions
from alongside.support.learning.forms.trainings import (
    NewTrainingForm,
    ThereForm,
    TrainingForm,
    VolunteerForm,
)
from alongside.support.learning.models import Learnt, Training
from alongside.support.learning.queries import trainings as queries
from alongside.support.learning.rules import pictures
from alongside.support.learning.rules import trainings as rules

MANAGE = Permission.SEE_SERVICE


@any_worker
def trainings(request: WorkerRequest) -> HttpResponse:
    """Show a worker what is ahead for her role, what else is coming, and what she did."""
    mine = request.membership
    told = queries.of_hers(mine, timezone.localdate())
    context = {"told": told, "today": timezone.localdate(), "runs": mine.may(MANAGE)}
    return render(request, "learning/trainings.html", context)


@any_worker
def training(request: WorkerRequest, training_id: uuid.UUID) -> HttpResponse:
    """Show one training; to whoever runs a service, who of it was there (R142)."""
    one, today, mine = _training(request, training_id), timezone.localdate(), request.membership
    runs = mine.may(MANAGE)
    services = list(services_of(mine)) if runs else []
    were = queries.who_was_there(one, services, today) if runs else None
    if were:
        audit.record(Event.COUNTED, what="learning.who_was_there", by=request.actor)
    context = {
        "one": one, "for_whom": rules.said_roles(one), "were": were,
        "may_say": rules.why_not_there(one, today, today) is None,
        "may_keep": _may_keep(one, mine),
        "volunteers": runs and queries.volunteers_in(services).exists(),
        "done": queries.done_at(one, mine, today),
    }  # fmt: skip
    return render(request, "learning/training.html", context)


@requires(MANAGE)
def training_new(request: WorkerRequest) -> HttpResponse:
    """Write down a training on the list of one's own agency."""
    agencies = queries.may_learn_along(request.membership)
    form = NewTrainingForm(request.POST if request.method == "POST" else None, agencies=agencies)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        actions.add_training(
            key=key_within(said["key"], request.membership.pk), facts=said, along=said["along"],
            membership=request.membership, by=request.actor,
        )  # fmt: skip
        say(request, _("Kept. It stands on the list now."))
        return redirect("learning:trainings")
    context = {"form": form}
    return render(
        request, "learning/training_form.html", context, status=422 if form.errors else 200
    )


@requires(MANAGE)
def training_change(request: WorkerRequest, training_id: uuid.UUID) -> HttpResponse:
    """Change a training of one's own agency."""
    one = _kept(request, training_id)
    form = TrainingForm(
        request.POST if request.method == "POST" else None, initial=_as_stands(one),
        agencies=queries.may_learn_along(request.membership),
    )  # fmt: skip
    theirs = None
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.change_training(
                training=one, version=said["version"] or 0, facts=said, along=said["along"],
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            return redirect("learning:training", one.pk)
        except ChangedMeanwhile as changed:
            theirs = beside_theirs(request, form, changed)
    context = {"form": form, "one": one, "theirs": theirs}
    if theirs:
        context["for_whom"] = rules.said_roles(theirs)
    return render(
        request, "learning/training_form.html", context, status=422 if form.errors else 200
    )


def _as_stands(one: Training) -> dict[str, Any]:
    now = {name: getattr(one, name) for name in (*actions.FACTS, "version")}
    along: Any = getattr(one, "along", [])
    return {
        **now, "roles": one.roles or [rules.EVERYBODY],
        "along": [str(other.agency_id) for other in along],
    }  # fmt: skip


@requires(MANAGE)
@require_POST
def training_off(request: WorkerRequest, training_id: uuid.UUID) -> HttpResponse:
    """Take a training off the list."""
    one = _kept(request, training_id)
    actions.take_training_off(training=one, membership=request.membership, by=request.actor)
    back = reverse("learning:training_on", args=[one.pk])
    say(
        request,
        _("Taken off. Who was there stays written down."),
        tone="info",
        undo_url=back,
    )
    return redirect("learning:trainings")


@requires(MANAGE)
@require_POST
def training_on(request: WorkerRequest, training_id: uuid.UUID) -> HttpResponse:
    """Put a training back on the list."""
    one = get_object_or_404(queries.kept_for(request.membership, off=True), pk=training_id)
    actions.put_training_back(training=one, membership=request.membership, by=request.actor)
    say(request, _("It is back on the list."))
    return redirect("learning:training", one.pk)


@any_worker
def there(request: WorkerRequest, training_id: uuid.UUID) -> HttpResponse:
    """Say that one was at a training, and on which day."""
    one = _training(request, training_id)
    form = ThereForm(
        request.POST if request.method == "POST" else None,
        initial={"on_date": one.on_date or timezone.localdate()},
    )
    if form.is_bound and form.is_valid() and _said(request, one, request.membership, form):
        return redirect("learning:trainings")
    context = {"one": one, "form": form}
    return render(request, "learning/there.html", context, status=422 if form.errors else 200)


@requires(MANAGE)
def volunteer(request: WorkerRequest, training_id: uuid.UUID) -> HttpResponse:
    """Write down that a volunteer of one's service was at a training."""
    one = _training(request, training_id)
    form = VolunteerForm(
        request.POST if request.method == "POST" else None,
        initial={"on_date": one.on_date or timezone.localdate()},
        who=queries.volunteers_in(services_of(request.membership)),
    )
    if form.is_bound and form.is_valid() and _said(request, one, form.cleaned_data["who"], form):
        return redirect("learning:training", one.pk)
    context = {"one": one, "form": form}
    return render(request, "learning/there.html", context, status=422 if form.errors else 200)


def _said(request: WorkerRequest, one: Training, who: Membership, form: ThereForm) -> bool:
    said = form.cleaned_data
    try:
        learnt = actions.was_there(
            key=key_within(said["key"], request.membership.pk), training=one, who=who,
            on_date=said["on_date"], said_by=request.membership, by=request.actor,
        )  # fmt: skip
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error("on_date", refusal.reason)
        return False
    undo = reverse("learning:there_back", args=[learnt.pk])
    say(request, _("Kept. Learning is work too."), undo_url=undo)
    return True


@any_worker
@require_POST
def there_back(request: WorkerRequest, learnt_id: uuid.UUID) -> HttpResponse:
    """Take back that one was at a training, or that somebody of one's service was."""
    rows = Learnt.objects.select_related("membership", "said_by", "training").filter(
        training__in=queries.kept_for(request.membership, off=True).values("pk")
    )
    learnt = get_object_or_404(rows, pk=learnt_id)
    actions.take_back(learnt=learnt, membership=request.membership, by=request.actor)
    say(request, _("Taken back."))
    if learnt.membership.worker_id == request.membership.worker_id:
        return redirect("learning:trainings")
    return redirect("learning:training", learnt.training_id)


@requires(MANAGE)
def cover(request: WorkerRequest) -> HttpResponse:
    """Show whoever runs a service how much of what people learnt is fresh, by role: counts alone."""
    services = list(services_of(request.membership))
    told = queries.cover(request.membership, services, timezone.localdate())
    audit.record(Event.COUNTED, what="learning.cover", by=request.actor)
    drawn = [
        pictures.fresh_bars(key=f"role-{place}", role=one.role, people=one.people, lines=one.lines)
        for place, one in enumerate(told)
    ]
    context = {"roles": list(zip(told, drawn, strict=True))}
    return render(request, "learning/cover.html", context)


def _training(request: WorkerRequest, key: uuid.UUID) -> Training:
    return get_object_or_404(queries.kept_for(request.membership), pk=key)


def _kept(request: WorkerRequest, key: uuid.UUID) -> Training:
    one = _training(request, key)
    runs = request.membership.may(MANAGE)
    if said := rules.why_not_keep(one, agency_id=request.membership.agency_id, runs=runs):
        raise Refused(said, rule="not_yours_to_keep")
    return one


def _may_keep(one: Training, mine: Membership) -> bool:
    return rules.why_not_keep(one, agency_id=mine.agency_id, runs=mine.may(MANAGE)) is None
