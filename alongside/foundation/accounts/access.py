"""How a view says who may open it. A view without one of these fails the build."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

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


def requires(permission: Permission) -> Callable[[View], View]:
    """Let in workers whose hat's role may do this kind of thing: 403 for others, sign-in for strangers."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            membership = getattr(request, "membership", None)
            if membership is None:
                return redirect_to_login(request.path)
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
            return redirect_to_login(request.path)
        return view(request, *args, **kwargs)

    guarded.access = "any worker"  # type: ignore[attr-defined]
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


