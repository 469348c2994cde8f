from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key


class StretchQuerySet(models.QuerySet["Stretch"]):
    """Reads of stretches."""

    def standing(self) -> "StretchQuerySet":
        """Stretches nobody took off."""
        return self.filter(ended_at__isnull=True)


class Stretch(models.Model):
    """Some nights in one kind of place, as she tells it: nobody has to have seen her there (R12, R25).

    Stretches may overlap, may be told years later, and may have no known days. They are hers and no
    service's, so they stay when she moves from one borough or one agency to another (R131). None of them says
    where: whoever reads them could find her.
    """

    class Kind(models.TextChoices):
        OUTSIDE = "outside", _("outside: a street, a doorway, a park, a tent")
        VEHICLE = "vehicle", _("a car or a van")
        SHELL = "shell", _("a stairwell, a station, a car park, a shed")
        BUS = "bus", _("a night bus or a train")
        WALKING = "walking", _("walking all night, or sitting up")
        WAITING = "waiting", _("A&E or a waiting room")
        SOFA = "sofa", _("a sofa or a floor, with people she knows")
        STRANGER = "stranger", _("with somebody she had just met")
        EXCHANGE = "exchange", _("a roof in exchange for sex")
        WITH_HIM = "with_him", _("with the person who harms her")
        SQUAT = "squat", _("a squat")
        SHELTER = "shelter", _("a night shelter or a hub")
        HOSTEL = "hostel", _("a hostel")
        REFUGE = "refuge", _("a refuge")
        TEMPORARY = "temporary", _("a temporary place: a hotel, a B&B, a council flat")
        PRISON = "prison", _("prison")
        HOSPITAL = "hospital", _("hospital")
        OWN = "own", _("a place of her own")
        OTHER = "other", _("somewhere else")

    PERSONAL = frozenset(
        {"client", "kind", "first_night", "last_night", "still", "about", "nights", "when_words", "her_words",
         "worker_words", "children_too"}
    )  # fmt: skip
    PLAIN = frozenset({"id", "compartment", "made_by", "made_at", "ended_at", "version"})
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="stretches")
    compartment = CompartmentField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # A night has the date of its evening. Either may be unknown.
    first_night = models.DateField(null=True, blank=True)
    last_night = models.DateField(null=True, blank=True)
    still = models.BooleanField(default=False)
    # The days, or how many nights there were, are a guess.
    about = models.BooleanField(default=False)
    nights = models.PositiveSmallIntegerField(null=True, blank=True)
    # As she tells time: "some weeks in spring".
    when_words = EncryptedText(blank=True)
    her_words = EncryptedText(blank=True)
    worker_words = EncryptedText(blank=True)
    # That is all there is about them here.
    children_too = models.BooleanField(default=False)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = StretchQuerySet.as_manager()

    class Meta:
        db_table = "accommodation_stretch"
        indexes = [
            models.Index(fields=["client", "first_night"], name="accommodation_stretch_line")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_night__isnull=True)
                | Q(last_night__isnull=True)
                | Q(last_night__gte=F("first_night")),
                name="accommodation_stretch_in_order",
            ),
            models.CheckConstraint(
                condition=Q(still=False) | Q(last_night__isnull=True),
                name="accommodation_stretch_still_or_over",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
