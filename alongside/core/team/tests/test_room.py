"""How many more women a worker could take, as her day says it: what her gauge says (R33, R162)."""

from decimal import Decimal

import pytest

from alongside.core.team import queries
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.directory.models import Service
from tests.shared.cast import Cast, lead_for, make_client


def room(hat: Membership) -> int | None:
    with acting_as(hat.pk):
        return next((one["left"] for one in queries.room(hat)), None)


def on_the_gauge(cast: Cast, hat: Membership) -> list[int | None]:
    with acting_as(hat.pk):
        service = Service.objects.get(pk=cast.navigators.pk)
        loads = queries.loads_of([service])[service.pk]
    return [load.room for load in loads if load.membership.pk == hat.pk]


@pytest.mark.parametrize(("weighed", "left"), [(False, 5), (True, 3)])
def test_it_is_what_the_gauge_says_counted_or_weighed(cast: Cast, weighed: bool, left: int) -> None:
    woman = make_client("W", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(woman, lead=cast.amal, manager=cast.bea)
    Service.objects.filter(pk=cast.navigators.pk).update(
        weighed=weighed, weight_steady=Decimal("1.7")
    )
    assert [room(cast.amal)] == on_the_gauge(cast, cast.amal) == [left]
    assert [room(cast.nadia)] == on_the_gauge(cast, cast.nadia) == [7]


def test_nothing_is_said_without_a_gauge_nor_of_somebody_who_leads_for_nobody(cast: Cast) -> None:
    assert room(cast.vera) is None
    Service.objects.filter(pk=cast.navigators.pk).update(caseload_from=None, caseload_to=None)
    assert room(cast.amal) is None
