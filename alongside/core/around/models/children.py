"""Her children, a child on the way, and what others decide about them, seen from her side (R99, R153)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key


class Child(models.Model):
    """A child of hers, with as little as is needed: the name she uses or a letter, about how old, where."""

    class Lives(models.TextChoices):
        WITH_HER = "with_her", _("with her")
        FAMILY = "family", _("with family")
        CARE = "care", _("in care")
        ADOPTED = "adopted", _("adopted")
        GROWN_UP = "grown_up", _("grown up")
        DIED = "died", _("has died")
        RATHER_NOT = "rather_not", _("she would rather not say")

    NOUN = "child"
    PERSONAL = frozenset(
        {"client", "name", "born_year", "born_about", "lives", "words", "ended_at", "end_words"}
    )
    PLAIN = frozenset({"id", "made_by", "made_at", "version"})
    COMPARTMENT = Compartment.CHILDREN

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    name = EncryptedText()
    born_year = models.PositiveSmallIntegerField(null=True, blank=True)
    born_about = models.BooleanField(default=False)
    lives = models.CharField(max_length=10, choices=Lives.choices, blank=True)
    words = EncryptedText(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_words = EncryptedText(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "around_child"
        indexes = [models.Index(fields=["client", "made_at"], name="around_child_hers")]

    def __str__(self) -> str:
        return self.name


class Pregnancy(models.Model):
    """A child on the way: a day only if she gives one, who knows, and what she wants known."""

    NOUN = "pregnancy"
    PERSONAL = frozenset(
        {"client", "due_on", "words", "who_knows", "wants_known", "ended_at", "end_words"}
    )
    PLAIN = frozenset({"id", "made_by", "made_at", "version"})
    COMPARTMENT = Compartment.CHILDREN

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    words = EncryptedText(blank=True)
    who_knows = EncryptedText(blank=True)
    wants_known = EncryptedText(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_words = EncryptedText(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "around_pregnancy"
        indexes = [models.Index(fields=["client", "made_at"], name="around_pregnancy_hers")]

    def __str__(self) -> str:
        return "a child on the way"


class Arrangement(models.Model):
    """What was agreed about seeing or hearing from her child, and by whom."""

    NOUN = "arrangement"
    PERSONAL = frozenset({"client", "agreed", "agreed_by", "words", "ended_at", "end_words"})
    PLAIN = frozenset({"id", "child", "made_by", "made_at", "version"})
    COMPARTMENT = Compartment.CHILDREN

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    # Empty: all her children.
    child = models.ForeignKey(
        Child, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )  # fmt: skip
    agreed = EncryptedText()
    agreed_by = EncryptedText(blank=True)
    words = EncryptedText(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_words = EncryptedText(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "around_arrangement"
        indexes = [models.Index(fields=["client", "made_at"], name="around_arrangement_hers")]

    def __str__(self) -> str:
        return self.agreed


class Process(models.Model):
    """What others decide about her child, seen from her side: what it is, with whom, who is on her side."""

    class Kind(models.TextChoices):
        BEFORE_COURT = "before", _("pre-proceedings")
        NEED = "need", _("child in need")
        PLAN = "plan", _("child protection plan")
        COURT = "court", _("care proceedings")
        ADOPTION = "adoption", _("adoption")
        ORDER = "order", _("contact order")
        OTHER = "other", _("something else")

    NOUN = "process"
    PERSONAL = frozenset(
        {"client", "kind", "own_word", "whom", "led_by", "beside_her", "words", "began_on", "ended_at",
         "end_words"}
    )  # fmt: skip
    PLAIN = frozenset({"id", "made_by", "made_at", "version"})
    COMPARTMENT = Compartment.CHILDREN

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    own_word = EncryptedText(blank=True)
    # Which child it is about, as she says.
    whom = EncryptedText(blank=True)
    led_by = EncryptedText(blank=True)
    beside_her = EncryptedText(blank=True)
    # How she sees it.
    words = EncryptedText(blank=True)
    began_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_words = EncryptedText(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "around_process"
        indexes = [models.Index(fields=["client", "made_at"], name="around_process_hers")]

    def __str__(self) -> str:
        return self.own_word or str(self.get_kind_display())


class Day(models.Model):
    """A day that counts: a meeting, a hearing, a paper, a time with her child; and how it was for her."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("a meeting")
        HEARING = "hearing", _("a hearing")
        TOGETHER = "together", _("time with her child")
        TO_SEND = "to_send", _("a paper she has to send")
        TO_GET = "to_get", _("a paper she is to get")
        DECISION = "decision", _("a decision")

    class State(models.TextChoices):
        AHEAD = "ahead", _("ahead")
        BEEN = "been", _("it happened")
        OFF = "off", _("it did not happen")

    PERSONAL = frozenset(
        {"client", "kind", "on_date", "at_time", "place_words", "with_whom", "wants_to_say", "state",
         "how_it_was"}
    )  # fmt: skip
    PLAIN = frozenset({"id", "arrangement", "process", "made_by", "made_at", "version"})
    COMPARTMENT = Compartment.CHILDREN

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    arrangement = models.ForeignKey(
        Arrangement, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="days",
        db_constraint=False,
    )  # fmt: skip
    process = models.ForeignKey(
        Process, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="days",
        db_constraint=False,
    )  # fmt: skip
    kind = models.CharField(max_length=8, choices=Kind.choices)
    on_date = models.DateField()
    at_time = models.TimeField(null=True, blank=True)
    place_words = EncryptedText(blank=True)
    with_whom = EncryptedText(blank=True)
    wants_to_say = EncryptedText(blank=True)
    state = models.CharField(max_length=5, choices=State.choices, default=State.AHEAD)
    how_it_was = EncryptedText(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "around_day"
        ordering = ["on_date", "at_time", "id"]
        indexes = [models.Index(fields=["client", "on_date"], name="around_day_hers")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(arrangement__isnull=False, process__isnull=True)
                | models.Q(arrangement__isnull=True, process__isnull=False),
                name="around_day_of_one",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
