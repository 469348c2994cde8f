"""What can be talked about, and what she has told of it; her languages, and the equality questions."""

from alongside.core.story.models.herself import Answer, Speaking
from alongside.core.story.models.topics import Entry, Place, Subject, Topic

__all__ = ["Answer", "Entry", "Place", "Speaking", "Subject", "Topic"]
