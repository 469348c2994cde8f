"""Signing in as people do it: password and code, passkey, without scripts; and leaving."""

import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.browser.conftest import Live
from tests.shared.cast import PASSWORD

pytestmark = pytest.mark.browser
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


def write_code(page: Page, code: str) -> None:
    """Fill in a page that asks for a code."""
    page.get_by_label("The six figures in your app").fill(code)
    page.get_by_role("button", name="Go on").click()


def give_passkeys(page: Page) -> None:
    """Let this browser have a fingerprint reader that always says yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip


def add_passkey(page: Page, name: str) -> None:
    """Add a passkey from one's own account."""
    page.goto("/account/2fa/")
    page.get_by_role("link", name="Add a passkey").click()
    write_code(page, code_now(ahead=1))
    page.get_by_label("What will you call it?").fill(name)
    page.get_by_role("button", name="Add this passkey").click()


def sign_out(page: Page) -> None:
    """Sign out by the menu."""
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()


def test_password_and_code_lead_in_without_scripts(window: Callable[..., Page], live: Live) -> None:
    page = window(javascript=False)
    write_password(page, live.cast.ada.worker.email)
    expect(page.get_by_role("heading", name="Your second step")).to_be_visible()
    expect(page.get_by_role("button", name="Use my passkey")).to_have_count(0)
    write_code(page, code_now())
    page.goto("/workers/")
    expect(page.get_by_role("heading", name="Workers", level=1)).to_be_visible()


def test_a_passkey_is_added_and_then_opens_alone(window: Callable[..., Page], live: Live) -> None:
    page = window()
    give_passkeys(page)
    write_password(page, live.cast.ada.worker.email)
    write_code(page, code_now())
    add_passkey(page, "my phone")
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    sign_out(page)
    page.goto("/account/login/?next=/agencies/")
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", name="Agencies", level=1)).to_be_visible()
    page.goto("/account/2fa/")
    expect(page.get_by_text("my phone", exact=True)).to_be_visible()


def test_a_passkey_is_a_second_step_after_the_password(
    window: Callable[..., Page], live: Live
) -> None:
    page = window()
    give_passkeys(page)
    write_password(page, live.cast.ada.worker.email)
    write_code(page, code_now())
    add_passkey(page, "my phone")
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    sign_out(page)
    write_password(page, live.cast.ada.worker.email)
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url(f"{live.url}/")
    page.goto("/workers/")
    expect(page.get_by_role("heading", name="Workers", level=1)).to_be_visible()
    # With a passkey beside it, the app may go; the passkey, then the last one, may not.
    page.goto("/account/2fa/")
    page.get_by_role("link", name="Take it away").click()
    page.get_by_role("link", name="Use my passkey").click()
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_role("heading", name="Your second step", level=1)).to_be_visible()
    page.get_by_role("link", name="Take away").click()
    expect(page.get_by_text("there must always be one").first).to_be_visible()


def test_a_passkey_that_does_not_work_says_so_in_words(
    window: Callable[..., Page], live: Live
) -> None:
    page = window()
    give_passkeys(page)
    page.goto("/account/login/")
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_text("That did not work.").first).to_be_visible()


def test_leaving_by_the_exit_ends_the_session(window: Callable[..., Page], live: Live) -> None:
    page = window(hat=live.cast.ada)
    page.goto("/workers/")
    answer = page.request.get("/exit/", max_redirects=0)
    assert answer.status == 302
    assert answer.headers["clear-site-data"] == '"storage"'
    page.goto("/workers/")
    expect(page.get_by_role("heading", name="Sign in", level=1)).to_be_visible()
