"""A note, a goal, a check-in and a file about immigration, and an agency that was granted notes and goals.

Written there, it never sees them; moved there afterwards, they are gone on its very next request, wherever it
looks. Everything is moved as a worker does it, through the pages.
"""

import datetime
import uuid
from dataclasses import dataclass

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.core.papers.models import Paper
from alongside.core.parts.actions import must_hold
from alongside.core.story.models import Topic
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.compartments import bits
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit.models import RowHistory
from alongside.foundation.common.keys import new_key
from alongside.support.engagement.models import Appointment, Contact
from alongside.support.outcomes import actions as outcomes
from alongside.support.outcomes.models import Attempt, Goal, GoalStep, OutcomeArea, Reading
from alongside.support.outcomes.rules import Said
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.files import a_paper
from tests.shared.moving import move
from tests.shared.sharing import give, make_leila

CANARY = "zqhomeofficeqz"
SHARED = bits(C.NOTES, C.GOALS, C.HEALTH, C.STORY)
KINDS = (Contact, Appointment, Goal, GoalStep, Attempt, Reading, Topic, Paper)


@dataclass
class Things:
    """Something of every kind that may be moved, each with the canary in all its words."""

    note: uuid.UUID
    planned: uuid.UUID
    goal: uuid.UUID
    sitting: uuid.UUID
    topic: uuid.UUID
    paper: uuid.UUID

    def movers(self, cast: Cast) -> dict[str, str]:
        """The page that moves each."""
        to = {
            "engagement:note_part": self.note, "engagement:appointment_part": self.planned,
            "outcomes:goal_part": self.goal, "outcomes:check_in_part": self.sitting,
            "story:topic_part": self.topic, "papers:paper_part": self.paper,
        }  # fmt: skip
        return {name: reverse(name, args=[cast.marta, key]) for name, key in to.items()}


@pytest.fixture
def leila(cast: Cast) -> Membership:
    """Leila of Housing Options, to whom Marta shares notes, goals, health and her story."""
    hat = make_leila()
    give(cast, hat, SHARED)
    return hat


def written(cast: Cast, part: C | None = None) -> Things:
    """Write one of everything, where such things usually stand or in the part given."""
    today, hers = timezone.localdate(), {"client_id": cast.marta, "made_by": cast.amal}
    with acting_as(cast.amal.pk):
        if part:
            must_hold(client_id=cast.marta, part=part, by=actor(cast.amal))
        note = Contact(
            **hers, happened_on=today, kind="walk", worker_words=CANARY, compartment=part or C.NOTES
        )
        note.save(force_insert=True)
        planned = Appointment(
            **hers, on_date=today + datetime.timedelta(days=2), what=CANARY, membership=cast.amal,
            compartment=part or C.NOTES,
        )  # fmt: skip
        planned.save(force_insert=True)
        goal = outcomes.add_goal(
            goal_id=new_key(), client_id=cast.marta, words=f"{CANARY} goal", began_on=today,
            steps=[f"{CANARY} one", f"{CANARY} two"], by=actor(cast.amal),
        )  # fmt: skip
        outcomes.add_attempt(
            attempt_id=new_key(), goal=goal, happened_on=today, words=CANARY, by=actor(cast.amal)
        )
        outcomes.check_in(
            sitting=new_key(), client_id=cast.marta, about=goal, said=[Said("hers", 1, CANARY)], on=today,
            by=actor(cast.amal),
        )  # fmt: skip
        sitting = outcomes.check_in(
            sitting=new_key(), client_id=cast.marta, about=OutcomeArea.objects.get(key="health"),
            said=[Said("hers", 1, CANARY), Said("worker", 2, CANARY)], on=today, by=actor(cast.amal),
        )  # fmt: skip
        topic = Topic(
            client_id=cast.marta, subject_id="home", compartment=part or C.STORY, state="told",
            her_words=CANARY,
        )  # fmt: skip
        topic.save(force_insert=True)
        paper = a_paper(cast, f"{CANARY} letter", part or C.NOTES, CANARY.encode())
    things = Things(note.pk, planned.pk, goal.pk, sitting, topic.pk, paper.pk)
    if part:
        browser, pages = sign_in(cast.amal), things.movers(cast)
        for name in ("outcomes:goal_part", "outcomes:check_in_part"):
            assert move(browser, pages[name], part).status_code == 302
    return things


def surfaces(cast: Cast, things: Things) -> list[str]:
    """Every page on which one of them can be seen."""
    hers = [cast.marta]
    area = OutcomeArea.objects.get(key="health").pk
    pages = [reverse("home:today"), reverse("home:women")]
    pages += [
        reverse(name, args=hers)
        for name in (
            "home:her", "home:timeline", "outcomes:goals", "outcomes:choose_check_in", "herspace:my_path",
            "herspace:pick", "papers:papers",
        )
    ]  # fmt: skip
    return [
        *pages,
        reverse("engagement:note", args=[cast.marta, things.note]),
        reverse("outcomes:goal", args=[cast.marta, things.goal]),
        reverse("outcomes:goal_path", args=[cast.marta, things.goal]),
        reverse("outcomes:area_path", args=[cast.marta, area]),
        reverse("papers:paper", args=[cast.marta, things.paper]),
        reverse("papers:paper_file", args=[cast.marta, things.paper]),
    ]


def seen(browser: Browser, urls: list[str]) -> list[str]:
    """List the pages that show the canary to this reader, and what a search for it finds."""
    answers = [(url, browser.get(url)) for url in urls]
    assert {answer.status_code for _url, answer in answers} <= {200, 404, 409}
    found = browser.post(reverse("home:find"), {"q": "Marta"})
    answers.append(("find", found))
    return [url for url, answer in answers if CANARY.encode() in answer.content]


def rows_seen(hat: Membership) -> list[str]:
    """List the tables in which a hat finds a row by plain SQL, their history included."""
    with acting_as(hat.pk):
        found = [kind._meta.db_table for kind in KINDS if kind._default_manager.exists()]
        tables = [kind._meta.db_table for kind in KINDS]
        if RowHistory.objects.filter(table_name__in=tables).exists():
            found.append("history")
    return found


def assert_absent(browser: Browser, cast: Cast, things: Things) -> None:
    """See that what is hidden answers byte for byte like what never was."""
    never = Things(*(uuid.uuid4() for _ in range(6)))
    keyed = zip(surfaces(cast, things), surfaces(cast, never), strict=True)
    compared = 0
    for hidden, absent in ((a, b) for a, b in keyed if a != b):
        one, other = browser.get(hidden), browser.get(absent)
        assert (one.status_code, one.content) == (404, other.content), hidden
        assert dict(one.headers) == dict(other.headers)
        compared += 1
    for hidden, absent in zip(
        things.movers(cast).values(), never.movers(cast).values(), strict=True
    ):
        one, other = browser.get(hidden), browser.get(absent)
        assert (one.status_code, one.content) == (404, other.content), hidden
        compared += 1
    assert compared == 11


def test_what_is_about_immigration_is_never_seen_by_an_agency_granted_notes_and_goals(
    cast: Cast, leila: Membership
) -> None:
    things = written(cast, C.IMMIGRATION)
    partner = sign_in(leila)
    assert seen(partner, surfaces(cast, things)) == []
    assert rows_seen(leila) == []
    assert_absent(partner, cast, things)
    assert len(seen(sign_in(cast.amal), surfaces(cast, things))) > 9


def test_moved_there_afterwards_everything_is_gone_on_its_very_next_request(
    cast: Cast, leila: Membership
) -> None:
    things = written(cast)
    partner, worker = sign_in(leila), sign_in(cast.amal)
    assert len(seen(partner, surfaces(cast, things))) > 9
    assert rows_seen(leila) == [*(kind._meta.db_table for kind in KINDS), "history"]
    before = worker.get(reverse("home:her", args=[cast.marta])).content.decode().count(CANARY)
    for name, page in things.movers(cast).items():
        assert move(worker, page, C.IMMIGRATION).status_code == 302, name
        # Nothing of it answers the next request, whatever else is still to be moved.
        assert partner.get(page).status_code == 404, name
    assert seen(partner, surfaces(cast, things)) == []
    assert rows_seen(leila) == []
    assert_absent(partner, cast, things)
    # Whoever moved it sees all of it, as before.
    after = worker.get(reverse("home:her", args=[cast.marta])).content.decode().count(CANARY)
    assert after == before
