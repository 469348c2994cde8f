from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key


class EnablerQuerySet(models.QuerySet["Enabler"]):
    """Reads of what was asked for."""

    def standing(self) -> "EnablerQuerySet":
        """What nobody took back."""
        return self.filter(taken_back_at__isnull=True)


class Enabler(models.Model):
    """What opens a door: a bus pass, a phone, kit. Asked for, agreed or not, given, and what came of it."""

    class Kind(models.TextChoices):
        TRAVEL = "travel", _("travel")
        PHONE = "phone", _("phone or credit")
        CLOTHES = "clothes", _("clothes")
        GYM = "gym", _("gym or swimming pass")
        KIT = "kit", _("kit for a sport or a course")
        CHILDCARE = "childcare", _("childcare")
        FOOD = "food", _("food")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        AGREED = "agreed", _("agreed")
        NOT = "not", _("not possible")
        GIVEN = "given", _("given")

    class Why(models.TextChoices):
        NO_MONEY = "no_money", _("there was no money for it")
        NOT_THERE = "not_there", _("it could not be got")
        RULES = "rules", _("the rules did not allow it")
        OTHER = "other", _("another reason")

    PERSONAL = frozenset(
        {"client", "kind", "what", "asked_on", "answered_on", "why_not", "given_on", "pence", "her_words",
         "worker_words"}
    )  # fmt: skip
    PLAIN = frozenset(
        {"id", "compartment", "state", "made_by", "made_at", "taken_back_at", "version"}
    )
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="enablers")
    compartment = CompartmentField(default=Compartment.MONEY)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    what = EncryptedText(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    why_not = models.CharField(max_length=10, choices=Why.choices, blank=True)
    given_on = models.DateField(null=True, blank=True)
    pence = models.PositiveIntegerField(null=True, blank=True)
    # What it made possible: as she says it, and as a worker saw it.
    her_words = EncryptedText(blank=True)
    worker_words = EncryptedText(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EnablerQuerySet.as_manager()

    class Meta:
        db_table = "engagement_enabler"
        indexes = [models.Index(fields=["client", "-asked_on"], name="engagement_enabler_latest")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="not") | ~models.Q(why_not=""),
                name="engagement_enabler_says_why_not",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="given") | models.Q(given_on__isnull=False),
                name="engagement_enabler_given_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def pounds(self) -> str:
        """What it cost, in pounds and pence; nothing where nobody knows."""
        return "" if self.pence is None else f"{self.pence // 100}.{self.pence % 100:02d}"
