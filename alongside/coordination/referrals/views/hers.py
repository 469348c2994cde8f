"""Where a woman on record was referred to: sent with her yes, followed until somebody answers."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.coordination.referrals import actions, queries
from alongside.coordination.referrals.forms.out import OutForm, StepForm
from alongside.coordination.referrals.models import ReferralOut
from alongside.coordination.referrals.prints import letter_pdf
from alongside.coordination.referrals.queries.out import Out, Travels
from alongside.core.people.models import Client
from alongside.core.people.queries import safe_contact_card, with_safe_contact
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused

STORY = Compartment.STORY


@requires(Permission.SEE_WOMEN)
def outs(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show what was asked for her at the start, where she was referred to, and how long each took."""
    client = get_object_or_404(Client, pk=client_id)
    context: dict[str, Any] = {
        "client": client, "outs": queries.outs_of(client.pk), "may_write": _may_write(request, client),
        "carried": queries.carried_of(client.pk), "asked": list(queries.asked_for(client.pk)[:3]),
    }  # fmt: skip
    parts = STORY.value
    for one in context["carried"]:
        parts |= one.compartment
    return _opened(request, "referrals/outs.html", client, parts, context)


@requires(Permission.REFER)
def out_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Refer her on, with what she lets travel and her yes (R133)."""
    client = get_object_or_404(with_safe_contact(Client.objects.all()), pk=client_id)
    if not access.rights(client.pk).may_write(STORY):
        raise Refused(
            _("Those alongside her refer her on. Ask her lead worker."), rule="not_yours_to_write"
        )
    travels = queries.may_travel(client.pk)
    form = OutForm(
        request.POST if request.method == "POST" else None, travels=travels,
        initial={"name": client.name},
    )  # fmt: skip
    if form.is_bound and form.is_valid() and (out := _sent(request, client, form)):
        return redirect("referred:out", client.pk, out.pk)
    return _out_page(request, client, form, travels)


def _out_page(
    request: WorkerRequest, client: Client, form: OutForm, travels: list[Travels]
) -> HttpResponse:
    parts = STORY.value
    for one in travels:
        parts |= one.compartment
    context = {
        "client": client, "form": form, "travels": travels,
        "card": safe_contact_card(client, timezone.now()),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return _opened(request, "referrals/out_new.html", client, parts, context, status)


def _sent(request: WorkerRequest, client: Client, form: OutForm) -> ReferralOut | None:
    try:
        out = actions.refer_out(
            key=key_within(form.cleaned_data["key"], client.pk), client=client, facts=form.facts(),
            travels=form.ticked(), answers=form.answers(), made_by=request.membership, by=request.actor,
            due_on=form.cleaned_data["due_on"],
        )  # fmt: skip
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(None, refusal.reason)
        form.renew_key()
        return None
    say(request, _("Sent to %(whom)s.") % {"whom": out.whom})
    return out


@requires(Permission.SEE_WOMEN)
def out(request: WorkerRequest, client_id: uuid.UUID, out_id: uuid.UUID) -> HttpResponse:
    """Show one referral to somebody else: what went, what was promised, and what to do next."""
    client, one = _one(client_id, out_id)
    form = StepForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _noted(request, one, form):
        return redirect("referred:out", client.pk, one.out.pk)
    went, parts = queries.what_went(one.out), STORY.value
    for part in went:
        parts |= part.compartment
    context = {
        "client": client, "one": one, "form": form, "went": went,
        "may_write": _may_write(request, client),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return _opened(request, "referrals/out.html", client, parts, context, status)


def _noted(request: WorkerRequest, one: Out, form: StepForm) -> bool:
    if not request.membership.may(Permission.REFER):
        raise Refused(_("Your hat does not refer women on."), rule="may_not_refer")
    try:
        actions.note_step(
            key=key_within(form.cleaned_data["key"], one.out.pk), out=one.out, facts=form.facts(),
            membership=request.membership, by=request.actor,
        )  # fmt: skip
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(None, refusal.reason)
        return False
    say(request, _("Written down."))
    return True


@requires(Permission.SEE_WOMEN)
def letter(request: WorkerRequest, client_id: uuid.UUID, out_id: uuid.UUID) -> HttpResponse:
    """Print what went as a letter: exactly that and nothing else of her record."""
    client, one = _one(client_id, out_id)
    went = queries.what_went(one.out)
    parts = Compartment.BASICS.value
    for part in went:
        parts |= part.compartment
    audit.record(
        Event.PRINTED, what="referrals.letter", by=request.actor, client_id=client.pk,
        compartments=parts,
    )  # fmt: skip
    sender = f"{one.out.made_by.worker.name}, {request.membership.agency.name}"
    answer = HttpResponse(
        letter_pdf(one.out, went, client.name, sender), content_type="application/pdf"
    )
    answer["Content-Disposition"] = 'attachment; filename="letter.pdf"'
    return answer


def _one(client_id: uuid.UUID, out_id: uuid.UUID) -> tuple[Client, Out]:
    client = get_object_or_404(Client, pk=client_id)
    found = get_object_or_404(queries.out_of(client.pk), pk=out_id)
    return client, Out(found, list(found.steps.all()))


def _may_write(request: WorkerRequest, client: Client) -> bool:
    may = request.membership.may(Permission.REFER)
    return may and access.rights(client.pk).may_write(STORY)


def _opened(
    request: WorkerRequest,
    template: str,
    client: Client,
    parts: int,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    audit.record(
        Event.OPENED, what=template.removesuffix(".html").replace("/", "."), by=request.actor,
        client_id=client.pk, compartments=Compartment.BASICS | parts,
    )  # fmt: skip
    return render(request, template, context, status=status)
