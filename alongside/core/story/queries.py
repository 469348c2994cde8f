"""Reads of what she has told us."""

import uuid
from dataclasses import dataclass

from django.urls import reverse

from alongside.core.story.models import COMPARTMENT_OF, Subject, Topic
from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.access.queries import Rights

GOOD_TO_KNOW = (Subject.STRENGTHS, Subject.INTERESTS)


@dataclass(frozen=True, slots=True)
class Told:
    """One subject as her page shows it: what she said, or kindly that she has not been asked."""

    subject: Subject
    client_id: uuid.UUID
    topic: Topic | None
    may_write: bool

    @property
    def state(self) -> str:
        """Say where things stand with this subject; never asked is not an empty box."""
        return self.topic.state if self.topic else Topic.State.NOT_ASKED

    @property
    def url(self) -> str:
        """Where it is written down: by its subject, or by its own key where it was moved."""
        if self.topic and self.moved:
            return reverse("story:told", args=[self.topic.client_id, self.topic.pk])
        return reverse("story:topic", args=[self.client_id, self.subject.value])

    @property
    def moved(self) -> str:
        """The part it was moved to, in words, or nothing."""
        if self.topic is None or self.topic.compartment == COMPARTMENT_OF[self.subject]:
            return ""
        return str(Compartment(self.topic.compartment).label)

    @property
    def has_words(self) -> bool:
        """Whether anything is written down."""
        return bool(self.topic and (self.topic.her_words or self.topic.worker_words))


@dataclass(frozen=True, slots=True)
class StoryPanel:
    """Strengths and interests first, then what she has told, then what nobody has asked.

    `apart` are the subjects of locked parts the reader doesn't hold: always the same, whatever is there.
    """

    good_to_know: list[Told]
    known: list[Told]
    unasked: list[Told]
    apart: list[Told]
    compartments: int


def story_panel(client_id: uuid.UUID, rights: Rights) -> StoryPanel:
    """Give what her page shows of her story, in one query; subjects of parts not shared are left out."""
    topics = Topic.objects.filter(client_id=client_id).select_related("heard_by__worker")
    found: dict[str, list[Topic]] = {}
    for topic in topics.order_by("compartment"):
        found.setdefault(topic.subject, []).append(topic)
    told, apart = [], []
    for subject in Subject:
        home = COMPARTMENT_OF[subject]
        for one in found.get(subject, []):
            told.append(
                Told(subject, client_id, one, rights.may_write(Compartment(one.compartment)))
            )
        if subject not in found and rights.may_read(home):
            told.append(Told(subject, client_id, None, rights.may_write(home)))
        elif home in LOCKED and not rights.may_read(home) and rights.may_write(Compartment.STORY):
            apart.append(Told(subject, client_id, None, may_write=True))
    rest = [one for one in told if one.subject not in GOOD_TO_KNOW]
    compartments = 0
    for topic in (one.topic for one in told if one.topic):
        compartments |= topic.compartment
    return StoryPanel(
        good_to_know=[one for one in told if one.subject in GOOD_TO_KNOW],
        known=[one for one in rest if one.topic],
        unasked=[one for one in rest if not one.topic],
        apart=apart,
        compartments=compartments,
    )
