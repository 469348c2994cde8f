"""Her plan in sections, which situations fit her, when it was looked at, and how worried we are (R26)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.her_words import her_text
from alongside.foundation.common.keys import new_key


class Section(models.TextChoices):
    """The sections of a plan, in their order and in words she could say."""

    SIGNS = "signs", her_text("plan.signs")
    FIRST = "first", her_text("plan.first")
    WHERE = "where", her_text("plan.where")
    RING = "ring", her_text("plan.ring")
    TAKE = "take", her_text("plan.take")
    DEVICES = "devices", her_text("plan.devices")
    DEAR = "dear", her_text("plan.dear")
    WORKERS = "workers", her_text("plan.workers")
    AFTER = "after", her_text("plan.after")


class Writing(models.Model):
    """One section of her plan as it was written once; each writing is a row of its own and stands."""

    PERSONAL = frozenset({"client", "section", "words"})
    PLAIN = frozenset({"id", "compartment", "version", "made_by", "made_at"})
    COMPARTMENT = "column"

    # Of her, the section, the part and the version: two who write the same one at once meet here.
    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField(default=Compartment.SAFETY)
    section = models.CharField(max_length=8, choices=Section.choices)
    version = models.PositiveIntegerField()
    # Nothing: the section was emptied.
    words = EncryptedText(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "safety_writing"
        indexes = [
            models.Index(fields=["client", "section", "-version"], name="safety_writing_client")
        ]

    def __str__(self) -> str:
        return str(self.get_section_display())


class SituationQuerySet(models.QuerySet["Situation"]):
    """Reads of what fits her."""

    def standing(self) -> "SituationQuerySet":
        """What fits her now."""
        return self.filter(ended_at__isnull=True)


class Situation(models.Model):
    """One situation that fits her: the plan then asks about it, and asks nothing about the others."""

    class Kind(models.TextChoices):
        """Situations a plan is fitted to."""

        OUTSIDE = "outside", _("sleeping outside")
        HOUSE = "house", _("in a hostel or a shared house")
        SOFA = "sofa", _("on a sofa")
        WITH_THEM = "with", _("still living with whoever harms her")
        SELLING = "selling", _("selling sex")
        SEEN_PHONE = "seen", _("a phone somebody else can look at")
        NO_PHONE = "no_phone", _("no phone")
        FOLLOWED = "followed", _("somebody follows or watches her")
        NEW = "new", _("somewhere new")

    PERSONAL = frozenset({"client", "kind"})
    PLAIN = frozenset({"id", "compartment", "made_by", "made_at", "ended_at", "ended_by"})
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField(default=Compartment.SAFETY)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )

    objects = SituationQuerySet.as_manager()

    class Meta:
        db_table = "safety_situation"
        indexes = [models.Index(fields=["client", "kind"], name="safety_situation_client")]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Look(models.Model):
    """That the plan was made or looked at: with her or without, on which day, and when to look again."""

    class How(models.TextChoices):
        """Who was there."""

        WITH_HER = "with_her", _("With her")
        WITHOUT = "without", _("By us, without her")

    PERSONAL = frozenset({"client", "how", "words", "on_date", "again_on"})
    PLAIN = frozenset({"id", "made_by", "made_at"})
    COMPARTMENT = Compartment.SAFETY

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    how = models.CharField(max_length=8, choices=How.choices)
    words = EncryptedText(blank=True)
    on_date = models.DateField()
    again_on = models.DateField()
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "safety_look"
        indexes = [models.Index(fields=["client", "again_on"], name="safety_look_client")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(again_on__gt=models.F("on_date")), name="safety_look_in_order"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_how_display())


class Judgement(models.Model):
    """How worried we are, in words and with reasons: somebody's judgement, and never a number worked out."""

    class Level(models.TextChoices):
        """Four plain steps."""

        SETTLED = "settled", _("Settled")
        WATCHFUL = "watchful", _("Keeping an eye on it")
        WORRIED = "worried", _("Worried")
        DANGER = "danger", _("Very worried: danger now")

    PERSONAL = frozenset({"client", "level", "why", "we_do", "decided", "her_view", "on_date"})
    PLAIN = frozenset({"id", "made_by", "made_at"})
    COMPARTMENT = Compartment.SAFETY

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    level = models.CharField(max_length=8, choices=Level.choices)
    why = EncryptedText()
    we_do = EncryptedText()
    # Who decided, in words: it may be several, over agencies.
    decided = EncryptedText()
    # Hers beside ours, never averaged (C5).
    her_view = EncryptedText(blank=True)
    on_date = models.DateField()
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "safety_judgement"
        indexes = [models.Index(fields=["client", "-made_at"], name="safety_judgement_client")]

    def __str__(self) -> str:
        return str(self.get_level_display())
