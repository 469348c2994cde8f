"""Reads of what she has told us."""

import uuid
from dataclasses import dataclass

from alongside.core.story.models import COMPARTMENT_OF, Subject, Topic
from alongside.foundation.access.queries import Rights

GOOD_TO_KNOW = (Subject.STRENGTHS, Subject.INTERESTS)


@dataclass(frozen=True, slots=True)
class Told:
    """One subject as her page shows it: what she said, or kindly that she has not been asked."""

    subject: Subject
    topic: Topic | None
    may_write: bool

    @property
    def state(self) -> str:
        """Say where things stand with this subject; never asked is not an empty box."""
        return self.topic.state if self.topic else Topic.State.NOT_ASKED

    @property
    def has_words(self) -> bool:
        """Whether anything is written down."""
        return bool(self.topic and (self.topic.her_words or self.topic.worker_words))


@dataclass(frozen=True, slots=True)
class StoryPanel:
    """Strengths and interests first, then what she has told, then what nobody has asked."""

    good_to_know: list[Told]
    known: list[Told]
    unasked: list[Told]
    compartments: int


def story_panel(client_id: uuid.UUID, rights: Rights) -> StoryPanel:
    """Give what her page shows of her story, in one query; subjects of parts not shared are left out."""
    found = {
        topic.subject: topic
        for topic in Topic.objects.filter(client_id=client_id).select_related("heard_by__worker")
    }
    told = [
        Told(subject, found.get(subject), rights.may_write(COMPARTMENT_OF[subject]))
        for subject in Subject
        if rights.may_read(COMPARTMENT_OF[subject])
    ]
    rest = [one for one in told if one.subject not in GOOD_TO_KNOW]
    compartments = 0
    for topic in found.values():
        compartments |= topic.compartment
    return StoryPanel(
        good_to_know=[one for one in told if one.subject in GOOD_TO_KNOW],
        known=[one for one in rest if one.topic],
        unasked=[one for one in rest if not one.topic],
        compartments=compartments,
    )
