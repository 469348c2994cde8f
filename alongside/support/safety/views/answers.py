"""How every page of this room is opened, written down as opened, and answers what was sent."""

import uuid

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from alongside.core.people.models import Client
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.foundation.common.refused import Refused


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


def at(name: str, client: Client) -> str:
    """Give the address of one of her pages of this room."""
    return reverse(f"safety:{name}", args=[client.pk])
