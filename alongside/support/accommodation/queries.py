"""Reads of where she has slept; the database shows only stretches of parts the reader sees."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.common.bands import Band, Lane, band_picture
from alongside.foundation.common.templatetags.words import full_day
from alongside.support.accommodation import rules
from alongside.support.accommodation.models import Stretch, StretchQuerySet
from alongside.support.accommodation.rules import Nights

COLOURS = {
    rules.OFFICIAL: "plum", rules.HIDDEN: "honey-bar", rules.ROOF: "dusk", rules.HOME: "sage",
    rules.ELSEWHERE: "edge",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One stretch as the table tells it."""

    stretch: Stretch
    when: str
    nights: str
    counts_as: str
    may_write: bool

    @property
    def apart(self) -> str:
        """The part it stands in where that is not accommodation itself, or nothing."""
        if self.stretch.compartment == Compartment.ACCOMMODATION:
            return ""
        return str(Compartment(self.stretch.compartment).label)


@dataclass(frozen=True, slots=True)
class NightsPage:
    """Her line of stretches, the figures of each kind, and the picture of both."""

    lines: list[Line]
    off: list[Line]
    figures: list[tuple[str, Nights]]
    official: Nights
    hidden: Nights
    picture: dict[str, Any] | None
    compartments: int


def stretches(client_id: uuid.UUID) -> StretchQuerySet:
    """Fetch every stretch of hers, the latest first, those with no known day last."""
    found = Stretch.objects.filter(client_id=client_id).select_related("made_by__worker")
    return found.order_by(
        F("still").desc(), F("first_night").desc(nulls_last=True),
        F("last_night").desc(nulls_last=True), "-pk",
    )  # fmt: skip


def nights_page(client_id: uuid.UUID, writes: int, today: datetime.date) -> NightsPage:
    """Give everything her page of nights shows, in one query however many stretches there are."""
    every = list(stretches(client_id))
    standing = [one for one in every if one.ended_at is None]
    counted = rules.count(standing, today)
    lanes = {rules.lane_of(one) for one in standing}
    mask = 0
    for one in every:
        mask |= one.compartment
    return NightsPage(
        lines=[_line(one, writes, today) for one in standing],
        off=[_line(one, writes, today) for one in every if one.ended_at],
        figures=[
            (str(label), counted[lane]) for lane, label in rules.LANES.items() if lane in lanes
        ],
        official=counted[rules.OFFICIAL], hidden=counted[rules.HIDDEN],
        picture=picture(standing, counted, today), compartments=mask,
    )  # fmt: skip


def _line(one: Stretch, writes: int, today: datetime.date) -> Line:
    return Line(
        stretch=one, when=when_in_words(one), nights=_nights(one, today),
        counts_as=str(rules.LANES[rules.lane_of(one)]), may_write=bool(writes & one.compartment),
    )  # fmt: skip


def when_in_words(one: Stretch) -> str:
    """Say when it was, as far as it is known: her own words where days are not."""
    first = full_day(one.first_night) if one.first_night else ""
    last = full_day(one.last_night) if one.last_night else ""
    if one.still:
        said = _("since %(first)s") % {"first": first} if first else _("now")
    elif first and last:
        said = (
            first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
        )
    elif first or last:
        said = (
            _("from %(first)s") % {"first": first}
            if first
            else _("until %(last)s") % {"last": last}
        )
    else:
        return one.when_words or _("some time")
    said = _("about %(when)s") % {"when": said} if one.about else said
    return f"{said}: {one.when_words}" if one.when_words else said


def _nights(one: Stretch, today: datetime.date) -> str:
    known = rules.span(one, today)
    count = one.nights or (rules.nights_in([known]) if known else 0)
    if not count:
        return _("nobody knows how many nights")
    return Nights(about=count).words if one.about or known is None else Nights(known=count).words


def picture(
    standing: Sequence[Stretch], counted: dict[str, Nights], today: datetime.date
) -> dict[str, Any] | None:
    """Draw the stretches with known days, one lane for each kind of night."""
    bands: dict[str, list[Band]] = {lane: [] for lane in rules.LANES}
    for one in standing:
        if known := rules.span(one, today):
            bands[rules.lane_of(one)].append(Band(*known, about=one.about))
    return band_picture(
        key="nights", title=_("Where she has slept"), exact=_("days that are known"), about=_("a guess"),
        lanes=[
            Lane(capfirst(str(label)), counted[lane].words, COLOURS[lane], bands[lane])
            for lane, label in rules.LANES.items()
            if bands[lane]
        ],
    )  # fmt: skip
