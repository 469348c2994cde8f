"""Giving a share of her record, and ending it: the next request of whoever held it is refused."""

import datetime
import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.sharing.models import Grant
from alongside.core.sharing.rules import shares as rules
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency


@transaction.atomic
def share(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    agency: Agency,
    parts: int,
    purpose: str,
    starts_at: datetime.datetime,
    until_at: datetime.datetime,
    made_by: Membership,
    by: Actor,
    membership: Membership | None = None,
    joint: int = 0,
    basis: str = "consent",
    condition: str = "",
    agreed_on: datetime.date | None = None,
    agreed_words: str = "",
) -> Grant:
    """Share parts of her record with an agency or one of its workers, for a purpose, until a time (R158).

    `parts` and `joint` (what they may write) are sums of compartment bits; her name and how to reach her
    always go along. The same key again changes nothing. Raises Refused with a reason.
    """
    if there := Grant.objects.filter(pk=key, client_id=client_id).first():
        return there
    reads = parts | Compartment.BASICS
    if said := rules.why_not_share(
        reads=reads, writes=joint, mine=rights(client_id), agency=agency, membership=membership,
        starts_at=starts_at, until_at=until_at, now=timezone.now(),
    ):  # fmt: skip
        raise Refused(said, rule="share")
    grant = Grant(
        pk=key, client_id=client_id, agency=agency, membership=membership, reads=reads, writes=joint,
        purpose=purpose, basis=basis, condition=condition, agreed_on=agreed_on,
        agreed_words=agreed_words, starts_at=starts_at, until_at=until_at, made_by=made_by,
    )  # fmt: skip
    grant.save(force_insert=True)
    _written(Event.ADDED, "sharing.share", grant, by)
    gate.recompute_client(client_id)
    return grant


@transaction.atomic
def end_share(*, grant: Grant, ended_by: Membership, by: Actor, words: str = "") -> None:
    """End a share at her word, with no reason asked; whoever held it is refused from the next request on.

    Raises Refused where somebody ended it already.
    """
    ended = (
        Grant.objects.standing()
        .filter(pk=grant.pk)
        .update(
            ended_at=timezone.now(), ended_by=ended_by, end_words=words, version=F("version") + 1
        )
    )
    if not ended:
        raise Refused(_("This share was stopped already."), rule="share_ended")
    _written(Event.CHANGED, "sharing.end_share", grant, by)
    gate.recompute_client(grant.client_id)


def _written(event: Event, what: str, grant: Grant, by: Actor) -> None:
    audit.record(
        event, what=what, by=by, client_id=grant.client_id, compartments=Compartment.SHARING
    )
