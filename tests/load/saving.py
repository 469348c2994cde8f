"""What saving a contact costs, step by step: the bare rows, then history, policies, the record, the page."""

import random
import uuid
from collections.abc import Callable, Sequence

import psycopg

from alongside.foundation.common.keys import new_key
from tests.load.statements import AUDIT, HOLDER, Asked, Clock
from tests.load.timing import spread

STEPS = ("bare", "history", "policies", "record", "page")
LABELS = {
    "bare": "the two rows alone, no keys checked",
    "history": "+ foreign keys and row history",
    "policies": "+ SET LOCAL and policies",
    "record": "+ the row of the record",
    "page": "everything the page asks",
}


class Saving:
    """One size's ladder; every step commits, with a new key each time."""

    def __init__(
        self, url: Callable[[str, str], str], database: str, asked: Asked, *, since: str
    ) -> None:
        self.asked, self._since = asked, since
        admin, app = url("admin", database), url("app", database)
        self.admin_url = admin
        self.clocks = {
            "bare": Clock(admin, "set session_replication_role = replica"),
            "history": Clock(admin),
            "app": Clock(app),
        }
        self.times: dict[str, list[float]] = {step: [] for step in STEPS}

    def round(self) -> None:
        """Do each step once, in any order."""
        steps = list(STEPS)
        random.shuffle(steps)
        for step in steps:
            clock = self.clocks.get(step, self.clocks["app"])
            self.times[step].append(sum(clock.run(self._texts(step), end=b"commit").times))

    def _texts(self, step: str) -> list[bytes]:
        ours = self.asked.inside
        rows = [text for text in ours if _writes_row(text)]
        record = [text for text in ours if text.startswith(AUDIT)]
        holder = [text for text in ours if text.startswith(HOLDER)]
        wanted = {
            "bare": rows, "history": rows, "policies": holder + rows, "record": holder + rows + record,
            "page": [text for text in ours if "django_session" not in text],
        }[step]  # fmt: skip
        return _with_new_keys(wanted, ours)

    def figures(self) -> dict[str, dict[str, float]]:
        """Sum up."""
        return {step: spread(times) for step, times in self.times.items()}

    def tidy(self) -> None:
        """Take away what was saved, so that the next run finds what this one found."""
        tidy(self.admin_url, self._since)
        for clock in self.clocks.values():
            clock.close()


def _writes_row(text: str) -> bool:
    return text.startswith(('INSERT INTO "engagement_contact"', 'UPDATE "people_client"'))


def _with_new_keys(texts: Sequence[str], ours: Sequence[str]) -> list[bytes]:
    """Give the note and the row of the record keys of their own, in order of time where the old one is."""
    made = []
    old = [_first_key(text) for text in ours if text.startswith("INSERT INTO")]
    fresh = {key: (new_key() if key[12:13] == "7" else uuid.uuid4()).hex for key in old}
    for text in texts:
        for key, new in fresh.items():
            text = text.replace(key, new)
        made.append(text.encode())
    return made


def _first_key(text: str) -> str:
    return text.partition("VALUES ('")[2][:32]


def tidy(url: str, since: str) -> None:
    """Take rows away that were written since a moment."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")
        for table, column in (
            ("engagement_contact", "made_at"), ("engagement_draft", "changed_at"), ("audit_history", "at"),
            ("audit_entry", "at"),
        ):  # fmt: skip
            connection.execute(f"delete from {table} where {column} >= %s", (since,))  # noqa: S608
            connection.execute(f"vacuum (analyze) {table}")
