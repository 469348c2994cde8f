"""The people around her: a map to look at together, what became of it, and a paper she can take along."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.around import maps, prints, queries, rules
from alongside.core.around.forms.persons import PaperForm
from alongside.core.around.queries import Around, Everybody
from alongside.core.around.views.answers import at
from alongside.core.parts.views.answers import sent, shown
from alongside.core.people.models import Client
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.her_words import unread


@requires(Permission.SEE_WOMEN)
def around(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show who is around her, now or at the end of a month, and what became of it (R92)."""
    client = get_object_or_404(Client, pk=client_id)
    mine, today = access.rights(client.pk), timezone.localdate()
    all_ = queries.everybody(client.pk)
    until = rules.month_asked(request.GET.get("month", ""), today)
    there, animals = all_.at(until), all_.animals_at(until)
    grown = maps.growth(all_, today)
    writes = request.membership.may(Permission.WRITE_CONTACT)
    context: dict[str, Any] = {
        "there": there, "pets": animals, "before": all_.before(), "growth": grown, "until": until,
        "picture": maps.drawing(
            there, animals, title=_("Around %(name)s") % {"name": client.name},
            about=maps.told(there, animals), middle=client.name,
        ),
        "drawn": rules.DRAWN, "more": len(there) + len(animals) > rules.DRAWN,
        "months": maps.month_links(grown.rows, until, at("around", client), today),
        "may_add": writes and rules.may_add(mine),
        "may_harm": writes and rules.may_write_of_harm(mine),
        "reads_children": mine.may_read(Compartment.CHILDREN),
    }  # fmt: skip
    return shown(request, client, "around/around.html", all_.compartments, context)


@requires(Permission.SEE_WOMEN)
def paper(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Choose together who is on the map she takes along, and make it."""
    client = get_object_or_404(Client, pk=client_id)
    all_ = queries.everybody(client.pk)
    form = PaperForm(sent(request), people=_to_pick(all_))
    if form.is_bound and form.is_valid():
        return _printed(request, client, all_, form)
    audit.record(
        Event.OPENED, what="around.paper", by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS | all_.compartments,
    )  # fmt: skip
    context = {
        "client": client, "form": form, "empty": not (all_.at(None) or all_.pets),
        "wording_unread": unread("around.", "opened.page_safe"),
    }  # fmt: skip
    return render(request, "around/paper.html", context, status=422 if form.errors else 200)


def _to_pick(all_: Everybody) -> list[tuple[str, str, bool]]:
    """List who may be on it; those kept in other parts of her record than her story start unpicked."""
    rows: list[Any] = [*(one.person for one in all_.at(None)), *all_.pets]
    return [(str(row.pk), row.name, row.compartment == Compartment.STORY) for row in rows]


def _printed(
    request: WorkerRequest, client: Client, all_: Everybody, form: PaperForm
) -> HttpResponse:
    picked = set(form.cleaned_data["picks"])
    there: list[Around] = [one for one in all_.at(None) if str(one.person.pk) in picked]
    animals = [pet for pet in all_.pets if str(pet.pk) in picked]
    parts = Compartment.BASICS.value
    for part in (*(one.person.compartment for one in there), *(pet.compartment for pet in animals)):
        parts |= part
    audit.record(
        Event.PRINTED,
        what="around.paper",
        by=request.actor,
        client_id=client.pk,
        compartments=parts,
    )
    made = prints.map_pdf(there, animals, with_words=form.cleaned_data["with_words"])
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="my-page.pdf"'
    return answer
