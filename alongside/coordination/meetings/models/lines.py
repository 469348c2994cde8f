from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.coordination.meetings.models.meeting import Invited, Meeting
from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedJSON, EncryptedText
from alongside.foundation.common.keys import new_key


class Minute(models.Model):
    """One line of what was said or decided, in plain words, and whom among those invited it is for."""

    class Kind(models.TextChoices):
        SAID = "said", _("what was said")
        DECIDED = "decided", _("what was decided")

    PERSONAL = frozenset({"client", "kind", "words", "meant_for"})
    PLAIN = frozenset({"id", "compartment", "meeting", "made_by", "made_at", "version"})
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField(default=Compartment.NOTES)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.DO_NOTHING, related_name="minutes", db_constraint=False
    )
    kind = models.CharField(max_length=7, choices=Kind.choices)
    words = EncryptedText()
    # Keys of those invited, as text.
    meant_for = EncryptedJSON(default=list)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "meetings_minute"
        indexes = [models.Index(fields=["client", "meeting"], name="meetings_minute_hers")]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class ActionQuerySet(models.QuerySet["Action"]):
    """Reads of what was promised."""

    def open(self) -> "ActionQuerySet":
        """What is neither done nor not needed any more."""
        return self.filter(done_on__isnull=True, dropped_on__isnull=True)


class Action(models.Model):
    """What somebody promised at a meeting, and by when; moved, it keeps the day first named (R160)."""

    PERSONAL = frozenset(
        {"client", "who", "what", "due_on", "first_due_on", "done_on", "dropped_on", "meant_for"}
    )
    PLAIN = frozenset({"id", "compartment", "meeting", "whose", "made_by", "made_at", "version"})
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField(default=Compartment.NOTES)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.DO_NOTHING, related_name="actions", db_constraint=False
    )
    # One of those invited; empty: one of us, or whoever the words name.
    whose = models.ForeignKey(
        Invited, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+",
        db_constraint=False,
    )  # fmt: skip
    who = EncryptedText(blank=True)
    what = EncryptedText()
    due_on = models.DateField(null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    meant_for = EncryptedJSON(default=list)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = ActionQuerySet.as_manager()

    class Meta:
        db_table = "meetings_action"
        indexes = [
            models.Index(fields=["client", "meeting"], name="meetings_action_hers"),
            models.Index(
                fields=["client", "due_on"], name="meetings_action_open",
                condition=models.Q(done_on__isnull=True, dropped_on__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return "promised at a meeting"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and self.dropped_on is None

    @property
    def was_moved(self) -> bool:
        """Whether it is due on another day than the one first named."""
        return self.first_due_on is not None and self.first_due_on != self.due_on

    @property
    def is_late(self) -> bool:
        """Whether its day has passed."""
        return self.is_open and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def by_whom(self) -> str:
        """Name who promised it."""
        return ", ".join(filter(None, (self.who, self.whose.whom if self.whose else ""))) or str(
            _("One of us")
        )
