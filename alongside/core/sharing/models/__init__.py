"""What decides who sees what of her: shares, locked parts, people she keeps away, emergencies, seals.

And the three records that are never one tick-box: what she agreed to, what she wishes, what was passed on.
"""

from alongside.core.sharing.models.agreements import Agreement
from alongside.core.sharing.models.away import Block, Doubt, Match, ToCompare
from alongside.core.sharing.models.disclosures import DisclosedPart, Disclosure
from alongside.core.sharing.models.duties import Duty
from alongside.core.sharing.models.emergency import BreakGlass
from alongside.core.sharing.models.locked import Named
from alongside.core.sharing.models.sealing import OpeningAsked, SealedRecord
from alongside.core.sharing.models.shares import Basis, Grant
from alongside.core.sharing.models.wishes import Wish

__all__ = [
    "Agreement", "Basis", "Block", "BreakGlass", "DisclosedPart", "Disclosure", "Doubt", "Duty",
    "Grant", "Match", "Named", "OpeningAsked", "SealedRecord", "ToCompare", "Wish",
]  # fmt: skip
