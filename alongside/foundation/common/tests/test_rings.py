"""The picture of people around somebody: nearer is nearer, no name covers another, and it stays the same."""

import math

from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.common.rings import (
    HIGH,
    MIDDLE_X,
    MIDDLE_Y,
    RADII,
    WIDE,
    RingsPicture,
    Seat,
    Somebody,
    rings_picture,
)

WORDS = ["very close", "close", "a little close", "not close now"]


def drawn(people: list[Somebody]) -> RingsPicture:
    return rings_picture(key="k", title="t", about="a", middle="Marta", rings=WORDS, people=people)


def far(seat: Seat) -> float:
    return math.hypot(float(seat.x) - MIDDLE_X, float(seat.y) - MIDDLE_Y)


def test_who_is_closer_stands_nearer_with_a_thicker_line() -> None:
    seats = drawn([Somebody(f"P{ring}", ring) for ring in range(4)]).seats
    assert [round(far(seat)) for seat in seats] == [round(radius) for radius in RADII]
    widths = [float(seat.line[0]) for seat in seats if seat.line]
    assert widths == sorted(widths, reverse=True)
    assert len({seat.line for seat in seats}) == 4


def test_of_whom_nothing_was_said_stands_at_the_edge_without_a_line() -> None:
    (seat,) = drawn([Somebody("Sam", None, "none")]).seats
    assert round(far(seat)) == round(RADII[-1])
    assert seat.line is None


def test_a_dozen_names_lie_apart() -> None:
    names = ["Mama", "Dee", "Zosia", "K.", "Auntie", "Rev. Adebayo", "Hanna", "Sam", "Ewa", "Pat"]
    seats = drawn([Somebody(name, number % 4) for number, name in enumerate(names)]).seats
    places = [(float(seat.x), float(seat.lines[0][0])) for seat in seats]
    for number, (x, y) in enumerate(places):
        for other_x, other_y in places[number + 1 :]:
            assert abs(x - other_x) > 30 or abs(y - other_y) > 14


def test_the_same_people_give_the_same_picture() -> None:
    people = [Somebody(f"P{number}", number % 4, "half") for number in range(16)]
    assert drawn(people) == drawn(people)


@given(
    st.lists(
        st.builds(
            Somebody, st.text(min_size=1, max_size=90), st.none() | st.integers(0, 3),
            st.sampled_from(["full", "half", "open", "none"]), st.booleans(),
        ), max_size=16,
    )
)  # fmt: skip
def test_whatever_they_are_called_everybody_has_a_place_on_the_sheet(
    people: list[Somebody],
) -> None:
    picture = drawn(people)
    assert len(picture.seats) == len(people)
    for seat in picture.seats:
        assert 0 <= float(seat.x) <= WIDE
        assert 0 <= float(seat.y) <= HIGH
        assert 1 <= len(seat.lines) <= 2
