from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.common.encryption import EncryptedJSON
from alongside.foundation.common.keys import new_key


class Draft(models.Model):
    """What somebody was writing, kept on the server while she types; only hers, gone when saved (R8)."""

    PERSONAL = frozenset({"client", "fields"})
    PLAIN = frozenset({"id", "holder_id", "kind", "changed_at"})
    COMPARTMENT = "own rows"

    class Kind(models.TextChoices):
        CONTACT = "contact", _("note")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    holder_id = models.UUIDField()
    client = models.ForeignKey(
        Client, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.CONTACT)
    fields: Any = EncryptedJSON(default=dict)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "engagement_draft"
        indexes = [models.Index(fields=["holder_id", "-changed_at"], name="engagement_draft_own")]

    def __str__(self) -> str:
        return "draft"

    @property
    def compartment(self) -> int:
        """The part of her record chosen for the note so far; contact notes, until one is."""
        chosen = str(self.fields.get("compartment", ""))
        known = {str(part.value): part.value for part in Compartment}
        return known.get(chosen, Compartment.NOTES.value)

    @property
    def ago(self) -> str:
        """Say how long ago she last wrote at it: "8 minutes ago", "yesterday", "on 3 May"."""
        minutes = int((timezone.now() - self.changed_at).total_seconds() // 60)
        if minutes < 1:
            return gettext("just now")
        if minutes < 60:
            said = ngettext("%(count)s minute ago", "%(count)s minutes ago", minutes)
            return said % {"count": minutes}
        if minutes < 24 * 60:
            said = ngettext("%(count)s hour ago", "%(count)s hours ago", minutes // 60)
            return said % {"count": minutes // 60}
        return gettext("on %(day)s") % {
            "day": date_format(timezone.localdate(self.changed_at), "j F")
        }
