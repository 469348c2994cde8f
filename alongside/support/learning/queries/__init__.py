"""Reads of what workers learn and of their rules; `due_for` is what other rooms may ask."""

from alongside.support.learning.queries.policies import due_for

__all__ = ["due_for"]
