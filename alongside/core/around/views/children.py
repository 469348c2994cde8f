"""Her children beside her, and what is decided about them, seen from her side (R99, R153)."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.core.around import queries
from alongside.core.around.actions import children, keeping
from alongside.core.around.forms.children import (
    ArrangementForm,
    ChildForm,
    DayForm,
    PregnancyForm,
    ProcessForm,
)
from alongside.core.around.forms.shape import RowForm
from alongside.core.around.models import Arrangement, Child, Day, Pregnancy, Process
from alongside.core.around.views.answers import asked, at, ending, may_write, must_write, taken_up
from alongside.core.parts.views.answers import no_beside_the_boxes, saved, sent, shown
from alongside.core.people.models import Client
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.keys import key_within

PART = Compartment.CHILDREN.value


@dataclass(frozen=True, slots=True)
class Kind:
    """What is written down about her children: the row, its form, and what stands above the page."""

    model: type[Any]
    form: type[RowForm]
    title: Any
    over: Any
    lede: Any = ""


KINDS = {
    "child": Kind(
        Child, ChildForm, _("A child of hers"), _("No longer on this page"),
        _("As little as is needed. She may leave all of it out."),
    ),
    "pregnancy": Kind(
        Pregnancy, PregnancyForm, _("A child on the way"), _("This is over"),
        _("Everything can stay empty. Nothing here has to be known."),
    ),
    "arrangement": Kind(
        Arrangement, ArrangementForm, _("What was agreed"), _("This is no longer agreed")
    ),
    "process": Kind(
        Process, ProcessForm, _("What is decided about her child"), _("This is over"),
        _("Her side of it: what it is, who is beside her, and how she sees it."),
    ),
}  # fmt: skip


@requires(Permission.SEE_WOMEN)
def near(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show her children, what was agreed, what is decided, and the days ahead."""
    client = get_object_or_404(Client, pk=client_id)
    reads = access.rights(client.pk).may_read(Compartment.CHILDREN)
    context = {
        "beside": queries.beside(client.pk),
        "reads": reads,
        "may_write": may_write(request, client, PART),
    }
    return shown(request, client, "around/near.html", PART if reads else 0, context)


@requires(Permission.WRITE_CONTACT)
def near_new(request: WorkerRequest, client_id: uuid.UUID, noun: str) -> HttpResponse:
    """Write down a child, one on the way, what was agreed, or what is decided."""
    client = get_object_or_404(Client, pk=client_id)
    must_write(client, PART)
    kind, more, back = KINDS[noun], dict[str, Any](), at("near", client)
    form = kind.form(sent(request), **_with(noun, client))
    if form.is_bound and form.is_valid():
        row = kind.model(
            pk=key_within(form.cleaned_data["key"], client.pk), client_id=client.pk,
            made_by=request.membership, **form.facts_for(kind.model),
        )  # fmt: skip
        with no_beside_the_boxes(request, form, more):
            children.write_down(row=row, by=request.actor)
            return saved(request, client, back)
    return asked(request, client, form, kind.title, back, PART, lede=kind.lede, **more)


@requires(Permission.WRITE_CONTACT)
def near_change(
    request: WorkerRequest, client_id: uuid.UUID, noun: str, **key: uuid.UUID
) -> HttpResponse:
    """Change what stands about her child, an agreement or what is decided."""
    client, row = _row(client_id, noun, key)
    must_write(client, PART)
    kind, more, back = KINDS[noun], dict[str, Any](), at("near", client)
    form = kind.form(sent(request), row=row, **_with(noun, client))
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            keeping.change(
                row=row, version=form.cleaned_data["version"], facts=form.facts_for(kind.model),
                what=f"around.change_{noun}", by=request.actor,
            )  # fmt: skip
            return saved(request, client, back)
    end = "" if row.ended_at else at(f"{noun}_end", client, row.pk)
    return asked(request, client, form, kind.title, back, PART, end=end, over=kind.over, **more)


@requires(Permission.WRITE_CONTACT)
def near_end(
    request: WorkerRequest, client_id: uuid.UUID, noun: str, **key: uuid.UUID
) -> HttpResponse:
    """Say that something about her children is over, or no longer for this page."""
    client, row = _row(client_id, noun, key)
    undo = at(f"{noun}_back", client, row.pk)
    return ending(request, client, row, KINDS[noun].over, back=at("near", client), undo=undo)


@requires(Permission.WRITE_CONTACT)
@require_POST
def near_back(
    request: WorkerRequest, client_id: uuid.UUID, noun: str, **key: uuid.UUID
) -> HttpResponse:
    """Put something about her children back among what is now."""
    client, row = _row(client_id, noun, key)
    return taken_up(request, client, row, to=at("near", client))


@requires(Permission.WRITE_CONTACT)
def arrangement_day_new(
    request: WorkerRequest, client_id: uuid.UUID, arrangement_id: uuid.UUID
) -> HttpResponse:
    """Write down the next time of what was agreed, or how one was for her."""
    client, of = _row(client_id, "arrangement", {"key": arrangement_id})
    return _day_new(request, client, of, {"arrangement": of})


@requires(Permission.WRITE_CONTACT)
def process_day_new(
    request: WorkerRequest, client_id: uuid.UUID, process_id: uuid.UUID
) -> HttpResponse:
    """Write down a meeting, a hearing or a paper, who goes with her and what she wants to say."""
    client, of = _row(client_id, "process", {"key": process_id})
    return _day_new(request, client, of, {"process": of})


def _day_new(
    request: WorkerRequest, client: Client, of: Any, parent: dict[str, Any]
) -> HttpResponse:
    must_write(client, PART)
    form, more, back = DayForm(sent(request), of=of), dict[str, Any](), at("near", client)
    if form.is_bound and form.is_valid():
        row = Day(
            pk=key_within(form.cleaned_data["key"], client.pk), client_id=client.pk,
            made_by=request.membership, **parent, **form.facts_for(Day),
        )  # fmt: skip
        with no_beside_the_boxes(request, form, more):
            children.write_down(row=row, by=request.actor)
            return saved(request, client, back)
    return asked(request, client, form, _("A day that counts"), back, PART, lede=str(of), **more)


@requires(Permission.WRITE_CONTACT)
def day(request: WorkerRequest, client_id: uuid.UUID, day_id: uuid.UUID) -> HttpResponse:
    """Change a day that counts, or write down how it was for her."""
    client = get_object_or_404(Client, pk=client_id)
    row = get_object_or_404(queries.days(client.pk), pk=day_id)
    must_write(client, PART)
    of, more, back = row.process or row.arrangement, dict[str, Any](), at("near", client)
    assert of is not None
    form = DayForm(sent(request), of=of, row=row)
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            keeping.change(
                row=row, version=form.cleaned_data["version"], facts=form.facts_for(Day),
                what="around.change_day", by=request.actor,
            )  # fmt: skip
            return saved(request, client, back)
    return asked(request, client, form, _("A day that counts"), back, PART, lede=str(of), **more)


def _with(noun: str, client: Client) -> dict[str, Any]:
    """Give a form what it chooses among."""
    return {"hers": queries.children(client.pk)} if noun == "arrangement" else {}


def _row(client_id: uuid.UUID, noun: str, key: dict[str, uuid.UUID]) -> tuple[Client, Any]:
    client = get_object_or_404(Client, pk=client_id)
    (wanted,) = key.values()
    return client, get_object_or_404(KINDS[noun].model, pk=wanted, client_id=client.pk)
