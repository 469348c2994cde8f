"""What can happen in a history: one small function each, found by its decorator."""

from tests.gate.histories.steps import (
    care,
    facts,
    guarding,
    moving,
    referring,
    sealing,
    sharing,
    staff,
)
from tests.gate.histories.steps.kinds import STEPS, Step

__all__ = [
    "STEPS",
    "Step",
    "care",
    "facts",
    "guarding",
    "moving",
    "referring",
    "sealing",
    "sharing",
    "staff",
]
