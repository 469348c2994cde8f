"""House-keeping that no person does."""

from procrastinate.contrib.django import app

from alongside.foundation.accounts.sessions import SessionStore


@app.periodic(cron="20 3 * * *")
@app.task(name="accounts.clear_ended_sessions")
def clear_ended_sessions(timestamp: int) -> None:
    """Take away sessions that ended, so that nothing of them stays longer than it serves."""
    SessionStore.clear_expired()
