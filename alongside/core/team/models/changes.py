"""Somebody new to lead: her wish, how they meet, and what matters between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client, Episode
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key


class LeadChangeQuerySet(models.QuerySet["LeadChange"]):
    """Reads of changes of lead worker."""

    def open(self) -> "LeadChangeQuerySet":
        """Those not settled yet."""
        return self.filter(state=LeadChange.State.OPEN)


class LeadChange(models.Model):
    """That she would like somebody else to lead: her wish, for which nobody asks a reason (R156).

    With her other wishes, in the part of her record that is shared with nobody.
    """

    class State(models.TextChoices):
        OPEN = "open", _("somebody is looked for")
        DONE = "done", _("somebody new leads")
        STAYS = "stays", _("she would like it to stay as it is")

    PERSONAL = frozenset(
        {"client", "asked_on", "likes", "rather_not", "chosen_by_her", "stays_until"}
    )
    PLAIN = frozenset(
        {"id", "episode", "state", "chosen", "before", "made_by", "made_at", "settled_by", "settled_at"}
    )  # fmt: skip
    COMPARTMENT = Compartment.SHARING

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    episode = models.ForeignKey(
        Episode, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    state = models.CharField(max_length=5, choices=State.choices, default=State.OPEN)
    asked_on = models.DateField()
    # Whom she would like, and whom not, in her words.
    likes = EncryptedText(blank=True)
    rather_not = EncryptedText(blank=True)
    # Who will lead: beside her from the day that is said, so that they can be introduced.
    chosen = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    chosen_by_her = models.BooleanField(null=True, blank=True)
    # Who led before, and until when they stay beside her.
    before = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    stays_until = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = LeadChangeQuerySet.as_manager()

    class Meta:
        db_table = "team_leadchange"
        indexes = [models.Index(fields=["client", "state"], name="team_leadchange_client")]
        constraints = [
            models.UniqueConstraint(
                fields=["episode"],
                condition=models.Q(state="open"),
                name="team_leadchange_one_open",
            )
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    """Reads of introductions."""

    def ahead(self) -> "IntroductionQuerySet":
        """Those of which nobody has said yet that they happened, or are not needed."""
        return self.filter(state=Introduction.State.PLANNED)


class Introduction(models.Model):
    """A day on which she meets somebody new, with somebody she knows; it moves as she needs it."""

    class State(models.TextChoices):
        PLANNED = "planned", _("still to come")
        HAPPENED = "happened", _("happened")
        LET_BE = "let_be", _("not needed")

    PERSONAL = frozenset({"client", "on_date", "moved_from", "whom", "what", "place"})
    PLAIN = frozenset(
        {"id", "episode", "state", "brings", "made_by", "made_at", "said_by", "said_at"}
    )
    COMPARTMENT = Compartment.SHARING

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    episode = models.ForeignKey(
        Episode, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    on_date = models.DateField()
    moved_from = models.DateField(null=True, blank=True)
    whom = EncryptedText()
    what = EncryptedText()
    place = EncryptedText(blank=True)
    # Who brings them together.
    brings = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    said_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    said_at = models.DateTimeField(null=True, blank=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        db_table = "team_introduction"
        indexes = [models.Index(fields=["client", "on_date"], name="team_introduction_client")]

    def __str__(self) -> str:
        return self.get_state_display()


class Handover(models.Model):
    """What matters between them, for whoever comes next; each writing is a row of its own and stands."""

    PERSONAL = frozenset(
        {"client", "wants_known", "leave_be", "little_things", "words", "with_her"}
    )
    PLAIN = frozenset({"id", "episode", "made_by", "made_at"})
    COMPARTMENT = Compartment.NOTES
    # Where nobody who writes notes is left beside her, whoever runs the service writes down what she says.
    INSERT_NEEDS, AUTHOR = "reads", "made_by_id"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    episode = models.ForeignKey(
        Episode, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    # Hers: what she wants somebody new to know, what to leave be, little things that help.
    wants_known = EncryptedText(blank=True)
    leave_be = EncryptedText(blank=True)
    little_things = EncryptedText(blank=True)
    # The worker's own.
    words = EncryptedText(blank=True)
    with_her = models.BooleanField(default=False)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "team_handover"
        indexes = [models.Index(fields=["client", "episode"], name="team_handover_client")]

    def __str__(self) -> str:
        return "what matters between them"
