"""What her page says of itself: its heading, who looks after her, what is not shared."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.core.people.models import Client, Episode
from alongside.core.sharing.queries import reading
from alongside.core.sharing.queries.seeing import SeenPanel
from alongside.core.sharing.rules.parts import IN_WORDS
from alongside.core.team import queries as team
from alongside.core.team.models import TeamMember
from alongside.core.team.queries import Unled
from alongside.foundation.access.compartments import LOCKED, PARTS, Compartment
from alongside.foundation.access.queries import Rights


@dataclass(frozen=True, slots=True)
class Heading:
    """Above and below her name: since when, with whom, what she speaks."""

    above: str
    below: str


def heading(client: Client, episodes: Iterable[Episode]) -> Heading:
    """Say with whom she is and since when, and whether she came back; coming back is a good thing."""
    begun = [one for one in episodes if one.state == Episode.State.ACTIVE and one.opened_on]
    above = []
    for one in begun:
        day = date_format(one.opened_on, "j F Y") if one.opened_on else ""
        since = {"service": one.service.name, "day": day}
        above.append(_("%(service)s · alongside since %(day)s") % since)
    below = [client.full_name if client.full_name != client.name else "", client.pronouns]
    if client.languages:
        below.append(_("speaks %(languages)s") % {"languages": client.languages})
    if client.interpreter:
        below.append(_("interpreter: %(words)s") % {"words": client.interpreter})
    return Heading(" · ".join(above), " · ".join(filter(None, below)))


def read_by(rights: Rights) -> dict[str, bool]:
    """Say which everyday panels of her page have anything to say to this reader, even when they are empty."""
    return {
        "goals": rights.may_read(Compartment.GOALS),
        "notes": rights.may_read(Compartment.NOTES),
        "story": rights.may_read(Compartment.STORY),
    }


@dataclass(frozen=True, slots=True)
class LooksAfter:
    """That her lead worker has left or can't work now, and who looks after her meanwhile."""

    unled: Unled
    managers: list[str]


def looks_after(
    client_id: uuid.UUID, episodes: Iterable[Episode], beside: Iterable[TeamMember]
) -> list[LooksAfter]:
    """Say where nobody leads for her now and who runs that service; never somebody she keeps away.

    With her times and her team, which the page has at hand, mostly without asking.
    """
    if team.all_led(episodes, beside):
        return []
    waiting = team.unled(Episode.objects.filter(client_id=client_id))
    if not waiting:
        return []
    away = reading.kept_away(client_id)
    services = [one.episode.service_id for one in waiting]
    names = team.managers(services, without=away.workers, not_at=away.agencies)
    return [LooksAfter(one, names.get(one.episode.service_id, [])) for one in waiting]


def knows_where(beside: Iterable[TeamMember], seen: SeenPanel | None) -> list[str]:
    """Name who may look where she is: who leads for her, and whom she shares it with; none to an outsider.

    From what the page has at hand, without asking.
    """
    if seen is None:
        return []
    leads = [one.membership.worker.name for one in beside if one.part == TeamMember.Part.LEAD]
    shared = [
        one.whom for one in seen.shares if one.live and one.grant.reads & Compartment.LOCATION
    ]
    return list(dict.fromkeys([*leads, *shared]))


def not_shared(rights: Rights) -> list[str]:
    """Name the everyday parts of her record that the reader does not see, so that gaps are no puzzle."""
    everyday = [part for part in PARTS if part not in LOCKED]
    return [str(IN_WORDS[part]) for part in everyday if not rights.may_read(part)]
