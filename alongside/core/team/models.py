from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client, Episode
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Service


class ShiftQuerySet(models.QuerySet["Shift"]):
    """Reads of shifts."""

    def standing(self) -> "ShiftQuerySet":
        """Shifts nobody took off the rota; they may be over or still to come."""
        return self.filter(ended_at__isnull=True)


class Shift(models.Model):
    """That somebody is on duty for a service from one moment to another, or covers for one worker there.

    For that time they may read how to reach its women and what keeps them safe, and nothing else.
    """

    class Kind(models.TextChoices):
        DUTY = "duty", _("on duty")
        COVER = "cover", _("covers for somebody")

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset(
        {"id", "kind", "service", "membership", "instead_of", "starts_at", "ends_at", "made_by", "made_at",
         "ended_at", "ended_by"}
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.DUTY)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    # Whose women, where it covers for one worker: those she is alongside.
    instead_of = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ShiftQuerySet.as_manager()

    class Meta:
        db_table = "team_shift"
        indexes = [models.Index(fields=["service", "ends_at"], name="team_shift_service")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="team_shift_ends_later"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="duty", instead_of__isnull=True)
                | models.Q(kind="cover", instead_of__isnull=False),
                name="team_shift_whose",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    """Reads of the team around her."""

    def current(self) -> "TeamMemberQuerySet":
        """Only those alongside her now."""
        return self.filter(ended_at__isnull=True)


class TeamMember(models.Model):
    """That a worker, under one hat, is alongside her: as lead worker or beside the lead."""

    class Part(models.TextChoices):
        LEAD = "lead", "lead worker"
        MEMBER = "member", "beside the lead"

    PERSONAL = frozenset({"client", "since", "ended_at", "her_choice", "over_gauge_reason"})
    PLAIN = frozenset({"id", "episode", "membership", "part", "agreed_by"})
    COMPARTMENT = Compartment.BASICS

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="team")
    episode = models.ForeignKey(
        Episode, on_delete=models.DO_NOTHING, related_name="team", db_constraint=False
    )
    membership = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    part = models.CharField(max_length=8, choices=Part.choices)
    since = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    her_choice = models.BooleanField(default=False)
    # A manager's reason, when a lead worker goes above the gauge.
    over_gauge_reason = models.TextField(blank=True)
    agreed_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        db_table = "team_member"
        indexes = [models.Index(fields=["membership", "ended_at"], name="team_member_hat")]
        constraints = [
            models.UniqueConstraint(
                fields=["episode"],
                condition=models.Q(part="lead", ended_at__isnull=True),
                name="team_one_lead",
            ),
            models.CheckConstraint(
                condition=models.Q(over_gauge_reason="") | models.Q(agreed_by__isnull=False),
                name="team_over_gauge_agreed",
            ),
        ]

    def __str__(self) -> str:
        return self.get_part_display()


class Intensity(models.Model):
    """How close the time with her is from a day on: it changes freely, and each change stands (R130)."""

    class Level(models.TextChoices):
        LIGHT = "light", _("light")
        STEADY = "steady", _("steady")
        CLOSE = "close", _("close")

    PERSONAL = frozenset({"client", "level", "since"})
    PLAIN = frozenset({"id", "episode", "made_by", "made_at"})
    COMPARTMENT = Compartment.BASICS

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    episode = models.ForeignKey(
        Episode, on_delete=models.DO_NOTHING, related_name="intensities", db_constraint=False
    )
    level = models.CharField(max_length=6, choices=Level.choices)
    since = models.DateField()
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "team_intensity"
        indexes = [
            models.Index(fields=["client", "episode", "-since"], name="team_intensity_latest")
        ]

    def __str__(self) -> str:
        return self.get_level_display()


class Welcome(models.Model):
    """What she wants a peer mentor, or who leads a group she comes to, to know: her words, and no others.

    The name she wants used stands here as well, so that nobody of them has to read her basics.
    """

    PERSONAL = frozenset({"client", "name", "letter", "know", "how", "worried", "checked_on"})
    PLAIN = frozenset({"id", "checked_by", "version"})
    COMPARTMENT = Compartment.WELCOME

    id = models.UUIDField(primary_key=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    name = EncryptedText()
    # What tells two of one name apart; she chooses it.
    letter = EncryptedText(blank=True)
    know = EncryptedText(blank=True)
    how = EncryptedText(blank=True)
    # What to say and do when she is not well, or somebody is worried for her.
    worried = EncryptedText(blank=True)
    checked_on = models.DateField()
    checked_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "team_welcome"

    def __str__(self) -> str:
        return "what she wants them to know"

    @property
    def called(self) -> str:
        """Say her name as she wants it there, with the letter she chose."""
        return f"{self.name} {self.letter}." if self.letter else self.name


class CompanionQuerySet(models.QuerySet["Companion"]):
    """Reads of those she chose beside her team."""

    def standing(self) -> "CompanionQuerySet":
        """Those nobody ended; a day until when may be past."""
        return self.filter(ended_at__isnull=True)


class Companion(models.Model):
    """Somebody she chose beside her team, with a supervisor: a peer mentor, or who leads a group of hers.

    They read what she wants them to know, as long as this stands and their post there does (R146).
    """

    class Kind(models.TextChoices):
        PEER = "peer", _("peer mentor")
        VOLUNTEER = "volunteer", _("leads a group she comes to")

    PERSONAL = frozenset(
        {"client", "kind", "circle", "call_words", "her_words", "since", "until_at"}
    )
    PLAIN = frozenset(
        {"id", "episode", "membership", "supervisor", "agreed_by", "ended_at", "ended_by"}
    )  # fmt: skip
    COMPARTMENT = Compartment.SHARING
    # Whoever holds the pass that rests on a row sees the row.
    ITS_PASS_SHOWS = True

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    episode = models.ForeignKey(
        Episode, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    membership = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    # Which group it is for, where it is for one.
    circle = models.UUIDField(null=True, blank=True)
    supervisor = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    # What the supervisor says: when to call, and whom.
    call_words = EncryptedText(blank=True)
    # What she said when she chose.
    her_words = EncryptedText(blank=True)
    agreed_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    since = models.DateTimeField(auto_now_add=True)
    until_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )

    objects = CompanionQuerySet.as_manager()

    class Meta:
        db_table = "team_companion"
        indexes = [models.Index(fields=["membership", "ended_at"], name="team_companion_hat")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(supervisor=models.F("membership")),
                name="team_companion_supervised",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="peer", circle__isnull=True)
                | models.Q(kind="volunteer", circle__isnull=False),
                name="team_companion_circle",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
