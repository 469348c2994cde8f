"""What somebody who harms did near us, in no woman's record (R19)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key


class Approach(models.Model):
    """That somebody who harms got in touch or was seen, and what we did: in no woman's record (R19)."""

    class How(models.TextChoices):
        RANG = "rang", _("by phone")
        WROTE = "wrote", _("in writing")
        CAME = "came", _("at our door")
        WAITED = "waited", _("waiting or following outside")
        ONLINE = "online", _("online")
        THROUGH = "through", _("through somebody else")

    class Step(models.TextChoices):
        """What keeps us and her safe, in the order in which it is done."""

        AWAY = "away", _("Be out of reach: behind a door, with others, in the light.")
        NINES = "nines", _("Ring 999 where anybody is in danger.")
        NOTHING = "nothing", _("Say nothing of any woman, not even whether we know her.")
        SHIFT = "shift", _("Tell everybody on shift, and whoever runs the service.")
        HER = "her", _("Tell her lead worker, who talks with her at a safe time.")
        TALK = "talk", _("Offer a talk to whoever was there.")

    PERSONAL = frozenset({"words", "did"})
    PLAIN = frozenset(
        {
            "id",
            "how",
            "on_date",
            "steps",
            "services",
            "made_by",
            "made_at",
            "taken_back_at",
            "version",
        }
    )

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    how = models.CharField(max_length=8, choices=How.choices)
    on_date = models.DateField()
    words = EncryptedText()
    did = EncryptedText(blank=True)
    steps = models.JSONField(default=list, blank=True)
    # Where the writer worked then: whoever runs one of these knows of it.
    services = ArrayField(models.UUIDField(), default=list)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "workforce_approach"
        indexes = [models.Index(fields=["on_date"], name="workforce_approach_latest")]

    def __str__(self) -> str:
        return self.get_how_display()

    @property
    def done(self) -> list[str]:
        """What was done of what keeps us safe, in order."""
        return [str(step.label) for step in self.Step if step in self.steps]

    @property
    def left(self) -> list[str]:
        """What is still to do."""
        return [str(step.label) for step in self.Step if step not in self.steps]
