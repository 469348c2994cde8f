"""The three records and what a partner knows of his shares, asked of the database itself."""

import datetime

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from alongside.core.sharing.actions import away, shares
from alongside.core.sharing.models import Agreement, DisclosedPart, Disclosure, Grant, Wish
from alongside.core.sharing.queries import seeing
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor
from tests.shared.sharing import agree, give, make_leila, went, wish

C = Compartment
EVERYTHING = bits(C.STORY, C.SAFETY, C.HEALTH, C.GOALS, C.NOTES)


def test_the_records_are_her_team_s_and_no_partner_s(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, EVERYTHING)
    agree(cast)
    wish(cast, "never", C.HEALTH)
    went(cast, {C.SAFETY.value: "He came back."})
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    for hat in (cast.amal, cast.bea, cast.nadia):
        with acting_as(hat.pk):
            for model in (Agreement, Wish, Disclosure, DisclosedPart):
                assert model.objects.count() == 1
    for hat in (leila, cast.cleo, cast.vera, cast.ada, cast.amal_at_hearth):
        with acting_as(hat.pk):
            for model in (Agreement, Wish, Disclosure):
                assert not model.objects.exists()
    with acting_as(cast.cleo.pk):
        assert not DisclosedPart.objects.exists()


def test_what_stands_in_them_can_only_be_ended(cast: Cast) -> None:
    mine = (agree(cast), wish(cast, "never"), went(cast))
    changes = ({"her_words": ""}, {"answer": "share"}, {"reason": ""})
    for row, change in zip(mine, changes, strict=True):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            acting_as(cast.amal.pk),
        ):
            type(row).objects.filter(pk=row.pk).update(**change)  # type: ignore[attr-defined]


def test_a_partner_writes_into_none_of_them(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, EVERYTHING, joint=C.NOTES)
    day = timezone.localdate()
    for row in (
        Wish(client_id=cast.marta, about="everybody", parts=1, answer="share", said_on=day,
             made_by=leila),
        Disclosure(client_id=cast.marta, kind="other", whom_words="x", purpose="x", basis="vital",
                   parts=int(C.NOTES), she_says="agreed", decided_by=leila, decided_on=day,
                   made_by=leila),
        DisclosedPart(client_id=cast.marta, disclosure=went(cast), compartment=C.SAFETY, words="x"),
    ):  # fmt: skip
        with pytest.raises(ProgrammingError), transaction.atomic(), acting_as(leila.pk):
            row.save(force_insert=True)


def test_a_partner_learns_of_his_own_live_shares_what_for_and_until_when(cast: Cast) -> None:
    leila, other = make_leila(), make_leila("Omar")
    mine = give(cast, leila, C.GOALS, purpose="A flat")
    give(cast, other, C.NOTES, purpose="Something else")
    with acting_as(leila.pk):
        (told,) = gate.my_shares()
        assert (told.id, told.client_id, told.purpose) == (mine.pk, cast.marta, "A flat")
        assert gate.my_shares(cast.roza) == []
        assert not Grant.objects.exists()
    for hat in (cast.amal, cast.cleo, None):
        with acting_as(hat.pk if hat else None):
            assert gate.my_shares() == []
    with acting_as(cast.amal.pk):
        shares.end_share(grant=mine, ended_by=cast.amal, by=actor(cast.amal))
    with acting_as(leila.pk):
        assert gate.my_shares() == []


def test_nor_does_he_learn_of_them_when_she_keeps_him_away_or_they_begin_later(cast: Cast) -> None:
    leila = make_leila()
    later = timezone.now() + datetime.timedelta(days=2)
    give(cast, leila, C.GOALS, starts_at=later)
    with acting_as(leila.pk):
        assert gate.my_shares() == []
    give(cast, leila, C.GOALS)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=leila.worker, made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    with acting_as(leila.pk):
        assert gate.my_shares() == []


def test_a_clock_that_jumps_leaves_page_and_policy_of_one_mind(cast: Cast) -> None:
    leila = make_leila()
    until = timezone.now() + datetime.timedelta(days=2)
    give(cast, leila, C.GOALS, until_at=until)
    for jump, there in ((datetime.timedelta(days=3), 0), (datetime.timedelta(hours=-3), 0)):
        with transaction.atomic():
            with connection.cursor() as cursor:
                moment = (timezone.now() + jump).isoformat()
                cursor.execute(f"set local alongside.test_now = '{moment}'")
            with acting_as(leila.pk):
                assert len(gate.my_shares()) == there
            with acting_as(cast.amal.pk):
                live = [one.live for one in seeing.standing_shares(cast.marta)]  # type: ignore[attr-defined]
                assert sum(live) == there
