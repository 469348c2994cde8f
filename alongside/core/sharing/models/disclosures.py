from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.core.sharing.models.shares import Basis
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    """Reads of what was passed on."""

    def told(self) -> "DisclosureQuerySet":
        """Those she was told about by a person; the only ones that show on what she sees."""
        return self.filter(told_on__isnull=False)


class Disclosure(models.Model):
    """Something passed on once: to whom, on which basis, who decided, and whether she was told (R158).

    A locked part goes alone, in a disclosure of its own that belongs to that part; any other belongs to
    *who may see what*.
    """

    class Kind(models.TextChoices):
        DUTY_TO_REFER = "duty_to_refer", _("To the council, so that it has to help with a home")
        SAFEGUARDING = "safeguarding", _("To keep her, a child or somebody else safe")
        COURT = "court", _("To a court")
        OTHER = "other", _("Something else")

    class SheSays(models.TextChoices):
        AGREED = "agreed", _("Yes, she agreed")
        AGAINST = "against", _("No, she does not want it")
        NOT_ASKED = "not_asked", _("She could not be asked, or asking was not safe")

    class Verdict(models.TextChoices):
        RIGHT = "right", _("It was right")
        TALK = "talk", _("We have to talk about it")
        WRONG = "wrong", _("It should not have been")

    PERSONAL = frozenset(
        {"client", "kind", "whom_words", "purpose", "she_says", "reason", "parts", "decided_on",
         "review_words", "told_on", "told_how", "told_safely", "her_view", "objection"}
    )  # fmt: skip
    PLAIN = frozenset(
        {"id", "compartment", "agency", "basis", "recognised", "special", "offence", "decided_by",
         "urgent", "review_due_at", "reviewed_at", "reviewed_by", "verdict", "told_by", "made_by",
         "made_at", "version"}
    )  # fmt: skip
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField(default=Compartment.SHARING)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    whom_words = EncryptedText(blank=True)
    purpose = EncryptedText()
    basis = models.CharField(max_length=12, choices=Basis.choices)
    # Which of the law's own reasons, and which condition for special-category and offence facts.
    recognised = models.CharField(max_length=20, blank=True)
    special = models.CharField(max_length=20, blank=True)
    offence = models.CharField(max_length=20, blank=True)
    # A sum of compartment bits: the parts something went of. The words themselves are DisclosedPart rows.
    parts = models.BigIntegerField()
    she_says = models.CharField(max_length=9, choices=SheSays.choices)
    reason = EncryptedText(blank=True)
    decided_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    decided_on = models.DateField()
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    # Waiting was dangerous: one worker shared the least that helps, and somebody else looks it over.
    urgent = models.BooleanField(default=False)
    review_due_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    verdict = models.CharField(max_length=5, blank=True, choices=Verdict.choices)
    review_words = EncryptedText(blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    told_how = EncryptedText(blank=True)
    told_safely = models.BooleanField(default=False)
    her_view = EncryptedText(blank=True)
    objection = EncryptedText(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        db_table = "sharing_disclosure"
        indexes = [
            models.Index(fields=["client", "told_on"], name="sharing_disclosure_client"),
            models.Index(
                fields=["client"], name="sharing_disclosure_open",
                condition=models.Q(told_on__isnull=True)
                | models.Q(urgent=True, reviewed_at__isnull=True),
            ),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(she_says="against", basis="consent"),
                name="sharing_disclosure_against_her_wish_not_on_consent",
            ),
            models.CheckConstraint(
                condition=models.Q(urgent=False) | models.Q(review_due_at__isnull=False),
                name="sharing_disclosure_urgent_is_reviewed",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_by__isnull=True)
                | ~models.Q(reviewed_by=models.F("made_by")),
                name="sharing_disclosure_reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(told_on__isnull=True, told_by__isnull=True)
                | models.Q(told_on__isnull=False, told_by__isnull=False),
                name="sharing_disclosure_told_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return "passed on"


class DisclosedPart(models.Model):
    """Exactly what went of one part of her record; written once and never changed."""

    PERSONAL = frozenset({"client", "words"})
    PLAIN = frozenset({"id", "disclosure", "compartment"})
    COMPARTMENT = "column"
    # Whoever reads a part may write down what went of it: a manager reads more than she writes.
    INSERT_NEEDS = "reads"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    disclosure = models.ForeignKey(
        Disclosure, on_delete=models.DO_NOTHING, related_name="bundle", db_constraint=False
    )
    compartment = CompartmentField()
    words = EncryptedText()

    class Meta:
        db_table = "sharing_disclosedpart"
        verbose_name_plural = "parts passed on"
        constraints = [
            models.UniqueConstraint(
                fields=["disclosure", "compartment"], name="sharing_disclosedpart_once"
            )
        ]

    def __str__(self) -> str:
        return "what went"
