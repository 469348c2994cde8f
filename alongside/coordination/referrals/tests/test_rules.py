"""What short answers become, whom we propose, and what is said about who wrote."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.coordination.referrals import rules
from alongside.core.people.rules import NO_TIME
from alongside.foundation.accounts.roles import Role

ALL_DAY = {"days": [0, 1, 2, 3, 4], "from": "09:00", "until": "20:00"}


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("07700 900123", "+447700900123"),
        ("+48 512 345 678", "+48512345678"),
        ("(01632) 960-123", "+441632960123"),
        ("through Joy at St Anne’s, Tuesdays", ""),
        ("room 12345", ""),
        ("12345", ""),
        ("", ""),
    ],
)
def test_a_phone_is_told_from_a_person_or_place(text: str, phone: str) -> None:
    assert rules.as_phone(text) == phone


@given(st.text(max_size=300))
def test_no_answer_breaks_the_reading_of_it(text: str) -> None:
    ways = rules.ways_from({"way": text, "when": ["mornings"]})
    assert all(way["value"] for way in ways)


def test_parts_of_the_day_that_touch_become_one() -> None:
    assert rules.hours_from(["mornings", "afternoons", "evenings"]) == [ALL_DAY]
    assert [one["from"] for one in rules.hours_from(["evenings", "mornings"])] == ["09:00", "17:00"]
    assert rules.hours_from(["any"]) == []


@pytest.mark.parametrize(
    ("how", "kinds"),
    [("", ["call"]), ("call", ["call"]), ("text", ["text"]), ("both", ["text", "call"])],
)
def test_a_text_is_never_assumed(how: str, kinds: list[str]) -> None:
    ways = rules.ways_from({"way": "07700 900123", "how": how, "when": ["any"]})
    assert [way["kind"] for way in ways] == kinds


def test_a_place_in_person_and_a_person_to_go_through() -> None:
    assert rules.ways_from({"way": "the library", "when": ["in_person"]})[0]["kind"] == "in_person"
    assert rules.ways_from({"way": "Joy"})[0]["kind"] == "through"
    assert rules.ways_from({"way": "joy@example.org", "when": ["any"]})[0]["kind"] == "email"
    assert rules.ways_from({"way": "Joy", "unknown": True}) == []


@pytest.mark.parametrize("said", ["no", "unsure"])
def test_a_doubted_way_has_no_time(said: str) -> None:
    assert rules.ways_from({"way": "07700 900123", "when": ["any"]}, said)[0]["hours"] == NO_TIME


def load(name: str, women: int, to: int | None = 7, role: str = Role.NAVIGATOR) -> Any:
    worker = SimpleNamespace(name=name)
    room = None if to is None else to - women
    return SimpleNamespace(
        membership=SimpleNamespace(worker=worker, role=role), women=women, room=room
    )


def proposed(loads: list[Any], wish: str = "") -> tuple[str, bool, str]:
    proposal = rules.propose_lead(loads, wish)
    name = proposal.membership.worker.name if proposal.membership else ""
    return name, proposal.her_wish, proposal.words


def test_her_wish_comes_first_where_there_is_room() -> None:
    loads = [load("Amal", 6), load("Nadia A.", 0)]
    assert proposed(loads, "Amal please")[:2] == ("Amal", True)
    assert proposed(loads, "somebody who is not NÁDIA or Amal")[:2] == ("Nadia A.", False)


def test_of_two_with_one_first_name_the_full_name_tells_which() -> None:
    loads = [load("Nadia A.", 5), load("Nadia Berg", 0), load("Joy M.", 1)]
    for wish in ("Nadia Berg please", "nadia  BERG", "if I may, Nadia Berg."):
        assert proposed(loads, wish)[:2] == ("Nadia Berg", True)
    assert proposed(loads, "Nadia A. from the day centre")[:2] == ("Nadia A.", True)
    for wish in (
        "Nadia",
        "Nadia, a woman",
        "Nadia Bergman",
        "Nadia Berg or Joy",
        "Nadia Berg or Nadia A.",
    ):
        assert proposed(loads, wish)[1] is False, wish


def test_a_first_name_of_two_parts_is_found() -> None:
    assert proposed([load("Anne-Marie O.", 3), load("Amal", 0)], "Anne-Marie")[:2] == (
        "Anne-Marie O.", True,
    )  # fmt: skip


def test_then_the_one_with_most_room_and_it_says_what_she_wished() -> None:
    name, wish, words = proposed([load("Amal", 7), load("Nadia", 3), load("Joy", 5)], "Amal")
    assert (name, wish) == ("Nadia", False)
    assert "She asked for Amal, who has no room now." in words


def test_a_manager_is_proposed_only_where_nobody_else_has_room() -> None:
    manager = load("Bea", 0, role=Role.MANAGER)
    assert proposed([manager, load("Nadia", 6)])[0] == "Nadia"
    assert proposed([manager, load("Nadia", 7)])[0] == "Bea"


def test_nobody_is_proposed_where_everybody_is_full() -> None:
    assert proposed([load("Amal", 7), load("Nadia", 8)])[0] == ""
    assert proposed([])[0] == ""


def test_without_a_gauge_the_one_with_fewest_women_is_proposed() -> None:
    assert proposed([load("Amal", 12, None), load("Nadia", 9, None)])[0] == "Nadia"


@given(st.text(max_size=60), st.lists(st.integers(0, 12), max_size=6))
def test_whatever_she_wished_nobody_without_room_is_proposed(wish: str, women: list[int]) -> None:
    proposal = rules.propose_lead([load(f"W{n}", n) for n in women], wish)
    if proposal.membership:
        assert int(proposal.membership.worker.name[1:]) < 7
