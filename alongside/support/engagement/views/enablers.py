"""What was asked for to open a door, what came of it, and how such work adds up."""

import uuid
from functools import partial
from typing import Any

from django import forms as django_forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.parts.views import Mover, part_form, part_page
from alongside.core.people.models import Client
from alongside.core.people.rules import why_not_take_back
from alongside.foundation.access import queries as access
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused
from alongside.support.engagement.actions import enablers as actions
from alongside.support.engagement.forms import enablers as forms
from alongside.support.engagement.forms.notes import version_in
from alongside.support.engagement.models import Enabler
from alongside.support.engagement.queries import enablers as queries
from alongside.support.engagement.rules import enablers as rules
from alongside.support.engagement.views.notes import allowed, saved_to
from alongside.support.engagement.views.showing import done, sent, shown, status_of

State = Enabler.State


@requires(Permission.SEE_WOMEN)
def enablers(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """List what was asked for with her, and what came of it."""
    client = get_object_or_404(Client, pk=client_id)
    every = list(queries.enablers(client.pk))
    may_write = rules.may_ask(access.rights(client.pk).writes)
    context = {"enablers": every, "may_write": may_write}
    return shown(request, client, "engagement/enablers.html", queries.parts_of(every), context)


@requires(Permission.WRITE_CONTACT)
def enabler_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down that something was asked for with her."""
    client = get_object_or_404(Client, pk=client_id)
    form = forms.AskEnablerForm(*sent(request), writes=allowed(client.pk).writes)

    def act() -> None:
        facts = {name: value for name, value in form.cleaned_data.items() if name != "key"}
        one = actions.ask_enabler(
            key=key_within(form.cleaned_data["key"], client.pk), client_id=client.pk, facts=facts,
            membership=request.membership, by=request.actor,
        )  # fmt: skip
        saved_to(request, client, reverse("engagement:enabler_undo", args=[client.pk, one.pk]))

    if form.is_bound and done(request, form, act):
        return redirect("engagement:enablers", client.pk)
    return shown(request, client, "engagement/enabler_new.html", 0, {"form": form}, status_of(form))


def _one(client_id: uuid.UUID, enabler_id: uuid.UUID) -> tuple[Client, Enabler]:
    client = get_object_or_404(Client, pk=client_id)
    return client, get_object_or_404(queries.enablers(client.pk), pk=enabler_id)


@requires(Permission.SEE_WOMEN)
def enabler(request: WorkerRequest, client_id: uuid.UUID, enabler_id: uuid.UUID) -> HttpResponse:
    """Show one, with what may be written down next."""
    client, one = _one(client_id, enabler_id)
    mine, writes = access.rights(client.pk), request.membership.may(Permission.WRITE_CONTACT)
    may_write = writes and rules.why_not_write(one, mine.writes) is None
    form = _next_form(request, one)
    if request.method == "POST":
        _must_write(request, one, mine.writes)
        if done(request, form, lambda: _go_on(request, one, form)):
            saved_to(request, client)
            return redirect("engagement:enabler", client.pk, one.pk)
    why_not = why_not_take_back(
        made_by=one.made_by_id, made_at=one.made_at, by=request.membership.pk
    )
    context = {
        "one": one, "form": form if may_write else None, "may_undo": may_write and why_not is None,
        "part_form": part_form(one, mine) if writes else None,
    }  # fmt: skip
    return shown(
        request, client, "engagement/enabler.html", one.compartment, context, status_of(form)
    )


def _must_write(request: WorkerRequest, one: Enabler, writes: int) -> None:
    said = rules.why_not_write(one, writes)
    if said or not request.membership.may(Permission.WRITE_CONTACT):
        raise Refused(said or _("You can't write here under this hat."), rule="not_yours_to_write")


def _next_form(request: WorkerRequest, one: Enabler) -> django_forms.Form:
    typed = sent(request)
    if one.state == State.GIVEN:
        told = {"her_words": one.her_words, "worker_words": one.worker_words}
        return forms.EffectForm(typed[0] if typed else None, initial=told)
    return (
        forms.GiveEnablerForm(*typed)
        if one.state == State.AGREED
        else forms.AnswerEnablerForm(*typed)
    )


def _go_on(request: WorkerRequest, one: Enabler, form: Any) -> None:
    typed, version = form.cleaned_data, version_in(request.POST, one.version)
    if isinstance(form, forms.EffectForm):
        actions.tell_effect(one=one, version=version, by=request.actor, **typed)
    elif isinstance(form, forms.GiveEnablerForm):
        actions.give_enabler(
            one=one, on=typed["on"], pence=form.pence, version=version, by=request.actor
        )
    else:
        actions.answer_enabler(one=one, version=version, by=request.actor, **typed)


@requires(Permission.WRITE_CONTACT)
@require_POST
def enabler_undo(
    request: WorkerRequest, client_id: uuid.UUID, enabler_id: uuid.UUID
) -> HttpResponse:
    """Take back what one just wrote down."""
    client = get_object_or_404(Client, pk=client_id)
    one = get_object_or_404(Enabler, pk=enabler_id, client_id=client.pk)
    actions.take_back_enabler(one=one, membership=request.membership, by=request.actor)
    say(request, _("Taken back."), tone="info")
    return redirect("engagement:enablers", client.pk)


@requires(Permission.WRITE_CONTACT)
def enabler_part(
    request: WorkerRequest, client_id: uuid.UUID, enabler_id: uuid.UUID
) -> HttpResponse:
    """Move it to another part of her record."""
    client, one = _one(client_id, enabler_id)
    here = [client.pk, one.pk]
    return part_page(
        request,
        Mover(
            client=client, row=one, title=one.get_kind_display(),
            back=reverse("engagement:enabler", args=here),
            page=reverse("engagement:enabler_part", args=here),
            move=partial(actions.put_enabler, one=one, by=request.actor),
        ),
    )  # fmt: skip


@requires(Permission.SEE_SERVICE)
def everyday(request: WorkerRequest) -> HttpResponse:
    """Count the everyday work of a manager's services, as far as her passes go; nobody is named."""
    audit.record(Event.COUNTED, what="engagement.everyday", by=request.actor)
    context = {
        "enablers": queries.counts(request.membership),
        "work": queries.work(request.membership),
    }
    return render(request, "engagement/everyday.html", context)
