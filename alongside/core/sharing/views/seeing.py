"""The page about who can see what."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render

from alongside.core.sharing.queries import seeing
from alongside.core.sharing.views.hers import hers, opened
from alongside.foundation.access.compartments import LOCKED, Compartment, bits
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission


@requires(Permission.SEE_WOMEN)
def who_sees(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show everything about who can see what of her record, to look at together with her."""
    her = hers(client_id, write=False)
    told = seeing.everything(client_id, her.rights)
    context = {
        "client": her.client,
        "told": told,
        "may_write": her.rights.may_write(Compartment.SHARING),
        "holds_locked": bool(her.rights.reads & bits(*LOCKED)),
    }
    opened(request, "sharing.who_sees", client_id)
    return render(request, "sharing/who_sees.html", context)
