"""What her page says of itself: its heading, who looks after her, what is not shared."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.coordination.duty import queries as duty
from alongside.coordination.endings import queries as endings
from alongside.coordination.meetings import queries as meetings
from alongside.core.around import queries as around
from alongside.core.papers import queries as papers
from alongside.core.people import queries as people
from alongside.core.people.models import Client, Episode
from alongside.core.sharing.queries import emergency, one_woman, reading, seeing
from alongside.core.sharing.queries.seeing import SeenPanel
from alongside.core.sharing.queries.standing import standing
from alongside.core.sharing.rules.parts import IN_WORDS
from alongside.core.story import queries as story
from alongside.core.team import queries as team
from alongside.core.team.models import TeamMember
from alongside.core.team.queries import Unled
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import LOCKED, PARTS, Compartment
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.overview.home.queries.timeline import LATELY, lately
from alongside.support.engagement import queries as engagement
from alongside.support.outcomes import queries as outcomes
from alongside.support.safety import queries as safety


def hers() -> QuerySet[Client]:
    """Fetch women with all her page asks along with her own row: how to reach her, what there is."""
    return people.with_safe_contact(
        Client.objects.annotate(
            **people.beside_her(),
            **seeing.beside_her(),
            had_emergencies=emergency.of_her(),
            has_records=one_woman.of_her(),
            has_meetings=meetings.of_her(),
            has_plan=safety.of_her(),
        )
    )


def page(client: Client, hat: Membership, at: datetime.datetime) -> dict[str, Any]:
    """Put her page together: each room's panel, with `shown`, the parts of her record that it shows."""
    passes = access.held(client.pk)
    rights = access.given(passes)
    episodes, beside = team.times_and_team(client.pk)
    ours = standing(client.pk, passes, episodes, beside)
    panels = {
        **_of_life(client, rights), **_with_her(client, rights), **_seen(client, rights),
        "files": papers.papers_panel(client.pk, rights),
        "where": people.where_panel(client, rights),
        "meetings": meetings.meetings_panel(client, rights),
        "plan": safety.panel(
            client.pk, rights, timezone.localdate(at), there=client.has_plan,  # type: ignore[attr-defined]
        ),
    }  # fmt: skip
    return {
        **panels,
        "knows_where": knows_where(beside, panels["seen"]),
        "shown": _shown(panels),
        "client": client,
        "heading": heading(client, episodes),
        "episodes": episodes,
        "card": _card(client, episodes, rights, at),
        "team": beside,
        "standing": ours,
        "reads": read_by(rights),
        "may_note": rights.may_write(Compartment.NOTES),
        "not_shared": not_shared(rights),
        "looks_after": looks_after(client.pk, episodes, beside),
        "ending": endings.notice(client),
        "doors": endings.doors(client, episodes) if panels["shared"] else [],
        "knows": duty.told().get(client.pk, "") if ours.on_duty else "",
        "may_choose_lead": hat.may(Permission.CHOOSE_LEAD),
    }


def _of_life(client: Client, rights: Rights) -> dict[str, Any]:
    """Her story, and who matters to her."""
    return {
        "story": story.story_panel(client.pk, rights),
        "matter": around.around_panel(client.pk, rights),
    }


def _with_her(client: Client, rights: Rights) -> dict[str, Any]:
    """Her goals and ways, what happened lately and what's next."""
    goals, ways = outcomes.all_hers(client.pk)
    happened, ahead = engagement.her_panels(client.pk, rights, most=LATELY)
    return {
        "goals": outcomes.goals_panel(client.pk, goals, rights),
        "way": outcomes.panel_of(client.pk, ways),
        "moments": lately(client.pk, happened, goals, ways),
        "next_panel": ahead,
    }


def _seen(client: Client, rights: Rights) -> dict[str, Any]:
    """Who sees what of her record, what a partner sees, and emergency access."""
    there = client.had_emergencies  # type: ignore[attr-defined]
    return {
        "seen": seeing.panel(client, rights),
        "shared": seeing.shared_with_me(client.pk, rights),
        "emergencies": emergency.of_hers(client.pk) if there else [],
        "records": one_woman.others(client.pk) if client.has_records else [],  # type: ignore[attr-defined]
    }


def _card(
    client: Client, episodes: list[Episode], rights: Rights, at: datetime.datetime
) -> people.SafeCard:
    return people.safe_contact_card(
        client,
        at,
        may_write=rights.may_write(Compartment.BASICS),
        stopped=people.asked_to_stop(client.pk, episodes, timezone.localdate(at)),
    )


def _shown(panels: Mapping[str, Any]) -> int:
    """Add up the parts of her record that something on her page comes from."""
    shown = Compartment.BASICS.value
    for panel in panels.values():
        shown |= getattr(panel, "compartments", 0)
    for one in panels["moments"]:
        shown |= one.compartment
    return shown | (Compartment.SHARING if panels["emergencies"] else 0)


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
