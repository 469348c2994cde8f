"""What ends with a post, a hat or a place on her team, and for whom she keeps away; row by row."""

import uuid
from typing import Any

import pytest

from alongside.core.sharing.models import Duty
from alongside.foundation.access.compartments import Compartment as C
from tests.gate.stage import Stage, of

ANOTHER, SOMEBODY, SOMEWHERE = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
LOCKED, OTHER_LOCKED = C.MARAC.value, C.COUNSELLING.value
Row = dict[str, Any]


def ends(stage: Stage, table: str, key: uuid.UUID) -> bool:
    """End what rests on nothing of Cleo's, and say whether this row was."""
    stage.answers(stage.cast.cleo, "select * from end_baseless(%s)", stage.cast.cleo.pk)
    row = stage.admin.execute(
        f"select ended_at is not null from {table} where id = %s".encode(), (key,)
    ).fetchone()
    return row == (True,)


def hat_ends(stage: Stage, who: str) -> None:
    stage.change("accounts_membership", getattr(stage.cast, who), ended_at="now")


@pytest.mark.parametrize(
    ("place", "episode", "post", "ended"),
    [
        ({}, {}, {}, False),
        ({"membership_id": SOMEBODY}, {}, None, False),
        ({}, {}, None, True),
        ({}, {}, {"ended_at": "now"}, True),
        ({}, {}, {"membership_id": SOMEBODY}, True),
        ({}, {}, {"service_id": SOMEWHERE}, True),
        ({}, {"client_id": ANOTHER}, {}, True),
        ({"episode_id": ANOTHER}, {}, {}, True),
    ],
)
def test_a_place_on_her_team_ends_with_the_post_it_rests_on(
    stage: Stage, place: Row, episode: Row, post: Row | None, ended: bool
) -> None:
    cleo, service = stage.cast.cleo, uuid.uuid4()
    hers = {"client_id": stage.her, "service_id": service, "state": "active"}
    key = stage.put("people_episode", **{**hers, **episode})
    if post is not None:
        stage.put("accounts_post", **{"membership_id": cleo.pk, "service_id": service, **post})
    member = {"client_id": stage.her, "membership_id": cleo.pk, "episode_id": key, "part": "beside"}
    row = stage.put("team_member", **{**member, **place})
    assert ends(stage, "team_member", row) is ended
    if not ended and not place:
        hat_ends(stage, "vera")
        assert not ends(stage, "team_member", row)
        hat_ends(stage, "cleo")
        assert ends(stage, "team_member", row)


@pytest.mark.parametrize(
    ("named", "place", "ended"),
    [
        ({}, {}, False),
        ({"membership_id": SOMEBODY}, None, False),
        ({}, None, True),
        ({}, {"ended_at": "now"}, True),
        ({}, {"membership_id": SOMEBODY}, True),
        ({}, {"client_id": ANOTHER}, True),
    ],
)
def test_a_naming_ends_with_the_place_on_her_team(
    stage: Stage, named: Row, place: Row | None, ended: bool
) -> None:
    cleo, service = stage.cast.cleo, uuid.uuid4()
    if place is not None:
        client = place.get("client_id", stage.her)
        episode = stage.put("people_episode", client_id=client, service_id=service, state="active")
        stage.put("accounts_post", membership_id=cleo.pk, service_id=service)
        member = {"client_id": stage.her, "membership_id": cleo.pk, "episode_id": episode}
        stage.put("team_member", **{**member, "part": "beside", **place})
    row = {"client_id": stage.her, "compartment": LOCKED, "membership_id": cleo.pk}
    key = stage.put("sharing_named", **{**row, **named})
    assert ends(stage, "sharing_named", key) is ended
    if not ended and not named:
        hat_ends(stage, "cleo")
        assert ends(stage, "sharing_named", key)


@pytest.mark.parametrize("table", ["sharing_grant", "sharing_duty"])
@pytest.mark.parametrize("whose", ["cleo", "vera"])
def test_shares_in_somebodys_name_and_duties_end_with_the_hat(
    stage: Stage, table: str, whose: str
) -> None:
    hat = getattr(stage.cast, whose)
    facts: Row = {"membership_id": hat.pk}
    if table == "sharing_grant":
        facts |= {"client_id": stage.her, "agency_id": hat.agency_id, "version": 1}
    else:
        facts |= {"kind": Duty.Kind.SAFETY, "given_by_id": stage.cast.ada.pk, "since": "now"}
    key = stage.put(table, **facts)
    assert not ends(stage, table, key)
    hat_ends(stage, "cleo")
    assert ends(stage, table, key) is (whose == "cleo")


def test_it_is_told_whose_record_and_which_parts_of_it_were_touched(stage: Stage) -> None:
    cleo = stage.cast.cleo
    stage.admin.execute(
        "update people_client set audit_digest = 'hers' where id = %s", (stage.her,)
    )
    hers = {"client_id": stage.her, "membership_id": cleo.pk}
    stage.put("team_member", **hers, part="beside", episode_id=ANOTHER)
    for part in (LOCKED, OTHER_LOCKED):
        stage.put("sharing_named", **hers, compartment=part)
    stage.put("sharing_grant", **hers, agency_id=cleo.agency_id, version=1)
    asked = "select digest, parts from end_baseless(%s)"
    told = dict(stage.answers(cleo, asked, cleo.pk))
    assert told["hers"] == C.BASICS.value | LOCKED | OTHER_LOCKED
    hat_ends(stage, "cleo")
    assert dict(stage.answers(cleo, asked, cleo.pk))["hers"] == C.SHARING.value
    assert stage.answers(cleo, asked, cleo.pk) == []


@pytest.mark.parametrize(
    ("block", "facts", "ended"),
    [
        ({"worker_id": "theirs"}, {}, True),
        ({"agency_id": "theirs"}, {}, True),
        ({"worker_id": SOMEBODY}, {}, False),
        ({"worker_id": "theirs", "lifted_at": "now"}, {}, False),
        ({"worker_id": "theirs"}, {"client_id": ANOTHER}, False),
        ({"worker_id": "theirs"}, {"ended_at": "2026-01-01"}, False),
    ],
)
@pytest.mark.parametrize("table", ["sharing_named", "team_member", "sharing_grant"])
def test_so_it_does_for_whom_she_keeps_away(
    stage: Stage, table: str, block: Row, facts: Row, ended: bool
) -> None:
    cleo = stage.cast.cleo
    more: Row = {
        "sharing_named": {"compartment": LOCKED}, "team_member": {"part": "beside"},
        "sharing_grant": {"agency_id": cleo.agency_id, "version": 1},
    }[table]  # fmt: skip
    row = {"client_id": stage.her, "membership_id": cleo.pk, **more, **facts}
    key = stage.put(table, **row)
    stage.admin.execute(
        "create trigger asked after insert on sharing_block for each row "
        "execute function sharing_block_puts_out()"
    )
    stage.put("sharing_block", client_id=stage.her, **of(cleo, block))
    now = stage.admin.execute(
        f"select ended_at is not null, ended_at > '2026-01-02' from {table} where id = %s".encode(),
        (key,),
    ).fetchone()
    assert now == (
        (True, True) if ended else (True, False) if "ended_at" in facts else (False, None)
    )


@pytest.mark.parametrize(
    ("before", "after", "ended"),
    [
        # Only words were written down, and then it was said who that is.
        ({}, {"worker_id": "theirs"}, True),
        ({}, {"worker_id": SOMEBODY}, False),
        # What ended by the first writing is not ended anew by a change of something else.
        ({"worker_id": "theirs"}, {"her_words": "My cousin."}, False),
        ({}, {"her_words": "My cousin."}, False),
    ],
)
def test_and_once_it_is_said_who_the_one_she_keeps_away_is(
    stage: Stage, before: Row, after: Row, ended: bool
) -> None:
    cleo = stage.cast.cleo
    block = stage.put("sharing_block", client_id=stage.her, **of(cleo, before))
    key = stage.put("sharing_named", client_id=stage.her, membership_id=cleo.pk, compartment=LOCKED)
    stage.admin.execute(
        "create trigger asked after update on sharing_block for each row "
        "execute function sharing_block_puts_out()"
    )
    for name, value in of(cleo, after).items():
        stage.admin.execute(
            f"update sharing_block set {name} = %s where id = %s".encode(), (value, block)
        )
    row = stage.admin.execute(
        "select ended_at is not null from sharing_named where id = %s", (key,)
    ).fetchone()
    assert row == (ended,)
