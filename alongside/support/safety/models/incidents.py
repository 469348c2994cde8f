"""What happened in a house or a service, and what was done then (R15)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key


class Incident(models.Model):
    """Something that happened: what was done or said, and apart from it what was going on for her."""

    class Sanction(models.TextChoices):
        """What a house or service decided against her, if anything."""

        NONE = "none", _("Nothing")
        WARNING = "warning", _("A warning")
        TIME_OUT = "time_out", _("Time out")
        LEAVE = "leave", _("She was asked to leave")
        BAN = "ban", _("She may not come back for a time")

    PERSONAL = frozenset(
        {
            "client", "on_date", "where_words", "done", "before", "set_off", "we_did", "her_words",
            "sanction", "tried_first", "until_on",
        }
    )  # fmt: skip
    PLAIN = frozenset({"id", "deciders", "decided_version", "made_by", "made_at", "version"})
    COMPARTMENT = Compartment.SAFETY

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    on_date = models.DateField()
    where_words = EncryptedText()
    # What was done or said, and nothing about why.
    done = EncryptedText()
    before = EncryptedText(blank=True)
    set_off = EncryptedText(blank=True)
    we_did = EncryptedText(blank=True)
    her_words = EncryptedText(blank=True)
    sanction = models.CharField(max_length=8, choices=Sanction.choices, default=Sanction.NONE)
    tried_first = EncryptedText(blank=True)
    until_on = models.DateField(null=True, blank=True)
    # Who wrote it down and whoever decided anything of it since, and the version a second person looks at.
    deciders: Any = models.JSONField(default=list)
    decided_version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "safety_incident"
        indexes = [models.Index(fields=["client", "-on_date"], name="safety_incident_client")]

    def __str__(self) -> str:
        return "what happened"


class SecondLook(models.Model):
    """A second person who looked at what was decided against her, as it stood then."""

    class Verdict(models.TextChoices):
        """What the second person says."""

        AGREE = "agree", _("I agree with it")
        ELSE = "else", _("Try something else first")
        LIFT = "lift", _("It is lifted")

    PERSONAL = frozenset({"client", "verdict", "words"})
    PLAIN = frozenset({"id", "incident", "of_version", "made_by", "made_at"})
    COMPARTMENT = Compartment.SAFETY
    # Whoever runs the service reads her safety and writes none of it, but for this.
    INSERT_NEEDS, AUTHOR = "reads", "made_by_id"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    incident = models.ForeignKey(
        Incident, on_delete=models.DO_NOTHING, related_name="looks", db_constraint=False
    )
    # The version that brought the decision: one that was changed since is looked at again.
    of_version = models.PositiveIntegerField()
    verdict = models.CharField(max_length=5, choices=Verdict.choices)
    words = EncryptedText(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "safety_secondlook"
        indexes = [models.Index(fields=["client", "incident"], name="safety_secondlook_client")]

    def __str__(self) -> str:
        return str(self.get_verdict_display())
