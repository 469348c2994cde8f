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

    class OnDuty(models.TextChoices):
        """Whether she knows who may read what keeps her safe while her worker is away, and minds it."""

        TOLD = "told", _("Yes, and it is all right with her")
        NOT_YET = "not_yet", _("Not yet")
        RATHER_NOT = "rather_not", _("Yes, and she would rather they did not")
        AGREED = "agreed", _("She would rather not, and we agreed what to do")

    PERSONAL = frozenset(
        {"client", "agreed_on", "her_words", "freedom", "interpreter", "interpreter_words", "could",
         "helped_by", "ask_again_on", "on_duty", "on_duty_words"}
    )  # fmt: skip
    PLAIN = frozenset({"id", "episode", "made_by", "made_at", "ended_at", "ended_by", "version"})
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
    # Not explained until somebody says that it was; her wish shuts nobody out by itself.
    on_duty = models.CharField(
        max_length=10, choices=OnDuty.choices, default=OnDuty.NOT_YET, db_default=OnDuty.NOT_YET
    )
    on_duty_words = EncryptedText(blank=True, default="", db_default="")
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )

    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        db_table = "sharing_agreement"
        indexes = [models.Index(fields=["client", "ended_at"], name="sharing_agreement_client")]

    def __str__(self) -> str:
        return "her agreement"
