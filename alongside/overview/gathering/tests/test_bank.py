"""What can be talked about with her: what she told first, in any order, never a form to finish (R27)."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.core.story import actions as story
from alongside.core.story.models import Subject
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import words_shown
from tests.shared.sharing import give, make_leila


def page(cast: Cast) -> str:
    return reverse("gathering:bank", args=[cast.marta])


def shown(cast: Cast, hat: Membership | None = None) -> str:
    html = sign_in(hat or cast.amal).get(page(cast)).content.decode()
    return " ".join(words_shown(html[html.index("<main") :]).split())


def tell(cast: Cast, subject: str, words: str, **facts: object) -> None:
    with acting_as(cast.amal.pk):
        story.tell(
            client_id=cast.marta, subject=subject, by=actor(cast.amal),
            facts={"state": "told", "her_words": words, "heard_by": cast.amal, **facts},
        )  # fmt: skip


def test_what_she_told_stands_first_and_the_rest_is_an_offer(cast: Cast) -> None:
    tell(cast, "home", "My cousin's sofa.")
    said = shown(cast)
    assert said.index("My cousin's sofa.") < said.index("If she feels like it")
    assert "What are you proud of?" in said


def test_nothing_says_what_is_missing_or_how_much_is_done(cast: Cast) -> None:
    tell(cast, "home", "My cousin's sofa.")
    said = shown(cast).lower()
    for never in (
        "%",
        "missing",
        "complete",
        "incomplete",
        "required",
        "outstanding",
        "progress",
    ):
        assert never not in said.replace("goals and progress", "")
    assert not re.search(r"\d+ (of|out of) \d+", said)


def test_who_sees_each_section_is_said_in_a_sentence(cast: Cast) -> None:
    tell(cast, "home", "My cousin's sofa.")
    tell(cast, "health", "I faint.")
    tell(cast, "harm", "Him.")
    give(cast, make_leila(), C.STORY)
    said = shown(cast)
    assert said.count("by a share: Housing Options.") >= 1
    assert "Only workers she named can see this." in said
    assert "by no other agency." in said


def test_the_questions_she_was_spared_are_told(cast: Cast) -> None:
    tell(cast, "home", "My cousin's sofa.")
    tell(cast, "strengths", "I bake.")
    assert "She was spared" not in shown(cast)
    give(cast, make_leila(), C.STORY)
    assert "She was spared 2 questions" in shown(cast)


def test_whoever_it_is_shared_with_sees_that_part_and_not_who_else_does(cast: Cast) -> None:
    tell(cast, "home", "My cousin's sofa.")
    tell(cast, "health", "I faint.")
    leila = make_leila()
    give(cast, leila, C.STORY)
    said = shown(cast, leila)
    assert "My cousin's sofa." in said
    assert "she has told this" in said
    assert "I faint." not in said
    assert "Seen by" not in said


def test_a_locked_subject_looks_the_same_to_others_whether_she_told_it_or_not(cast: Cast) -> None:
    before = shown(cast, cast.bea)
    tell(cast, "sex_working", "zqnightsqz")
    assert shown(cast, cast.bea) == before
    assert "zqnightsqz" in shown(cast)


def test_it_asks_the_database_as_often_however_much_she_told(cast: Cast) -> None:
    browser = sign_in(cast.amal)

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(page(cast)).status_code == 200
        return len(caught)

    tell(cast, "home", "My cousin's sofa.")
    asked()
    before = asked()
    for subject in Subject.objects.exclude(key="home").exclude(
        compartment__in=[4, 256, 512, 1 << 15]
    ):
        tell(cast, subject.key, "Words.")
    assert asked() == before


def test_what_was_shown_is_written_down(committed_cast: Cast) -> None:
    cast = committed_cast
    tell(cast, "health", "I faint.")
    sign_in(cast.amal).get(page(cast))
    rows = as_admin("select compartments from audit_entry where what = 'gathering.bank'")
    assert rows == [(C.BASICS | C.HEALTH,)]


@pytest.mark.parametrize("who", ["cleo", "amal_at_hearth", "nadia"])
def test_a_stranger_finds_nothing(cast: Cast, who: str) -> None:
    assert sign_in(getattr(cast, who)).get(page(cast)).status_code == 404
    absent = reverse("gathering:bank", args=[uuid.uuid4()])
    assert sign_in(getattr(cast, who)).get(absent).status_code == 404


def test_a_volunteer_may_not(cast: Cast) -> None:
    assert sign_in(cast.vera).get(page(cast)).status_code == 403


def test_who_matters_to_her_is_kept_around_her_and_asked_nowhere_else(cast: Cast) -> None:
    around = reverse("around:around", args=[cast.marta])
    subject = reverse("story:topic", args=[cast.marta, "people"])
    name = "People and animals who matter to her"
    html = sign_in(cast.amal).get(page(cast)).content.decode()
    assert name not in html
    assert f'href="{around}"' in html
    first = words_shown(sign_in(cast.amal).get(subject).content.decode())
    assert "Nobody is written down yet" in first
    assert "Who is good for you?" not in first
    tell(cast, "people", "My aunt in Leith.")
    assert "My aunt in Leith." in shown(cast)
    assert "My aunt in Leith." in words_shown(sign_in(cast.amal).get(subject).content.decode())
