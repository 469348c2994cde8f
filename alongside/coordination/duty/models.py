from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.core.team.models import Shift
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.support.engagement.models import Contact


class TonightQuerySet(models.QuerySet["Tonight"]):
    """Reads of what may be needed out of hours."""

    def standing(self) -> "TonightQuerySet":
        """Those nobody took back; they may be over."""
        return self.filter(ended_at__isnull=True)


class Tonight(models.Model):
    """That she may need somebody out of hours, until a day, and what she agreed that is done then."""

    PERSONAL = frozenset({"client", "words", "agreed", "from_on", "until_on"})
    PLAIN = frozenset({"id", "made_by", "made_at", "ended_at", "ended_by"})
    COMPARTMENT = Compartment.SAFETY

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    words = EncryptedText()
    # What she agreed to: whether we may ring, what to say, who else may come.
    agreed = EncryptedText(blank=True)
    from_on = models.DateField()
    until_on = models.DateField()
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )

    objects = TonightQuerySet.as_manager()

    class Meta:
        db_table = "duty_tonight"
        indexes = [models.Index(fields=["client", "until_on"], name="duty_tonight_client")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")), name="duty_tonight_in_order"
            )
        ]

    def __str__(self) -> str:
        return "may need us"


class Handback(models.Model):
    """That something happened with her on somebody's shift, until her lead worker has read it."""

    class Worry(models.TextChoices):
        """How soon her lead worker should look."""

        FINE = "fine", _("It is settled")
        SOON = "soon", _("Look at it today")

    PERSONAL = frozenset({"client", "worry"})
    PLAIN = frozenset({"id", "contact", "shift", "made_by", "made_at", "read_by", "read_at"})
    COMPARTMENT = Compartment.NOTES

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    contact = models.ForeignKey(
        Contact, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    shift = models.ForeignKey(Shift, on_delete=models.DO_NOTHING, related_name="+")
    worry = models.CharField(max_length=4, choices=Worry.choices)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    read_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "duty_handback"
        indexes = [models.Index(fields=["client", "read_at"], name="duty_handback_client")]

    def __str__(self) -> str:
        return "what happened"
