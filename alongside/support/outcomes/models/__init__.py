"""What she wants, how far it has come in each voice, and the parts of life it is about."""

from alongside.support.outcomes.models.areas import OutcomeArea, OutcomeFramework
from alongside.support.outcomes.models.goals import AskedAgain, Attempt, Goal, GoalStep, Reading

__all__ = [
    "AskedAgain",
    "Attempt",
    "Goal",
    "GoalStep",
    "OutcomeArea",
    "OutcomeFramework",
    "Reading",
]
