from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.core.sharing.models.away import Block
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency


class WishQuerySet(models.QuerySet["Wish"]):
    """Reads of her wishes."""

    def standing(self) -> "WishQuerySet":
        """Those she has neither changed nor taken back."""
        return self.filter(ended_at__isnull=True)

    def with_hats(self) -> "WishQuerySet":
        """Each with the agencies its worker works at now: what a whole agency sees, she sees too.

        Somebody she keeps away sees nothing, whatever his agency does.
        """
        away = Block.objects.standing().filter(
            client=models.OuterRef(models.OuterRef("client")), worker=models.OuterRef("worker")
        )
        hats = Membership.objects.filter(
            ~models.Exists(away), worker=models.OuterRef("worker"), ended_at__isnull=True
        )
        return self.annotate(works_at=ArraySubquery(hats.values("agency_id")))


class Wish(models.Model):
    """What she wishes about sharing: standing, in her words, until she changes it (R158).

    It is about one agency, one worker, people told of in words, or everybody; and a part of her record or
    all of it.
    """

    class About(models.TextChoices):
        EVERYBODY = "everybody", _("Everybody")
        AGENCY = "agency", _("One agency")
        WORKER = "worker", _("One worker")
        WORDS = "words", _("People or places told of in words")

    class Answer(models.TextChoices):
        SHARE = "share", _("Share it")
        ASK = "ask", _("Ask me each time")
        NEVER = "never", _("Never")

    PERSONAL = frozenset({"client", "whom_words", "parts", "answer", "her_words", "said_on"})
    PLAIN = frozenset(
        {"id", "about", "agency", "worker", "made_by", "made_at", "ended_at", "ended_by"}
    )
    COMPARTMENT = Compartment.SHARING

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    about = models.CharField(max_length=9, choices=About.choices)
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    # The person, whatever hat she wears.
    worker = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    whom_words = EncryptedText(blank=True)
    # A sum of compartment bits.
    parts = models.BigIntegerField()
    answer = models.CharField(max_length=5, choices=Answer.choices)
    her_words = EncryptedText(blank=True)
    said_on = models.DateField()
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )

    objects = WishQuerySet.as_manager()

    class Meta:
        db_table = "sharing_wish"
        verbose_name_plural = "wishes"
        indexes = [models.Index(fields=["client", "ended_at"], name="sharing_wish_client")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(about="agency", agency__isnull=False, worker__isnull=True)
                | models.Q(about="worker", worker__isnull=False, agency__isnull=True)
                | models.Q(
                    about__in=["everybody", "words"], agency__isnull=True, worker__isnull=True
                ),
                name="sharing_wish_about_somebody",
            )
        ]

    def __str__(self) -> str:
        return "her wish"
