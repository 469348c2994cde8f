from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alongside.core.people.models import Client, SafeWay
from alongside.core.people.rules import BY
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedJSON, EncryptedText
from alongside.foundation.common.keys import new_key


class CheckAgreement(models.Model):
    """That she wants us to check: how, how often, and what to do if there is no answer (R128)."""

    class Step(models.TextChoices):
        AGAIN = "again", _("Try once more, an hour later")
        OTHER_WAY = "other_way", _("Try another way that is safe for her")
        PERSON = "person", _("Ask the person she named")
        SECOND = "second", _("Tell the second worker she chose")
        MANAGER = "manager", _("Tell the manager of our service")
        POLICE = "police", _("Ask the police to look in on her")

    PERSONAL = frozenset(
        {"client", "way_kind", "every_days", "from_time", "until_time", "steps", "person_words", "her_words",
         "police", "agreed_on", "second"}
    )  # fmt: skip
    PLAIN = frozenset({"id", "worker", "made_by", "made_at", "ended_at", "ended_by", "version"})
    COMPARTMENT = Compartment.SAFETY

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="check_agreements")
    way_kind = models.CharField(max_length=10, choices=SafeWay.Kind.choices)
    every_days = models.PositiveSmallIntegerField()
    # The hours she picked among her safe ones; empty for any of them.
    from_time = models.TimeField(null=True, blank=True)
    until_time = models.TimeField(null=True, blank=True)
    # What to do if there is no answer, in her order: keys of Step.
    steps: Any = EncryptedJSON(default=list)
    # Who may be told, as she named them; nobody where it is empty.
    person_words = EncryptedText(blank=True)
    her_words = EncryptedText(blank=True)
    # She chose the police. Without it they are asked only where life is in danger.
    police = models.BooleanField(default=False)
    worker = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    second = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    agreed_on = models.DateField()
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "engagement_checkagreement"
        indexes = [
            models.Index(fields=["client", "-agreed_on"], name="engagement_checkagreement_last")
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(every_days__gte=1), name="engagement_checkagreement_days"
            ),
            models.CheckConstraint(
                condition=models.Q(from_time__isnull=True, until_time__isnull=True)
                | models.Q(from_time__lt=models.F("until_time")),
                name="engagement_checkagreement_hours",
            ),
        ]

    def __str__(self) -> str:
        return "agreement to check"

    @property
    def how_words(self) -> str:
        """Say how and how often: "By phone, every 2 days, 10:00–12:00"."""
        how = str(BY[self.way_kind])
        often = ngettext("every day", "every %(days)s days", self.every_days)
        said = [how[:1].upper() + how[1:], often % {"days": self.every_days}]
        if self.from_time and self.until_time:
            said.append(f"{self.from_time:%H:%M}–{self.until_time:%H:%M}")
        return ", ".join(said)


class WelfareCheckQuerySet(models.QuerySet["WelfareCheck"]):
    """Reads of checks."""

    def waiting(self) -> "WelfareCheckQuerySet":
        """Checks to be made, and those with no answer yet that are not settled."""
        return self.filter(state__in=[WelfareCheck.State.PLANNED, WelfareCheck.State.NO_ANSWER])


class WelfareCheck(models.Model):
    """One check that she is all right; it can't be there without her agreement."""

    class State(models.TextChoices):
        PLANNED = "planned", _("to be made")
        ANSWERED = "answered", _("she is all right")
        NO_ANSWER = "no_answer", _("no answer yet")
        MOVED = "moved", _("moved, as she wished")
        STOPPED = "stopped", _("stopped")

    PERSONAL = frozenset({"client", "due_at", "words", "step"})
    PLAIN = frozenset(
        {"id", "agreement", "state", "tried_at", "marked_by", "marked_at", "made_at", "version"}
    )
    COMPARTMENT = Compartment.SAFETY

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="checks")
    agreement = models.ForeignKey(
        CheckAgreement, on_delete=models.DO_NOTHING, related_name="checks", db_constraint=False
    )
    # Not before this moment; her safe hours are asked again whenever it is looked at.
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    # Which of her steps it is at, once there was no answer.
    step = models.PositiveSmallIntegerField(default=0)
    words = EncryptedText(blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    marked_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = WelfareCheckQuerySet.as_manager()

    class Meta:
        db_table = "engagement_check"
        indexes = [models.Index(fields=["client", "state", "due_at"], name="engagement_check_due")]

    def __str__(self) -> str:
        return self.get_state_display()
