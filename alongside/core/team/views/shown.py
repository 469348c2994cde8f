"""How every page about her team is written down as opened, and takes up an action's no."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from alongside.core.people.models import Client, Episode
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused


def time_of(client: Client, episode_id: uuid.UUID) -> Episode:
    """Fetch one of her times with a service, through the gate."""
    return get_object_or_404(
        Episode.objects.select_related("service"), pk=episode_id, client_id=client.pk
    )


def shown(
    request: WorkerRequest,
    template: str,
    client: Client,
    context: dict[str, Any],
    *,
    parts: int = 0,
    status: int = 200,
) -> HttpResponse:
    """Write down that a page about her was opened, and which parts of her record it shows; then show it."""
    audit.record(
        Event.OPENED, what=template.removesuffix(".html").replace("/", "."), by=request.actor,
        client_id=client.pk, compartments=Compartment.BASICS | parts,
    )  # fmt: skip
    return render(request, template, {"client": client, **context}, status=status)


def asked(
    request: WorkerRequest,
    client: Client,
    form: forms.Form,
    title: Any,
    *,
    button: Any,
    episode: Episode,
    below: Any = "",
    parts: int = 0,
    **more: Any,
) -> HttpResponse:
    """Show the one page on which a form about her team is asked."""
    context = {
        "form": form, "heading": title, "button": button, "episode": episode, "below": below, **more,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return shown(request, "team/form.html", client, context, parts=parts, status=status)


@contextmanager
def no_beside_the_boxes(
    request: WorkerRequest, form: forms.Form, box: str | None = None
) -> Iterator[None]:
    """Bring an action's no back to its form."""
    try:
        yield
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(box if box in form.fields else None, refusal.reason)
