"""Taking a worker's name off a locked part."""

import threading
import time
from collections.abc import Callable
from functools import partial

import psycopg
import pytest
from django.db import connection
from django.urls import reverse

from alongside.core.sharing.actions import locked
from alongside.core.sharing.models import Named
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.refused import Refused
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import address, as_admin
from tests.shared.sharing import page_of

PART = Compartment.IMMIGRATION


def test_who_is_taken_off_sees_nothing_of_it_on_the_next_request(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=PART, by=actor(cast.amal))
        locked.name(
            client_id=cast.marta, part=PART, membership=cast.nadia, named_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
        hers = Named.objects.get(membership=cast.nadia)
        own = Named.objects.get(membership=cast.amal)
        # Named again she is named once, so that taken off is taken off.
        locked.name(
            client_id=cast.marta, part=PART, membership=cast.nadia, named_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
        assert Named.objects.count() == 2
    url = reverse("sharing:unname", args=[cast.marta, hers.pk])
    assert sign_in(cast.bea).get(url).status_code == 404
    assert "Nadia" in page_of(cast.amal, url)
    assert sign_in(cast.amal).post(url).status_code == 302
    with acting_as(cast.nadia.pk):
        assert not rights(cast.marta).may_read(PART)
    assert sign_in(cast.amal).post(url).status_code == 409
    last = sign_in(cast.amal).post(reverse("sharing:unname", args=[cast.marta, own.pk]))
    assert last.status_code == 409
    assert "Somebody has to hold this part." in last.content.decode()


@pytest.mark.parametrize("way", ["name", "unname"])
def test_of_two_at_the_same_moment_the_second_sees_what_the_first_did(
    committed_cast: Cast, way: str
) -> None:
    """Named twice at once she is named once; two who take each other off leave one of them."""
    cast = committed_cast
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=PART, by=actor(cast.amal))
    if way == "unname":
        name_nadia(cast)
    start, refused = threading.Barrier(2), []

    def take_off(mine: Membership, theirs: Membership) -> None:
        with acting_as(mine.pk):
            one = Named.objects.get(membership=theirs)
            start.wait()
            locked.unname(named=one, ended_by=mine, by=actor(mine))

    def once_more() -> None:
        start.wait()
        name_nadia(cast)

    def press(what: Callable[[], None]) -> None:
        try:
            what()
        except Refused as why:
            refused.append(why.rule)
        finally:
            connection.close()

    pairs = [(cast.amal, cast.nadia), (cast.nadia, cast.amal)]
    both = (
        [partial(take_off, *pair) for pair in pairs] if way == "unname" else [once_more, once_more]
    )
    threads = [threading.Thread(target=press, args=[one]) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    standing = as_admin("select count(*) from sharing_named where ended_at is null")
    assert standing == [(1 if way == "unname" else 2,)]
    assert len(refused) == (1 if way == "unname" else 0)


def name_nadia(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        locked.name(
            client_id=cast.marta, part=PART, membership=cast.nadia, named_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip


def test_two_who_wait_for_each_other_in_a_ring_both_get_there(committed_cast: Cast) -> None:
    """The database ends one of two such waits; the request it ended is served once more."""
    cast = committed_cast
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=PART, by=actor(cast.amal))
    name_nadia(cast)
    with acting_as(cast.amal.pk):
        hers = Named.objects.get(membership=cast.nadia)
    url = reverse("sharing:unname", args=[cast.marta, hers.pk])
    answers: list[int] = []

    def press() -> None:
        try:
            answers.append(sign_in(cast.amal).post(url).status_code)
        finally:
            connection.close()

    pressed = threading.Thread(target=press)
    waits = "select 1 from pg_stat_activity where wait_event = 'transactionid'"
    with psycopg.connect(address("admin")) as other:
        other.execute("select 1 from sharing_named where id = %s for update", (hers.pk,))
        pressed.start()
        for _ in range(200):
            if as_admin(waits):
                break
            time.sleep(0.05)
        other.execute("select recompute_client(%s)", (cast.marta,))
    pressed.join()
    assert answers == [302]
    assert as_admin("select count(*) from sharing_named where ended_at is null") == [(1,)]
