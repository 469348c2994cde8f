"""Reads of what she has told us."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import FilteredRelation, Q
from django.urls import reverse
from django.utils.timezone import localdate

from alongside.core.story.models import Answer, Entry, Speaking, Subject, Topic
from alongside.core.story.rules import languages
from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.access.queries import Rights


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
        return reverse("story:topic", args=[self.client_id, self.subject.key])

    @property
    def moved(self) -> str:
        """The part it stands in where that is not the subject's own, in words, or nothing."""
        if self.topic is None or self.topic.compartment == self.subject.compartment:
            return ""
        return str(Compartment(self.topic.compartment).label)

    @property
    def has_words(self) -> bool:
        """Whether anything is written down."""
        return bool(self.topic and (self.topic.her_words or self.topic.worker_words))

    @property
    def folded(self) -> bool:
        """Whether its words are folded away, with a warning for whoever reads (R2)."""
        return bool(self.subject.warning) and self.has_words

    @property
    def ask_next(self) -> str:
        """Say who may speak of it next, where she said so; nothing while anyone may."""
        if self.topic is None or self.topic.ask_next == Topic.Next.ANYONE:
            return ""
        return self.topic.ask_next


@dataclass(frozen=True, slots=True)
class StoryPanel:
    """Strengths and interests first, then what she has told, then what nobody has asked.

    `apart` are the subjects of locked parts the reader doesn't hold: always the same, whatever is there.
    """

    good_to_know: list[Told]
    known: list[Told]
    unasked: list[Told]
    apart: list[Told]
    # Whether the reader sees where she has slept, which has a page of its own.
    nights: bool
    compartments: int


def story_panel(client_id: uuid.UUID, rights: Rights) -> StoryPanel:
    """Give what her page shows of her story, in one query; subjects of parts not shared are left out."""
    told: list[Told] = []
    apart: list[Told] = []
    for subject, topics in _by_subject(client_id):
        home = subject.part
        for one in topics:
            told.append(
                Told(subject, client_id, one, rights.may_write(Compartment(one.compartment)))
            )
        if topics or subject.ended_at or subject.kept_around:
            continue
        if rights.may_read(home):
            told.append(Told(subject, client_id, None, rights.may_write(home)))
        elif home in LOCKED and rights.may_write(Compartment.STORY):
            apart.append(Told(subject, client_id, None, may_write=True))
    first = [one for one in told if one.subject.good_to_know and (one.topic or one.may_write)]
    rest = [one for one in told if not one.subject.good_to_know]
    return StoryPanel(
        good_to_know=_first(first),
        known=[one for one in rest if one.topic],
        unasked=[one for one in rest if not one.topic],
        apart=apart,
        nights=rights.may_read(Compartment.ACCOMMODATION),
        compartments=_parts(one.topic for one in told if one.topic),
    )


def _first(told: list[Told]) -> list[Told]:
    """Leave what she has told of what is good to know; two to begin with where there is nothing yet."""
    return [one for one in told if one.topic] or told[:2]


def _parts(rows: Iterable[Any]) -> int:
    mask = 0
    for row in rows:
        mask |= row.compartment
    return mask


def _by_subject(client_id: uuid.UUID) -> Iterator[tuple[Subject, list[Topic]]]:
    """Give each subject with her topics about it: in the subject's own part, and moved ones."""
    rows = (
        Subject.objects.annotate(
            hers=FilteredRelation("topics", condition=Q(topics__client_id=client_id))
        )
        .select_related("hers__heard_by__worker")  # type: ignore[misc]
        .filter(Q(ended_at__isnull=True) | Q(hers__isnull=False))
        .order_by("place", "key", "hers__compartment")
    )
    subject: Subject | None = None
    topics: list[Topic] = []
    for row in rows:
        if subject is not None and row.pk != subject.pk:
            yield subject, topics
            topics = []
        subject = row
        if (one := getattr(row, "hers", None)) is not None:
            topics.append(one)
    if subject is not None:
        yield subject, topics


def bank(client_id: uuid.UUID) -> list[tuple[Subject, list[Topic]]]:
    """List everything that can be talked about, each with what she has told of it (R27), in one query."""
    return list(_by_subject(client_id))


# --- one subject ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OneSubject:
    """Everything told about one subject: her words of each day newest first, causes in her order, days."""

    said: list[Entry]
    causes: list[Entry]
    days: list[Entry]
    compartments: int


def entries(topics: Iterable[Topic]) -> OneSubject:
    """Fetch what hangs on her topics about one subject, in one query."""
    found = list(
        Entry.objects.standing()
        .filter(topic__in=[one.pk for one in topics])
        .select_related("heard_by__worker")
        .order_by("-made_at", "-pk")
    )
    kinds = Entry.Kind
    return OneSubject(
        said=[one for one in found if one.kind == kinds.SAID],
        causes=sorted(
            (one for one in found if one.kind == kinds.CAUSE), key=lambda one: (one.place, one.pk)
        ),
        days=sorted(
            (one for one in found if one.kind == kinds.DAY),
            key=lambda one: (one.on_date is None, one.on_date or one.made_at.date()),
        ),
        compartments=_parts(found),
    )


def causes(client_id: uuid.UUID) -> list[Entry]:
    """List what led to her being without a home, in her order (R12); each may be in a part of its own."""
    found = Entry.objects.standing().filter(client_id=client_id, kind=Entry.Kind.CAUSE)
    return list(found.order_by("place", "pk"))


# --- what travels ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Travelling:
    """One topic she lets go along with a referral: already told, so don't ask again."""

    topic: uuid.UUID
    subject: str
    name: str
    her_words: str
    worker_words: str
    told_on: Any
    her_yes_on: Any
    dont_ask: bool
    warning: str
    compartment: int


def travelling(client_id: uuid.UUID) -> list[Travelling]:
    """List what she lets go along with a referral, in the order of the subjects (R133).

    Only what was told, what she said yes to on a day, and what the asker may read. Whoever sends it writes
    down that it went, with `compartment` of each.
    """
    found = (
        Topic.objects.filter(client_id=client_id, travels_on__isnull=False)
        .filter(state__in=[Topic.State.TOLD, Topic.State.DONT_ASK])
        .select_related("subject")
        .order_by("subject__place", "compartment")
    )
    return [
        Travelling(
            topic=one.pk, subject=one.subject.key, name=one.subject.name, her_words=one.her_words,
            worker_words=one.worker_words, told_on=one.told_on, her_yes_on=one.travels_on,
            dont_ask=one.state == Topic.State.DONT_ASK, warning=one.subject.warning,
            compartment=one.compartment,
        )
        for one in found
    ]  # fmt: skip


# --- what she says of herself ---------------------------------------------------------------------


def answers(client_id: uuid.UUID) -> dict[str, dict[str, Any]]:
    """Give her latest answer to each equality question, as far as the asker may read; none is *not asked*."""
    latest: dict[str, dict[str, Any]] = {}
    for one in Answer.objects.filter(client_id=client_id).order_by("made_at", "pk"):
        latest[one.question] = one.said
    return latest


def speaking(client_id: uuid.UUID) -> tuple[Speaking | None, languages.Levels]:
    """Fetch what she last said of her languages and of interpreters, and the levels told over time (R203)."""
    rows = Speaking.objects.filter(client_id=client_id).select_related("made_by__worker")
    told = list(rows.order_by("made_at", "pk"))
    levels = languages.levels_over_time((localdate(one.made_at), one.said) for one in told)
    return (told[-1] if told else None), levels
