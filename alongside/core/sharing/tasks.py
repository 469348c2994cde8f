"""What happens by the clock."""

from procrastinate.contrib.django import app

from alongside.core.sharing.actions import matching


@app.periodic(cron="* * * * *")
@app.task(name="sharing.compare", queueing_lock="sharing.compare")
def compare(timestamp: int) -> None:
    """Every minute, hold new and changed records against all others, for the matching person."""
    matching.compare_waiting()
