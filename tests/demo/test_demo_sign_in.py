"""The demo's sign-in page: the cast as cards, the code beside the field, made-up people only."""

import os
import re

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client as Browser

from alongside.config.demo.cast import DEMO_PASSWORD
from alongside.config.running import cluster
from alongside.foundation.accounts.models import Worker
from tests.shared.cast import Cast


def mark_made_up() -> None:
    """Mark the database in use as the owner of the demo's does."""
    name = connection.settings_dict["NAME"]
    cluster.mark_made_up(os.environ["ALONGSIDE_TEST_ADMIN"], database=name)


@pytest.fixture
def demo(settings: LazySettings) -> None:
    settings.ROOT_URLCONF = "alongside.config.urls_demo"
    settings.DEMO = True


@pytest.fixture
def made_up(demo: None, committed_cast: Cast) -> Cast:
    mark_made_up()
    for worker in Worker.objects.all():
        worker.set_password(DEMO_PASSWORD)
        worker.save()
    return committed_cast


def card_of(page: str, email: str) -> dict[str, str]:
    """Read what the button on somebody's card would send."""
    form = next(part for part in page.split("<form")[1:] if f'value="{email}"' in part)
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))


def test_real_data_are_refused_with_a_plain_page(demo: None, cast: Cast) -> None:
    for address in ("/account/login/", "/account/2fa/code/"):
        response = Browser().get(address)
        assert response.status_code == 403
        assert "This is not the demo’s data" in response.content.decode()
    sent = {"login": "ada@example.org", "password": "seven grey herons wait"}
    assert Browser().post("/account/login/", sent).status_code == 403


def test_the_cast_is_shown_under_the_banner(made_up: Cast) -> None:
    page = Browser().get("/account/login/").content.decode()
    assert "Made-up people. Nothing here is real." in page
    assert "Not yet for real" not in page
    for words in ("Amal", "Navigator, Harbour · navigator, Hearth", "Be Bea", DEMO_PASSWORD):
        assert words in page


def test_one_tap_leads_to_the_code_and_the_code_shown_leads_in(made_up: Cast) -> None:
    browser = Browser()
    page = browser.get("/account/login/").content.decode()
    step = browser.post("/account/login/", card_of(page, "ada@example.org"), follow=True)
    shown = re.search(r"<strong[^>]*>(\d{6})</strong>", step.content.decode())
    assert shown
    assert browser.post("/account/2fa/code/", {"code": shown.group(1)}).headers["Location"] == "/"
    assert browser.get("/workers/").status_code == 200


def test_the_code_shown_is_one_that_still_works_after_it_was_used(made_up: Cast) -> None:
    for _ in range(2):
        browser = Browser()
        sent = {"login": "ada@example.org", "password": DEMO_PASSWORD}
        step = browser.post("/account/login/", sent, follow=True).content.decode()
        code = re.search(r"<strong[^>]*>(\d{6})</strong>", step)
        assert code
        answer = browser.post("/account/2fa/code/", {"code": code.group(1)})
        assert answer.status_code == 302


def test_a_closed_account_has_no_card(made_up: Cast) -> None:
    Worker.objects.filter(email="bea@example.org").update(is_active=False)
    assert "Be Bea" not in Browser().get("/account/login/").content.decode()


def test_the_product_shows_neither_cast_nor_codes(committed_cast: Cast) -> None:
    mark_made_up()
    browser = Browser()
    assert "Be Ada" not in browser.get("/account/login/").content.decode()
    sent = {"login": "ada@example.org", "password": "seven grey herons wait"}
    step = browser.post("/account/login/", sent, follow=True).content.decode()
    assert "Your second step" in step
    assert not re.search(r"<strong[^>]*>\d{6}</strong>", step)
