"""What happens by the clock."""

from procrastinate.contrib.django import app

from alongside.core.papers import actions


@app.periodic(cron="17 3 * * *")
@app.task(name="papers.sweep", queueing_lock="papers.sweep")
def sweep(timestamp: int) -> None:
    """Every night, throw away files whose saving was not finished."""
    actions.sweep()
