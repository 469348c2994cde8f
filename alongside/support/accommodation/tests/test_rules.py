"""What counts as which kind of night, and how many there were: both counts, side by side."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.queries import Rights
from alongside.support.accommodation import rules
from alongside.support.accommodation.models import Stretch

DAY = datetime.date
TODAY = DAY(2026, 6, 15)


def night(kind: str, first: DAY | None = None, last: DAY | None = None, **more: Any) -> Stretch:
    return Stretch(kind=kind, first_night=first, last_night=last, **more)


def counted(*stretches: Stretch) -> dict[str, tuple[int, int]]:
    found = rules.count(stretches, TODAY)
    return {lane: (one.known, one.about) for lane, one in found.items() if one.known or one.about}


def test_every_kind_counts_as_something() -> None:
    assert set(rules.COUNTS_AS) == set(Stretch.Kind)
    assert set(rules.COUNTS_AS.values()) == set(rules.LANES)


@pytest.mark.parametrize("kind", ["outside", "vehicle", "shell"])
def test_the_official_count_takes_in_open_air_and_places_not_meant_for_living(kind: str) -> None:
    assert counted(night(kind, DAY(2026, 1, 1), DAY(2026, 1, 3))) == {"official": (3, 0)}


@pytest.mark.parametrize(
    "kind", ["bus", "walking", "waiting", "sofa", "stranger", "exchange", "with_him", "squat"]
)
def test_what_it_leaves_out_is_counted_beside_it(kind: str) -> None:
    assert counted(night(kind, DAY(2026, 1, 1), DAY(2026, 1, 3))) == {"hidden": (3, 0)}


@pytest.mark.parametrize("kind", ["shelter", "hostel", "refuge", "temporary", "prison", "hospital"])
def test_a_roof_that_is_not_hers_is_neither(kind: str) -> None:
    assert counted(night(kind, DAY(2026, 1, 1), DAY(2026, 1, 3))) == {"roof": (3, 0)}


def test_nights_told_twice_count_once() -> None:
    assert counted(
        night("outside", DAY(2026, 1, 1), DAY(2026, 1, 10)),
        night("vehicle", DAY(2026, 1, 5), DAY(2026, 1, 12)),
    ) == {"official": (12, 0)}


def test_a_night_that_was_both_stands_in_the_official_count_and_the_two_add_up() -> None:
    assert counted(
        night("sofa", DAY(2026, 1, 1), DAY(2026, 1, 31)),
        night("outside", DAY(2026, 1, 10), DAY(2026, 1, 12)),
        night("bus", DAY(2026, 1, 11), DAY(2026, 1, 11)),
    ) == {"official": (3, 0), "hidden": (28, 0)}


def test_guesses_are_never_mixed_with_what_is_known() -> None:
    found = counted(
        night("outside", DAY(2026, 1, 1), DAY(2026, 1, 3)),
        night("outside", nights=20, when_words="some weeks in spring"),
        night("outside", DAY(2025, 3, 1), DAY(2025, 3, 10), about=True),
        night("sofa", when_words="on and off"),
    )
    assert found == {"official": (3, 30)}
    assert rules.count([night("sofa", when_words="on and off")], TODAY)["hidden"].uncounted == 1


def test_where_she_still_is_counts_up_to_last_night() -> None:
    assert counted(night("hostel", DAY(2026, 6, 10), still=True)) == {"roof": (5, 0)}
    assert counted(night("hostel", TODAY, still=True)) == {}


def test_a_first_night_and_a_number_are_days_enough() -> None:
    assert counted(night("outside", DAY(2026, 1, 1), nights=7)) == {"official": (7, 0)}


DAYS = st.dates(DAY(2020, 1, 1), DAY(2020, 3, 1))


@given(
    st.lists(
        st.tuples(st.sampled_from(["outside", "sofa", "bus", "shell"]), DAYS, DAYS), max_size=8
    )
)
def test_counted_by_the_night_it_comes_to_the_same(some: list[tuple[str, DAY, DAY]]) -> None:
    stretches = [night(kind, min(a, b), max(a, b)) for kind, a, b in some]
    official: set[DAY] = set()
    every: set[DAY] = set()
    for one in stretches:
        assert one.first_night
        assert one.last_night
        nights = {
            one.first_night + datetime.timedelta(days=number)
            for number in range((one.last_night - one.first_night).days + 1)
        }
        every |= nights
        if one.kind in ("outside", "shell"):
            official |= nights
    found = rules.count(stretches, TODAY)
    assert found["official"].known == len(official)
    assert found["hidden"].known == len(every - official)


def test_figures_are_said_in_words() -> None:
    assert rules.Nights().words == "no nights"
    assert rules.Nights(known=1).words == "1 night"
    assert rules.Nights(about=20).words == "about 20 nights"
    assert rules.Nights(known=3, about=20).words == "3 nights, and about 20 more"
    assert "nobody knows how many" in rules.Nights(uncounted=1).words


def test_little_has_to_be_known_and_nothing_proved() -> None:
    none: dict[str, Any] = {"still": False, "nights": None, "when": ""}
    assert rules.why_not_days(None, None, **none) is not None
    for known in ({"when": "in spring"}, {"nights": 4}):
        assert rules.why_not_days(None, None, **{**none, **known}) is None
    assert rules.why_not_days(DAY(2026, 1, 1), None, **none) is None
    wrong = rules.why_not_days(DAY(2026, 1, 2), DAY(2026, 1, 1), **none)
    assert wrong
    assert wrong[0] == "last_night"
    assert rules.why_not_days(None, DAY(2026, 1, 1), **{**none, "still": True}) is not None


def test_a_roof_in_exchange_for_sex_is_locked_where_the_writer_holds_that() -> None:
    both = C.ACCOMMODATION | C.SEX_WORKING
    assert rules.usual_part("exchange", Rights(both, both)) == C.SEX_WORKING
    assert rules.usual_part("exchange", Rights(C.ACCOMMODATION, C.ACCOMMODATION)) == C.ACCOMMODATION
    assert rules.usual_part("sofa", Rights(both, both)) == C.ACCOMMODATION
