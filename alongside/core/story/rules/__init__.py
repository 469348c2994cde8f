"""Where what she tells may be written, and by whom; what may become of a subject, and what may travel."""

from django.utils.translation import gettext as _

from alongside.core.parts.rules import PLACES
from alongside.core.story.models import Subject, Topic
from alongside.foundation.access.compartments import LOCKED, Compartment, bits
from alongside.foundation.access.queries import Rights


def may_tell(home: Compartment, mine: Rights) -> bool:
    """Say whether somebody with these rights may write in a subject's own part of her record.

    Whoever writes her story may be first to open a locked one.
    """
    return mine.may_write(home) or (home in LOCKED and mine.may_write(Compartment.STORY))


# Parts a subject may belong to: those that are a place for words of hers, but for the counsellor's and
# MARAC's, which have rooms of their own.
SUBJECT_PARTS = tuple(
    part
    for part in PLACES
    if part
    not in (Compartment.COUNSELLING, Compartment.MARAC, Compartment.LOCATION, Compartment.GOALS)
)


def why_not_part(subject: Subject | None, to: int) -> str | None:
    """Say why a subject may not belong to this part of a record, or None.

    Chosen when it is made, and from then on only made stricter: into a locked part. No other move is
    stricter for everybody, as each woman shares other parts with others. What was told stays where it is.
    """
    if to not in SUBJECT_PARTS:
        return _("Choose a part of her record from the list.")
    if subject is None or to == subject.compartment:
        return None
    if subject.part in LOCKED:
        return _("What is locked stays locked. End this topic and make another if it has to be.")
    if Compartment(to) not in LOCKED:
        return _("A topic can only be moved into a locked part, where fewer people see it.")
    return None


def parts_to_choose(subject: Subject | None) -> list[Compartment]:
    """List the parts a subject may belong to from now on, the one it has first."""
    return sorted(
        (part for part in SUBJECT_PARTS if why_not_part(subject, part) is None),
        key=lambda part: part != (subject.compartment if subject else Compartment.STORY),
    )


def why_not_travel(topic: Topic) -> str | None:
    """Say why a topic may not go along with a referral, or None: only what she told can (R133)."""
    if topic.told:
        return None
    return _("Only what she has told can go along. There is nothing here yet.")


# The part of her record a cause is first offered, where it isn't the story itself.
CAUSE_PARTS = {
    "home_harm": Compartment.SAFETY, "family_harm": Compartment.SAFETY, "public_harm": Compartment.SAFETY,
    "children": Compartment.CHILDREN, "money": Compartment.MONEY, "her_money": Compartment.MONEY,
    "prison": Compartment.JUSTICE, "hospital": Compartment.HEALTH, "health": Compartment.HEALTH,
    "status": Compartment.IMMIGRATION,
}  # fmt: skip


def cause_part(cause: str, mine: Rights, topic_part: int) -> int:
    """Say to which part of her record a cause belongs where nobody chose one: its own, or her story.

    A locked one only where the asker holds it.
    """
    own = CAUSE_PARTS.get(cause)
    return own.value if own and mine.may_read(own) and mine.may_write(own) else topic_part


# Not on a page of hers unless she picks it: whoever looks over her shoulder would learn the most from these.
STARTS_UNPICKED = bits(Compartment.SAFETY, Compartment.HEALTH, Compartment.CHILDREN, *LOCKED)


def starts_unpicked(compartment: int) -> bool:
    """Say whether what is told in this part of her record starts unpicked on her own pages."""
    return bool(compartment & STARTS_UNPICKED)
