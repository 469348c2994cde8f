"""How every page of this room is opened, written down as opened, and answers what was sent."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.access import WorkerRequest
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.forms import beside_theirs
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused


def hers(client_id: uuid.UUID, part: Compartment = Compartment.SAFETY) -> tuple[Client, Rights]:
    """Fetch her through the gate; 404 to whom this part of her record is not open."""
    client = get_object_or_404(Client, pk=client_id)
    mine = access.rights(client.pk)
    if not mine.may_read(part):
        raise Http404
    return client, mine


def must(said: str | None, rule: str = "not_beside_her") -> None:
    """Raise Refused where a rule gave a reason."""
    if said:
        raise Refused(said, rule=rule)


def sent(request: WorkerRequest) -> QueryDict | None:
    """Give what was typed, or None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def shown(
    request: WorkerRequest, client: Client, template: str, parts: int, context: dict[str, Any]
) -> HttpResponse:
    """Write down that a page about her was opened, with the parts it shows; then show it."""
    audit.record(
        Event.OPENED, what=template.removesuffix(".html").replace("/", "."), by=request.actor,
        client_id=client.pk, compartments=Compartment.BASICS | parts,
    )  # fmt: skip
    form = context.get("form")
    status = 422 if form is not None and form.errors else 200
    return render(request, template, {"client": client, **context}, status=status)


def saved(request: WorkerRequest, client: Client, to: str, *args: Any) -> HttpResponse:
    """Say whose record it went to, and go on."""
    say(request, _("Saved to %(name)s’s record.") % {"name": client.name})
    return redirect(to, client.pk, *args)


@contextmanager
def no_beside_the_boxes(
    request: WorkerRequest, form: forms.Form, more: dict[str, Any], box: str | None = None
) -> Iterator[None]:
    """Bring an action's no back to its form; where somebody else saved first, with what stands now."""
    try:
        yield
    except ChangedMeanwhile as changed:
        more["theirs"] = beside_theirs(request, form, changed)
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(box, refusal.reason)
