from django.db import models

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key


class Worry(models.Model):
    """That a peer mentor, or who leads a group, is worried for her: to their supervisor, until it is read."""

    PERSONAL = frozenset({"client", "words"})
    PLAIN = frozenset({"id", "to", "made_by", "made_at", "read_by", "read_at"})
    COMPARTMENT = Compartment.NOTES
    # Whom it is for notes that it was read.
    ADDRESSED = "to_id"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    words = EncryptedText()
    to = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    read_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "peers_worry"
        indexes = [models.Index(fields=["client", "read_at"], name="peers_worry_client")]

    def __str__(self) -> str:
        return "a worry"
