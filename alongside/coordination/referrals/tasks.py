"""What happens by the clock."""

from procrastinate.contrib.django import app

from alongside.coordination.referrals import actions


@app.periodic(cron="*/15 * * * *")
@app.task(name="referrals.sweep_drafts", queueing_lock="referrals.sweep_drafts")
def sweep_drafts(timestamp: int) -> None:
    """Every quarter of an hour, throw away forms that were left unsent for two hours."""
    actions.sweep()
