"""What is missing before a closing, and how it is said."""

import datetime
import uuid

import pytest

from alongside.coordination.endings import rules
from alongside.coordination.endings.models import Ending
from alongside.coordination.endings.rules import (
    Checked,
    Evidence,
    Thought,
    Try,
    in_sentences,
    lacking,
)
from alongside.core.people.models import Episode, SafeWay

TUESDAY, SATURDAY = datetime.date(2026, 11, 24), datetime.date(2026, 11, 28)
TEN, SIX = datetime.time(10, 15), datetime.time(18, 0)
EVENINGS = [{"days": [1, 3], "from": "17:00", "until": "20:00"}]
HOUSING = uuid.uuid4()
ANSWERS = dict.fromkeys(rules.QUESTIONS, "so")


def way(**more: object) -> SafeWay:
    return SafeWay(kind="call", value="+447700900123", **more)


def known(*tries: Try, **more: object) -> Evidence:
    return Evidence(tries=tries, ways=more.pop("ways", [way(hours=EVENINGS)]), **more)  # type: ignore[arg-type]


def thought(**more: object) -> Thought:
    whole: dict[str, object] = {
        "reasons": ["inside"], "words": "so", "with_her": False, "met_then": False, "answers": ANSWERS,
        "safety": "seen", "asked": set(), **more,
    }  # fmt: skip
    return Thought(**whole)  # type: ignore[arg-type]


CALL = Try(TUESDAY, TEN, "call")
SAFE = Try(TUESDAY, SIX, "call")
VISIT = Try(TUESDAY, TEN, "in_person")


@pytest.mark.parametrize(
    ("tries", "missing"),
    [
        ([], ["channels", "hours"]),
        ([CALL] * 8, ["channels", "hours"]),
        ([SAFE] * 8, ["channels"]),
        ([CALL, VISIT], ["hours"]),
        ([SAFE, VISIT], []),
    ],
)
def test_a_count_of_calls_is_never_enough(tries: list[Try], missing: list[str]) -> None:
    assert lacking(known(*tries), thought()) == missing
    # Whatever is written as the reason changes nothing.
    assert lacking(known(*tries), thought(words="Lost touch. No answer to 8 calls.")) == missing


def test_without_hours_of_hers_two_parts_of_the_week_are_tried() -> None:
    for ways in (
        [],
        [way(hours=[])],
        [way(hours=[{"days": [], "from": "00:00", "until": "00:00"}])],
    ):
        tries = [CALL, VISIT]
        assert lacking(known(*tries, ways=ways), thought()) == ["hours"]
        tries.append(Try(SATURDAY, TEN, "call"))
        assert lacking(known(*tries, ways=ways), thought()) == []
    untimed = [Try(TUESDAY, None, "call"), Try(SATURDAY, None, "text")]
    assert lacking(known(*untimed, ways=[]), thought()) == ["hours"]


def test_hours_of_a_way_she_ruled_out_are_no_safe_hours() -> None:
    ways = [
        way(hours=EVENINGS, never=True),
        way(hours=[{"days": [5], "from": "09:00", "until": "12:00"}]),
    ]
    assert lacking(known(SAFE, VISIT, ways=ways), thought()) == ["hours"]
    saturday = Try(SATURDAY, TEN, "call")
    assert lacking(known(saturday, VISIT, ways=ways), thought()) == []


@pytest.mark.parametrize(
    ("other", "missing"),
    [
        ({"reasons": []}, ["reasons"]),
        ({"words": ""}, ["reasons"]),
        ({"answers": {**ANSWERS, "control": ""}}, ["questions"]),
        ({"safety": ""}, ["safety"]),
    ],
)
def test_everything_is_weighed(other: dict[str, object], missing: list[str]) -> None:
    assert lacking(known(SAFE, VISIT), thought(**other)) == missing


def test_partners_she_lets_us_ask_are_asked_or_she_said_not_to() -> None:
    evidence = known(SAFE, VISIT, partners={HOUSING: "Housing Options"})
    assert lacking(evidence, thought()) == ["partners"]
    assert "Housing Options" in in_sentences(["partners"], evidence)[0]
    assert lacking(evidence, thought(asked={HOUSING})) == []


def test_a_talk_with_her_needs_no_tries_but_a_note_that_they_met() -> None:
    assert lacking(known(), thought(with_her=True, answers={}, safety="")) == ["talk"]
    assert lacking(known(), thought(with_her=True, met_then=True, answers={}, safety="")) == []
    assert lacking(known(), thought(with_her=True, met_then=True, reasons=[])) == ["reasons"]


def test_what_is_missing_says_what_to_do() -> None:
    calls = known(CALL, he_may_see=True)
    said = in_sentences(["channels", "hours"], calls)
    assert said[0].startswith("Only calls so far. Somebody may see her phone")
    assert "going to see her" in said[0]
    assert "Tue and Thu 17:00–20:00" in said[1]
    assert in_sentences(["channels"], known())[0].startswith("Nobody has tried yet.")
    assert "All tries were in the mornings." in in_sentences(["hours"], known(CALL, ways=[]))[0]
    assert "No try says at what time" in in_sentences(["hours"], known(ways=[]))[0]
    for one in ("reasons", "talk", "questions", "safety"):
        assert in_sentences([one], known())[0]


def test_the_parts_of_the_week() -> None:
    clock = datetime.time
    for day, at, band in (
        (TUESDAY, clock(11, 59), "morning"), (TUESDAY, clock(12), "afternoon"),
        (TUESDAY, clock(16, 59), "afternoon"), (TUESDAY, clock(17), "evening"),
        (SATURDAY, clock(10), "weekend"), (TUESDAY, None, ""),
    ):  # fmt: skip
        assert rules.band_of(day, at) == band
    assert rules.channel_of("outreach") == rules.channel_of("visit") == "in_person"
    assert rules.channel_of("text") == "text"


def test_a_stop_asks_nothing_but_how_we_heard_and_her_answer() -> None:
    today = TUESDAY
    whole = {"heard": "call", "try_again": "never", "try_after": None, "today": today}
    assert rules.why_not_stop(**whole) == {}  # type: ignore[arg-type]
    for other, box in (
        ({"heard": "no answer"}, "heard_how"), ({"try_again": ""}, "try_again"),
        ({"try_again": "after"}, "try_after"), ({"try_again": "after", "try_after": today}, "try_after"),
    ):  # fmt: skip
        assert list(rules.why_not_stop(**{**whole, **other})) == [box]  # type: ignore[arg-type]


def test_who_ends_and_who_is_the_second_person() -> None:
    active, ended = Episode(state="active"), Episode(state="ended")
    for source in ("lead", "team", "manager"):
        assert rules.why_not_end(active, {source}) is None
        assert "not with this service" in str(rules.why_not_end(ended, {source}))
        waiting = Ending(state="proposed", kind="close")
        assert rules.why_not_agree(waiting, same_person=False, sources={source}) is None
        assert "second person" in str(
            rules.why_not_agree(waiting, same_person=True, sources={source})
        )
    for source in ("triage", "grant", "past", "emergency", "keeper", "memory"):
        assert rules.why_not_end(active, {source})
        assert rules.why_not_agree(waiting, same_person=False, sources={source})
    assert "answered already" in str(
        rules.why_not_agree(Ending(state="agreed"), same_person=False, sources={"lead"})
    )


@pytest.mark.parametrize(
    ("kind", "state", "source", "may"),
    [
        ("died", "proposed", "lead", True),
        ("died", "agreed", "memory", True),
        ("died", "undone", "memory", False),
        ("close", "agreed", "lead", False),
        ("died", "agreed", "grant", False),
    ],
)
def test_who_takes_a_death_back(kind: str, state: str, source: str, may: bool) -> None:
    said = rules.why_not_undo(Ending(kind=kind, state=state), {source})
    assert (said is None) == may


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        ({}, ""),
        ({"alongside": False}, "was alongside her there"),
        ({"there_already": True}, "with this service already"),
        ({"ended": False}, "has not ended"),
    ],
)
def test_who_says_that_she_is_back(other: dict[str, bool], wanted: str) -> None:
    asked = {"ended": True, "alongside": True, "there_already": False, **other}
    assert wanted in (rules.why_not_take_back(**asked) or "")


# --- whether anybody checked on her -----------------------------------------------------------------------

AGREED = "By phone, every 2 days"
NOT_CHECKED = Checked(agreed=AGREED)
ANSWERED = Checked(agreed=AGREED, made_on=TUESDAY, answered=True)
NO_ANSWER = Checked(agreed=AGREED, made_on=TUESDAY)
STEPS_LEFT = Checked(agreed=AGREED, made_on=TUESDAY, steps_left=["Ask Dee"])


@pytest.mark.parametrize(
    ("checked", "safety", "missing"),
    [
        # She said not to: there is nothing to do.
        (Checked(), "no_check", []),
        (Checked(), "seen", []),
        (Checked(), "checked", ["said_otherwise"]),
        # She agreed, and nobody did: whatever is chosen, but for a life in danger.
        (NOT_CHECKED, "no_check", ["check"]),
        (NOT_CHECKED, "seen", ["check"]),
        (NOT_CHECKED, "checked", ["check"]),
        (NOT_CHECKED, "life", []),
        (NOT_CHECKED, "", ["safety"]),
        (ANSWERED, "checked", []),
        (ANSWERED, "seen", []),
        (ANSWERED, "no_check", ["said_otherwise"]),
        (NO_ANSWER, "checked", []),
        (STEPS_LEFT, "checked", ["steps"]),
        (STEPS_LEFT, "life", []),
        # Made before she took it back.
        (Checked(made_on=TUESDAY), "checked", []),
        (Checked(made_on=TUESDAY), "no_check", []),
    ],
)
def test_where_she_agreed_to_checks_somebody_has_checked(
    checked: Checked, safety: str, missing: list[str]
) -> None:
    assert lacking(known(SAFE, VISIT, checked=checked), thought(safety=safety)) == missing


def test_a_partner_who_has_seen_her_and_she_was_all_right_is_enough() -> None:
    for checked in (NOT_CHECKED, STEPS_LEFT):
        told = thought(safety="seen", seen=True)
        assert lacking(known(SAFE, VISIT, checked=checked), told) == []


def test_talked_over_with_her_no_check_is_asked_for() -> None:
    told = thought(with_her=True, met_then=True, safety="")
    assert lacking(known(checked=NOT_CHECKED), told) == []


@pytest.mark.parametrize(
    ("missing", "checked", "words"),
    [
        ("check", NOT_CHECKED, "She agreed that we check on her (By phone, every 2 days)"),
        ("said_otherwise", ANSWERED, "You wrote that she agreed to no check. She did"),
        ("said_otherwise", Checked(), "None is written down for the last month."),
        ("steps", STEPS_LEFT, "This is what she wants done then: Ask Dee. Do it first."),
    ],
)
def test_what_is_missing_of_a_check_is_said_with_what_to_do(
    missing: str, checked: Checked, words: str
) -> None:
    assert words in in_sentences([missing], known(checked=checked))[0]


def test_what_is_known_of_her_checks_is_said_plainly() -> None:
    said = " ".join(rules.checked_in_words(ANSWERED))
    assert "The last check, on 24 November: she was all right." in said
    assert "She did not choose the police: only where a life is in danger." in said
    assert "no answer" in " ".join(rules.checked_in_words(NO_ANSWER))
    assert "Nobody has checked on her" in " ".join(rules.checked_in_words(NOT_CHECKED))
    assert rules.checked_in_words(Checked())[0] == "She agreed to no checks, so nobody is sent."
    assert "police" not in " ".join(rules.checked_in_words(Checked(agreed=AGREED, police=True)))
