"""A new record compared with those there, row by row: who is found, and with whom nobody is troubled."""

import datetime
import uuid
from typing import Any

import pytest

from alongside.core.sharing.models import Duty
from alongside.foundation.access.compartments import Compartment as C
from tests.gate.stage import Stage, of

ANOTHER, SOMEBODY, SOMEWHERE = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
BORN = datetime.date(1988, 6, 2)
Row = dict[str, Any]


def a_woman(stage: Stage, name: str, born: datetime.date | None = None) -> uuid.UUID:
    return stage.put(
        "people_client", name=name.split()[0], full_name=name, born_on=born, audit_digest=str(uuid.uuid4())
    )  # fmt: skip


def a_way(stage: Stage, key: uuid.UUID, **other: Any) -> None:
    row = {"client_id": key, "kind": "call", "value": "+447700900555", **other}
    stage.put("people_safeway", **row)


def compared(stage: Stage, new: uuid.UUID) -> set[uuid.UUID]:
    """Compare one record, as asked for by Cleo, and give which are found that may be the same woman's."""
    stage.admin.execute("delete from sharing_tocompare")
    stage.put("sharing_tocompare", client_id=new, holder_id=stage.cast.cleo.pk, asked_at="now")
    assert stage.asks(stage.cast.cleo, "select compare_next()")
    assert not stage.asks(stage.cast.cleo, "select compare_next()")
    rows = stage.admin.execute(
        "select one.other_id from sharing_match one "
        "join sharing_match two on two.pair_id = one.pair_id and two.client_id = one.other_id "
        "and two.other_id = one.client_id and two.is_new <> one.is_new where one.client_id = %s",
        (new,),
    ).fetchall()
    return {key for (key,) in rows}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"reads": C.BASICS}, False),
        ({"reads": C.GOALS}, True),
        ({"reads": C.BASICS, "holder": SOMEBODY}, True),
        ({"reads": C.BASICS, "client": ANOTHER}, True),
        ({"reads": C.BASICS, "starts": 0.5}, True),
        ({"reads": C.BASICS, "until": -0.5}, True),
    ],
)
def test_of_whom_the_asker_sees_she_is_told_already(stage: Stage, given: Row, found: bool) -> None:
    there = a_woman(stage, "Siobhan Khan")
    stage.give(stage.cast.cleo, **{"client": there, **given})
    assert compared(stage, a_woman(stage, "Siobhan Khan")) == ({there} if found else set())


@pytest.mark.parametrize("which", ["there", "new", "neither"])
def test_a_record_of_nobody_is_nobodys(stage: Stage, which: str) -> None:
    both = {
        "there": a_woman(stage, "Siobhan Khan"),
        "new": a_woman(stage, "Siobhan Khan"),
        "neither": a_woman(stage, "Odile Farrow"),
    }
    stage.admin.execute(
        "insert into audit_decoy (digest, agency_id, added_at) "
        "select audit_digest, %s, now() from people_client where id = %s",
        (stage.cast.harbour.pk, both[which]),
    )
    found = compared(stage, both["new"])
    assert found == ({both["there"]} if which == "neither" else set())


@pytest.mark.parametrize(
    ("client", "other", "found"),
    [("new", "there", False), ("new", "third", True), ("third", "there", True)],
)
def test_a_pair_is_found_once(stage: Stage, client: str, other: str, found: bool) -> None:
    keys = {
        "there": a_woman(stage, "Siobhan Khan"),
        "new": a_woman(stage, "Siobhan Khan"),
        "third": a_woman(stage, "Odile Farrow"),
    }
    stage.put(
        "sharing_match", client_id=keys[client], other_id=keys[other], pair_id=uuid.uuid4(), is_same=False
    )  # fmt: skip
    assert compared(stage, keys["new"]) == ({keys["there"]} if found else set())


@pytest.mark.parametrize(
    ("theirs", "hers", "found"),
    [
        ({}, {}, True),
        ({"ended_at": "now"}, {}, False),
        ({}, {"ended_at": "now"}, False),
        ({"value": "+447700900556"}, {}, False),
        ({"value": ""}, {"value": ""}, False),
        ({}, {"kind": "text"}, True),
        ({}, {"kind": "email"}, True),
        ({}, {"kind": "through"}, False),
        ({"client_id": ANOTHER}, {}, False),
        ({}, {"client_id": ANOTHER}, False),
    ],
)
def test_a_number_of_both_tells(stage: Stage, theirs: Row, hers: Row, found: bool) -> None:
    there, new = a_woman(stage, "Odile Farrow"), a_woman(stage, "Siobhan Khan")
    a_way(stage, there, **theirs)
    a_way(stage, new, **hers)
    assert compared(stage, new) == ({there} if found else set())


# Of a crowd of four with one initial nobody is told; of three, and one whom the matching person may not see,
# all are, or she would learn from the silence that there is a fourth.
UNSEEN: list[tuple[str, Row, Row, bool]] = [
    ("sharing_block", {"worker_id": "theirs"}, {}, True),
    ("sharing_block", {"agency_id": "theirs"}, {}, True),
    ("sharing_block", {"worker_id": SOMEBODY}, {}, False),
    ("sharing_block", {"agency_id": SOMEWHERE}, {}, False),
    ("sharing_block", {"worker_id": "theirs", "lifted_at": "now"}, {}, False),
    ("sharing_block", {"worker_id": "theirs", "client_id": ANOTHER}, {}, False),
    ("sharing_doubt", {"worker_id": "theirs"}, {}, True),
    ("sharing_doubt", {"worker_id": SOMEBODY}, {}, False),
    ("sharing_doubt", {"worker_id": "theirs", "settled_at": "now"}, {}, False),
    ("sharing_doubt", {"worker_id": "theirs", "client_id": ANOTHER}, {}, False),
    ("sharing_block", {"worker_id": "theirs"}, {"ended_at": "now"}, False),
    ("sharing_block", {"worker_id": "theirs"}, {"kind": Duty.Kind.SAFETY}, False),
    ("sharing_block", {"worker_id": "theirs"}, {"membership": "amal"}, False),
]


def keeps_matching_away(stage: Stage, client: uuid.UUID, table: str, facts: Row, duty: Row) -> None:
    """Give Nadia the duty of the matching person, and write that a woman keeps her away, or may."""
    hat = getattr(stage.cast, duty.get("membership", "nadia"))
    rest = {name: value for name, value in duty.items() if name != "membership"}
    stage.admin.execute("delete from sharing_duty")
    row = {"kind": Duty.Kind.MATCHING, "given_by_id": stage.cast.ada.pk, "since": "now", **rest}
    stage.put("sharing_duty", membership_id=hat.pk, **row)
    stage.put(table, **{"client_id": client, **of(stage.cast.nadia, facts)})


@pytest.mark.parametrize(("table", "facts", "duty", "told"), UNSEEN)
def test_whom_the_matching_person_may_not_see_does_not_count_in_a_crowd(
    stage: Stage, table: str, facts: Row, duty: Row, told: bool
) -> None:
    crowd = [a_woman(stage, f"{name} Khan") for name in ("Sara", "Sofia", "Selma", "Sana")]
    keeps_matching_away(stage, crowd[0], table, facts, duty)
    if duty.get("membership"):
        stage.change("accounts_membership", stage.cast.amal, agency_id=stage.cast.hearth.pk)
    assert compared(stage, a_woman(stage, "S. Khan")) == (set(crowd) if told else set())


@pytest.mark.parametrize(("table", "facts", "duty", "told"), UNSEEN)
def test_nor_among_those_who_share_a_number(
    stage: Stage, table: str, facts: Row, duty: Row, told: bool
) -> None:
    several = [a_woman(stage, name) for name in ("Ona Park", "Thea Wood", "Fay Lane", "Ivy Hill")]
    new = a_woman(stage, "Siobhan Khan")
    for one in (*several, new):
        a_way(stage, one)
    keeps_matching_away(stage, several[0], table, facts, duty)
    if duty.get("membership"):
        stage.change("accounts_membership", stage.cast.amal, agency_id=stage.cast.hearth.pk)
    assert compared(stage, new) == (set(several) if told else set())


@pytest.mark.parametrize("ended", [True, False])
def test_a_number_that_four_had_and_three_have_is_somebody_s_own(stage: Stage, ended: bool) -> None:
    several = [a_woman(stage, name) for name in ("Ona Park", "Thea Wood", "Fay Lane", "Ivy Hill")]
    new = a_woman(stage, "Siobhan Khan")
    for one in (*several[1:], new):
        a_way(stage, one)
    a_way(stage, several[0], ended_at="now" if ended else None)
    assert compared(stage, new) == (set(several[1:]) if ended else set())


@pytest.mark.parametrize(
    ("name", "born", "of_four", "of_five"),
    [
        ("Siobhan Khan", None, True, True),
        ("S. Khan", BORN, True, True),
        ("S. Khan", datetime.date(1988, 6, 3), True, True),
        ("S. Khan", None, True, False),
        ("S. Khan", datetime.date(1971, 11, 30), False, False),
        ("Siobhan", BORN, True, True),
        ("Siobhan", None, False, False),
        ("Siobhan", datetime.date(1988, 6, 3), False, False),
        ("Odile Farrow", BORN, False, False),
    ],
)
def test_what_else_fits_tells_her_from_a_crowd(
    stage: Stage, name: str, born: datetime.date | None, of_four: bool, of_five: bool
) -> None:
    her = a_woman(stage, "Siobhan Khan", BORN)
    for one in ("Sara", "Sofia"):
        a_woman(stage, f"{one} Khan")
    for found in (of_four, of_five):
        with stage.admin.transaction(force_rollback=True):
            assert (her in compared(stage, a_woman(stage, name, born))) is found
        a_woman(stage, "Selma Khan")
