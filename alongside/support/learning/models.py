"""What workers learn and how they do things here. No woman stands in any of it."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency


class Training(models.Model):
    """Something to learn together: on a day, or whenever it suits (R18, R142)."""

    class Subject(models.TextChoices):
        VIOLENCE = "violence", _("violence against women and girls")
        HARMFUL = "harmful", _("harmful practices")
        SEXUAL = "sexual", _("sexual violence")
        HOMELESSNESS = "homelessness", _("women’s homelessness")
        MANY = "many", _("several disadvantages at once")
        TRAUMA = "trauma", _("trauma")
        MEETING = "meeting", _("when disadvantages meet (intersectionality)")
        SAFETY = "safety", _("keeping children and adults safe")
        DATA = "data", _("keeping data safe")
        OTHER = "other", _("something else")

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset(
        {"id", "agency", "title", "subject", "giver", "giver_words", "on_date", "place", "roles",
         "again_months", "made_by", "made_at", "ended_at", "version"}
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    # Whose list it stands on; others who learn along stand in `Together`.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=100)
    subject = models.CharField(max_length=12, choices=Subject.choices)
    giver = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Where whoever gives it is in no directory.
    giver_words = models.CharField(max_length=120, blank=True)
    # Empty where it can be done at any time, such as on a screen.
    on_date = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    # The roles it is for; none is everybody.
    roles: Any = models.JSONField(default=list)
    # After how many months it is good to do it again; empty where once is enough.
    again_months = models.PositiveSmallIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "learning_training"

    def __str__(self) -> str:
        return self.title

    @property
    def given_by(self) -> str:
        """Name whoever gives it."""
        return self.giver.name if self.giver else self.giver_words


class Together(models.Model):
    """That another agency learns along; ended, never removed (R36)."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "training", "agency", "since", "ended_at"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="together")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "learning_together"
        constraints = [
            models.UniqueConstraint(
                fields=["training", "agency"],
                condition=models.Q(ended_at__isnull=True),
                name="learning_together_once",
            )
        ]

    def __str__(self) -> str:
        return "learns along"


class Learnt(models.Model):
    """That somebody was at a training on a day, as she said, or as a manager wrote down for a volunteer."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset(
        {"id", "training", "membership", "on_date", "said_by", "made_at", "taken_back_at"}
    )

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    on_date = models.DateField()
    said_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "learning_learnt"
        constraints = [
            models.UniqueConstraint(
                fields=["training", "membership", "on_date"],
                condition=models.Q(taken_back_at__isnull=True),
                name="learning_learnt_once",
            )
        ]

    def __str__(self) -> str:
        return "was there"


class Policy(models.Model):
    """A rule of an agency: somebody looks after it, and on a day it is looked over again (R34)."""

    class About(models.TextChoices):
        VIOLENCE = "violence", _("violence against women and girls")
        COUPLES = "couples", _("couples")
        BETWEEN = "between", _("violence between women who use us")
        SAFETY = "safety", _("keeping children and adults safe")
        ALONE = "alone", _("working alone")
        DATA = "data", _("keeping data safe")
        OTHER = "other", _("something else")

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset(
        {"id", "agency", "title", "about", "owner", "review_on", "made_by", "made_at", "ended_at",
         "version"}
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=100)
    about = models.CharField(max_length=10, choices=About.choices)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "learning_policy"

    def __str__(self) -> str:
        return self.title


class Edition(models.Model):
    """The words of a rule, as they stood from a day on; other words are another edition."""

    PERSONAL = frozenset({"words"})
    PLAIN = frozenset({"id", "policy", "number", "made_by", "made_at"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    words = EncryptedText()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "learning_edition"
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="learning_edition_number")
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class HasRead(models.Model):
    """That somebody has read one edition of a rule, as she said herself."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "edition", "membership", "read_at"})

    # Of the edition and the hat, so that three presses are one row.
    id = models.UUIDField(primary_key=True, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "learning_hasread"

    def __str__(self) -> str:
        return "has read it"
