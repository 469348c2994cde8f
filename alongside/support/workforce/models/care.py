"""What workers do for each other and for themselves. No woman stands in any of it but in `About`."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.accounts.models import Membership, Skill
from alongside.foundation.common.encryption import EncryptedJSON, EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency


class Sitting(models.Model):
    """Supervision or reflective practice of one worker with another: when, and if it was kept (R11, R21).

    What was said there is in `Words`, which nobody but the two ever reads.
    """

    class Kind(models.TextChoices):
        SUPERVISION = "supervision", _("supervision")
        REFLECTIVE = "reflective", _("reflective practice")
        CLINICAL = "clinical", _("clinical supervision")
        DEBRIEF = "debrief", _("talk after something hard")

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        OFFERED = "offered", _("offered")
        PLANNED = "planned", _("planned")
        KEPT = "kept", _("kept")
        CALLED_OFF = "called_off", _("called off")

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset(
        {"id", "worker", "supervisor", "kind", "skill", "state", "on_date", "at_time", "moved", "made_at",
         "version"}
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    worker = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    # Empty while she asks for somebody who knows something, whoever that may be.
    supervisor = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    skill = models.ForeignKey(
        Skill, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices)
    on_date = models.DateField(null=True, blank=True)
    at_time = models.TimeField(null=True, blank=True)
    # How often it was moved to another day.
    moved = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "workforce_sitting"
        indexes = [
            models.Index(fields=["worker", "on_date"], name="workforce_sitting_worker"),
            models.Index(fields=["supervisor", "on_date"], name="workforce_sitting_other"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(supervisor=models.F("worker")), name="workforce_sitting_two"
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to come, or still to be answered."""
        return self.state in (Sitting.State.ASKED, Sitting.State.OFFERED, Sitting.State.PLANNED)


class Words(models.Model):
    """What one of the two wrote about a sitting: a note, or why it was moved. Theirs alone."""

    PERSONAL = frozenset({"words"})
    PLAIN = frozenset(
        {"id", "sitting", "worker", "supervisor", "by_worker", "made_at", "taken_back_at"}
    )

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="+")
    # The two, once more: the row itself says who may read it.
    worker = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    by_worker = models.BooleanField()
    words = EncryptedText()
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "workforce_words"

    def __str__(self) -> str:
        return "words between two"


class Debrief(models.Model):
    """A talk offered after something hard; a colleague says yes or leaves it, without a reason (R22)."""

    class After(models.TextChoices):
        DEATH = "death", _("a death")
        VIOLENCE = "violence", _("violence")
        REMOVAL = "removal", _("a child taken into care")
        THREAT = "threat", _("a threat to one of us")
        SELF_HARM = "self_harm", _("somebody hurt themselves")
        OTHER = "other", _("something else that was hard")

    class Answer(models.TextChoices):
        OPEN = "", _("not answered")
        YES = "yes", _("yes, please")
        NOT_NOW = "not_now", _("not now")
        ELSE = "else", _("yes, with somebody else")

    PERSONAL = frozenset({"words"})
    PLAIN = frozenset(
        {
            "id",
            "offered_by",
            "offered_to",
            "after",
            "answer",
            "answered_at",
            "made_at",
            "taken_back_at",
        }
    )

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    offered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    offered_to = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    after = models.CharField(max_length=10, choices=After.choices)
    words = EncryptedText(blank=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "workforce_debrief"

    def __str__(self) -> str:
        return self.get_after_display()


class Leave(models.Model):
    """That a worker is away from one day to another. Why is nobody's business here (R22, R141)."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "membership", "first_day", "last_day", "made_at", "taken_back_at"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "workforce_leave"
        indexes = [models.Index(fields=["last_day"], name="workforce_leave_last")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day__lte=models.F("last_day")),
                name="workforce_leave_order",
            )
        ]

    def __str__(self) -> str:
        return "away"

    @property
    def one_day(self) -> bool:
        """Whether it is a single day."""
        return self.first_day == self.last_day


class SelfCheck(models.Model):
    """What a worker wrote for herself; only she ever sees it, and she may throw it away (R22)."""

    PERSONAL = frozenset({"answers"})
    PLAIN = frozenset({"id", "holder_id", "made_at"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    holder_id = models.UUIDField(db_index=True)
    answers: Any = EncryptedJSON(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "workforce_selfcheck"

    def __str__(self) -> str:
        return "for herself"


class Question(models.Model):
    """A question that names no woman, to whoever knows something well; and the advice (R23, R37)."""

    class State(models.TextChoices):
        ASKED = "asked", _("waiting for advice")
        ANSWERED = "answered", _("advice came")
        THANKED = "thanked", _("thanked")

    PERSONAL = frozenset({"question", "advice", "next_step", "useful"})
    PLAIN = frozenset(
        {"id", "skill", "asker_agency", "state", "answered_by", "answered_at", "thanked_at", "made_on",
         "taken_back_at", "version"}
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    # Only where the asker wants it said. Who she is stands in `Asker`.
    asker_agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    question = EncryptedText()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    advice = EncryptedText(blank=True)
    next_step = EncryptedText(blank=True)
    answered_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    useful = EncryptedText(blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)
    # The day alone: the minute would tell who was at her desk.
    made_on = models.DateField(default=timezone.localdate)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "workforce_question"
        indexes = [
            models.Index(fields=["skill", "state"], name="workforce_question_open"),
        ]

    def __str__(self) -> str:
        return str(self.skill)


class Asker(models.Model):
    """Whose question it is: a row that only the asker sees."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "holder_id", "question"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    holder_id = models.UUIDField(db_index=True)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "workforce_asker"

    def __str__(self) -> str:
        return "hers"


class About(models.Model):
    """About whom a worker asked: on the asker's side alone, so that she finds the advice again (R37)."""

    PERSONAL = frozenset({"client"})
    PLAIN = frozenset({"id", "holder_id", "question"})
    COMPARTMENT = "own rows"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    holder_id = models.UUIDField()
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "workforce_about"
        indexes = [models.Index(fields=["holder_id"], name="workforce_about_own")]

    def __str__(self) -> str:
        return "about somebody"


class Advised(models.Model):
    """That a worker gave advice on a day: counted as work, and it says of no question which (R23, R37)."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "membership", "on_date"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    on_date = models.DateField(default=timezone.localdate)

    class Meta:
        db_table = "workforce_advised"

    def __str__(self) -> str:
        return "gave advice"


class Change(models.Model):
    """What we taught another service, and what changed there (R152). No woman stands in it."""

    class Kind(models.TextChoices):
        ADVICE = "advice", _("advice")
        TRAINING = "training", _("training")
        SHADOWING = "shadowing", _("working side by side")
        POLICY = "policy", _("a rule or a form of theirs")
        OTHER = "other", _("something else")

    PERSONAL = frozenset({"taught", "changed"})
    PLAIN = frozenset(
        {"id", "agency", "agency_name", "role", "kind", "on_date", "made_by", "made_at", "taken_back_at",
         "version"}
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Where it is in no directory.
    agency_name = models.CharField(max_length=120, blank=True)
    # What the professional does there, and never her name.
    role = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    taught = EncryptedText()
    changed = EncryptedText(blank=True)
    on_date = models.DateField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "workforce_change"
        indexes = [models.Index(fields=["on_date"], name="workforce_change_latest")]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def where(self) -> str:
        """Name the service that was taught."""
        return self.agency.name if self.agency else self.agency_name
