"""A word to the person after something was done, with a way to undo it."""

from django.contrib import messages
from django.http import HttpRequest


def say(request: HttpRequest, words: str, *, tone: str = "safe", undo_url: str = "") -> None:
    """Show `words` on the next page, in one of four tones, with an undo button when there is a way.

    Tones: safe, waiting, info, plain. The undo address is posted to, with nothing else.
    """
    tags = f"tone:{tone}" + (f" undo:{undo_url}" if undo_url else "")
    messages.add_message(request, messages.INFO, words, extra_tags=tags)
