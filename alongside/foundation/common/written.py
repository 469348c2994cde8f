"""A read whose statement is written once, for what every request asks."""

import copy
from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")


class _Written(NamedTuple):
    """A statement with the places of its values, and what makes rows of its answer."""

    query: Any
    compiler: SQLCompiler
    sql: str
    params: list[tuple[Any, bool]]


class WrittenOnce(Generic[Row]):
    """A read that is asked again and again with other values: its statement is written the first time only.

    Writing a statement from a query takes longer than most answers of the database. `build` makes the query
    from one stand-in for each value; a stand-in has to be a value that stands nowhere else in it.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], *stand_ins: object) -> None:
        self._build, self._stand_ins = build, stand_ins
        self._written: _Written | None = None

    def __call__(self, *values: object) -> list[Row]:
        """Ask with these values, in the order of the stand-ins; what `build` selects comes back as rows."""
        written = self._written or self._write()
        compiler: Any = copy.copy(written.compiler)
        compiler.connection = connections[written.query.db]
        given = dict(zip(self._stand_ins, values, strict=True))
        params = tuple(given[one] if stands_in else one for one, stands_in in written.params)
        compiler.as_sql = lambda *args, **kwargs: (written.sql, params)
        return list(written.query._iterable_class(_Asked(written.query, compiler)))

    def _write(self) -> _Written:
        query: Any = self._build(*self._stand_ins)
        compiler = query.query.get_compiler(query.db)
        sql, params = compiler.as_sql()
        places = [(one, any(one == stand_in for stand_in in self._stand_ins)) for one in params]
        if missing := [one for one in self._stand_ins if (one, True) not in places]:
            raise ValueError(f"{missing} stands nowhere in the statement.")
        # All of it at once: another thread may be asking already.
        self._written = _Written(query, compiler, sql, places)
        return self._written


class _Asked:
    """What makes rows asks of a query: here its compiler has written the statement already."""

    def __init__(self, query: Any, compiler: SQLCompiler) -> None:
        self._query, self._compiler, self.query = query, compiler, self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)

    def get_compiler(self, using: str) -> SQLCompiler:
        """Give the compiler that has the statement."""
        return self._compiler
