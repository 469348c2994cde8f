"""What every page of this room begins with: her, through the gate, and that it is for her team."""

import uuid
from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.core.sharing.rules.away import LOOK_AFTER
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights, my_sources, rights
from alongside.foundation.accounts.access import WorkerRequest
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused


@dataclass(frozen=True, slots=True)
class Hers:
    """A woman, and what the one who asks may read and write of her record."""

    client: Client
    rights: Rights


def hers(client_id: uuid.UUID, *, write: bool = True) -> Hers:
    """Fetch her, or stop: 404 for a stranger, a reason for somebody she shares other things with.

    A safety lead, a matching person or a keeper reads what their duty needs and decides nothing for her.
    """
    client = get_object_or_404(Client, pk=client_id)
    mine = rights(client_id)
    beside = not write or LOOK_AFTER & set(my_sources(client_id))
    if not beside or not mine.may_read(Compartment.SHARING):
        raise Refused(
            _("Who can see what is kept by those alongside her. Ask her, or ask her lead worker."),
            rule="not_beside_her",
        )
    return Hers(client, mine)


def opened(
    request: WorkerRequest, what: str, client_id: uuid.UUID, parts: int = Compartment.SHARING
) -> None:
    """Write down that a page of hers was shown."""
    audit.record(
        Event.OPENED, what=what, by=request.actor, client_id=client_id,
        compartments=Compartment.BASICS | parts,
    )  # fmt: skip
