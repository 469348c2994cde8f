"""The main pages ask the database a fixed number of questions, however much there is."""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.core.people import actions as people
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.support.engagement import actions as engagement
from alongside.support.engagement.models import Appointment, Contact
from alongside.support.outcomes.models import Attempt, Goal, OutcomeArea, Reading
from tests.shared.cast import Cast, actor, lead_for, make_client, sign_in
from tests.shared.sharing import agree, give, make_leila, tell, went, wish

# Design: no list asks more than 15, no record more than 25 (S42); sign-in, hat and the gate's own included.
# Today and her page ask once whether there is anything of what is seldom there, and fetch what there is:
# each kind of it is a question more, which here are shares that end and things to tell her.
MOST = {"today": 15, "women": 21, "her": 25, "timeline": 25, "who_sees": 25}


def add_women(cast: Cast, count: int) -> None:
    for number in range(count):
        client_id = make_client(
            f"W{number}", lead=cast.amal, service=cast.navigators, triage=cast.bea
        )
        lead_for(client_id, lead=cast.amal, manager=cast.bea)
        fill(cast, client_id, 2)


def fill(cast: Cast, client_id: object, count: int, partner: Membership | None = None) -> None:
    today = timezone.localdate()
    hers = {"client_id": client_id, "made_by": cast.amal}
    area = (
        OutcomeArea.objects.get(key="safety") if OutcomeArea.objects.filter(key="safety") else None
    )
    with acting_as(cast.amal.pk):
        people.set_whereabouts(
            client_id=client_id, address="x", since=None, membership_id=cast.amal.pk, by=actor(cast.amal)  # type: ignore[arg-type]
        )  # fmt: skip
        for number in range(count):
            day = today - datetime.timedelta(days=number)
            Contact(**hers, happened_on=day, kind="walk", her_words="yes").save(force_insert=True)
            Contact(**hers, happened_on=day, kind="call", met=False).save(force_insert=True)
            Appointment(**hers, on_date=today, what="coffee", membership=cast.amal).save(
                force_insert=True
            )
            goal = Goal(
                **hers, words="sleep", began_on=day, waiting_on="GP", waiting_since=day,
                waiting_agency=partner.agency if partner else None,
            )  # fmt: skip
            goal.save(force_insert=True)
            Attempt(**hers, goal=goal, happened_on=day).save(force_insert=True)
            Reading(**hers, goal=goal, voice="hers", happened_on=day, words="so").save(
                force_insert=True
            )
            if area:
                Reading(
                    **hers, area=area, voice="hers", happened_on=day, rung=number % 5,
                    compartment=area.compartment,
                ).save(force_insert=True)  # fmt: skip
            engagement.keep_draft(
                key=new_key(), client_id=client_id, fields={"her_words": "x"}, by=actor(cast.amal)  # type: ignore[arg-type]
            )  # fmt: skip


def fill_sharing(cast: Cast, leila: Membership, count: int) -> None:
    """Give Marta shares that end soon, wishes, an agreement and things passed on and not looked over."""
    soon = timezone.now() + datetime.timedelta(days=5)
    for _number in range(count):
        give(cast, leila, Compartment.GOALS, until_at=soon)
        wish(cast, "never", Compartment.HEALTH)
        tell(cast, went(cast, urgent=True))
        went(cast, urgent=True)
    agree(cast)


def asked(open_page: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        open_page()
    return len(queries)


@pytest.mark.parametrize("which", sorted(MOST))
@pytest.mark.parametrize("who", ["amal", "bea"])
def test_the_number_of_questions_does_not_grow(cast: Cast, which: str, who: str) -> None:
    path = {
        "today": "/",
        "women": "/women/",
        "her": f"/women/{cast.marta}/",
        "timeline": f"/women/{cast.marta}/timeline/",
        "who_sees": f"/women/{cast.marta}/sharing/",
    }[which]
    browser = sign_in(getattr(cast, who))
    leila = make_leila()
    fill(cast, cast.marta, 2)
    fill_sharing(cast, leila, 1)
    browser.get(path)
    few = asked(lambda: browser.get(path))
    fill(cast, cast.marta, 4)
    fill_sharing(cast, leila, 3)
    add_women(cast, 3)
    many = asked(lambda: browser.get(path))
    assert many == few
    assert few <= MOST[which]


@pytest.mark.parametrize("which", ["today", "her", "women"])
def test_nor_does_it_for_a_partner(cast: Cast, which: str) -> None:
    path = {"today": "/", "her": f"/women/{cast.marta}/", "women": "/women/"}[which]
    leila = make_leila()
    fill(cast, cast.marta, 2, leila)
    fill_sharing(cast, leila, 1)
    browser = sign_in(leila)
    browser.get(path)
    few = asked(lambda: browser.get(path))
    fill(cast, cast.marta, 4, leila)
    fill_sharing(cast, leila, 3)
    assert asked(lambda: browser.get(path)) == few
    assert few <= MOST[which]
