"""How the pages of this room are written down as opened, and answer what was sent."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import ChangedMeanwhile, Refused


def shown(
    request: WorkerRequest,
    client: Client,
    template: str,
    parts: int,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Write down that a page about her was opened, with the parts of her record it shows; then show it."""
    what = template.removesuffix(".html").replace("/", ".")
    audit.record(
        Event.OPENED, what=what, by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS | parts,
    )  # fmt: skip
    return render(request, template, {"client": client, **context}, status=status)


def sent(request: WorkerRequest) -> tuple[Any, ...]:
    """Give what was typed, for a form to be bound to, or nothing for a page that is only opened."""
    return (request.POST,) if request.method == "POST" else ()


def done(request: WorkerRequest, form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what a valid form asks for; a refusal stands beside its boxes, and nothing typed is lost."""
    if not form.is_valid():
        return False
    try:
        act()
    except ChangedMeanwhile as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(None, _("Somebody changed this meanwhile. Look at it again, then save."))
        return False
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(None, refusal.reason)
        return False
    return True


def status_of(form: forms.Form) -> int:
    """Say how a page with this form answers: with something to mend, or not."""
    return 422 if form.is_bound else 200
