"""Rules of an agency: who may write them, and who may see who has read them, each as a reason or None."""

import datetime
import uuid

from django.utils.translation import gettext as _

from alongside.foundation.accounts.models import Membership
from alongside.support.learning.models import Policy


def why_not_keep(policy: Policy, *, mine: Membership, runs: bool) -> str | None:
    """Say why somebody can't change a rule, or None; `runs` where she runs a service."""
    if policy.agency_id == mine.agency_id and (runs or policy.owner_id == mine.pk):
        return None
    return _("Whoever looks after this changes it, or somebody who runs a service.")


def why_not_owner(owner: Membership, *, agency_id: uuid.UUID) -> str | None:
    """Say why somebody can't look after a rule, or None."""
    if owner.agency_id != agency_id:
        return _("They work for another agency. Choose somebody of yours.")
    if owner.ended_at:
        return _("They work here no more. Choose somebody else.")
    return None


def is_due(policy: Policy, today: datetime.date) -> bool:
    """Say whether it is time to look a rule over."""
    return policy.review_on <= today
