from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import LOCKED, Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency


class Subject(models.Model):
    """One thing that can be talked about: the same for every woman, and about none of them (R27)."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset(
        {"id", "key", "name", "her_name", "compartment", "prompts", "warning", "good_to_know", "place",
         "came_as", "ended_at", "version"}
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    # What rows about her keep of it; it never changes.
    key = models.SlugField(max_length=24, unique=True)
    name = models.CharField(max_length=80)
    # As it stands on her own pages and prints.
    her_name = models.CharField(max_length=80)
    compartment = CompartmentField()
    # Short, kind questions to begin with, each of which may be left out.
    prompts: Any = models.JSONField(default=list, blank=True)
    # What a reader is told before she opens it; where there is one, the words are folded away (R2).
    warning = models.CharField(max_length=160, blank=True)
    # Strengths and what she enjoys stand first on her page, needs after (R205).
    good_to_know = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField()
    # Its name, questions and warning as they came with the program; nothing where the partnership made it.
    came_as: Any = models.JSONField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "story_subject"
        ordering = ["place", "key"]

    def __str__(self) -> str:
        return self.name

    @property
    def kept_around(self) -> bool:
        """Whether what it is about is kept around her, on lines of their own, and is not asked here again."""
        return self.key == "people"

    @property
    def locked(self) -> bool:
        """Whether only workers she named see what is told about it."""
        return self.part in LOCKED

    @property
    def part(self) -> Compartment:
        """The part of her record it belongs to."""
        return Compartment(self.compartment)


class Place(models.TextChoices):
    """Where something was told: coarse on purpose, so that it gives no address away."""

    OUT = "out", _("out and about")
    OFFICE = "office", _("our place")
    STAYING = "staying", _("where she stays")
    CENTRE = "centre", _("a day centre or a hub")
    HOSPITAL = "hospital", _("a hospital or a practice")
    PRISON = "prison", _("a prison, a court or a police station")
    AFAR = "afar", _("by phone or in writing")


class Topic(models.Model):
    """Where one subject stands with one woman, and the newest words about it (R2, R27).

    What was said before stands in its entries; nothing is written over.
    """

    class State(models.TextChoices):
        NOT_ASKED = "not_asked", "not asked yet"
        NOT_NOW = "not_now", "not now"
        RATHER_NOT = "rather_not", "would rather not say"
        TOLD = "told", "told"
        DONT_ASK = "dont_ask", "told, don't ask again"

    class Next(models.TextChoices):
        ANYONE = "anyone", _("anyone alongside her")
        WORKER = "worker", _("one worker only")
        NOBODY = "nobody", _("nobody for now")

    PERSONAL = frozenset(
        {
            "client",
            "state",
            "her_words",
            "worker_words",
            "told_on",
            "told_at",
            "ask_next",
            "travels_on",
        }
    )
    PLAIN = frozenset(
        {"id", "subject", "compartment", "heard_by", "ask_worker", "travels_by", "owner", "owner_agency",
         "version"}
    )  # fmt: skip
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="topics")
    subject = models.ForeignKey(
        Subject, on_delete=models.DO_NOTHING, to_field="key", db_column="subject", db_index=False,
        related_name="topics",
    )  # fmt: skip
    compartment = CompartmentField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.NOT_ASKED)
    her_words = EncryptedText(blank=True)
    worker_words = EncryptedText(blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_at = models.CharField(max_length=10, choices=Place.choices, blank=True)
    heard_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    # Who may speak of it next, as she wishes.
    ask_next = models.CharField(max_length=8, choices=Next.choices, default=Next.ANYONE)
    ask_worker = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    # The day of her yes that this may go along with a referral (R133); empty: it stays here.
    travels_on = models.DateField(null=True, blank=True)
    travels_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    # Who looks after this section where several agencies gather together (R157).
    owner = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    owner_agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "story_topic"
        constraints = [
            # Once in each part: whoever can't see that a subject was moved away may still write about it,
            # and an error would tell her that there is something to see.
            models.UniqueConstraint(
                fields=["client", "subject", "compartment"], name="story_topic_once_a_part"
            ),
        ]

    def __str__(self) -> str:
        return self.subject_id

    @property
    def told(self) -> bool:
        """Whether she has told it, so that nobody need ask again."""
        return self.state in (self.State.TOLD, self.State.DONT_ASK)


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reads of entries."""

    def standing(self) -> "EntryQuerySet":
        """Entries nobody took back."""
        return self.filter(ended_at__isnull=True)


class Entry(models.Model):
    """One thing told about a subject: words of one day, a cause in a line of several, or a day to remember.

    Causes stand in her order and none of them is the main one (R12). Days are those of courts, releases,
    licences, meetings about her children (R153, R154): hers to prepare for, with no more about others than
    she needs.
    """

    class Kind(models.TextChoices):
        SAID = "said", "said"
        CAUSE = "cause", "what led to it"
        DAY = "day", "a day to remember"

    class Cause(models.TextChoices):
        """What may lead to losing a home; several, and never one of them first (R12)."""

        HOME_HARM = "home_harm", _("harm at home")
        FAMILY_HARM = "family_harm", _("harm by family or community")
        PUBLIC_HARM = "public_harm", _("harm by strangers, or hate")
        PARTED = "parted", _("a relationship that ended")
        FAMILY = "family", _("family or friends could not go on")
        CHILDREN = "children", _("children taken into care")
        LEAVING = "leaving", _("a tenancy or a room that ended")
        MONEY = "money", _("money: rent, debt, work or benefits")
        HER_MONEY = "her_money", _("somebody kept her from money of her own")
        PRISON = "prison", _("prison, or a court")
        HOSPITAL = "hospital", _("leaving hospital")
        CARE = "care", _("leaving care")
        STATUS = "status", _("papers, or no right to public money")
        RACISM = "racism", _("racism, or being treated as less")
        LOSS = "loss", _("somebody died")
        HEALTH = "health", _("health, or a mind at its limit")
        OTHER = "other", _("something else")

    class Day(models.TextChoices):
        COURT = "court", _("a court")
        RELEASE = "release", _("a release")
        GATE = "gate", _("being met at the gate")
        LICENCE = "licence", _("a licence or an order ends")
        PROBATION = "probation", _("probation")
        CHILD_MEETING = "child_meeting", _("a meeting about her children")
        PAPERS = "papers", _("papers to hand in")
        SEEING = "seeing", _("seeing her children")
        BABY = "baby", _("a baby is due")
        DECISION = "decision", _("a decision is due")
        REVIEW = "review", _("a review")
        OTHER = "other", _("another day")

    PERSONAL = frozenset(
        {"client", "her_words", "worker_words", "when_words", "cause", "day", "on_date", "told_at"}
    )
    PLAIN = frozenset(
        {
            "id",
            "topic",
            "compartment",
            "kind",
            "place",
            "heard_by",
            "made_at",
            "ended_at",
            "version",
        }
    )
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    topic = models.ForeignKey(
        Topic, on_delete=models.DO_NOTHING, related_name="entries", db_constraint=False
    )
    compartment = CompartmentField()
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.SAID)
    cause = models.CharField(max_length=12, choices=Cause.choices, blank=True)
    day = models.CharField(max_length=14, choices=Day.choices, blank=True)
    # The day it was told, or the day to remember.
    on_date = models.DateField(null=True, blank=True)
    # As she tells time: "the winter after my mother died".
    when_words = EncryptedText(blank=True)
    her_words = EncryptedText(blank=True)
    worker_words = EncryptedText(blank=True)
    told_at = models.CharField(max_length=10, choices=Place.choices, blank=True)
    heard_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    # Among causes: her order.
    place = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EntryQuerySet.as_manager()

    class Meta:
        db_table = "story_entry"
        indexes = [models.Index(fields=["client", "topic"], name="story_entry_of_topic")]

    def __str__(self) -> str:
        return self.get_kind_display()
