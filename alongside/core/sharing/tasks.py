"""What happens by the clock."""

from procrastinate.contrib.django import app

from alongside.core.sharing.actions import sealing


@app.periodic(cron="*/5 * * * *")
@app.task(name="sharing.open_what_is_due", queueing_lock="sharing.open_what_is_due")
def open_what_is_due(timestamp: int) -> None:
    """Every five minutes, open sealed records that have waited 48 hours without anybody objecting."""
    sealing.open_what_is_due()
