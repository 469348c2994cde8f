"""The rules that say no, each by itself: what is said first, and the moments at the edge."""

import datetime
import uuid
from typing import Any

import pytest

from alongside.core.sharing.models import Agreement, Disclosure, Wish
from alongside.core.sharing.rules import (
    agreements,
    away,
    disclosures,
    duties,
    emergency,
    leavers,
    locked,
    matching,
    sealing,
)
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.compartments import bits
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.directory.models import Agency

NOW = datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC)
TODAY, DAY, SECOND = NOW.date(), datetime.timedelta(days=1), datetime.timedelta(seconds=1)
ME, HER = uuid.uuid4(), uuid.uuid4()
HOUSING = Agency(pk=uuid.uuid4(), name="Housing")


def says(said: str | None, wanted: str) -> bool:
    """Compare with a piece of the sentence; an empty one wants none."""
    return wanted in said if said and wanted else said is None and not wanted


@pytest.mark.parametrize(
    ("parts", "reads", "wanted"),
    [
        (0, C.GOALS, "Write what goes"),
        (C.GOALS, bits(C.GOALS, C.NOTES), ""),
        (bits(C.GOALS, C.HEALTH), C.GOALS, "only what you see yourself"),
        (C.MARAC, C.MARAC, ""),
        (bits(C.MARAC, C.GOALS), bits(C.MARAC, C.GOALS), "never goes with others"),
        (bits(C.MARAC, C.HARM), bits(C.MARAC, C.HARM), "never goes with others"),
    ],
)
def test_what_is_passed_on_is_seen_by_whoever_does_it(parts: int, reads: int, wanted: str) -> None:
    mine = Rights(reads=int(reads), writes=0)
    assert says(disclosures.why_not_these_parts(parts=int(parts), mine=mine), wanted)


def missing(**other: Any) -> dict[str, str]:
    said = {
        "basis": "consent", "recognised": "", "special": "explicit", "offence": "", "whom_words": "",
        "she_says": "agreed", "reason": "",
    }  # fmt: skip
    asked: dict[str, Any] = {
        "parts": int(C.GOALS), "agency": HOUSING, "wishes": [], "away": set(), "works_there": [],
    }  # fmt: skip
    asked |= {name: other.pop(name) for name in list(other) if name in asked}
    return disclosures.why_not_pass_on(said={**said, **other}, **asked)


NEVER = Wish(about="everybody", answer="never", parts=int(C.GOALS))
TASK = {"basis": "public_task", "she_says": "against"}


@pytest.mark.parametrize(
    ("other", "boxes"),
    [
        ({}, set()),
        ({"agency": None}, {"whom_words"}),
        ({"agency": None, "whom_words": "the court"}, set()),
        ({"wishes": [NEVER]}, {"she_says"}),
        ({"wishes": [Wish(about="everybody", answer="never", parts=int(C.HEALTH))]}, set()),
        ({"wishes": [NEVER], "reason": "A child", **TASK}, set()),
        ({"away": {HOUSING.pk}}, {"agency", "whom_words"}),
        ({"away": {HOUSING.pk}, "whom_words": "Leila"}, {"agency"}),
        ({"works_there": ["Tariq"]}, {"whom_words"}),
        ({"works_there": ["Tariq"], "whom_words": "Leila"}, set()),
        ({"away": {uuid.uuid4()}}, set()),
        ({"away": {HOUSING.pk}, "reason": "A child", **TASK}, {"whom_words"}),
        ({"away": {HOUSING.pk}, "whom_words": "Leila", "reason": "A child", **TASK}, set()),
        ({"agency": None, "whom_words": "x", "away": {None}}, set()),
        ({"she_says": "against", "reason": "A child"}, {"basis"}),
        (TASK, {"reason"}),
        ({"she_says": "against"}, {"basis", "reason"}),
    ],
)
def test_each_thing_that_is_missing_is_said_at_its_box(
    other: dict[str, Any], boxes: set[str]
) -> None:
    assert set(missing(**other)) == boxes


def disclosed(**facts: Any) -> Disclosure:
    return Disclosure(**{"urgent": True, "made_by": Membership(worker_id=HER), **facts})


def test_who_looks_over_what_went_in_a_hurry() -> None:
    mine = Membership(worker_id=ME)
    assert disclosures.why_not_review(disclosed(), mine) is None
    for facts, wanted in (
        ({"urgent": False}, "did not go in a hurry"),
        ({"reviewed_at": NOW}, "looked this over already"),
        ({"made_by": Membership(worker_id=ME)}, "passed this on yourself"),
    ):
        assert says(disclosures.why_not_review(disclosed(**facts), mine), wanted)
    assert disclosures.why_not_tell(disclosed()) is None
    assert says(disclosures.why_not_tell(disclosed(told_on=TODAY)), "she was told")
    assert disclosures.why_not_on_paper(disclosed(compartment=int(C.GOALS))) is None
    assert says(disclosures.why_not_on_paper(disclosed(compartment=int(C.MARAC))), "not printed")


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({}, []),
        ({"freedom": "not_free"}, ["somebody of his"]),
        ({"freedom": "unsure"}, ["not sure"]),
        ({"interpreter": "other"}, ["Somebody else interpreted"]),
        ({"could": "not_today"}, ["could not decide"]),
        ({"ask_again_on": TODAY}, ["by now"]),
        ({"ask_again_on": TODAY + DAY}, []),
        ({"could": "not_today", "ask_again_on": TODAY}, ["could not decide"]),
        ({"freedom": "unsure", "interpreter": "other"}, ["not sure", "Somebody else"]),
    ],
)
def test_why_she_is_asked_again(facts: dict[str, Any], wanted: list[str]) -> None:
    free = {"freedom": "chosen", "interpreter": "professional", "could": "by_herself"}
    said = agreements.why_ask_again(Agreement(**{**free, **facts}), TODAY)
    assert len(said) == len(wanted)
    assert all(piece in one for piece, one in zip(wanted, said, strict=True))


@pytest.mark.parametrize(
    ("could", "again", "wanted"),
    [
        ("by_herself", None, {}),
        ("by_herself", TODAY, {}),
        ("by_herself", TODAY - DAY, {"ask_again_on": "This day is over"}),
        ("not_today", None, {"ask_again_on": "Write when"}),
        ("not_today", TODAY, {}),
        ("not_today", TODAY - DAY, {"ask_again_on": "This day is over"}),
    ],
)
def test_when_she_is_asked_again_is_said(
    could: str, again: datetime.date | None, wanted: dict[str, str]
) -> None:
    said = agreements.why_not_agree(could=could, ask_again_on=again, today=TODAY)
    assert said.keys() == wanted.keys()
    assert all(wanted[box] in said[box] for box in said)


def test_who_looks_an_emergency_over() -> None:
    asked = {"used_by": HER, "asking": ME, "may_look_over": True, "reviewed": False}
    assert emergency.why_not_review(**asked) is None
    for other, wanted in (
        ({"reviewed": True}, "looked this over already"),
        ({"asking": HER}, "used this yourself"),
        ({"may_look_over": False}, "safety lead or the manager"),
    ):
        assert says(emergency.why_not_review(**{**asked, **other}), wanted)  # type: ignore[arg-type]


def test_above_two_of_a_hundred_the_rules_are_wrong() -> None:
    assert not emergency.Rate("A", openings=100, emergencies=2).too_many
    assert emergency.Rate("A", openings=100, emergencies=3).too_many
    assert emergency.Rate("A", openings=300, emergencies=1).in_a_hundred == 0.3
    assert emergency.Rate("A", openings=0, emergencies=0).in_a_hundred == 0.0
    assert emergency.plain_reference(" A1B2C-3d4e5 ") == "a1b2c3d4e5"


def test_who_seals_and_until_when_a_keeper_objects() -> None:
    for source, wanted in (("lead", ""), ("manager", ""), ("team", "Only her lead worker")):
        assert says(sealing.why_not_seal({source, "past"}), wanted)
    for due, settled, wanted in (
        (NOW + SECOND, False, ""), (NOW, False, "48 hours are over"),
        (NOW + SECOND, True, "answered already"),
    ):  # fmt: skip
        assert says(sealing.why_not_object(due_at=due, settled=settled, now=NOW), wanted)


def test_who_keeps_away_who_lifts_it_and_that_somebody_stays() -> None:
    for source in ("lead", "team", "triage", "manager"):
        assert away.why_not_add([source, "past"]) is None
        assert (away.why_not_lift([source]) is None) == (source == "lead")
    for source in ("grant", "past", "sender", "emergency", "safety", "matching", "keeper"):
        assert says(away.why_not_add([source]), "Only those who look after her")
    assert away.why_nobody_left(remaining=1) is None
    assert says(away.why_nobody_left(remaining=0), "nobody here would see her")


def test_who_names_for_a_locked_part_and_who_ends_a_leaver() -> None:
    named = Rights(reads=int(C.MARAC), writes=int(C.MARAC))
    assert locked.why_not_name(C.MARAC, named) is None
    assert says(
        locked.why_not_name(C.MARAC, Rights(reads=int(C.MARAC), writes=0)), "Only somebody named"
    )
    everything = Rights(reads=bits(*C), writes=bits(*C))
    assert says(locked.why_not_name(C.GOALS, everything), "Only somebody named")
    assert leavers.why_not_end(worker_id=HER, asker_id=ME) is None
    assert says(leavers.why_not_end(worker_id=ME, asker_id=ME), "your own work")


@pytest.mark.parametrize(
    ("role", "own", "wanted"),
    [
        ("navigator", False, ""),
        ("administrator", False, "never shows a woman"),
        ("administrator", True, "never shows a woman"),
        ("volunteer", False, "sees no records: "),
        ("volunteer", True, "sees no records: "),
        ("commissioner", False, "sees no records: "),
        ("trustee", False, ""),
        ("data_protection", False, ""),
    ],
)
def test_whom_a_duty_is_not_given(role: str, own: bool, wanted: str) -> None:
    said = duties.why_not_give(role=role, is_herself=own, own_agency=own, other_administrators=0)
    assert says(said, wanted)


def test_nobody_gives_a_duty_to_herself_while_another_administrator_is_there() -> None:
    asked = {"role": "navigator", "is_herself": True, "own_agency": True}
    assert duties.why_not_give(**asked, other_administrators=1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "role", "waits", "wanted"),
    [
        ("take_over", "navigator", True, ""),
        ("take_over", "manager", True, ""),
        ("take_over", "data_protection", True, "can’t answer new referrals"),
        ("take_over", "data_protection", False, "can’t answer new referrals"),
        ("take_over", "navigator", False, "answered meanwhile"),
        ("leave", "data_protection", False, ""),
        ("other", "data_protection", False, ""),
    ],
)
def test_what_a_matching_person_can_answer(
    answer: str, role: str, waits: bool, wanted: str
) -> None:
    assert says(matching.why_not_settle(answer, role=role, waits=waits), wanted)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("nadia@example.org", "n…@example.org"), ("07700900123", "…0123"), ("0123", "0123"), ("12345", "…2345")],
)  # fmt: skip
def test_of_a_number_only_the_end_is_shown(value: str, shown: str) -> None:
    assert matching.masked(value) == shown
