"""How a view says who may open it. A view without one of these fails the build."""

import time
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode

from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit.actions import Actor

View = Callable[..., HttpResponseBase]


class WorkerRequest(HttpRequest):
    """A request of somebody signed in, with the hat she wears."""

    user: Worker  # type: ignore[assignment]
    membership: Membership
    actor: Actor
    refusals: list[str]


def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Send somebody to sign in, and afterwards back to where she was."""
    if request.headers.get("HX-Request") != "true":
        return redirect_to_login(request.get_full_path())
    # A part of a page must not become the sign-in page: the whole page goes there.
    try:
        shown = urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
    except ValueError:
        shown = "/"
    sign_in = f"{reverse('account_login')}?{urlencode({'next': shown})}"
    return HttpResponse(status=204, headers={"HX-Redirect": sign_in})


def is_fresh(request: HttpRequest) -> bool:
    """Say whether her second step was done in the last minutes; a password alone never counts (S11)."""
    done = [
        record["at"]
        for record in get_authentication_records(request, request.user)  # type: ignore[arg-type]
        if record.get("method") == "mfa"
    ]
    return bool(done) and 0 <= time.time() - max(done) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def requires(permission: Permission) -> Callable[[View], View]:
    """Let in workers whose hat's role may do this kind of thing: 403 for others, sign-in for strangers."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            membership = getattr(request, "membership", None)
            if membership is None:
                return to_sign_in(request)
            if not membership.may(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def any_worker(view: View) -> View:
    """Let in everybody who is signed in under a hat."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if getattr(request, "membership", None) is None:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    guarded.access = "any worker"  # type: ignore[attr-defined]
    return guarded


def signed_in(view: View) -> View:
    """Let in everybody who is signed in, with or without a hat: for her own account."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    guarded.access = "signed in"  # type: ignore[attr-defined]
    return guarded


def public(reason: str) -> Callable[[View], View]:
    """Let in anybody, for a stated reason."""

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        opened.access = f"public: {reason}"  # type: ignore[attr-defined]
        return opened

    return decorate
