"""Her story, read with her or taken on paper: only what she picks, in her words, saying who printed it."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from alongside.core.story.actions import lines
from alongside.core.story.models import Topic
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.overview.gathering import prints, rules, views
from alongside.overview.gathering.tests.test_bank import tell
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import forms_of, words_shown
from tests.shared.nasty import NASTY


def page(cast: Cast, name: str = "line") -> str:
    return reverse(f"gathering:{name}", args=[cast.marta])


def key(cast: Cast, subject: str) -> str:
    with acting_as(cast.amal.pk):
        return Topic.objects.get(client_id=cast.marta, subject_id=subject).pk.hex


def read(cast: Cast, *picked: str) -> str:
    answer = sign_in(cast.amal).post(page(cast), dict.fromkeys(picked, "on"))
    return words_shown(answer.content.decode())


@pytest.fixture
def story(cast: Cast) -> Cast:
    """Marta has told of her strengths, her home, her health and what is locked."""
    tell(cast, "strengths", "I bake.", worker_words="Bakes for a living.")
    tell(cast, "home", "My cousin's sofa.")
    tell(cast, "health", "I faint.")
    tell(cast, "children", "Zosia.")
    tell(cast, "safety", "He waits.")
    tell(cast, "sex_working", "Nights.")
    tell(cast, "sexual_violence", "He wanted more for the sofa.")
    return cast


def test_what_is_more_private_starts_unpicked(story: Cast) -> None:
    form = next(
        one for one in forms_of(sign_in(story.amal).get(page(story)).content.decode())
        if key(story, "home") in one.fields
    )  # fmt: skip
    ticked = {name for name, values in form.as_sent().items() if values == ["on"]}
    assert ticked == {key(story, "strengths"), key(story, "home")}
    for private in ("health", "children", "safety", "sex_working", "sexual_violence"):
        assert key(story, private) in form.fields


def test_only_what_she_picks_is_shown_and_only_her_words(story: Cast) -> None:
    said = read(story, key(story, "home"), key(story, "strengths"))
    assert "My cousin's sofa." in said
    assert "I bake." in said
    for other in ("I faint.", "Zosia.", "He waits.", "Nights.", "Bakes for a living."):
        assert other not in said


def test_picking_nothing_shows_nothing(story: Cast) -> None:
    said = read(story)
    assert "You have not ticked anything." in said
    assert "I bake." not in said
    assert sign_in(story.amal).post(page(story, "paper"), {}).status_code == 302


def test_with_nothing_told_it_says_that_this_is_fine(cast: Cast) -> None:
    said = words_shown(sign_in(cast.amal).get(page(cast)).content.decode())
    assert "That is fine." in said


def test_what_led_to_it_stands_in_her_order_unless_it_has_a_part_of_its_own(cast: Cast) -> None:
    for words, cause in (("My mother died.", ""), ("He hit me.", "home_harm"), ("The rent.", "")):
        with acting_as(cast.amal.pk):
            lines.add_entry(
                key=new_key(), client_id=cast.marta, subject="home", membership_id=cast.amal.pk,
                by=actor(cast.amal), facts={"kind": "cause", "her_words": words, "cause": cause},
            )  # fmt: skip
    said = read(cast, key(cast, "home"))
    assert said.index("My mother died.") < said.index("The rent.")
    assert "He hit me." not in said


def test_on_paper_it_is_tagged_and_says_who_printed_it(
    story: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_in_type: dict[str, Any] = {}
    make = prints.make_pdf

    def kept(template: Any, data: dict[str, Any], *, language: str) -> bytes:
        set_in_type.update(data)
        return make(template, data, language=language)

    monkeypatch.setattr(prints, "make_pdf", kept)
    answer = sign_in(story.amal).post(page(story, "paper"), {key(story, "home"): "on"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="my-story.pdf"'
    assert answer.content.startswith(b"%PDF")
    assert b"pdfuaid" in answer.content
    (piece,) = set_in_type["pieces"]
    assert (piece["title"], piece["words"]) == (
        "How I came to be without a home",
        "My cousin's sofa.",
    )
    assert set_in_type["by"].startswith("Printed by Amal on ")
    assert "Harbour" not in str(set_in_type)


@pytest.mark.parametrize("what", NASTY)
def test_any_words_can_be_printed(what: str) -> None:
    class Piece:
        class topic:  # noqa: N801
            her_words = NASTY[what].replace("\x00", "")

        class subject:  # noqa: N801
            her_name = "How I came to be without a home"

        causes: list[Any] = []

    assert prints.story_pdf(
        [Piece()], rules.printed("Amal", views.timezone.localdate())
    ).startswith(b"%PDF")  # type: ignore[list-item]


def test_reading_and_printing_are_written_down_with_what_was_shown(committed_cast: Cast) -> None:
    cast = committed_cast
    tell(cast, "home", "My cousin's sofa.")
    tell(cast, "health", "I faint.")
    one = key(cast, "home")
    sign_in(cast.amal).get(page(cast))
    sign_in(cast.amal).post(page(cast), {one: "on"})
    sign_in(cast.amal).post(page(cast, "paper"), {one: "on"})
    rows = as_admin(
        "select event, what, compartments from audit_entry where what like 'gathering.%%' order by at"
    )
    both = C.BASICS | C.STORY
    assert rows == [
        ("opened", "gathering.line", both | C.HEALTH), ("opened", "gathering.line", both),
        ("printed", "gathering.paper", both),
    ]  # fmt: skip


def test_a_stranger_finds_nothing_and_a_volunteer_may_not(cast: Cast) -> None:
    for name in ("line", "paper"):
        assert sign_in(cast.cleo).post(page(cast, name)).status_code == 404
        assert sign_in(cast.vera).post(page(cast, name)).status_code == 403
        absent = reverse(f"gathering:{name}", args=[uuid.uuid4()])
        assert sign_in(cast.amal).post(absent).status_code == 404
    assert sign_in(cast.amal).get(page(cast, "paper")).status_code == 405
