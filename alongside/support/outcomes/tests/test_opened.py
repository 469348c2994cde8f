"""Every page of this room that shows her is written down, with the parts of her record it shows."""

import uuid

import pytest

from alongside.foundation.access.compartments import Compartment
from alongside.support.outcomes.tests.making import (
    address,
    area_key,
    audited,
    filled,
    make_goal,
    make_wait,
)
from tests.shared.cast import Cast, sign_in

ASKED = [
    "new_goal", "change_goal", "reach_goal", "wait_on", "new_attempt", "check_in_goal", "check_in_area",
]  # fmt: skip
# Where a page of one name is written down under another.
SAME = {"check_in_goal": "check_in", "check_in_area": "check_in"}
SHOWN = Compartment.BASICS | Compartment.HEALTH


def keys_of(name: str, goal_id: uuid.UUID) -> dict[str, uuid.UUID]:
    if name == "new_goal":
        return {}
    return {"area_id": area_key("mind")} if name == "check_in_area" else {"goal_id": goal_id}


def test_each_form_is_written_down_when_it_is_opened_and_when_it_comes_back(
    committed_cast: Cast,
) -> None:
    cast = committed_cast
    goal_id, browser = make_goal(cast, area="health"), sign_in(cast.amal)
    for name in ASKED:
        url, what = address(name, cast.marta, **keys_of(name, goal_id)), SAME.get(name, name)
        shown = Compartment.BASICS.value if name == "new_goal" else SHOWN
        before = audited(f"outcomes.{what}")
        assert browser.get(url).status_code == 200, name
        assert audited(f"outcomes.{what}")[len(before) :] == [("opened", shown)], name
        assert browser.post(url, {}).status_code == 422, name
        assert audited(f"outcomes.{what}")[len(before) :] == [("opened", shown)] * 2, name


@pytest.mark.parametrize(("name", "box"), [("wait_on", "who"), ("change_goal", "words")])
def test_what_somebody_else_saved_is_written_down_as_seen_beside_what_was_typed(
    committed_cast: Cast, name: str, box: str
) -> None:
    cast = committed_cast
    goal_id, browser = make_goal(cast, area="health"), sign_in(cast.amal)
    url = address(name, cast.marta, goal_id=goal_id)
    mine = filled(browser, url, box, since_0="1", since_1="1", since_2="2024", **{box: "Mine"})
    make_wait(cast, goal_id, "Housing", 3)
    assert browser.post(url, mine).status_code == 422
    assert audited(f"outcomes.{name}")[-1] == ("opened", SHOWN)
    assert audited(f"outcomes:{name}") == [("refused", 0)]


def test_a_goal_shown_again_because_it_changed_is_written_down(committed_cast: Cast) -> None:
    cast = committed_cast
    goal_id = make_goal(cast, area="health")
    url = address("set_aside", cast.marta, goal_id=goal_id)
    assert sign_in(cast.amal).post(url, {"version": "7"}).status_code == 409
    assert audited("outcomes.goal") == [("opened", SHOWN)]
