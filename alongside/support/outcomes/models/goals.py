"""Her goals, what was tried for them, and check-ins about them and about parts of her life."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from alongside.support.outcomes.models.areas import OutcomeArea


class GoalQuerySet(models.QuerySet["Goal"]):
    """Reads of goals."""

    def waiting(self) -> "GoalQuerySet":
        """Goals on the way whose next move somebody else owes."""
        return self.filter(state=Goal.State.OPEN, waiting_since__isnull=False)


class Goal(models.Model):
    """What she wants, in her words and her order (R6, R80)."""

    class State(models.TextChoices):
        OPEN = "open", "on the way"
        REACHED = "reached", "reached"
        SET_ASIDE = "set_aside", "set aside for now"

    class Control(models.TextChoices):
        OURS = "ours", "in our hands"
        PARTLY = "partly", "partly in our hands"
        NOT = "not", "not in our hands"

    PERSONAL = frozenset(
        {
            "client",
            "words",
            "began_on",
            "reached_on",
            "control",
            "waiting_on",
            "waiting_since",
            "state",
            "with_peers",
        }
    )
    PLAIN = frozenset(
        {"id", "compartment", "area", "place", "waiting_agency", "made_by", "made_at", "version"}
    )
    COMPARTMENT = "column"
    # Her peer mentors see those she shows them.
    SHOWN_TO_PEERS = True

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="goals")
    compartment = CompartmentField(default=Compartment.GOALS)
    area = models.ForeignKey(
        OutcomeArea, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    words = EncryptedText()
    # Her order. A number with room between two others, so that moving one goal writes one row.
    place = models.FloatField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    began_on = models.DateField()
    reached_on = models.DateField(null=True, blank=True)
    control = models.CharField(max_length=8, choices=Control.choices, blank=True)
    # Who the next move waits on; a delay is about the service, never about her.
    waiting_on = EncryptedText(blank=True)
    waiting_agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    waiting_since = models.DateField(null=True, blank=True)
    # Whether her peer mentors may read it: her choice, one goal at a time.
    with_peers = models.BooleanField(default=False, db_default=False)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = GoalQuerySet.as_manager()

    class Meta:
        db_table = "outcomes_goal"
        ordering = ["place", "made_at"]
        indexes = [models.Index(fields=["client", "state"], name="outcomes_goal_client")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="reached", reached_on__isnull=False)
                | (~models.Q(state="reached") & models.Q(reached_on__isnull=True)),
                name="outcomes_goal_reached_dated",
            )
        ]

    def __str__(self) -> str:
        return self.words


class GoalStepQuerySet(models.QuerySet["GoalStep"]):
    """Reads of steps."""

    def standing(self) -> "GoalStepQuerySet":
        """Steps that still hold."""
        return self.filter(ended_at__isnull=True)


class GoalStep(models.Model):
    """One of her own steps towards a goal, in her words, from where she starts upwards."""

    PERSONAL = frozenset({"client", "words"})
    PLAIN = frozenset({"id", "compartment", "goal", "place", "ended_at"})
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField(default=Compartment.GOALS)
    goal = models.ForeignKey(
        Goal, on_delete=models.DO_NOTHING, related_name="steps", db_constraint=False
    )
    words = EncryptedText()
    place = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = GoalStepQuerySet.as_manager()

    class Meta:
        db_table = "outcomes_step"
        ordering = ["place"]

    def __str__(self) -> str:
        return self.words


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Reads of attempts."""

    def standing(self) -> "AttemptQuerySet":
        """Attempts nobody took back."""
        return self.filter(taken_back_at__isnull=True)


class Attempt(models.Model):
    """A try at a goal, and what stood in the way; what others did counts against them, never her (R83)."""

    class Barrier(models.TextChoices):
        NONE = "", "nothing stood in the way"
        NO_ADDRESS = "no_address", "turned away: no address"
        NO_PHONE = "no_phone", "turned away: no phone"
        NO_ID = "no_id", "turned away: no papers"
        TURNED_AWAY = "turned_away", "turned away"
        NO_PLACE = "no_place", "no place free"
        NOT_SUITABLE = "not_suitable", "what was offered did not suit"
        TOO_MUCH = "too_much", "it was too much that day"
        AWAY = "away", "she was away or inside"
        HE_STOPPED_IT = "stopped", "somebody stopped her"
        OTHER = "other", "something else"

    PERSONAL = frozenset({"client", "happened_on", "words", "barrier", "against", "reached"})
    PLAIN = frozenset(
        {"id", "compartment", "goal", "against_agency", "made_by", "made_at", "taken_back_at"}
    )
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField(default=Compartment.GOALS)
    goal = models.ForeignKey(
        Goal, on_delete=models.DO_NOTHING, related_name="attempts", db_constraint=False
    )
    happened_on = models.DateField()
    words = EncryptedText(blank=True)
    barrier = models.CharField(max_length=12, choices=Barrier.choices, blank=True)
    # The service that turned her away, in words, and its row when it is in the directory.
    against = EncryptedText(blank=True)
    against_agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    reached = models.BooleanField(default=False)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        db_table = "outcomes_attempt"
        ordering = ["happened_on", "made_at"]

    def __str__(self) -> str:
        return f"attempt on {self.happened_on}"


class AskedAgain(models.Model):
    """That a service which owes her a move was asked again: by whom, and who asks next (R38).

    It stands as it was written. It is over when the service has answered, or another owes the move.
    """

    class Rung(models.TextChoices):
        """Who was asked there, from the desk up."""

        WORKER = "worker", _("the worker there")
        MANAGER = "manager", _("their manager")
        PAYS = "pays", _("whoever pays for that service")
        OTHER = "other", _("somebody else there")

    PERSONAL = frozenset({"client", "rung", "whom", "asked_on", "next_on"})
    PLAIN = frozenset({"id", "compartment", "goal", "next_asks", "made_by", "made_at", "ended_at"})
    COMPARTMENT = "column"
    INSERT_NEEDS = "reads"
    AUTHOR = "made_by_id"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField(default=Compartment.GOALS)
    goal = models.ForeignKey(Goal, on_delete=models.DO_NOTHING, related_name="asked")
    rung = models.CharField(max_length=8, choices=Rung.choices)
    # A name or a desk, where it helps.
    whom = EncryptedText(blank=True)
    asked_on = models.DateField()
    # On whose Today it stands from which day on, unless the service answers.
    next_asks = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    next_on = models.DateField()
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "outcomes_askedagain"
        indexes = [
            models.Index(fields=["client", "goal"], name="outcomes_asked_client"),
            models.Index(fields=["next_asks", "next_on"], name="outcomes_asked_next"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(next_on__gt=models.F("asked_on")), name="outcomes_asked_order"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_rung_display())


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Reads of check-ins."""

    def standing(self) -> "ReadingQuerySet":
        """Check-ins nobody took back."""
        return self.filter(taken_back_at__isnull=True)


class Reading(models.Model):
    """A check-in: where things stand, in one voice, about one goal or one area. Voices are never averaged."""

    class Voice(models.TextChoices):
        HERS = "hers", "her view"
        WORKER = "worker", "worker's view"
        PARTNER = "partner", "partner's view"
        PEER = "peer", "peer's view"

    class Method(models.TextChoices):
        CONVERSATION = "conversation", "in conversation"
        QUESTIONNAIRE = "questionnaire", "with a questionnaire"
        OBSERVATION = "observation", "as I saw it"
        REFLECTION = "reflection", "thinking back"
        INTERVIEW = "interview", "in an interview"

    PERSONAL = frozenset({"client", "happened_on", "rung", "words", "looking_back", "voice"})
    PLAIN = frozenset(
        {"id", "sitting", "compartment", "goal", "area", "method", "talked_over", "made_by", "made_at",
         "taken_back_at"}
    )  # fmt: skip
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    # What was written down in one go, in one or more voices: undone together.
    sitting = models.UUIDField(default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="readings")
    compartment = CompartmentField(default=Compartment.GOALS)
    goal = models.ForeignKey(
        Goal,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        related_name="readings",
        db_constraint=False,
    )
    area = models.ForeignKey(
        OutcomeArea, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    voice = models.CharField(max_length=8, choices=Voice.choices)
    method = models.CharField(max_length=14, choices=Method.choices, default=Method.CONVERSATION)
    happened_on = models.DateField()
    # 0 is the lowest step or rung; empty when there are words alone.
    rung = models.PositiveSmallIntegerField(null=True, blank=True)
    words = EncryptedText(blank=True)
    # "This is how it was": a start written down later, and labelled so.
    looking_back = models.BooleanField(default=False)
    # A worker's check-in appears on her pages only after they have talked about it.
    talked_over = models.BooleanField(default=False)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        db_table = "outcomes_reading"
        ordering = ["happened_on", "made_at"]
        indexes = [
            models.Index(
                fields=["client", "area", "voice", "happened_on"], name="outcomes_reading_area"
            ),
            models.Index(fields=["goal", "voice", "happened_on"], name="outcomes_reading_goal"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(goal__isnull=False) | models.Q(area__isnull=False),
                name="outcomes_reading_about_something",
            ),
            models.CheckConstraint(
                condition=models.Q(rung__isnull=False) | ~models.Q(words=""),
                name="outcomes_reading_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_voice_display()} on {self.happened_on}"
