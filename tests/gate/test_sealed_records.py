"""Sealed records, asked of the database: who seals, who may ask, what opens at once, and what waits."""

import datetime
import threading
import uuid
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from alongside.core.people import actions as people
from alongside.core.people.models import Client
from alongside.core.sharing.actions import away, emergency, sealing
from alongside.core.sharing.models import Block, OpeningAsked, SealedRecord
from alongside.core.sharing.queries import sealing as queries
from alongside.foundation.access import actions as gate
from alongside.foundation.access import emergency as door
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, make_hat, make_worker, seen_by
from tests.shared.clock import later
from tests.shared.database import address, as_admin
from tests.shared.endings import close


@pytest.fixture
def iain(cast: Cast) -> Membership:
    """The data-protection lead of Harbour."""
    return make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)


def reference(client_id: uuid.UUID) -> str:
    return Client(pk=client_id).reference


def seal(cast: Cast, by: Membership | None = None) -> None:
    hat = by or cast.amal
    with acting_as(hat.pk):
        sealing.seal(
            key=new_key(),
            client_id=cast.marta,
            agency=hat.agency,
            words="",
            sealed_by=hat,
            why=SealedRecord.Why.HER_WISH,
            by=actor(hat),
        )


def ask(hat: Membership, client_id: uuid.UUID, *, key: uuid.UUID | None = None) -> None:
    with acting_as(hat.pk):
        sealing.ask_to_open(
            key=key or new_key(),
            words="Her brother rang.",
            by=actor(hat),
            reference=reference(client_id),
        )


def open_now(
    hat: Membership, client_id: uuid.UUID, how: str = "here", code_word: str = ""
) -> uuid.UUID | None:
    with acting_as(hat.pk):
        return sealing.open_now(
            how=how, code_word=code_word, by=actor(hat), reference=reference(client_id)
        )


def asked(iain: Membership) -> list[OpeningAsked]:
    with acting_as(iain.pk):
        return list(OpeningAsked.objects.order_by("asked_at"))


def keep_away(cast: Cast, **whom: Any) -> None:
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, made_by=cast.amal, by=actor(cast.amal), **whom
        )


def code_word(cast: Cast, word: str) -> None:
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts={"code_word": word}, ways=[], version=1, by=actor(cast.amal)
        )


# --- Sealing ---------------------------------------------------------------------------------------


def test_neither_team_nor_triage_nor_a_stranger_seals(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    for hat in (cast.nadia, cast.cleo):
        with pytest.raises(Refused, match="Only her lead worker or the manager"):
            seal(cast, by=hat)
    seal(cast, by=cast.bea)
    assert seen_by(cast.amal) == set()


def test_past_the_action_the_database_itself_says_who_seals_and_for_whom_to_keep(
    cast: Cast,
) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    for asking, named, agency in (
        (cast.nadia, cast.nadia, cast.harbour),
        (cast.amal, cast.bea, cast.harbour),
        # A keeper elsewhere could look at it.
        (cast.amal, cast.amal, cast.hearth),
    ):
        with (
            pytest.raises(ProgrammingError, match="not theirs to seal"),
            transaction.atomic(),
            acting_as(asking.pk),
        ):
            SealedRecord(
                client_id=cast.marta,
                agency=agency,
                why="her_wish",
                sealed_by=named,
                sealed_at=timezone.now(),
            ).save(force_insert=True)


def test_the_keeper_seals_by_reference_and_hears_nothing_of_who_is_here(
    cast: Cast, iain: Membership
) -> None:
    keep_away(cast, worker=make_worker("Ned"))
    for hat, client_id in (
        (iain, cast.roza),
        (iain, uuid.uuid4()),
        (cast.amal, cast.marta),
        (cast.ada, cast.marta),
    ):
        with acting_as(hat.pk):
            sealing.seal_by_reference(
                key=new_key(), reference=reference(client_id), words="x", by=actor(hat)
            )
    assert seen_by(cast.amal) == {cast.marta}
    assert seen_by(cast.cleo) == {cast.roza}
    key = new_key()
    for _time in range(2):
        with acting_as(iain.pk):
            sealing.seal_by_reference(
                key=key, reference=reference(cast.marta), words="A court asked.", by=actor(iain)
            )
    assert seen_by(cast.amal) == set()
    assert seen_by(iain) == {cast.marta}
    with acting_as(iain.pk):
        assert SealedRecord.objects.get().why == "data_protection"
    assert gate.passes_that_differ() == 0


def test_a_keeper_she_keeps_away_seals_nothing_of_hers(cast: Cast, iain: Membership) -> None:
    keep_away(cast, worker=iain.worker)
    with acting_as(iain.pk):
        sealing.seal_by_reference(
            key=new_key(), reference=reference(cast.marta), words="x", by=actor(iain)
        )
    assert seen_by(cast.amal) == {cast.marta}


@pytest.mark.parametrize("table", ["sharing_sealed", "audit_entry", "access_pass"])
def test_a_disk_that_fills_up_while_sealing_leaves_nothing_half_done(
    committed_cast: Cast, table: str
) -> None:
    cast = committed_cast
    make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)
    as_admin(
        "create function full_disk() returns trigger language plpgsql as "
        "'begin raise exception ''no space left'' using errcode = ''53100''; end'"
    )
    as_admin(
        f"create trigger full_disk before insert on {table} for each row execute function full_disk()"
    )
    passes = as_admin("select count(*) from access_pass")
    with pytest.raises(Exception, match="no space left"):
        seal(cast)
    as_admin(f"drop trigger full_disk on {table}")
    assert as_admin("select count(*) from sharing_sealed") == [(0,)]
    assert as_admin("select count(*) from audit_entry where what = 'sharing.seal'") == [(0,)]
    assert as_admin("select count(*) from access_pass") == passes
    assert seen_by(cast.amal) == {cast.marta}
    seal(cast)
    assert seen_by(cast.amal) == set()


# --- Asking ----------------------------------------------------------------------------------------


def test_only_those_who_were_alongside_her_can_ask_and_nobody_is_told(
    cast: Cast, iain: Membership
) -> None:
    seal(cast)
    for stranger in (cast.cleo, cast.amal_at_hearth, cast.vera, cast.petra, cast.ada, cast.conny):
        ask(stranger, cast.marta)
        assert open_now(stranger, cast.marta) is None
    assert asked(iain) == []
    ask(cast.nadia, cast.roza)
    ask(cast.nadia, cast.marta)
    assert [one.membership_id for one in asked(iain)] == [cast.nadia.pk]


def test_asking_again_or_with_the_same_key_adds_nothing(cast: Cast, iain: Membership) -> None:
    seal(cast)
    key = new_key()
    for hat in (cast.amal, cast.amal, cast.nadia):
        ask(hat, cast.marta, key=key if hat == cast.amal else None)
    assert [one.membership_id for one in asked(iain)] == [cast.amal.pk]


def test_somebody_she_keeps_away_neither_asks_nor_opens(cast: Cast, iain: Membership) -> None:
    keep_away(cast, worker=cast.nadia.worker)
    seal(cast)
    ask(cast.nadia, cast.marta)
    assert asked(iain) == []
    for how in ("here", "asked_back", "code_word"):
        assert open_now(cast.nadia, cast.marta, how) is None


# --- Waiting ---------------------------------------------------------------------------------------


def test_it_opens_after_forty_eight_hours_and_not_before(cast: Cast, iain: Membership) -> None:
    seal(cast)
    ask(cast.amal, cast.marta)
    for hours, opened in ((47.9, 0), (48.1, 1)):
        with transaction.atomic():
            later(hours=hours)
            assert sealing.open_what_is_due() == opened
            assert seen_by(cast.amal) == ({cast.marta} if opened else set())
            assert seen_by(iain) == (set() if opened else {cast.marta})
            assert gate.passes_that_differ() == 0
            transaction.set_rollback(True)


def test_nothing_opens_where_the_keeper_objects(cast: Cast, iain: Membership) -> None:
    seal(cast)
    ask(cast.amal, cast.marta)
    with acting_as(iain.pk):
        sealing.object_to(
            asked=OpeningAsked.objects.get(),
            words="She asked us not to.",
            objecting=iain,
            by=actor(iain),
        )
        with pytest.raises(Refused, match="answered already"):
            sealing.object_to(
                asked=OpeningAsked.objects.get(), words="Again.", objecting=iain, by=actor(iain)
            )
    later(hours=49)
    assert sealing.open_what_is_due() == 0
    # Somebody may ask once more, and the keeper hears of it once more.
    ask(cast.nadia, cast.marta)
    assert len(asked(iain)) == 2
    # And she herself never waits.
    assert open_now(cast.amal, cast.marta) == cast.marta


@pytest.mark.parametrize("why", ["left", "closed", "kept_away", "moved"])
def test_somebody_who_may_no_longer_see_her_opens_nothing_by_having_asked(
    cast: Cast, iain: Membership, why: str
) -> None:
    seal(cast)
    ask(cast.nadia, cast.marta)
    if why == "left":
        Membership.objects.filter(pk=cast.nadia.pk).update(ended_at=timezone.now())
    elif why == "closed":
        cast.nadia.worker.is_active = False
        cast.nadia.worker.save()
    elif why == "moved":
        cast.nadia.posts.update(ended_at=timezone.now())  # type: ignore[attr-defined]
    else:
        # While it is sealed no page writes this; another record of hers may bring it.
        with acting_as(iain.pk):
            Block(client_id=cast.marta, worker=cast.nadia.worker, made_by=iain).save(
                force_insert=True
            )
            gate.recompute_pair(cast.marta)
    later(hours=49)
    assert sealing.open_what_is_due() == 0
    assert seen_by(cast.amal) == set()
    # And she stands in nobody's way: whoever asks next is asked about, and waits from then on.
    ask(cast.amal, cast.marta)
    assert len(asked(iain)) == 2
    later(hours=98)
    assert sealing.open_what_is_due() == 1
    assert seen_by(cast.amal) == {cast.marta}


# --- She is there ----------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["amal", "bea", "nadia"])
@pytest.mark.parametrize("how", ["here", "asked_back"])
def test_she_never_waits_when_she_is_there(
    cast: Cast, iain: Membership, who: str, how: str
) -> None:
    seal(cast)
    assert open_now(getattr(cast, who), cast.marta, how) == cast.marta
    assert seen_by(cast.amal) == {cast.marta}
    assert seen_by(iain) == set()
    with acting_as(iain.pk):
        told = queries.lately_opened()
    assert [(one["reference"], one["by"]) for one in told] == [
        (reference(cast.marta), getattr(cast, who).worker.name)
    ]
    assert gate.passes_that_differ() == 0


def test_her_code_word_opens_and_no_other_does(cast: Cast) -> None:
    code_word(cast, " The Library ")
    seal(cast)
    for word in ("", " ", "library", "the library!", "%"):
        assert open_now(cast.amal, cast.marta, "code_word", word) is None
    assert seen_by(cast.amal) == set()
    assert open_now(cast.amal, cast.marta, "code_word", "the LIBRARY") == cast.marta


def test_without_a_code_word_none_opens(cast: Cast) -> None:
    seal(cast)
    for word in ("", "anything"):
        assert open_now(cast.amal, cast.marta, "code_word", word) is None


@pytest.mark.parametrize("how", ["", "waited", "keeper", "because"])
def test_nothing_else_opens_at_once(cast: Cast, how: str) -> None:
    seal(cast)
    assert open_now(cast.amal, cast.marta, how) is None


def test_a_record_that_is_not_sealed_is_not_opened(cast: Cast) -> None:
    assert open_now(cast.amal, cast.marta) is None


def test_after_closing_and_sealing_and_opening_the_way_back_in_is_there(cast: Cast) -> None:
    close(cast)
    seal(cast, by=cast.bea)
    assert seen_by(cast.amal) == set()
    assert open_now(cast.amal, cast.marta, "asked_back") == cast.marta
    assert seen_by(cast.amal) == seen_by(cast.nadia) == {cast.marta}


def test_the_keeper_opens_by_decision_and_nobody_else_in_that_way(
    cast: Cast, iain: Membership
) -> None:
    other = make_hat(make_worker("Ivo"), cast.hearth, Role.DATA_PROTECTION)
    seal(cast)
    for hat in (cast.amal, cast.ada, other):
        with acting_as(hat.pk):
            assert not door.open_kept(cast.marta)
            assert door.lately_opened(timezone.now() - datetime.timedelta(days=1)) == []
    with acting_as(iain.pk):
        sealing.open_kept(client_id=cast.marta, by=actor(iain))
    assert seen_by(cast.amal) == {cast.marta}
    with acting_as(other.pk):
        assert door.lately_opened(timezone.now() - datetime.timedelta(days=1)) == []


def test_no_emergency_opens_a_sealed_record(cast: Cast) -> None:
    seal(cast)
    for hat in (cast.amal, cast.bea, cast.cleo):
        with acting_as(hat.pk):
            found = emergency.break_glass(
                key=new_key(),
                reason="danger",
                words="",
                by=actor(hat),
                reference=reference(cast.marta),
            )
        assert found is None


# --- Two at once -----------------------------------------------------------------------------------


def at_once(statements: list[tuple[Membership, str, tuple[object, ...]]]) -> list[object]:
    said: list[object] = []
    begun = threading.Barrier(len(statements))

    def run(hat: Membership, statement: str, values: tuple[object, ...]) -> None:
        with psycopg.connect(address("app")) as session:
            session.execute(f"set local alongside.holder = '{hat.pk}'")
            begun.wait()
            try:
                row = session.execute(statement, values).fetchone()
                said.append(row[0] if row else None)
            except psycopg.Error as error:
                said.append(error.sqlstate)

    threads = [threading.Thread(target=run, args=one) for one in statements]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return said


def test_two_who_ask_at_once_are_one_request(committed_cast: Cast) -> None:
    cast = committed_cast
    make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)
    seal(cast)
    asking = "select ask_to_open(%s, %s, '', null, 'x')"
    at_once([(hat, asking, (new_key(), cast.marta.hex[-10:])) for hat in (cast.amal, cast.nadia)])
    assert as_admin("select count(*) from sharing_openingasked") == [(1,)]


def test_two_who_seal_at_once_seal_once(committed_cast: Cast) -> None:
    cast = committed_cast
    sealing_it = (
        "insert into sharing_sealed (id, client_id, agency_id, why, words, sealed_by_id, sealed_at, how)"
        " values (%s, %s, %s, 'her_wish', '', %s, now(), '')"
    )
    at_once(
        [
            (hat, sealing_it, (new_key(), cast.marta, cast.harbour.pk, hat.pk))
            for hat in (cast.amal, cast.bea)
        ]
    )
    assert as_admin("select count(*) from sharing_sealed") == [(1,)]


def test_a_record_is_sealed_once_whoever_asks_again(cast: Cast, iain: Membership) -> None:
    seal(cast)
    with acting_as(iain.pk):
        sealing.seal_by_reference(
            key=new_key(), reference=reference(cast.marta), words="x", by=actor(iain)
        )
        assert SealedRecord.objects.count() == 1
