"""The parts of her record, a bit each. A pass reads and writes some of them; a row belongs to one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Compartment(models.IntegerChoices):
    """One part of her record; the value is its bit in a pass."""

    BASICS = 1 << 0, _("Name and safe contact")
    IDENTITY = 1 << 1, _("Equality questions")
    SEXUALITY = 1 << 2, _("Sexuality and trans history")
    LOCATION = 1 << 3, _("Where she is")
    STORY = 1 << 4, _("Her story and what she needs")
    SAFETY = 1 << 5, _("Safety")
    HEALTH = 1 << 6, _("Health")
    CHILDREN = 1 << 7, _("Children and pregnancy")
    IMMIGRATION = 1 << 8, _("Immigration")
    SEX_WORKING = 1 << 9, _("Sex working")
    JUSTICE = 1 << 10, _("Justice")
    GOALS = 1 << 11, _("Goals and progress")
    NOTES = 1 << 12, _("Contact notes")
    COUNSELLING = 1 << 13, _("Counselling")
    MARAC = 1 << 14, _("MARAC")
    HARM = 1 << 15, _("Person causing harm")
    ACCOMMODATION = 1 << 16, _("Accommodation")
    MONEY = 1 << 17, _("Money and work")
    # Not a part of her record: what the sender of a referral may hear of it.
    OUTCOME = 1 << 18, _("What became of a referral")
    # Nor is this: her wishes, agreements and shares, and whom she keeps away; never shared with anybody.
    SHARING = 1 << 19, _("Who may see what")
    # What she wants those she chose beside her team to know of her; theirs alone, and nothing else is.
    WELCOME = 1 << 20, _("What she wants her peer or her group to know")
    GROUPS = 1 << 21, _("Groups she comes to")


# Reaches only workers named for this woman, never in a bundle (docs/decisions/0003).
LOCKED = frozenset(
    {
        Compartment.SEXUALITY,
        Compartment.IMMIGRATION,
        Compartment.SEX_WORKING,
        Compartment.COUNSELLING,
        Compartment.MARAC,
        Compartment.HARM,
    }
)

# For somebody in particular: no share names these, nothing is moved to them, and no note belongs there.
OF_THEIR_OWN = frozenset(
    {Compartment.OUTCOME, Compartment.SHARING, Compartment.WELCOME, Compartment.GROUPS}
)

# What her record itself is made of: what a share may name, and what a reader is told is not shared.
PARTS = tuple(part for part in Compartment if part not in OF_THEIR_OWN)


def bits(*compartments: Compartment) -> int:
    """Add compartments up to one mask."""
    mask = 0
    for compartment in compartments:
        mask |= compartment.value
    return mask


def named_in(mask: int) -> list[Compartment]:
    """List the compartments of a mask, in their standing order."""
    return [compartment for compartment in Compartment if mask & compartment.value]


class CompartmentField(models.BigIntegerField):  # type: ignore[type-arg]
    """The compartment a row belongs to; its bit is what the row's policy asks for."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("choices", Compartment.choices)
        super().__init__(**kwargs)  # type: ignore[arg-type]

    def deconstruct(self):  # type: ignore[no-untyped-def]
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, path, args, kwargs
