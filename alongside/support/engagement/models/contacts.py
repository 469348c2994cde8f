from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
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
        EMAIL = "email", _("e-mail")
        THROUGH = "through", _("through somebody")
        SAT_WITH = "sat_with", _("sat with her")
        HOSPITAL = "hospital", _("hospital visit")
        PRISON = "prison", _("prison visit")
        POLICE = "police", _("police station")
        ERRAND = "errand", _("something for her, without her")
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
         "her_words", "worker_words", "travel_minutes", "area"}
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
    # Getting there and back is work as well.
    travel_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    # Coarse words alone, such as "round the station": never an address, a number or a spot on a map.
    area = EncryptedText(blank=True, default="", db_default="")
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
    Kind.EMAIL: _("Wrote to each other by e-mail"),
    Kind.THROUGH: _("Word through somebody she trusts"),
    Kind.SAT_WITH: _("Sat with her"),
    Kind.HOSPITAL: _("Saw her in hospital"),
    Kind.PRISON: _("Saw her in prison"),
    Kind.POLICE: _("With her at the police station"),
    Kind.ERRAND: _("Something done for her"),
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
    Kind.EMAIL: _("We sent an e-mail"),
    Kind.THROUGH: _("We left word with somebody"),
    Kind.SAT_WITH: _("We came to sit with her"),
    Kind.HOSPITAL: _("We went to the hospital"),
    Kind.PRISON: _("We went to the prison"),
    Kind.POLICE: _("We went to the police station"),
    Kind.ERRAND: _("We tried to get something done for her"),
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
    (Kind.HOSPITAL, Contact.Place.GP),
}
