"""The demo's sign-in: the cast as cards and the code beside the field. Made-up people only.

The product does not route these pages, and they answer nobody where the database isn't marked made-up.
"""

import time
from collections.abc import Callable
from functools import wraps

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.template.response import TemplateResponse

from alongside.config.demo.cast import DEMO_PASSWORD, WORKERS
from alongside.foundation.access import actions as gate
from alongside.foundation.accounts import queries
from alongside.foundation.accounts.access import public, signed_in
from alongside.foundation.accounts.models import Worker
from alongside.foundation.accounts.roles import ROLES, Role
from alongside.foundation.accounts.views import library

View = Callable[..., HttpResponseBase]
PLANS = {plan.email: plan for plan in WORKERS}
PERIOD = 30


def made_up_only(view: View) -> View:
    """Answer only where the database itself says that everybody in it is made up."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not gate.is_made_up():
            return render(request, "accounts/not_a_demo.html", status=403)
        return view(request, *args, **kwargs)

    return guarded


def _card(worker: Worker) -> dict[str, str]:
    hats = worker.hats_now  # type: ignore[attr-defined]
    plan = PLANS.get(worker.email)
    return {
        "name": worker.name,
        "email": worker.email,
        "hat": " · ".join(f"{hat.get_role_display()}, {hat.agency.name}" for hat in hats),
        "sentence": plan.about if plan else ROLES[Role(hats[0].role)].about,
    }


def _cast() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Divide those who can sign in and have a hat into the first cards and the rest."""
    people = [one for one in queries.workers() if one.is_active and one.hats_now]  # type: ignore[attr-defined]
    order = {email: place for place, email in enumerate(PLANS)}
    people.sort(key=lambda one: order.get(one.email, len(order)))
    first = [one for one in people if one.email not in PLANS or PLANS[one.email].on_card]
    rest = [one for one in people if one not in first]
    return [_card(one) for one in first], [_card(one) for one in rest]


def code_now(worker: Worker) -> str:
    """Compute what a made-up worker's app would show: the first code she has not used yet."""
    totp = Authenticator.objects.filter(user=worker, type=Authenticator.Type.TOTP).first()
    if totp is None:
        return ""
    # A code works once; within the same half minute the next one is taken as well.
    half_minute = max(int(time.time()) // PERIOD, totp.data.get("spent", 0) + 1)
    return format_hotp_value(hotp_value(get_adapter().decrypt(totp.data["secret"]), half_minute))


def _with(response: HttpResponseBase, **more: object) -> HttpResponseBase:
    if isinstance(response, TemplateResponse):
        response.context_data = {**(response.context_data or {}), **more}
    return response


@public("this is where everybody signs in")
@made_up_only
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in, or tap a card to be somebody of the cast."""
    first, rest = _cast()
    return _with(library.sign_in(request), cast=first, more=rest, demo_password=DEMO_PASSWORD)


@public("half way through signing in")
@made_up_only
def sign_in_code(request: HttpRequest) -> HttpResponseBase:
    """Write the code, which is shown beside the field."""
    response = library.sign_in_code(request)
    stage = getattr(request, "_login_stage", None)
    return _with(response, code_now=code_now(stage.login.user)) if stage else response


@signed_in
@made_up_only
def code_again(request: HttpRequest) -> HttpResponseBase:
    """Write the code once more, which is shown beside the field."""
    assert isinstance(request.user, Worker)
    worker = request.user
    return _with(library.code_again(request), code_now=code_now(worker))
