"""That a service which owes her a move was asked again, and who asks next (R38)."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.parts.actions import write_once
from alongside.foundation.access.queries import my_sources
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit.actions import Actor
from alongside.foundation.common.refused import Refused
from alongside.support.outcomes import rules
from alongside.support.outcomes.models import AskedAgain, Goal
from alongside.support.outcomes.queries.asking import who_may_ask


@transaction.atomic
def ask_again(
    *, key: uuid.UUID, goal: Goal, facts: dict[str, Any], membership: Membership, by: Actor
) -> None:
    """Write down that a service was asked again, and who asks next; sent twice it is written once (R38).

    Raises Refused with a reason where nobody owes a move, where the asker is neither alongside her nor runs
    the service, for days that can't be, and for somebody who can't read the goal.
    """
    if said := rules.why_not_ask_again(goal, my_sources(goal.client_id)):
        raise Refused(said, rule="not_to_ask_again")
    if said := rules.why_not_on_these_days(
        goal, facts["asked_on"], facts["next_on"], timezone.localdate()
    ):
        raise Refused(said, rule="not_these_days")
    if facts["next_asks"] not in [*who_may_ask(goal.client_id, goal.compartment), membership]:
        raise Refused(_("Choose somebody who can read this goal."), rule="cannot_ask_next")
    row = AskedAgain(
        pk=key, client_id=goal.client_id, compartment=goal.compartment, goal_id=goal.pk,
        made_by=membership, **facts,
    )  # fmt: skip
    write_once(
        row=row, same_by=("goal_id", *facts), what="outcomes.ask_again", by=by, parts=goal.compartment,
    )  # fmt: skip
    # Adding it waited for whoever was moving the goal: what hangs on it has to be where it is.
    if not Goal.objects.filter(pk=goal.pk, compartment=goal.compartment).exists():
        raise Refused(
            _("Somebody moved this goal meanwhile. Look at it again."), rule="moved_meanwhile"
        )
