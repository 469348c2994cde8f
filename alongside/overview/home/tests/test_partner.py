"""A partner's view of her page: each part alone shows its own and nothing else, on every page of hers."""

import datetime
import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.core.people import actions as people
from alongside.core.sharing.actions import locked
from alongside.core.sharing.rules.parts import IN_WORDS
from alongside.core.story import actions as story
from alongside.core.story.models import Subject
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import LOCKED, PARTS, Compartment, bits
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.support.engagement.models import Appointment, Contact
from alongside.support.outcomes.models import Attempt, Goal, Reading
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import words_shown
from tests.shared.sharing import give, make_leila, page_of, tell, went, wish

C = Compartment
# Parts a note, a goal, a check-in and a plan may belong to.
OF_THE_WORK = [part for part in PARTS if part not in (C.BASICS, C.IDENTITY)]


def canary(part: Compartment) -> str:
    """A word that stands in everything of one part and nowhere else."""
    return f"zq{part.name.lower().replace('_', '')}qz"


@pytest.fixture
def full(cast: Cast) -> dict[str, uuid.UUID]:
    """Give Marta something of every part, with its canary in each text; gives keys by part."""
    today = timezone.localdate()
    hers = {"client_id": cast.marta, "made_by": cast.amal}
    keys: dict[str, uuid.UUID] = {}
    with acting_as(cast.amal.pk):
        for part in LOCKED:
            locked.must_hold(client_id=cast.marta, part=part, by=actor(cast.amal))
        people.set_whereabouts(
            client_id=cast.marta, address=canary(C.LOCATION), since=None,
            membership_id=cast.amal.pk, by=actor(cast.amal),
        )  # fmt: skip
        for subject in Subject.objects.all():
            facts = {"state": "told", "her_words": canary(subject.part), "told_on": today}
            story.tell(client_id=cast.marta, subject=subject.key, facts=facts, by=actor(cast.amal))
        for part in OF_THE_WORK:
            own = {**hers, "compartment": part}
            note = Contact(**own, happened_on=today, kind="walk", worker_words=canary(part))
            note.save(force_insert=True)
            Appointment(
                **own, on_date=today + datetime.timedelta(days=3), what=canary(part),
                membership=cast.amal,
            ).save(force_insert=True)  # fmt: skip
            goal = Goal(**own, words=canary(part), began_on=today)
            goal.save(force_insert=True)
            Attempt(**own, goal=goal, happened_on=today, words=canary(part)).save(force_insert=True)
            Reading(**own, goal=goal, voice="hers", happened_on=today, words=canary(part)).save(
                force_insert=True
            )
            keys[f"note {part}"], keys[f"goal {part}"] = note.pk, goal.pk
    wish(cast, "ask", about="words", whom_words="zqwishqz")
    tell(cast, went(cast, whom_words="zqpassedqz"))
    return keys


def everything_she_opens(browser: Browser, cast: Cast) -> str:
    """Open every page of hers that a partner can reach, and give all they say."""
    pages = [
        "/", "/women/", reverse("home:her", args=[cast.marta]),
        reverse("home:timeline", args=[cast.marta]), reverse("outcomes:goals", args=[cast.marta]),
        reverse("people:whereabouts", args=[cast.marta]), reverse("herspace:my_path", args=[cast.marta]),
        reverse("engagement:note_whom"),
    ]  # fmt: skip
    said = []
    for url in pages:
        answer = browser.get(url)
        assert answer.status_code in (200, 403), (url, answer.status_code)
        said.append(answer.content.decode())
    return "\n".join(said)


def leaks(said: str, allowed: int) -> list[str]:
    found = [part.name for part in PARTS if canary(part) in said and not part & allowed]
    return found + [word for word in ("zqwishqz", "zqpassedqz") if word in said]


@pytest.mark.parametrize("part", OF_THE_WORK, ids=lambda part: part.name)
def test_one_part_alone_shows_its_own_and_nothing_else(
    cast: Cast, full: dict[str, uuid.UUID], part: Compartment
) -> None:
    leila = make_leila()
    give(cast, leila, part)
    browser = sign_in(leila)
    said = everything_she_opens(browser, cast)
    assert leaks(said, part) == []
    # Where she is, is masked: it takes a reason, and a role that may look.
    assert canary(part) in said or part is C.LOCATION
    for other in OF_THE_WORK:
        own = 200 if other is part else 404
        for name, key in (("engagement:note", "note"), ("outcomes:goal", "goal")):
            url = reverse(name, args=[cast.marta, full[f"{key} {other}"]])
            assert browser.get(url).status_code == own


def test_only_her_name_shows_her_name_and_how_to_reach_her(
    cast: Cast, full: dict[str, uuid.UUID]
) -> None:
    leila = make_leila()
    give(cast, leila, C.BASICS)
    said = everything_she_opens(sign_in(leila), cast)
    assert leaks(said, C.BASICS) == []
    assert "Marta" in said
    # When somebody was last with her comes from the notes.
    assert "walk" not in said.lower()
    assert "not shared with you" in said


def test_it_says_what_is_shared_what_for_until_when_and_what_is_not(cast: Cast) -> None:
    leila = make_leila()
    until = timezone.now() + datetime.timedelta(days=30)
    give(cast, leila, bits(C.GOALS, C.NOTES), joint=C.NOTES, until_at=until, purpose="A flat")
    said = " ".join(words_shown(page_of(leila, f"/women/{cast.marta}/")).split())
    assert "you can see: how to contact her, goals, notes. You may write there too: notes." in said
    assert "For this: A flat" in said
    unseen = said.split("Not shared with you: ")[1].split(". Ask her")[0].split(", ")
    everyday = {str(IN_WORDS[part]) for part in PARTS if part not in LOCKED}
    assert set(unseen) == everyday - {"how to contact her", "goals", "notes"}
    for locked_one in LOCKED:
        assert str(IN_WORDS[locked_one]) not in said


def test_a_partner_writes_where_the_work_is_joint_and_nowhere_else(cast: Cast) -> None:
    leila = make_leila()
    grant = give(cast, leila, bits(C.GOALS, C.NOTES), joint=C.NOTES)
    browser = sign_in(leila)
    note, goal = (
        reverse(n, args=[cast.marta]) for n in ("engagement:note_new", "outcomes:new_goal")
    )
    assert browser.get(note).status_code == 200
    no = browser.get(goal)
    assert no.status_code == 409
    assert "Ask" in no.content.decode() or "alongside her" in no.content.decode()
    give(cast, leila, C.GOALS, joint=C.GOALS)
    assert browser.get(goal).status_code == 200
    assert "Add a goal" in page_of(leila, f"/women/{cast.marta}/")
    assert grant.writes == C.NOTES


@pytest.mark.parametrize(
    "name", ["people:contact", "sharing:who_sees", "sharing:named", "engagement:note_new"]
)
def test_a_no_says_why_and_whom_to_ask(cast: Cast, name: str) -> None:
    leila = make_leila()
    give(cast, leila, C.GOALS)
    answer = sign_in(leila).get(reverse(name, args=[cast.marta]))
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "alongside her" in said or "lead worker" in said


def test_a_partner_is_offered_no_button_that_would_say_no(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, C.GOALS)
    said = page_of(leila, f"/women/{cast.marta}/")
    for url in (
        reverse("people:contact", args=[cast.marta]),
        reverse("people:contact_right", args=[cast.marta]),
        reverse("engagement:note_new", args=[cast.marta]),
        reverse("outcomes:new_goal", args=[cast.marta]),
        reverse("sharing:who_sees", args=[cast.marta]),
        reverse("people:whereabouts", args=[cast.marta]),
    ):
        assert f'href="{url}"' not in said
        assert f'action="{url}"' not in said


def test_two_shares_are_two_sentences_and_an_agency_wide_one_is_for_all(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, C.GOALS, membership=None, agency=leila.agency)
    give(cast, leila, C.NOTES)
    said = page_of(leila, f"/women/{cast.marta}/")
    assert said.count("you can see:") == 2
    other = Membership.objects.create(
        worker=cast.petra.worker, agency=leila.agency, role=leila.role
    )
    gate.recompute_membership(other.pk)
    assert page_of(other, f"/women/{cast.marta}/").count("you can see:") == 1
