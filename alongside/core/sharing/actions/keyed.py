"""Writing a row of a form once, however often the form is sent: the way of all rooms."""

from alongside.core.parts.actions import write_once

__all__ = ["write_once"]
