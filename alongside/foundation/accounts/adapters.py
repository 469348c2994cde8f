"""Where the sign-in library asks us."""

import base64
import hashlib
import hmac
import os
from io import BytesIO
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from alongside.foundation.accounts import queries
from alongside.foundation.accounts.actions import sessions
from alongside.foundation.accounts.models import Worker
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import NOBODY, Actor
from alongside.foundation.audit.models import Event

# A browser that has signed in to this account before is counted apart, so that strangers who guess
# can't keep its owner out; and one address alone can't use up what strangers have (S12).
KNOWN_BROWSER = {"known": "10/5m/key"}
STRANGER = {"address": "60/5m/ip", "address_and_account": "6/15m/key", "account": "10/5m/key"}
BROWSER_COOKIE = "__Host-b" if settings.HTTPS else "b"
BROWSER_COOKIE_DAYS = 180
SEALED = "sealed:"


def _derived(purpose: str, text: str = "") -> bytes:
    key = hmac.digest(settings.SECRET_KEY.encode(), purpose.encode(), hashlib.sha256)
    return hmac.digest(key, text.encode(), hashlib.sha256)


def browser_mark(email: str) -> str:
    """Make what a browser keeps after signing in; it tells nothing about whose account it was."""
    return _derived("browser", email.lower()).hex()


def knows(request: HttpRequest, email: str) -> bool:
    """Say whether this browser has signed in to this account before."""
    return constant_time_compare(request.COOKIES.get(BROWSER_COOKIE, ""), browser_mark(email))


def guess(request: HttpRequest, email: str, *, what: str) -> Any:
    """Count one try at a secret of an account; None when there were too many (S12)."""
    limits = KNOWN_BROWSER if knows(request, email) else STRANGER
    used = ratelimit.RateLimitUsage(usage=[])
    for action, rate in limits.items():
        address = ratelimit.get_ip(request) if action == "address_and_account" else ""
        one = ratelimit.consume(
            request, app="alongside", action=action, config={action: rate},
            key=f"{what}:{email.lower()}:{address}",
        )  # fmt: skip
        if one is None:
            used.rollback()
            return None
        used.usage += one.usage
    return used


def too_often(request: HttpRequest, *, what: str, rate: str, reading: bool = False) -> bool:
    """Count one more from this address, or of this worker, and say whether that is over the rate.

    `rate` is how many in how long, as in "20/h/ip" or "20/h/user". With `reading`, pages that are only
    looked at count too.
    """
    used = ratelimit.consume(
        request, app="alongside", action=what, config={what: rate}, limit_get=reading
    )
    return used is None


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by invitation only; guesses are counted so that nobody can be kept out."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "This e-mail and password don't belong together. Look at both again."
        ),
        "enter_current_password": _("This is not your password now. Look at it again."),
        "incorrect_password": _("This is not your password. Look at it again."),
        "too_many_login_attempts": _(
            "There were too many tries. Wait a few minutes, or use your passkey: it always works."
        ),
        "rate_limited": _("That was very fast. Wait a minute and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs herself up."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Answer as data only where the passkey script asks for it."""
        return request.path == reverse("mfa_login_webauthn") and super().is_ajax(request)

    def _asking(self, worker: Worker | None) -> Actor:
        """Name the worker, under the holder this request is known by: nobody signs with another's."""
        known = getattr(self.request, "actor", NOBODY)
        return Actor(known.holder_id, worker.pk if worker else known.worker_id)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to her own page."""
        return reverse("accounts:account")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before the password is looked at."""
        self._login_failed_rl_usage = guess(request, credentials["email"], what="password")
        if self._login_failed_rl_usage is None:
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write the failed try down, with the same work whether there is such a worker or not."""
        audit.record(
            Event.REFUSED, what="account_login", basis="password", allowed=False,
            by=self._asking(queries.worker_by_email(credentials["email"])),
        )  # fmt: skip

    def reauthenticate(self, user: Worker, password: str) -> bool:
        """Check her password once more, by the e-mail on her own row."""
        again = self.authenticate(self.request, email=user.email, password=password)
        return again is not None and again.pk == user.pk

    def set_password(self, user: Worker, password: str) -> None:
        """Change her password; every session but this one ends (S14)."""
        super().set_password(user, password)
        by = self._asking(user)
        sessions.end_all(worker=user, by=by, but=self.request.session.session_key)
        audit.record(Event.STAFF, what="accounts.change_password", by=by)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Ask for the second step where there is one: a password alone must not change it."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        said = {
            "reauthenticate": gettext("Use my password"),
            "mfa_reauthenticate": gettext("Use a code"),
            "mfa_reauthenticate:webauthn": gettext("Use my passkey"),
        }
        methods = [{**method, "description": said[method["id"]]} for method in methods]
        stronger = [method for method in methods if method["id"] != "reauthenticate"]
        return stronger if queries.has_second_factor(user) else methods

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin a session that carries nothing over from before."""
        for key in ("visitor", "hat", "began", "seen"):
            request.session.pop(key, None)
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: Worker, **kwargs: Any) -> HttpResponse:
        """Write the sign-in down and let this browser be known to this account."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        audit.record(Event.SIGNED_IN, what="accounts.sign_in", by=self._asking(user))
        response.set_cookie(
            BROWSER_COOKIE, browser_mark(user.email), max_age=BROWSER_COOKIE_DAYS * 86400,
            secure=settings.HTTPS, httponly=True, samesite="Lax",
        )  # fmt: skip
        return response


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second step can be changed and never switched off; its secrets are sealed in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "This code did not work. Each code lasts half a minute and works once. Try the next one."
        ),
        "cannot_delete_authenticator": _("There must always be one second step."),
        "cannot_generate_recovery_codes": _("First add a second step."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse to take away the last second step; recovery codes are not one."""
        if authenticator.type == Authenticator.Type.RECOVERY_CODES:
            return True
        return queries.other_second_steps(authenticator) > 0

    def encrypt(self, text: str) -> str:
        """Seal a secret with a key that is not in the database."""
        nonce = os.urandom(12)
        sealed = AESGCM(_derived("second step")).encrypt(nonce, text.encode(), None)
        return SEALED + base64.b64encode(nonce + sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret; one that was never sealed (made-up people's) is as it is."""
        if not encrypted_text.startswith(SEALED):
            return encrypted_text
        sealed = base64.b64decode(encrypted_text.removeprefix(SEALED))
        return AESGCM(_derived("second step")).decrypt(sealed[:12], sealed[12:], None).decode()

    def build_totp_svg(self, url: str) -> str:
        """Draw the square code dark on white, whatever the page is: cameras need it so."""
        picture = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(picture)
        return picture.getvalue().decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name us to the browser by name, not by address."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Alongside"}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002
        """Suggest a name for a passkey that can be told from the others."""
        return gettext("My passkey")
