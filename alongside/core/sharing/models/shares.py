from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency


class Basis(models.TextChoices):
    """On what something of hers is given away: plain words here, the law beside them on the page."""

    CONSENT = "consent", _("she agreed")
    PUBLIC_TASK = "public_task", _("a public task")
    LEGAL_DUTY = "legal_duty", _("the law says so")
    LEGITIMATE = "legitimate", _("a good reason, weighed against her interests")
    RECOGNISED = "recognised", _("a reason that the law itself recognises")
    VITAL = "vital", _("somebody's life is at risk")


class GrantQuerySet(models.QuerySet["Grant"]):
    """Reads of shares."""

    def standing(self) -> "GrantQuerySet":
        """Shares nobody has ended; they may have run out by themselves."""
        return self.filter(ended_at__isnull=True)


class Grant(models.Model):
    """A share: this agency or worker sees these parts of her record, for this purpose, until then (R158)."""

    PERSONAL = frozenset({"client", "purpose", "agreed_on", "agreed_words", "end_words"})
    PLAIN = frozenset(
        {"id", "agency", "membership", "reads", "writes", "basis", "recognised", "special", "offence",
         "starts_at", "until_at", "made_by", "made_at", "ended_at", "ended_by", "version"}
    )  # fmt: skip
    COMPARTMENT = Compartment.SHARING

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.DO_NOTHING, related_name="+")
    # Empty where any worker of the agency who sees women may.
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    # Sums of compartment bits.
    reads = models.BigIntegerField()
    writes = models.BigIntegerField(default=0)
    purpose = models.CharField(max_length=300)
    basis = models.CharField(max_length=12, choices=Basis.choices, default=Basis.CONSENT)
    # Which conditions, where the basis or the kind of facts asks for one; see rules/bases.py.
    recognised = models.CharField(max_length=40, blank=True, default="")
    special = models.CharField(max_length=40, blank=True)
    offence = models.CharField(max_length=40, blank=True, default="")
    agreed_on = models.DateField(null=True, blank=True)
    agreed_words = models.CharField(max_length=300, blank=True)
    starts_at = models.DateTimeField()
    until_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    end_words = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = GrantQuerySet.as_manager()

    class Meta:
        db_table = "sharing_grant"
        indexes = [
            models.Index(fields=["client", "ended_at"], name="sharing_grant_client"),
            models.Index(
                fields=["agency"], condition=models.Q(ended_at__isnull=True), name="sharing_grant_agency"
            ),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("starts_at")),
                name="sharing_grant_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="sharing_grant_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"share with {self.agency}"
