"""The parts of life in which distance can be travelled, in sets; nothing about anybody stands here."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.access.compartments import CompartmentField
from alongside.foundation.common.keys import new_key


class OutcomeFramework(models.Model):
    """A set of parts of life in which distance can be travelled (R65, R203); one part alone will do."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "key", "name", "place", "ended_at"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    place = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "outcomes_framework"
        ordering = ["place"]

    def __str__(self) -> str:
        return self.name


class OutcomeArea(models.Model):
    """One part of life in which distance can be travelled, with our own five plain rungs (R65, R88–R100)."""

    class Aim(models.TextChoices):
        """The five broad aims the areas add up to, for a coarser view (R101)."""

        SUPPORT = "support", "support that lasts"
        MONEY = "money", "money of her own"
        HEALTH = "health", "health"
        SAFETY = "safety", "safety"
        ENJOY = "enjoy", "things to enjoy and achieve"

    class Kind(models.TextChoices):
        """What moves: all three count, and what is between people comes first (R32, R68)."""

        RELATIONAL = "relational", _("between people")
        SOFT = "soft", _("what she feels and knows")
        HARD = "hard", _("what others can see too")

    class Term(models.TextChoices):
        """How soon it may move, so that nobody is measured too early (R32, R79)."""

        NEAR = "near", _("may move in weeks")
        FAR = "far", _("takes months or years")

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset(
        {"id", "framework", "key", "name", "her_name", "aim", "kind", "term", "compartment", "rungs", "place",
         "ended_at"}
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    framework = models.ForeignKey(
        OutcomeFramework, on_delete=models.DO_NOTHING, related_name="areas"
    )
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    # What stands on her pages and prints.
    her_name = models.CharField(max_length=80)
    aim = models.CharField(max_length=8, choices=Aim.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    term = models.CharField(max_length=4, choices=Term.choices)
    compartment = CompartmentField()
    # Five words or sentences, from the start up.
    rungs: Any = models.JSONField()
    place = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "outcomes_area"
        ordering = ["place"]

    def __str__(self) -> str:
        return self.name
