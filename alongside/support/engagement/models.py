import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedJSON, EncryptedText
from alongside.foundation.common.keys import new_key


class ContactQuerySet(models.QuerySet["Contact"]):
    """Reads of contacts."""

    def standing(self) -> "ContactQuerySet":
        """Contacts nobody took back."""
        return self.filter(taken_back_at__isnull=True)


class Contact(models.Model):
    """Time with her, or an attempt at it. Coffee, a walk, a court wait count the same (R149)."""

    class Kind(models.TextChoices):
        COFFEE = "coffee", _("coffee")
        WALK = "walk", _("walk")
        CALL = "call", _("call")
        TEXT = "text", _("text messages")
        DROP_IN = "drop_in", _("drop-in")
        VISIT = "visit", _("visit")
        APPOINTMENT = "appointment", _("went with her to an appointment")
        COURT_WAIT = "court_wait", _("court wait")
        SESSION = "session", _("activity session")
        OUTREACH = "outreach", _("outreach")
        MEETING = "meeting", _("joint meeting")
        LETTER = "letter", _("letter or form")
        OTHER = "other", _("something else")

    class Place(models.TextChoices):
        OUT = "out", _("out and about")
        DAY_CENTRE = "day_centre", _("day centre")
        CAFE = "cafe", _("café")
        HER_PLACE = "her_place", _("where she stays")
        OFFICE = "office", _("our office")
        GP = "gp", _("GP or hospital")
        COURT = "court", _("court")
        PARK = "park", _("park")
        PHONE = "phone", _("by phone")
        OTHER = "other", _("somewhere else")

    class Led(models.IntegerChoices):
        FOR_HER = 0, _("I did it for her")
        WITH_HER = 1, _("we did it together")
        SHE_ALONE = 2, _("she did it herself")

    PERSONAL = frozenset(
        {"client", "happened_on", "at_time", "kind", "place", "planned", "met", "led", "minutes",
         "her_words", "worker_words"}
    )  # fmt: skip
    PLAIN = frozenset({"id", "compartment", "made_by", "made_at", "taken_back_at", "version"})
    COMPARTMENT = "column"
    # Whoever writes notes sees her own, though she reads no others.
    WRITER = "made_by_id"

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
    her_words = EncryptedText(blank=True)
    worker_words = EncryptedText(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ContactQuerySet.as_manager()

    class Meta:
        db_table = "engagement_contact"
        indexes = [
            models.Index(
                fields=["client", "-happened_on", "-made_at"], name="engagement_contact_latest"
            ),
            # Lists count our attempts by it without going to the notes themselves, which are long.
            models.Index(
                fields=["client", "happened_on"],
                include=["compartment"],
                condition=models.Q(met=False, taken_back_at__isnull=True),
                name="engagement_contact_tried",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def sentence(self) -> str:
        """Say what happened as a person would: "A walk together in the park, 40 minutes." """
        said = str((MET if self.met else TRIED)[Contact.Kind(self.kind)])
        if self.place in WHERE and (self.kind, self.place) not in SAID_BY_KIND:
            said = f"{said} {WHERE[Contact.Place(self.place)]}"
        if self.minutes:
            minutes = ngettext("%(count)s minute", "%(count)s minutes", self.minutes)
            said = f"{said}, {minutes % {'count': self.minutes}}"
        said = f"{said}."
        if self.met and self.led is not None:
            said = f"{said} {LED[Contact.Led(self.led)]}"
        return said


Kind = Contact.Kind
MET = {
    Kind.COFFEE: _("Coffee together"),
    Kind.WALK: _("A walk together"),
    Kind.CALL: _("Spoke on the phone"),
    Kind.TEXT: _("Wrote to each other by text"),
    Kind.DROP_IN: _("She came to the drop-in"),
    Kind.VISIT: _("A visit"),
    Kind.APPOINTMENT: _("Went with her to an appointment"),
    Kind.COURT_WAIT: _("Waited at court together"),
    Kind.SESSION: _("Together at a session"),
    Kind.OUTREACH: _("Met on outreach"),
    Kind.MEETING: _("Joint meeting"),
    Kind.LETTER: _("A letter or form together"),
    Kind.OTHER: _("Time together"),
}
# An attempt is something we did; nothing in it is about what she did not do.
TRIED = {
    Kind.COFFEE: _("We tried for a coffee"),
    Kind.WALK: _("We tried for a walk"),
    Kind.CALL: _("We tried to call"),
    Kind.TEXT: _("We sent a text"),
    Kind.DROP_IN: _("We looked out for her at the drop-in"),
    Kind.VISIT: _("We tried a visit"),
    Kind.APPOINTMENT: _("We were there for her appointment"),
    Kind.COURT_WAIT: _("We were at court for her"),
    Kind.SESSION: _("We kept her place at the session"),
    Kind.OUTREACH: _("We looked for her on outreach"),
    Kind.MEETING: _("We kept her seat at the joint meeting"),
    Kind.LETTER: _("We wrote to her"),
    Kind.OTHER: _("We tried to meet"),
}
LED = {
    Contact.Led.FOR_HER: _("Done for her."),
    Contact.Led.WITH_HER: _("Done together."),
    Contact.Led.SHE_ALONE: _("She did it herself."),
}
WHERE = {
    Contact.Place.OUT: _("out and about"),
    Contact.Place.DAY_CENTRE: _("at the day centre"),
    Contact.Place.CAFE: _("in a café"),
    Contact.Place.HER_PLACE: _("where she stays"),
    Contact.Place.OFFICE: _("at our office"),
    Contact.Place.GP: _("at the GP or hospital"),
    Contact.Place.COURT: _("at court"),
    Contact.Place.PARK: _("in the park"),
    Contact.Place.PHONE: _("by phone"),
}
# Where the kind says the place already, saying it twice helps nobody.
SAID_BY_KIND = {
    (Kind.CALL, Contact.Place.PHONE),
    (Kind.TEXT, Contact.Place.PHONE),
    (Kind.COURT_WAIT, Contact.Place.COURT),
}


class Draft(models.Model):
    """What somebody was writing, kept on the server while she types; only hers, gone when saved (R8)."""

    PERSONAL = frozenset({"client", "fields"})
    PLAIN = frozenset({"id", "holder_id", "kind", "changed_at"})
    COMPARTMENT = "own rows"

    class Kind(models.TextChoices):
        CONTACT = "contact", _("note")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    holder_id = models.UUIDField()
    client = models.ForeignKey(
        Client, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.CONTACT)
    fields: Any = EncryptedJSON(default=dict)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "engagement_draft"
        indexes = [models.Index(fields=["holder_id", "-changed_at"], name="engagement_draft_own")]

    def __str__(self) -> str:
        return "draft"

    @property
    def compartment(self) -> int:
        """The part of her record chosen for the note so far; contact notes, until one is."""
        chosen = str(self.fields.get("compartment", ""))
        known = {str(part.value): part.value for part in Compartment}
        return known.get(chosen, Compartment.NOTES.value)

    @property
    def ago(self) -> str:
        """Say how long ago she last wrote at it: "8 minutes ago", "yesterday", "on 3 May"."""
        minutes = int((timezone.now() - self.changed_at).total_seconds() // 60)
        if minutes < 1:
            return gettext("just now")
        if minutes < 60:
            said = ngettext("%(count)s minute ago", "%(count)s minutes ago", minutes)
            return said % {"count": minutes}
        if minutes < 24 * 60:
            said = ngettext("%(count)s hour ago", "%(count)s hours ago", minutes // 60)
            return said % {"count": minutes // 60}
        return gettext("on %(day)s") % {
            "day": date_format(timezone.localdate(self.changed_at), "j F")
        }


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

    PERSONAL = frozenset({"client", "on_date", "at_time", "what", "place_words", "her_wishes"})
    PLAIN = frozenset(
        {
            "id",
            "compartment",
            "membership",
            "state",
            "made_by",
            "made_at",
            "marked_by",
            "marked_at",
            "taken_back_at",
            "version",
        }
    )
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="appointments")
    compartment = CompartmentField(default=Compartment.NOTES)
    on_date = models.DateField()
    at_time = models.TimeField(null=True, blank=True)
    what = EncryptedText()
    place_words = EncryptedText(blank=True)
    her_wishes = EncryptedText(blank=True)
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

    def __str__(self) -> str:
        return self.what

    @property
    def sentence(self) -> str:
        """Say what became of it: "Coffee at the library. It took place." """
        said = f"{self.what.rstrip('.')}. "
        if self.state == Appointment.State.HAPPENED:
            return said + gettext("It took place.")
        return said + gettext("Moved, or called off.")
