from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key


class Message(models.Model):
    """A message taken for a colleague. It belongs to no woman's record: whoever took it opened none.

    Whoever takes it may put it there and not read it again; only the one it is for reads it.
    """

    class Ring(models.TextChoices):
        YES = "yes", _("yes, it is safe to ring")
        NO = "no", _("no, do not ring")
        UNKNOWN = "unknown", _("I could not ask")

    PERSONAL = frozenset({"from_words", "number", "ring", "words"})
    PLAIN = frozenset({"id", "to", "taken_by", "urgent", "made_at", "done_at"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    to = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    taken_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    from_words = EncryptedText(blank=True)
    number = EncryptedText(blank=True)
    ring = models.CharField(max_length=8, choices=Ring.choices, default=Ring.UNKNOWN)
    words = EncryptedText()
    urgent = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "engagement_message"
        indexes = [models.Index(fields=["to", "-made_at"], name="engagement_message_latest")]

    def __str__(self) -> str:
        return "message"
