"""What happens by the clock."""

from procrastinate.contrib.django import app

from alongside.foundation.audit import sealer


@app.periodic(cron="* * * * *")
@app.task(name="audit.seal", queueing_lock="audit.seal")
def seal(timestamp: int) -> None:
    """Every minute, seal what was written down and is complete."""
    sealer.seal()
