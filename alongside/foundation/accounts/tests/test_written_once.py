"""A statement that is written once answers like one that is written anew."""

import threading
import uuid
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext

from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.written import WrittenOnce
from tests.shared.cast import Cast

WORKER, AGENCY = new_key(), new_key()


def hats(worker: object, agency: object) -> "QuerySet[Membership]":
    worn = Membership.objects.filter(worker=worker, agency=agency, ended_at__isnull=True)
    return worn.select_related("worker", "agency").annotate(since=F("started_at")).order_by("pk")


def names(worker: object) -> "QuerySet[Membership, tuple[Any, ...]]":
    return (
        Membership.objects.filter(worker=worker).order_by("pk").values_list("agency__name", "role")
    )


def test_it_gives_the_same_rows_by_the_same_statement_for_each_value(cast: Cast) -> None:
    asked = WrittenOnce(hats, WORKER, AGENCY)
    for one in (cast.amal, cast.bea, cast.amal_at_hearth, cast.amal):
        values = (one.worker_id, one.agency_id)
        with CaptureQueriesContext(
            connection,
        ) as sent:
            found, anew = asked(*values), list(hats(*values))
        assert found == anew == [one]
        assert (found[0].worker.name, found[0].agency.name) == (one.worker.name, one.agency.name)
        assert found[0].since == one.started_at  # type: ignore[attr-defined]
        assert len(sent) == 2
        assert sent[0]["sql"] == sent[1]["sql"]


def test_tuples_come_as_tuples(cast: Cast) -> None:
    asked = WrittenOnce(names, WORKER)
    for one in (cast.bea, cast.amal):
        assert asked(one.worker_id) == list(names(one.worker_id))
    assert asked(new_key()) == []


def test_each_thread_asks_over_its_own_connection(committed_cast: Cast) -> None:
    asked, told = WrittenOnce(names, WORKER), []
    assert asked(committed_cast.bea.worker_id)

    def elsewhere() -> None:
        told.append(asked(committed_cast.bea.worker_id))
        connections.close_all()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert told == [asked(committed_cast.bea.worker_id)]


def test_a_value_too_many_or_one_that_stands_nowhere_is_an_error(db: None) -> None:
    with pytest.raises(ValueError, match="zip"):
        WrittenOnce(names, WORKER)(uuid.uuid4(), uuid.uuid4())
    with pytest.raises(ValueError, match="stands nowhere"):
        WrittenOnce(lambda worker, more: names(worker), WORKER, AGENCY)(uuid.uuid4(), uuid.uuid4())
