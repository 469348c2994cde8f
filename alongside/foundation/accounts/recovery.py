"""The key-recovery sheet: its text comes from the floor above, which settings name."""

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string


def sheet() -> list[list[str]]:
    """Return the sheet's blocks of lines; none where this process may not read every key.

    Only the keys keep their lines as they are: the words may run as wide as the page is.
    """
    write: Callable[[], str] = import_string(settings.RECOVERY_SHEET)
    blocks = [block.split("\n") for block in write().strip().split("\n\n") if block]
    return [block if ".key " in block[0] else [" ".join(block)] for block in blocks]
