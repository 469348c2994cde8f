from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key


class ChoiceQuerySet(models.QuerySet["Choice"]):
    """Reads of what she was offered."""

    def standing(self) -> "ChoiceQuerySet":
        """What nobody took back."""
        return self.filter(taken_back_at__isnull=True)


class Choice(models.Model):
    """What she was offered, what she chose, and what could not be had: a lack is ours, never hers (R7)."""

    class About(models.TextChoices):
        WORKER = "worker", _("who works with her")
        PLACE = "place", _("where")
        CHANNEL = "channel", _("how we keep in touch")
        TIME = "time", _("when")
        KIND = "kind", _("which kind of help")
        OTHER = "other", _("something else")

    class Barrier(models.TextChoices):
        NO_ROOM = "no_room", _("there was no room")
        NOBODY = "nobody", _("nobody had the time")
        NO_MONEY = "no_money", _("there was no money for it")
        NOT_HERE = "not_here", _("there is no such thing here")
        HOURS = "hours", _("it is not open then")
        DISTANCE = "distance", _("it is too far away")
        LANGUAGE = "language", _("nobody there speaks her language")
        WOMEN_ONLY = "women_only", _("it is not for women only")
        CHILDCARE = "childcare", _("there is no childcare")
        RULES = "rules", _("the rules did not allow it")
        SAFETY = "safety", _("it was not safe")
        OTHER = "other", _("another reason")

    PERSONAL = frozenset({"client", "about", "offered", "chose", "lacking", "barrier", "on_date"})
    PLAIN = frozenset({"id", "compartment", "made_by", "made_at", "taken_back_at", "version"})
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="choices")
    compartment = CompartmentField(default=Compartment.NOTES)
    about = models.CharField(max_length=8, choices=About.choices)
    offered = EncryptedText()
    chose = EncryptedText()
    # What she would have liked and could not have, and what stood in the way.
    lacking = EncryptedText(blank=True)
    barrier = models.CharField(max_length=10, choices=Barrier.choices, blank=True)
    on_date = models.DateField()
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        db_table = "engagement_choice"
        indexes = [models.Index(fields=["client", "-on_date"], name="engagement_choice_latest")]

    def __str__(self) -> str:
        return self.get_about_display()
