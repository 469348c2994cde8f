"""The files on her record: added, opened, moved, taken off and put back."""

import uuid
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.papers import actions, queries, rules
from alongside.core.papers.forms import PaperForm
from alongside.core.papers.models import Paper
from alongside.core.parts.views import Mover, part_form, part_page
from alongside.core.people.models import Client
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused


@requires(Permission.SEE_WOMEN)
def papers(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """List the files on her record, and those that were taken off."""
    client = get_object_or_404(Client, pk=client_id)
    every, mine = list(queries.papers(client.pk)), access.rights(client.pk)
    context = {
        "client": client,
        "standing": [one for one in every if one.ended_at is None],
        "off": [(one, bool(mine.writes & one.compartment)) for one in every if one.ended_at],
        "may_add": rules.may_add(mine),
    }
    return _shown(request, "papers/papers.html", client, queries.parts_of(every), context)


@requires(Permission.WRITE_CONTACT)
def paper_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Add a file to her record."""
    client, mine = get_object_or_404(Client, pk=client_id), access.rights(client_id)
    if said := rules.why_not_add_any(mine):
        raise Refused(said, rule="may_not_add_files")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PaperForm(*sent, mine=mine)
    if form.is_bound and form.is_valid():
        try:
            return _added(request, client, form)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            # A full disk is nothing to choose another part for.
            form.add_error(None if refusal.rule == "no_room" else "compartment", refusal.reason)
            form.ask_again()
    context = {"client": client, "form": form}
    return _shown(
        request, "papers/paper_new.html", client, 0, context, status=422 if form.errors else 200
    )


def _added(request: WorkerRequest, client: Client, form: PaperForm) -> HttpResponse:
    typed = form.cleaned_data
    one = actions.add_paper(
        key=key_within(typed["key"], client.pk), client_id=client.pk, title=typed["title"],
        part=typed["compartment"], file=typed["file"], membership=request.membership, by=request.actor,
    )  # fmt: skip
    undo = reverse("papers:paper_off", args=[client.pk, one.pk])
    say(request, _("Saved to %(name)s’s record.") % {"name": client.name}, undo_url=undo)
    return redirect("papers:paper", client.pk, one.pk)


@requires(Permission.SEE_WOMEN)
def paper(request: WorkerRequest, client_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """Show what a file is, with a way to open, move or take it off."""
    client, one = _paper(client_id, paper_id)
    mine, writes = access.rights(client.pk), request.membership.may(Permission.WRITE_CONTACT)
    context = {
        "client": client,
        "paper": one,
        "may_write": writes and rules.why_not_write(one, mine) is None,
        "part_form": part_form(one, mine) if writes else None,
    }
    return _shown(request, "papers/paper.html", client, one.compartment, context)


@requires(Permission.SEE_WOMEN)
def paper_file(request: WorkerRequest, client_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """Send the file itself, to be kept or looked at apart from our pages."""
    _client, one = _paper(client_id, paper_id)
    content = actions.open_paper(paper=one, by=request.actor)
    kind, _ending = rules.SENT_AS[Paper.Kind(one.kind)]
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{rules.name_of(one.pk, one.kind)}"'
    # Whatever somebody's browser takes it for, it may do nothing.
    answer["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return answer


@requires(Permission.WRITE_CONTACT)
def paper_part(request: WorkerRequest, client_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """Move a file to another part of her record."""
    client, one = _paper(client_id, paper_id)
    here = [client.pk, one.pk]
    return part_page(
        request,
        Mover(
            client=client, row=one, title=one.title, back=reverse("papers:paper", args=here),
            page=reverse("papers:paper_part", args=here),
            move=partial(actions.put_paper, paper=one, by=request.actor),
        ),
    )  # fmt: skip


@requires(Permission.WRITE_CONTACT)
@require_POST
def paper_off(request: WorkerRequest, client_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """Take a file off, because it is not needed any more."""
    client, one = _paper(client_id, paper_id)
    actions.take_off(paper=one, by=request.actor)
    back = reverse("papers:paper_back", args=[client.pk, one.pk])
    say(request, _("Taken off. It can be put back."), tone="info", undo_url=back)
    return redirect("papers:papers", client.pk)


@requires(Permission.WRITE_CONTACT)
@require_POST
def paper_back(request: WorkerRequest, client_id: uuid.UUID, paper_id: uuid.UUID) -> HttpResponse:
    """Put a file back that was taken off."""
    client, one = _paper(client_id, paper_id)
    actions.put_back(paper=one, by=request.actor)
    say(request, _("It is back on %(name)s’s record.") % {"name": client.name})
    return redirect("papers:paper", client.pk, one.pk)


def _paper(client_id: uuid.UUID, paper_id: uuid.UUID) -> tuple[Client, Paper]:
    client = get_object_or_404(Client, pk=client_id)
    return client, get_object_or_404(queries.papers(client.pk), pk=paper_id)


def _shown(
    request: WorkerRequest,
    template: str,
    client: Client,
    parts: int,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    what = template.removesuffix(".html").replace("/", ".")
    audit.record(
        Event.OPENED, what=what, by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS | parts,
    )  # fmt: skip
    return render(request, template, context, status=status)
