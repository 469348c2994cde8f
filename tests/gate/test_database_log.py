"""What the database server writes of its errors: never what somebody typed, and never a row (S28)."""

import uuid
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.core.people.models import Client
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Worker
from tests.shared import whole_log
from tests.shared.cast import Cast

SECRET = "zq7 of 4 Lantern Yard"


def log_of_the_server() -> str:
    """Read everything the test's own server has written."""
    return "".join(whole_log.lines(whole_log.folders()["the server"]))


def ask(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


FAULTS: dict[str, Callable[[Cast], object]] = {
    "a key that is there": lambda cast: Worker(pk=cast.amal.worker_id, name=SECRET).save(
        force_insert=True
    ),
    "a rule that is broken": lambda cast: Client.objects.filter(pk=cast.marta).update(
        full_name=SECRET, version=-1
    ),
    "a value that is missing": lambda cast: ask(
        "update people_client set full_name = %s, version = null where id = %s", SECRET, cast.marta
    ),
    "a row that is refused": lambda cast: ask(
        "insert into people_safecontact (id, client_id, code_word, never, who_may_answer, good_to_know, "
        "he_may_see, hearsay, version) values (%s, %s, %s, '[]', '', '', false, false, 1)",
        uuid.uuid4(), cast.roza, SECRET,
    ),
    "no key": lambda cast: ask("select * from people_client where id = %s::text::uuid", SECRET),
    "no number": lambda cast: ask("select %s::text::bigint", SECRET),
    "no date": lambda cast: ask("select %s::text::date", SECRET),
    "no JSON": lambda cast: ask("select %s::text::jsonb", SECRET),
    "too long": lambda cast: ask(
        "update people_client set pronouns = %s where id = %s", SECRET * 9, cast.marta
    ),
    "words inside a statement": lambda cast: ask(f"select * from nowhere where name = '{SECRET}'"),
    "a fault inside a function": lambda cast: ask("select break_glass(%s)", SECRET),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_leaves_no_word_of_hers_in_the_server_s_log(cast: Cast, fault: str) -> None:
    with acting_as(cast.amal.pk), pytest.raises(DatabaseError), transaction.atomic():
        FAULTS[fault](cast)
    assert "zq7" not in log_of_the_server()
    assert "Lantern" not in log_of_the_server()


def test_the_log_that_was_read_is_the_server_s() -> None:
    assert "ready to accept connections" in log_of_the_server()
