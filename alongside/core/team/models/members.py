"""Who is alongside her, who is on duty for her, and how close the time together is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client, Episode
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency, Service


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

    PERSONAL = frozenset(
        {"client", "since", "ended_at", "for_her", "her_choice", "over_gauge_reason"}
    )
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
    # What she comes to them for, in few words; whoever may reach her reads it.
    for_her = EncryptedText(blank=True)
    # Whether she chose them: yes, no, or nobody has asked her.
    her_choice = models.BooleanField(null=True, blank=True)
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


class AllyQuerySet(models.QuerySet["Ally"]):
    """Reads of who is alongside her from elsewhere."""

    def current(self) -> "AllyQuerySet":
        """Only those alongside her now."""
        return self.filter(ended_at__isnull=True)


class Ally(models.Model):
    """Somebody of another agency, no user here, who is part of the team around her (R35)."""

    class Role(models.TextChoices):
        HOUSING = "housing", _("housing")
        HOME_SOLICITOR = "home_law", _("solicitor, about her home")
        HEALTH = "health", _("health")
        MIND = "mind", _("mental health")
        SUBSTANCES = "substances", _("drugs and alcohol")
        MONEY = "money", _("money, work or college")
        PROBATION = "probation", _("probation")
        COURT_SOLICITOR = "court_law", _("solicitor, about court")
        CHILDREN = "children", _("about her children")
        CHILD_SOLICITOR = "child_law", _("solicitor, about her children")
        SAFETY = "safety", _("safety from harm")
        COUNSELLING = "counselling", _("counselling")
        PAPERS = "papers", _("solicitor, about her right to stay")
        SEX_WORKING = "sex_working", _("support with sex working")
        GROUP = "group", _("a group, faith or peers")
        OTHER = "other", _("something else")

    PERSONAL = frozenset(
        {"client", "role", "name", "for_her", "reached", "since", "her_choice", "ended_at"}
    )
    PLAIN = frozenset({"id", "compartment", "agency", "service", "made_by", "made_at", "ended_by"})
    # The part of her record that what they do for her belongs to.
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField(default=Compartment.STORY)
    agency = models.ForeignKey(Agency, on_delete=models.DO_NOTHING, related_name="+")
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    role = models.CharField(max_length=12, choices=Role.choices)
    name = EncryptedText(blank=True)
    for_her = EncryptedText(blank=True)
    # How they are reached at work.
    reached = EncryptedText(blank=True)
    since = models.DateField(null=True, blank=True)
    her_choice = models.BooleanField(null=True, blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )

    objects = AllyQuerySet.as_manager()

    class Meta:
        db_table = "team_ally"
        verbose_name_plural = "allies"
        indexes = [models.Index(fields=["client", "ended_at"], name="team_ally_client")]

    def __str__(self) -> str:
        return self.get_role_display()
