"""Saying whether two records are one woman's."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.sharing.models import Match
from alongside.core.sharing.queries import matching as queries
from alongside.core.sharing.rules import matching as rules
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused

# What is laid side by side.
SHOWN = Compartment.BASICS | Compartment.SHARING


def compare_waiting() -> None:
    """Hold every record that waits against all others, each in a transaction of its own; for nobody.

    What fits goes to the matching person. It sees ids alone, and whoever sends a referral never waits for
    it (S8).
    """
    while gate.compare_next():
        pass


@transaction.atomic
def settle(*, pair: Sequence[Match], answer: str, settled_by: Membership, by: Actor) -> None:
    """Say that two records are two women's, or one's; whom she keeps away is then kept away from both (R16).

    With TAKE_OVER the new record is the matching person's to answer, until somebody is found for her. Raises
    Refused for a hat that can't answer new referrals, and where the pair was settled already.
    """
    waits = queries.waits(pair)
    if said := rules.why_not_settle(answer, role=settled_by.role, waits=waits):
        raise Refused(said, rule="matching")
    now, same = timezone.now(), answer != rules.Answer.OTHER
    taken = settled_by if answer == rules.Answer.TAKE_OVER else None
    ids = [one.pk for one in pair]
    standing = Match.objects.filter(pk__in=ids, settled_at__isnull=True)
    # Of two who answer at once the second waits here for the first, and finds nothing left to answer.
    if len(ids) != 2 or len(standing.order_by("pk").select_for_update()) != 2:
        raise Refused(_("Somebody has answered this already."), rule="pair_settled")
    standing.filter(is_new=False).update(settled_at=now, settled_by=settled_by, is_same=same)
    standing.filter(is_new=True).update(
        settled_at=now, settled_by=settled_by, is_same=same, taken_by=taken
    )
    for one in pair:
        audit.record(
            Event.CHANGED, what="sharing.settle_match", by=by, client_id=one.client_id,
            compartments=SHOWN, basis=answer,
        )  # fmt: skip
    if same:
        gate.keep_away_everywhere(pair[0].client_id)
    else:
        gate.recompute_pair(pair[0].client_id)
