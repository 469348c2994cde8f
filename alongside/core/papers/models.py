from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key


class PaperQuerySet(models.QuerySet["Paper"]):
    """Reads of files on her record."""

    def standing(self) -> "PaperQuerySet":
        """Files nobody took off."""
        return self.filter(ended_at__isnull=True)


class Paper(models.Model):
    """A file on her record: a letter, or a photo of one. Its bytes lie sealed on the shelf, by its key."""

    class Kind(models.TextChoices):
        JPEG = "jpeg", _("photo")
        PNG = "png", _("picture")
        PDF = "pdf", _("PDF")
        TEXT = "text", _("text")

    PERSONAL = frozenset({"client", "title"})
    PLAIN = frozenset(
        {"id", "compartment", "kind", "size", "digest", "made_by", "made_at", "ended_at", "version"}
    )
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="papers")
    compartment = CompartmentField()
    # What a worker calls it. The name it had on a phone or a computer is not kept: it tells of others.
    title = EncryptedText()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    size = models.PositiveIntegerField()
    # Of its bytes, with a key: the same file sent twice is known, and nobody can try out which one it is.
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    # Taken off because it is not needed any more; it can be put back.
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PaperQuerySet.as_manager()

    class Meta:
        db_table = "papers_paper"
        indexes = [models.Index(fields=["client", "-made_at"], name="papers_paper_latest")]

    def __str__(self) -> str:
        return self.title
