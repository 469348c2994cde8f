"""Whoever joins is compared with what she said, row by row: whom it may be, and who is not asked about."""

import uuid
from typing import Any

import pytest

from tests.gate.stage import Stage, of

HERE, ELSEWHERE, ANOTHER, SOMEBODY = uuid.uuid4(), uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
TARIQ = {
    "name": "Tariq Mahmood", "works_at": None, "number": "", "domain": "", "worker": "Tariq Mahmood",
    "email": "t@elsewhere.example", "agency": HERE, "phone": "+441632960700",
}  # fmt: skip
MORE, NAME_ALONE, NOT_HIM = 2, 1, 0


@pytest.mark.parametrize(
    ("other", "fit"),
    [
        ({}, NAME_ALONE),
        ({"name": "Imran Khan"}, NOT_HIM),
        ({"name": "Imran Khan", "domain": "elsewhere.example", "works_at": HERE}, NOT_HIM),
        ({"domain": "elsewhere.example"}, MORE),
        ({"number": "+441632960700"}, MORE),
        ({"works_at": HERE}, MORE),
        ({"works_at": ELSEWHERE}, NAME_ALONE),
        ({"name": "Tariq"}, NAME_ALONE),
        ({"name": "Tariq", "works_at": HERE}, MORE),
        ({"name": "Tariq", "works_at": ELSEWHERE}, NOT_HIM),
        ({"name": "Tariq", "works_at": ELSEWHERE, "number": "+441632960700"}, MORE),
        ({"name": ""}, NOT_HIM),
        ({"name": "", "domain": "elsewhere.example"}, MORE),
        ({"name": "", "number": "+441632960700"}, MORE),
        ({"name": "", "works_at": HERE}, NOT_HIM),
        ({"name": "", "domain": "example"}, MORE),
        ({"name": "", "domain": "sewhere.example"}, NOT_HIM),
        ({"name": "", "domain": "elsewhere.example", "email": "T@POST.Elsewhere.Example"}, MORE),
        ({"name": "", "number": "+441632960701"}, NOT_HIM),
        # What is not known on either side is no likeness.
        ({"name": "", "phone": ""}, NOT_HIM),
        ({"agency": None}, NAME_ALONE),
    ],
)
def test_how_a_worker_fits_what_she_said(stage: Stage, other: dict[str, Any], fit: int) -> None:
    row = stage.admin.execute(
        "select away_fits(%(name)s, %(works_at)s, %(number)s, %(domain)s, %(worker)s, %(email)s, "
        "%(agency)s, %(phone)s)",
        {**TARIQ, **other},
    ).fetchone()
    assert row == (fit,)


def joins(stage: Stage) -> list[tuple[str, uuid.UUID]]:
    """Let Cleo join, and give what is asked of whom about Marta since."""
    before = {key for (key,) in stage.admin.execute("select id from sharing_doubt").fetchall()}
    stage.admin.execute("select check_worker(%s)", (stage.cast.cleo.worker_id,))
    rows = stage.admin.execute(
        "select id, what, worker_id from sharing_doubt where client_id = %s", (stage.her,)
    ).fetchall()
    return [(what, worker) for key, what, worker in rows if key not in before]


def kept(stage: Stage, **other: Any) -> uuid.UUID:
    """Write down that she keeps somebody of Cleo's name away, but for what a test says."""
    facts = {
        "client_id": stage.her, "person_name": "Cleo", "number": "", "mail_domain": "", "works_at_id": None,
        **other,
    }  # fmt: skip
    return stage.put("sharing_block", **facts)


@pytest.mark.parametrize(
    ("other", "asked"),
    [
        ({}, True),
        ({"person_name": "Imran"}, False),
        ({"lifted_at": "now"}, False),
        ({"agency_id": ELSEWHERE}, False),
        # Somebody else was named: only a whole name is worth another question.
        ({"worker_id": SOMEBODY}, False),
        ({"worker_id": "cleo"}, False),
        ({"works_at_id": ELSEWHERE}, False),
    ],
)
def test_whoever_joins_is_held_against_whom_she_keeps_away(
    stage: Stage, other: dict[str, Any], asked: bool
) -> None:
    cleo = stage.cast.cleo.worker_id
    kept(stage, **{name: cleo if value == "cleo" else value for name, value in other.items()})
    assert joins(stage) == ([("joined", cleo)] if asked else [])


def test_whose_hats_have_ended_joins_nobody(stage: Stage) -> None:
    kept(stage)
    stage.change("accounts_membership", stage.cast.cleo, ended_at="now")
    assert joins(stage) == []


@pytest.mark.parametrize(
    ("table", "facts", "named"),
    [
        ("sharing_block", {"worker_id": "theirs"}, True),
        ("sharing_block", {"worker_id": SOMEBODY}, False),
        ("sharing_block", {"worker_id": "theirs", "lifted_at": "now"}, False),
        ("sharing_block", {"worker_id": "theirs", "client_id": ANOTHER}, False),
        ("sharing_block", {"agency_id": "theirs"}, True),
        ("sharing_block", {"agency_id": ELSEWHERE}, False),
        ("sharing_doubt", {"worker_id": "theirs"}, True),
        ("sharing_doubt", {"worker_id": SOMEBODY}, False),
        ("sharing_doubt", {"worker_id": "theirs", "settled_at": "now"}, False),
        ("sharing_doubt", {"worker_id": "theirs", "client_id": ANOTHER}, False),
        ("accounts_post", {"ended_at": "now"}, False),
        ("accounts_post", {"service_id": ELSEWHERE}, False),
    ],
)
def test_which_of_a_service_she_keeps_away(
    stage: Stage, table: str, facts: dict[str, Any], named: bool
) -> None:
    cleo = stage.cast.cleo
    if table == "accounts_post":
        stage.change(table, cleo, **facts)
        table, facts = "sharing_block", {"worker_id": "theirs"}
    stage.put(table, **{"client_id": stage.her, **of(cleo, facts)})
    rows = stage.answers(
        stage.cast.amal, "select * from kept_away_hats(%s, %s)", stage.her, stage.cast.advocates.pk
    )
    assert ((cleo.pk,) in rows) is named


def test_what_was_answered_of_whom_she_keeps_away_holds_on_all_her_records(stage: Stage) -> None:
    roza = stage.cast.roza
    for one, other in ((stage.her, roza), (roza, stage.her)):
        stage.put("sharing_match", client_id=one, other_id=other, is_same=True)
    block = kept(stage, person_name="Nobody Here", her_words="", made_at="now")
    for what, facts in {
        "answered": {"worker_id": SOMEBODY, "settled_at": "now"},
        "invited": {"worker_id": None, "invitation_id": ELSEWHERE},
        "open": {"worker_id": ANOTHER},
    }.items():
        stage.put("sharing_doubt", client_id=stage.her, block_id=block, what=what, **facts)
    stage.answers(stage.cast.amal, "select keep_away_everywhere(%s)", stage.her)
    rows = stage.admin.execute("select what from sharing_doubt where client_id = %s", (roza,))
    assert {what for (what,) in rows} == {"answered", "invited"}


def test_a_whole_name_is_asked_about_though_somebody_else_was_named(stage: Stage) -> None:
    cleo = stage.cast.cleo.worker_id
    stage.admin.execute("update accounts_worker set name = 'Cleo Grey' where id = %s", (cleo,))
    kept(stage, worker_id=SOMEBODY, person_name="Cleo Grey")
    assert joins(stage) == [("joined", cleo)]
    stage.admin.execute("delete from sharing_doubt")
    stage.admin.execute("delete from sharing_block")
    kept(stage, worker_id=cleo, person_name="Cleo Grey")
    assert joins(stage) == []


def test_what_was_asked_once_is_not_asked_again_of_the_same_words(stage: Stage) -> None:
    cleo = stage.cast.cleo.worker_id
    block = kept(stage)
    asked = {"client_id": stage.her, "worker_id": cleo, "what": "here", "settled_at": "now"}
    stage.put("sharing_doubt", **{**asked, "block_id": kept(stage, person_name="Imran")})
    stage.put("sharing_doubt", **{**asked, "block_id": block, "worker_id": SOMEBODY})
    assert joins(stage) == [("joined", cleo)]
    assert joins(stage) == []


@pytest.mark.parametrize(
    ("block", "member", "episode", "asked"),
    [
        ({}, {}, {}, False),
        ({"mail_domain": "example.org"}, {}, {}, True),
        ({}, {"ended_at": "now"}, {}, True),
        ({}, {"membership_id": SOMEBODY}, {}, True),
        ({}, {"client_id": ANOTHER}, {"client_id": ANOTHER}, True),
        ({}, {}, {"state": "ended"}, True),
    ],
)
def test_of_her_own_team_nobody_is_put_in_doubt_by_a_name_alone(
    stage: Stage,
    block: dict[str, Any],
    member: dict[str, Any],
    episode: dict[str, Any],
    asked: bool,
) -> None:
    cleo = stage.cast.cleo
    kept(stage, **block)
    time = stage.put("people_episode", **{"client_id": stage.her, "state": "active", **episode})
    stage.put(
        "team_member",
        **{
            "client_id": stage.her,
            "episode_id": time,
            "membership_id": cleo.pk,
            "part": "beside",
            **member,
        },
    )
    assert joins(stage) == ([("joined", cleo.worker_id)] if asked else [])


def herself(stage: Stage, *, name: str = "Cleo", **way: Any) -> None:
    """Make Marta's record look like Cleo's own."""
    stage.admin.execute("update people_client set name = %s where id = %s", (name, stage.her))
    stage.put(
        "people_safeway",
        **{
            "client_id": stage.her,
            "kind": "email",
            "value": "CLEO@Example.org",
            "never": False,
            **way,
        },
    )


@pytest.mark.parametrize(
    ("other", "asked"),
    [
        ({}, True),
        ({"value": "other@example.org"}, False),
        ({"ended_at": "now"}, False),
        ({"name": "Imran"}, False),
    ],
)
def test_a_worker_who_may_be_the_woman_herself_is_asked_about(
    stage: Stage, other: dict[str, Any], asked: bool
) -> None:
    herself(stage, **other)
    assert joins(stage) == ([("herself", stage.cast.cleo.worker_id)] if asked else [])


def test_and_once_though_other_things_were_asked_of_her(stage: Stage) -> None:
    cleo = stage.cast.cleo.worker_id
    herself(stage)
    for other in (
        {"client_id": ANOTHER, "what": "herself"}, {"worker_id": SOMEBODY, "what": "herself"},
        {"what": "joined"},
    ):  # fmt: skip
        stage.put("sharing_doubt", **{"client_id": stage.her, "worker_id": cleo, **other})
    assert joins(stage) == [("herself", cleo)]
    assert joins(stage) == []


def test_what_was_said_of_an_invitation_holds_for_whoever_accepts_it(stage: Stage) -> None:
    cleo, blocks = (
        stage.cast.cleo,
        [kept(stage, person_name="x", lifted_at="now") for _ in range(3)],
    )
    invited = {"client_id": stage.her, "what": "invited", "settled_at": "now"}
    for block, invitation, them in (
        (blocks[0], cleo.pk, True), (blocks[1], cleo.pk, False), (blocks[2], SOMEBODY, True),
    ):  # fmt: skip
        stage.put(
            "sharing_doubt", **invited, block_id=block, invitation_id=invitation, is_them=them
        )
    joins(stage)
    rows = stage.admin.execute("select block_id, worker_id from sharing_doubt").fetchall()
    assert dict(rows) == {
        blocks[0]: cleo.worker_id, blocks[1]: cleo.worker_id, blocks[2]: None,
    }  # fmt: skip
    named = stage.admin.execute("select id, worker_id from sharing_block").fetchall()
    assert dict(named) == {blocks[0]: cleo.worker_id, blocks[1]: None, blocks[2]: None}


def written_down(
    stage: Stage, block: uuid.UUID, *no: uuid.UUID, by: str = "amal"
) -> dict[uuid.UUID, Any]:
    """Hold a row against everybody here, and give of whom it is asked, with the answer there is."""
    hat = getattr(stage.cast, by)
    stage.answers(hat, "select check_block(%s, %s::uuid[])", block, list(no))
    rows = stage.admin.execute(
        "select worker_id, is_them from sharing_doubt where block_id = %s", (block,)
    )
    return dict(rows.fetchall())


def test_whom_she_says_she_keeps_away_is_held_against_everybody_here(stage: Stage) -> None:
    cleo, vera = stage.cast.cleo, stage.cast.vera.worker_id
    assert written_down(stage, kept(stage)) == {cleo.worker_id: None}
    assert written_down(stage, kept(stage), vera) == {vera: False, cleo.worker_id: None}
    assert written_down(stage, kept(stage), cleo.worker_id) == {cleo.worker_id: False}
    for other in ({"lifted_at": "now"}, {"worker_id": SOMEBODY}, {"agency_id": ELSEWHERE}):
        assert written_down(stage, kept(stage, **other)) == {}
    assert written_down(stage, kept(stage, lifted_at="now"), vera) == {}
    # Only whoever may say it of her.
    assert written_down(stage, kept(stage), vera, by="nadia") == {}
    assert written_down(stage, kept(stage, client_id=stage.cast.roza), vera) == {}


@pytest.mark.parametrize(
    ("table", "facts"),
    [("accounts_membership", {"ended_at": "now"}), ("accounts_worker", {"is_active": False})],
)
def test_nobody_who_has_left_is_asked_about(
    stage: Stage, table: str, facts: dict[str, Any]
) -> None:
    stage.change(table, stage.cast.cleo, **facts)
    assert written_down(stage, kept(stage)) == {}


@pytest.mark.parametrize(
    ("member", "state", "asked"),
    [({}, "active", False), ({"ended_at": "now"}, "active", True), ({}, "ended", True)],
)
def test_of_her_own_team_whoever_writes_it_down_is_asked_instead(
    stage: Stage, member: dict[str, Any], state: str, asked: bool
) -> None:
    cleo = stage.cast.cleo
    time = stage.put("people_episode", client_id=stage.her, state=state)
    beside = {
        "client_id": stage.her,
        "episode_id": time,
        "membership_id": cleo.pk,
        "part": "beside",
    }
    stage.put("team_member", **{**beside, **member})
    assert written_down(stage, kept(stage)) == ({cleo.worker_id: None} if asked else {})
