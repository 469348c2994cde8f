from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership


class BreakGlass(models.Model):
    """One emergency access: one woman, one reason, sixty minutes, and looked over by somebody else.

    Written by the database's own function alone, which keeps away whom she keeps away.
    """

    class Reason(models.TextChoices):
        DANGER = "danger", _("Her life or somebody's is in danger")
        SHE_ASKED = "she_asked", _("She is here or rings, and her workers can't be reached")
        CHILD = "child", _("A child is in danger")
        WELFARE = "welfare", _("She may be hurt and can't speak for herself")

    class Verdict(models.TextChoices):
        RIGHT = "right", _("It was right")
        TALK = "talk", _("We have to talk about it")
        WRONG = "wrong", _("It should not have been")

    PERSONAL = frozenset({"client", "words", "review_words"})
    PLAIN = frozenset(
        {"id", "membership", "reason", "opened_at", "until_at", "closed_at", "review_due_at",
         "reviewed_at", "reviewed_by", "verdict"}
    )  # fmt: skip
    COMPARTMENT = Compartment.SHARING

    id = models.UUIDField(primary_key=True)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    words = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField()
    until_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    review_due_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    verdict = models.CharField(max_length=8, blank=True, choices=Verdict.choices)
    review_words = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "sharing_breakglass"
        verbose_name_plural = "emergency accesses"
        indexes = [
            models.Index(fields=["client", "reviewed_at"], name="sharing_breakglass_client"),
            models.Index(fields=["membership", "-opened_at"], name="sharing_breakglass_hat"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reviewed_by__isnull=True)
                | ~models.Q(reviewed_by=models.F("membership")),
                name="sharing_breakglass_reviewed_by_another",
            )
        ]

    def __str__(self) -> str:
        return "emergency access"
