"""The key-recovery sheet: its text comes from the floor above, which settings name."""

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string


def sheet_text() -> str:
    """Return the sheet as text; empty where this process may not read every key (it must not then)."""
    write: Callable[[], str] = import_string(settings.RECOVERY_SHEET)
    return write()
