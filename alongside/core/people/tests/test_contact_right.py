"""women/<uuid>/contact/right/: she says it is still right."""

import uuid

from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.core.people import actions as people
from alongside.core.people.models import SafeContact
from alongside.foundation.access.context import acting_as
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import forms_of

WAY = {"kind": "text", "value": "+447700900123", "hours": [], "words": "", "never": False}


def url(client_id: uuid.UUID) -> str:
    return reverse("people:contact_right", args=[client_id])


def write(cast: Cast, version: int) -> None:
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts={}, ways=[WAY], version=version, by=actor(cast.amal)
        )


def as_sent(browser: Browser, cast: Cast) -> dict[str, list[str]]:
    """Give what the button on her page would send."""
    page = browser.get(reverse("home:her", args=[cast.marta])).content.decode()
    return next(form for form in forms_of(page) if form.action == url(cast.marta)).as_sent()


def checked(cast: Cast) -> tuple[object, object]:
    with acting_as(cast.amal.pk):
        card = SafeContact.objects.get()
        return card.checked_on, card.checked_by_id


def test_who_asked_her_and_when_stand_on_the_card(cast: Cast) -> None:
    write(cast, 1)
    browser = sign_in(cast.amal)
    assert browser.post(url(cast.marta), as_sent(browser, cast)).status_code == 302
    assert checked(cast) == (timezone.localdate(), cast.amal.pk)


def test_her_yes_to_an_older_card_is_no_yes_to_this_one(cast: Cast) -> None:
    write(cast, 1)
    browser = sign_in(cast.amal)
    sent = as_sent(browser, cast)
    write(cast, 2)
    page = browser.post(url(cast.marta), sent, follow=True).content.decode()
    assert "Somebody changed how to reach Marta meanwhile." in page
    assert checked(cast) == (None, None)


def test_a_yes_to_no_card_at_all_is_none(cast: Cast) -> None:
    for version in ({}, {"version": "x"}, {"version": "9" * 30}):
        assert sign_in(cast.amal).post(url(cast.marta), version).status_code == 302
    assert checked(cast) == (None, None)


def test_reading_its_address_does_nothing(cast: Cast) -> None:
    assert sign_in(cast.amal).get(url(cast.marta)).status_code == 405
    assert sign_in(cast.cleo).post(url(cast.marta)).status_code == 404
    assert sign_in(cast.ada).post(url(cast.marta)).status_code == 403
