"""What workers do for themselves and each other; no woman stands in any of it but in `About`."""

from alongside.support.workforce.models.approaches import Approach
from alongside.support.workforce.models.care import (
    About,
    Advised,
    Asker,
    Change,
    Debrief,
    Leave,
    Question,
    SelfCheck,
    Sitting,
    Words,
)

__all__ = [
    "About",
    "Advised",
    "Approach",
    "Asker",
    "Change",
    "Debrief",
    "Leave",
    "Question",
    "SelfCheck",
    "Sitting",
    "Words",
]
