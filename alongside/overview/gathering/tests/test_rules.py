"""Who sees one section, in a sentence; and the questions she was spared, counted honestly."""

import datetime
import uuid

from alongside.foundation.access.compartments import Compartment as C
from alongside.overview.gathering import rules
from alongside.overview.gathering.rules import Once, Opened, Referred

OURS, HOUSING, PRACTICE = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
DAY = datetime.date(2026, 3, 1)
LATER = DAY + datetime.timedelta(days=30)


def once(part: C = C.STORY, travels: datetime.date | None = None) -> Once:
    return Once(uuid.uuid4(), part, OURS, travels)


def test_a_share_spares_her_each_question_of_the_parts_it_opens() -> None:
    told = [once(), once(), once(C.HEALTH)]
    assert rules.spared(told, [Opened(HOUSING, C.STORY)], []) == (2, 1)
    assert rules.spared(told, [Opened(HOUSING, C.STORY | C.HEALTH)], []) == (3, 1)
    assert rules.spared(told, [Opened(HOUSING, C.STORY), Opened(PRACTICE, C.HEALTH)], []) == (3, 2)


def test_a_referral_spares_her_what_she_let_travel_by_that_day() -> None:
    told = [once(travels=DAY), once()]
    assert rules.spared(told, [], [Referred(HOUSING, LATER)]) == (1, 1)
    assert rules.spared(told, [], [Referred(HOUSING, DAY)]) == (1, 1)
    assert rules.spared(told, [], [Referred(HOUSING, DAY - datetime.timedelta(days=1))]) == (0, 0)


def test_the_same_question_to_the_same_agency_counts_once() -> None:
    told = [once(travels=DAY)]
    twice = [Opened(HOUSING, C.STORY), Opened(HOUSING, C.STORY)]
    assert rules.spared(told, twice, [Referred(HOUSING, LATER)]) == (1, 1)


def test_the_agency_that_heard_it_never_counts() -> None:
    told = [once(travels=DAY)]
    assert rules.spared(told, [Opened(OURS, C.STORY)], [Referred(OURS, LATER)]) == (0, 0)


def test_it_is_said_in_a_sentence_or_not_at_all() -> None:
    assert rules.spared_in_words(0, 0) == ""
    assert rules.spared_in_words(1, 1) == (
        "She was spared 1 question: what she told once can be read by 1 other agency, "
        "which need not ask again."
    )
    assert "4 questions" in rules.spared_in_words(4, 2)
    assert "2 other agencies" in rules.spared_in_words(4, 2)


def test_who_sees_it_is_one_sentence() -> None:
    assert rules.who_sees(C.HARM, ["Housing"]) == "Only workers she named can see this."
    assert "by no other agency" in rules.who_sees(C.STORY, [])
    assert rules.who_sees(C.STORY, {"Quay Practice", "Housing Options"}).endswith(
        "by a share: Housing Options, Quay Practice."
    )
