"""Links to calendar feeds: made, ended, and each fetch written down."""

import secrets
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import fingerprint
from alongside.foundation.common.refused import Refused
from alongside.overview.feeds import queries, rules
from alongside.overview.feeds.models import FeedLink


@transaction.atomic
def make_link(*, key: uuid.UUID, said: str, membership: Membership, by: Actor) -> str:
    """Make a secret address for one's own calendar; returns the secret, which is shown once.

    The same key again makes nothing and returns an empty text. Raises Refused where the hat has many already.
    """
    if FeedLink.objects.filter(pk=key).exists():
        return ""
    if why := rules.why_not_make(queries.links(membership).count()):
        raise Refused(why, rule="many_links")
    token = secrets.token_urlsafe(32)
    link = FeedLink(
        pk=key, token_hash=fingerprint(token), said=said, membership=membership,
        expires_at=timezone.now() + rules.LINK_LIFE,
    )  # fmt: skip
    try:
        with transaction.atomic():
            link.save(force_insert=True)
    except IntegrityError:
        return ""
    audit.record(Event.STAFF, what="feeds.make_link", by=by)
    return token


@transaction.atomic
def end_link(*, link: FeedLink, by: Actor) -> None:
    """End a link; a calendar that asks for it from now on is told that there is nothing."""
    standing = FeedLink.objects.filter(pk=link.pk, ended_at__isnull=True)
    if standing.update(ended_at=timezone.now()):
        audit.record(Event.STAFF, what="feeds.end_link", by=by)
