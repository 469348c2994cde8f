"""Whether she was told: said to those on duty, of the women of their shift, and of nothing else she said."""

import uuid

from django.db import connection
from django.utils import timezone

from alongside.coordination.duty.tests.test_rota import on_duty
from alongside.core.people.models import Episode
from alongside.core.sharing.actions import agreements, away
from alongside.core.sharing.models import Agreement
from alongside.foundation.access import actions as gate
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from tests.shared.asking import refer_again
from tests.shared.cast import Cast, actor
from tests.shared.clock import later
from tests.shared.sharing import agree


def told(hat: Membership | None) -> list[tuple[uuid.UUID, str]]:
    with acting_as(hat.pk if hat else None):
        return gate.on_duty_told()


def test_for_the_shift_alone_and_only_to_whoever_is_on_it(cast: Cast) -> None:
    agree(cast, on_duty="rather_not", on_duty_words="Not strangers.")
    on_duty(cast, cast.nadia, starts=2)
    assert told(cast.nadia) == []
    later(minutes=121)
    assert told(cast.nadia) == [(cast.marta, "rather_not")]
    for hat in (cast.amal, cast.bea, cast.cleo, cast.ada, None):
        assert told(hat) == []
    with acting_as(cast.nadia.pk):
        assert not Agreement.objects.exists()
    later(minutes=13 * 60)
    assert told(cast.nadia) == []


def test_what_was_agreed_last_with_this_service_counts_and_an_ended_one_does_not(
    cast: Cast,
) -> None:
    on_duty(cast, cast.nadia)
    assert told(cast.nadia) == [(cast.marta, "not_yet")]
    agree(cast, on_duty="rather_not")
    one = agree(cast, on_duty="agreed", on_duty_words="Ring first.")
    assert told(cast.nadia) == [(cast.marta, "agreed")]
    with acting_as(cast.amal.pk):
        agreements.end_agreement(agreement=one, ended_by=cast.amal, by=actor(cast.amal))
    assert told(cast.nadia) == [(cast.marta, "not_yet")]


def test_what_she_said_to_another_service_is_not_said_here(committed_cast: Cast) -> None:
    cast = committed_cast
    on_duty(cast, cast.nadia)
    refer_again(cast.marta, cast.advocates, by=cast.bea)
    with acting_as(cast.cleo.pk):
        there = Episode.objects.get(client_id=cast.marta, service=cast.advocates)
        agreements.agree(
            key=new_key(), episode=there, agreed_on=timezone.localdate(), made_by=cast.cleo,
            by=actor(cast.cleo),
            facts={
                "her_words": "", "freedom": "alone", "interpreter": "nobody", "interpreter_words": "",
                "could": "yes", "helped_by": "", "ask_again_on": None, "on_duty": "told",
                "on_duty_words": "",
            },
        )  # fmt: skip
    assert told(cast.nadia) == [(cast.marta, "not_yet")]


def test_never_to_somebody_she_keeps_away(cast: Cast) -> None:
    agree(cast)
    on_duty(cast, cast.nadia)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=cast.nadia.worker, made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    assert told(cast.nadia) == []


def test_whoever_is_on_duty_changes_nothing_of_it(cast: Cast) -> None:
    agree(cast, on_duty="not_yet")
    on_duty(cast, cast.nadia)
    with acting_as(cast.nadia.pk), connection.cursor() as cursor:
        cursor.execute("update sharing_agreement set on_duty = 'told'")
        assert cursor.rowcount == 0
