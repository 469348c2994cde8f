from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from alongside.foundation.common.keys import new_key


class Agency(models.Model):
    """An organisation of the partnership, or one that refers to it."""

    PERSONAL = frozenset({"ask_for"})
    PLAIN = frozenset(
        {"id", "name", "kind", "phone", "confirmed_at", "in_partnership", "closed_at", "version"}
    )

    class Kind(models.TextChoices):
        VAWG = "vawg", "violence against women and girls"
        HOMELESSNESS = "homelessness", "homelessness"
        BY_AND_FOR = "by_and_for", "led by and for"
        HOUSING = "housing", "council housing"
        HEALTH = "health", "health"
        COMMUNITY = "community", "community group"
        JUSTICE = "justice", "police, probation or prison"
        OTHER = "other", "other"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.OTHER)
    # The published number, looked up and not taken from a message, and whom to ask for there.
    phone = models.CharField(max_length=20, blank=True)
    ask_for = models.CharField(max_length=80, blank=True)
    # When somebody rang the published number and it was really them; without it, no outcome goes out.
    confirmed_at = models.DateTimeField(null=True, blank=True)
    in_partnership = models.BooleanField(default=True)
    # An agency that closed: nothing is shared with it any more, and nothing can be.
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "directory_agency"
        verbose_name_plural = "agencies"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """One project of an agency: what a woman is referred to, and where workers hold places for her."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset(
        {"id", "agency", "name", "neutral_name", "about", "word_for_client", "words_for_clients",
         "caseload_from", "caseload_to", "weighed", "weight_light", "weight_steady", "weight_close",
         "weight_words", "open_to_public", "urgent_words", "funded_until", "ended_at", "version"}
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="services")
    name = models.CharField(max_length=120)
    # What may stand on a page or paper that somebody else could see.
    neutral_name = models.CharField(max_length=60, blank=True)
    about = models.TextField(blank=True)
    word_for_client = models.CharField(max_length=30, default="woman")
    words_for_clients = models.CharField(max_length=30, default="women")
    # The gauge: how many women one worker is alongside. Empty where a service does not use it.
    caseload_from = models.PositiveSmallIntegerField(null=True, blank=True)
    caseload_to = models.PositiveSmallIntegerField(null=True, blank=True)
    # Whether the gauge counts each woman by how close the time with her is, and how much each counts then.
    weighed = models.BooleanField(default=False)
    weight_light = models.DecimalField(max_digits=3, decimal_places=1, default=Decimal("0.5"))
    weight_steady = models.DecimalField(max_digits=3, decimal_places=1, default=Decimal("1.0"))
    weight_close = models.DecimalField(max_digits=3, decimal_places=1, default=Decimal("1.5"))
    weight_words = models.CharField(max_length=300, blank=True)
    open_to_public = models.BooleanField(default=False)
    # Who answers what can't wait, and when, day and night: said on the page before anybody sends it.
    urgent_words = models.CharField(max_length=240, blank=True)
    # The day its money ends, where whoever runs it has said so.
    funded_until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "directory_service"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(caseload_from__isnull=True, caseload_to__isnull=True)
                | models.Q(caseload_from__lte=models.F("caseload_to")),
                name="directory_service_gauge_whole",
            )
        ]

    def __str__(self) -> str:
        return self.name


class PlacedQuerySet(models.QuerySet[Any]):
    """Reads of what an agency or one of its services brings."""

    def now(self) -> "PlacedQuerySet":
        """What still stands, of agencies and services that are still there."""
        stands = self.filter(ended_at__isnull=True, agency__closed_at__isnull=True)
        return stands.filter(service__ended_at__isnull=True).select_related("agency", "service")


class Placed(models.Model):
    """What an agency, or one service of it, brings: written down by somebody, ended and never removed."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The hat of whoever wrote it down, which a floor above this one knows by name.
    added_by = models.UUIDField(null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def place_name(self) -> str:
        """The service by its name after its agency's, or the agency alone."""
        return f"{self.agency.name}: {self.service.name}" if self.service else self.agency.name


class Help(Placed):
    """One kind of help that an agency or service brings, and how close it is (R164, R165, R166)."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset(
        {"id", "agency", "service", "kind", "how", "added_by", "added_at", "ended_at"}
    )

    class Kind(models.TextChoices):
        # Five that have to be there.
        LASTING = "lasting", _("one worker who stays, whatever comes together")
        VAWG = "vawg", _("help for women who are harmed, also led by and for women")
        HOMELESSNESS = "homelessness", _("homelessness charities")
        HOUSING = "housing", _("the council’s housing team")
        TALKING = "talking", _("talking therapy")
        # Eleven in addition.
        MENTAL_HEALTH = "mental_health", _("mental health care")
        DRUGS = "drugs", _("help with drugs and alcohol")
        IMMIGRATION = "immigration", _("immigration advice")
        ADULT_CARE = "adult_care", _("adult social care")
        BY_AND_FOR = "by_and_for", _("led by and for, such as by Black and minoritised women")
        OUTREACH = "outreach", _("outreach made for women")
        LANGUAGE = "language", _("interpreters, and help in her language")
        PEERS = "peers", _("peer mentors")
        JUSTICE = "justice", _("probation, prison and courts")
        CHILDREN = "children", _("children’s social care")
        HARM_STOPS = "harm_stops", _("work with those who harm, so that they stop")
        # Six that women meet anyway.
        DOCTORS = "doctors", _("doctors and nurses")
        SEXUAL_HEALTH = "sexual_health", _("sexual health clinics")
        BENEFITS = "benefits", _("advice about benefits")
        HOSPITALS = "hospitals", _("hospitals")
        MATERNITY = "maternity", _("midwives and maternity care")
        POLICE = "police", _("the police, and the meeting about danger (MARAC)")

    class How(models.TextChoices):
        TEAM = "team", _("in the team")
        REFERRAL = "referral", _("by referral")
        DROP_IN = "drop_in", _("a drop-in")
        NUMBER = "number", _("only a number we know")

    kind = models.CharField(max_length=16, choices=Kind.choices)
    how = models.CharField(max_length=8, choices=How.choices)

    class Meta:
        db_table = "directory_help"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "agency", "service"],
                condition=models.Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="directory_help_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.place_name}, {self.get_how_display()}"


_KINDS = list(Help.Kind)
# Which kinds of help there have to be, which in addition, and which women meet anyway.
HELP_GROUPS = (
    (_("What has to be there"), _KINDS[:5]),
    (_("And in addition"), _KINDS[5:16]),
    (_("Where women come anyway"), _KINDS[16:]),
)


class Seat(Placed):
    """That somebody of one agency sits at another place on a day of the week (R36)."""

    PERSONAL = frozenset({"who"})
    PLAIN = frozenset(
        {"id", "agency", "service", "where", "day", "from_time", "until_time", "for_whom", "added_by",
         "added_at", "ended_at"}
    )  # fmt: skip

    class ForWhom(models.TextChoices):
        DROP_IN = "drop_in", _("anybody may drop in")
        APPOINTMENT = "appointment", _("by appointment")

    # A first name and the work, where one person comes; empty where it is whoever can.
    who = models.CharField(max_length=80, blank=True)
    # Coarse words, such as "the drop-in at Keelson": never the address of a refuge.
    where = models.CharField(max_length=60)
    day = models.PositiveSmallIntegerField(choices=list(WEEKDAYS.items()))
    from_time = models.TimeField()
    until_time = models.TimeField()
    for_whom = models.CharField(max_length=12, choices=ForWhom.choices)

    class Meta:
        db_table = "directory_seat"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(from_time__lt=models.F("until_time")),
                name="directory_seat_hours_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.place_name}, {self.where}"
