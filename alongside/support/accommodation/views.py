"""Where she has slept: read, written down, changed, moved, taken off and put back."""

import uuid
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.parts.views import Mover, part_form, part_page
from alongside.core.people.models import Client
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.accommodation import actions, queries
from alongside.support.accommodation.forms import FACTS, NewStretchForm, StretchForm
from alongside.support.accommodation.models import Stretch


@requires(Permission.SEE_WOMEN)
def nights(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show her line of nights: both counts in words, the picture, and the table beside it."""
    client, mine = _client(client_id)
    page = queries.nights_page(client.pk, mine.writes, timezone.localdate())
    _opened(request, client, "accommodation.nights", page.compartments)
    context = {
        "client": client, "page": page,
        "may_write": request.membership.may(Permission.WRITE_CONTACT)
        and mine.may_write(Compartment.ACCOMMODATION),
    }  # fmt: skip
    return render(request, "accommodation/nights.html", context)


@requires(Permission.WRITE_CONTACT)
def stretch_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down some nights in one kind of place."""
    client, mine = _client(client_id)
    _must_write(Compartment.ACCOMMODATION, mine)
    form = NewStretchForm(request.POST or None, mine=mine)
    if form.is_bound and form.is_valid():
        try:
            return _added(request, client, form)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("compartment", refusal.reason)
    _opened(request, client, "accommodation.stretch_new", 0)
    context = {"client": client, "form": form}
    return render(
        request, "accommodation/stretch.html", context, status=422 if form.errors else 200
    )


def _added(request: WorkerRequest, client: Client, form: NewStretchForm) -> HttpResponse:
    one = actions.add_stretch(
        key=form.cleaned_data["key"], client_id=client.pk, facts=form.facts,
        part=form.cleaned_data["compartment"], membership_id=request.membership.pk, by=request.actor,
    )  # fmt: skip
    undo = reverse("accommodation:stretch_off", args=[client.pk, one.pk])
    say(request, _("Saved to %(name)s’s record.") % {"name": client.name}, undo_url=undo)
    return redirect("accommodation:nights", client.pk)


@requires(Permission.WRITE_CONTACT)
def stretch_change(
    request: WorkerRequest, client_id: uuid.UUID, stretch_id: uuid.UUID
) -> HttpResponse:
    """Change what was written down about some nights."""
    client, one, mine = _stretch(client_id, stretch_id)
    if one.ended_at:
        raise Http404
    _must_write(one.compartment, mine)
    standing = {name: getattr(one, name) for name in FACTS} | {"version": one.version}
    form = StretchForm(request.POST or None, initial=standing)
    theirs: Stretch | None = None
    if form.is_bound and form.is_valid():
        try:
            return _changed(request, one, form)
        except ChangedMeanwhile as refusal:
            request.refusals.append(refusal.rule)
            theirs, form = refusal.theirs, _beside(request, refusal)
    _opened(request, client, "accommodation.stretch_change", one.compartment)
    context = {
        "client": client, "form": form, "stretch": one, "theirs": theirs,
        "theirs_when": queries.when_in_words(theirs) if theirs else "", "part_form": part_form(one, mine),
    }  # fmt: skip
    return render(
        request, "accommodation/stretch.html", context, status=422 if form.errors else 200
    )


def _changed(request: WorkerRequest, one: Stretch, form: StretchForm) -> HttpResponse:
    actions.change_stretch(
        stretch=one, version=form.cleaned_data["version"] or 0, facts=form.facts, by=request.actor
    )
    say(request, _("Saved to %(name)s’s record.") % {"name": one.client.name})
    return redirect("accommodation:nights", one.client_id)


def _beside(request: WorkerRequest, refusal: ChangedMeanwhile) -> StretchForm:
    """Show what was typed again, ready to be saved over what stands now, which is shown beside it."""
    typed = request.POST.copy()
    typed["version"] = str(refusal.theirs.version) if refusal.theirs else ""
    form = StretchForm(typed)
    form.full_clean()
    form.add_error(None, refusal.reason)
    return form


@requires(Permission.WRITE_CONTACT)
def stretch_part(
    request: WorkerRequest, client_id: uuid.UUID, stretch_id: uuid.UUID
) -> HttpResponse:
    """Move some nights to the locked part of her record, or back."""
    client, one, _mine = _stretch(client_id, stretch_id)
    return part_page(
        request,
        Mover(
            client=client, row=one, title=capfirst(one.get_kind_display()),
            back=reverse("accommodation:nights", args=[client.pk]),
            page=reverse("accommodation:stretch_part", args=[client.pk, one.pk]),
            move=partial(actions.put_stretch, stretch=one, by=request.actor),
        ),
    )  # fmt: skip


@requires(Permission.WRITE_CONTACT)
@require_POST
def stretch_off(
    request: WorkerRequest, client_id: uuid.UUID, stretch_id: uuid.UUID
) -> HttpResponse:
    """Take some nights off her line."""
    client, one, _mine = _stretch(client_id, stretch_id)
    actions.take_off(stretch=one, by=request.actor)
    back = reverse("accommodation:stretch_back", args=[client.pk, one.pk])
    say(request, _("Taken off. It can be put back."), tone="info", undo_url=back)
    return redirect("accommodation:nights", client.pk)


@requires(Permission.WRITE_CONTACT)
@require_POST
def stretch_back(
    request: WorkerRequest, client_id: uuid.UUID, stretch_id: uuid.UUID
) -> HttpResponse:
    """Put some nights back on her line."""
    client, one, _mine = _stretch(client_id, stretch_id)
    actions.put_back(stretch=one, by=request.actor)
    say(request, _("It is back on %(name)s’s record.") % {"name": client.name})
    return redirect("accommodation:nights", client.pk)


def _client(client_id: uuid.UUID) -> tuple[Client, Rights]:
    """Fetch her through the gate; 404 to whom no part is open that nights may stand in."""
    client = get_object_or_404(Client, pk=client_id)
    mine = access.rights(client.pk)
    if not mine.reads & (Compartment.ACCOMMODATION | Compartment.SEX_WORKING):
        raise Http404
    return client, mine


def _must_write(part: int, mine: Rights) -> None:
    if not mine.writes & part:
        raise Refused(
            _("Nights are written down by those alongside her. Ask her lead worker."),
            rule="not_yours_to_write",
        )


def _stretch(client_id: uuid.UUID, stretch_id: uuid.UUID) -> tuple[Client, Stretch, Rights]:
    client, mine = _client(client_id)
    return client, get_object_or_404(queries.stretches(client.pk), pk=stretch_id), mine


def _opened(request: WorkerRequest, client: Client, what: str, parts: int) -> None:
    audit.record(
        Event.OPENED, what=what, by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS | parts,
    )  # fmt: skip
