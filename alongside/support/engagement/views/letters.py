"""Letters from templates: written with her, looked at, printed, and noted as gone."""

import uuid
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.parts.views import Mover, part_form, part_page
from alongside.core.people.models import Client
from alongside.core.people.rules import why_not_take_back
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Service
from alongside.support.engagement.actions import letters as actions
from alongside.support.engagement.forms import letters as forms
from alongside.support.engagement.forms.notes import version_in
from alongside.support.engagement.models import Letter, LetterTemplate
from alongside.support.engagement.queries import everyday as queries
from alongside.support.engagement.rules import letters as rules
from alongside.support.engagement.views.notes import allowed, saved_to
from alongside.support.engagement.views.papers import letter_pdf
from alongside.support.engagement.views.showing import done, sent, shown, status_of


@requires(Permission.SEE_WOMEN)
def letters(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """List the letters written with her, and what a new one may begin with."""
    client = get_object_or_404(Client, pk=client_id)
    every, parts = list(queries.letters(client.pk)), 0
    for one in every:
        parts |= one.compartment
    may_write = request.membership.may(Permission.WRITE_CONTACT) and access.rights(
        client.pk
    ).may_write(Compartment.NOTES)
    context = {
        "letters": every, "may_write": may_write,
        "templates": list(queries.templates(request.membership)) if may_write else [],
    }  # fmt: skip
    return shown(request, client, "engagement/letters.html", parts, context)


def _begun(request: WorkerRequest, client: Client) -> tuple[dict[str, Any], str]:
    """Fill a new letter in from the template asked for."""
    today = timezone.localdate()
    blank: dict[str, Any] = {"agreed_on": today}
    try:
        key = uuid.UUID(request.GET.get("template", ""))
    except ValueError:
        return blank, ""
    chosen: LetterTemplate | None = queries.templates(request.membership).filter(pk=key).first()
    if chosen is None:
        return blank, ""
    said = {
        "her name": client.full_name or client.name, "today": rules.day_in_words(today),
        "worker": request.membership.worker.name,
        "from": rules.name_on_letters(chosen.service, says_who_we_are=False),
    }  # fmt: skip
    return {**blank, "topic": chosen.topic, "body": rules.filled(chosen.body, said)}, chosen.topic


@requires(Permission.WRITE_CONTACT)
def letter_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write a letter with her, look at it as it will go, and keep it."""
    client = get_object_or_404(Client, pk=client_id)
    writes, service = allowed(client.pk).writes, queries.service_for(request.membership, client_id)
    if service is None:
        raise Refused(_("You work in no service, so no letter can go out."), rule="no_service")
    initial, topic = _begun(request, client)
    form = forms.LetterForm(*sent(request), initial=initial, writes=writes, topic=topic)
    if form.is_bound and done(request, form, partial(_looked_at, request, client, service, form)):
        if "look" not in request.POST:
            return redirect("engagement:letters", client.pk)
        status = 200
    else:
        status = status_of(form)
    look = status == 200 and form.is_bound
    ours = look and form.cleaned_data["says_who_we_are"]
    head = rules.name_on_letters(service, says_who_we_are=ours)
    context = {"form": form, "service": service, "look": look, "head": head}
    return shown(request, client, "engagement/letter_new.html", 0, context, status)


def _looked_at(
    request: WorkerRequest, client: Client, service: Service, form: forms.LetterForm
) -> None:
    """Keep the letter, or only see that it may go as it stands."""
    facts = form.facts()
    # The gap for whom it is to is filled in last, from its own box.
    facts["body"] = rules.filled(facts["body"], {"to": facts["to_words"]})
    if "look" in request.POST:
        if said := rules.why_not_letter(
            text=f"{facts['to_words']}\n{facts['body']}", service=service,
            says_who_we_are=facts["says_who_we_are"], agreed=True,
        ):  # fmt: skip
            raise Refused(said, rule="letter_not_yet")
        return
    one = actions.write_letter(
        key=key_within(form.cleaned_data["key"], client.pk), client_id=client.pk, service=service,
        facts=facts, membership=request.membership, by=request.actor,
    )  # fmt: skip
    saved_to(request, client, reverse("engagement:letter_undo", args=[client.pk, one.pk]))


def _letter(client_id: uuid.UUID, letter_id: uuid.UUID) -> tuple[Client, Letter]:
    client = get_object_or_404(Client, pk=client_id)
    return client, get_object_or_404(queries.letters(client.pk), pk=letter_id)


@requires(Permission.SEE_WOMEN)
def letter(request: WorkerRequest, client_id: uuid.UUID, letter_id: uuid.UUID) -> HttpResponse:
    """Show a letter as it went or is to go, and note the day it goes."""
    client, one = _letter(client_id, letter_id)
    mine, writes = access.rights(client.pk), request.membership.may(Permission.WRITE_CONTACT)
    form = forms.SentForm(*sent(request))
    if request.method == "POST" and done(
        request, form,
        lambda: actions.note_sent(
            letter=one, on=form.cleaned_data["on"], version=version_in(request.POST, one.version),
            membership=request.membership, by=request.actor,
        ),
    ):  # fmt: skip
        saved_to(request, client)
        return redirect("engagement:letter", client.pk, one.pk)
    may_write = writes and bool(mine.writes & one.compartment)
    context = {
        "letter": one, "form": form if may_write and one.sent_on is None else None,
        "may_undo": one.sent_on is None and why_not_take_back(
            made_by=one.made_by_id, made_at=one.made_at, by=request.membership.pk
        ) is None,
        "part_form": part_form(one, mine) if writes else None,
    }  # fmt: skip
    return shown(
        request, client, "engagement/letter.html", one.compartment, context, status_of(form)
    )


@requires(Permission.SEE_WOMEN)
def letter_paper(
    request: WorkerRequest, client_id: uuid.UUID, letter_id: uuid.UUID
) -> HttpResponse:
    """Give a letter as a tagged PDF with a neutral title: one to send, and one for her."""
    _client, one = _letter(client_id, letter_id)
    actions.print_letter(letter=one, by=request.actor)
    answer = HttpResponse(
        letter_pdf(one, hers="hers" in request.GET), content_type="application/pdf"
    )
    answer["Content-Disposition"] = 'attachment; filename="letter.pdf"'
    return answer


@requires(Permission.WRITE_CONTACT)
@require_POST
def letter_undo(request: WorkerRequest, client_id: uuid.UUID, letter_id: uuid.UUID) -> HttpResponse:
    """Take back a letter that has not gone."""
    client = get_object_or_404(Client, pk=client_id)
    one = get_object_or_404(Letter, pk=letter_id, client_id=client.pk)
    actions.take_back_letter(letter=one, membership=request.membership, by=request.actor)
    say(request, _("Taken back."), tone="info")
    return redirect("engagement:letters", client.pk)


@requires(Permission.WRITE_CONTACT)
def letter_part(request: WorkerRequest, client_id: uuid.UUID, letter_id: uuid.UUID) -> HttpResponse:
    """Move a letter to another part of her record."""
    client, one = _letter(client_id, letter_id)
    here = [client.pk, one.pk]
    return part_page(
        request,
        Mover(
            client=client, row=one, title=_("A letter"), back=reverse("engagement:letter", args=here),
            page=reverse("engagement:letter_part", args=here),
            move=partial(actions.put_letter, letter=one, by=request.actor),
        ),
    )  # fmt: skip
