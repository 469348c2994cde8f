"""Coming back after her time with a service has ended."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.people.models import Client, Episode
from alongside.core.sharing.actions import coming_back
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile


@requires(Permission.WRITE_CONTACT)
@require_POST
def she_is_back(
    request: WorkerRequest, client_id: uuid.UUID, episode_id: uuid.UUID
) -> HttpResponse:
    """Open her time with a service again, in one press."""
    client = get_object_or_404(Client, pk=client_id)
    episode = get_object_or_404(Episode, pk=episode_id, client_id=client_id)
    if episode.state != Episode.State.ACTIVE:
        try:
            coming_back.she_is_back(episode=episode, by=request.actor)
        except ChangedMeanwhile as refusal:
            # Two saw her come in at once: she is back all the same.
            request.refusals.append(refusal.rule)
    say(request, _("%(name)s is back. Everything is as it was.") % {"name": client.name})
    return redirect("home:her", client_id)
