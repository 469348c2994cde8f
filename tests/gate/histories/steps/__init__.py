"""What can happen in a history: one small function each, found by its decorator."""

from tests.gate.histories.steps import (
    care,
    ending,
    facts,
    guarding,
    moving,
    rota,
    sealing,
    sharing,
    staff,
    workforce,
)
from tests.gate.histories.steps.kinds import STEPS, Step

__all__ = [
    "STEPS",
    "Step",
    "care",
    "ending",
    "facts",
    "guarding",
    "moving",
    "rota",
    "sealing",
    "sharing",
    "staff",
    "workforce",
]
