"""/calendar/: making, showing once and ending a secret address."""

import re
import uuid

from django.test import Client as Browser

from alongside.foundation.access.context import acting_as
from alongside.overview.feeds import actions, rules
from alongside.overview.feeds.models import FeedLink
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import forms_of


def make(browser: Browser, **said: str) -> object:
    page = browser.get("/calendar/").content.decode()
    form = next(one for one in forms_of(page) if "said" in one.fields)
    return browser.post("/calendar/", {**form.as_sent(), **said})


def test_the_address_is_shown_once_and_opens(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    assert make(browser).status_code == 302  # type: ignore[attr-defined]
    page = browser.get("/calendar/").content.decode()
    address = re.search(r'value="http://testserver(/calendar/[\w-]{30,}\.ics)"', page)
    assert address is not None
    assert Browser().get(address[1]).status_code == 200
    assert ".ics" not in browser.get("/calendar/").content.decode()
    assert "Addresses that are open" in page
    assert f"/calendar/links/{FeedLink.objects.get().pk}/end/" in page


def test_pressing_three_times_makes_one(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    page = browser.get("/calendar/").content.decode()
    form = next(one for one in forms_of(page) if "said" in one.fields).as_sent()
    for _press in range(3):
        assert browser.post("/calendar/", form).status_code == 302
    assert FeedLink.objects.count() == 1


def test_a_word_of_ones_own_is_not_taken(cast: Cast) -> None:
    answer = make(sign_in(cast.amal), said="Marta")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Choose a word." in answer.content.decode()  # type: ignore[attr-defined]
    assert not FeedLink.objects.exists()


def test_there_are_only_so_many(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    for _link in range(rules.MOST_LINKS):
        make(browser)
        browser.get("/calendar/")
    answer = make(browser)
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert "End one that you don’t need first." in answer.content.decode()  # type: ignore[attr-defined]
    assert FeedLink.objects.count() == rules.MOST_LINKS


def test_she_ends_it_and_nobody_else_can(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        token = actions.make_link(
            key=uuid.uuid4(), said="busy", membership=cast.amal, by=actor(cast.amal)
        )
    one = FeedLink.objects.get()
    end = f"/calendar/links/{one.pk}/end/"
    for hat in (cast.bea, cast.amal_at_hearth, cast.cleo):
        assert sign_in(hat).post(end).status_code == 404
        assert str(one.pk) not in sign_in(hat).get("/calendar/").content.decode()
    assert sign_in(cast.ada).post(end).status_code == 403
    assert Browser().post(end).status_code == 302
    assert Browser().get(f"/calendar/{token}.ics").status_code == 200
    assert sign_in(cast.amal).post(end).status_code == 302
    assert sign_in(cast.amal).post(end).status_code == 302
    assert Browser().get(f"/calendar/{token}.ics").status_code == 404
    assert sign_in(cast.amal).get(end).status_code == 405


def test_making_and_ending_stand_in_the_record_once(committed_cast: Cast) -> None:
    browser = sign_in(committed_cast.amal)
    make(browser)
    end = f"/calendar/links/{FeedLink.objects.get().pk}/end/"
    browser.post(end)
    browser.post(end)
    rows = as_admin("select what from audit_entry where event = 'staff' order by at")
    assert [what for (what,) in rows if what.startswith("feeds.")] == [
        "feeds.make_link", "feeds.end_link",
    ]  # fmt: skip


def test_who_sees_no_women_has_no_calendar(cast: Cast) -> None:
    for hat in (cast.ada, cast.vera, cast.conny):
        assert sign_in(hat).get("/calendar/").status_code == 403
    assert Browser().get("/calendar/")["Location"].startswith("/account/login/")
