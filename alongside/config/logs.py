"""What stands in a log: enough to find a fault, and nothing that opens a door or names anybody (S28)."""

import logging
import traceback

import psycopg
from django.db import OperationalError
from django.http import HttpRequest

# What it writes with debugging on is every statement with all its values.
STATEMENTS = "django.db.backends"
# What these say is about our own code or about the database server. The words of every other exception may
# quote what somebody typed, or a row.
QUOTED = (AttributeError, ImportError, NameError, OperationalError, psycopg.OperationalError)


class Lines(logging.Formatter):
    """One line for an answer, with the name of its page and never its address; a fault with its way there."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record down."""
        request = getattr(record, "request", None)
        asked = isinstance(request, HttpRequest)
        status = getattr(record, "status_code", 500)
        if isinstance(request, HttpRequest):
            said = _answered(request, status)
        else:
            said = _statement(record) if record.name == STATEMENTS else record.getMessage()
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {said}"
        error = record.exc_info[1] if record.exc_info else None
        # Below 500 the exception only says that somebody asked for what isn't there.
        if error is None or (asked and status < 500):
            return line
        return f"{line}\n{_way_to(error)}"


def _answered(request: HttpRequest, status: int) -> str:
    page = request.resolver_match.view_name if request.resolver_match else "no page of ours"
    return f"{status} to {request.method} {page}"


def _statement(record: logging.LogRecord) -> str:
    return f"a statement, {getattr(record, 'duration', 0):.3f} s"


def _way_to(error: BaseException) -> str:
    """Say where an exception came from, its causes first, without the words it was raised with."""
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in chain:
        chain.append(cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(
        "".join(traceback.format_tb(one.__traceback__)) + _named(one) for one in reversed(chain)
    )


def _named(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, QUOTED):
        return f"{name}: {error}"
    if isinstance(error, psycopg.Error) and error.sqlstate:
        return f"{name}: {error.sqlstate} {error.diag.constraint_name or ''}".rstrip()
    return name
