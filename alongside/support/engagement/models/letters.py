from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Service


class LetterTopic(models.TextChoices):
    """What a letter is about."""

    HOUSING = "housing", _("housing")
    GP = "gp", _("GP or health")
    BENEFITS = "benefits", _("benefits")
    WORK = "work", _("work: adjustments")
    SCHOOL = "school", _("school")
    COURT = "court", _("court: support")
    OTHER = "other", _("something else")


# The part of her record a letter of each kind is kept in, unless another is chosen.
PART_OF = {
    LetterTopic.HOUSING: Compartment.ACCOMMODATION,
    LetterTopic.GP: Compartment.HEALTH,
    LetterTopic.BENEFITS: Compartment.MONEY,
    LetterTopic.WORK: Compartment.MONEY,
    LetterTopic.SCHOOL: Compartment.CHILDREN,
    LetterTopic.COURT: Compartment.JUSTICE,
    LetterTopic.OTHER: Compartment.NOTES,
}


class LetterTemplate(models.Model):
    """The words a letter of a service begins with: data that a manager edits, with gaps to be filled in."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "service", "topic", "title", "body", "ended_at", "made_at", "version"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=10, choices=LetterTopic.choices)
    title = models.CharField(max_length=80)
    body = models.TextField()
    ended_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "engagement_lettertemplate"

    def __str__(self) -> str:
        return self.title


class LetterQuerySet(models.QuerySet["Letter"]):
    """Reads of letters."""

    def standing(self) -> "LetterQuerySet":
        """Letters nobody took back."""
        return self.filter(taken_back_at__isnull=True)


class Letter(models.Model):
    """A letter written with her: the words as they went, to whom, when, and on what yes of hers."""

    PERSONAL = frozenset(
        {
            "client",
            "topic",
            "to_words",
            "body",
            "her_yes",
            "agreed_on",
            "says_who_we_are",
            "sent_on",
        }
    )
    PLAIN = frozenset(
        {
            "id",
            "compartment",
            "service",
            "from_words",
            "made_by",
            "made_at",
            "sent_by",
            "taken_back_at",
            "version",
        }
    )
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="letters")
    compartment = CompartmentField(default=Compartment.NOTES)
    topic = models.CharField(max_length=10, choices=LetterTopic.choices)
    service = models.ForeignKey(Service, on_delete=models.DO_NOTHING, related_name="+")
    # Whose name stands at the head: the neutral one, or the real one where she agreed.
    from_words = models.CharField(max_length=160, blank=True)
    to_words = EncryptedText()
    body = EncryptedText()
    # That she agreed to this letter: the day, and what she said.
    agreed_on = models.DateField()
    her_yes = EncryptedText(blank=True)
    # She agreed that the letter says what kind of service we are.
    says_who_we_are = models.BooleanField(default=False)
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = LetterQuerySet.as_manager()

    class Meta:
        db_table = "engagement_letter"
        indexes = [models.Index(fields=["client", "-made_at"], name="engagement_letter_latest")]

    def __str__(self) -> str:
        return self.get_topic_display()

    @property
    def to_line(self) -> str:
        """Whom it is to, in one line."""
        return self.to_words.split("\n")[0]
