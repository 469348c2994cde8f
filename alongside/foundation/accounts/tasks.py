"""House-keeping that no person does."""

from django.contrib.sessions.backends.db import SessionStore
from procrastinate.contrib.django import app


@app.periodic(cron="20 3 * * *")
@app.task(name="accounts.clear_ended_sessions")
def clear_ended_sessions(timestamp: int) -> None:
    """Take away sessions that ended, so that nothing of them stays longer than it serves."""
    SessionStore.clear_expired()
