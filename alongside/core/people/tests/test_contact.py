"""women/<uuid>/contact/: changing how to reach her safely."""

import uuid
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.core.people import actions as people
from alongside.core.people import views
from alongside.core.people.models import SafeContact, SafeWay
from alongside.core.people.rules import NO_TIME
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.permissions import Permission
from tests.shared.asking import is_shown
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import forms_of
from tests.shared.nasty import NASTY

HOURS = [{"days": [1, 3], "from": "10:00", "until": "14:00"}]


def url(client_id: uuid.UUID) -> str:
    return reverse("people:contact", args=[client_id])


@pytest.fixture
def card(cast: Cast) -> Cast:
    ways = [
        {"kind": "text", "value": "+447700900111", "hours": HOURS, "words": "", "never": False},
        {"kind": "call", "value": "+447700900222", "hours": [], "words": "", "never": True},
    ]
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts={"code_word": "the library", "never": ["voicemail"]},
            ways=ways, version=1, by=actor(cast.amal),
        )  # fmt: skip
    return cast


def as_sent(page: Any) -> dict[str, list[str]]:
    form = next(f for f in forms_of(page.content.decode()) if "ways-TOTAL_FORMS" in f.fields)
    return form.as_sent()


def ways(cast: Cast) -> list[SafeWay]:
    with acting_as(cast.amal.pk):
        return list(SafeWay.objects.filter(client_id=cast.marta, ended_at__isnull=True))


def save(browser: Browser, cast: Cast, **change: Any) -> Any:
    sent = as_sent(browser.get(url(cast.marta)))
    return browser.post(url(cast.marta), {**sent, **change})


def test_saving_untouched_changes_nothing(card: Cast) -> None:
    before = {(way.pk, way.value, str(way.hours)) for way in ways(card)}
    assert save(sign_in(card.amal), card).status_code == 302
    assert {(way.pk, way.value, str(way.hours)) for way in ways(card)} == before


def test_a_changed_card_says_she_was_asked_only_where_somebody_ticks_it(card: Cast) -> None:
    browser = sign_in(card.amal)
    save(browser, card, code_word="the bakery", says_right="on")
    assert checked(card) == (timezone.localdate(), card.amal.pk, False)
    assert save(browser, card).status_code == 302
    assert checked(card) == (timezone.localdate(), card.amal.pk, False)
    save(browser, card, code_word="the baths")
    assert checked(card) == (None, None, False)


def test_hearsay_stays_hearsay_until_she_says_it_is_right(card: Cast) -> None:
    with acting_as(card.amal.pk):
        SafeContact.objects.update(hearsay=True)
    browser = sign_in(card.amal)
    save(browser, card, code_word="the bakery")
    assert checked(card) == (None, None, True)
    save(browser, card, says_right="on")
    assert checked(card) == (timezone.localdate(), card.amal.pk, False)


def checked(cast: Cast) -> tuple[object, object, bool]:
    with acting_as(cast.amal.pk):
        now = SafeContact.objects.get()
        return now.checked_on, now.checked_by_id, now.hearsay


def test_writing_how_to_reach_her_takes_the_right_to_write() -> None:
    for view in (views.contact, views.contact_right):
        assert view.access is Permission.WRITE_CONTACT  # type: ignore[attr-defined]


def test_a_never_number_is_not_in_the_page_and_stays(card: Cast) -> None:
    page = sign_in(card.amal).get(url(card.marta)).content.decode()
    assert "07700 900111" in page
    assert "900222" not in page
    assert "Never by phone." in page


def test_unticking_takes_a_never_off(card: Cast) -> None:
    save(sign_in(card.amal), card, kept_never=[])
    assert [way.kind for way in ways(card)] == ["text"]


def test_a_new_way_takes_two_lines_of_times_as_people_write_them(card: Cast) -> None:
    answer = save(
        sign_in(card.amal), card,
        **{
            "ways-1-kind": "call", "ways-1-value": "07700 900333", "ways-1-days": ["0", "4"],
            "ways-1-starts": "9.00 am", "ways-1-ends": "12.30pm", "ways-1-days_too": ["5"],
            "ways-1-starts_too": "10:00", "ways-1-ends_too": "11:00", "ways-1-words": "ring twice",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    new = next(way for way in ways(card) if way.value == "+447700900333")
    assert (new.hours, new.words) == (
        [
            {"days": [0, 4], "from": "09:00", "until": "12:30"},
            {"days": [5], "from": "10:00", "until": "11:00"},
        ],
        "ring twice",
    )
    again = sign_in(card.amal).get(url(card.marta)).content.decode()
    assert 'value="09:00"' in again
    assert 'value="10:00"' in again


def test_a_way_may_have_no_safe_time_yet(card: Cast) -> None:
    browser = sign_in(card.amal)
    none = {"ways-0-days": [], "ways-0-starts": "", "ways-0-ends": "", "ways-0-no_time": "on"}
    assert save(browser, card, **none).status_code == 302
    assert next(way for way in ways(card) if way.kind == "text").hours == NO_TIME
    assert save(browser, card).status_code == 302
    assert next(way for way in ways(card) if way.kind == "text").hours == NO_TIME


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ways-0-value": "07700 9"}, "too short"),
        ({"ways-0-value": ""}, "Write the number, address or person."),
        ({"ways-0-kind": ""}, "Choose how"),
        ({"ways-0-kind": "owl"}, "Choose one of the answers shown"),
        ({"ways-0-kind": "email"}, "does not look like an e-mail"),
        ({"ways-0-days": []}, "Tick the days"),
        ({"ways-0-starts": ""}, "Write from when"),
        ({"ways-0-ends": ""}, "Write until when"),
        ({"ways-0-ends": "09:00"}, "not after the beginning"),
        ({"ways-0-starts": "soon"}, "Write the time like 14:30"),
        ({"ways-0-no_time": "on"}, "You ticked days too"),
        ({"never": ["owls"]}, "Choose from the answers shown"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_kept(
    card: Cast, change: dict[str, Any], sentence: str
) -> None:
    before = [way.pk for way in ways(card)]
    page = save(sign_in(card.amal), card, good_to_know="Ask for Joy first", **change)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "Ask for Joy first" in page.content.decode()
    assert [way.pk for way in ways(card)] == before


def test_two_who_write_at_once_see_both_texts(card: Cast) -> None:
    amal, bea = sign_in(card.amal), sign_in(card.bea)
    mine = as_sent(amal.get(url(card.marta)))
    save(bea, card, good_to_know="He is away until Friday")
    page = amal.post(url(card.marta), {**mine, "good_to_know": "Ask for Joy first"})
    assert page.status_code == 409
    text = page.content.decode()
    assert "He is away until Friday" in text
    assert "Ask for Joy first" in text
    assert amal.post(url(card.marta), as_sent(page)).status_code == 302
    with acting_as(card.amal.pk):
        assert SafeContact.objects.get().good_to_know == "Ask for Joy first"


def test_a_double_click_is_no_quarrel(card: Cast) -> None:
    browser = sign_in(card.amal)
    sent = {**as_sent(browser.get(url(card.marta))), "good_to_know": "Ask for Joy first"}
    assert browser.post(url(card.marta), sent).status_code == 302
    assert browser.post(url(card.marta), sent).status_code == 302


def test_no_text_breaks_it_or_is_lost(card: Cast) -> None:
    browser = sign_in(card.amal)
    for name, text in NASTY.items():
        if "\ud800" in text:
            continue
        page = save(
            browser, card,
            **{"good_to_know": text, "code_word": text, "ways-1-kind": "through", "ways-1-value": text},
        )  # fmt: skip
        assert page.status_code in (302, 422), name
        if page.status_code == 422:
            assert is_shown(text, page.content.decode()), name


@pytest.mark.parametrize("total", ["", "-1", "10000", "x"])
def test_a_form_that_was_tampered_with_is_no_fault(card: Cast, total: str) -> None:
    page = save(sign_in(card.amal), card, **{"ways-TOTAL_FORMS": total})
    assert page.status_code in (302, 422)
    with acting_as(card.amal.pk):
        assert SafeWay.objects.filter(client_id=card.marta, ended_at__isnull=True).exists()


@pytest.mark.parametrize("who", ["cleo", "nadia", "amal_at_hearth"])
def test_a_stranger_gets_the_same_404_as_for_nobody(card: Cast, who: str) -> None:
    browser = sign_in(getattr(card, who))
    theirs, never = browser.get(url(card.marta)), browser.get(url(uuid.uuid4()))
    assert theirs.status_code == never.status_code == 404
    assert theirs.content == never.content
    assert browser.post(url(card.marta), {"code_word": "x"}).status_code == 404


@pytest.mark.parametrize("who", ["vera", "ada", "conny"])
def test_other_roles_may_not(card: Cast, who: str) -> None:
    assert sign_in(getattr(card, who)).get(url(card.marta)).status_code == 403
