"""That a note about her stood on another woman's record for a while."""

from typing import Any

from django.db import models

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedJSON
from alongside.foundation.common.keys import new_key
from alongside.support.engagement.models.contacts import Contact


class Misplaced(models.Model):
    """From when until when a note about her stood elsewhere and who may have read it.

    So that she can be told. Whose record it was is written nowhere.
    """

    PERSONAL = frozenset({"client", "stood_from", "stood_until", "seen_by", "told_on"})
    PLAIN = frozenset({"id", "contact", "compartment", "made_by", "made_at", "told_by"})
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    contact = models.ForeignKey(
        Contact, on_delete=models.DO_NOTHING, related_name="misplaced", db_constraint=False
    )
    compartment = CompartmentField()
    stood_from = models.DateTimeField()
    stood_until = models.DateTimeField()
    # [{"name": …, "agency": …, "at": …}], each once, with the first time.
    seen_by: Any = EncryptedJSON(default=list)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    told_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )

    class Meta:
        db_table = "engagement_misplaced"
        indexes = [models.Index(fields=["client", "told_on"], name="engagement_misplaced_hers")]

    def __str__(self) -> str:
        return "stood on another record"
