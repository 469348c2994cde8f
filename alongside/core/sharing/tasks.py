"""What happens by the clock."""

from procrastinate.contrib.django import app

from alongside.core.sharing.actions import matching, sealing


@app.periodic(cron="*/5 * * * *")
@app.task(name="sharing.open_what_is_due", queueing_lock="sharing.open_what_is_due")
def open_what_is_due(timestamp: int) -> None:
    """Every five minutes, open sealed records that have waited 48 hours without anybody objecting."""
    sealing.open_what_is_due()


@app.periodic(cron="* * * * *")
@app.task(name="sharing.compare", queueing_lock="sharing.compare")
def compare(timestamp: int) -> None:
    """Every minute, hold new and changed records against all others, for the matching person."""
    matching.compare_waiting()
