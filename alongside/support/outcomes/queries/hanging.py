"""What hangs on a goal and goes where it goes."""

from typing import Any

from django.db.models import QuerySet

from alongside.support.outcomes.models import AskedAgain, Attempt, Goal, GoalStep, Reading


def hanging_on(goal: Goal) -> list[QuerySet[Any]]:
    """Give all that hangs on a goal, taken back or over or not: it is in the part where the goal is."""
    kinds = (GoalStep, Attempt, Reading, AskedAgain)
    return [
        kind._default_manager.filter(goal=goal, client_id=goal.client_id)  # type: ignore[attr-defined]
        for kind in kinds
    ]
