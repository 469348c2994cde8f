"""The SQL of the gate, as migration operations: the only place, beside migrations, where SQL is written.

One statement an operation and schema-safe functions, so that the same migrations also run where each
partnership has a schema of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunSQL
from django.db.migrations.operations.base import Operation

from alongside.foundation.access.compartments import LOCKED, Compartment, bits

APP, OWNER = "alongside_app", "alongside_owner"
GATE, SEARCH, INSIGHT = "alongside_gate", "alongside_search", "alongside_insight"

HOLDER = "(select nullif(current_setting('alongside.holder', true), '')::uuid)"
LIVE = f"p.holder_id = {HOLDER} and p.starts <= access_now() and p.until > access_now()"


def _sql(statement: str, back: str = RunSQL.noop) -> RunSQL:
    return RunSQL(statement, reverse_sql=back)


def grant(table: str, verbs: str, *, to: str = APP) -> list[Operation]:
    """Give a role these verbs on a table that holds nothing about a client."""
    return [_sql(f"grant {verbs} on {table} to {to}")]


def _child_allows(table: str, right: str, bit: str, client_column: str) -> str:
    return (
        f"exists (select 1 from access_pass p where {LIVE} "
        f"and p.client_id = {table}.{client_column} and p.{right} & {bit} <> 0)"
    )


def _root_allows(right: str, bit: str, client_column: str) -> str:
    # An array is an index condition, so a query that forgot to start from the passes starts there anyway.
    return (
        f"{client_column} = any (array(select p.client_id from access_pass p "
        f"where {LIVE} and p.{right} & {bit} <> 0))"
    )


def _lock(table: str) -> list[Operation]:
    return [
        _sql(f"alter table {table} enable row level security"),
        _sql(f"alter table {table} force row level security"),
    ]


def protect(
    table: str,
    *,
    compartment: Compartment | None = None,
    compartment_column: str | None = None,
    client_column: str = "client_id",
    root: bool = False,
    verbs: Sequence[str] = ("select", "insert", "update"),
    changes: Sequence[str] = (),
    insert_needs: str = "writes",
    author: str = "",
) -> list[Operation]:
    """Put a table about clients behind the gate: rows show to, and are written by, live passes only.

    The rows belong to one `compartment`, or each row names its own in `compartment_column`. `root` is for
    the client table itself (array policy); all others take EXISTS. With `changes`, no other column of a row
    can be changed once it stands. With `insert_needs` "reads", whoever reads a part may add to it: for what
    says that something of it went elsewhere. With `author`, a column, a row is added in one's own name alone.
    DELETE is never given: ending is a state. Measured reasons: docs/decisions/0002.
    """
    if (compartment is None) == (compartment_column is None):
        raise ValueError("Name either a compartment or a compartment column.")
    bit = str(compartment.value) if compartment is not None else f"{table}.{compartment_column}"

    def allows(right: str) -> str:
        if root:
            return _root_allows(right, bit, client_column)
        return _child_allows(table, right, bit, client_column)

    own = f" and {table}.{author} = {HOLDER}" if author else ""
    policies = {
        "select": f"for select to {APP} using ({allows('reads')})",
        "insert": f"for insert to {APP} with check ({allows(insert_needs)}{own})",
        "update": f"for update to {APP} using ({allows('writes')}) with check ({allows('writes')})",
    }
    locks = _lock(table)
    locks += [_sql(f"create policy {table}_{verb} on {table} {policies[verb]}") for verb in verbs]
    rights = [f"update ({', '.join(changes)})" if v == "update" and changes else v for v in verbs]
    return locks + grant(table, ", ".join(rights))


def writer_sees_own(
    table: str, *, by_column: str = "made_by_id", compartment_column: str = "compartment"
) -> list[Operation]:
    """Let whoever writes a part see, of its rows, those she wrote herself, though she reads no others.

    For somebody on duty, who writes down what happened and is not there to read what others wrote.
    """
    return [
        _sql(
            f"create policy {table}_written on {table} for select to {APP} using ({by_column} = {HOLDER} "
            f"and exists (select 1 from access_pass p where {LIVE} and p.client_id = {table}.client_id "
            f"and p.writes & {table}.{compartment_column} <> 0))",
            f"drop policy {table}_written on {table}",
        )
    ]


def kept_in_memory(table: str, *, compartment_column: str = "compartment") -> list[Operation]:
    """Let her last team see these rows after her death, but for those in a locked part of her record."""
    locked = bits(*LOCKED)
    return [
        _sql(
            f"create policy {table}_memory on {table} for select to {APP} using "
            f"({table}.{compartment_column} & {locked} = 0 and exists (select 1 from access_pass p "
            f"where {LIVE} and p.source = 'memory' and p.client_id = {table}.client_id))"
        )
    ]


def its_pass_shows(table: str) -> list[Operation]:
    """Let whoever holds a pass because of a row see that row, and no other of its part of her record."""
    return [
        _sql(
            f"create policy {table}_its_pass on {table} for select to {APP} using (exists (select 1 "
            f"from access_pass p where {LIVE} and p.source in ('peer', 'volunteer') "
            f"and p.source_id = {table}.id and p.client_id = {table}.client_id))",
            f"drop policy {table}_its_pass on {table}",
        )
    ]


def addressed_to(table: str, *, column: str, compartment: Compartment) -> list[Operation]:
    """Let whom a row is for note that it was read, as long as they read its part, written by them or not."""
    theirs = (
        f"{column} = {HOLDER} and exists (select 1 from access_pass p where {LIVE} "
        f"and p.client_id = {table}.client_id and p.reads & {compartment.value} <> 0)"
    )
    return [
        _sql(
            f"create policy {table}_addressed on {table} for update to {APP} "
            f"using ({theirs}) with check ({theirs})",
            f"drop policy {table}_addressed on {table}",
        )
    ]


def shown_to_peers(
    table: str, *, flag: str = "with_peers", compartment_column: str = "compartment"
) -> list[Operation]:
    """Let her peer mentors see the rows she shows them, but for those in a locked part of her record."""
    locked = bits(*LOCKED)
    return [
        _sql(
            f"create policy {table}_peers on {table} for select to {APP} using ({table}.{flag} "
            f"and {table}.{compartment_column} & {locked} = 0 and exists (select 1 from access_pass p "
            f"where {LIVE} and p.source = 'peer' and p.client_id = {table}.client_id))",
            f"drop policy {table}_peers on {table}",
        )
    ]


def own_rows(
    table: str, *, holder_column: str = "holder_id", client_column: str | None = None
) -> list[Operation]:
    """Put a table of drafts behind the gate: each holder sees and may throw away only her own rows.

    With `client_column`, a row about a client also needs a live pass to her, so a draft ends with the pass.
    """
    mine = f"{holder_column} = {HOLDER}"
    if client_column:
        mine += (
            f" and ({client_column} is null or exists (select 1 from access_pass p where {LIVE} "
            f"and p.client_id = {table}.{client_column}))"
        )
    return [
        *_lock(table),
        _sql(
            f"create policy {table}_own on {table} for all to {APP} using ({mine}) with check ({mine})"
        ),
        *grant(table, "select, insert, update, delete"),
    ]


def let_in(table: str, role: str, verbs: str) -> list[Operation]:
    """Let a definer role past the policies of one table, for the verbs its functions need."""
    operations: list[Operation] = [_sql(f"grant {verbs} on {table} to {role}")]
    for verb in verbs.split(", "):
        clause = {
            "select": "using (true)",
            "insert": "with check (true)",
            "update": "using (true) with check (true)",
            "delete": "using (true)",
        }[verb]
        name = f"{table}_{role.removeprefix('alongside_')}_{verb}"
        operations.append(
            _sql(
                f"create policy {name} on {table} for {verb} to {role} {clause}",
                f"drop policy {name} on {table}",
            )
        )
    return operations


class Definer(Operation):
    """Create or replace a function that runs as one of the definer roles."""

    # What stood before is not known here, and going back without it would leave a hole.
    reversible = False
    reduces_to_sql = True

    def __init__(
        self,
        signature: str,
        returns: str,
        body: str,
        *,
        role: str = GATE,
        volatility: str = "volatile",
        language: str = "plpgsql",
        callers: str = APP,
    ) -> None:
        self.signature, self.returns, self.body = signature, returns, body
        self.role, self.volatility, self.language, self.callers = (
            role,
            volatility,
            language,
            callers,
        )

    def state_forwards(self, app_label: str, state: object) -> None:
        """Functions are not part of Django's model state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: object,
        to_state: object,
    ) -> None:
        """Make the function as its own role, with a fixed search path, callable by `callers` alone."""
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("select quote_ident(current_schema())")
            schema = cursor.fetchone()[0]
        arguments = self.signature
        statements = [
            f"grant create on schema {schema} to {self.role}",
            f"set local role {self.role}",
            f"create or replace function {arguments} returns {self.returns} language {self.language} "
            f"{self.volatility} security definer set search_path = {schema}, pg_temp "
            f"as $body${self.body}$body$",
            f"revoke all on function {_bare(arguments)} from public",
            f"grant execute on function {_bare(arguments)} to {self.callers}",
            "reset role",
            f"revoke create on schema {schema} from {self.role}",
        ]
        for statement in statements:
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        """Name the function in migration output."""
        return f"Definer function {self.signature}"


def _bare(signature: str) -> str:
    """Turn `name(p_client uuid, p_text text)` into `name(uuid, text)`."""
    name, _, rest = signature.partition("(")
    kinds = [part.strip().split(" ", 1)[1] for part in rest.rstrip(")").split(",") if part.strip()]
    return f"{name}({', '.join(kinds)})"


def same_woman(table: str, column: str, parent: str) -> list[Operation]:
    """Tie a grandchild to its parent by key *and* client, as foreign keys see through policies.

    Without the client in the key a row could name another woman's hidden row, and the error would tell
    which keys exist.
    """
    return [
        _sql(
            f"alter table {table} add constraint {table}_{column}_same_woman "
            f"foreign key ({column}, client_id) references {parent} (id, client_id)"
        )
    ]


def keyed_with_client(table: str) -> list[Operation]:
    """Give a parent the (id, client) key that its children point to."""
    name = f"{table}_id_client"
    return [
        _sql(
            f"alter table {table} add constraint {name} unique (id, client_id)",
            f"alter table {table} drop constraint {name} cascade",
        )
    ]


@contextmanager
def gate_open(schema_editor: BaseDatabaseSchemaEditor, tables: Iterable[str]) -> Iterator[None]:
    """Let a migration, which runs as owner, touch rows on purpose: forced policies off, and on again.

    Under forced policies the owner sees no row and gets no error, so a data migration without this would
    pass and do nothing. Immediate constraints, so that nothing waits past the moment the gate shuts.
    """
    names = list(tables)
    schema_editor.execute("set constraints all immediate", params=None)
    for name in names:
        schema_editor.execute(f"alter table {name} no force row level security", params=None)
    try:
        yield
    finally:
        for name in names:
            schema_editor.execute(f"alter table {name} force row level security", params=None)
