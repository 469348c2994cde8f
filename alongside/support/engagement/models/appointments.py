import datetime

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client, SafeWay
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Reads of what's next."""

    def standing(self) -> "AppointmentQuerySet":
        """Appointments nobody took back."""
        return self.filter(taken_back_at__isnull=True)

    def answered(self) -> "AppointmentQuerySet":
        """What took place, or was moved or called off."""
        return self.standing().exclude(state=Appointment.State.PLANNED)

    def ahead(self, today: datetime.date) -> "AppointmentQuerySet":
        """What is still to come, or was due in the last week and nobody has said."""
        since = today - datetime.timedelta(days=7)
        return self.standing().filter(state=Appointment.State.PLANNED, on_date__gte=since)


class Appointment(models.Model):
    """What's next: something agreed with her, with us or with others."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HAPPENED = "happened", _("happened")
        MOVED = "moved", _("moved or called off")

    class Company(models.TextChoices):
        WORKER = "worker", _("one of us")
        VOLUNTEER = "volunteer", _("a volunteer")
        HERS = "hers", _("somebody she picks")
        ALONE = "alone", _("she goes alone, as she likes it")

    class Travel(models.TextChoices):
        ON_FOOT = "on_foot", _("on foot")
        BUS = "bus", _("by bus")
        TRAIN = "train", _("by train or tram")
        TAXI = "taxi", _("by taxi")
        LIFT = "lift", _("somebody drives her")
        NONE = "none", _("nobody travels")

    class Pays(models.TextChoices):
        WE = "we", _("we pay")
        SHE = "she", _("she pays, and wants to")
        THEY = "they", _("they pay")
        FREE = "free", _("it costs nothing")

    class Childcare(models.TextChoices):
        NEEDED = "needed", _("childcare is still needed")
        ARRANGED = "arranged", _("childcare is arranged")
        NOT = "not", _("no childcare is needed")

    # How long before she wants to be reminded, in hours.
    BEFORE = {
        1: _("an hour before"),
        3: _("three hours before"),
        24: _("the day before"),
        48: _("two days before"),
    }

    PERSONAL = frozenset(
        {"client", "on_date", "at_time", "what", "place_words", "her_wishes", "with_agency", "company",
         "company_words", "travel", "travel_pays", "childcare", "remind_by", "remind_hours"}
    )  # fmt: skip
    PLAIN = frozenset(
        {"id", "compartment", "membership", "state", "made_by", "made_at", "marked_by", "marked_at",
         "reminded_at", "reminded_by", "taken_back_at", "version"}
    )  # fmt: skip
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="appointments")
    compartment = CompartmentField(default=Compartment.NOTES)
    on_date = models.DateField()
    at_time = models.TimeField(null=True, blank=True)
    what = EncryptedText()
    place_words = EncryptedText(blank=True)
    her_wishes = EncryptedText(blank=True)
    # With whom it is, where it is not with us; who goes with her, how they get there and who pays.
    with_agency = EncryptedText(blank=True, default="", db_default="")
    company = models.CharField(
        max_length=10, choices=Company.choices, blank=True, default="", db_default=""
    )
    company_words = EncryptedText(blank=True, default="", db_default="")
    travel = models.CharField(
        max_length=8, choices=Travel.choices, blank=True, default="", db_default=""
    )
    travel_pays = models.CharField(
        max_length=6, choices=Pays.choices, blank=True, default="", db_default=""
    )
    # Whether somebody has to look after her children meanwhile.
    childcare = models.CharField(
        max_length=8, choices=Childcare.choices, blank=True, default="", db_default=""
    )
    # The reminder she chose, or none: a way she gave us, and how long before. A person reminds her.
    remind_by = models.CharField(
        max_length=10, choices=SafeWay.Kind.choices, blank=True, default="", db_default=""
    )
    remind_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminded_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+",
        db_constraint=False,
    )  # fmt: skip
    membership = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    # Who said last what became of it, and when: only she may take that back, and only for a while.
    marked_by = models.ForeignKey(
        Membership,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
    )
    marked_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        db_table = "engagement_appointment"
        indexes = [models.Index(fields=["client", "on_date"], name="engagement_appointment_next")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(remind_by="", remind_hours=None)
                | (
                    ~models.Q(remind_by="")
                    & models.Q(remind_hours__gt=0, remind_hours__isnull=False)
                ),
                name="engagement_appointment_reminder_whole",
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def sentence(self) -> str:
        """Say what became of it: "Coffee at the library. It took place." """
        said = f"{self.what.rstrip('.')}. "
        if self.state == Appointment.State.HAPPENED:
            return said + gettext("It took place.")
        return said + gettext("Moved, or called off.")

    @property
    def how_words(self) -> str:
        """Say with whom it is, who goes with her, how, and about childcare, as far as it is agreed."""
        said = [self.with_agency]
        if self.company:
            said.append(self.company_words or str(self.get_company_display()))
        said += [
            str(self.get_travel_display()),
            str(self.get_travel_pays_display()),
            str(self.get_childcare_display()),
        ]
        return ". ".join(one[:1].upper() + one[1:] for one in map(str, said) if one)
