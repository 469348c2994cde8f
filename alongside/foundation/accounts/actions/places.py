"""Changes of the directory that also change who holds a pass."""

from typing import Any

from django.db import transaction

from alongside.foundation.access import actions as gate
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit.actions import Actor
from alongside.foundation.directory import actions as directory
from alongside.foundation.directory.models import Agency


@transaction.atomic
def confirm_agency(*, agency: Agency, by: Actor) -> None:
    """Confirm an agency, so that those who sent a woman here may hear what became of it (R24)."""
    directory.confirm_agency(agency=agency, by=by)
    _recompute(agency)


@transaction.atomic
def change_agency(*, agency: Agency, version: int, facts: dict[str, Any], by: Actor) -> bool:
    """Change an agency's entry; where it has to be confirmed anew its senders hear nothing until then."""
    still_confirmed = directory.change_agency(agency=agency, version=version, facts=facts, by=by)
    if not still_confirmed:
        _recompute(agency)
    return still_confirmed


def _recompute(agency: Agency) -> None:
    for hat in Membership.objects.filter(agency=agency, ended_at__isnull=True):
        gate.recompute_membership(hat.pk)
