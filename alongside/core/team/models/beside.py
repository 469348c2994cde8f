"""Those she chose beside her team, and what she wants them to know."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client, Episode
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key


class Welcome(models.Model):
    """What she wants a peer mentor, or who leads a group she comes to, to know: her words, and no others.

    The name she wants used stands here as well, so that nobody of them has to read her basics.
    """

    PERSONAL = frozenset({"client", "name", "letter", "know", "how", "worried", "checked_on"})
    PLAIN = frozenset({"id", "checked_by", "version"})
    COMPARTMENT = Compartment.WELCOME

    id = models.UUIDField(primary_key=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    name = EncryptedText()
    # What tells two of one name apart; she chooses it.
    letter = EncryptedText(blank=True)
    know = EncryptedText(blank=True)
    how = EncryptedText(blank=True)
    # What to say and do when she is not well, or somebody is worried for her.
    worried = EncryptedText(blank=True)
    checked_on = models.DateField()
    checked_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "team_welcome"

    def __str__(self) -> str:
        return "what she wants them to know"

    @property
    def called(self) -> str:
        """Say her name as she wants it there, with the letter she chose."""
        return f"{self.name} {self.letter}." if self.letter else self.name


class CompanionQuerySet(models.QuerySet["Companion"]):
    """Reads of those she chose beside her team."""

    def standing(self) -> "CompanionQuerySet":
        """Those nobody ended; a day until when may be past."""
        return self.filter(ended_at__isnull=True)


class Companion(models.Model):
    """Somebody she chose beside her team, with a supervisor: a peer mentor, or who leads a group of hers.

    They read what she wants them to know, as long as this stands and their post there does (R146).
    """

    class Kind(models.TextChoices):
        PEER = "peer", _("peer mentor")
        VOLUNTEER = "volunteer", _("leads a group she comes to")

    PERSONAL = frozenset(
        {"client", "kind", "circle", "call_words", "her_words", "since", "until_at"}
    )
    PLAIN = frozenset(
        {"id", "episode", "membership", "supervisor", "agreed_by", "ended_at", "ended_by"}
    )  # fmt: skip
    COMPARTMENT = Compartment.SHARING
    # Whoever holds the pass that rests on a row sees the row.
    ITS_PASS_SHOWS = True

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    episode = models.ForeignKey(
        Episode, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    membership = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    # Which group it is for, where it is for one.
    circle = models.UUIDField(null=True, blank=True)
    supervisor = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    # What the supervisor says: when to call, and whom.
    call_words = EncryptedText(blank=True)
    # What she said when she chose.
    her_words = EncryptedText(blank=True)
    agreed_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    since = models.DateTimeField(auto_now_add=True)
    until_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )

    objects = CompanionQuerySet.as_manager()

    class Meta:
        db_table = "team_companion"
        indexes = [models.Index(fields=["membership", "ended_at"], name="team_companion_hat")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(supervisor=models.F("membership")),
                name="team_companion_supervised",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="peer", circle__isnull=True)
                | models.Q(kind="volunteer", circle__isnull=False),
                name="team_companion_circle",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
