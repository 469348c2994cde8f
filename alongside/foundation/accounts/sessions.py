"""Sessions as the library keeps them; the read of every request is written once."""

import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from alongside.foundation.common.written import WrittenOnce


def _going_on(key: str, now: datetime.datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


_session = WrittenOnce(_going_on, "key", datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC))


class SessionStore(db.SessionStore):
    """The library's store, which asks for a session by a statement that stands ready."""

    def _get_session_from_db(self) -> Session | None:
        found: list[Session] = _session(self.session_key, timezone.now())
        if not found:
            self._session_key = None
            return None
        return found[0]
