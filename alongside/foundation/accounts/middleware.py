"""Whose request this is: the worker, her hat, and the two ends of a session."""

import time
import uuid
from collections.abc import Callable
from urllib.parse import urlsplit

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from alongside.foundation.accounts import queries, rules
from alongside.foundation.accounts.actions import sessions
from alongside.foundation.accounts.models import Worker
from alongside.foundation.audit.actions import NOBODY, Actor
from alongside.foundation.common.notices import say
from alongside.foundation.common.typed import typed
from alongside.foundation.common.views import still

# Reachable while signed in without a second factor or a chosen hat: setting them up, and leaving.
SETTING_UP = ("/account/", "/exit/", "/static/", "/health/")
# How often the list of sessions, and the session itself, hear that it is still used.
NOTED_EVERY = 60
RECOVERY_SHEET_DUE = "recovery_sheet_due"


class WorkerMiddleware:
    """Put `membership` and `actor` on every request, end old sessions, insist on the second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find out who is asking before the gate opens."""
        request.membership = None  # type: ignore[attr-defined]
        request.actor = NOBODY  # type: ignore[attr-defined]
        if request.path.startswith(("/static/", "/health/")):
            return self.get_response(request)
        if not request.user.is_authenticated:
            request.actor = self._visitor(request)  # type: ignore[attr-defined]
            return self.get_response(request)
        if self._over(request):
            logout(request)
            if request.method == "GET":
                words = _("You were away for a while, so we signed you out. Sign in to go on.")
                say(request, words, tone="info")
            return self.get_response(request)
        worker = request.user
        assert isinstance(worker, Worker)
        request.actor = Actor(None, worker.pk)  # type: ignore[attr-defined]
        door = queries.at_the_door(worker)
        if not door.second_step:
            return self._setting_up(request, "mfa_index")
        proved_at = self._proved_at(request, worker)
        if rules.must_prove_again(asked_at=worker.step_up_at, proved_at=proved_at, now=time.time()):
            return self._prove_again(request)
        if request.session.get(RECOVERY_SHEET_DUE):
            return self._setting_up(request, "accounts:recovery_sheet")
        membership = queries.worn_hat(door.hats, request.session.get("hat"))
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
        session = request.session
        began, seen = session.setdefault("began", now), session.setdefault("seen", now)
        if rules.is_over(began=began, seen=seen, now=now):
            return True
        if abs(now - seen) >= NOTED_EVERY:
            session["seen"] = now
            sessions.note_seen(session_key=str(session.session_key))
        return False

    def _proved_at(self, request: HttpRequest, worker: Worker) -> float:
        """When this session last saw her second step."""
        seen = get_authentication_records(request, worker)
        return max((one["at"] for one in seen if one.get("method") == "mfa"), default=0.0)

    def _prove_again(self, request: HttpRequest) -> HttpResponse:
        """Ask for her second step once more, and give back what she was sending (S9)."""
        if request.path.startswith(SETTING_UP):
            return self.get_response(request)
        again = f"{reverse('account_reauthenticate')}?{urlencode({'next': _shown(request)})}"
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=204, headers={"HX-Redirect": again})
        if request.method == "GET":
            return redirect(again)
        context = {"again_url": again, "written": typed(request.POST)}
        return render(request, "accounts/prove_again.html", context, status=403)

    def _setting_up(self, request: HttpRequest, place: str) -> HttpResponse:
        if request.path.startswith(SETTING_UP):
            return self.get_response(request)
        if request.method == "POST" and (written := typed(request.POST)):
            # Her hat ended while she was writing: what she sent is hers to copy, and goes nowhere.
            return still("404", 404, written=written)
        if request.method != "GET" or request.path == "/":
            return redirect(place)
        return redirect(f"{reverse(place)}?{urlencode({'next': request.get_full_path()})}")


def _shown(request: HttpRequest) -> str:
    """The page she is looking at, to come back to: the whole page where only a part was asked for."""
    if request.headers.get("HX-Request") != "true":
        return request.get_full_path() if request.method == "GET" else request.path
    try:
        return urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
    except ValueError:
        return "/"
