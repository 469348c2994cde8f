from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.core.sharing.models import Disclosure
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedJSON, EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Reads of meetings."""

    def planned(self) -> "MeetingQuerySet":
        """Those that are neither held nor called off."""
        return self.filter(state=Meeting.State.PLANNED)


class Meeting(models.Model):
    """A meeting about one woman's support with her in it; her points come first (R10, R160)."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("it took place")
        OFF = "off", _("called off")

    class How(models.TextChoices):
        """How she takes part: her choice, and afterwards how it was."""

        NOT_ASKED = "", _("not asked yet")
        SELF = "self", _("she is there herself")
        BESIDE = "beside", _("she is there, with somebody beside her")
        FOR_HER = "for_her", _("somebody speaks for her")
        SENDS = "sends", _("in writing, or a recording")
        NOT_NOW = "not_now", _("not this time")

    class OffBy(models.TextChoices):
        AGENCY = "agency", _("an agency")
        US = "us", _("we did")
        HER = "her", _("she did")
        OTHER = "other", _("something else came up")

    PERSONAL = frozenset(
        {"client", "what_for", "on_date", "at_time", "place", "brought_by", "called", "state", "off_by",
         "off_words", "how", "beside", "may_say", "her_choice", "needs", "needs_words", "her_points",
         "their_points", "how_it_was", "view_words", "debrief_on", "debrief_words"}
    )  # fmt: skip
    PLAIN = frozenset(
        {"id", "compartment", "off_agency", "debrief_by", "made_by", "made_at", "version"}
    )
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField(default=Compartment.NOTES)
    # In her words where she has some.
    what_for = EncryptedText()
    on_date = models.DateField()
    at_time = models.TimeField(null=True, blank=True)
    # Coarse words, such as "the library", or a call.
    place = EncryptedText(blank=True)
    brought_by = EncryptedText(blank=True)
    # What may stand for her name on paper; empty: nothing does.
    called = EncryptedText(blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.PLANNED)
    off_by = models.CharField(max_length=6, choices=OffBy.choices, blank=True)
    off_agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    off_words = EncryptedText(blank=True)
    how = models.CharField(max_length=7, choices=How.choices, blank=True, default="")
    # Who is beside her or speaks for her, and what that one may say.
    beside = EncryptedText(blank=True)
    may_say = EncryptedText(blank=True)
    # A place and a time she chose.
    her_choice = EncryptedText(blank=True)
    # Names of `rules.NEEDS`.
    needs = EncryptedJSON(default=list)
    needs_words = EncryptedText(blank=True)
    # One on each line, in the order in which she wants them spoken of; hers always stand first.
    her_points = EncryptedText(blank=True)
    their_points = EncryptedText(blank=True)
    # Afterwards: how she took part, what was made of her view, and what she thinks of it.
    how_it_was = models.CharField(max_length=7, choices=How.choices, blank=True, default="")
    view_words = EncryptedText(blank=True)
    debrief_on = models.DateField(null=True, blank=True)
    debrief_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    debrief_words = EncryptedText(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        db_table = "meetings_meeting"
        indexes = [models.Index(fields=["client", "-on_date"], name="meetings_meeting_hers")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="off") | models.Q(off_by="", off_agency__isnull=True),
                name="meetings_meeting_off_by",
            ),
            models.CheckConstraint(
                condition=models.Q(debrief_on__isnull=True, debrief_by__isnull=True)
                | models.Q(debrief_on__isnull=False, debrief_by__isnull=False),
                name="meetings_meeting_debrief_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return "a meeting"

    @property
    def hers(self) -> list[str]:
        """Her points, in her order."""
        return [line for line in self.her_points.split("\n") if line.strip()]

    @property
    def theirs(self) -> list[str]:
        """The agencies' points, which come after hers."""
        return [line for line in self.their_points.split("\n") if line.strip()]


class InvitedQuerySet(models.QuerySet["Invited"]):
    """Reads of who is invited."""

    def standing(self) -> "InvitedQuerySet":
        """Those nobody took off the list."""
        return self.filter(ended_at__isnull=True)


class Invited(models.Model):
    """An agency or a person who is to come, on her yes alone; afterwards, who came (R160)."""

    class Say(models.TextChoices):
        NOT_ASKED = "", _("not asked yet")
        YES = "yes", _("yes")
        NO = "no", _("no")

    class Came(models.TextChoices):
        NOT_SAID = "", _("not written down yet")
        CAME = "came", _("came")
        SENT_WORD = "word", _("sent word")
        NOT_THERE = "not", _("was not there")

    PERSONAL = frozenset(
        {
            "client",
            "name",
            "her_say",
            "her_words",
            "sent_on",
            "came",
            "came_words",
            "asked_again_on",
        }
    )
    PLAIN = frozenset(
        {"id", "compartment", "meeting", "agency", "asked_again_by", "disclosure", "made_by", "made_at",
         "ended_at", "version"}
    )  # fmt: skip
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField(default=Compartment.NOTES)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.DO_NOTHING, related_name="invited", db_constraint=False
    )
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    name = EncryptedText(blank=True)
    her_say = models.CharField(max_length=3, choices=Say.choices, blank=True, default="")
    her_words = EncryptedText(blank=True)
    # The day the invitation went.
    sent_on = models.DateField(null=True, blank=True)
    came = models.CharField(max_length=4, choices=Came.choices, blank=True, default="")
    came_words = EncryptedText(blank=True)
    # Who was not there was asked again what they say to it: when, and by whom.
    asked_again_on = models.DateField(null=True, blank=True)
    asked_again_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    # What went to them afterwards of what was said, the latest.
    disclosure = models.ForeignKey(
        Disclosure, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+",
        db_constraint=False,
    )  # fmt: skip
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = InvitedQuerySet.as_manager()

    class Meta:
        db_table = "meetings_invited"
        verbose_name_plural = "invited"
        indexes = [models.Index(fields=["client", "meeting"], name="meetings_invited_hers")]

    def __str__(self) -> str:
        return "somebody invited"

    @property
    def whom(self) -> str:
        """Name who is meant: the person and where they work, as far as it is known."""
        return ", ".join(filter(None, (self.name, self.agency.name if self.agency else "")))
