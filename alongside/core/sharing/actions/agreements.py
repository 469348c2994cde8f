"""Her agreement to being with a service: written down, asked anew, ended."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.models import Episode
from alongside.core.sharing.actions.keyed import write_once
from alongside.core.sharing.models import Agreement
from alongside.core.sharing.rules.agreements import why_not_settle
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import sealed
from alongside.foundation.common.refused import ChangedMeanwhile, Refused


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


@transaction.atomic
def talk_of_duty(
    *, agreement: Agreement, version: int, on_duty: str, on_duty_words: str, by: Actor
) -> None:
    """Write down that she was told who reads what while her worker is away, and what she says to it.

    It changes nobody's access: whom she would not have read it is agreed with her, or kept away. Raises
    Refused where nothing was agreed or the agreement has ended, ChangedMeanwhile.
    """
    if missing := why_not_settle(on_duty, on_duty_words):
        raise Refused(missing, rule="nothing_agreed")
    if agreement.ended_at is not None:
        raise Refused(_("This was ended already."), rule="agreement_ended")
    there = Agreement.objects.standing().filter(pk=agreement.pk, version=version)
    facts = {"on_duty": on_duty, "on_duty_words": on_duty_words}
    if not there.update(**sealed(Agreement, agreement.pk, facts), version=F("version") + 1):
        now = Agreement.objects.filter(pk=agreement.pk).first()
        if now and facts == {name: getattr(now, name) for name in facts}:
            # The same page, sent twice.
            return
        raise ChangedMeanwhile(now)
    audit.record(
        Event.CHANGED, what="sharing.talk_of_duty", by=by, client_id=agreement.client_id,
        compartments=Compartment.SHARING,
    )  # fmt: skip
