from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Service


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Reads of groups."""

    def going_on(self) -> "ActivityQuerySet":
        """Groups that still meet."""
        return self.filter(ended_at__isnull=True)


class Activity(models.Model):
    """A group that meets on a day of the week; its name and place give away nothing of who comes (R168)."""

    class Day(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    class Kind(models.TextChoices):
        """A group of those who know each other, or an open door (R159, R215)."""

        GROUP = "group", _("a group")
        DROP_IN = "drop_in", _("a drop-in: an open door, with several services in one room")

    class Children(models.TextChoices):
        COME = "come", _("children can come along")
        LOOKED_AFTER = "after", _("children are looked after")
        NO = "no", _("without children")

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset(
        {"id", "service", "kind", "name", "place", "children", "day", "at_time", "supervisor", "call_words",
         "made_by", "made_at", "ended_at", "version"}
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=8, choices=Kind.choices, default=Kind.GROUP, db_default=Kind.GROUP.value
    )
    name = models.CharField(max_length=60)
    # Coarse words, such as "by the river": never an address.
    place = models.CharField(max_length=60, blank=True)
    day = models.PositiveSmallIntegerField(choices=Day.choices)
    at_time = models.TimeField()
    # Whether whoever cares for children can come at all (R206).
    children = models.CharField(
        max_length=5, choices=Children.choices, blank=True, default="", db_default=""
    )
    # Whom its leaders turn to, and what they were told: when to call, and whom.
    supervisor = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    call_words = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        db_table = "activities_activity"

    def __str__(self) -> str:
        return self.name


class Leader(models.Model):
    """That a hat leads a group; ended, never removed."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "activity", "membership", "made_by", "since", "ended_at"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="leaders")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "activities_leader"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "membership"],
                condition=models.Q(ended_at__isnull=True),
                name="activities_leader_once",
            )
        ]

    def __str__(self) -> str:
        return "leads a group"


class Session(models.Model):
    """One day on which a group meets, or was called off: then nobody could come, and no run is broken."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "activity", "held_on", "called_off_at"})

    # Of its group and its day, so that the same day is never there twice.
    id = models.UUIDField(primary_key=True, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    called_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "activities_session"

    def __str__(self) -> str:
        return "a day of a group"


class BelongingQuerySet(models.QuerySet["Belonging"]):
    """Reads of who comes to a group."""

    def current(self) -> "BelongingQuerySet":
        """Those who belong now."""
        return self.filter(ended_at__isnull=True)


class Belonging(models.Model):
    """That she comes to a group: her own choice, ended when she says so, and begun again any day."""

    PERSONAL = frozenset({"client", "activity", "since", "ended_at"})
    PLAIN = frozenset({"id", "made_by"})
    COMPARTMENT = Compartment.GROUPS

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.DO_NOTHING, related_name="+")
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: Any = BelongingQuerySet.as_manager()

    class Meta:
        db_table = "activities_belonging"
        indexes = [models.Index(fields=["client", "activity"], name="activities_belonging_client")]

    def __str__(self) -> str:
        return "comes to a group"


class Attendance(models.Model):
    """Whether she was there on one day of a group. Not being there is never a failure (R192)."""

    class Said(models.TextChoices):
        CAME = "came", _("Here")
        NOT_TODAY = "not_today", _("Not today")
        LET_US_KNOW = "let_us_know", _("She let us know")

    class Given(models.TextChoices):
        """What somebody may be given on a day; never asked for, and never needed (R159)."""

        SHOWER = "shower", _("a shower")
        FOOD = "food", _("food")
        LAUNDRY = "laundry", _("laundry")
        CLOTHES = "clothes", _("clothes")
        CHARGE = "charge", _("a phone charged")
        OTHER = "other", _("something else")

    PERSONAL = frozenset({"client", "session", "held_on", "said", "given"})
    PLAIN = frozenset({"id", "made_by", "made_at"})
    COMPARTMENT = Compartment.GROUPS

    # Of the day and the woman, so that three presses are one row.
    id = models.UUIDField(primary_key=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.DO_NOTHING, related_name="+")
    held_on = models.DateField()
    said = models.CharField(max_length=12, choices=Said.choices)
    given: Any = models.JSONField(
        default=list, blank=True, db_default=models.Value([], models.JSONField())
    )
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "activities_attendance"
        indexes = [models.Index(fields=["client", "-held_on"], name="activities_attendance_latest")]

    def __str__(self) -> str:
        return self.get_said_display()
