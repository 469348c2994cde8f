"""The doors to the form that anybody may write: a service's own page, or a partner's link.

And what all its pages have in common: the way out, the language, and what is said of a closed door.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from alongside.coordination.referrals import queries
from alongside.coordination.referrals.models import ReferralLink
from alongside.foundation.common.her_words import unread
from alongside.foundation.common.typed import typed
from alongside.foundation.directory.models import Service

LANGUAGE = "ask_language"
# Pages that are the same bytes for everybody: no form on them, so no key of a form either.
SAID_ALIKE = frozenset(
    {"ask_sent", "ask_closed", "ask_gone", "ask_leave", "ask_later", "ask_word_gone"}
)
REASON = "anybody may ask for support without an account"
# A day centre's one connection may send many in an hour; nobody buries a service under made-up ones.
SENT_FROM_ONE_ADDRESS = "20/h/ip"


@dataclass(frozen=True, slots=True)
class Door:
    """Which service is written to, and by which partner's link if by one."""

    service: Service
    link: ReferralLink | None
    token: str

    def url(self, step: str) -> str:
        """Give the address of one page of this form."""
        if self.link:
            return reverse(f"referrals:link_{step}", args=[self.token])
        return reverse(f"referrals:ask_{step}", args=[self.service.pk])


def languages() -> list[tuple[str, str]]:
    """List the languages there are words in; with one alone there is nothing to choose."""
    return list(settings.LANGUAGES)


def language_of(request: HttpRequest) -> str:
    """Say which language somebody chose for these pages; it is kept on the server, with what she writes."""
    chosen = request.session.get(LANGUAGE, "")
    if chosen in dict(languages()):
        return str(chosen)
    return translation.get_language() or settings.LANGUAGE_CODE


def in_her_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Show a page in the language that was chosen for it, from right to left where it is written so."""

    @wraps(view)
    def spoken_in(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        code = language_of(request)
        with translation.override(code):
            answer = view(request, *args, **kwargs)
        answer["Content-Language"] = code
        return answer

    return spoken_in


def door_of(service_id: uuid.UUID | None, token: str) -> Door | None:
    """Find the service that is written to, by its key or by a partner's link; None where it isn't open."""
    if token:
        link = queries.open_link(token)
        return Door(link.service, link, token) if link else None
    services = queries.open_services()
    service = services.filter(pk=service_id).first() if service_id else None
    return Door(service, None, "") if service else None


def page_of(
    request: HttpRequest, name: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Show one page of the form with what stands around it."""
    frame = {
        "exit_url": reverse("accounts:exit"),
        "wording_unread": unread("ask.", "link.", "stale."),
        "languages": languages() if name not in SAID_ALIKE and len(languages()) > 1 else [],
        "language_now": language_of(request), "here": request.path,
    }  # fmt: skip
    return render(request, f"referrals/{name}.html", {**frame, **(context or {})}, status=status)


def closed(request: HttpRequest) -> HttpResponse:
    """Say the same of a service that isn't open and of a link that ended, ran out or never was."""
    return page_of(request, "ask_closed", {"written": typed(request.POST)}, status=404)


def gone(request: HttpRequest, door: Door) -> HttpResponse:
    """Say that a form has ended, and give back what was typed."""
    context = {"start_url": door.url("start"), "written": typed(request.POST)}
    return page_of(request, "ask_gone", context, status=410)


def key_in(request: HttpRequest) -> uuid.UUID | None:
    """Read the key of the form that was posted."""
    try:
        return uuid.UUID(request.POST.get("draft", ""))
    except ValueError:
        return None
