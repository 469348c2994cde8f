"""Where what she tells may be written, and by whom."""

from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.access.queries import Rights


def may_tell(home: Compartment, mine: Rights) -> bool:
    """Say whether somebody with these rights may write in a subject's own part of her record.

    Whoever writes her story may be first to open a locked one.
    """
    return mine.may_write(home) or (home in LOCKED and mine.may_write(Compartment.STORY))
