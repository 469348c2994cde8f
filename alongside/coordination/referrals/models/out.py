from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.core.sharing.models import Disclosure
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency, Service


class ReferralOut(models.Model):
    """A woman with us referred to somebody else: to whom and what for. What went of her record, and why it
    may, stands in its disclosure (R133, R158)."""

    PERSONAL = frozenset({"client", "whom_words", "what_for", "yes_on", "yes_words", "sent_on"})
    PLAIN = frozenset(
        {"id", "service", "agency", "disclosure", "arrived_here", "made_by", "made_at"}
    )
    COMPARTMENT = Compartment.STORY

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    service = models.ForeignKey(Service, null=True, on_delete=models.DO_NOTHING, related_name="+")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.DO_NOTHING, related_name="+")
    # An agency that is not in the directory, or to whom there.
    whom_words = EncryptedText(blank=True)
    what_for = EncryptedText()
    yes_on = models.DateField(null=True)
    yes_words = EncryptedText(blank=True)
    disclosure = models.ForeignKey(
        Disclosure, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    # It arrived as a new referral in this installation; otherwise it goes as a letter.
    arrived_here = models.BooleanField(default=False)
    sent_on = models.DateField()
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "referrals_out"
        indexes = [models.Index(fields=["client", "made_at"], name="referrals_out_client")]

    def __str__(self) -> str:
        return "referral to somebody else"

    @property
    def whom(self) -> str:
        """Name to whom it went."""
        if self.service:
            return f"{self.service.name}, {self.service.agency.name}"
        return self.agency.name if self.agency else str(self.whom_words)


class OutStep(models.Model):
    """What happened after it went: what they promised, each time we asked, and their answer."""

    class Kind(models.TextChoices):
        PROMISE = "promise", _("They said what they will do")
        CHASE = "chase", _("We asked again")
        ANSWER = "answer", _("They answered")
        END = "end", _("Not needed any more")

    class Answer(models.TextChoices):
        YES = "yes", _("Yes, they are in touch with her")
        WAIT = "wait", _("Yes, and she has to wait")
        NO = "no", _("No")

    PERSONAL = frozenset({"client", "kind", "on", "who", "words", "due_on", "answer"})
    PLAIN = frozenset({"id", "out", "made_by", "made_at"})
    COMPARTMENT = Compartment.STORY

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    out = models.ForeignKey(
        ReferralOut, on_delete=models.DO_NOTHING, related_name="steps", db_constraint=False
    )
    kind = models.CharField(max_length=7, choices=Kind.choices)
    # "on" alone is a word of SQL.
    on = models.DateField(db_column="on_date")
    who = EncryptedText(blank=True)
    words = EncryptedText(blank=True)
    # By when they said they would do it, or when we ask again.
    due_on = models.DateField(null=True)
    answer = models.CharField(max_length=4, choices=Answer.choices, blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "referrals_outstep"
        indexes = [models.Index(fields=["client", "out"], name="referrals_outstep_client")]

    def __str__(self) -> str:
        return self.get_kind_display()
