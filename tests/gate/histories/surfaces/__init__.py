"""Everything that shows something to somebody: one small function a surface, asked for by everybody."""

import pkgutil
from importlib import import_module

from tests.gate.histories.scenes import SURFACES

for found in pkgutil.iter_modules(__path__, f"{__name__}."):
    import_module(found.name)

__all__ = ["SURFACES"]
