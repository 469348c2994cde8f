"""One transaction a request, with the context the policies read, and refusals that outlive a roll-back."""

import logging
from collections.abc import Callable

from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from alongside.foundation.access.context import set_holder
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Entry, Event
from alongside.foundation.common.refused import Refused
from alongside.foundation.common.typed import typed
from alongside.foundation.common.views import still

logger = logging.getLogger("alongside.gate")
DEADLOCK = "40P01"
NOT_GATED = ("/static/", "/health/")


class GateMiddleware:
    """Open the transaction, say who is asking, run the view and its rendering, commit, then answer.

    A 403, 404, 5xx or refusal rolls everything back and is then written down in a transaction of its own.
    If the record can't be written, no page leaves (S38).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve one request inside the gate; once more where it and another waited for each other."""
        if request.path.startswith(NOT_GATED):
            return self.get_response(request)
        response = self._served(request)
        if request.waited_in_a_ring:  # type: ignore[attr-defined]
            for name in request.FILES:
                for file in request.FILES.getlist(name):
                    file.seek(0)
            response = self._served(request)
        return response

    def _served(self, request: HttpRequest) -> HttpResponse:
        request.waited_in_a_ring = False  # type: ignore[attr-defined]
        request.refusals = []  # type: ignore[attr-defined]
        request.gate_broken = False  # type: ignore[attr-defined]
        # Whether the answer is a reason alone, and shows nothing of what was read on the way to it.
        request.only_a_reason = False  # type: ignore[attr-defined]
        actor: audit.Actor = request.actor  # type: ignore[attr-defined]
        try:
            with audit.reads_kept() as reads, transaction.atomic():
                set_holder(actor.holder_id)
                response = self.get_response(request)
                known_place = request.resolver_match is not None
                if response.status_code in (403, 404) and known_place and not request.refusals:  # type: ignore[attr-defined]
                    request.refusals.append(f"http_{response.status_code}")  # type: ignore[attr-defined]
                    request.only_a_reason = True  # type: ignore[attr-defined]
                if request.refusals or response.status_code >= 500:  # type: ignore[attr-defined]
                    transaction.set_rollback(True)
                else:
                    set_holder(None)
            if request.refusals:  # type: ignore[attr-defined]
                self._write_refusals(request, actor, reads)
            if request.gate_broken:  # type: ignore[attr-defined]
                return still("503", 503)
        except DatabaseError:
            logger.exception("A request could not be committed or recorded.")
            return still("503", 503)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn what the view raised into its answer; the work is rolled back in `__call__`."""
        if isinstance(exception, Refused):
            request.refusals.append(exception.rule)  # type: ignore[attr-defined]
            request.only_a_reason = True  # type: ignore[attr-defined]
            written = typed(request.POST) if request.method == "POST" else []
            context = {"reason": exception.reason, "written": written}
            page = render_to_string("common/refused.html", context)
            return HttpResponse(page, status=409)
        if isinstance(exception, DatabaseError):
            return self._database_said_no(request, exception)
        return None

    def _database_said_no(
        self, request: HttpRequest, exception: DatabaseError
    ) -> HttpResponse | None:
        state = getattr(exception.__cause__, "sqlstate", None)
        if state == "42501":
            # A policy's no and a forgotten grant look alike: the same page for both, but counted.
            place = request.resolver_match.view_name if request.resolver_match else "unknown"
            logger.error("The database refused a statement (42501): %s", place)
            request.refusals.append("policy_42501")  # type: ignore[attr-defined]
            request.only_a_reason = True  # type: ignore[attr-defined]
            raise Http404 from exception
        request.gate_broken = True  # type: ignore[attr-defined]
        # Nothing of it was done, and whom it waited for can go on now.
        request.waited_in_a_ring = state == DEADLOCK  # type: ignore[attr-defined]
        logger.exception("The database failed during a request.", exc_info=exception)
        return still("503", 503)

    def _write_refusals(self, request: HttpRequest, actor: audit.Actor, reads: list[Entry]) -> None:
        match = request.resolver_match
        # Whose page was asked for; of a woman who isn't there the digest says nothing to anybody.
        asked_for = match.kwargs.get("client_id") if match else None
        what = match.view_name if match and match.view_name else "unknown"
        with transaction.atomic():
            set_holder(actor.holder_id)
            for rule in request.refusals:  # type: ignore[attr-defined]
                audit.record(
                    Event.REFUSED, what=what, by=actor, basis=rule, allowed=False,
                    client_id=asked_for,
                )  # fmt: skip
            if not request.only_a_reason:  # type: ignore[attr-defined]
                audit.write_again(reads)
            set_holder(None)
