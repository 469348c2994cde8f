import datetime
from typing import Any

from django.db import models

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key


class ContactQuerySet(models.QuerySet["Contact"]):
    """Reads of contacts."""

    def standing(self) -> "ContactQuerySet":
        """Contacts nobody took back."""
        return self.filter(taken_back_at__isnull=True)


class Contact(models.Model):
    """Time with her, or an attempt at it. Coffee, a walk, a court wait count the same (R149)."""

    class Kind(models.TextChoices):
        COFFEE = "coffee", "coffee"
        WALK = "walk", "walk"
        CALL = "call", "call"
        TEXT = "text", "text messages"
        DROP_IN = "drop_in", "drop-in"
        VISIT = "visit", "visit"
        APPOINTMENT = "appointment", "went with her to an appointment"
        COURT_WAIT = "court_wait", "court wait"
        SESSION = "session", "activity session"
        OUTREACH = "outreach", "outreach"
        MEETING = "meeting", "joint meeting"
        LETTER = "letter", "letter or form"
        OTHER = "other", "something else"

    class Place(models.TextChoices):
        OUT = "out", "out and about"
        DAY_CENTRE = "day_centre", "day centre"
        CAFE = "cafe", "café"
        HER_PLACE = "her_place", "where she stays"
        OFFICE = "office", "our office"
        GP = "gp", "GP or hospital"
        COURT = "court", "court"
        PARK = "park", "park"
        PHONE = "phone", "by phone"
        OTHER = "other", "somewhere else"

    class Led(models.IntegerChoices):
        FOR_HER = 0, "I did it for her"
        WITH_HER = 1, "we did it together"
        SHE_ALONE = 2, "she did it herself"

    PERSONAL = frozenset(
        {"client", "happened_on", "at_time", "kind", "place", "planned", "met", "led", "minutes",
         "her_words", "worker_words"}
    )  # fmt: skip
    PLAIN = frozenset({"id", "compartment", "made_by", "made_at", "taken_back_at", "version"})
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="contacts")
    compartment = CompartmentField(default=Compartment.NOTES)
    happened_on = models.DateField()
    at_time = models.TimeField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    place = models.CharField(max_length=12, choices=Place.choices, blank=True)
    planned = models.BooleanField(default=False)
    # False for an attempt: we tried, and did not meet.
    met = models.BooleanField(default=True)
    led = models.PositiveSmallIntegerField(choices=Led.choices, null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    her_words = models.TextField(blank=True)
    worker_words = models.TextField(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ContactQuerySet.as_manager()

    class Meta:
        db_table = "engagement_contact"
        indexes = [
            models.Index(fields=["client", "-happened_on", "-made_at"], name="engagement_contact_latest")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Draft(models.Model):
    """What somebody was writing, kept on the server while she types; only hers, gone when saved (R8)."""

    PERSONAL = frozenset({"client", "fields"})
    PLAIN = frozenset({"id", "holder_id", "kind", "changed_at"})
    COMPARTMENT = "own rows"

    class Kind(models.TextChoices):
        CONTACT = "contact", "note"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    holder_id = models.UUIDField()
    client = models.ForeignKey(Client, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.CONTACT)
    fields: Any = models.JSONField(default=dict)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "engagement_draft"
        indexes = [models.Index(fields=["holder_id", "-changed_at"], name="engagement_draft_own")]

    def __str__(self) -> str:
        return "draft"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Reads of what's next."""

    def ahead(self, today: datetime.date) -> "AppointmentQuerySet":
        """What is still to come, or was due and nobody has said."""
        return self.filter(state=Appointment.State.PLANNED, on_date__gte=today - datetime.timedelta(days=7))


class Appointment(models.Model):
    """What's next: something agreed with her, with us or with others."""

    class State(models.TextChoices):
        PLANNED = "planned", "planned"
        HAPPENED = "happened", "happened"
        MOVED = "moved", "moved or called off"

    PERSONAL = frozenset({"client", "on_date", "at_time", "what", "place_words", "her_wishes"})
    PLAIN = frozenset({"id", "compartment", "membership", "state", "made_by", "version"})
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="appointments")
    compartment = CompartmentField(default=Compartment.NOTES)
    on_date = models.DateField()
    at_time = models.TimeField(null=True, blank=True)
    what = models.CharField(max_length=120)
    place_words = models.CharField(max_length=120, blank=True)
    her_wishes = models.CharField(max_length=200, blank=True)
    membership = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        db_table = "engagement_appointment"
        indexes = [models.Index(fields=["client", "on_date"], name="engagement_appointment_next")]

    def __str__(self) -> str:
        return self.what
