"""Links by which a partner's workers write without an account, and the list of needs."""

import secrets
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.coordination.referrals import rules
from alongside.coordination.referrals.models import Need, ReferralLink
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import fingerprint
from alongside.foundation.directory.models import Agency, Service


@transaction.atomic
def make_link(
    *, key: uuid.UUID, service: Service, agency: Agency, membership: Membership, by: Actor
) -> str:
    """Make a link for a partner's workers, ninety days long; returns its secret, which is shown once.

    The same key again makes nothing and returns an empty text.
    """
    if ReferralLink.objects.filter(pk=key).exists():
        return ""
    token = secrets.token_urlsafe(24)
    link = ReferralLink(
        pk=key, token_hash=fingerprint(token), service=service, agency=agency,
        made_by=membership, expires_at=timezone.now() + rules.LINK_LIFE,
    )  # fmt: skip
    try:
        with transaction.atomic():
            link.save(force_insert=True)
    except IntegrityError:
        return ""
    audit.record(Event.STAFF, what="referrals.make_link", by=by)
    return token


@transaction.atomic
def end_link(*, link: ReferralLink, by: Actor) -> None:
    """End a partner's link; whoever opens it now sees the page of a link that never was."""
    if ReferralLink.objects.filter(pk=link.pk, ended_at__isnull=True).update(
        ended_at=timezone.now()
    ):
        audit.record(Event.STAFF, what="referrals.end_link", by=by)


# --- the list of needs, for counting -------------------------------------------------------------------


@transaction.atomic
def add_need(*, key: uuid.UUID, label: str, by: Actor) -> Need:
    """Add a line to the short list of needs; the same page again adds nothing (R59)."""
    if there := Need.objects.filter(pk=key).first():
        return there
    last = Need.objects.order_by("-place").values_list("place", flat=True).first()
    need = Need(pk=key, label=label, place=(last or 0) + 1)
    need.save(force_insert=True)
    audit.record(Event.STAFF, what="referrals.add_need", by=by)
    return need


@transaction.atomic
def end_need(*, need: Need, by: Actor) -> None:
    """Take a line off the list of needs; what was counted under it stays counted."""
    if Need.objects.filter(pk=need.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
        audit.record(Event.STAFF, what="referrals.end_need", by=by)
