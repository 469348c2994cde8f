"""Headers on every answer, and a session cookie that can't be one."""

import pytest
from django.conf import settings
from django.test import Client as Browser

from tests.shared.cast import Cast, sign_in


@pytest.mark.parametrize(
    "cookie", ['"\\000\\000\\000\\000\\000\\000\\000\\000\\000"', "'; drop table", "x" * 5000, ""]
)
def test_a_cookie_that_cannot_be_a_session_is_nobodys(cast: Cast, cookie: str) -> None:
    browser = Browser(headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"})
    assert browser.get("/account/login/").status_code == 200
    assert browser.get("/").status_code == 302


def test_nothing_is_kept_or_shared(cast: Cast) -> None:
    answer = Browser().get("/account/login/")
    assert answer["Cache-Control"] == "no-store"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "noindex" in answer["X-Robots-Tag"]


def test_the_address_of_a_button_says_in_words_that_there_is_nothing_to_read(cast: Cast) -> None:
    answer = sign_in(cast.amal).get(f"/women/{cast.marta}/emergency/close/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    # Else a browser shows nothing.
    assert int(answer["Content-Length"]) == len(answer.content)
    assert "This is not a page" in answer.content.decode()
