"""Changes of the directory: made once however often a page is sent, and working out the passes anew."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction

from alongside.foundation.access import actions as gate
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit.actions import Actor
from alongside.foundation.directory import actions as directory
from alongside.foundation.directory.models import Agency, Service


@transaction.atomic
def add_agency(*, key: uuid.UUID, version: int, facts: dict[str, Any], by: Actor) -> None:
    """Write an agency into the directory; the same page sent again saves what it says by then.

    Raises ChangedMeanwhile where somebody changed the entry since.
    """
    try:
        with transaction.atomic():
            directory.add_agency(key=key, facts=facts, by=by)
    except IntegrityError:
        agency = Agency.objects.get(pk=key)
        if _differs(agency, facts, directory.AGENCY_FACTS):
            change_agency(agency=agency, version=version, facts=facts, by=by)


@transaction.atomic
def add_service(
    *, key: uuid.UUID, agency: Agency, version: int, facts: dict[str, Any], by: Actor
) -> None:
    """Open a service of an agency; the same page sent again saves what it says by then.

    Raises ChangedMeanwhile where somebody changed the service since.
    """
    try:
        with transaction.atomic():
            directory.add_service(key=key, agency=agency, facts=facts, by=by)
    except IntegrityError:
        service = Service.objects.get(pk=key)
        if _differs(service, facts, directory.SERVICE_FACTS):
            directory.change_service(service=service, version=version, facts=facts, by=by)


def _differs(row: Agency | Service, facts: dict[str, Any], names: tuple[str, ...]) -> bool:
    return any(getattr(row, name) != facts[name] for name in names)


@transaction.atomic
def confirm_agency(*, agency: Agency, version: int, by: Actor) -> None:
    """Confirm an agency, so that those who sent a woman here may hear what became of it (R24)."""
    directory.confirm_agency(agency=agency, version=version, by=by)
    _recompute(agency)


@transaction.atomic
def change_agency(*, agency: Agency, version: int, facts: dict[str, Any], by: Actor) -> bool:
    """Change an agency's entry; where it has to be confirmed anew its senders hear nothing until then."""
    still_confirmed = directory.change_agency(agency=agency, version=version, facts=facts, by=by)
    if not still_confirmed:
        _recompute(agency)
    return still_confirmed


@transaction.atomic
def close_agency(*, agency: Agency, by: Actor) -> None:
    """Close an agency: all that is shared with it ends with the next request of whoever works there."""
    directory.close_agency(agency=agency, by=by)
    _recompute(agency)


def _recompute(agency: Agency) -> None:
    for hat in Membership.objects.filter(agency=agency, ended_at__isnull=True):
        gate.recompute_membership(hat.pk)
