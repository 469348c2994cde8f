"""The sign-in library's own pages, each saying who may open it, and answering 422 to a form to mend.

Its pages for signing up, for e-mail addresses, and for a password by e-mail are left out on purpose.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse

from alongside.foundation.accounts.access import public, signed_in

View = Callable[..., HttpResponseBase]


def mended(view: View) -> View:
    """Let a form that has to be mended answer 422, as all forms here do."""

    @wraps(view)
    def answering(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        _leave_out_unreadable_passkey(request)
        response = view(request, *args, **kwargs)
        if request.method == "POST" and isinstance(response, TemplateResponse):
            context: dict[str, Any] = response.context_data or {}
            forms = (context.get("form"), context.get("webauthn_form"))
            if response.status_code == 200 and any(form and form.errors for form in forms):
                response.status_code = 422
        return response

    return answering


def _leave_out_unreadable_passkey(request: HttpRequest) -> None:
    """Take what a browser never sends for a passkey as nothing sent, so that the form says so."""
    try:
        readable = isinstance(json.loads(request.POST.get("credential", "{}")), dict)
    except (ValueError, RecursionError):
        readable = False
    if not readable:
        typed = request.POST.copy()
        typed["credential"] = ""
        request.POST = typed  # type: ignore[assignment]


sign_in = public("this is where everybody signs in")(mended(account.login))
sign_in_code = public("half way through signing in")(mended(factors.authenticate))
sign_in_passkey = public("signing in with a passkey alone")(mended(passkeys.login_webauthn))
sign_out = public("leaving is open to everybody")(mended(account.logout))
inactive = public("says that an account is closed")(mended(account.account_inactive))
password_again = signed_in(mended(account.reauthenticate))
code_again = signed_in(mended(factors.reauthenticate))
passkey_again = signed_in(mended(passkeys.reauthenticate_webauthn))
password_change = signed_in(mended(account.password_change))
second_steps = signed_in(mended(factors.index))
passkey_add = signed_in(mended(passkeys.add_webauthn))
recovery_codes = signed_in(mended(recovery.view_recovery_codes))
recovery_codes_new = signed_in(mended(recovery.generate_recovery_codes))
recovery_codes_file = signed_in(mended(recovery.download_recovery_codes))
