"""What a hat keeps for herself under the roof: ways of looking at the list of women."""

import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused
from alongside.overview.home import rules
from alongside.overview.home.models import Filter


@transaction.atomic
def keep_filter(
    *, key: uuid.UUID, name: str, asked: Mapping[str, str], first: bool, by: Actor
) -> None:
    """Keep a way of looking at the list under a short name; the same name again replaces it.

    Raises Refused where she has as many as fit on the page.
    """
    if by.holder_id is None:
        raise Refused(_("Sign in to keep a view."), rule="nobody")
    mine = Filter.objects.filter(holder_id=by.holder_id)
    mine.filter(name__iexact=name).exclude(pk=key).delete()
    if mine.filter(pk=key).exists():
        return
    if said := rules.why_not_keep(mine.count()):
        raise Refused(said, rule="many_views")
    if first:
        mine.update(first=False)
    Filter(pk=key, holder_id=by.holder_id, name=name, asked=dict(asked), first=first).save(
        force_insert=True
    )
    audit.record(Event.STAFF, what="home.keep_filter", by=by)


@transaction.atomic
def drop_filter(*, kept: Filter, by: Actor) -> None:
    """Throw one of her own views away; the database lets nobody throw away another's."""
    if Filter.objects.filter(pk=kept.pk).delete()[0]:
        audit.record(Event.STAFF, what="home.drop_filter", by=by)
