from django.db import models

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.support.outcomes.models import Goal, OutcomeArea


class Sheet(models.Model):
    """What stands around her path, as she last chose: names, the days together. The latest row holds."""

    PERSONAL = frozenset({"client", "with_name", "with_service", "with_days"})
    PLAIN = frozenset({"id", "made_by", "made_at"})
    COMPARTMENT = Compartment.GOALS

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    with_name = models.BooleanField(default=False)
    with_service = models.BooleanField(default=False)
    with_days = models.BooleanField(default=False)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "herspace_sheet"
        indexes = [models.Index(fields=["client", "-made_at"], name="herspace_sheet_latest")]

    def __str__(self) -> str:
        return "her page"


class Pick(models.Model):
    """That she wants one goal or one area on her page, or does not. The latest row about each holds."""

    PERSONAL = frozenset({"client", "picked"})
    PLAIN = frozenset({"id", "compartment", "goal", "area", "made_by", "made_at"})
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField()
    goal = models.ForeignKey(
        Goal,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
    )
    area = models.ForeignKey(
        OutcomeArea, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    picked = models.BooleanField()
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "herspace_pick"
        indexes = [models.Index(fields=["client", "-made_at"], name="herspace_pick_latest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(goal__isnull=False, area__isnull=True)
                | models.Q(goal__isnull=True, area__isnull=False),
                name="herspace_pick_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return "picked" if self.picked else "not picked"
