"""Everything that shows something to somebody: one small function a surface, asked for by everybody."""

from tests.gate.histories.scenes import SURFACES
from tests.gate.histories.surfaces import guarding, moving, records, referring, sharing

__all__ = ["SURFACES", "guarding", "moving", "records", "referring", "sharing"]
