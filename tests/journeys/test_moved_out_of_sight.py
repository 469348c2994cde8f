"""What belongs to a locked part is not in a share of notes and goals, and what is moved there leaves it."""

import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.core.sharing.actions import locked
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.support.engagement.models import Contact
from alongside.support.outcomes.models import Goal, Reading
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import forms_of
from tests.shared.sharing import give, make_leila

PART = Compartment.IMMIGRATION
CANARY = "zqsolicitorqz"


@pytest.fixture
def leila(cast: Cast) -> Membership:
    """Leila, to whom Marta shares notes and goals, while Amal holds immigration."""
    hat = make_leila()
    give(cast, hat, bits(Compartment.NOTES, Compartment.GOALS))
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=PART, by=actor(cast.amal))
    return hat


def written(cast: Cast, note_and_goal: Compartment | None = None) -> dict[str, uuid.UUID]:
    """Write a note, a goal and a check-in about the solicitor: among the rest, or in the part given."""
    today = timezone.localdate()
    hers = {"client_id": cast.marta, "made_by": cast.amal}
    with acting_as(cast.amal.pk):
        note = Contact(
            **hers, happened_on=today, kind="walk", worker_words=CANARY,
            compartment=note_and_goal or Compartment.NOTES,
        )  # fmt: skip
        note.save(force_insert=True)
        part = note_and_goal or Compartment.GOALS
        goal = Goal(**hers, words=f"{CANARY} goal", began_on=today, compartment=part)
        goal.save(force_insert=True)
        reading = Reading(
            **hers, goal=goal, voice="hers", happened_on=today, words=f"{CANARY} said", compartment=part
        )  # fmt: skip
        reading.save(force_insert=True)
    return {"note": note.pk, "goal": goal.pk, "reading": reading.pk}


def pages(cast: Cast, keys: dict[str, uuid.UUID]) -> list[str]:
    """List where a note, a goal and a check-in can be seen."""
    hers = [cast.marta]
    return [
        reverse("home:her", args=hers), reverse("home:timeline", args=hers),
        reverse("outcomes:goals", args=hers), reverse("herspace:my_path", args=hers),
        reverse("engagement:note", args=[cast.marta, keys["note"]]),
        reverse("outcomes:goal", args=[cast.marta, keys["goal"]]),
        reverse("outcomes:goal_path", args=[cast.marta, keys["goal"]]),
    ]  # fmt: skip


def seen(browser: Browser, urls: list[str]) -> list[str]:
    """List the pages that show it to this reader."""
    answers = [(url, browser.get(url)) for url in urls]
    assert {answer.status_code for _url, answer in answers} <= {200, 404}
    return [url for url, answer in answers if CANARY in answer.content.decode()]


def test_a_note_a_goal_and_a_check_in_about_immigration_are_not_in_it(
    cast: Cast, leila: Membership
) -> None:
    keys = written(cast, PART)
    assert seen(sign_in(leila), pages(cast, keys)) == []
    assert seen(sign_in(cast.bea), pages(cast, keys)) == []
    assert len(seen(sign_in(cast.amal), pages(cast, keys))) > 4


def test_moved_there_afterwards_they_are_gone_on_its_next_request(
    cast: Cast, leila: Membership
) -> None:
    keys = written(cast)
    partner, worker = sign_in(leila), sign_in(cast.amal)
    assert len(seen(partner, pages(cast, keys))) > 4
    # The note through its own page, as its writer would.
    change = reverse("engagement:note_change", args=[cast.marta, keys["note"]])
    form = next(f for f in forms_of(worker.get(change).content.decode()) if "kind" in f.fields)
    sent = {**form.as_sent(), "compartment": str(PART.value)}
    assert worker.post(change, sent).status_code == 302
    note = reverse("engagement:note", args=[cast.marta, keys["note"]])
    assert partner.get(note).status_code == 404
    with acting_as(cast.amal.pk):
        for model, key in ((Goal, "goal"), (Reading, "reading")):
            assert model._default_manager.filter(pk=keys[key]).update(compartment=PART) == 1
    assert seen(partner, pages(cast, keys)) == []
    with acting_as(leila.pk):
        for model in (Contact, Goal, Reading):
            assert not model._default_manager.exists()
