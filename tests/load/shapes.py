"""How rows are written for COPY, with columns from the models: a new one that has a default needs nothing."""

import base64
import datetime
import hashlib
import json
import uuid
from collections import defaultdict
from functools import cache
from typing import Any

import psycopg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db.models import Model
from django.db.models.fields import NOT_PROVIDED, AutoFieldMixin

from alongside.foundation.common.encryption import sealed_fields
from alongside.foundation.common.keyring import CURRENT, NONCE, VERSION, bound_to, key_id

NULL = "\\N"
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _stored(table: str, column: str, key: str, words: str) -> str:
    """Seal words for their place (table, column, key), as the model's own field would.

    The nonce is made from the place, so that the same seed makes the same rows.
    """
    name, cipher = _sealing()
    place = bound_to(table, column, uuid.UUID(key))
    nonce = hashlib.sha256(place).digest()[:NONCE]
    hidden = nonce + cipher.encrypt(nonce, words.encode(), place)
    return f"{VERSION}:{name}:{base64.urlsafe_b64encode(hidden).decode()}"


@cache
def _sealing() -> tuple[str, AESGCM]:
    key = base64.b64decode((settings.KEYS / CURRENT).read_text().strip())
    return key_id(key), AESGCM(key)


class Table:
    """One table and the order its values are given in, the key first; columns not named get their default."""

    def __init__(self, model: type[Model], *names: str) -> None:
        fields = {field.attname: field for field in model._meta.concrete_fields}
        rest = [
            field
            for name, field in fields.items()
            if name not in names and not isinstance(field, AutoFieldMixin)
        ]
        self.name = model._meta.db_table
        columns = [fields[name].column for name in names] + [field.column for field in rest]
        self.copy = f"copy {self.name} ({', '.join(columns)}) from stdin"
        hidden = sealed_fields(model)
        self._sealed = [(place, name) for place, name in enumerate(names) if name in hidden]
        self._tail = "".join(f"\t{_default(field)}" for field in rest) + "\n"

    def line(self, *values: str) -> str:
        """Write one row, every value already as COPY reads it; the words of sealed fields are sealed here."""
        if self._sealed:
            told = list(values)
            for place, name in self._sealed:
                if told[place] not in ("", NULL):
                    told[place] = _stored(self.name, name, told[0], told[place])
            return "\t".join(told) + self._tail
        return "\t".join(values) + self._tail


def _default(field: Any) -> str:
    if field.default is not NOT_PROVIDED:
        return plain(field.get_default())
    if field.null:
        return NULL
    if field.empty_strings_allowed and field.blank:
        return ""
    raise TypeError(
        f"{field.model._meta.db_table}.{field.column} needs a value from the generator."
    )


def plain(value: Any) -> str:
    """Write any value as COPY reads it."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    return str(value).translate(_ESCAPED)


class Sheaf:
    """The rows of one part, table by table, until they are written in one transaction."""

    def __init__(self) -> None:
        self.lines: dict[Table, list[str]] = defaultdict(list)

    def add(self, table: Table, *values: str) -> None:
        """Add one row."""
        self.lines[table].append(table.line(*values))

    def write(self, connection: psycopg.Connection) -> int:
        """Write everything in order of time (keys begin with it), and say how many rows there were."""
        written = 0
        for table, lines in self.lines.items():
            # Rows lie on the disk as they came, hers between everybody's, and not hers together.
            lines.sort()
            with connection.cursor().copy(table.copy) as copy:
                copy.write("".join(lines))
            written += len(lines)
        return written


class Calendar:
    """Days and moments as text, counted back from one day."""

    def __init__(self, today: datetime.date, span: int) -> None:
        self.first = -400
        self.days = [
            (today - datetime.timedelta(days=ago)).isoformat()
            for ago in range(self.first, span + 800)
        ]

    def day(self, ago: int) -> str:
        """Write the day so many days back."""
        return self.days[ago - self.first]

    def moment(self, ago: int, minute: int, second: int = 0) -> str:
        """Write a moment of that day (UTC)."""
        return f"{self.days[ago - self.first]} {minute // 60:02}:{minute % 60:02}:{second:02}+00"
