"""Which languages a page says it is in: only those whose words are there."""

import pytest
from django.test import Client as Browser
from django.test import override_settings

from alongside.config import settings as product


@override_settings(LANGUAGES=product.LANGUAGES)
@pytest.mark.parametrize("wanted", ["ar", "pl", "cy", "en-US", "ar,en;q=0.5", "x", "*"])
def test_a_page_in_english_says_so_whatever_the_browser_asks_for(db: None, wanted: str) -> None:
    answer = Browser().get("/account/login/", headers={"accept-language": wanted})
    assert '<html lang="en-gb" dir="ltr"' in answer.content.decode()
    assert answer.headers["Content-Language"] == "en-gb"


def test_every_language_on_offer_has_its_words() -> None:
    (folder,) = product.LOCALE_PATHS
    for code, _name in product.LANGUAGES:
        if code != product.LANGUAGE_CODE:
            assert (folder / code.replace("-", "_") / "LC_MESSAGES" / "django.mo").exists(), code


def test_pages_can_be_seen_from_right_to_left_before_a_language_is_translated(db: None) -> None:
    page = Browser().get("/account/login/", headers={"accept-language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl"' in page
