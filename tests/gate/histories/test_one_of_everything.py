"""Lives in which everything happens: every table has rows, and everybody reads and writes her part."""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, transaction

from tests.gate.histories.checks import (
    ADDRESSED_TO,
    TABLES,
    WRITTEN_BY,
    Finding,
    Row,
    Standing,
    check,
    learn,
    standing,
)
from tests.gate.histories.happened import BIT, Hat
from tests.gate.histories.house import History, Stage, past_the_gate, run
from tests.gate.histories.opening import compare
from tests.gate.histories.oracle import Oracle
from tests.gate.histories.scenes import Scene
from tests.gate.histories.steps import STEPS

# How many steps a life has, and how many lives are tried until everything has happened.
LONG, LIVES = 60, 40
# Lives that are tried until there was enough to write: some end with nobody left who writes.
SEVERAL = range(1, 9)
# What seldom stands there by chance is made first.
FIRST = {
    "chooses_a_peer_mentor": ("says_what_they_may_know",) * 4,
    "is_beside_her_no_more": (*("says_what_they_may_know",) * 4, *("chooses_a_peer_mentor",) * 4),
    "comes_to_a_group": ("says_what_they_may_know",) * 4,
    "is_there_that_day": (*("says_what_they_may_know",) * 4, *("comes_to_a_group",) * 3),
    "comes_to_it_no_more": (*("says_what_they_may_know",) * 4, *("comes_to_a_group",) * 3),
    "is_worried_for_her": (*("says_what_they_may_know",) * 4, *("chooses_a_peer_mentor",) * 4),
    "writes_something_down_beside_her": (
        *("says_what_they_may_know",) * 4, *("chooses_a_peer_mentor",) * 4,
    ),
    "is_not_hers": (*("somebody_joins_her_team",) * 4, *("writes_a_note",) * 4),
    "moves_some_nights": (*("opens_a_locked_part",) * 6, *("tells_where_she_slept",) * 4),
    "looks_over_an_emergency": ("is_given_a_duty", *("breaks_the_glass",) * 3),
    "a_second_person_looks": ("something_happened_in_a_house",) * 3,
    "something_happens_on_a_shift": ("is_put_on_duty", "is_put_on_duty"),
    "a_second_person_answers": (
        "we_think_of_closing",
        "we_think_of_closing",
        "we_think_of_closing",
    ),
    "her_death_is_confirmed": ("she_dies", "she_dies"),
    "asks_them_again": ("refers_her_on",),
    "asks_a_service_again": ("writes_a_goal",) * 4,
    "she_would_like_it_to_stay": ("she_would_like_somebody_else",) * 4,
    "looks_over_an_agency_kept_away": ("keeps_somebody_away", "keeps_somebody_away"),
    "says_whether_it_is_him": ("keeps_somebody_away", "somebody_may_be_him"),
    "the_keeper_objects": ("seals_her_record", "asks_to_open_a_record"),
    "the_keeper_opens_a_record": ("seals_her_record",),
    "what_has_waited_opens": (
        "seals_her_record", "asks_to_open_a_record", "time_goes_by", "time_goes_by",
    ),
    "says_who_comes": ("plans_a_meeting_with_her",) * 3,
    "says_what_was_said": ("plans_a_meeting_with_her",) * 3,
    "says_what_was_promised": ("plans_a_meeting_with_her",) * 3,
    "settles_a_match": ("is_given_a_duty", "may_be_known_already"),
}  # fmt: skip
# Tables to which the app adds no row itself: only functions of the database do.
BEGUN_BY_FUNCTIONS = {
    "audit_history", "people_client", "people_episode", "sharing_breakglass", "sharing_doubt",
    "sharing_match", "sharing_openingasked", "sharing_tocompare",
}  # fmt: skip
# Where a function has a say of its own about what is added; each has its tests.
ASKED_TWICE = {
    "endings_ending", "endings_weighed", "referrals_carried", "referrals_extra", "sharing_grant",
    "sharing_sealed", "sharing_disclosure", "sharing_disclosedpart",
}  # fmt: skip
# Whoever reads a part may add these to it, in her own name alone: a manager weighs an ending, and writes no
# notes; what was done about a referral is written by whoever reads her story.
ADDED_BY_READERS = {
    "endings_asked",
    "endings_plan",
    "outcomes_askedagain",
    "referrals_move",
    "referrals_unmet",
    "referrals_waiting",
    "safety_secondlook",
    "team_handover",
}
# Rows that stand as they were written.
NEVER_CHANGED = {
    "audit_history", "endings_asked", "endings_plan", "endings_weighed", "herspace_pick", "herspace_sheet",
    "referrals_carried", "referrals_extra", "referrals_move", "referrals_out", "referrals_outstep",
    "referrals_unmet", "referrals_waiting", "safety_judgement", "safety_look", "safety_secondlook",
    "safety_writing", "sharing_sealed", "sharing_disclosedpart", "sharing_tocompare",
    "story_answer", "story_speaking", "team_handover", "team_intensity",
}  # fmt: skip
OWN_ROWS = {table for table, part in TABLES.items() if part in ("own rows", "own pass")}


@contextmanager
def a_life(
    stage: Stage,
    seed: int = 1,
    watch: Callable[[History], None] = lambda history: None,
    before: frozenset[str] = frozenset(),
) -> Iterator[tuple[History, set[str]]]:
    """Play a life of many steps, every second one of a kind not seen yet; give what happened in it."""
    chance, happened = random.Random(seed), set()
    with stage.history() as history:
        history.set_clock()
        for _ in range(LONG):
            missing = [kind for kind in STEPS if kind not in happened | before]
            kind = chance.choice(missing if missing and chance.random() < 0.5 else list(STEPS))
            for one in (*FIRST.get(kind, ()), kind):
                if STEPS[one].plays(history, random.Random(chance.getrandbits(32))):
                    happened.add(one)
                    learn(history.house.who)
                    history.house.who.note_given()
                    watch(history)
        yield history, happened


def test_every_kind_of_step_happens_and_everybody_still_sees_exactly_what_she_may(
    stage: Stage,
) -> None:
    seen, hidden, happened = set(), set(), set()

    def watch(history: History) -> None:
        now = standing(history)
        there = {row.table for row in now.rows}
        for hat in history.house.who.hats:
            shown = set(now.shown_to(hat.key))
            seen.update(shown)
            hidden.update(there - shown)

    for seed in range(LIVES):
        with a_life(stage, seed, watch, frozenset(happened)) as (history, lately):
            check(history)
        happened |= lately
        if happened == set(STEPS) and set(TABLES) <= seen & hidden:
            break
    assert set(STEPS) - happened == set()
    assert set(TABLES) - seen == set()
    assert set(TABLES) - hidden == set()


# --- writing --------------------------------------------------------------------------------------


def written_by(history: History, now: Standing) -> Iterator[tuple[object, str, dict[str, object]]]:
    """Give each hat with one row of every table and part, to be written anew in its name."""
    chance = random.Random(3)
    kinds = {}
    for row in chance.sample(now.rows, len(now.rows)):
        kinds[row.table, row.client, row.part] = row
    for hat in history.house.who.hats:
        for row in kinds.values():
            yield hat, row.table, row


def tried(holder: object, statement: str, *values: object) -> bool:
    """Try a statement as a holder; False where a policy or a right says no, whatever else is wrong."""
    try:
        with transaction.atomic():
            run(f"set local alongside.holder = '{holder}'")
            run(statement, *values)
            transaction.set_rollback(True)
    except DatabaseError as error:
        return getattr(error.__cause__, "sqlstate", "") != "42501"
    finally:
        run("set local alongside.holder = ''")
    return True


def whole_row(table: str, key: object) -> dict[str, object]:
    with past_the_gate():
        [(whole,)] = run(f"select to_jsonb(t)::text from {table} t where id = %s", key)
    return {**json.loads(whole), "id": "00000000-0000-4000-8000-000000000000"}


def added(holder: object, table: str, whole: dict[str, object]) -> bool:
    """Try to add such a row as a holder."""
    return tried(
        holder,
        f"insert into {table} select * from jsonb_populate_record(null::{table}, %s)",
        json.dumps(whole),
    )


# What she wishes and agreed to: a duty that reads and writes beside it decides nothing for her.
WRITTEN_BESIDE_HER = {"sharing_wish", "sharing_agreement", "team_companion"}


def test_everybody_adds_rows_to_the_parts_she_writes_and_to_no_other(stage: Stage) -> None:
    done = {True: 0, False: 0}
    for seed in SEVERAL:
        with a_life(stage, seed) as (history, _):
            now = standing(history)
            for hat, table, row in written_by(history, now):
                if table in OWN_ROWS | ASKED_TWICE:
                    continue
                whole = whole_row(table, row.key)
                if table in ADDED_BY_READERS:
                    if whole["made_by_id"] != str(hat.key):
                        assert not added(hat.key, table, whole), (str(hat), table, "as somebody")
                    whole["made_by_id"] = str(hat.key)
                got = added(hat.key, table, whole)
                reads, writes = now.rights.get((hat.key, row.client), (0, 0))
                writes = reads if table in ADDED_BY_READERS else writes
                may = table not in BEGUN_BY_FUNCTIONS and bool(writes & row.part)
                if table in WRITTEN_BESIDE_HER:
                    woman = history.house.who.woman(row.client)
                    may = may and history.house.who.looks_after(hat, woman)
                assert got == may, (str(hat), table, row.part)
                done[got] += 1
        if min(done.values()) > 30:
            return
    raise AssertionError(f"too little was let through, or too little refused: {done}")


def test_everybody_changes_rows_of_the_parts_she_writes_and_no_other(stage: Stage) -> None:
    held = 0
    for seed in SEVERAL:
        with a_life(stage, seed) as (history, _):
            now, who = standing(history), history.house.who
            writes = {pair: rights[1] for pair, rights in now.rights.items()}
            one_pass = in_one_pass(who)
            for hat in who.hats:
                for table in set(TABLES) - NEVER_CHANGED - OWN_ROWS:
                    got = locked_by(hat.key, table)
                    may = {
                        row.key for row in now.rows
                        if row.table == table and now.may_see(hat.key, row)
                        and ((one_pass if others_note(row, hat) else writes)[hat.key, row.client] & row.part
                             or (table in ADDRESSED_TO and row.holder == hat.key))
                    }  # fmt: skip
                    assert got == may, (str(hat), table)
                    held += len(may)
        if held > 50:
            return
    raise AssertionError(f"only {held} rows could be changed by anybody")


def in_one_pass(who: Oracle) -> dict[tuple[object, object], int]:
    """Say, for each (holder, woman), what she reads and writes through one and the same pass."""
    found: dict[tuple[object, object], int] = defaultdict(int)
    for one in who.passes():
        if who.holds(one):
            found[one.holder, one.client] |= one.reads & one.writes
    return found


def others_note(row: Row, hat: Hat) -> bool:
    """Say whether a row is a note of somebody else's: whoever writes notes and reads none changes no such."""
    return row.table == "engagement_contact" and row.holder != hat.key


def locked_by(holder: object, table: str) -> set[object]:
    with transaction.atomic():
        run(f"set local alongside.holder = '{holder}'")
        found = {key for (key,) in run(f"select id from {table} for no key update")}
        transaction.set_rollback(True)
    run("set local alongside.holder = ''")
    return found


# The part of these is no column that may be changed.
MOVED = (
    {t for t, part in TABLES.items() if part == "own column"}
    - NEVER_CHANGED
    - {
        "sharing_named",
        "sharing_disclosure",
        "engagement_misplaced",
        "safety_situation",
        "team_ally",
    }
)


def test_nobody_moves_a_row_to_a_part_she_does_not_write(stage: Stage) -> None:
    with stage.history() as history:
        now = standing(history)
        for table in sorted(MOVED):
            moved = {True: 0, False: 0}
            for hat in history.house.who.hats:
                row = next(
                    (
                        row for row in now.rows if row.table == table and now.may_see(hat.key, row)
                        and now.rights[hat.key, row.client][1] & row.part
                    ), None,
                )  # fmt: skip
                for bit in BIT.values() if row else ():
                    reads, writes = now.rights[hat.key, row.client]
                    if table in WRITTEN_BY and row.holder == hat.key:
                        reads |= writes
                    got = tried(
                        hat.key, f"update {table} set compartment = %s where id = %s", bit, row.key
                    )
                    assert got == bool(reads & writes & bit), (str(hat), table, bit)
                    moved[got] += 1
            assert min(moved.values()) > 1, table


# --- the comparing itself finds what it is there for ----------------------------------------------


LOOSENED = {
    "a policy that lets everybody in": (
        "alter policy engagement_contact_select on engagement_contact using (true)"
    ),
    "a policy that lets nobody in": "alter policy story_topic_select on story_topic using (false)",
    "a table without its lock": "alter table people_whereabouts disable row level security",
    "a source that gives more": (
        "update access_source set reads = reads | 256 where source in ('team', 'lead')"
    ),
    "a pass nobody gave": (
        "insert into access_pass select m.id, c.id, 'team', m.id, 4096, 0, now(), now() + interval '9 years' "
        "from accounts_membership m, people_client c where m.role = 'trustee'"
    ),
    "passes of others": "alter policy access_pass_own on access_pass using (true)",
    "history that stays behind": "update audit_history set compartment = 4096 where compartment = 8",
}


@pytest.mark.parametrize("what", LOOSENED)
def test_a_lock_made_loose_is_found(stage: Stage, what: str) -> None:
    with stage.history() as history:
        check(history)
        with past_the_gate():
            run("set constraints all immediate")
            run(LOOSENED[what])
            if "source" in what:
                # Sources are looked up when passes are worked out.
                for woman in history.house.who.women:
                    run("select recompute_client(%s)", woman.key)
        with pytest.raises(Finding):
            check(history)


def somebody_is_taken_up(history: History) -> None:
    """Let a woman who was referred be with us, so that she stands in the list."""
    said = (STEPS["takes_a_referral_up"].plays(history, random.Random(seed)) for seed in range(99))
    assert any(one and not one.endswith("refused") for one in said)


def wrong_for(scene: Scene, surface: str) -> str:
    """Say what is wrong with a surface for somebody, over several draws."""
    for seed in range(20):
        scene.chance = random.Random(seed)
        try:
            compare(scene, surface)
        except Finding as finding:
            return str(finding)
    return ""


@pytest.mark.parametrize("surface", ["her", "note", "goal", "women"])
def test_a_page_that_shows_too_much_is_found(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, surface: str
) -> None:
    with stage.history() as history:
        somebody_is_taken_up(history)
        now = check(history)
        scenes = [Scene(history, now, hat, random.Random()) for hat in history.house.who.hats]
        assert not any(wrong_for(scene, surface) for scene in scenes)
        monkeypatch.setattr(Standing, "canaries_for", lambda self, holder: set())
        assert any("shows" in wrong_for(scene, surface) for scene in scenes)


def test_a_page_that_stays_empty_is_found(stage: Stage) -> None:
    with stage.history() as history:
        now = standing(history)
        with past_the_gate():
            run("update outcomes_goal set words = 'nothing'")
            run("update outcomes_step set words = 'nothing'")
        scenes = [Scene(history, now, hat, random.Random()) for hat in history.house.who.hats]
        assert any("does not show" in wrong_for(scene, "goals") for scene in scenes)
