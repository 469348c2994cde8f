"""Her agreement to being with a service: written down, asked anew, ended."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.models import Episode
from alongside.core.sharing.actions.keyed import write_once
from alongside.core.sharing.models import Agreement
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused


@transaction.atomic
def agree(
    *,
    key: uuid.UUID,
    episode: Episode,
    agreed_on: datetime.date,
    facts: Mapping[str, Any],
    made_by: Membership,
    by: Actor,
) -> Agreement:
    """Write down what she agreed to, and how free she was; what she said before about it ends (R158).

    The same form sent again changes nothing.
    """
    agreement, fresh = write_once(
        row=Agreement(
            pk=key, client_id=episode.client_id, episode=episode, agreed_on=agreed_on, made_by=made_by,
            **facts,
        ),
        same_by=("episode_id", "agreed_on", *facts), what="sharing.agree", by=by,
    )  # fmt: skip
    if fresh:
        before = Agreement.objects.standing().filter(client_id=episode.client_id, episode=episode)
        before.exclude(pk=agreement.pk).update(ended_at=timezone.now(), ended_by=made_by)
    return agreement


@transaction.atomic
def end_agreement(*, agreement: Agreement, ended_by: Membership, by: Actor) -> None:
    """Write down that she takes her agreement back. Raises Refused where it was ended before."""
    if (
        not Agreement.objects.standing()
        .filter(pk=agreement.pk)
        .update(ended_at=timezone.now(), ended_by=ended_by)
    ):
        raise Refused(_("This was ended already."), rule="agreement_ended")
    audit.record(
        Event.CHANGED, what="sharing.end_agreement", by=by, client_id=agreement.client_id,
        compartments=Compartment.SHARING,
    )  # fmt: skip
