"""What whoever harms her does, and what agencies do about it: for workers she named alone (R20)."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.parts.views.answers import no_beside_the_boxes, saved, sent, shown
from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.notices import say
from alongside.support.safety.actions import harm as actions
from alongside.support.safety.forms.harm import MeasureForm, PatternForm
from alongside.support.safety.models import Measure, Pattern
from alongside.support.safety.queries import harm as queries
from alongside.support.safety.rules import harm as rules
from alongside.support.safety.views.answers import at, hers, must

HARM = Compartment.HARM


@requires(Permission.SEE_WOMEN)
def others(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show what was done to her, and what each agency does about it and by when."""
    client, mine = hers(client_id, HARM)
    may = request.membership.may(Permission.WRITE_CONTACT) and rules.why_not_write(mine) is None
    context = {
        "patterns": list(queries.patterns(client.pk)),
        "doings": queries.doings(client.pk, timezone.localdate()),
        "may_write": may, "taken_off": queries.taken_off(client.pk) if may else [],
    }  # fmt: skip
    return shown(request, client, "safety/others.html", HARM, context)


def _written(client_id: uuid.UUID) -> Client:
    client, mine = hers(client_id, HARM)
    must(rules.why_not_write(mine), "not_yours_to_write")
    return client


@requires(Permission.WRITE_CONTACT)
def pattern_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down something that was done to her."""
    client, form = _written(client_id), PatternForm(sent(request))
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, {}, "words"):
            actions.add_pattern(
                key=form.cleaned_data["key"], client_id=client.pk, facts=form.cleaned_data,
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, at("others", client))
    return shown(request, client, "safety/pattern.html", 0, {"form": form})


@requires(Permission.WRITE_CONTACT)
def pattern(request: WorkerRequest, client_id: uuid.UUID, pattern_id: uuid.UUID) -> HttpResponse:
    """Change what was written of it."""
    client = _written(client_id)
    one = get_object_or_404(queries.patterns(client.pk), pk=pattern_id)
    now = {name: getattr(one, name) for name in (*actions.PATTERN_FACTS, "version")}
    form, more = PatternForm(sent(request), initial=now), dict[str, Any]()
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            actions.change_pattern(
                pattern=one, version=form.cleaned_data["version"] or 0, facts=form.cleaned_data,
                by=request.actor,
            )  # fmt: skip
            return saved(request, client, at("others", client))
    context = {"form": form, "one": one, **more}
    return shown(request, client, "safety/pattern.html", HARM, context)


@requires(Permission.WRITE_CONTACT)
def measure_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down what one agency does about it."""
    client, form = _written(client_id), MeasureForm(sent(request))
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, {}, "what"):
            actions.add_measure(
                key=form.cleaned_data["key"], client_id=client.pk, facts=form.cleaned_data,
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            return saved(request, client, at("others", client))
    return shown(request, client, "safety/measure.html", 0, {"form": form})


@requires(Permission.WRITE_CONTACT)
def measure(request: WorkerRequest, client_id: uuid.UUID, measure_id: uuid.UUID) -> HttpResponse:
    """Change what an agency does about it, or say that it is done."""
    client = _written(client_id)
    one = get_object_or_404(queries.measures(client.pk), pk=measure_id)
    now = {name: getattr(one, name) for name in (*actions.MEASURE_FACTS, "version")}
    form, more = MeasureForm(sent(request), initial=now), dict[str, Any]()
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            actions.change_measure(
                measure=one, version=form.cleaned_data["version"] or 0, facts=form.cleaned_data,
                by=request.actor,
            )  # fmt: skip
            return saved(request, client, at("others", client))
    context = {"form": form, "one": one, **more}
    return shown(request, client, "safety/measure.html", HARM, context)


@requires(Permission.WRITE_CONTACT)
@require_POST
def pattern_off(
    request: WorkerRequest, client_id: uuid.UUID, pattern_id: uuid.UUID
) -> HttpResponse:
    """Take something off the page that does not belong there."""
    client = _written(client_id)
    one = get_object_or_404(Pattern, pk=pattern_id, client_id=client.pk)
    return _off(request, one, reverse("safety:pattern_back", args=[client.pk, one.pk]))


@requires(Permission.WRITE_CONTACT)
@require_POST
def measure_off(
    request: WorkerRequest, client_id: uuid.UUID, measure_id: uuid.UUID
) -> HttpResponse:
    """Take off the page what an agency does."""
    client = _written(client_id)
    one = get_object_or_404(Measure, pk=measure_id, client_id=client.pk)
    return _off(request, one, reverse("safety:measure_back", args=[client.pk, one.pk]))


def _off(request: WorkerRequest, one: Pattern | Measure, undo: str) -> HttpResponse:
    actions.take_off(row=one, by=request.actor)
    say(request, _("Taken off. It can be put back."), tone="info", undo_url=undo)
    return redirect("safety:others", one.client_id)


@requires(Permission.WRITE_CONTACT)
@require_POST
def pattern_back(
    request: WorkerRequest, client_id: uuid.UUID, pattern_id: uuid.UUID
) -> HttpResponse:
    """Put it back."""
    client = _written(client_id)
    return _back(request, get_object_or_404(Pattern, pk=pattern_id, client_id=client.pk))


@requires(Permission.WRITE_CONTACT)
@require_POST
def measure_back(
    request: WorkerRequest, client_id: uuid.UUID, measure_id: uuid.UUID
) -> HttpResponse:
    """Put it back."""
    client = _written(client_id)
    return _back(request, get_object_or_404(Measure, pk=measure_id, client_id=client.pk))


def _back(request: WorkerRequest, one: Pattern | Measure) -> HttpResponse:
    actions.put_back(row=one, by=request.actor)
    say(request, _("It is back."))
    return redirect("safety:others", one.client_id)
