"""The one page on which anything of hers is moved to another part of her record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.core.parts import queries
from alongside.core.parts.forms import PartForm
from alongside.core.parts.rules import why_not_from
from alongside.core.people.models import Client
from alongside.core.people.rules import why_not_take_back
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.access import WorkerRequest
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused


@dataclass(frozen=True, slots=True)
class Mover:
    """Something of hers that may be moved: how it is called, where it is read, and what moves it.

    `row` has a compartment and a history; `move` takes `part` and `to`.
    """

    client: Client
    row: Any
    title: str
    back: str
    page: str
    move: Callable[..., None]
    # What has no history can't be put back by it: a draft is chosen a part for again.
    undo: bool = True


def part_form(row: Any, mine: Rights | None = None) -> PartForm | None:
    """Give the box for the foot of a record's own page, or None where the asker may not move it."""
    mine = mine or access.rights(row.client_id)
    return PartForm(part=row.compartment, mine=mine) if mine.writes & row.compartment else None


def part_page(request: WorkerRequest, it: Mover) -> HttpResponse:
    """Ask for another part of her record and move it there, or undo one's own move of just now."""
    mine = access.rights(it.client.pk)
    if said := why_not_from(it.row.compartment, mine):
        raise Refused(said, rule="may_not_move")
    if request.method != "POST":
        return _show(request, it, PartForm(part=it.row.compartment, mine=mine))
    if "back" in request.GET:
        return _undone(request, it, request.GET["back"])
    form = PartForm(request.POST, part=it.row.compartment, mine=mine)
    if not form.is_valid():
        # Sent twice, or moved there by somebody else: what was meant is so already.
        stands = str(it.row.compartment)
        if request.POST.get("to") == stands and request.POST.get("stood") != stands:
            return _done(request, it, it.row.compartment)
        return _show(request, it, form, status=422)
    return _moved(request, it, form)


def _moved(request: WorkerRequest, it: Mover, form: PartForm) -> HttpResponse:
    part, to = it.row.compartment, form.cleaned_data["to"]
    try:
        if form.cleaned_data["stood"] not in (None, part):
            raise Refused(
                _(
                    "Somebody moved this meanwhile: it is in “%(part)s” now. Look, then choose again."
                )
                % {"part": Compartment(part).label},
                rule="moved_meanwhile",
            )
        it.move(part=part, to=to)
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error("to", refusal.reason)
        form.data = {**form.data, "to": str(to), "stood": str(part)}
        return _show(request, it, form, status=409)
    return _done(request, it, to)


def _done(request: WorkerRequest, it: Mover, to: int) -> HttpResponse:
    words = _("Moved to “%(part)s”. Only those who may see that part see it now.")
    last = queries.last_move(it.row) if it.undo else None
    say(
        request,
        words % {"part": Compartment(to).label},
        undo_url=f"{it.page}?back={last.key}" if last else "",
    )
    return redirect(it.back)


def _undone(request: WorkerRequest, it: Mover, move: str) -> HttpResponse:
    """Undo the move that was named, once: pressed again, or in another tab, it would be a move of its own."""
    last = queries.last_move(it.row)
    if last is None or str(last.key) != move:
        raise Refused(
            _("This was moved again since, or put back already. Look where it stands now."),
            rule="moved_since",
        )
    if said := why_not_take_back(made_by=last.by, made_at=last.at, by=request.membership.pk):
        raise Refused(said, rule="too_late_to_take_back")
    it.move(part=it.row.compartment, to=last.out_of)
    say(request, _("Back where it was."), tone="info")
    return redirect(it.back)


def _show(request: WorkerRequest, it: Mover, form: PartForm, *, status: int = 200) -> HttpResponse:
    audit.record(
        Event.OPENED, what="parts.part", by=request.actor, client_id=it.client.pk,
        compartments=Compartment.BASICS | it.row.compartment,
    )  # fmt: skip
    stands = Compartment(it.row.compartment).label
    context = {"client": it.client, "it": it, "form": form, "stands": stands}
    return render(request, "parts/part.html", context, status=status)
