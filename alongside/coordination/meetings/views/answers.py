"""How every page of this room is written down as opened, and answers what was sent."""

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from alongside.coordination.meetings import queries, rules
from alongside.coordination.meetings.models import Invited, Meeting
from alongside.core.parts.views.answers import shown
from alongside.core.people.models import Client
from alongside.foundation.access import queries as access
from alongside.foundation.accounts.access import WorkerRequest
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.refused import Refused


def of_hers(client_id: uuid.UUID, meeting_id: uuid.UUID) -> tuple[Client, Meeting]:
    """Fetch a woman and one of her meetings, or answer that there is nothing."""
    client = get_object_or_404(Client, pk=client_id)
    return client, get_object_or_404(queries.meetings_of(client.pk), pk=meeting_id)


def one_invited(
    client_id: uuid.UUID, meeting_id: uuid.UUID, invited_id: uuid.UUID
) -> tuple[Client, Meeting, Invited]:
    """Fetch somebody on the list of one of her meetings as well."""
    client, meeting = of_hers(client_id, meeting_id)
    found = queries.invited_of(client.pk).filter(meeting=meeting)
    return client, meeting, get_object_or_404(found, pk=invited_id)


def asked(
    request: WorkerRequest,
    client: Client,
    form: forms.Form,
    title: Any,
    back: str,
    parts: int = 0,
    **more: Any,
) -> HttpResponse:
    """Show the one page on which this room asks; `more` may hold what somebody else saved meanwhile."""
    context = {"form": form, "heading": title, "back": back, **more}
    return shown(request, client, "meetings/form.html", parts, context)


def must_write(client: Client, part: int) -> None:
    """Raise Refused where the asker may not write in a part of her record."""
    if said := rules.why_not_write(part, access.rights(client.pk)):
        raise Refused(said, rule="not_yours_to_write")


def may_write(request: WorkerRequest, client: Client, part: int) -> bool:
    """Say whether the asker may write in a part of her record, under the hat she wears."""
    may = request.membership.may(Permission.WRITE_CONTACT)
    return may and not rules.why_not_write(part, access.rights(client.pk))


def at(name: str, client: Client, *keys: uuid.UUID) -> str:
    """Give the address of one of her pages of this room."""
    return reverse(f"meetings:{name}", args=[client.pk, *keys])


def pdf(made: bytes, name: str) -> HttpResponse:
    """Give a paper to be kept under a name that says nothing."""
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
