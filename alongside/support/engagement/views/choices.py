"""What she was offered, and what she chose, in one list of hers."""

import uuid
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.parts.views import Mover, part_page
from alongside.core.people.models import Client
from alongside.foundation.access import queries as access
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.support.engagement.actions import choices as actions
from alongside.support.engagement.forms.choices import ChoiceForm
from alongside.support.engagement.models import Choice
from alongside.support.engagement.queries import choices as queries
from alongside.support.engagement.queries.enablers import parts_of
from alongside.support.engagement.rules.enablers import may_ask
from alongside.support.engagement.views.notes import allowed, saved_to
from alongside.support.engagement.views.showing import done, sent, shown, status_of


@requires(Permission.SEE_WOMEN)
def choices(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """List what she was offered, what she chose, and what could not be had."""
    client = get_object_or_404(Client, pk=client_id)
    every = list(queries.choices(client.pk))
    writes = access.rights(client.pk).writes
    if not request.membership.may(Permission.WRITE_CONTACT):
        writes = 0
    told = [(one, bool(writes & one.compartment)) for one in every]
    context = {"choices": told, "may_write": may_ask(writes)}
    return shown(request, client, "engagement/choices.html", parts_of(every), context)


@requires(Permission.WRITE_CONTACT)
def choice_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down what she was offered and what she chose."""
    client = get_object_or_404(Client, pk=client_id)
    form = ChoiceForm(*sent(request), writes=allowed(client.pk).writes)

    def act() -> None:
        one = actions.add_choice(
            key=key_within(form.cleaned_data["key"], client.pk), client_id=client.pk,
            facts=form.facts(), membership=request.membership, by=request.actor,
        )  # fmt: skip
        saved_to(request, client, reverse("engagement:choice_undo", args=[client.pk, one.pk]))

    if form.is_bound and done(request, form, act):
        return redirect("engagement:choices", client.pk)
    return shown(request, client, "engagement/choice_new.html", 0, {"form": form}, status_of(form))


@requires(Permission.WRITE_CONTACT)
@require_POST
def choice_undo(request: WorkerRequest, client_id: uuid.UUID, choice_id: uuid.UUID) -> HttpResponse:
    """Take back what one just wrote down."""
    client = get_object_or_404(Client, pk=client_id)
    one = get_object_or_404(Choice, pk=choice_id, client_id=client.pk)
    actions.take_back_choice(one=one, membership=request.membership, by=request.actor)
    say(request, _("Taken back."), tone="info")
    return redirect("engagement:choices", client.pk)


@requires(Permission.WRITE_CONTACT)
def choice_part(request: WorkerRequest, client_id: uuid.UUID, choice_id: uuid.UUID) -> HttpResponse:
    """Move it to another part of her record."""
    client = get_object_or_404(Client, pk=client_id)
    one = get_object_or_404(queries.choices(client.pk), pk=choice_id)
    return part_page(
        request,
        Mover(
            client=client, row=one, title=str(one.get_about_display()),
            back=reverse("engagement:choices", args=[client.pk]),
            page=reverse("engagement:choice_part", args=[client.pk, one.pk]),
            move=partial(actions.put_choice, one=one, by=request.actor),
        ),
    )  # fmt: skip
