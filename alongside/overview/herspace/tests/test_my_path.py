"""Her page: only what she picked, only in words she can read, and always a way out."""

import datetime
import re

from django.urls import reverse

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.overview.herspace.tests.picking import address, choose, shown
from alongside.support.engagement.models import Contact
from alongside.support.outcomes.tests.making import (
    LONG_AGO,
    area_key,
    make_attempt,
    make_check_in,
    make_goal,
)
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin

DAY = datetime.timedelta(days=1)


def test_until_something_is_picked_nothing_of_hers_is_there(cast: Cast) -> None:
    make_check_in(cast, make_goal(cast), {"hers": 1})
    page = shown(cast.amal, cast.marta)
    assert "Nothing is here yet" in page
    assert "Run with everyone" not in page
    assert "Marta" not in page


def test_what_she_picked_is_there_and_nothing_else(cast: Cast) -> None:
    run, sleep = make_goal(cast), make_goal(cast, "Sleep")
    make_check_in(cast, run, {"hers": 0}, on=LONG_AGO)
    make_check_in(cast, run, {"hers": 2})
    make_check_in(cast, "safety", {"hers": 1})
    choose(cast.amal, cast.marta, run)
    page = shown(cast.amal, cast.marta)
    assert "You began at “a walk”, in July 2023." in page
    assert "Now you are at “three kilometres”." in page
    assert "You hope for “the start line”." in page
    for absent in ("Sleep", str(sleep), "Feeling safe", "rarely"):
        assert absent not in page


def test_a_dip_is_told_as_part_of_the_path(cast: Cast) -> None:
    run = make_goal(cast)
    for days, step in ((0, 0), (100, 2), (200, 1), (235, 2)):
        make_check_in(cast, run, {"hers": step}, on=LONG_AGO + days * DAY)
    choose(cast.amal, cast.marta, run)
    assert "It got hard in January 2024. You were back after five weeks." in shown(
        cast.amal, cast.marta
    )


def test_a_workers_view_waits_until_they_have_talked_about_it(cast: Cast) -> None:
    run = make_goal(cast)
    make_check_in(cast, run, {"hers": 1, "worker": 3})
    make_check_in(cast, run, {"worker": "She is doing too little."})
    choose(cast.amal, cast.marta, run)
    before = shown(cast.amal, cast.marta)
    assert "Your worker" not in before
    assert "doing too little" not in before
    make_check_in(cast, run, {"worker": 3}, talked_over=True)
    after = shown(cast.amal, cast.marta)
    assert "Your worker sees “the start line”. You have talked about it." in after
    assert "doing too little" not in after


def test_no_score_minus_or_percentage_ever_stands_there(cast: Cast) -> None:
    run = make_goal(cast)
    for days, step in enumerate((3, 1, 0, 2)):
        make_check_in(
            cast, run, {"hers": step, "worker": 1}, on=LONG_AGO + days * DAY, talked_over=True
        )
    choose(cast.amal, cast.marta, run)
    page = shown(cast.amal, cast.marta)
    read = re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")])
    assert not re.search(r"%|−|-\d|score|level|\d/\d", read, re.IGNORECASE)


def test_no_name_stands_there_unless_she_ticked_it(cast: Cast) -> None:
    run = make_goal(cast)
    choose(cast.amal, cast.marta, run)
    page = shown(cast.amal, cast.marta)
    assert "Marta" not in page
    assert "Harbour" not in page
    choose(cast.amal, cast.marta, run, "with_name", "with_service")
    page = shown(cast.amal, cast.marta)
    assert "Marta" in page
    assert "With Harbour Navigators." in page


def test_the_days_together_are_there_when_she_wants_them(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        for weeks in range(6):
            Contact(
                client_id=cast.marta, kind="session", made_by=cast.amal,
                happened_on=datetime.date(2023, 12, 2) + 7 * weeks * DAY,
            ).save(force_insert=True)  # fmt: skip
    choose(cast.amal, cast.marta)
    assert "Saturday" not in shown(cast.amal, cast.marta)
    choose(cast.amal, cast.marta, "with_days")
    page = shown(cast.amal, cast.marta)
    assert "Every Saturday from December 2023 to January 2024." in page
    assert "If you miss one, nothing is lost." in page


def test_only_days_on_which_she_came_are_told_and_none_of_a_narrower_part(cast: Cast) -> None:
    facts: list[dict[str, object]] = [
        {"kind": "coffee"}, {"kind": "walk"}, {"kind": "call"}, {"kind": "text"}, {"kind": "letter"},
        {"kind": "other", "place": "phone"}, {"kind": "visit", "met": False},
        {"kind": "visit", "compartment": Compartment.SAFETY},
    ]  # fmt: skip
    with acting_as(cast.amal.pk):
        for days, fact in enumerate(facts):
            Contact(
                client_id=cast.marta, made_by=cast.amal, **fact,
                happened_on=datetime.date(2023, 12, 2) + days * DAY,
            ).save(force_insert=True)  # fmt: skip
    choose(cast.amal, cast.marta, "with_days")
    assert "You came twice since December 2023." in shown(cast.amal, cast.marta)


def test_a_goal_reached_after_many_tries_says_so(cast: Cast) -> None:
    key = make_goal(cast, "Register with a GP", steps=())
    make_attempt(cast, key, datetime.date(2023, 9, 1), barrier="no_address")
    make_attempt(cast, key, datetime.date(2024, 3, 1), reached=True)
    choose(cast.amal, cast.marta, key)
    page = shown(cast.amal, cast.marta)
    assert "You tried two times. You got there in March 2024." in page
    assert "turned away" not in page


def test_a_goal_that_becomes_private_leaves_the_page(cast: Cast) -> None:
    key = make_goal(cast, "See Zosia")
    choose(cast.amal, cast.marta, key)
    sign_in(cast.amal).post(
        reverse("outcomes:change_goal", args=[cast.marta, key]),
        {"key": "7d1f2a64-55c1-5f0e-9a3c-1b0e6f0c2d11", "version": "1", "words": "See Zosia",
         "area": str(area_key("children")), "step_0": "a walk", "step_1": "run a bit, walk a bit",
         "step_2": "three kilometres", "step_3": "the start line", "began_on_0": "5", "began_on_1": "7",
         "began_on_2": "2023"},
    )  # fmt: skip
    assert "See Zosia" not in shown(cast.amal, cast.marta)


def test_the_way_out_is_there_and_the_title_says_nothing(cast: Cast) -> None:
    page = shown(cast.amal, cast.marta)
    assert "<title>My path</title>" in page
    assert page.count(f'href="{reverse("accounts:exit")}" data-exit') == 2
    assert "Wording not yet read by women." in page
    assert not re.search(
        r"alongside|women|goal", page[: page.index("</title>")].split("<title>")[1], re.I
    )


def test_words_in_other_scripts_stand_in_their_own_direction(cast: Cast) -> None:
    key = make_goal(cast, "أريد أن أنام", steps=("ساعتان", "ثماني ساعات"))
    make_check_in(cast, key, {"hers": 0})
    choose(cast.amal, cast.marta, key)
    page = shown(cast.amal, cast.marta)
    assert "<bdi>أريد أن أنام</bdi>" in page
    assert "ساعتان" in page


def test_opening_it_is_written_down_with_the_parts_she_picked(committed_cast: Cast) -> None:
    cast = committed_cast
    choose(cast.amal, cast.marta, make_goal(cast, area="health"))
    shown(cast.amal, cast.marta)
    rows = as_admin("select event, compartments from audit_entry where what = 'herspace.my_path'")
    assert rows == [("opened", Compartment.BASICS | Compartment.HEALTH)]


def test_another_worker_without_a_pass_finds_nothing(cast: Cast) -> None:
    choose(cast.amal, cast.marta, make_goal(cast))
    stranger = sign_in(cast.cleo)
    there, nowhere = (
        stranger.get(address("my_path", cast.marta)), stranger.get(address("my_path", area_key("safety"))),
    )  # fmt: skip
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content
    assert sign_in(cast.vera).get(address("my_path", cast.marta)).status_code == 403
