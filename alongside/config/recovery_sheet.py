"""The key-recovery sheet as the first run shows it."""

from datetime import date

from django.conf import settings

from alongside.config.running import keys
from alongside.config.running.places import Places
from alongside.config.running.trouble import Trouble


def text() -> str:
    """Return the sheet, or nothing where the web process may not read the key of the backups.

    There the keys belong to another user of the computer, on purpose, and the sheet is printed from the
    command line.
    """
    try:
        return keys.sheet(
            Places(settings.KEYS.parent, "partnership"), day=f"{date.today():%-d %B %Y}"
        )
    except Trouble:
        return ""
