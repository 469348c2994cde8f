"""What may be shared, with whom, until when: each no by itself, and the moments at its edge."""

import datetime
import uuid
from typing import Any

import pytest

from alongside.core.sharing.models import Block, Grant, Wish
from alongside.core.sharing.rules import shares as rules
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.compartments import bits
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.directory.models import Agency

NOW = datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC)
SECOND, DAY = datetime.timedelta(seconds=1), datetime.timedelta(days=1)
HOUSING = Agency(pk=uuid.uuid4(), name="Housing", confirmed_at=NOW)
LEILA = Membership(
    pk=uuid.uuid4(), agency=HOUSING, worker=Worker(pk=uuid.uuid4(), name="Leila", email="l@example.org")
)  # fmt: skip
TWO = bits(C.BASICS, C.GOALS)
WRITES = C.GOALS.value


def why_not(**other: Any) -> str | None:
    """Ask about a share nothing is against, but for what a test says."""
    share: dict[str, Any] = {
        "reads": TWO, "writes": WRITES, "mine": Rights(reads=TWO, writes=WRITES), "agency": HOUSING,
        "membership": LEILA, "starts_at": NOW, "until_at": NOW + 90 * DAY, "now": NOW,
    }  # fmt: skip
    return rules.why_not_share(**{**share, **other})


def share(**other: Any) -> Grant:
    return Grant(**{"agency": HOUSING, "membership": LEILA, "reads": TWO, "writes": 0, **other})


def test_what_somebody_holds_herself_she_can_share() -> None:
    assert why_not() is None
    assert why_not(membership=None) is None
    assert why_not(starts_at=NOW + DAY) is None


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"agency": Agency(name="Housing", confirmed_at=NOW, closed_at=NOW)}, "has closed"),
        ({"agency": Agency(name="Housing")}, "Nobody has rung"),
        ({"membership": Membership(agency=Agency(pk=uuid.uuid4()), worker=LEILA.worker)}, "work there"),
        ({"membership": Membership(agency=HOUSING, worker=LEILA.worker, ended_at=NOW)}, "work there"),
        ({"reads": TWO | C.OUTCOME, "mine": Rights(TWO | C.OUTCOME, WRITES)}, "only what you see"),
        ({"reads": TWO | C.HEALTH}, "only what you see"),
        ({"mine": Rights(reads=TWO, writes=0)}, "only what you see"),
        ({"reads": C.BASICS.value, "mine": Rights(reads=TWO, writes=WRITES)}, "only what you see"),
        ({"until_at": NOW - SECOND, "starts_at": NOW}, "end before it begins"),
        ({"until_at": NOW}, "end before it begins"),
        ({"until_at": NOW, "starts_at": NOW - SECOND}, "This day is over"),
        ({"until_at": NOW + 366 * DAY + SECOND}, "a year at most"),
        (
            {"starts_at": NOW + 90 * DAY + SECOND, "until_at": NOW + 99 * DAY}, "begins within 90 days"
        ),
    ],
)  # fmt: skip
def test_each_thing_that_stands_against_a_share_is_said(other: dict[str, Any], said: str) -> None:
    assert said in (why_not(**other) or "")


def test_the_moments_at_the_edge_are_good() -> None:
    assert why_not(until_at=NOW + SECOND) is None
    assert why_not(until_at=NOW + 366 * DAY) is None
    assert why_not(starts_at=NOW + DAY, until_at=NOW + DAY + SECOND) is None
    assert why_not(starts_at=NOW + 90 * DAY, until_at=NOW + 99 * DAY) is None


def test_whoever_she_keeps_away_gets_nothing_and_others_do() -> None:
    elsewhere, other = uuid.uuid4(), uuid.uuid4()
    assert rules.why_not_to_them(share(), [Block(agency_id=HOUSING.pk)])
    assert rules.why_not_to_them(share(), [Block(worker_id=LEILA.worker_id)])
    assert (
        rules.why_not_to_them(share(), [Block(worker_id=other), Block(agency_id=elsewhere)]) is None
    )
    # A name or number that is kept away names no worker, and a share with everybody has none.
    assert rules.why_not_to_them(share(membership=None), [Block(person_name="Leila")]) is None
    assert rules.why_not_to_them(share(membership=None), []) is None


def never(**whom: Any) -> Wish:
    return Wish(**{"about": "everybody", "answer": "never", "parts": int(C.GOALS), **whom})


def test_a_never_to_one_who_works_there_stops_a_share_with_all_of_them() -> None:
    to_her = never(about="worker", worker=LEILA.worker)
    to_her.works_at = {HOUSING.pk}
    asked = {"asked_today": True}
    said = rules.why_not_by_her_wishes(share(membership=None), [to_her], **asked)
    assert "never to Leila, who works there" in (said or "")
    assert (
        rules.why_not_by_her_wishes(share(membership=None, reads=C.BASICS), [to_her], **asked)
        is None
    )
    # By name to her it is a plain never, and what she says of all of them comes first.
    assert "She said never: nothing about goals to Housing" in (
        rules.why_not_by_her_wishes(share(), [to_her], **asked) or ""
    )
    assert "She said never: nothing about goals to Housing" in (
        rules.why_not_by_her_wishes(share(membership=None), [to_her, never()], **asked) or ""
    )


def test_who_wants_to_be_asked_is_asked_the_same_day() -> None:
    ask = never(answer="ask")
    assert "asked each time about goals" in (
        rules.why_not_by_her_wishes(share(), [ask], asked_today=False) or ""
    )
    assert rules.why_not_by_her_wishes(share(), [ask], asked_today=True) is None
    assert rules.why_not_by_her_wishes(share(), [], asked_today=False) is None


def test_what_others_show_them_already_is_added_up() -> None:
    mine = share(pk=uuid.uuid4(), reads=bits(C.BASICS, C.GOALS, C.NOTES))
    goals = share(pk=uuid.uuid4(), reads=bits(C.BASICS, C.GOALS))
    everybody = share(pk=uuid.uuid4(), membership=None, reads=C.NOTES)
    another = share(pk=uuid.uuid4(), membership=Membership(pk=uuid.uuid4()), reads=C.NOTES)
    elsewhere = share(pk=uuid.uuid4(), agency=Agency(pk=uuid.uuid4()), reads=C.NOTES)
    assert rules.overlapping(mine, [mine]) == 0
    assert rules.overlapping(mine, [goals, another, elsewhere]) == C.GOALS
    assert rules.overlapping(mine, [goals, everybody]) == bits(C.GOALS, C.NOTES)
    assert rules.overlapping(mine, []) == 0
