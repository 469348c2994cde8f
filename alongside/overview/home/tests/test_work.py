"""What each worker did: work on other services beside work with women, as facts and never a score (R33)."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.support.engagement.models import Contact
from alongside.support.workforce.actions import asking
from alongside.support.workforce.models import Advised
from alongside.support.workforce.rules.work import Work, in_words
from tests.shared.cast import Cast, actor, make_hat, make_worker, sign_in
from tests.shared.forms import words_shown

TEAM, MINE = reverse("home:team_work"), reverse("home:weeks")


def page(hat: Membership, address: str = TEAM) -> str:
    answer = sign_in(hat).get(address)
    assert answer.status_code == 200
    return " ".join(words_shown(answer.content.decode()).split())


def wrote(cast: Cast, *, ago: int = 1, **facts: object) -> None:
    day = timezone.localdate() - datetime.timedelta(days=ago)
    with acting_as(cast.amal.pk):
        note = Contact(
            client_id=cast.marta, made_by=cast.amal, happened_on=day, kind="walk", **facts
        )
        note.save(force_insert=True)


def taught(hat: Membership, *, ago: int = 1, changed: str = "") -> None:
    facts = {
        "agency": None, "agency_name": "The council", "role": "housing officer", "kind": "training",
        "taught": "Sofas count.", "changed": changed,
        "on_date": timezone.localdate() - datetime.timedelta(days=ago),
    }  # fmt: skip
    with acting_as(hat.pk):
        asking.add_change(key=new_key(), facts=facts, membership=hat, by=actor(hat))


def test_work_on_other_services_stands_beside_work_with_women(cast: Cast) -> None:
    wrote(cast, minutes=90, travel_minutes=45, planned=False)
    wrote(cast, minutes=30)
    wrote(cast, ago=200, minutes=600)
    taught(cast.amal, changed="They ask first now.")
    taught(cast.amal)
    taught(cast.amal, ago=200)
    with acting_as(cast.amal.pk):
        Advised(membership=cast.amal).save(force_insert=True)
    told = page(cast.bea)
    hers = told.partition("Leads for 1 woman at Harbour Navigators.")[2].partition("Leads for")[0]
    for fact in (
        "2 notes.", "2 hours with women.", "2 hours of that not planned.", "45 minutes on the way.",
        "Gave advice once.", "Taught other services 2 times.", "Something changed there once.",
    ):  # fmt: skip
        assert fact in hers
    cards = told.partition("month by month")[2]
    assert cards.index("Amal") < cards.index("Bea") < cards.index("Nadia")
    assert "Nothing is written down." in told.partition("Nadia")[2]
    assert "Marta" not in told


def test_a_worker_reads_the_same_of_herself_and_of_nobody_else(cast: Cast) -> None:
    taught(cast.amal)
    assert "Taught another service once." in page(cast.amal, MINE)
    assert "Taught another service once." not in page(cast.nadia, MINE)
    assert sign_in(cast.amal).get(TEAM).status_code == 403


def test_another_managers_workers_are_not_told_of(cast: Cast) -> None:
    taught(cast.amal)
    other = make_hat(make_worker("Hedy"), cast.hearth, cast.bea.role, cast.advocates)
    told = page(other)
    assert "Harbour" not in told
    assert "Taught" not in told


def test_it_takes_the_same_reads_for_any_number(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    browser.get(TEAM)
    with CaptureQueriesContext(connection) as few:
        browser.get(TEAM)
    for number in range(6):
        hat = make_hat(make_worker(f"W{number}"), cast.harbour, cast.amal.role, cast.navigators)
        taught(hat)
        wrote(cast, minutes=10)
    with CaptureQueriesContext(connection) as many:
        assert "W5" in browser.get(TEAM).content.decode()
    assert len(many) == len(few)


def test_one_and_many_are_said_as_people_say_them() -> None:
    assert in_words(Work()) == ["Nothing is written down."]
    assert in_words(Work(notes=1, minutes=1, late=1, taught=1)) == [
        "1 note.", "1 minute with women.", "1 time in an evening, a night or at a weekend.",
        "Taught another service once.",
    ]  # fmt: skip
    assert "6 hours on the way." in in_words(Work(travel=370))
