"""What is asked of the database after every step: every role, every table, every pass."""

import json
import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.apps import apps
from django.db import connection

from alongside.foundation.access import actions as gate
from alongside.foundation.common.encryption import ring, sealed_fields
from tests.gate.histories.happened import BIT, LOCKED, Doubted, Hat, KeptAway, Match, parts_of
from tests.gate.histories.house import CANARY, History, past_the_gate, run
from tests.gate.histories.oracle import LOOK_AFTER, Oracle

CANARIES = re.compile(rf"{CANARY}\d{{5}}q")

# Every table about clients and the part its rows belong to, written down by hand; "own column" where each
# row names its part, "own rows" where a draft is its writer's alone. A new table is one line here.
TABLES = {
    "activities_attendance": "groups",
    "activities_belonging": "groups",
    "accommodation_stretch": "own column",
    "around_arrangement": "children",
    "around_child": "children",
    "around_day": "children",
    "around_person": "own column",
    "around_pet": "own column",
    "around_pregnancy": "children",
    "around_process": "children",
    "around_standing": "own column",
    "around_turnedaway": "own column",
    "audit_history": "own column",
    "duty_handback": "notes",
    "duty_tonight": "safety",
    "endings_asked": "notes",
    "endings_ending": "basics",
    "endings_plan": "notes",
    "endings_return": "basics",
    "endings_totell": "basics",
    "endings_weighed": "notes",
    "engagement_appointment": "own column",
    "engagement_check": "safety",
    "engagement_checkagreement": "safety",
    "engagement_choice": "own column",
    "engagement_contact": "own column",
    "engagement_draft": "own rows",
    "engagement_enabler": "own column",
    "engagement_letter": "own column",
    "engagement_misplaced": "own column",
    "herspace_pick": "own column",
    "herspace_sheet": "goals",
    "meetings_action": "own column",
    "meetings_invited": "own column",
    "meetings_meeting": "own column",
    "meetings_minute": "own column",
    "outcomes_askedagain": "own column",
    "outcomes_attempt": "own column",
    "outcomes_goal": "own column",
    "outcomes_reading": "own column",
    "outcomes_step": "own column",
    "papers_paper": "own column",
    "peers_worry": "notes",
    "people_client": "basics",
    "people_episode": "basics",
    "people_safecontact": "basics",
    "people_safeway": "basics",
    "people_whereabouts": "location",
    "referrals_carried": "own column",
    "referrals_draft": "own rows",
    "referrals_extra": "own column",
    "referrals_move": "story",
    "referrals_out": "story",
    "referrals_outcome": "answer",
    "referrals_outstep": "story",
    "referrals_referral": "story",
    "referrals_unmet": "story",
    "referrals_waiting": "story",
    "safety_incident": "safety",
    "safety_judgement": "safety",
    "safety_look": "safety",
    "safety_measure": "harm",
    "safety_pattern": "harm",
    "safety_secondlook": "safety",
    "safety_situation": "own column",
    "safety_writing": "own column",
    "sharing_agreement": "sharing",
    "sharing_block": "sharing",
    "sharing_breakglass": "sharing",
    "sharing_disclosedpart": "own column",
    "sharing_disclosure": "own column",
    "sharing_doubt": "sharing",
    "sharing_grant": "sharing",
    "sharing_match": "own pass",
    "sharing_named": "own column",
    "sharing_openingasked": "sharing",
    "sharing_sealed": "sharing",
    "sharing_tocompare": "sharing",
    "sharing_wish": "sharing",
    "story_answer": "own column",
    "story_entry": "own column",
    "story_speaking": "basics",
    "story_topic": "own column",
    "team_ally": "own column",
    "team_handover": "notes",
    "team_companion": "sharing",
    "team_intensity": "basics",
    "team_introduction": "sharing",
    "team_leadchange": "sharing",
    "team_member": "basics",
    "team_welcome": "welcome",
    "workforce_about": "own rows",
}
# Drafts that name no woman while they are written.
OF_NOBODY_YET = {"referrals_draft"}


def _client(table: str) -> str:
    if table in OF_NOBODY_YET:
        return "null::uuid"
    return "id" if table == "people_client" else "client_id"


def _part(part: str) -> str:
    one = {"own column": "compartment", "own rows": "null::bigint", "own pass": "null::bigint"}
    return one.get(part) or str(BIT[part])


# What her last team sees after her death, but for locked parts.
KEPT_IN_MEMORY = {"around_pet"}
UNLOCKED = sum(BIT.values()) - sum(BIT[part] for part in LOCKED)
# What her peer mentors see where she shows it to them, but for locked parts; and what shows to the holder of
# the very pass that rests on it.
SHOWN_TO_PEERS, ITS_PASS_SHOWS = {"outcomes_goal": "with_peers"}, {"team_companion"}
# Whoever writes these reads her own, though she may read no others.
WRITTEN_BY = {"engagement_contact": "made_by_id"}


# Whom these are for notes that they were read, though she writes no others.
ADDRESSED_TO = {"peers_worry": "to_id"}


def _holder(table: str, part: str) -> str:
    return {**WRITTEN_BY, **ADDRESSED_TO}.get(table) or (
        "holder_id" if part == "own rows" else "null::uuid"
    )


def _whole() -> str:
    return " union all ".join(
        f"select '{table}', t.id, {_client(table)}, {_part(part)}, {_holder(table, part)}, "
        f"to_jsonb(t)::text, {SHOWN_TO_PEERS.get(table, 'false')} from {table} t"
        for table, part in TABLES.items()
    )


def _seen() -> str:
    """Ask for every row of every table, the passes, and how full each worker of each service is."""
    asked = [f"select '{table}', array_agg(id) from {table}" for table in TABLES]
    asked += [
        "select 'passes', array_agg(distinct holder_id) from access_pass",
        "select s.id::text, array_agg(l.membership_id) from directory_service s "
        "cross join lateral lead_counts(s.id) l cross join lateral generate_series(1, l.women) "
        "group by s.id",
    ]
    return " union all ".join(asked)


SEALED = re.compile(r'"(\w+)": "(e\d+:[^"]+)"')
_opened: dict[str, str] = {}


def canaries_in(table: str, key: uuid.UUID, text: str) -> frozenset[str]:
    """Find the canaries of a row, opening what is sealed in its place; in history, in the row's own."""
    found = set(CANARIES.findall(text))
    for column, value in SEALED.findall(text):
        if value not in _opened:
            _opened[value] = _open(table, key, text, column, value)
        found.update(CANARIES.findall(_opened[value]))
    return frozenset(found)


def _open(table: str, key: uuid.UUID, text: str, column: str, value: str) -> str:
    if table == "audit_history":
        row = json.loads(text)
        table, key = row["table_name"], uuid.UUID(row["row_id"])
    model = next(one for one in apps.get_models() if one._meta.db_table == table)
    return ring().open(value, sealed_fields(model)[column].place(key))


@dataclass(frozen=True)
class Row:
    """One row as it really stands."""

    table: str
    key: uuid.UUID
    client: uuid.UUID | None
    part: int | None
    holder: uuid.UUID | None
    canaries: frozenset[str]
    shown: bool = False


@dataclass
class Finding(Exception):
    """Something that isn't as the oracle says: what, for whom, on which page."""

    what: str
    hat: str = ""
    surface: str = ""
    more: list[str] = field(default_factory=list)
    # The steps that led to it, in sentences.
    story: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        who = f" for {self.hat}" if self.hat else ""
        where = f" on {self.surface}" if self.surface else ""
        return "\n    ".join([f"{self.what}{who}{where}", *self.more[:12]])


@dataclass
class Standing:
    """Everything that stands after a step, and who may see what of it."""

    rows: list[Row]
    rights: dict[tuple[uuid.UUID, uuid.UUID], tuple[int, int]]
    # (holder, reason) of every pass that holds and shows its own reason: of a matching person, of companions.
    reasons: set[tuple[uuid.UUID, uuid.UUID]] = field(default_factory=set)
    # (holder, woman) of those who hold a memory of somebody who has died.
    memories: set[tuple[uuid.UUID, uuid.UUID]] = field(default_factory=set)
    # (holder, woman) of those who look after her, and the two women of every pair that was settled.
    cared_for: set[tuple[uuid.UUID, uuid.UUID]] = field(default_factory=set)
    settled: dict[uuid.UUID, tuple[uuid.UUID, uuid.UUID]] = field(default_factory=dict)
    # (holder, woman) of her peer mentors.
    peers: set[tuple[uuid.UUID, uuid.UUID]] = field(default_factory=set)
    words: dict[uuid.UUID, set[str]] = field(default_factory=dict)

    def may_see(self, holder: uuid.UUID, row: Row) -> bool:
        """Say whether a holder may see one row."""
        reads, writes = self.rights.get((holder, row.client), (0, 0)) if row.client else (0, 0)
        if row.table in WRITTEN_BY and row.holder == holder:
            reads |= writes
        if TABLES[row.table] == "own pass":
            both = self.settled.get(row.key, ())
            looks_after = both and all((holder, woman) in self.cared_for for woman in both)
            return bool(looks_after) or (holder, row.key) in self.reasons
        if row.table in ITS_PASS_SHOWS and (holder, row.key) in self.reasons:
            return True
        if row.table in SHOWN_TO_PEERS and row.shown and (holder, row.client) in self.peers:
            reads |= UNLOCKED
        if TABLES[row.table] == "own rows":
            # A draft is its writer's; one about a woman also ends with the pass.
            mine = row.holder == holder
            return mine and (row.client is None or (holder, row.client) in self.rights)
        if row.table in KEPT_IN_MEMORY and (holder, row.client) in self.memories:
            reads |= UNLOCKED
        return bool(row.part and reads & row.part)

    def shown_to(self, holder: uuid.UUID) -> dict[str, set[uuid.UUID]]:
        """Say which rows of which table a holder may see."""
        shown: dict[str, set[uuid.UUID]] = defaultdict(set)
        for row in self.rows:
            if self.may_see(holder, row):
                shown[row.table].add(row.key)
        return shown

    def canaries_for(self, holder: uuid.UUID) -> set[str]:
        """Say which words a holder may be shown."""
        if holder not in self.words:
            may = (row.canaries for row in self.rows if self.may_see(holder, row))
            self.words[holder] = {word for words in may for word in words}
        return self.words[holder]


def standing(history: History) -> Standing:
    """Look at everything past the gate, and ask the oracle about it."""
    with past_the_gate():
        told = run(_whole())
    rows = [
        Row(table, key, client, part, holder, canaries_in(table, key, text), shown)
        for table, key, client, part, holder, text, shown in told
    ]
    who = history.house.who
    passes = [one for one in who.passes() if who.holds(one)]
    return Standing(
        rows,
        who.rights(),
        {(p.holder, p.reason) for p in passes if p.source in ("matching", "peer", "volunteer")},
        {(one.holder, one.client) for one in passes if one.source == "memory"},
        {(one.holder, one.client) for one in passes if one.source in LOOK_AFTER},
        {
            one.key: (woman.key, one.other)
            for woman in who.women for one in woman.matches if one.settled
        },
        {(one.holder, one.client) for one in passes if one.source == "peer"},
    )  # fmt: skip


def learn(who: Oracle) -> None:
    """Hear which likenesses the database found by itself: what follows from them is the oracle's to say.

    Whether somebody is like somebody is asked in tests of its own (test_kept_away, test_names).
    """
    with past_the_gate():
        blocks = run(
            "select client_id, id, worker_id, agency_id from sharing_block order by made_at, id"
        )
        doubts = run("select client_id, id, worker_id, settled_at is not null from sharing_doubt")
        pairs = run(
            "select client_id, id, other_id, settled_at is not null, taken_by_id, is_same is true, "
            "goes_on is not null, goes_on is false from sharing_match"
        )
    workers = {one.key: one for one in who.workers}
    agencies = {one.key: one for one in who.agencies}
    hats = {one.key: one for one in who.hats}
    for woman in who.women:
        known = {one.key for one in woman.kept_away}
        woman.kept_away += [
            KeptAway(key, workers.get(worker), agencies.get(agency))
            for client, key, worker, agency in blocks if client == woman.key and key not in known
        ]  # fmt: skip
        who.puts_out(woman)
        woman.doubts = [
            Doubted(key, workers.get(worker), settled)
            for client, key, worker, settled in doubts if client == woman.key
        ]  # fmt: skip
        woman.matches = [
            Match(key, other, settled, hats.get(taken), same, joined, aside)
            for client, key, other, settled, taken, same, joined, aside in pairs if client == woman.key
        ]  # fmt: skip


def check(history: History) -> Standing:
    """Compare the lock with the oracle; raises Finding."""
    learn(history.house.who)
    history.house.who.note_given()
    now = standing(history)
    _told_in_the_right_places(history, now)
    _passes_are_right(history)
    _everybody_sees_exactly(history, now)
    return now


def _told_in_the_right_places(history: History, now: Standing) -> None:
    """See that every word stands where the steps meant it to, its history too, and nowhere else."""
    found: dict[str, set[tuple[uuid.UUID | None, int | None]]] = defaultdict(set)
    for row in now.rows:
        if TABLES[row.table] not in ("own rows", "own pass"):
            for word in row.canaries:
                found[word].add((row.client, row.part))
    for word, places in history.house.told.items():
        meant = {(client, BIT[part]) for client, part in places}
        if found[word] != meant:
            raise Finding(f"{word} stands in {_named(found[word])} and not in {_named(meant)}")


def _named(places: Iterable[tuple[uuid.UUID | None, int | None]]) -> str:
    return str([(str(client)[-4:], parts_of(part or 0)) for client, part in places])


def _passes_are_right(history: History) -> None:
    """Compare every pass with the oracle's, and hear what the database itself says of them."""
    with past_the_gate():
        told = run(
            "select holder_id, client_id, source, source_id, reads, writes, starts, until "
            "from access_pass"
        )
    who = history.house.who
    meant = {
        (*one.identity, one.reads, one.writes, who.begins(one), one.until) for one in who.passes()
    }
    more = [f"too many: {row}" for row in set(told) - meant]
    more += [f"missing: {row}" for row in meant - set(told)]
    if more:
        raise Finding("passes are not what the oracle gives", more=more)
    if differ := gate.passes_that_differ():
        raise Finding(f"{differ} passes are not what working them out anew gives")


def _everybody_sees_exactly(history: History, now: Standing) -> None:
    """Ask as every hat, as somebody unknown and as nobody which rows show: none more, none fewer."""
    who = history.house.who
    asked: list[tuple[Hat | None, uuid.UUID | None]] = [(hat, hat.key) for hat in who.hats]
    asked += [(None, None), (None, uuid.uuid4())]
    hold_some = {one.holder for one in who.passes()}
    for (hat, holder), seen in zip(asked, _as_each([key for _, key in asked]), strict=True):
        name = str(hat or "somebody unknown")
        meant = now.shown_to(holder) if holder else {}
        for table in TABLES:
            got, right = set(seen.get(table) or []), meant.get(table, set())
            if got != right:
                over, short = len(got - right), len(right - got)
                raise Finding(f"{over} rows too many and {short} too few of {table}", hat=name)
        if set(seen["passes"] or []) != {holder} & hold_some:
            raise Finding("passes of others, or not her own", hat=name)
        if hat:
            _loads_are_right(history, hat, seen)


def _as_each(holders: list[uuid.UUID | None]) -> list[dict[str, list[uuid.UUID] | None]]:
    asked = [f"set local alongside.holder = '{key or ''}'; execute who_sees" for key in holders]
    shown = []
    with connection.cursor() as cursor:
        cursor.execute("; ".join(asked) + "; set local alongside.holder = ''")
        while True:
            if cursor.description:
                shown.append(dict(cursor.fetchall()))
            if not cursor.nextset():
                return shown


def _loads_are_right(history: History, hat: Hat, seen: dict[str, list[uuid.UUID] | None]) -> None:
    for service in history.house.who.services:
        told = Counter(seen.get(str(service.key)) or [])
        if told != history.house.who.lead_counts(hat, service):
            raise Finding(f"loads of {service.name} that are not so", hat=str(hat))


def prepare() -> None:
    """Have the database think once about what is asked after every step."""
    run(f"prepare who_sees as {_seen()}")
