"""Reads about women that start from the reader's passes."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Exists,
    Max,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from alongside.core.people import rules
from alongside.core.people.models import Client, Episode, SafeContact, SafeWay, Whereabouts
from alongside.core.people.rules import Reach, reach
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights, live_passes, rights


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing for her timeline, in words; `her_words` are hers, `words` are ours."""

    on: datetime.date
    at: datetime.datetime
    kind: str
    title: str
    her_words: str
    words: str
    who: str
    url: str
    compartment: int


@dataclass(frozen=True, slots=True)
class WayButton:
    """A button of the safe-contact card; outside her hours it leads to the question why."""

    label: str
    short: str
    url: str
    open: bool

    @property
    def kind(self) -> str:
        """Draw it as the first thing to do, or as resting."""
        return "primary" if self.open else "resting"


@dataclass(frozen=True, slots=True)
class SafeCard:
    """How to reach her safely at one moment, in sentences; no number is in it."""

    tone: str
    title: str
    sentences: list[str]
    buttons: list[WayButton]
    checked: str
    edit_url: str
    right_url: str
    version: int
    may_write: bool


@dataclass(frozen=True, slots=True)
class WherePanel:
    """Whether somewhere is written down for her, and whether this reader may ask to see it; no address."""

    shared: bool
    known: bool
    may_write: bool
    since: datetime.date | None

    @property
    def compartments(self) -> int:
        """The part of her record that this tells something of."""
        return Compartment.LOCATION.value if self.known else 0


def with_safe_contact(clients: QuerySet[Client], *, listed: bool = False) -> QuerySet[Client]:
    """Bring the safe contact and the ways to reach her along, in one query more however many women.

    Where they are `listed`, without who last checked it: no list says so, and a joined hat costs more than
    all the rows.
    """
    safe = "safe_contact" if listed else "safe_contact__checked_by__worker"
    return clients.select_related(safe).prefetch_related(_ways())


def bring_safe_contact(clients: Sequence[Client]) -> None:
    """Bring the same along for women already fetched for a list, in two queries."""
    prefetch_related_objects(clients, "safe_contact", _ways())


def _ways() -> "Prefetch[str]":
    return Prefetch("ways", SafeWay.objects.filter(ended_at__isnull=True).order_by("place", "id"))


def beside_her() -> dict[str, Any]:
    """Name what her page asks of her whereabouts with her own row: whether any stand, and since when."""
    standing = Whereabouts.objects.filter(client_id=OuterRef("pk"), until__isnull=True).order_by()
    since = standing.values("client_id").annotate(last=Max("since")).values("last")
    return {"is_somewhere": Exists(standing), "is_there_since": Subquery(since)}


def ways_now(client: Client, at: datetime.datetime) -> list[Reach]:
    """List the ways to reach her with what is open now, from rows already fetched."""
    safe = getattr(client, "safe_contact", None)
    never = safe.never if safe else []
    return [reach(way, never, at) for way in client.ways.all()]


def is_safe_now(client: Client, at: datetime.datetime) -> bool:
    """Say whether she may be reached some way at this moment, by what she herself has told us."""
    if client.is_quiet(timezone.localdate(at)):
        return False
    safe = getattr(client, "safe_contact", None)
    return not (safe and safe.hearsay) and any(one.open for one in ways_now(client, at))


def open_episodes(client_ids: Iterable[uuid.UUID]) -> QuerySet[Episode]:
    """Fetch the open stretches of time with us of these women."""
    return (
        Episode.objects.open()
        .filter(client_id__in=list(client_ids))
        .select_related("service__agency")
    )


def asked_to_stop(client_id: uuid.UUID, episodes: Iterable[Episode], today: datetime.date) -> bool:
    """Say whether she asked to stop wherever the asker knows her from; another service's work goes on."""
    stopped = {one.pk for one in episodes if one.is_stopped(today)}
    if not stopped:
        return False
    mine = live_passes().filter(client_id=client_id).values_list("source_id", flat=True)
    return set(mine) <= stopped


def silent(clients: Sequence[Client], today: datetime.date) -> set[uuid.UUID]:
    """Say whom of these the asker contacts no more, in any way: what `why_not_contact` says, for a list.

    In one question, and one more where any of them asked a service to stop.
    """
    found = {client.pk for client in clients if client.is_quiet(today)}
    stopped: dict[uuid.UUID, list[Episode]] = {}
    keys = [client.pk for client in clients]
    for one in Episode.objects.filter(client_id__in=keys, stopped_on__isnull=False):
        stopped.setdefault(one.client_id, []).append(one)
    if not stopped:
        return found
    mine: dict[uuid.UUID, set[uuid.UUID | None]] = {}
    held = live_passes().filter(client_id__in=list(stopped))
    for key, source_id in held.values_list("client_id", "source_id"):
        mine.setdefault(key, set()).add(source_id)
    for key, episodes in stopped.items():
        ended = {one.pk for one in episodes if one.is_stopped(today)}
        if ended and mine.get(key, set()) <= ended:
            found.add(key)
    return found


@dataclass(frozen=True, slots=True)
class GoesOut:
    """Whether anything may go out to her by one way at a moment; if not, when it next may, or why never."""

    open: bool
    opens: datetime.datetime | None = None
    why_not: str = ""


def may_go_out(
    client: Client, kind: str, at: datetime.datetime, *, quiet: bool | None = None
) -> GoesOut:
    """Answer for everything that would go out to her, as it is shown and again as it is done (design 6).

    For a woman fetched `with_safe_contact`; `quiet` is what `silent` said of her, where a list was asked.
    """
    today = timezone.localdate(at)
    said = why_not_contact(client, today) if quiet is None else None
    if quiet or said:
        return GoesOut(open=False, why_not=said or "")
    ways = [one for one in ways_now(client, at) if one.way.kind == kind]
    if any(one.open for one in ways):
        return GoesOut(open=True)
    opens = [one.opens for one in ways if one.opens]
    why_not = _(
        "This is outside her safe hours for that way. Wait, and do not reach out to her now."
    )
    return GoesOut(open=False, opens=min(opens) if opens else None, why_not=why_not)


def why_not_contact(client: Client, today: datetime.date) -> str | None:
    """Say why the asker contacts her no more, in any way and for any reason, or None."""
    return rules.why_not_at_all(client, today, stopped=client.pk in silent([client], today))


def safe_contact_card(
    client: Client, at: datetime.datetime, *, may_write: bool = True, stopped: bool = False
) -> SafeCard:
    """Say how to reach her safely at this moment, from rows `with_safe_contact` has fetched.

    Nothing opens where she asked the asker's service to stop (`stopped`), or everybody, or has died.
    """
    safe = getattr(client, "safe_contact", None)
    ways = ways_now(client, at)
    quiet = stopped or client.is_quiet(timezone.localdate(at))
    if quiet:
        tone, title = "plain", str(rules.QUIET[client.quiet])
    else:
        tone, title = _title(ways, at, hearsay=bool(safe and safe.hearsay))
    return SafeCard(
        tone=tone,
        title=title,
        sentences=[] if quiet else _sentences(safe, ways),
        buttons=[] if quiet else [_button(one, at) for one in ways if not one.never],
        checked=str(rules.WELCOME[client.quiet]) if quiet else _when_shown(safe),
        edit_url=reverse("people:contact", args=[client.pk]),
        right_url=reverse("people:contact_right", args=[client.pk]),
        version=safe.version if safe else 0,
        may_write=may_write and not quiet,
    )


def _title(ways: list[Reach], at: datetime.datetime, *, hearsay: bool) -> tuple[str, str]:
    now = [str(rules.BY[one.way.kind]) for one in ways if one.open]
    if now:
        said = rules.listed(list(dict.fromkeys(now)))
        if hearsay:
            return "info", _("Not checked with her: %(ways)s") % {"ways": said}
        return "safe", _("Safe to contact: now, %(ways)s") % {"ways": said}
    later = [(one.opens, one.way) for one in ways if one.opens]
    if later:
        opens, way = min(later, key=lambda one: one[0])
        when = {"when": rules.moment_in_words(opens, at), "way": rules.BY[way.kind]}
        if hearsay:
            return "info", _("Not now. Perhaps %(when)s, %(way)s, not checked with her") % when
        return "plain", _("Not now. Safe again %(when)s, %(way)s") % when
    return "info", _("No safe way to contact her is known yet")


def _sentences(safe: SafeContact | None, ways: list[Reach]) -> list[str]:
    never = safe.never if safe else []
    said = rules.ways_in_words([one.way for one in ways], never)
    if safe is None:
        return said
    if safe.code_word:
        said.append(_("Say “%(word)s”.") % {"word": safe.code_word})
    # What a way of its own has said already is not said twice.
    closed = {rules.CLOSED_BY.get(one.way.kind) for one in ways}
    said += [str(words) for key, words in rules.NEVER.items() if key in never and key not in closed]
    if safe.who_may_answer:
        said.append(_("%(who)s may answer.") % {"who": safe.who_may_answer})
    if safe.he_may_see:
        said.append(_("Somebody may see her phone."))
    if safe.good_to_know:
        said.append(safe.good_to_know)
    return said


def _button(one: Reach, at: datetime.datetime) -> WayButton:
    label, short = (str(words) for words in rules.ON_BUTTON[one.way.kind])
    if not one.open and one.opens:
        again = {"what": short, "when": rules.moment_in_words(one.opens, at)}
        label = _("%(what)s · safe again %(when)s") % again
    url = reverse("people:reach", args=[one.way.client_id, one.way.pk])
    return WayButton(label=label, short=short, url=url, open=one.open)


def _checked(safe: SafeContact | None) -> str:
    if safe is None or safe.checked_on is None:
        if safe is not None and safe.hearsay:
            return _("Somebody else wrote this. Nobody has checked it with her yet.")
        return _("Nobody has checked this with her yet.")
    day = {"day": date_format(safe.checked_on, "j F Y")}
    if safe.checked_by is None:
        return _("Last checked with her on %(day)s.") % day
    return _("Last checked with her on %(day)s by %(name)s.") % {
        **day,
        "name": safe.checked_by.worker.name.removesuffix("."),
    }


# Lists don't say it, and don't fetch whose name it takes.
_when_shown = lazy(_checked, str)


def whereabouts_panel(client_id: uuid.UUID) -> WherePanel:
    """Say whether it is written down where she is, without fetching where."""
    return where_panel(Client.objects.annotate(**beside_her()).get(pk=client_id), rights(client_id))


def where_panel(client: Client, known: Rights) -> WherePanel:
    """Say the same from a row fetched with `beside_her`; `known` are the asker's rights."""
    shared = known.may_read(Compartment.LOCATION)
    return WherePanel(
        shared=shared,
        known=shared and client.is_somewhere,  # type: ignore[attr-defined]
        may_write=known.may_write(Compartment.LOCATION),
        since=client.is_there_since if shared else None,  # type: ignore[attr-defined]
    )
