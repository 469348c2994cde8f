from typing import Any

from django.db import models

from alongside.coordination.referrals.models.asked import Referral
from alongside.core.people.models import Client
from alongside.foundation.access.compartments import CompartmentField
from alongside.foundation.common.encryption import EncryptedJSON, EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency


class ReferralExtra(models.Model):
    """What one kind of referrer adds, one row for each part of her record: whoever may not read a part
    sees the rest without it (R154, R184)."""

    PERSONAL = frozenset({"client", "facts"})
    PLAIN = frozenset({"id", "referral", "compartment"})
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    referral = models.ForeignKey(
        Referral, on_delete=models.DO_NOTHING, related_name="extras", db_constraint=False
    )
    compartment = CompartmentField()
    # By the name of the question (rules.kinds): words, a day as written in ISO, or the codes chosen.
    facts: Any = EncryptedJSON(default=dict)

    class Meta:
        db_table = "referrals_extra"
        indexes = [models.Index(fields=["client", "referral"], name="referrals_extra_client")]

    def __str__(self) -> str:
        return "more about a referral"


class Carried(models.Model):
    """Something she told elsewhere and let travel, so that nobody asks her again (R133)."""

    PERSONAL = frozenset({"client", "title", "her_words", "worker_words", "told_on", "agreed_on"})
    PLAIN = frozenset({"id", "referral", "compartment", "agency", "place"})
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    referral = models.ForeignKey(
        Referral, on_delete=models.DO_NOTHING, related_name="carried", db_constraint=False
    )
    compartment = CompartmentField()
    title = EncryptedText()
    her_words = EncryptedText(blank=True)
    worker_words = EncryptedText(blank=True)
    told_on = models.DateField(null=True, blank=True)
    # The day she said that it may travel to these people.
    agreed_on = models.DateField()
    agency = models.ForeignKey(Agency, on_delete=models.DO_NOTHING, related_name="+")
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "referrals_carried"
        indexes = [models.Index(fields=["client", "referral"], name="referrals_carried_client")]

    def __str__(self) -> str:
        return "told already"
