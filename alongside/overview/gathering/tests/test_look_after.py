"""Who may bring something up next, and whose section it is; it opens nothing to anybody."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from alongside.core.story.models import Topic
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.queries import rights
from alongside.overview.gathering.tests.test_bank import shown, tell
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import forms_of, words_shown
from tests.shared.sharing import give, make_leila


def section(cast: Cast, subject: str = "home") -> str:
    return reverse("gathering:section", args=[cast.marta, subject])


def topic(cast: Cast) -> Topic:
    with acting_as(cast.amal.pk):
        return Topic.objects.select_related("owner_agency").get(client_id=cast.marta)


def save(cast: Cast, url: str, **typed: Any) -> Any:
    browser = sign_in(cast.amal)
    form = next(
        one for one in forms_of(browser.get(url).content.decode()) if "ask_next" in one.fields
    )
    return browser.post(url, {**form.as_sent(), **typed})


def test_before_anything_is_told_she_may_say_that_nobody_asks(cast: Cast) -> None:
    assert save(cast, section(cast), ask_next="nobody").status_code == 302
    assert (topic(cast).ask_next, topic(cast).state) == ("nobody", "not_asked")
    assert "nobody asks for now" in shown(cast)


def test_one_worker_only_has_to_be_named_and_is_one_of_those_alongside_her(cast: Cast) -> None:
    answer = save(cast, section(cast), ask_next="worker")
    assert answer.status_code == 422
    assert "Say which worker" in words_shown(answer.content.decode())
    assert (
        save(cast, section(cast), ask_next="worker", ask_worker=str(cast.cleo.pk)).status_code
        == 422
    )
    assert (
        save(cast, section(cast), ask_next="worker", ask_worker=str(cast.amal.pk)).status_code
        == 302
    )
    assert topic(cast).ask_worker_id == cast.amal.pk


def test_an_agency_with_a_share_may_look_after_a_section_and_sees_no_more_by_it(cast: Cast) -> None:
    tell(cast, "health", "I faint.")
    leila = make_leila()
    give(cast, leila, C.STORY)
    url = reverse("gathering:look_after", args=[cast.marta, topic(cast).pk])
    assert save(cast, url, owner_agency=str(leila.agency_id)).status_code == 302
    assert topic(cast).owner_agency == leila.agency
    assert "Housing Options looks after this section." in shown(cast)
    with acting_as(leila.pk):
        assert not rights(cast.marta).may_read(C.HEALTH)
    assert "I faint." not in shown(cast, leila)
    answer = save(cast, url, owner=str(cast.amal.pk), owner_agency=str(leila.agency_id))
    assert answer.status_code == 422
    assert save(cast, url, owner=str(cast.amal.pk), owner_agency="").status_code == 302
    assert "Amal looks after this section." in shown(cast)


def test_an_agency_without_a_share_can_not_be_chosen(cast: Cast) -> None:
    assert save(cast, section(cast), owner_agency=str(cast.hearth.pk)).status_code == 422


def test_somebody_who_saved_meanwhile_is_not_written_over(cast: Cast) -> None:
    tell(cast, "home", "My cousin's sofa.")
    stale = {"ask_next": "nobody", "version": "1"}
    save(cast, section(cast), owner=str(cast.amal.pk))
    answer = sign_in(cast.amal).post(section(cast), stale)
    assert answer.status_code == 422
    assert topic(cast).ask_next == "anyone"
    assert sign_in(cast.amal).post(section(cast), {**stale, "version": "2"}).status_code == 302


@pytest.mark.parametrize("typed", ["", "x", "9" * 300, str(uuid.UUID(int=7)), "before\x00after"])
def test_whatever_is_sent_is_answered_with_a_sentence(cast: Cast, typed: str) -> None:
    names = ("ask_next", "ask_worker", "owner", "owner_agency", "version")
    answer = sign_in(cast.amal).post(section(cast), dict.fromkeys(names, typed))
    assert answer.status_code == 422


def test_a_stranger_finds_nothing_and_a_volunteer_may_not(cast: Cast) -> None:
    tell(cast, "home", "My cousin's sofa.")
    for url in (section(cast), reverse("gathering:look_after", args=[cast.marta, topic(cast).pk])):
        assert sign_in(cast.cleo).get(url).status_code == 404
        assert sign_in(cast.vera).get(url).status_code == 403
    assert sign_in(cast.amal).get(section(cast, "nothing")).status_code == 404
    absent = reverse("gathering:look_after", args=[cast.marta, uuid.uuid4()])
    assert sign_in(cast.amal).get(absent).status_code == 404
