"""A service large enough to count, made in a few statements."""

import datetime
import uuid

from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.support.outcomes.models import OutcomeArea, Reading
from tests.shared.cast import Cast, lead_for, make_client

# A quarter that is over on every day the tests can run.
QUARTER = "2026-q1"
FIRST = datetime.date(2026, 1, 10)


def women(cast: Cast, number: int) -> list[uuid.UUID]:
    """Make women of the Navigators, led by their manager, who has no gauge to herself."""
    cast.navigators.caseload_from = cast.navigators.caseload_to = None
    cast.navigators.save()
    made = []
    for place in range(number):
        client_id = make_client(
            f"Woman {place}", lead=cast.amal, service=cast.navigators, triage=cast.bea
        )
        lead_for(client_id, lead=cast.amal, manager=cast.bea)
        made.append(client_id)
    return made


def check_in(
    client_id: uuid.UUID,
    rungs: tuple[int, ...],
    *,
    hat: Membership,
    key: str = "safety",
    voice: str = "hers",
) -> None:
    """Write check-ins ten days apart about one area."""
    with acting_as(hat.pk):
        area = OutcomeArea.objects.get(key=key)
        for place, rung in enumerate(rungs):
            Reading(
                client_id=client_id,
                area=area,
                compartment=area.compartment,
                voice=voice,
                rung=rung,
                happened_on=FIRST + datetime.timedelta(days=10 * place),
                made_by=hat,
            ).save(force_insert=True)


def service_of(cast: Cast, *, further: int, same: int, back: int) -> None:
    """Make a service in which these many women went these ways, in their own view of safety."""
    ways = [(0, 3)] * further + [(2, 2)] * same + [(3, 1)] * back
    for client_id, rungs in zip(women(cast, len(ways)), ways, strict=True):
        check_in(client_id, rungs, hat=cast.amal)
