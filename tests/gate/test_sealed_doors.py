"""A sealed record, and each way to open it: who asks, how, and what was answered before."""

import uuid
from collections.abc import Callable

import pytest

from alongside.foundation.accounts.models import Membership
from tests.gate.doors import asks_to_open, breaks, opens, waits
from tests.gate.stage import Stage, of


@pytest.mark.parametrize("ask", [asks_to_open, opens, waits])
@pytest.mark.parametrize(
    ("who", "change", "found"),
    [
        ("amal", "", True),
        ("amal", "update team_member set ended_at = now()", False),
        ("amal", "update team_member set membership_id = gen_random_uuid()", False),
        ("amal", "update team_member set episode_id = gen_random_uuid()", False),
        ("amal", "update accounts_post set ended_at = now()", False),
        ("amal", "update accounts_post set service_id = gen_random_uuid()", False),
        ("nadia", "", True),
        ("nadia", "update accounts_post set triage = false", False),
        ("bea", "update team_member set ended_at = now()", True),
        ("bea", "update people_episode set service_id = gen_random_uuid()", False),
        ("cleo", "", False),
    ],
)
def test_only_those_who_were_alongside_her_open_it(
    stage: Stage, ask: Callable[[Stage, Membership], bool], who: str, change: str, found: bool
) -> None:
    stage.sealed()
    if change:
        stage.admin.execute("set constraints all deferred")
        stage.admin.execute("set local session_replication_role = replica")
        stage.admin.execute(change.encode())
        stage.admin.execute("set local session_replication_role = origin")
    assert ask(stage, getattr(stage.cast, who)) is found


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, True),
        ({"vetoed_at": "now"}, False),
        ({"opened_at": "now"}, False),
        ({"due_at": "tomorrow"}, False),
        ({"sealed_id": uuid.uuid4()}, False),
        ({"membership_id": uuid.uuid4()}, False),
    ],
)
def test_the_wait_is_over_for_what_nobody_objected_to(
    stage: Stage, facts: dict[str, object], found: bool
) -> None:
    asked = {"client_id": stage.her, "membership_id": stage.cast.bea.pk, "due_at": "yesterday"}
    stage.put("sharing_openingasked", **{**asked, "sealed_id": stage.sealed(), **facts})
    opened = stage.answers(stage.cast.bea, "select open_due()")
    assert opened == ([(stage.her,)] if found else [])
    assert stage.there("sharing_sealed", "opened_at is not null and how = 'waited'") is found
    if found:
        assert stage.there("sharing_openingasked", "opened_at is not null")


@pytest.mark.parametrize(
    ("facts", "again"),
    [
        ({}, False), ({"vetoed_at": "now"}, True), ({"opened_at": "now"}, True),
        ({"sealed_id": uuid.uuid4()}, True),
    ],
)  # fmt: skip
def test_it_is_asked_for_once_until_somebody_has_answered(
    stage: Stage, facts: dict[str, object], again: bool
) -> None:
    sealed = stage.sealed()
    stage.put(
        "sharing_openingasked",
        **{
            "client_id": stage.her,
            "sealed_id": sealed,
            "membership_id": stage.cast.amal.pk,
            **facts,
        },
    )
    asks_to_open(stage, stage.cast.bea)
    assert stage.there("sharing_openingasked", f"membership_id = '{stage.cast.bea.pk}'") is again


@pytest.mark.parametrize(
    ("table", "facts", "again"),
    [
        ("accounts_membership", {"ended_at": "now"}, True),
        ("accounts_worker", {"is_active": False}, True),
        ("accounts_membership", {"role": "partner"}, True),
        ("accounts_post", {"ended_at": "now"}, True),
        ("sharing_block", {"worker_id": "theirs"}, True),
        ("sharing_block", {"agency_id": "theirs"}, True),
        ("sharing_doubt", {"worker_id": "theirs"}, True),
        ("sharing_block", {"worker_id": uuid.uuid4()}, False),
        ("sharing_block", {"agency_id": uuid.uuid4()}, False),
        ("sharing_block", {"worker_id": "theirs", "lifted_at": "now"}, False),
        ("sharing_block", {"worker_id": "theirs", "client_id": uuid.uuid4()}, False),
        ("sharing_doubt", {"worker_id": uuid.uuid4()}, False),
        ("sharing_doubt", {"worker_id": "theirs", "settled_at": "now"}, False),
        ("sharing_doubt", {"worker_id": "theirs", "client_id": uuid.uuid4()}, False),
    ],
)
def test_nobody_waits_for_whoever_asked_and_may_open_it_no_more(
    stage: Stage, table: str, facts: dict[str, object], again: bool
) -> None:
    first, second = stage.cast.nadia, stage.cast.bea
    # In an agency of their own, as an agency kept away keeps away everybody of it.
    first.agency_id = stage.cast.hearth.pk
    stage.change("accounts_membership", first, agency_id=first.agency_id)
    sealed = stage.sealed()
    stage.put("sharing_openingasked", client_id=stage.her, sealed_id=sealed, membership_id=first.pk)
    if table.startswith("accounts"):
        stage.change(table, first, **facts)
    else:
        stage.put(table, **{"client_id": stage.her, **of(first, facts)})
    asks_to_open(stage, second)
    assert stage.there("sharing_openingasked", f"membership_id = '{second.pk}'") is again


@pytest.mark.parametrize(
    ("how", "said", "hers", "opened"),
    [
        ("here", "", "", True), ("asked_back", "", "", True), ("code_word", " Plum ", "plum", True),
        ("code_word", "pear", "plum", False), ("code_word", "", "", False), ("code_word", " ", " ", False),
        ("keeper", "", "", False), ("waited", "", "", False), ("", "", "", False),
    ],
)  # fmt: skip
def test_it_opens_at_once_when_she_is_there_or_says_her_word(
    stage: Stage, how: str, said: str, hers: str, opened: bool
) -> None:
    stage.sealed()
    stage.admin.execute(
        "update people_safecontact set code_word = %s where client_id = %s", (hers, stage.her)
    )
    stage.admin.execute(
        "update people_safecontact set code_word = 'pear' where client_id <> %s", (stage.her,)
    )
    asked = "select open_sealed(%s, '', null, %s, %s)"
    assert stage.asks(stage.cast.bea, asked, stage.reference, how, said) is opened
    assert stage.there("sharing_sealed", f"opened_at is not null and how = '{how}'") is opened


BORN = "1990-05-01"


@pytest.mark.parametrize(
    "door",
    [breaks, opens, asks_to_open],
    ids=["an emergency", "opening what is sealed", "asking to open it"],
)
@pytest.mark.parametrize(
    ("name", "born", "found"),
    [
        ("marta", BORN, True), ("MARTA RUIZ", BORN, True), ("Ruiz", BORN, False),
        ("Marta", "1990-05-02", False), ("", BORN, False), ("Two", BORN, False),
    ],
)  # fmt: skip
def test_she_is_found_by_a_whole_name_and_her_birth_date_where_they_fit_nobody_else(
    stage: Stage, door: Callable[[Stage, Membership], bool], name: str, born: str, found: bool
) -> None:
    # One who has no name, and two of one name.
    stage.admin.execute("update people_client set name = '', full_name = '', born_on = %s", (BORN,))
    stage.admin.execute(
        "update people_client set name = 'Marta', full_name = 'Marta Ruiz' where id = %s",
        (stage.her,),
    )
    for _ in range(2):
        stage.put("people_client", name="Two", full_name="", born_on=BORN)
    if door is asks_to_open:
        stage.sealed()
        asked = "select ask_to_open(%s, '', %s, %s, 'x')"
        stage.asks(stage.cast.bea, asked, uuid.uuid4(), name, born)
        assert stage.there("sharing_openingasked") is found
        return
    if door is opens:
        stage.sealed()
        asked = "select open_sealed('', %s, %s, 'here', '')"
        assert stage.asks(stage.cast.bea, asked, name, born) is found
        return
    asked = "select break_glass(%s, '', %s, %s, 'danger', '', now())"
    assert stage.asks(stage.cast.cleo, asked, uuid.uuid4(), name, born) is found
