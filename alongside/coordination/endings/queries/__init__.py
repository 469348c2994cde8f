"""Reads about how a time with us ends and begins again, always behind the asker's own passes."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alongside.coordination.endings import rules
from alongside.coordination.endings.models import Asked, Ending, Return, ToTell, Weighed
from alongside.core.people.models import Client, Episode
from alongside.core.sharing.models import Grant
from alongside.core.sharing.queries import seeing
from alongside.core.team import queries as team
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import Now, live_passes, rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.bands import Band, Lane, band_picture
from alongside.foundation.directory.models import Agency

MAY_TAKE_BACK = (Source.PAST, Source.MANAGER)
GONE = (Client.Quiet.DIED, Client.Quiet.RESTS)
# For which reasons the asker sees her because of one time with a service.
sources = team.sources


def mine_to_end(episodes: Sequence[Episode]) -> list[Episode]:
    """List of these times those that the asker may end: they go on, and she is of them."""
    return [one for one in episodes if rules.why_not_end(one, sources(one)) is None]


def waiting(client_id: uuid.UUID) -> list[Ending]:
    """List what waits for a second person about one woman; a death has a page of its own."""
    return list(
        Ending.objects.waiting()
        .filter(client_id=client_id)
        .exclude(kind=Ending.Kind.DIED)
        .select_related("episode__service", "proposed_by__worker")
    )


def notice(client: Client) -> Ending | None:
    """Give what her page says first where she has died; nothing is asked for anybody else."""
    if client.quiet not in GONE:
        return None
    return death_of(client.pk)


def is_same_person(ending: Ending, membership: Membership) -> bool:
    """Say whether the asker is the worker who proposed an ending, under this hat or another."""
    return ending.proposed_by.worker_id == membership.worker_id


# --- coming back -----------------------------------------------------------------------------------------


def may_take_back(episode: Episode) -> bool:
    """Say whether the asker was alongside her in this time, takes new referrals there, or runs it."""
    return bool(sources(episode) & set(MAY_TAKE_BACK))


def is_there_already(episode: Episode) -> bool:
    """Say whether she has another time with the same service that has not ended."""
    others = Episode.objects.filter(client_id=episode.client_id, service_id=episode.service_id)
    return others.exclude(pk=episode.pk).exclude(state=Episode.State.ENDED).exists()


def last_ending(episode: Episode) -> Ending | None:
    """Fetch what ended this time, where it stands ended now."""
    return (
        Ending.objects.standing()
        .filter(client_id=episode.client_id, episode_id=episode.pk)
        .order_by("-proposed_at")
        .first()
    )


# --- for Today -------------------------------------------------------------------------------------------


def to_agree(membership: Membership) -> QuerySet[Ending]:
    """Fetch the endings that wait for a second person whom the asker can be, oldest first."""
    mine = live_passes().filter(source__in=rules.LOOK_AFTER)
    of_hers = Q(episode__isnull=True) | Q(episode_id__in=mine.values("source_id"))
    return (
        Ending.objects.waiting()
        .filter(of_hers, client_id__in=mine.values("client_id"))
        .exclude(proposed_by__worker_id=membership.worker_id)
        .select_related("client", "episode__service", "proposed_by__worker")
        .order_by("proposed_at")
    )


def knocks() -> QuerySet[Return]:
    """Fetch who asked at another door to come back to us, for those who may open ours."""
    mine = live_passes().filter(source__in=MAY_TAKE_BACK)
    return (
        Return.objects.knocking()
        .filter(
            client_id__in=mine.values("client_id"), episode_id__in=mine.values("source_id"),
            episode__state=Episode.State.ENDED,
        )
        .select_related("client", "episode__service", "agency")
        .order_by("came_on")
    )  # fmt: skip


def untold() -> QuerySet[ToTell]:
    """Fetch whom somebody has to tell of a death, of those the asker was alongside."""
    mine = live_passes().filter(source__in=[*rules.LOOK_AFTER, Source.MEMORY])
    return (
        ToTell.objects.filter(
            client_id__in=mine.values("client_id"), told_on__isnull=True,
            ending__state__in=[Ending.State.PROPOSED, Ending.State.AGREED],
        )
        .select_related("client", "membership__worker", "agency")
        .order_by("client__name", "pk")
    )  # fmt: skip


# --- her life-line with us -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stretch:
    """One unbroken time with a service, and how it came to its end."""

    service: str
    since: datetime.date
    until: datetime.date | None
    ending: Ending | None = None
    came_back: Return | None = None


@dataclass(frozen=True, slots=True)
class TimeWithUs:
    """All her times with us, in the order in which they began; a gap is a gap and no more."""

    stretches: list[Stretch] = field(default_factory=list)
    returns: int = 0
    active: list[Episode] = field(default_factory=list)


def time_with_us(client_id: uuid.UUID, episodes: Sequence[Episode]) -> TimeWithUs:
    """Tell her times with us from their endings and returns (R86, R113)."""
    endings = list(
        Ending.objects.filter(
            client_id=client_id, state__in=[Ending.State.AGREED, Ending.State.UNDONE]
        )
        .exclude(kind=Ending.Kind.DIED)
        .order_by("ended_on", "proposed_at")
    )
    returns = list(
        Return.objects.filter(client_id=client_id, opened_on__isnull=False)
        .select_related("agency")
        .order_by("opened_on", "made_at")
    )
    stretches: list[Stretch] = []
    for episode in episodes:
        if episode.opened_on is not None:
            stretches += _stretches(
                episode,
                [one for one in endings if one.episode_id == episode.pk],
                [one for one in returns if one.episode_id == episode.pk],
            )
    stretches.sort(key=lambda one: (one.since, one.service))
    active = [one for one in episodes if one.state == Episode.State.ACTIVE]
    return TimeWithUs(stretches, len(returns), active)


def _stretches(episode: Episode, endings: list[Ending], returns: list[Return]) -> list[Stretch]:
    since = episode.opened_on
    assert since is not None
    found: list[Stretch] = []
    back: Return | None = None
    for ending in endings:
        found.append(Stretch(episode.service.name, since, ending.ended_on, ending, back))
        back = next(
            (one for one in returns if (one.opened_on or one.came_on) >= ending.ended_on and one is not back),
            None,
        )  # fmt: skip
        if back is None:
            return found
        returns = [one for one in returns if one is not back]
        since = back.opened_on or back.came_on
    until = episode.ended_on if episode.state == Episode.State.ENDED else None
    return [*found, Stretch(episode.service.name, since, until, None, back)]


# --- a death ---------------------------------------------------------------------------------------------


def death_of(client_id: uuid.UUID) -> Ending | None:
    """Fetch what was told of her death and stands, confirmed or not."""
    return (
        Ending.objects.filter(
            client_id=client_id, kind=Ending.Kind.DIED,
            state__in=[Ending.State.PROPOSED, Ending.State.AGREED],
        )
        .select_related("proposed_by__worker", "agreed_by__worker")
        .order_by("-proposed_at")
        .first()
    )  # fmt: skip


def who_knew_her(client_id: uuid.UUID, *, but: Membership) -> list[ToTell]:
    """Say who is to be told by a person: her team now, and agencies with which she shares; unsaved rows."""
    hats = [one.membership for one in team.alongside([client_id]) if one.membership_id != but.pk]
    rows = [ToTell(client_id=client_id, membership=hat) for hat in dict.fromkeys(hats)]
    shared = Grant.objects.standing().filter(
        client_id=client_id, starts_at__lte=Now(), until_at__gt=Now()
    )
    agencies = Agency.objects.filter(pk__in=shared.values("agency_id"), closed_at__isnull=True)
    return rows + [ToTell(client_id=client_id, agency=one) for one in agencies.order_by("name")]


def to_tell(ending: Ending) -> list[ToTell]:
    """List everybody who is to be told of a death, and who was."""
    return list(
        ToTell.objects.filter(client_id=ending.client_id, ending_id=ending.pk)
        .select_related("membership__worker", "agency", "told_by__worker")
        .order_by("pk")
    )


def ended_by_death(ending: Ending) -> list[Episode]:
    """List the times with us that ended by what was told of her death, and for no reason of their own."""
    own = Ending.objects.standing().filter(client_id=ending.client_id, episode__isnull=False)
    return list(
        Episode.objects.filter(
            client_id=ending.client_id, state=Episode.State.ENDED, ended_on=ending.ended_on
        )
        .exclude(pk__in=own.values("episode_id"))
        .select_related("service")
    )


def stopped_everywhere(client_id: uuid.UUID) -> bool:
    """Say whether she is with nobody any more and asked somebody to stop."""
    hers = Episode.objects.filter(client_id=client_id)
    going_on = hers.exclude(state=Episode.State.ENDED).exists()
    return not going_on and hers.filter(stopped_on__isnull=False).exists()


# --- what the pages show ---------------------------------------------------------------------------------


def line_of(told: TimeWithUs, today: datetime.date) -> dict[str, Any] | None:
    """Lay her times with us out for a picture, a lane for each service; None before there is any."""
    lanes: dict[str, list[Band]] = {}
    for one in told.stretches:
        lanes.setdefault(one.service, []).append(Band(one.since, one.until or today))
    return band_picture(
        key="time", title=_("Her times with us"), exact="", about="",
        lanes=[
            Lane(service, _said(bands), "plum", bands) for service, bands in lanes.items()
        ],
    )  # fmt: skip


def _said(bands: Sequence[Band]) -> str:
    days = ((date_format(one.first, "j F Y"), date_format(one.last, "j F Y")) for one in bands)
    return ", ".join(f"{first} – {last}" for first, last in days)


@dataclass(frozen=True, slots=True)
class Door:
    """An ended time that the asker can't open again, but may knock at for her; or has, already."""

    episode: Episode
    passed_on: bool


def may_knock(client_id: uuid.UUID) -> bool:
    """Say whether the asker may pass on that she asks to come back: who writes of her, or holds a share."""
    shared = live_passes().filter(client_id=client_id, source=Source.GRANT)
    return rights(client_id).may_write(Compartment.BASICS) or shared.exists()


def doors(client: Client, episodes: Sequence[Episode]) -> list[Door]:
    """List the ended times whose door the asker can't open, but may knock at for her while she lives."""
    open_here = {one.service_id for one in episodes if one.state != Episode.State.ENDED}
    ended = [one for one in episodes if one.state == Episode.State.ENDED]
    if not ended or client.quiet in GONE or not may_knock(client.pk):
        return []
    held = live_passes().filter(client_id=client.pk, source__in=MAY_TAKE_BACK)
    mine = set(held.values_list("source_id", flat=True))
    knocking = Return.objects.knocking().filter(client_id=client.pk)
    knocked = set(knocking.values_list("episode_id", flat=True))
    return [
        Door(one, one.pk in knocked)
        for one in ended
        if one.pk not in mine and one.service_id not in open_here
    ]


def weighed(ending: Ending) -> dict[str, object]:
    """Give what was weighed before an ending, as far as the asker may read it."""
    found = Weighed.objects.filter(client_id=ending.client_id, ending_id=ending.pk).first()
    asked = Asked.objects.filter(client_id=ending.client_id, ending_id=ending.pk)
    reasons = (
        [str(rules.REASONS[one]) for one in found.reasons if one in rules.REASONS] if found else []
    )
    heard = rules.HEARD.get(ending.heard_how, "")
    return {
        "weighed": found, "reasons": reasons, "heard": heard,
        "asked": list(asked.select_related("agency").order_by("agency__name")),
    }  # fmt: skip


def wishes_in_view(client_id: uuid.UUID) -> list[tuple[str, str]]:
    """Say her wishes that stand, each in a sentence and in her words."""
    lines = seeing.wish_lines(seeing.wishes_of(client_id))
    return [(line.sentence, line.wish.her_words) for line in lines]
