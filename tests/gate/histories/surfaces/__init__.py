"""Everything that shows something to somebody: one small function a surface, asked for by everybody."""

from tests.gate.histories.scenes import SURFACES
from tests.gate.histories.surfaces import (
    ending,
    guarding,
    moving,
    records,
    rota,
    sharing,
    workforce,
)

__all__ = [
    "SURFACES",
    "ending",
    "guarding",
    "moving",
    "records",
    "rota",
    "sharing",
    "workforce",
]
