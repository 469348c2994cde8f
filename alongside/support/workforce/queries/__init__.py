"""Reads of the care workers take of each other; `todays` and `away` are what other rooms may ask."""

from alongside.support.workforce.queries.care import away
from alongside.support.workforce.queries.todays import Todays, sources, todays

__all__ = ["Todays", "away", "sources", "todays"]
