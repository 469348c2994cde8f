"""Sealing and opening one record of a pair: what the other one shows changes with it."""

import threading
import uuid
from collections.abc import Callable

import pytest
from django.db import connection

from alongside.core.people import actions as people
from alongside.core.people.models import Client
from alongside.core.sharing.actions import sealing
from alongside.core.sharing.models import SealedRecord
from alongside.foundation.access import actions as gate
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, actor, make_hat, make_worker, seen_by
from tests.shared.clock import later
from tests.shared.pairs import make_wren, marta_comes_twice


def seal(cast: Cast, client_id: uuid.UUID, by: Membership) -> None:
    with acting_as(by.pk):
        sealing.seal(
            key=new_key(), client_id=client_id, agency=by.agency, words="", sealed_by=by,
            why=SealedRecord.Why.HER_WISH, by=actor(by),
        )  # fmt: skip


def reference(client_id: uuid.UUID) -> str:
    return Client(pk=client_id).reference


def seal_by_reference(cast: Cast, keeper: Membership) -> None:
    with acting_as(keeper.pk):
        sealing.seal_by_reference(
            key=new_key(), reference=reference(cast.marta), words="", by=actor(keeper)
        )


def open_at_once(cast: Cast, keeper: Membership) -> None:
    with acting_as(cast.amal.pk):
        assert sealing.open_now(
            how="code_word", code_word="heron", by=actor(cast.amal), reference=reference(cast.marta)
        )


def open_after_the_wait(cast: Cast, keeper: Membership) -> None:
    with acting_as(cast.amal.pk):
        sealing.ask_to_open(
            key=new_key(), words="", by=actor(cast.amal), reference=reference(cast.marta)
        )
    later(hours=49)
    with acting_as(None):
        assert sealing.open_what_is_due() == 1


def open_by_its_keeper(cast: Cast, keeper: Membership) -> None:
    with acting_as(keeper.pk):
        sealing.open_kept(client_id=cast.marta, by=actor(keeper))


@pytest.mark.parametrize("way", ["her_wish", "reference"])
@pytest.mark.parametrize("back", [open_at_once, open_after_the_wait, open_by_its_keeper])
def test_sealing_one_hides_both_from_the_matching_person_and_opening_shows_them_again(
    cast: Cast, way: str, back: Callable[[Cast, Membership], None]
) -> None:
    wren, keeper = (
        make_wren(cast),
        make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION),
    )
    new = marta_comes_twice(cast)
    assert seen_by(wren) == {cast.marta, new}
    if way == "her_wish":
        seal(cast, cast.marta, cast.amal)
    else:
        seal_by_reference(cast, keeper)
    assert seen_by(wren) == set()
    assert gate.passes_that_differ() == 0
    back(cast, keeper)
    assert seen_by(wren) == {cast.marta, new}
    assert gate.passes_that_differ() == 0


def test_a_worker_who_may_be_the_woman_herself_loses_both_halves_of_a_pair(cast: Cast) -> None:
    wren, new = make_wren(cast), marta_comes_twice(cast)
    way = {"kind": "email", "value": "wren@example.org", "hours": [], "words": "", "never": False}
    with acting_as(cast.amal.pk):
        card = Client.objects.get(pk=cast.marta)
        people.set_basics(
            client_id=cast.marta, facts={"full_name": "Wren"}, version=card.version, by=actor(cast.amal)
        )  # fmt: skip
        people.set_safe_contact(
            client_id=cast.marta, facts={}, ways=[way], version=2, by=actor(cast.amal)
        )
    assert seen_by(wren) == set(), new
    assert gate.passes_that_differ() == 0


def test_two_who_seal_the_two_at_once_wait_for_each_other(committed_cast: Cast) -> None:
    cast = committed_cast
    make_wren(cast)
    new = marta_comes_twice(cast)
    other = make_hat(make_worker("Hanna"), cast.hearth, Role.MANAGER, cast.advocates)
    gate.recompute_membership(other.pk)
    failed: list[BaseException] = []
    start = threading.Barrier(2)

    def press(client_id: uuid.UUID, by: Membership) -> None:
        try:
            start.wait()
            seal(cast, client_id, by)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    pressed = [
        threading.Thread(target=press, args=pair) for pair in ((cast.marta, cast.bea), (new, other))
    ]
    for one in pressed:
        one.start()
    for one in pressed:
        one.join()
    assert failed == []
    assert gate.passes_that_differ() == 0
