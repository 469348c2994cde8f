from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.coordination.referrals.models.asked import Referral
from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Service


class ReferralMove(models.Model):
    """One step of a referral: who, when and why; written once and kept (R24).

    Its own finer states; who sees what of her hangs on her episode alone (rules.states).
    """

    class To(models.TextChoices):
        SEEN = "seen", _("somebody is looking at it")
        ACCEPTED = "accepted", _("yes, and she waits for a place")
        OFFERED = "offered", _("offered something else")
        CANT = "cant", _("we can’t")
        WITH_US = "with_us", _("she is with us already")
        STARTED = "started", _("somebody is alongside her")
        TAKEN_BACK = "taken_back", _("taken back by whoever sent it")

    PERSONAL = frozenset({"client", "to", "words", "made_at"})
    PLAIN = frozenset({"id", "referral", "reason", "made_by"})
    COMPARTMENT = Compartment.STORY
    # Those who answer read her story and write elsewhere; what they did about a referral stands with it.
    INSERT_NEEDS, AUTHOR = "reads", "made_by_id"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    referral = models.ForeignKey(
        Referral, on_delete=models.DO_NOTHING, related_name="moves", db_constraint=False
    )
    # "to" alone is a word of SQL.
    to = models.CharField(max_length=10, choices=To.choices, db_column="moved_to")
    reason = models.CharField(max_length=16, blank=True)
    words = EncryptedText(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "referrals_move"
        indexes = [models.Index(fields=["client", "referral"], name="referrals_move_client")]

    def __str__(self) -> str:
        return self.get_to_display()


class Need(models.Model):
    """One line of the short list of what women ask for: the partnership's own words, for counting (R59)."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "label", "place", "ended_at"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    label = models.CharField(max_length=80)
    place = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "referrals_need"
        ordering = ["place", "label"]

    def __str__(self) -> str:
        return self.label


class UnmetNeed(models.Model):
    """What she needed and did not get here, and what stood in the way; kept whatever else was offered."""

    class Barrier(models.TextChoices):
        NO_ROOM = "no_room", _("no room")
        NO_FUNDS_ROUTE = "no_funds", _("no way to pay without public funds")
        NO_WOMEN_ONLY = "women_only", _("no women-only place")
        PETS = "pets", _("her pet could not come")
        COUPLES = "couples", _("a couple could not come together")
        BOROUGH = "borough", _("a rule about which borough she is from")
        DISTANCE = "distance", _("too far away")
        LANGUAGE = "language", _("nobody who speaks her language")
        NOT_THIS_NEED = "not_this", _("no service for this need")
        HER_CHOICE = "her_choice", _("she chose otherwise")
        SAFETY = "safety", _("not safe here")
        OTHER = "other", _("something else")

    class Area(models.TextChoices):
        HERE = "here", _("in this borough")
        NEXT = "next", _("in a borough beside this one")
        REGION = "region", _("elsewhere in the city or county")
        FAR = "far", _("further away")
        UNKNOWN = "unknown", _("not known")

    PERSONAL = frozenset({"client", "need", "barrier", "area", "made_at"})
    PLAIN = frozenset({"id", "referral", "made_by"})
    COMPARTMENT = Compartment.STORY
    INSERT_NEEDS, AUTHOR = "reads", "made_by_id"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    referral = models.ForeignKey(
        Referral, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    # Empty where nobody said which need it was.
    need = models.ForeignKey(Need, null=True, on_delete=models.DO_NOTHING, related_name="+")
    barrier = models.CharField(max_length=10, choices=Barrier.choices)
    area = models.CharField(max_length=8, choices=Area.choices, default=Area.UNKNOWN)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "referrals_unmet"
        indexes = [models.Index(fields=["client", "referral"], name="referrals_unmet_client")]

    def __str__(self) -> str:
        return self.get_barrier_display()


class Waiting(models.Model):
    """Where a woman stands on a service's waiting list, from one day on, and why; the latest row counts.

    The whole list is a person's work: no row is ever written by itself.
    """

    class Reason(models.TextChoices):
        CAME = "came", _("in the order in which they came")
        DANGER = "danger", _("she is in danger where she is")
        CHILD = "child", _("a child or a baby on the way")
        ILL = "ill", _("she is ill")
        RELEASE = "release", _("a day is fixed: release, discharge or moving out")
        LONG = "long", _("she has waited very long")
        HER_WISH = "her_wish", _("she asked for it")
        RIGHT = "right", _("a mistake is put right")
        PLACE = "place", _("a place is there for her")
        OTHER = "other", _("something else, in words")

    PERSONAL = frozenset({"client", "rank", "reason", "words", "made_at"})
    PLAIN = frozenset({"id", "referral", "service", "made_by"})
    COMPARTMENT = Compartment.STORY
    INSERT_NEEDS, AUTHOR = "reads", "made_by_id"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    referral = models.ForeignKey(
        Referral, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    service = models.ForeignKey(Service, on_delete=models.DO_NOTHING, related_name="+")
    # Between those of her neighbours on the list; empty says that she is off it.
    rank = models.DecimalField(max_digits=40, decimal_places=20, null=True)
    reason = models.CharField(max_length=8, choices=Reason.choices)
    words = EncryptedText(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "referrals_waiting"
        indexes = [models.Index(fields=["client", "referral"], name="referrals_waiting_client")]

    def __str__(self) -> str:
        return self.get_reason_display()
