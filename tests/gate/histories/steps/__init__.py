"""What can happen in a history: one small function each, found by its decorator."""

from tests.gate.histories.steps import (
    around,
    care,
    facts,
    guarding,
    moving,
    sealing,
    sharing,
    staff,
)
from tests.gate.histories.steps.kinds import STEPS, Step

__all__ = [
    "STEPS",
    "Step",
    "around",
    "care",
    "facts",
    "guarding",
    "moving",
    "sealing",
    "sharing",
    "staff",
]
