"""Her animals, who are family, and where one was turned away (R234)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency


class Pet(models.Model):
    """An animal of hers: its name, what it needs, and who looks after it when she is away."""

    class Kind(models.TextChoices):
        DOG = "dog", _("dog")
        CAT = "cat", _("cat")
        OTHER = "other", _("another animal")

    NOUN = "pet"
    PERSONAL = frozenset(
        {"client", "name", "kind", "own_word", "words", "needs", "looked_after", "vet", "to_bring",
         "ended_at", "end_words"}
    )  # fmt: skip
    PLAIN = frozenset({"id", "compartment", "made_by", "made_at", "version"})
    COMPARTMENT = "column"
    # Her last team keeps her animals in view after her death (C20).
    KEPT_IN_MEMORY = True

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField(default=Compartment.STORY)
    name = EncryptedText()
    kind = models.CharField(max_length=5, choices=Kind.choices)
    own_word = EncryptedText(blank=True)
    words = EncryptedText(blank=True)
    needs = EncryptedText(blank=True)
    looked_after = EncryptedText(blank=True)
    vet = EncryptedText(blank=True)
    # What has to be there so that it can come with her.
    to_bring = EncryptedText(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_words = EncryptedText(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "around_pet"
        indexes = [models.Index(fields=["client", "made_at"], name="around_pet_hers")]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_said(self) -> str:
        """Say what animal it is: her own word before ours."""
        return self.own_word or str(self.get_kind_display())


class TurnedAway(models.Model):
    """A day on which an animal of hers was not taken: counts against the service, never against her (R83)."""

    PERSONAL = frozenset({"client", "happened_on", "against", "words"})
    PLAIN = frozenset(
        {"id", "compartment", "pet", "against_agency", "made_by", "made_at", "taken_back_at"}
    )
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField(default=Compartment.STORY)
    pet = models.ForeignKey(
        Pet, on_delete=models.DO_NOTHING, related_name="turned_away", db_constraint=False
    )
    happened_on = models.DateField()
    # The service, in words, and its row where it is in the directory.
    against = EncryptedText(blank=True)
    against_agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    words = EncryptedText(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "around_turnedaway"
        ordering = ["-happened_on", "-made_at"]
        indexes = [models.Index(fields=["client", "pet"], name="around_turnedaway_hers")]

    def __str__(self) -> str:
        return f"turned away on {self.happened_on}"
