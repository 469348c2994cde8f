"""What was moved to another part of her record stands on no page of hers."""

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.overview.herspace.queries import things
from alongside.support.outcomes.tests.making import address, make_check_in
from tests.shared.cast import Cast, sign_in
from tests.shared.moving import move


def test_a_check_in_moved_out_of_its_area_is_told_by_no_way_of_hers(cast: Cast) -> None:
    sitting = make_check_in(cast, "health", {"hers": 1})
    with acting_as(cast.amal.pk):
        assert [thing.path.area.key for thing in things(cast.marta)] == ["health"]
    move(sign_in(cast.amal), address("check_in_part", cast.marta, sitting=sitting), C.IMMIGRATION)
    with acting_as(cast.amal.pk):
        assert things(cast.marta) == []
