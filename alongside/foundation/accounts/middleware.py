"""Whose request this is: the worker, her hat, and the two ends of a session."""

import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.foundation.accounts import queries
from alongside.foundation.accounts.models import Worker
from alongside.foundation.audit.actions import NOBODY, Actor

# Reachable while signed in without a second factor or a chosen hat: setting them up, and leaving.
SETTING_UP = ("/account/", "/exit/", "/static/", "/health/")


class WorkerMiddleware:
    """Put `membership` and `actor` on every request, end old sessions, insist on the second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find out who is asking before the gate opens."""
        request.membership = None  # type: ignore[attr-defined]
        request.actor = self._visitor(request)  # type: ignore[attr-defined]
        if request.path.startswith(("/static/", "/health/")) or not request.user.is_authenticated:
            return self.get_response(request)
        if self._over(request):
            logout(request)
            request.actor = NOBODY  # type: ignore[attr-defined]
            return self.get_response(request)
        worker = request.user
        assert isinstance(worker, Worker)
        request.actor = Actor(None, worker.pk)  # type: ignore[attr-defined]
        if not queries.has_second_factor(worker):
            return self._setting_up(request, "mfa_index")
        membership = queries.worn_hat(worker, request.session.get("hat"))
        if membership is None:
            return self._setting_up(request, "accounts:hats")
        request.membership = membership  # type: ignore[attr-defined]
        request.actor = Actor(membership.pk, worker.pk)  # type: ignore[attr-defined]
        return self.get_response(request)

    def _visitor(self, request: HttpRequest) -> Actor:
        """Name the holder of a public form, when this browser is in the middle of one."""
        visitor = request.session.get("visitor")
        return Actor(uuid.UUID(visitor)) if visitor else NOBODY

    def _over(self, request: HttpRequest) -> bool:
        now = int(time.time())
        began = request.session.setdefault("began", now)
        seen = request.session.setdefault("seen", now)
        if now - began > settings.SESSION_ABSOLUTE_SECONDS or now - seen > settings.SESSION_IDLE_SECONDS:
            return True
        if now - seen >= 60:
            request.session["seen"] = now
        return False

    def _setting_up(self, request: HttpRequest, place: str) -> HttpResponse:
        if request.path.startswith(SETTING_UP):
            return self.get_response(request)
        return redirect(place)
