"""How tests of this room sign in and read what stands in the pages."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import transaction
from django.http import HttpResponse
from django.test import Client as Browser

from alongside.foundation.accounts.models import Membership
from tests.shared.cast import PASSWORD

SECRET = "JBSWY3DPEHPK3PXP"


def code_at(moment: float | None = None, *, secret: str = SECRET) -> str:
    """Compute what the authenticator app of the cast shows at a moment."""
    return format_hotp_value(hotp_value(secret, int(moment or time.time()) // 30))


def write_password(
    browser: Browser, email: str, password: str = PASSWORD, **more: str
) -> HttpResponse:
    """Send the first page of signing in."""
    sent = {"login": email, "password": password, **more}
    return browser.post("/account/login/", sent)  # type: ignore[return-value]


def write_code(browser: Browser, code: str) -> HttpResponse:
    """Send the second page of signing in."""
    return browser.post("/account/2fa/code/", {"code": code})  # type: ignore[return-value]


def signed_in(hat: Membership) -> Browser:
    """Sign in through the pages, as a person does."""
    browser = Browser()
    write_password(browser, hat.worker.email)
    assert write_code(browser, code_at()).status_code == 302
    return browser


def still(page: bytes) -> str:
    """Give a page without what differs in every answer: its one-time form marks."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.decode())


def send(browser: Browser, address: str, data: dict[str, object]) -> HttpResponse:
    """Send a form as bytes, whatever is in it: even what no browser would write."""
    body = urlencode(data, doseq=True, errors="surrogatepass")
    return browser.post(address, body, content_type="application/x-www-form-urlencoded")  # type: ignore[return-value]


@contextmanager
def afresh(name: str) -> Iterator[None]:
    """Try one of many inputs, name it if it goes wrong, and leave the database as it was."""
    with transaction.atomic():
        try:
            yield
        except AssertionError as error:
            error.add_note(f"input: {name}")
            raise
        finally:
            transaction.set_rollback(True)
