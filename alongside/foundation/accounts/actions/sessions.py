"""Ending sessions: her own, or everybody's of a worker who may not sign in any more."""

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from alongside.foundation.accounts.models import Worker
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event


@transaction.atomic
def end(*, session: UserSession, by: Actor) -> None:
    """End one session; its next request is a stranger's."""
    session.end()
    audit.record(Event.STAFF, what="accounts.end_session", by=by)


@transaction.atomic
def end_all(*, worker: Worker, by: Actor, but: str | None = None) -> int:
    """End every session of a worker, perhaps but the one with this key; say how many ended (S14)."""
    sessions = UserSession.objects.filter(user=worker).exclude(session_key=but or "")
    ended = 0
    for session in sessions:
        session.end()
        ended += 1
    audit.record(Event.STAFF, what="accounts.end_sessions", by=by)
    return ended


def note_seen(*, session_key: str) -> None:
    """Keep when a session was last used, for its owner's list; no change of anybody's account."""
    UserSession.objects.filter(session_key=session_key).update(last_seen_at=timezone.now())
