"""Giving a share of her record, and ending it: the next request of whoever held it is refused."""

import datetime
import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.sharing.actions.keyed import write_once
from alongside.core.sharing.models import Basis, Block, Grant, Wish
from alongside.core.sharing.queries.reading import kept_away
from alongside.core.sharing.rules import shares as rules
from alongside.core.sharing.rules.bases import why_not_on
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency

# What tells a form that was sent again from one with something else in it.
SAME_BY = (
    "agency_id", "membership_id", "reads", "writes", "purpose", "basis", "recognised", "special", "offence",
    "until_at",
)  # fmt: skip


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
    recognised: str = "",
    special: str = "",
    offence: str = "",
    agreed_on: datetime.date | None = None,
    agreed_words: str = "",
    asked_today: bool = False,
) -> Grant:
    """Share parts of her record with an agency or one of its workers, for a purpose, until a time (R158).

    `parts` and `joint` (what they may write) are sums of compartment bits; her name and how to reach her
    always go along. `asked_today` says that she was asked about just this. The same form sent again
    changes nothing. Raises Refused with a reason.
    """
    grant = Grant(
        pk=key, client_id=client_id, agency=agency, membership=membership,
        reads=parts | Compartment.BASICS, writes=joint, purpose=purpose, basis=basis,
        recognised=recognised, special=special, offence=offence, agreed_on=agreed_on,
        agreed_words=agreed_words, starts_at=starts_at, until_at=until_at, made_by=made_by,
    )  # fmt: skip
    _must_be_right(grant)
    _must_be_her_wish(grant, asked_today=asked_today)
    grant, fresh = write_once(row=grant, what="sharing.share", by=by, same_by=SAME_BY)
    if fresh:
        gate.recompute_client(client_id)
    return grant


def _must_be_right(grant: Grant) -> None:
    if said := rules.why_not_share(
        reads=grant.reads, writes=grant.writes, mine=rights(grant.client_id), agency=grant.agency,
        membership=grant.membership, starts_at=grant.starts_at, until_at=grant.until_at,
        now=timezone.now(),
    ):  # fmt: skip
        raise Refused(said, rule="share")
    missing = why_not_on(
        basis=grant.basis, parts=grant.reads, recognised=grant.recognised, special=grant.special,
        offence=grant.offence,
    )  # fmt: skip
    if missing:
        raise Refused(" ".join(missing.values()), rule="share_basis")
    if grant.basis == Basis.CONSENT and (
        said := rules.why_not_by_that_yes(grant.agreed_on, timezone.localdate())
    ):
        raise Refused(said, rule="share_yes")


def _must_be_her_wish(grant: Grant, *, asked_today: bool) -> None:
    away = Block.objects.standing().filter(client_id=grant.client_id)
    works_there = kept_away(grant.client_id).names_at(grant.agency_id)
    if said := rules.why_not_to_them(grant, away, works_there=works_there):
        raise Refused(said, rule="kept_away")
    wishes = (
        Wish.objects.standing()
        .with_hats()
        .filter(client_id=grant.client_id)
        .select_related("worker")
    )
    if said := rules.why_not_by_her_wishes(grant, wishes, asked_today=asked_today):
        raise Refused(said, rule="her_wish")


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
    audit.record(
        Event.CHANGED, what="sharing.end_share", by=by, client_id=grant.client_id,
        compartments=Compartment.SHARING,
    )  # fmt: skip
    gate.recompute_client(grant.client_id)
