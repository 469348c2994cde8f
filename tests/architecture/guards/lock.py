"""The database itself: policies, grants, functions and keys, read from its own catalogue."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

APP = "alongside_app"
LIST_OF_WORDS = re.compile(r"\(ARRAY\[((?:'[^']*'::character varying(?:, )?)+)\]\)::text\[\]")
ONE_WORD, AS_TEXT = re.compile(r"'[^']*'::character varying"), r"(\g<0>)::text"
DEFINERS = ("alongside_gate", "alongside_search", "alongside_insight")


@dataclass(frozen=True)
class Table:
    """A table, and whether its policies are on and bind its owner too."""

    name: str
    columns: frozenset[str]
    on: bool
    forced: bool
    first_indexed: frozenset[str]


@dataclass(frozen=True)
class Policy:
    """One policy as the database prints it."""

    table: str
    name: str
    verb: str
    roles: tuple[str, ...]
    using: str
    check: str
    permissive: bool = True

    def form(self) -> tuple[str, str, str]:
        """Give what it allows, without its table's name and whatever spacing it was printed with."""
        return (self.verb.lower(), self._plain(self.using), self._plain(self.check))

    def _plain(self, text: str) -> str:
        itself = re.sub(rf"\b{re.escape(self.table)}\b", "ITSELF", text or "")
        # A list of words is printed one way when it was made, and another once it was restored.
        whole = LIST_OF_WORDS.sub(lambda found: f"ARRAY[{ONE_WORD.sub(AS_TEXT, found[1])}]", itself)
        return re.sub(r"\s+", " ", whole)


@dataclass(frozen=True)
class Function:
    """One function: whose rights it runs with, who may call it, and what its settings are."""

    name: str
    owner: str
    definer: bool
    settings: tuple[str, ...]
    callers: frozenset[str]


def unlocked(tables: Iterable[Table], about_clients: set[str]) -> list[str]:
    """Find tables about clients whose policies are off, or don't bind the owner, or that lack an index."""
    said = []
    for table in tables:
        if "client_id" not in table.columns and table.name not in about_clients:
            continue
        if not table.on:
            said.append(f"{table.name}: row-level security is off")
        if not table.forced:
            said.append(f"{table.name}: row-level security doesn't bind the owner")
        if "client_id" in table.columns and "client_id" not in table.first_indexed:
            said.append(f"{table.name}: client_id has no index")
    return said


def stray_policies(
    policies: Iterable[Policy],
    allowed: Mapping[str, set[tuple[str, str, str]]],
    definers: set[tuple[str, str, str]],
) -> list[str]:
    """Find policies that are not of a form the gate makes, and forms that are missing.

    `allowed` gives the app's forms by table; `definers` the (table, role, verb) that a function needs.
    """
    said, met = [], set()
    missing = {table: set(forms) for table, forms in allowed.items()}
    for one in policies:
        where = f"{one.table}.{one.name}"
        if not one.permissive or len(one.roles) != 1:
            said.append(f"{where} must name one role and permit")
        elif one.roles == (APP,):
            if one.form() not in allowed.get(one.table, set()):
                said.append(f"{where} is not of a form the gate makes: {one.form()}")
            missing.get(one.table, set()).discard(one.form())
        elif (one.table, one.roles[0], one.verb.lower()) in definers:
            met.add((one.table, one.roles[0], one.verb.lower()))
        else:
            said.append(f"{where} lets {', '.join(one.roles)} in, which is on no list")
    said += [
        f"{table} lacks the policy {form}" for table, forms in missing.items() for form in forms
    ]
    return said + [f"{one} is listed but not there" for one in sorted(definers - met)]


def stray_grants(
    found: Mapping[tuple[str, str], set[str]], expected: Mapping[tuple[str, str], set[str]]
) -> list[str]:
    """Find rights of (role, table) that are on no list, and listed ones that are not there."""
    said = []
    for role, table in sorted({*found, *expected}):
        more = found.get((role, table), set()) - expected.get((role, table), set())
        less = expected.get((role, table), set()) - found.get((role, table), set())
        said += [f"{role} may {verb} on {table}, which is on no list" for verb in sorted(more)]
        said += [f"{role} should have {verb} on {table}" for verb in sorted(less)]
    return said


def deletable(expected: Mapping[tuple[str, str], set[str]], client_tables: set[str]) -> list[str]:
    """Find tables about clients that the app may delete from, and any table it may empty."""
    said = []
    for (role, table), verbs in expected.items():
        if role == APP and "DELETE" in verbs and table in client_tables:
            said.append(f"the app may delete from {table}")
        if "TRUNCATE" in verbs:
            said.append(f"{role} may empty {table}")
    return said


def loose_functions(functions: Iterable[Function], callers: Mapping[str, set[str]]) -> list[str]:
    """Find functions that run with another's rights and are not nailed down, or that too many may call."""
    said, met = [], set()
    for one in functions:
        if not one.definer:
            continue
        met.add(one.name)
        if one.owner not in DEFINERS:
            said.append(f"{one.name} runs as {one.owner}, which is no definer role")
        if not any(re.fullmatch(r"search_path=\w+, pg_temp", setting) for setting in one.settings):
            said.append(f"{one.name} has no fixed search path")
        others = one.callers - {one.owner}
        if others != callers.get(one.name, set()):
            said.append(f"{one.name} may be called by {sorted(others)}")
    return said + [f"{name} is listed but not there" for name in callers if name not in met]


def strong_roles(roles: Iterable[tuple[str, bool, bool]], admin: str) -> list[str]:
    """Find roles of ours that pass every policy by; (name, superuser, bypass)."""
    return [
        f"{name} passes every policy by"
        for name, superuser, bypass in roles
        if name != admin and (superuser or bypass)
    ]


def open_views(views: Iterable[tuple[str, str, tuple[str, ...]]]) -> list[str]:
    """Find views that read with their owner's rights; (name, kind, options)."""
    return [
        f"{name} reads with its owner's rights"
        for name, kind, options in views
        if kind == "m" or "security_invoker=true" not in options
    ]


def acting_keys(keys: Iterable[tuple[str, str, str]], others: Mapping[str, str]) -> list[str]:
    """Find foreign keys that delete or change rows by themselves; (table, name, action on delete).

    `others` are tables of other people's making, each with the reason why that is safe.
    """
    return [
        f"{table}.{name} deletes or changes rows behind the policies"
        for table, name, action in keys
        if action not in ("a", "r") and table not in others
    ]


def loose_grandchildren(
    wanted: set[tuple[str, str, str]], there: set[tuple[str, tuple[str, ...], str]]
) -> list[str]:
    """Find keys between rows of one woman that don't carry her key with them."""
    return [
        f"{table}.{column} may point to another woman's row of {parent}"
        for table, column, parent in sorted(wanted)
        if (table, (column, "client_id"), parent) not in there
    ]


def differing_rights(
    rules: Mapping[str, tuple[int, int]], rows: Mapping[str, tuple[int, int]]
) -> list[str]:
    """Find sources whose rights in the database are not those the rules write down."""
    return [
        f"{source}: the rules say {rules.get(source)}, the database {rows.get(source)}"
        for source in sorted({*rules, *rows})
        if rules.get(source) != rows.get(source)
    ]
