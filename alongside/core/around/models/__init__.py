"""Who and what is around her: people, children, what is decided about them, animals."""

from alongside.core.around.models.animals import Pet, TurnedAway
from alongside.core.around.models.children import Arrangement, Child, Day, Pregnancy, Process
from alongside.core.around.models.persons import Person, Standing

__all__ = [
    "Arrangement",
    "Child",
    "Day",
    "Person",
    "Pet",
    "Pregnancy",
    "Process",
    "Standing",
    "TurnedAway",
]
