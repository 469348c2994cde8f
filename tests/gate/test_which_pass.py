"""Each function that asks for a pass asks for the right one: whose, to whom, which kind and part, now."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.models import Source
from alongside.foundation.accounts.models import Membership
from tests.gate.doors import begins_a_locked_part
from tests.gate.stage import Stage

Ask = Callable[[Stage, Membership], bool]
LOOKING_AFTER = frozenset({Source.LEAD, Source.TEAM, Source.TRIAGE, Source.MANAGER})
ANYBODY = frozenset(Source.values)


@dataclass(frozen=True)
class Guarded:
    """What is asked, under which kinds of pass that works, and which parts the pass has to bring."""

    ask: Ask
    sources: frozenset[str] = ANYBODY
    reads: int = 0
    writes: int = 0


def looks_after(stage: Stage, hat: Membership) -> bool:
    return stage.asks(hat, "select count(*) from looked_after(%s)", stage.her)


def is_told_who_is_kept_away(stage: Stage, hat: Membership) -> bool:
    stage.put("sharing_block", client_id=stage.her, worker_id=stage.cast.bea.worker_id)
    asked = "select count(*) from kept_away_hats(%s, %s)"
    return stage.asks(hat, asked, stage.her, stage.cast.navigators.pk)


def kept_away(stage: Stage, **facts: object) -> uuid.UUID:
    words = {"person_name": "", "number": "", "mail_domain": "", "her_words": ""}
    return stage.put(
        "sharing_block", **{"client_id": stage.her, "made_at": "now", **words, **facts}
    )


def adds_somebody_around_her(stage: Stage, hat: Membership) -> bool:
    kept_away(stage, person_name="Tariq Mahmood")
    stage.asks(hat, "select check_around(%s, 'Tariq Mahmood', '', '')", stage.her)
    return stage.there("sharing_doubt", "what = 'around'")


def says_who_it_is_not(stage: Stage, hat: Membership) -> bool:
    block = kept_away(stage, person_name="Nobody Here")
    stage.asks(hat, "select check_block(%s, array[%s::uuid])", block, stage.cast.vera.worker_id)
    return stage.there("sharing_doubt", "not is_them")


def keeps_away_everywhere(stage: Stage, hat: Membership) -> bool:
    for one, other in ((stage.her, stage.cast.roza), (stage.cast.roza, stage.her)):
        stage.put("sharing_match", client_id=one, other_id=other, is_same=True)
    kept_away(stage, worker_id=stage.cast.vera.worker_id)
    stage.asks(hat, "select keep_away_everywhere(%s)", stage.her)
    row = stage.admin.execute(
        "select count(*) from sharing_block where client_id = %s", (stage.cast.roza,)
    ).fetchone()
    return row == (1,)


def goes_on_with_a_locked_part(stage: Stage, hat: Membership) -> bool:
    """Somebody else leads and holds it, so that this pass alone decides."""
    stage.put(
        "sharing_named", client_id=stage.her, compartment=C.MARAC.value, membership_id=stage.cast.amal.pk
    )  # fmt: skip
    stage.give(stage.cast.amal, source="named", reads=C.MARAC, writes=C.MARAC)
    return begins_a_locked_part(stage, hat)


def is_told_who_hears_of_it(stage: Stage, hat: Membership) -> bool:
    return stage.asks(hat, "select count(*) from told_of_emergency(%s)", stage.her)


def looks_over_an_emergency(stage: Stage, hat: Membership) -> bool:
    used = stage.put(
        "sharing_breakglass", client_id=stage.her, membership_id=stage.cast.nadia.pk,
        opened_at="yesterday", until_at="tomorrow",
    )  # fmt: skip
    stage.written(stage.cast.nadia)
    return stage.asks(hat, "select count(*) from opened_in_emergency(%s)", used)


def opens_what_she_keeps(stage: Stage, hat: Membership) -> bool:
    stage.sealed()
    stage.asks(hat, "select open_kept(%s)", stage.her)
    return stage.there("sharing_sealed", "how = 'keeper'")


def reads_who_has_opened(stage: Stage, hat: Membership) -> bool:
    stage.written(stage.cast.bea)
    asked = "select count(*) from who_opened(%s, current_date - 1, current_date + 1)"
    return stage.asks(hat, asked, stage.her)


def has_her_compared(stage: Stage, hat: Membership) -> bool:
    stage.admin.execute("delete from sharing_tocompare")
    stage.asks(hat, "select find_matches(%s)", stage.her)
    return stage.there("sharing_tocompare")


def writes_a_wish_down(stage: Stage, hat: Membership) -> bool:
    return stage.lets(hat, "sharing_beside_her", "sharing_wish")


def shares(stage: Stage, hat: Membership) -> bool:
    facts = {"reads": C.GOALS.value, "writes": C.GOALS.value, "made_by_id": hat.pk}
    return stage.lets(hat, "sharing_grant_held", "sharing_grant", **facts)


def passes_something_on(stage: Stage, hat: Membership) -> bool:
    facts = {"parts": C.GOALS.value, "compartment": C.SHARING.value, "made_by_id": hat.pk}
    return stage.lets(hat, "sharing_disclosure_held", "sharing_disclosure", **facts)


def seals_for_her(stage: Stage, hat: Membership) -> bool:
    facts = {"sealed_by_id": hat.pk, "agency_id": hat.agency_id, "why": "her_wish"}
    return stage.lets(hat, "sharing_sealed_by", "sharing_sealed", **facts)


GUARDED = {
    "who looks after her": Guarded(looks_after, reads=C.SHARING),
    "whom she keeps away": Guarded(is_told_who_is_kept_away, reads=C.SHARING),
    "somebody around her": Guarded(adds_somebody_around_her, writes=C.BASICS),
    "who it is not": Guarded(says_who_it_is_not, writes=C.SHARING),
    "kept away on all her records": Guarded(keeps_away_everywhere, writes=C.SHARING),
    "a locked part begun": Guarded(begins_a_locked_part, frozenset({Source.LEAD, Source.TEAM})),
    "a locked part gone on with": Guarded(
        goes_on_with_a_locked_part, frozenset({Source.NAMED, Source.GRANT}), C.MARAC, C.MARAC
    ),
    "who is told of an emergency": Guarded(is_told_who_hears_of_it, frozenset({Source.EMERGENCY})),
    "what was opened in an emergency": Guarded(looks_over_an_emergency, reads=C.SHARING),
    "a record kept": Guarded(opens_what_she_keeps, frozenset({Source.KEEPER})),
    "who has opened": Guarded(reads_who_has_opened, frozenset({Source.LEAD, Source.TEAM})),
    "records compared": Guarded(has_her_compared, writes=C.BASICS),
    "a wish": Guarded(writes_a_wish_down, LOOKING_AFTER),
    "a share": Guarded(shares, LOOKING_AFTER, C.GOALS, C.GOALS),
    "something passed on": Guarded(passes_something_on, reads=C.GOALS),
    "a seal": Guarded(seals_for_her, frozenset({Source.LEAD, Source.MANAGER})),
}  # fmt: skip


def cases() -> Iterator[Any]:
    """Tell for each function what a pass of each kind opens, and what one that lacks one thing does."""
    for name, one in GUARDED.items():
        base = {"source": sorted(one.sources)[0], "reads": one.reads, "writes": one.writes}
        for source in Source.values:
            yield pytest.param(
                one, {**base, "source": source}, source in one.sources, id=f"{name}-{source}"
            )
        lacking: dict[str, dict[str, object]] = {
            "to another woman": {"client": uuid.uuid4()},
            "somebody else's": {"holder": uuid.uuid4()},
            "not begun": {"starts": 0.5},
            "over": {"until": -0.5},
        }
        for kind, bits in (("reads", one.reads), ("writes", one.writes)):
            if bits:
                lacking[f"that {kind} another part"] = {kind: C.HEALTH}
        for said, facts in lacking.items():
            yield pytest.param(one, {**base, **facts}, False, id=f"{name}-{said}")


@pytest.mark.parametrize(("one", "given", "works"), list(cases()))
def test_it_works_under_the_right_pass_and_under_no_other(
    stage: Stage, one: Guarded, given: dict[str, Any], works: bool
) -> None:
    hat = stage.cast.cleo
    stage.admin.execute("delete from access_pass where holder_id = %s", (hat.pk,))
    stage.give(hat, **given)
    assert one.ask(stage, hat) is works


@pytest.mark.parametrize("one", GUARDED.values(), ids=GUARDED.keys())
def test_nor_without_any(stage: Stage, one: Guarded) -> None:
    hat = stage.cast.cleo
    stage.admin.execute("delete from access_pass where holder_id = %s", (hat.pk,))
    assert not one.ask(stage, hat)
