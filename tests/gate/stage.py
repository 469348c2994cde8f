"""Marta's record with single rows put beside it, so that one function alone decides what comes of them."""

import uuid
from typing import Any

import psycopg

from alongside.foundation.accounts.models import Membership
from tests.gate.bare_rows import Rows
from tests.shared.cast import Cast

LOOSENED = (
    "people_client", "people_episode", "people_safeway", "team_member", "accounts_membership",
    "accounts_post", "sharing_block", "sharing_doubt", "sharing_grant", "sharing_sealed",
    "sharing_openingasked", "sharing_breakglass", "sharing_match", "sharing_named", "sharing_wish",
    "sharing_disclosure", "audit_entry", "team_intensity",
)  # fmt: skip


def loosen(admin: psycopg.Connection) -> None:
    """Let rows be put there with nothing in them but what a test says: no trigger runs."""
    for table in LOOSENED:
        Rows(table, admin).loosen()
        admin.execute(f"alter table {table} disable trigger user".encode())
    admin.execute("set local session_replication_role = origin")


def of(hat: Membership, facts: dict[str, Any]) -> dict[str, Any]:
    """Put a worker's own key, or her agency's, in the place of "theirs"."""
    own = {"worker_id": hat.worker_id, "agency_id": hat.agency_id}
    return {name: own[name] if value == "theirs" else value for name, value in facts.items()}


class Stage:
    """What stands there is put there by the administrator, and no pass is worked out anew."""

    def __init__(self, admin: psycopg.Connection, cast: Cast) -> None:
        self.admin, self.cast, self.her = admin, cast, cast.marta
        self.reference = str(cast.marta)[-10:]

    def put(self, table: str, **facts: object) -> uuid.UUID:
        """Put a row there with nothing in it but these."""
        row = {"id": uuid.uuid4(), **facts}
        names, places = ", ".join(row), ", ".join(["%s"] * len(row))
        self.admin.execute(
            f"insert into {table} ({names}) values ({places})".encode(), list(row.values())
        )
        return row["id"]  # type: ignore[return-value]

    def change(self, table: str, hat: Membership, **facts: object) -> None:
        """Change what is known of a hat or of her worker."""
        key = hat.worker_id if table == "accounts_worker" else hat.pk
        put = ", ".join(f"{name} = %s" for name in facts)
        where = "membership_id" if table == "accounts_post" else "id"
        changed = self.admin.execute(
            f"update {table} set {put} where {where} = %s".encode(), [*facts.values(), key]
        )
        assert changed.rowcount

    def give(self, hat: Membership, **other: Any) -> None:
        """Give a pass to Marta, but for what a test says; times are hours from now."""
        given = {
            "holder": hat.pk, "client": self.her, "source": "lead", "reads": 0, "writes": 0, "starts": -1,
            "until": 1, **other,
        }  # fmt: skip
        self.admin.execute(
            "insert into access_pass (holder_id, client_id, source, source_id, reads, writes, starts, until) "
            "values (%(holder)s, %(client)s, %(source)s, gen_random_uuid(), %(reads)s, %(writes)s, "
            "now() + %(starts)s * interval '1 hour', now() + %(until)s * interval '1 hour')",
            {**given, "reads": int(given["reads"]), "writes": int(given["writes"])},
        )

    def lets(self, hat: Membership, function: str, table: str, **facts: object) -> bool:
        """Say whether a trigger lets a row of hers be written."""
        self.admin.execute(
            f"create trigger asked before insert on {table} "
            f"for each row execute function {function}()".encode()
        )
        self.admin.execute(f"set local alongside.holder = '{hat.pk}'".encode())
        try:
            with self.admin.transaction():
                self.put(table, client_id=self.her, **facts)
        except psycopg.errors.InsufficientPrivilege:
            return False
        return True

    def sealed(self, *, opened: bool = False, agency: uuid.UUID | None = None) -> uuid.UUID:
        """Seal her record."""
        self.admin.execute("delete from sharing_sealed")
        return self.put(
            "sharing_sealed", client_id=self.her, agency_id=agency or self.cast.harbour.pk,
            sealed_at="now", opened_at="now" if opened else None, how="waited" if opened else "",
        )  # fmt: skip

    def answers(self, hat: Membership, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask as the app, under this hat."""
        self.admin.execute("set local role alongside_app")
        self.admin.execute(f"set local alongside.holder = '{hat.pk}'".encode())
        rows = self.admin.execute(statement.encode(), values).fetchall()
        self.admin.execute("reset role")
        return rows

    def asks(self, hat: Membership, statement: str, *values: object) -> bool:
        """Ask as the app, under this hat; say whether the first answer is something."""
        rows = self.answers(hat, statement, *values)
        return bool(rows and rows[0][0])

    def moment(self, said: str) -> object:
        """Work out a time told as SQL."""
        row = self.admin.execute(f"select {said}".encode()).fetchone()
        return row and row[0]

    def written(self, hat: Membership, **other: object) -> None:
        """Write in the record that somebody opened hers, but for what a test says."""
        row = self.admin.execute(
            "select audit_digest from people_client where id = %s", (self.her,)
        ).fetchone()
        facts = {
            "at": self.moment("now()"), "holder_id": hat.pk, "worker_id": None, "event": "opened",
            "what": "home.her", "client_digest": row and row[0], "compartments": 1, "allowed": True,
            **other,
        }  # fmt: skip
        self.put("audit_entry", **facts)

    def there(self, table: str, where: str = "true") -> bool:
        """Say whether a row of hers is there now."""
        row = self.admin.execute(
            f"select exists (select 1 from {table} where client_id = %s and {where})".encode(),
            (self.her,),
        ).fetchone()
        return bool(row and row[0])
