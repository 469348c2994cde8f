import datetime
from typing import Any

from django.db import models

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency, Service


class Client(models.Model):
    """A woman the partnership is, was, or may be alongside. The word on screen is the partnership's own."""

    class Quiet(models.TextChoices):
        """Why nothing goes out to her any more."""

        STOPPED = "stopped", "she asked us to stop"
        # Told, and not yet confirmed by a second person; then her record is at rest.
        DIED = "died", "she has died"
        RESTS = "rests", "she has died, confirmed"

    PERSONAL = frozenset(
        {"id", "name", "full_name", "pronouns", "languages", "born_on", "interpreter", "last_contact_on",
         "last_contact_words", "quiet", "quiet_until"}
    )  # fmt: skip
    PLAIN = frozenset({"audit_digest", "version", "made_at"})
    COMPARTMENT = Compartment.BASICS

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    # What she likes to be called: one word is a name.
    name = models.CharField(max_length=120)
    full_name = models.CharField(max_length=160, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    interpreter = models.CharField(max_length=200, blank=True)
    born_on = models.DateField(null=True, blank=True)
    audit_digest = models.CharField(max_length=64, editable=False)
    # Kept here so that lists need not look through every contact.
    last_contact_on = models.DateField(null=True, blank=True)
    last_contact_words = models.CharField(max_length=80, blank=True)
    # Nobody contacts her: because she said so everywhere she was with us, or because she has died.
    quiet = models.CharField(
        max_length=8, choices=Quiet.choices, blank=True, default="", db_default=""
    )
    # Until the day from which she allowed us to try again, if she named one.
    quiet_until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "people_client"

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """What names her record without naming her: ten figures and letters in two groups."""
        told = self.pk.hex[-10:].upper()
        return f"{told[:5]}-{told[5:]}"

    def is_quiet(self, today: datetime.date) -> bool:
        """Say whether nobody contacts her today, whatever her safe hours are."""
        if self.quiet == self.Quiet.STOPPED:
            return self.quiet_until is None or today < self.quiet_until
        return bool(self.quiet)


class SafeContact(models.Model):
    """How to reach her safely: the one thing asked first, and kept on top of her page."""

    PERSONAL = frozenset(
        {
            "client",
            "code_word",
            "never",
            "who_may_answer",
            "good_to_know",
            "he_may_see",
            "hearsay",
            "checked_on",
        }
    )
    PLAIN = frozenset({"id", "checked_by", "version"})
    COMPARTMENT = Compartment.BASICS

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.OneToOneField(Client, on_delete=models.DO_NOTHING, related_name="safe_contact")
    code_word = models.CharField(max_length=80, blank=True)
    # Coded list, see rules.NEVER: voicemail, letter, say who we are, ...
    never: Any = models.JSONField(default=list, blank=True)
    who_may_answer = models.CharField(max_length=200, blank=True)
    good_to_know = models.CharField(max_length=500, blank=True)
    # Somebody may read what is sent to her phone.
    he_may_see = models.BooleanField(default=False)
    # Somebody else wrote all this, and nobody has asked her: it may be his number (C17).
    hearsay = models.BooleanField(default=False)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "people_safecontact"

    def __str__(self) -> str:
        return "safe contact"


class SafeWay(models.Model):
    """One way to reach her, with its hours, or one way never to use."""

    class Kind(models.TextChoices):
        CALL = "call", "call"
        TEXT = "text", "text"
        EMAIL = "email", "e-mail"
        LETTER = "letter", "letter"
        IN_PERSON = "in_person", "in person"
        THROUGH = "through", "through somebody"

    PERSONAL = frozenset({"client", "value", "hours", "words", "never"})
    PLAIN = frozenset({"id", "kind", "place", "ended_at"})
    COMPARTMENT = Compartment.BASICS

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="ways")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # A number, an address, a place, or the person to go through.
    value = models.CharField(max_length=200, blank=True)
    # [{"days": [0, 3], "from": "10:00", "until": "14:00"}]; empty means any time. Monday is 0.
    hours: Any = models.JSONField(default=list, blank=True)
    words = models.CharField(max_length=200, blank=True)
    never = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "people_safeway"
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return self.get_kind_display()


class Whereabouts(models.Model):
    """Where she is: masked until somebody with a reason asks, and then written down."""

    PERSONAL = frozenset({"client", "address", "since", "until"})
    PLAIN = frozenset({"id", "made_by"})
    COMPARTMENT = Compartment.LOCATION

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="whereabouts")
    address = EncryptedText()
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(
        Membership, null=True, on_delete=models.DO_NOTHING, related_name="+"
    )

    class Meta:
        db_table = "people_whereabouts"
        ordering = ["-since", "-id"]

    def __str__(self) -> str:
        return "where she is"


class EpisodeQuerySet(models.QuerySet["Episode"]):
    """Reads of episodes."""

    def open(self) -> "EpisodeQuerySet":
        """Episodes in which we are alongside her."""
        return self.filter(state=Episode.State.ACTIVE)


class Episode(models.Model):
    """A stretch of time with one service, from the referral on."""

    class State(models.TextChoices):
        REFERRED = "referred", "new referral"
        ACTIVE = "active", "alongside her"
        OFFERED = "offered", "offered something else"
        ENDED = "ended", "ended"

    # From where it stands to where it may go.
    MOVES = {
        State.REFERRED: {State.ACTIVE, State.OFFERED},
        State.OFFERED: {State.ACTIVE},
        State.ACTIVE: {State.ENDED},
        State.ENDED: {State.ACTIVE},
    }

    PERSONAL = frozenset(
        {"client", "service", "referred_at", "opened_on", "ended_on", "answer_words", "stopped_on",
         "try_after"}
    )  # fmt: skip
    PLAIN = frozenset(
        {"id", "state", "answer_code", "sender_agency", "sender", "outcome_allowed", "version"}
    )
    COMPARTMENT = Compartment.BASICS

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="episodes")
    service = models.ForeignKey(Service, on_delete=models.DO_NOTHING, related_name="episodes")
    state = models.CharField(max_length=10, choices=State.choices, default=State.REFERRED)
    referred_at = models.DateTimeField()
    opened_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    # She asked to stop: from then on nobody of this service contacts her, unless she allowed a later day.
    stopped_on = models.DateField(null=True, blank=True)
    try_after = models.DateField(null=True, blank=True)
    # Why something else was offered: coded for counting, and in words.
    answer_code = models.CharField(max_length=16, blank=True)
    answer_words = models.TextField(blank=True)
    sender_agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    sender = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    outcome_allowed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        db_table = "people_episode"
        indexes = [
            models.Index(fields=["client", "state"], name="people_episode_client"),
            models.Index(fields=["service", "state"], name="people_episode_service"),
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def since(self) -> datetime.date | None:
        """The day this time with us began."""
        return self.opened_on

    def is_stopped(self, today: datetime.date) -> bool:
        """Say whether she asked this service to stop, and has not said that it may try again by now."""
        if self.stopped_on is None:
            return False
        return self.try_after is None or today < self.try_after
