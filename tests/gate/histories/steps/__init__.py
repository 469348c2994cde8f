"""What can happen in a history: one small function each, found by its decorator."""

import pkgutil
from importlib import import_module

from tests.gate.histories.steps.kinds import STEPS, Step

for found in pkgutil.iter_modules(__path__, f"{__name__}."):
    import_module(found.name)

__all__ = ["STEPS", "Step"]
