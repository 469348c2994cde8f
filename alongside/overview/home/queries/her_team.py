"""Everybody alongside one woman, across agencies, put together from each room; nobody she keeps away."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from alongside.core.people.models import Episode
from alongside.core.sharing.queries import reading, seeing
from alongside.core.sharing.queries.seeing import ShareLine
from alongside.core.team import queries as team
from alongside.core.team import rules
from alongside.core.team.models import Ally, Introduction, LeadChange, TeamMember
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import Rights, live_passes
from alongside.foundation.accounts.queries import fill_hats
from alongside.foundation.directory import queries as directory
from alongside.foundation.directory.models import Agency, Service

KNOWS = rules.LOOK_AFTER | {Source.TRIAGE}


@dataclass(frozen=True, slots=True)
class HerTime:
    """One of her times with a service that goes on: who stands beside her, and what the asker may do."""

    episode: Episode
    members: list[TeamMember]
    change: LeadChange | None
    looks_after: bool
    may_change: bool
    may_change_lead: bool


@dataclass(frozen=True, slots=True)
class HerTeam:
    """All of them, as far as the asker may know."""

    times: list[HerTime]
    allies: list[Ally] = field(default_factory=list)
    shares: list[ShareLine] = field(default_factory=list)
    introductions: list[Introduction] = field(default_factory=list)
    may_name: bool = False

    @property
    def compartments(self) -> int:
        """The parts of her record that this tells something of."""
        parts = Compartment.SHARING.value if self.shares or self.introductions else 0
        for one in self.allies:
            parts |= one.compartment
        return parts


def her_team(client_id: uuid.UUID, episodes: Sequence[Episode], rights: Rights) -> HerTeam:
    """Put together who is alongside her; a partner sees her workers, and nothing of what she shares."""
    away = reading.kept_away(client_id)
    beside = [
        one for one in team.alongside([client_id])
        if one.membership.worker_id not in away.workers
        and one.membership.agency_id not in away.agencies
    ]  # fmt: skip
    passes = list(live_passes().filter(client_id=client_id).values_list("source_id", "source"))
    # What she shares and wishes is for those who look after her, and nobody who sees her for one thing.
    knows = rights.may_read(Compartment.SHARING) and bool(
        KNOWS & {source for _key, source in passes}
    )
    changes = {one.episode_id: one for one in team.changes_of(client_id)} if knows else {}
    times = [
        _time(one, beside, changes.get(one.pk), {source for key, source in passes if key == one.pk})
        for one in episodes
        if one.state == Episode.State.ACTIVE
    ]
    if not knows:
        return HerTeam(times)
    names = reading.names_kept_away(client_id)
    return HerTeam(
        times=times,
        allies=[
            one for one in team.allies(client_id)
            if rules.why_not_this_ally(
                one.agency_id, one.name, agencies=away.agencies, names=names
            ) is None
        ],
        shares=_shares(client_id, rights, away),
        introductions=team.introductions(client_id),
        may_name=rules.why_not_name_ally({source for _key, source in passes}) is None,
    )  # fmt: skip


def _time(
    episode: Episode, beside: Sequence[TeamMember], change: LeadChange | None, mine: set[str]
) -> HerTime:
    return HerTime(
        episode=episode,
        members=[one for one in beside if one.episode_id == episode.pk],
        change=change,
        looks_after=rules.why_not_look_after(mine) is None,
        may_change=rules.why_not_change_team(episode, mine) is None,
        may_change_lead=Source.MANAGER in mine,
    )


def _shares(client_id: uuid.UUID, rights: Rights, away: reading.KeptAway) -> list[ShareLine]:
    shares = [
        one for one in seeing.standing_shares(client_id) if one.agency_id not in away.agencies
    ]
    fill_hats((shares, "membership"))
    lines = [seeing.share_line(one, rights, ()) for one in shares]
    return [
        line for line in lines
        if line.live and not (line.grant.membership and line.grant.membership.worker_id in away.workers)
    ]  # fmt: skip


def places_for(away: reading.KeptAway) -> list[tuple[Agency, Service | None]]:
    """List where somebody of her team may work: the directory, without what she keeps away."""
    return [pair for pair in directory.places() if pair[0].pk not in away.agencies]
