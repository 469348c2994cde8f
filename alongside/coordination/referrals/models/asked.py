import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client, Episode
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency, Service


class ReferralLink(models.Model):
    """A link that lets a partner's workers send referrals to one service without an account."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset(
        {"id", "token_hash", "service", "agency", "made_by", "expires_at", "ended_at"}
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "referrals_link"

    def __str__(self) -> str:
        return f"{self.agency} to {self.service}"


class ReferralDraft(models.Model):
    """A referral being written on a public form; its writer's alone, and gone after two hours."""

    PERSONAL = frozenset({"answers"})
    PLAIN = frozenset({"id", "holder_id", "service", "link", "changed_at", "sent_at", "kept_at"})
    COMPARTMENT = "own rows"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    holder_id = models.UUIDField()
    service = models.ForeignKey(Service, on_delete=models.DO_NOTHING, related_name="+")
    link = models.ForeignKey(ReferralLink, null=True, on_delete=models.DO_NOTHING, related_name="+")
    answers: Any = models.JSONField(default=dict)
    changed_at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(null=True)
    # She asked to come back to it, with the word she was given; nothing else opens it from another phone.
    kept_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "referrals_draft"
        indexes = [models.Index(fields=["holder_id"], name="referrals_draft_own")]

    def __str__(self) -> str:
        return "referral being written"


class Referral(models.Model):
    """What was asked for her, by whom, and whether she knows (R24, R57)."""

    class Source(models.TextChoices):
        HERSELF = "herself", "herself"
        AGENCY = "agency", "a worker at an agency"
        FRIEND = "friend", "a friend or relative"
        INTERNAL = "internal", "one of our own workers"

    class Referrer(models.TextChoices):
        """What kind of agency or person wrote, where somebody said (R57, R231)."""

        GP = "gp", _("GP or practice")
        LINK_WORKER = "link_worker", _("social prescribing link worker")
        OUTREACH = "outreach", _("outreach team")
        POLICE = "police", _("police")
        PROBATION = "probation", _("probation")
        PRISON = "prison", _("prison")
        HOSPITAL = "hospital", _("hospital")
        COUNCIL = "council", _("council")
        EMPLOYER = "employer", _("employer")
        VAWG = "vawg", _("refuge or domestic abuse service")
        SOCIAL_CARE = "social_care", _("social care")
        OTHER = "other", _("another agency")

    class Yes(models.TextChoices):
        YES = "yes", "yes"
        NO = "no", "no"
        UNSURE = "unsure", "not sure"

    PERSONAL = frozenset(
        {"client", "source", "sender_name", "sender_role", "sender_agency_words", "sender_phone",
         "sender_reference", "she_knows", "safe_to_contact", "wants", "needs", "good_to_know",
         "wishes_worker", "languages", "received_at", "referrer", "urgent", "written_on", "born_year",
         "asked_in"}
    )  # fmt: skip
    PLAIN = frozenset({"id", "episode", "link", "confirmed"})
    COMPARTMENT = Compartment.STORY

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    episode = models.ForeignKey(
        Episode, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    source = models.CharField(max_length=10, choices=Source.choices)
    link = models.ForeignKey(ReferralLink, null=True, on_delete=models.DO_NOTHING, related_name="+")
    # That we know who sent it: our own worker, or a confirmed agency's link. Never by what was typed.
    confirmed = models.BooleanField(default=False)
    sender_name = models.CharField(max_length=120, blank=True)
    sender_role = models.CharField(max_length=120, blank=True)
    sender_agency_words = models.CharField(max_length=120, blank=True)
    sender_phone = models.CharField(max_length=40, blank=True)
    # What the sender calls it in her own books, so that an answer that names nobody can still be matched.
    sender_reference = models.CharField(max_length=60, blank=True)
    she_knows = models.CharField(max_length=8, choices=Yes.choices, blank=True)
    safe_to_contact = models.CharField(max_length=8, choices=Yes.choices, blank=True)
    wants = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    good_to_know = models.TextField(blank=True)
    wishes_worker = models.CharField(max_length=120, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    referrer = models.CharField(max_length=12, choices=Referrer.choices, blank=True)
    # It can't wait until the morning: it stands first on the day of whoever takes new referrals (R58).
    urgent = models.BooleanField(default=False)
    # The day that stands on the paper it was typed in from; empty where it was written on a screen.
    written_on = models.DateField(null=True)
    # About when she was born, where nobody knows the day.
    born_year = models.PositiveSmallIntegerField(null=True)
    # The language of the page it was written on.
    asked_in = models.CharField(max_length=12, blank=True)

    class Meta:
        db_table = "referrals_referral"

    def __str__(self) -> str:
        return "referral"


class ReferralOutcome(models.Model):
    """What a confirmed sender may hear, and whether it was told; only as far as she allows."""

    class Code(models.TextChoices):
        SEEN = "seen", "Somebody here has read it."
        WAITING = "waiting", "We have said yes. She waits until there is a place."
        TAKEN_UP = "taken_up", "We are in touch with her."
        ELSEWHERE = "elsewhere", "We have offered her something else."
        CANT = "cant", "We could not help with this."
        ENDED = "ended", "Our time with her has ended."

    PERSONAL = frozenset({"client", "code", "reference", "sent_on", "told_on"})
    PLAIN = frozenset({"id", "episode", "agency", "service", "made_at", "told_by"})
    COMPARTMENT = Compartment.OUTCOME

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    episode = models.ForeignKey(
        Episode, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    agency = models.ForeignKey(Agency, on_delete=models.DO_NOTHING, related_name="+")
    # The sender reads nothing else about her, so what tells two answers apart stands here.
    service = models.ForeignKey(Service, on_delete=models.DO_NOTHING, related_name="+")
    sent_on = models.DateField()
    reference = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=10, choices=Code.choices)
    made_at = models.DateTimeField(auto_now_add=True)
    told_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(
        Membership, null=True, on_delete=models.DO_NOTHING, related_name="+"
    )

    class Meta:
        db_table = "referrals_outcome"

    def __str__(self) -> str:
        return self.get_code_display()
