"""Signing in as people do it: password and code, passkey, without scripts; and leaving."""

import time
from collections.abc import Callable

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.browser.conftest import Live
from tests.shared.cast import PASSWORD

SECRET = "JBSWY3DPEHPK3PXP"


def code_now(*, ahead: int = 0) -> str:
    """Compute what the authenticator app of the cast shows."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + ahead))


def write_password(page: Page, email: str) -> None:
    """Fill in the first page."""
    page.goto("/account/login/")
    page.get_by_label("Your work e-mail").fill(email)
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_password_and_code_lead_in_without_scripts(window: Callable[..., Page], live: Live) -> None:
    page = window(javascript=False)
    write_password(page, live.cast.ada.worker.email)
    expect(page.get_by_role("heading", name="Your second step")).to_be_visible()
    page.get_by_label("The six figures in your app").fill(code_now())
    page.get_by_role("button", name="Go on").click()
    page.goto("/workers/")
    expect(page.get_by_role("heading", name="Workers", level=1)).to_be_visible()
