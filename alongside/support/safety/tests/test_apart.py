"""women/<uuid>/plan/<place>/apart/: what of a section is for workers she named alone."""

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.support.safety.models import Writing
from alongside.support.safety.tests.reading import at, page, send, status
from tests.shared.cast import Cast
from tests.shared.safety import fits, holds, writes


def test_it_stands_in_the_locked_part_and_beside_the_section(cast: Cast) -> None:
    holds(cast, C.SEX_WORKING)
    writes(cast, "ring", "I ring Dee.")
    assert send(cast.amal, at(cast, "apart", 4), words="Ola has the plate.").status_code == 302
    with acting_as(cast.amal.pk):
        assert {(one.compartment, one.version) for one in Writing.objects.all()} == {
            (C.SAFETY.value, 1), (C.SEX_WORKING.value, 1),
        }  # fmt: skip
    with acting_as(cast.bea.pk):
        assert [one.words for one in Writing.objects.all()] == ["I ring Dee."]
    assert "Ola has the plate." in page(cast.amal, at(cast))


def test_it_asks_what_fits_there(cast: Cast) -> None:
    holds(cast, C.SEX_WORKING)
    fits(cast, "selling")
    assert "who was not safe" in page(cast.amal, at(cast, "apart", 4))
    assert "who was not safe" not in page(cast.amal, at(cast, "section", 4))
    assert "written apart" in page(cast.amal, at(cast, "section", 4))
    assert "written apart" not in page(cast.amal, at(cast, "apart", 4))


def test_it_is_not_there_for_whoever_does_not_hold_that_part(cast: Cast) -> None:
    assert status(cast.amal, at(cast, "apart", 4)) == 404
    holds(cast, C.SEX_WORKING)
    assert status(cast.amal, at(cast, "apart", 4)) == 200
    assert status(cast.bea, at(cast, "apart", 4)) == 404
    assert status(cast.cleo, at(cast, "apart", 4)) == 404
    assert status(cast.amal, at(cast, "apart", 10)) == 404
