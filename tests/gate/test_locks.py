"""Whoever changes who sees what holds others off first: the locks one statement takes."""

import pytest

from alongside.foundation.access.compartments import Compartment as C
from tests.gate.stage import Stage

LOCKED = C.MARAC.value


# What recomputes one woman's passes holds the first shared, and hers alone; what does a hat's holds it alone.
EVERYBODY = 4207849484
SHARED, ALONE = "ShareLock", "ExclusiveLock"


def locks(stage: Stage) -> set[tuple[str, str]]:
    """List the locks of one's own that this transaction holds, by whose they are."""
    rows = stage.admin.execute(
        "select (classid::bigint << 32) + objid::bigint, mode from pg_locks "
        "where locktype = 'advisory' and pid = pg_backend_pid()"
    ).fetchall()
    hers = stage.moment(f"hashtextextended('{stage.her}', 0)")
    named = {EVERYBODY: "everybody", hers: "hers"}
    return {(named.get(key, "somebody else's"), mode) for key, mode in rows}


ONE_WOMAN = {("everybody", SHARED), ("hers", ALONE)}
ALL_OF_A_HAT = {("everybody", ALONE)}


@pytest.mark.parametrize(
    ("who", "sealed", "statement", "expected"),
    [
        ("cleo", False, "select recompute_client({her})", ONE_WOMAN),
        ("cleo", False, "select recompute_pair({her})", ONE_WOMAN),
        ("cleo", False, "select recompute_membership({cleo})", ALL_OF_A_HAT),
        ("cleo", False, f"select hold_locked(gen_random_uuid(), {{her}}, {LOCKED})", ONE_WOMAN),
        ("cleo", False, "select * from end_baseless({cleo})", ALL_OF_A_HAT),
        ("amal", False, "select keep_away_everywhere({her})", ALL_OF_A_HAT | ONE_WOMAN),
        (
            "bea",
            True,
            "select ask_to_open(gen_random_uuid(), {reference}, '', null, 'x')",
            ONE_WOMAN,
        ),
        ("bea", True, "select open_sealed({reference}, '', null, 'here', '')", ONE_WOMAN),
    ],
)
def test_whoever_changes_who_sees_what_holds_others_off_first(
    stage: Stage, who: str, sealed: bool, statement: str, expected: set[tuple[str, str]]
) -> None:
    if sealed:
        stage.sealed()
    keys = {"her": stage.her, "cleo": stage.cast.cleo.pk, "reference": stage.reference}
    assert locks(stage) == set()
    stage.answers(
        getattr(stage.cast, who),
        statement.format(**{name: f"'{key}'" for name, key in keys.items()}),
    )
    assert locks(stage) == expected
