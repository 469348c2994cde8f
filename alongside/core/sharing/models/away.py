import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.common.forms import said_phone
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency


class BlockQuerySet(models.QuerySet["Block"]):
    """Reads of whom she keeps away."""

    def standing(self) -> "BlockQuerySet":
        """Those that nobody has lifted."""
        return self.filter(lifted_at__isnull=True)


class Block(models.Model):
    """Somebody she keeps away: to him she does not exist here, whatever his role (R16, S8).

    One row is one person or agency, by whatever is known: who he is here, a name, a number, a mail domain.
    """

    PERSONAL = frozenset(
        {"client", "person_name", "number", "mail_domain", "her_words", "lift_words"}
    )
    PLAIN = frozenset(
        {"id", "worker", "agency", "works_at", "is_herself", "made_by", "made_at", "reviewed_at",
         "reviewed_by", "lifted_at", "lifted_by"}
    )  # fmt: skip
    COMPARTMENT = Compartment.SHARING

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    # All hats of this worker, those to come too.
    worker = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    # A whole agency: every hat in it.
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    # Where a person is said to work: it helps to find him, and keeps nobody else away.
    works_at = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    # She works or volunteers here herself, and never meets her own record at work.
    is_herself = models.BooleanField(default=False)
    person_name = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=20, blank=True)
    mail_domain = models.CharField(max_length=120, blank=True)
    her_words = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    # A whole agency kept away is looked over by the safety lead.
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    lift_words = models.CharField(max_length=300, blank=True)

    objects = BlockQuerySet.as_manager()

    class Meta:
        db_table = "sharing_block"
        indexes = [models.Index(fields=["client", "lifted_at"], name="sharing_block_client")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(worker__isnull=False)
                | models.Q(agency__isnull=False)
                | ~models.Q(person_name="", number="", mail_domain=""),
                name="sharing_block_of_somebody",
            )
        ]

    def __str__(self) -> str:
        return "kept away"

    @property
    def who(self) -> str:
        """Name whoever it is, as far as is known."""
        if self.worker:
            return self.worker.name
        if self.agency:
            return self.agency.name
        return self.person_name or said_phone(self.number) or f"@{self.mail_domain}"


class Doubt(models.Model):
    """That a worker may be somebody she keeps away; until a person has said, he is kept away."""

    class What(models.TextChoices):
        INVITED = "invited", _("was invited to work here")
        JOINED = "joined", _("began to work in a service")
        AROUND = "around", _("was written down as somebody around her")
        HERE = "here", _("works here already")
        HERSELF = "herself", _("works here, and may be she herself")

    PERSONAL = frozenset({"client", "said_name"})
    PLAIN = frozenset(
        {"id", "block", "worker", "invitation_id", "said_agency", "what", "found_at", "settled_at",
         "settled_by", "is_them"}
    )  # fmt: skip
    COMPARTMENT = Compartment.SHARING

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    # Empty where the question is whether a worker is she herself.
    block = models.ForeignKey(
        Block, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+",
        db_constraint=False,
    )  # fmt: skip
    # Empty while he is only invited; then the name and the agency of the invitation are all we have.
    worker = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    invitation_id = models.UUIDField(null=True, blank=True)
    said_name = models.CharField(max_length=120, blank=True)
    said_agency = models.CharField(max_length=120, blank=True)
    what = models.CharField(max_length=8, choices=What.choices)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    is_them = models.BooleanField(null=True)

    class Meta:
        db_table = "sharing_doubt"
        indexes = [
            models.Index(fields=["client", "settled_at"], name="sharing_doubt_client"),
        ]

    def __str__(self) -> str:
        return "may be somebody she keeps away"


class Match(models.Model):
    """That two records may be one woman's, or are: one row for each of the two, with the other's key.

    While it waits it is told to the matching person alone; once settled, to whoever looks after both women.
    """

    PERSONAL = frozenset({"client", "other_id"})
    PLAIN = frozenset(
        {"id", "pair_id", "is_new", "found_at", "settled_at", "settled_by", "is_same", "goes_on",
         "taken_by"}
    )  # fmt: skip
    COMPARTMENT = Compartment.SHARING

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pair_id = models.UUIDField()
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    other_id = models.UUIDField()
    # Whether this is the record that came second.
    is_new = models.BooleanField()
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    is_same = models.BooleanField(null=True)
    # Of two records said to be hers by somebody who looks after both, whether this is the one that goes on.
    goes_on = models.BooleanField(null=True)
    # The matching person who answers the new referral herself, until it is answered.
    taken_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )

    class Meta:
        db_table = "sharing_match"
        verbose_name_plural = "matches"
        indexes = [
            models.Index(fields=["client", "settled_at"], name="sharing_match_client"),
            models.Index(fields=["pair_id"], name="sharing_match_pair"),
        ]

    def __str__(self) -> str:
        return "perhaps one woman"


class ToCompare(models.Model):
    """That a record waits to be compared with all others: done every minute, so that sending takes no longer.

    The database's own functions write it and take it away.
    """

    PERSONAL = frozenset({"client"})
    PLAIN = frozenset({"id", "holder_id", "asked_at"})
    COMPARTMENT = Compartment.SHARING

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    # Who wrote it: what she sees herself nobody need be told.
    holder_id = models.UUIDField(null=True, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        db_table = "sharing_tocompare"
        verbose_name_plural = "to compare"

    def __str__(self) -> str:
        return "waits to be compared"
