"""How the asker stands to one woman: in an emergency, after closing, or as one who may seal her record."""

import datetime
import math
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from alongside.core.people.models import Episode
from alongside.core.sharing.rules.sealing import MAY_SEAL
from alongside.core.team.models import TeamMember
from alongside.foundation.access import emergency as door
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import Held, live_passes
from alongside.foundation.accounts.models import Post

MAY_TAKE_BACK = (Source.PAST, Source.MANAGER)


@dataclass(frozen=True, slots=True)
class Banner:
    """An emergency access while it is open: how long yet, and who else was told."""

    until: datetime.datetime
    minutes: int
    lead: str
    manager: bool
    safety_lead: bool


@dataclass(frozen=True, slots=True)
class WayBack:
    """A time with a service that has ended: one press opens it again with those of her team still there."""

    episode: Episode
    names: list[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """What her page says about how the asker came to see it."""

    emergency: Banner | None
    back: list[WayBack]
    may_seal: bool
    # Whether the asker leads for her or is on her team.
    beside_her: bool
    # Whether she is on duty, or covers, and sees her for that.
    on_duty: bool


def standing(
    client_id: uuid.UUID,
    passes: Sequence[Held],
    episodes: Sequence[Episode],
    team: Sequence[TeamMember],
) -> Standing:
    """Say how the asker stands to her, from rows already fetched, and one query more for what is rare."""
    sources = {one.source for one in passes}
    banner = None
    for one in passes:
        if one.source == Source.EMERGENCY:
            banner = _banner(client_id, one.until, one.left, team)
    ended = {one.source_id for one in passes if one.source in MAY_TAKE_BACK}
    return Standing(
        banner, _ways_back(episodes, ended, team), may_seal=bool(MAY_SEAL & sources),
        beside_her=bool({Source.LEAD, Source.TEAM} & sources), on_duty=Source.DUTY in sources,
    )  # fmt: skip


def _banner(
    client_id: uuid.UUID,
    until: datetime.datetime,
    left: datetime.timedelta,
    team: Sequence[TeamMember],
) -> Banner:
    told = door.told_of_emergency(client_id)
    leads = (one.membership.worker.name for one in team if one.part == TeamMember.Part.LEAD)
    return Banner(
        until=until,
        minutes=max(1, math.ceil(left.total_seconds() / 60)),
        lead=next(leads, "") if Source.LEAD in told else "",
        manager=Source.MANAGER in told,
        safety_lead=Source.SAFETY in told,
    )


def _ways_back(
    episodes: Sequence[Episode], keys: set[uuid.UUID], team: Sequence[TeamMember]
) -> list[WayBack]:
    open_services = {one.service_id for one in episodes if one.state != Episode.State.ENDED}
    ended = [
        one
        for one in episodes
        if one.state == Episode.State.ENDED
        and one.pk in keys
        and one.service_id not in open_services
    ]
    if not ended:
        return []
    there = set(
        Post.objects.filter(
            service__in=[one.service_id for one in ended], ended_at__isnull=True,
            membership__ended_at__isnull=True, membership__worker__is_active=True,
            membership__in=[one.membership_id for one in team],
        ).values_list("membership_id", "service_id")
    )  # fmt: skip
    return [
        WayBack(
            episode,
            [
                one.membership.worker.name
                for one in team
                if one.episode_id == episode.pk and (one.membership_id, episode.service_id) in there
            ],
        )
        for episode in ended
    ]


def in_emergency(client_id: uuid.UUID) -> bool:
    """Say whether the asker's emergency access to her is open now."""
    return live_passes().filter(client_id=client_id, source=Source.EMERGENCY).exists()
