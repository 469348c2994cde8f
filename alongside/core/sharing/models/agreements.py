from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client, Episode
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Reads of what she agreed to."""

    def standing(self) -> "AgreementQuerySet":
        """Those that were neither ended nor asked anew."""
        return self.filter(ended_at__isnull=True)


class Agreement(models.Model):
    """That she agreed to being with a service: on which day, in her words, and how free she was (R158)."""

    class Freedom(models.TextChoices):
        ALONE = "alone", _("Yes. She was alone with us and could say no")
        CHOSEN = "chosen", _("Yes. Somebody she chose was with her, and she could say no")
        NOT_FREE = "not_free", _("No. He, or somebody of his, was there")
        UNSURE = "unsure", _("I am not sure")

    class Interpreter(models.TextChoices):
        NOBODY = "nobody", _("Nobody, it was not needed")
        PROFESSIONAL = "professional", _("A professional interpreter")
        OTHER = "other", _("Somebody else")

    class Could(models.TextChoices):
        YES = "yes", _("Yes")
        WITH_HELP = "with_help", _("Yes, with help")
        NOT_TODAY = "not_today", _("Not today")

    PERSONAL = frozenset(
        {"client", "agreed_on", "her_words", "freedom", "interpreter", "interpreter_words", "could",
         "helped_by", "ask_again_on"}
    )  # fmt: skip
    PLAIN = frozenset({"id", "episode", "made_by", "made_at", "ended_at", "ended_by"})
    COMPARTMENT = Compartment.SHARING

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    # The time with us it is about, and so the service.
    episode = models.ForeignKey(
        Episode, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    agreed_on = models.DateField()
    her_words = EncryptedText(blank=True)
    freedom = models.CharField(max_length=8, choices=Freedom.choices)
    interpreter = models.CharField(max_length=12, choices=Interpreter.choices)
    interpreter_words = EncryptedText(blank=True)
    could = models.CharField(max_length=9, choices=Could.choices)
    helped_by = EncryptedText(blank=True)
    ask_again_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )

    objects = AgreementQuerySet.as_manager()

    class Meta:
        db_table = "sharing_agreement"
        indexes = [models.Index(fields=["client", "ended_at"], name="sharing_agreement_client")]

    def __str__(self) -> str:
        return "her agreement"
