import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import Membership


class FeedLink(models.Model):
    """A secret address under which a calendar program finds when one hat is busy; no woman is in it."""

    class Said(models.TextChoices):
        BUSY = "busy", _("Busy")
        MEETING = "meeting", _("Meeting")

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset(
        {"id", "token_hash", "membership", "said", "made_at", "expires_at", "ended_at"}
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Only a digest is kept: whoever reads the database can't use the link.
    token_hash = models.CharField(max_length=64, unique=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    # What every entry is called.
    said = models.CharField(max_length=8, choices=Said.choices, default=Said.BUSY)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "feeds_link"

    def __str__(self) -> str:
        return self.get_said_display()
