"""The parts of her record, as people name them in a sentence."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.compartments import LOCKED, PARTS, bits, named_in
from alongside.foundation.access.compartments import Compartment as C

IN_WORDS = {
    C.BASICS: _("how to contact her"),
    C.IDENTITY: _("equality questions"),
    C.SEXUALITY: _("sexuality and trans history"),
    C.LOCATION: _("where she is"),
    C.STORY: _("her story and what she needs"),
    C.SAFETY: _("safety"),
    C.HEALTH: _("health"),
    C.CHILDREN: _("children and pregnancy"),
    C.IMMIGRATION: _("immigration"),
    C.SEX_WORKING: _("sex working"),
    C.JUSTICE: _("justice"),
    C.GOALS: _("goals"),
    C.NOTES: _("notes"),
    C.COUNSELLING: _("counselling"),
    C.MARAC: _("MARAC"),
    C.HARM: _("the person causing harm"),
    C.ACCOMMODATION: _("accommodation"),
    C.MONEY: _("money and work"),
    C.WELCOME: _("what she wants them to know"),
    C.GROUPS: _("the groups she comes to"),
}
ALL = bits(*PARTS)
EVERYDAY = bits(*(part for part in PARTS if part not in LOCKED))
# What the law guards more closely (health, ethnic origin, sex life), by the part it is kept in.
SPECIAL = bits(
    C.IDENTITY, C.SEXUALITY, C.HEALTH, C.CHILDREN, C.SEX_WORKING, C.COUNSELLING, C.IMMIGRATION
)
# Where facts about crimes are.
OFFENCE = bits(C.JUSTICE, C.MARAC, C.HARM)


def parts_in(mask: int) -> list[C]:
    """List the parts of her record in a sum of bits."""
    return [part for part in named_in(mask) if part in IN_WORDS]


def in_words(mask: int) -> str:
    """Name parts as in a sentence: "how to contact her, accommodation, goals"."""
    return ", ".join(str(IN_WORDS[part]) for part in parts_in(mask))
