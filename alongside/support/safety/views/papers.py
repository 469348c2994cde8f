"""Her plan on one sheet of paper: she picks what is on it, and nothing is picked for her."""

import uuid
from pathlib import Path

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from alongside.core.parts.views.answers import sent, shown
from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.her_words import her_text, unread
from alongside.foundation.common.paper import make_pdf
from alongside.support.safety import queries
from alongside.support.safety.forms import PaperForm
from alongside.support.safety.models import Writing
from alongside.support.safety.queries import PlanPage
from alongside.support.safety.views.answers import hers

TEMPLATE = Path(__file__).parents[1] / "templates" / "safety" / "plan.typ"


@requires(Permission.SEE_WOMEN)
def paper(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Choose together what of her plan goes on a sheet she takes along, and make it."""
    client, _mine = hers(client_id)
    page = queries.plan_page(client.pk, timezone.localdate())
    there = _to_pick(page)
    form = PaperForm(sent(request), lines=[(key, label) for key, label, _row in there])
    if form.is_bound and form.is_valid():
        picked = [row for key, _label, row in there if key in form.cleaned_data["picks"]]
        return _printed(request, client, picked)
    context = {
        "form": form, "empty": not there, "wording_unread": unread("plan.", "opened.page_safe"),
    }  # fmt: skip
    return shown(request, client, "safety/paper.html", page.compartments, context)


def _to_pick(page: PlanPage) -> list[tuple[str, str, Writing]]:
    """List what may be on it; what is kept apart says so."""
    found: list[tuple[str, str, Writing]] = []
    for line in page.lines:
        if line.writing:
            found.append((line.section.value, line.label, line.writing))
        if line.apart:
            label = str(her_text("plan.pick_apart")) % {"section": line.label}
            found.append((f"{line.section.value} apart", label, line.apart))
    return found


def _printed(request: WorkerRequest, client: Client, picked: list[Writing]) -> HttpResponse:
    parts = Compartment.BASICS.value
    for row in picked:
        parts |= row.compartment
    audit.record(
        Event.PRINTED,
        what="safety.paper",
        by=request.actor,
        client_id=client.pk,
        compartments=parts,
    )
    data = {
        "title": str(her_text("frame.name")), "heading": str(her_text("plan.page_title")),
        "unprinted": str(her_text("path.unprinted")),
        "pieces": [
            {"title": str(her_text(f"plan.page_{row.section}")), "words": row.words}
            for row in picked
        ],
    }  # fmt: skip
    made = make_pdf(TEMPLATE, data, language=get_language() or "en")
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="my-page.pdf"'
    return answer
