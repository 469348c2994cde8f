"""Headers that keep pages out of caches and out of other sites' reach."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils.translation import gettext as _

from alongside.foundation.common.views import still

READS = {"GET", "HEAD", "OPTIONS", "TRACE"}
# What a browser says of where a request comes from; one that says nothing is asked for its form's mark.
FROM_OUTSIDE = {"cross-site", "same-site"}
A_SESSION = re.compile(r"[a-z0-9]{8,40}")


class PrivatePagesMiddleware:
    """Say `no-store` on everything but static files; keep our answers, and our forms, to our own pages (S16).

    What another site sends in a worker's name is turned away before anything looks at it (S15).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers to every answer, errors included."""
        # What can't be a session is nobody's, and never reaches the database.
        if not A_SESSION.fullmatch(request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        response = self._from_outside(request) or self.get_response(request)
        if response.status_code == 405 and not response.content:
            # Somebody who opened a button's address, for instance after signing in again.
            response.content = still("405", 405).content
            response["Content-Length"] = str(len(response.content))
        if not request.path.startswith("/static/"):
            response["Cache-Control"] = "no-store"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def _from_outside(self, request: HttpRequest) -> HttpResponse | None:
        if request.method in READS or request.headers.get("Sec-Fetch-Site") not in FROM_OUTSIDE:
            return None
        return HttpResponseForbidden(
            _(
                "This came from another site, so nothing was done. Open the page here and try again."
            ),
            content_type="text/plain; charset=utf-8",
        )
