"""The gathering of topics, to fill over weeks in any order (R27); and her story, to read with her."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.people.models import Client
from alongside.core.story import actions as story
from alongside.core.story.views.topics import About, about, about_row
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.her_words import unread
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.overview.gathering import queries, rules
from alongside.overview.gathering.forms import LookAfterForm, PickForm
from alongside.overview.gathering.prints import story_pdf
from alongside.overview.gathering.queries import Piece


@requires(Permission.SEE_WOMEN)
def bank(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show everything there is to talk about: what she told first, and no hurry with the rest."""
    client = get_object_or_404(Client, pk=client_id)
    mine = access.rights(client.pk)
    gathered = queries.bank(client, mine)
    audit.record(
        Event.OPENED, what="gathering.bank", by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS | gathered.compartments,
    )  # fmt: skip
    context = {
        "client": client, "bank": gathered, "may_write": request.membership.may(Permission.WRITE_CONTACT),
        "reads_identity": mine.may_read(Compartment.IDENTITY),
        "reads_nights": mine.may_read(Compartment.ACCOMMODATION),
        "edits_topics": request.membership.may(Permission.EDIT_TOPICS),
        "writes_basics": mine.may_write(Compartment.BASICS),
    }  # fmt: skip
    return render(request, "gathering/bank.html", context)


@requires(Permission.WRITE_CONTACT)
def section(request: WorkerRequest, client_id: uuid.UUID, subject: str) -> HttpResponse:
    """Say who may speak of a subject next, and whose section it is."""
    return _look_after(request, about(client_id, subject))


@requires(Permission.WRITE_CONTACT)
def look_after(request: WorkerRequest, client_id: uuid.UUID, topic_id: uuid.UUID) -> HttpResponse:
    """The same for a topic by its own key."""
    return _look_after(request, about_row(client_id, topic_id))


def _look_after(request: WorkerRequest, it: About) -> HttpResponse:
    form = LookAfterForm(request.POST or None, client_id=it.client.pk, initial=_as_it_stands(it))
    if form.is_bound and form.is_valid():
        try:
            story.look_after(
                client_id=it.client.pk, subject=it.subject.key, part=it.part, facts=form.facts,
                version=form.cleaned_data["version"], by=request.actor,
            )  # fmt: skip
            say(request, _("Saved to %(name)s’s record.") % {"name": it.client.name})
            return redirect("gathering:bank", it.client.pk)
        except ChangedMeanwhile as refusal:
            request.refusals.append(refusal.rule)
            form = _again(request, it, refusal)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
    audit.record(
        Event.OPENED, what="gathering.look_after", by=request.actor, client_id=it.client.pk,
        compartments=Compartment.BASICS | it.part,
    )  # fmt: skip
    context = {"client": it.client, "it": it, "form": form}
    return render(request, "gathering/look_after.html", context, status=422 if form.errors else 200)


def _as_it_stands(it: About) -> dict[str, object]:
    if it.topic is None:
        return {"ask_next": "anyone"}
    return {
        "ask_next": it.topic.ask_next, "ask_worker": it.topic.ask_worker_id, "owner": it.topic.owner_id,
        "owner_agency": it.topic.owner_agency_id, "version": it.topic.version,
    }  # fmt: skip


def _again(request: WorkerRequest, it: About, refusal: ChangedMeanwhile) -> LookAfterForm:
    typed = request.POST.copy()
    typed["version"] = str(refusal.theirs.version) if refusal.theirs else ""
    form = LookAfterForm(typed, client_id=it.client.pk)
    form.full_clean()
    form.add_error(None, refusal.reason)
    return form


# --- her story ------------------------------------------------------------------------------------


@requires(Permission.SEE_WOMEN)
def line(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Her story in her own words, to read with her: she picks, then reads; nothing of it is kept."""
    client = get_object_or_404(Client, pk=client_id)
    pieces = queries.pieces(client.pk)
    form = PickForm(request.POST if request.method == "POST" else None, pieces=pieces)
    picked = form.picked if form.is_bound and form.is_valid() else []
    _written(request, client, Event.OPENED, "gathering.line", picked or pieces)
    context = {
        **_frame(), "client": client, "form": form, "picked": picked, "asked": form.is_bound,
    }  # fmt: skip
    return render(request, "gathering/line.html", context)


@requires(Permission.SEE_WOMEN)
@require_POST
def paper(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """The parts she picked, on paper: a tagged PDF that says who printed it."""
    client = get_object_or_404(Client, pk=client_id)
    form = PickForm(request.POST, pieces=queries.pieces(client.pk))
    if not form.is_valid() or not form.picked:
        return redirect("gathering:line", client.pk)
    _written(request, client, Event.PRINTED, "gathering.paper", form.picked)
    by = rules.printed(request.membership.worker.first_name, timezone.localdate())
    answer = HttpResponse(story_pdf(form.picked, by), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="my-story.pdf"'
    return answer


def _written(
    request: WorkerRequest, client: Client, event: Event, what: str, shown: list[Piece]
) -> None:
    mask = Compartment.BASICS.value
    for piece in shown:
        mask |= piece.topic.compartment
    audit.record(event, what=what, by=request.actor, client_id=client.pk, compartments=mask)


def _frame() -> dict[str, object]:
    return {"exit_url": reverse("accounts:exit"), "wording_unread": unread("story.")}
