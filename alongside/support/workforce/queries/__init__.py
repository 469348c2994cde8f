"""Reads of the care workers take of each other; `todays` and `away` are what other rooms may ask."""

from alongside.support.workforce.queries.asking import advised_by, taught_by
from alongside.support.workforce.queries.care import away
from alongside.support.workforce.queries.todays import Todays, sources, todays

__all__ = ["Todays", "advised_by", "away", "sources", "taught_by", "todays"]
