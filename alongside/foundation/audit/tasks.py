"""What happens by the clock."""

from procrastinate.contrib.django import app

from alongside.foundation.audit import notices, sealer


@app.periodic(cron="* * * * *")
@app.task(name="audit.seal", queueing_lock="audit.seal")
def seal(timestamp: int) -> None:
    """Every minute, seal what was written down and is complete."""
    sealer.seal()


@app.periodic(cron="20 6 * * *")
@app.task(name="audit.mail_head", queueing_lock="audit.mail_head", retry=5)
def mail_head(timestamp: int) -> None:
    """Every morning, send the latest seal's head to those who keep it by mail."""
    notices.mail_head()
