"""What the pages of the gathering show: her topics, with who sees each and whose section it is."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from alongside.core.people.models import Client, Episode
from alongside.core.sharing.models import Grant
from alongside.core.sharing.queries import seeing
from alongside.core.story import queries as story
from alongside.core.story.models import Entry, Subject, Topic
from alongside.core.story.rules import may_tell, starts_unpicked
from alongside.core.team import queries as team
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.queries import fill_hats
from alongside.foundation.directory.models import Agency
from alongside.overview.gathering import rules
from alongside.overview.gathering.rules import Once, Opened, Referred


@dataclass(frozen=True, slots=True)
class Section:
    """One subject of the gathering: what she told, who sees it, whose section it is."""

    told: story.Told
    who_sees: str
    owner: str

    @property
    def part(self) -> Compartment:
        """The part of her record it stands in."""
        topic = self.told.topic
        return Compartment(topic.compartment) if topic else self.told.subject.part


@dataclass(frozen=True, slots=True)
class Bank:
    """Everything there is to talk about: what she told first, then what nobody has brought up."""

    told: list[Section]
    open: list[Section]
    # Subjects of locked parts the reader does not hold: the same whatever is there.
    apart: list[story.Told]
    spared: str
    travelling: int
    compartments: int


def bank(client: Client, mine: Rights) -> Bank:
    """Gather her topics, in a fixed number of queries (R27, R157)."""
    subjects, shares = story.bank(client.pk), _shares(client.pk)
    topics = [one for _subject, hers in subjects for one in hers]
    fill_hats((topics, "owner"))
    agencies = dict(
        Agency.objects.filter(pk__in={one.owner_agency_id for one in topics}).values_list(
            "pk", "name"
        )
    )
    sections: list[Section] = []
    apart: list[story.Told] = []
    for subject, hers in subjects:
        rows: list[Topic | None] = list(hers) if hers else [None]
        for topic in rows:
            part = Compartment(topic.compartment) if topic else subject.part
            one = story.Told(subject, client.pk, topic, mine.may_write(part))
            if not mine.may_read(part):
                if may_tell(part, mine) and not subject.ended_at and part == subject.part:
                    apart.append(one)
                continue
            sections.append(Section(one, _who_sees(part, shares, mine), _owner(topic, agencies)))
    mask = 0
    for row in topics:
        mask |= row.compartment
    return Bank(
        told=[one for one in sections if one.told.topic],
        open=[one for one in sections if not one.told.topic and not one.told.subject.kept_around],
        apart=apart,
        spared=_spared(client.pk, topics, shares),
        travelling=sum(1 for one in topics if one.travels_on and one.told),
        compartments=mask | (Compartment.SHARING if shares else 0),
    )


def _shares(client_id: uuid.UUID) -> list[Grant]:
    """List the shares that hold now; to whom the page about sharing is not for, there are none."""
    return [one for one in seeing.standing_shares(client_id) if getattr(one, "live", False)]


def _who_sees(part: Compartment, shares: Iterable[Grant], mine: Rights) -> str:
    if not mine.may_read(Compartment.SHARING):
        return ""
    return rules.who_sees(part, {one.agency.name for one in shares if one.reads & part})


def _owner(topic: Topic | None, agencies: dict[uuid.UUID, str]) -> str:
    if topic is None:
        return ""
    if topic.owner_id and topic.owner:
        return topic.owner.worker.name
    return agencies.get(topic.owner_agency_id, "") if topic.owner_agency_id else ""


def _spared(client_id: uuid.UUID, topics: Iterable[Topic], shares: Iterable[Grant]) -> str:
    hats = [one.heard_by for one in topics if one.heard_by]
    heard_at = {hat.pk: hat.agency_id for hat in hats}
    told = [
        Once(
            one.pk, one.compartment, heard_at.get(one.heard_by_id) if one.heard_by_id else None,
            one.travels_on,
        )
        for one in topics
        if one.told and (one.her_words or one.worker_words)
    ]  # fmt: skip
    opened = [Opened(one.agency_id, one.reads) for one in shares]
    episodes = Episode.objects.filter(client_id=client_id).select_related("service")
    referred = [
        Referred(one.service.agency_id, timezone.localdate(one.referred_at)) for one in episodes
    ]
    return rules.spared_in_words(*rules.spared(told, opened, referred))


# --- who may speak of it, and whose section it is -------------------------------------------------


def hats_alongside(client_id: uuid.UUID) -> QuerySet[Membership]:
    """Fetch the hats of those alongside her: the only ones who can be named."""
    beside = [one.membership_id for one in team.alongside([client_id])]
    return Membership.objects.filter(pk__in=beside).select_related("worker", "agency")


def agencies_of(client_id: uuid.UUID) -> QuerySet[Agency]:
    """Fetch the agencies that may look after a section: those alongside her, and those with a live share."""
    beside = [one.membership.agency_id for one in team.alongside([client_id])]
    shared = [one.agency_id for one in _shares(client_id)]
    return Agency.objects.filter(pk__in=[*beside, *shared]).order_by("name")


# --- her story, to read with her ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing she told, as it may stand on her own page: her words, and what led to it."""

    topic: Topic
    subject: Subject
    causes: list[Entry]

    @property
    def key(self) -> str:
        """Its name in the form."""
        return self.topic.pk.hex

    @property
    def private(self) -> bool:
        """Whether it starts unpicked: by its part, or because whoever opens it is warned."""
        return starts_unpicked(self.topic.compartment) or bool(self.subject.warning)


def pieces(client_id: uuid.UUID) -> list[Piece]:
    """List what she told in her own words, in the order of the subjects."""
    causes = [one for one in story.causes(client_id) if one.her_words]
    found = []
    for subject, hers in story.bank(client_id):
        for topic in hers:
            # What led to it stands with the subject it belongs to, and not where it has a part of its own.
            mine = [
                one for one in causes
                if one.topic_id == topic.pk and one.compartment == topic.compartment
            ]  # fmt: skip
            if topic.told and (topic.her_words or mine):
                found.append(Piece(topic, subject, mine))
    return found
