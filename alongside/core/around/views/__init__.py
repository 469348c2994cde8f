"""The pages of this room, by noun."""

from alongside.core.around.views.animals import (
    pet,
    pet_back,
    pet_change,
    pet_end,
    pet_new,
    pet_part,
    pets,
    turned_new,
    turned_undo,
)
from alongside.core.around.views.children import (
    arrangement_day_new,
    day,
    near,
    near_back,
    near_change,
    near_end,
    near_new,
    process_day_new,
)
from alongside.core.around.views.map import around, paper
from alongside.core.around.views.persons import (
    person,
    person_back,
    person_change,
    person_end,
    person_new,
    person_part,
    standing_new,
    standing_undo,
)

__all__ = [
    "around",
    "arrangement_day_new",
    "day",
    "near",
    "near_back",
    "near_change",
    "near_end",
    "near_new",
    "paper",
    "person",
    "person_back",
    "person_change",
    "person_end",
    "person_new",
    "person_part",
    "pet",
    "pet_back",
    "pet_change",
    "pet_end",
    "pet_new",
    "pet_part",
    "pets",
    "process_day_new",
    "standing_new",
    "standing_undo",
    "turned_new",
    "turned_undo",
]
