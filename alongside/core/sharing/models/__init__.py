"""What decides who sees what of her: shares, locked parts, people she keeps away, emergencies, seals."""

from alongside.core.sharing.models.away import Block, Doubt, Match, ToCompare
from alongside.core.sharing.models.duties import Duty
from alongside.core.sharing.models.emergency import BreakGlass
from alongside.core.sharing.models.locked import Named
from alongside.core.sharing.models.sealing import OpeningAsked, SealedRecord
from alongside.core.sharing.models.shares import Basis, Grant

__all__ = [
    "Basis", "Block", "BreakGlass", "Doubt", "Duty", "Grant", "Match", "Named", "OpeningAsked",
    "SealedRecord", "ToCompare",
]  # fmt: skip
