"""People around her, in her words, and how it is between them from time to time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedJSON, EncryptedText
from alongside.foundation.common.keys import new_key


class PersonQuerySet(models.QuerySet["Person"]):
    """Reads of people around her."""

    def part_of_her_life(self) -> "PersonQuerySet":
        """People who are part of her life now."""
        return self.filter(ended_at__isnull=True)


class Person(models.Model):
    """Somebody in her life, as she describes them; a name here is tied to nobody else's record (R9, R47)."""

    NOUN = "person"
    PERSONAL = frozenset({"client", "name", "words", "roles", "ended_at", "end_words"})
    PLAIN = frozenset({"id", "compartment", "made_by", "made_at", "version"})
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField(default=Compartment.STORY)
    # What she calls them.
    name = EncryptedText()
    # How she describes this person.
    words = EncryptedText(blank=True)
    # As many as are true: names of the starting list (`rules.ROLES`), or her own word.
    roles = EncryptedJSON(default=list)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    # No longer part of her life. Nobody is ever taken out.
    ended_at = models.DateTimeField(null=True, blank=True)
    end_words = EncryptedText(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PersonQuerySet.as_manager()

    class Meta:
        db_table = "around_person"
        indexes = [models.Index(fields=["client", "made_at"], name="around_person_hers")]

    def __str__(self) -> str:
        return self.name


class StandingQuerySet(models.QuerySet["Standing"]):
    """Reads of how it is between them."""

    def kept(self) -> "StandingQuerySet":
        """What nobody took back."""
        return self.filter(taken_back_at__isnull=True)


class Standing(models.Model):
    """How it is between her and somebody on one day, in her voice: each stays beside the others (R17, R92).

    Together, apart and together again are three entries, and none of them says more than the one before.
    """

    class How(models.TextChoices):
        IN_TOUCH = "in_touch", _("in touch")
        WITH = "with", _("together")
        APART = "apart", _("apart")
        UNSURE = "unsure", _("she is not sure")
        LOST = "lost", _("lost touch")
        FAR = "far", _("far away")
        DIED = "died", _("has died")

    class Close(models.IntegerChoices):
        VERY = 3, _("very close")
        CLOSE = 2, _("close")
        LITTLE = 1, _("a little close")
        NOT_NOW = 0, _("not close now")

    class Trust(models.IntegerChoices):
        WHOLLY = 3, _("she trusts them a lot")
        MOSTLY = 2, _("she trusts them mostly")
        LITTLE = 1, _("she trusts them a little")
        NOT_NOW = 0, _("she does not trust them now")

    PERSONAL = frozenset({"client", "happened_on", "how", "close", "trust", "words"})
    PLAIN = frozenset({"id", "compartment", "person", "made_by", "made_at", "taken_back_at"})
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField(default=Compartment.STORY)
    person = models.ForeignKey(
        Person, on_delete=models.DO_NOTHING, related_name="standings", db_constraint=False
    )
    happened_on = models.DateField()
    how = models.CharField(max_length=8, choices=How.choices, blank=True)
    close = models.PositiveSmallIntegerField(choices=Close.choices, null=True, blank=True)
    trust = models.PositiveSmallIntegerField(choices=Trust.choices, null=True, blank=True)
    words = EncryptedText(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        db_table = "around_standing"
        ordering = ["happened_on", "made_at", "id"]
        indexes = [
            models.Index(fields=["client", "person", "happened_on"], name="around_standing_hers")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(how="")
                | models.Q(close__isnull=False)
                | models.Q(trust__isnull=False)
                | ~models.Q(words=""),
                name="around_standing_says_something",
            )
        ]

    def __str__(self) -> str:
        return f"how it is on {self.happened_on}"
