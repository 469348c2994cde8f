from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.people.models import Client, Episode
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency, Service


class EndingQuerySet(models.QuerySet["Ending"]):
    """Reads of endings."""

    def standing(self) -> "EndingQuerySet":
        """Endings that hold: a second person agreed where one is needed, and nobody undid them."""
        return self.filter(state=Ending.State.AGREED)

    def waiting(self) -> "EndingQuerySet":
        """Endings that wait for a second person."""
        return self.filter(state=Ending.State.PROPOSED)

    def drop_waiting(self, episodes: "Iterable[Episode]") -> None:
        """Set aside what waits about these times, because something else has ended them."""
        keys = {one.pk: one.client_id for one in episodes}
        self.waiting().filter(client_id__in=set(keys.values()), episode_id__in=keys).update(
            state=Ending.State.SET_ASIDE, version=models.F("version") + 1
        )


class Ending(models.Model):
    """That a time with us ends, or was asked to: at her word, by us with a second person, or by her death.

    What is kept here is what whoever opens the door to her again has to know; why it ended stands apart.
    """

    class Kind(models.TextChoices):
        STOP = "stop", _("she asked us to stop")
        CLOSE = "close", _("we closed, and the door is open")
        DIED = "died", _("she has died")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waits for a second person")
        AGREED = "agreed", _("ended")
        SET_ASIDE = "set_aside", _("not now")
        UNDONE = "undone", _("she is back, or it was not so")

    class TryAgain(models.TextChoices):
        """Her answer, and hers alone, to whether we may ever try again."""

        IF_SHE_COMES = "if_she_comes", _("Only if she comes to us")
        AFTER = "after", _("Yes, from a day on")
        NEVER = "never", _("No")

    PERSONAL = frozenset(
        {"client", "kind", "ended_on", "try_again", "try_after", "way_back", "offered", "heard_how"}
    )
    PLAIN = frozenset(
        {"id", "episode", "state", "proposed_by", "proposed_at", "agreed_by", "agreed_at", "undone_by",
         "undone_at", "version"}
    )  # fmt: skip
    COMPARTMENT = Compartment.BASICS

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="endings")
    # Of a death there is one for all her times with us.
    episode = models.ForeignKey(
        Episode, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="endings",
        db_constraint=False,
    )  # fmt: skip
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    ended_on = models.DateField()
    # How we heard that she wants to stop: never from calls that nobody answered.
    heard_how = models.CharField(max_length=10, blank=True)
    try_again = models.CharField(max_length=12, choices=TryAgain.choices, blank=True)
    try_after = models.DateField(null=True, blank=True)
    # How she comes back, as it was or will be told to her; and the one kind offer that was made.
    way_back = EncryptedText(blank=True)
    offered = EncryptedText(blank=True)
    proposed_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    agreed_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EndingQuerySet.as_manager()

    class Meta:
        db_table = "endings_ending"
        indexes = [models.Index(fields=["client", "state"], name="endings_ending_client")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="died") | models.Q(episode__isnull=False),
                name="endings_of_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="stop")
                | ~models.Q(heard_how="") & ~models.Q(try_again=""),
                name="endings_at_her_word",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="close") | ~models.Q(way_back=""), name="endings_door_open"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="agreed")
                | models.Q(kind="stop")
                | models.Q(agreed_by__isnull=False),
                name="endings_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Weighed(models.Model):
    """What was thought about before we close: why, how she lives, who watches, how she is (R31)."""

    class Safety(models.TextChoices):
        """What we know of how she is."""

        SEEN = "seen", _("Somebody has seen her lately, and she was all right")
        CHECKED = "checked", _("The welfare check that she agreed to was made")
        NO_CHECK = "no_check", _("She agreed to no welfare check, so nobody was sent")
        LIFE = "life", _("A life was in danger, and 999 was rung")

    PERSONAL = frozenset(
        {"client", "reasons", "words", "with_her", "spoke_on", "her_words", "life", "phone", "control",
         "others", "safety", "safety_words", "told_how", "handover"}
    )  # fmt: skip
    PLAIN = frozenset({"id", "ending", "version"})
    COMPARTMENT = Compartment.NOTES

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    ending = models.OneToOneField(
        Ending, on_delete=models.DO_NOTHING, related_name="weighed", db_constraint=False
    )
    # Keys of rules.REASONS; no count of calls is among them.
    reasons: Any = models.JSONField(default=list, blank=True)
    words = EncryptedText(blank=True)
    # Whether it was talked over with her, and on which day.
    with_her = models.BooleanField(default=False)
    spoke_on = models.DateField(null=True, blank=True)
    her_words = EncryptedText(blank=True)
    # The four questions.
    life = EncryptedText(blank=True)
    phone = EncryptedText(blank=True)
    control = EncryptedText(blank=True)
    others = EncryptedText(blank=True)
    safety = models.CharField(max_length=10, choices=Safety.choices, blank=True)
    safety_words = EncryptedText(blank=True)
    told_how = EncryptedText(blank=True)
    handover = EncryptedText(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "endings_weighed"

    def __str__(self) -> str:
        return "what was weighed"


class Asked(models.Model):
    """That an agency with which she shares was asked how she is, or that she said not to ask."""

    class Answer(models.TextChoices):
        WELL = "well", _("They have seen her, and she was all right")
        WORRIED = "worried", _("They have seen her, and are worried")
        NOT_SEEN = "not_seen", _("They have not seen her")
        NO_ANSWER = "no_answer", _("They have not answered")
        SHE_SAID_NOT = "said_not", _("She said not to ask them")

    PERSONAL = frozenset({"client", "answer", "asked_on", "words"})
    PLAIN = frozenset({"id", "ending", "agency", "made_by"})
    COMPARTMENT = Compartment.NOTES
    INSERT_NEEDS, AUTHOR = "reads", "made_by_id"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    ending = models.ForeignKey(
        Ending, on_delete=models.DO_NOTHING, related_name="asked", db_constraint=False
    )
    agency = models.ForeignKey(Agency, on_delete=models.DO_NOTHING, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    asked_on = models.DateField()
    words = EncryptedText(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")

    class Meta:
        db_table = "endings_asked"
        indexes = [models.Index(fields=["client", "ending"], name="endings_asked_client")]

    def __str__(self) -> str:
        return self.get_answer_display()


class ToTell(models.Model):
    """Somebody who knew her and is told of her death by a person, never by a message."""

    PERSONAL = frozenset({"client", "who", "told_on"})
    PLAIN = frozenset({"id", "ending", "membership", "agency", "told_by"})
    COMPARTMENT = Compartment.BASICS

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    ending = models.ForeignKey(
        Ending, on_delete=models.DO_NOTHING, related_name="to_tell", db_constraint=False
    )
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    # Somebody else, in words: her sister, the group on Saturdays.
    who = EncryptedText(blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )

    class Meta:
        db_table = "endings_totell"
        indexes = [models.Index(fields=["client", "ending"], name="endings_totell_client")]

    def __str__(self) -> str:
        return "somebody to tell"


class ReturnQuerySet(models.QuerySet["Return"]):
    """Reads of returns."""

    def knocking(self) -> "ReturnQuerySet":
        """Those in which she asked at another door, and nobody has opened ours yet."""
        return self.filter(opened_on__isnull=True)


class Return(models.Model):
    """That she came back, or asks to: counted each time, and always as something good (R86)."""

    PERSONAL = frozenset({"client", "came_on", "away_since", "opened_on"})
    PLAIN = frozenset({"id", "episode", "agency", "made_by", "made_at"})
    COMPARTMENT = Compartment.BASICS

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="returns")
    episode = models.ForeignKey(
        Episode, on_delete=models.DO_NOTHING, related_name="returns", db_constraint=False
    )
    came_on = models.DateField()
    away_since = models.DateField(null=True, blank=True)
    # The day she was with us again; empty while she has asked elsewhere and nobody here has answered.
    opened_on = models.DateField(null=True, blank=True)
    # Through whose door, where it was not ours.
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        db_table = "endings_return"
        indexes = [models.Index(fields=["client", "came_on"], name="endings_return_client")]

    def __str__(self) -> str:
        return "she is back"


class Plan(models.Model):
    """How a time with a service ends that its money ends: what she wants, to whom she goes on, the goodbye.

    Each writing is a row of its own and stands; the latest counts.
    """

    PERSONAL = frozenset({"client", "her_words", "goes_on_words", "goodbye", "goodbye_on"})
    PLAIN = frozenset({"id", "episode", "to_agency", "to_service", "made_by", "made_at"})
    COMPARTMENT = Compartment.NOTES
    INSERT_NEEDS, AUTHOR = "reads", "made_by_id"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    episode = models.ForeignKey(
        Episode, on_delete=models.DO_NOTHING, related_name="plans", db_constraint=False
    )
    her_words = EncryptedText(blank=True)
    to_agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    to_service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    # Somebody else, in words; or that she would rather go on by herself.
    goes_on_words = EncryptedText(blank=True)
    goodbye = EncryptedText(blank=True)
    goodbye_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "endings_plan"
        indexes = [models.Index(fields=["client", "episode"], name="endings_plan_client")]

    def __str__(self) -> str:
        return "how it ends"
