from django.db import models

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.encryption import EncryptedText
from alongside.foundation.common.keys import new_key


class Subject(models.TextChoices):
    """What a topic is about; strengths come first, needs after."""

    STRENGTHS = "strengths", "What she is good at"
    INTERESTS = "interests", "What she enjoys"
    WANTS = "wants", "What she wants"
    PEOPLE = "people", "People and animals who matter to her"
    HOME = "home", "How she came to be without a home"
    SAFETY = "safety", "Safety"
    HEALTH = "health", "Health"
    CHILDREN = "children", "Children"
    MONEY = "money", "Money and work"
    JUSTICE = "justice", "Police, courts and prison"
    IMMIGRATION = "immigration", "Immigration"
    SEX_WORKING = "sex_working", "Sex working"
    HARM = "harm", "The person who harms her"


COMPARTMENT_OF = {
    Subject.STRENGTHS: Compartment.STORY,
    Subject.INTERESTS: Compartment.STORY,
    Subject.WANTS: Compartment.STORY,
    Subject.PEOPLE: Compartment.STORY,
    Subject.HOME: Compartment.STORY,
    Subject.SAFETY: Compartment.SAFETY,
    Subject.HEALTH: Compartment.HEALTH,
    Subject.CHILDREN: Compartment.CHILDREN,
    Subject.MONEY: Compartment.MONEY,
    Subject.JUSTICE: Compartment.JUSTICE,
    Subject.IMMIGRATION: Compartment.IMMIGRATION,
    Subject.SEX_WORKING: Compartment.SEX_WORKING,
    Subject.HARM: Compartment.HARM,
}


class Topic(models.Model):
    """What she has told us about one subject, or that she has not been asked, or would rather not say."""

    class State(models.TextChoices):
        NOT_ASKED = "not_asked", "not asked yet"
        NOT_NOW = "not_now", "not now"
        RATHER_NOT = "rather_not", "would rather not say"
        TOLD = "told", "told"
        DONT_ASK = "dont_ask", "told, don't ask again"

    PERSONAL = frozenset({"client", "state", "her_words", "worker_words", "told_on"})
    PLAIN = frozenset({"id", "subject", "compartment", "heard_by", "version"})
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="topics")
    subject = models.CharField(max_length=12, choices=Subject.choices)
    compartment = CompartmentField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.NOT_ASKED)
    her_words = EncryptedText(blank=True)
    worker_words = EncryptedText(blank=True)
    told_on = models.DateField(null=True, blank=True)
    heard_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "story_topic"
        constraints = [
            # Once in each part: whoever can't see that a subject was moved away may still write about it,
            # and an error would tell her that there is something to see.
            models.UniqueConstraint(
                fields=["client", "subject", "compartment"], name="story_topic_once_a_part"
            ),
        ]

    def __str__(self) -> str:
        return self.get_subject_display()
