"""The pages of this room, by noun."""

from alongside.support.outcomes.views.asking import ask_again
from alongside.support.outcomes.views.check_ins import (
    check_in_area,
    check_in_goal,
    choose_check_in,
    take_back_check_in,
    talk_over,
)
from alongside.support.outcomes.views.goals import (
    change_goal,
    goal,
    goals,
    move_goal,
    new_goal,
    reach_goal,
    set_aside,
    stop_waiting,
    take_up,
    wait_on,
)
from alongside.support.outcomes.views.parts import check_in_part, goal_part, with_peers
from alongside.support.outcomes.views.tries import new_attempt, take_back_attempt
from alongside.support.outcomes.views.ways import area_path, goal_path

__all__ = [
    "area_path",
    "ask_again",
    "change_goal",
    "check_in_area",
    "check_in_goal",
    "check_in_part",
    "choose_check_in",
    "goal",
    "goal_part",
    "goal_path",
    "goals",
    "move_goal",
    "new_attempt",
    "new_goal",
    "reach_goal",
    "set_aside",
    "stop_waiting",
    "take_back_attempt",
    "take_back_check_in",
    "take_up",
    "talk_over",
    "wait_on",
    "with_peers",
]
