"""What whoever harms her does, and what each agency does about it; in its own locked part alone (R20)."""

from django.db import models

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency


class Pattern(models.Model):
    """Something done to her, and when, in words; there is no box for a name."""

    PERSONAL = frozenset({"client", "words", "when_words"})
    PLAIN = frozenset({"id", "made_by", "made_at", "version", "ended_at"})
    COMPARTMENT = Compartment.HARM

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    words = EncryptedText()
    when_words = EncryptedText(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "safety_pattern"
        indexes = [models.Index(fields=["client", "made_at"], name="safety_pattern_client")]

    def __str__(self) -> str:
        return "what was done"


class Measure(models.Model):
    """What one agency does about it: who decides there, by when, and on which day it was done."""

    PERSONAL = frozenset({"client", "agency", "what", "decides", "by_on", "done_on"})
    PLAIN = frozenset({"id", "made_by", "made_at", "version", "ended_at"})
    COMPARTMENT = Compartment.HARM

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.DO_NOTHING, related_name="+")
    what = EncryptedText()
    decides = EncryptedText(blank=True)
    by_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "safety_measure"
        indexes = [models.Index(fields=["client", "by_on"], name="safety_measure_client")]

    def __str__(self) -> str:
        return "what an agency does"
