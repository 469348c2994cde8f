"""The one question that has to be answered: how she can be reached safely."""

import datetime
import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse

from alongside.coordination.referrals.models import ReferralDraft
from alongside.core.people.models import Client
from alongside.foundation.access.context import acting_as
from tests.shared.asking import SAFE, begin, fill, is_shown, start_of
from tests.shared.cast import Cast
from tests.shared.nasty import NASTY


def my_drafts(browser: Browser) -> list[ReferralDraft]:
    with acting_as(uuid.UUID(browser.session["visitor"])):
        return list(ReferralDraft.objects.all())


@pytest.fixture
def writing(cast: Cast) -> tuple[Browser, str]:
    browser = Browser()
    return browser, begin(browser, start_of(cast.navigators)).partition("?")[0]


def test_one_way_is_enough(writing: tuple[Browser, str]) -> None:
    browser, url = writing
    assert fill(browser, url, way="through Joy")["Location"].endswith("/more/")
    assert my_drafts(browser)[0].answers["reach"]["way"] == "through Joy"


def test_nothing_of_it_is_in_a_cookie_or_in_the_session(writing: tuple[Browser, str]) -> None:
    browser, url = writing
    fill(browser, url, way="through Joy")
    assert "Joy" not in str(browser.cookies) + str(dict(browser.session))


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"way": ""}, "Write one way we can reach you"),
        ({"way": "07700 900123"}, "Tick when it is safe"),
        ({"way": "joy@example.org"}, "Tick when it is safe"),
        ({"way": "07700 900123", "when": ["in_person"]}, "Write a place or a person"),
        ({"way": "07700 900123", "when": ["any", "evenings"]}, "Keep what is true"),
        ({"way": "Joy", "when": ["never on Sunday"]}, "Choose from the answers shown"),
        ({"way": "Joy", "how": "by owl"}, "Choose one of the answers shown"),
    ],
)
def test_what_is_missing_is_said_beside_it_and_nothing_is_kept(
    writing: tuple[Browser, str], answers: dict[str, object], sentence: str
) -> None:
    browser, url = writing
    page = fill(browser, url, **answers)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert my_drafts(browser) == []


def test_no_text_breaks_it_or_is_lost(writing: tuple[Browser, str]) -> None:
    browser, url = writing
    for name, text in NASTY.items():
        page = fill(browser, url, way=text, when=["any"])
        assert page.status_code in (302, 422), name
        if page.status_code == 422:
            assert is_shown(text, page.content.decode()), name
        else:
            assert my_drafts(browser)[0].answers["reach"]["way"], name


def test_nobody_elses_form_is_seen_or_written(writing: tuple[Browser, str], cast: Cast) -> None:
    browser, url = writing
    fill(browser, url, way="through Joy")
    key = my_drafts(browser)[0].pk
    other = Browser()
    begin(other, start_of(cast.navigators))
    assert "Joy" not in other.get(url).content.decode()
    other.post(url, {"draft": key, "way": "his own phone, any time"})
    assert my_drafts(browser)[0].answers["reach"]["way"] == "through Joy"


def test_a_double_click_keeps_one_form(writing: tuple[Browser, str]) -> None:
    browser, url = writing
    sent = {"draft": str(uuid.uuid4()), "way": "through Joy"}
    browser.post(url, sent)
    browser.post(url, sent)
    assert len(my_drafts(browser)) == 1


def test_without_having_begun_it_leads_to_the_start(cast: Cast) -> None:
    url = reverse("referrals:ask_reach", args=[cast.navigators.pk])
    assert Browser().get(url)["Location"] == start_of(cast.navigators)


def test_what_was_typed_after_two_hours_begins_a_fresh_form(writing: tuple[Browser, str]) -> None:
    browser, url = writing
    fill(browser, url, way="through Joy")
    old = my_drafts(browser)[0]
    with acting_as(old.holder_id):
        long_ago = old.changed_at - datetime.timedelta(hours=3)
        ReferralDraft.objects.update(changed_at=long_ago)
    answer = browser.post(url, {"draft": old.pk, "way": "through Ines"})
    assert answer.status_code == 302
    now = my_drafts(browser)
    assert [draft.answers["reach"]["way"] for draft in now] == ["through Ines"]
    assert now[0].pk != old.pk


def test_saving_nothing_and_leaving_forgets_it_all(writing: tuple[Browser, str]) -> None:
    browser, url = writing
    fill(browser, url, way="through Joy")
    holder = uuid.UUID(browser.session["visitor"])
    answer = browser.post(url, {"leave": "1", "way": "half a word"})
    assert f'content="0; url={reverse("accounts:exit")}"' in answer.content.decode()
    with acting_as(holder):
        assert not ReferralDraft.objects.exists()


def test_nobody_is_admitted_before_it_is_sent(writing: tuple[Browser, str], cast: Cast) -> None:
    browser, url = writing
    fill(browser, url, **SAFE)
    with acting_as(cast.nadia.pk):
        assert not Client.objects.exists()
