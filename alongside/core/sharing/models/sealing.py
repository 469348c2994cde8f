from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency


class SealedRecord(models.Model):
    """That her record is sealed: nobody sees it until it is opened, which waits unless she is there."""

    class Why(models.TextChoices):
        HER_WISH = "her_wish", _("she wishes it")
        DATA_PROTECTION = "data_protection", _("the data-protection lead decided it")

    class How(models.TextChoices):
        WAITED = "waited", _("after the wait, and nobody objected")
        HERE = "here", _("she is here")
        CODE_WORD = "code_word", _("she rang and said her code word")
        ASKED_BACK = "asked_back", _("she asked to come back")
        KEEPER = "keeper", _("the data-protection lead opened it")

    PERSONAL = frozenset({"client", "words"})
    PLAIN = frozenset(
        {"id", "agency", "why", "sealed_by", "sealed_at", "opened_at", "opened_by", "how"}
    )
    COMPARTMENT = Compartment.SHARING

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    # Whose data-protection lead keeps it.
    agency = models.ForeignKey(Agency, on_delete=models.DO_NOTHING, related_name="+")
    why = models.CharField(max_length=16, choices=Why.choices)
    words = models.CharField(max_length=300, blank=True)
    sealed_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    sealed_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    how = models.CharField(max_length=10, blank=True, choices=How.choices)

    class Meta:
        db_table = "sharing_sealed"
        indexes = [models.Index(fields=["client", "opened_at"], name="sharing_sealed_client")]

    def __str__(self) -> str:
        return "sealed record"


class OpeningAsked(models.Model):
    """That somebody asks to open a sealed record: it opens after 48 hours unless the keeper objects."""

    PERSONAL = frozenset({"client", "words", "veto_words"})
    PLAIN = frozenset(
        {"id", "sealed", "membership", "asked_at", "due_at", "opened_at", "vetoed_at", "vetoed_by"}
    )
    COMPARTMENT = Compartment.SHARING

    id = models.UUIDField(primary_key=True)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    sealed = models.ForeignKey(
        SealedRecord, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    membership = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    words = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    vetoed_at = models.DateTimeField(null=True, blank=True)
    vetoed_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    veto_words = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "sharing_openingasked"
        verbose_name_plural = "openings asked for"

    def __str__(self) -> str:
        return "asks to open a sealed record"
