"""What counts as which kind of night, and how many of each there were.

*Official* nights are those in the government's definition of rough sleeping: bedded down in the open air,
or in a building or a place that is not meant for living in (stairwells, stations, car parks, cars). It leaves
out sofas, squats, hostels, and anybody who walks, rides a bus or sits in a waiting room so as not to be seen.
*Hidden* nights are those: no safe place of her own, and no count sees her. Both come out here, side by side,
and nobody has to have seen her (R12, R25).
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.support.accommodation.models import Stretch

Kind = Stretch.Kind
OFFICIAL, HIDDEN, ROOF, HOME, ELSEWHERE = "official", "hidden", "roof", "home", "elsewhere"
COUNTS_AS = {
    Kind.OUTSIDE: OFFICIAL, Kind.VEHICLE: OFFICIAL, Kind.SHELL: OFFICIAL,
    Kind.BUS: HIDDEN, Kind.WALKING: HIDDEN, Kind.WAITING: HIDDEN, Kind.SOFA: HIDDEN, Kind.STRANGER: HIDDEN,
    Kind.EXCHANGE: HIDDEN, Kind.WITH_HIM: HIDDEN, Kind.SQUAT: HIDDEN,
    Kind.SHELTER: ROOF, Kind.HOSTEL: ROOF, Kind.REFUGE: ROOF, Kind.TEMPORARY: ROOF, Kind.PRISON: ROOF,
    Kind.HOSPITAL: ROOF, Kind.OWN: HOME, Kind.OTHER: ELSEWHERE,
}  # fmt: skip
LANES = {
    OFFICIAL: gettext_lazy("Sleeping rough, as the official count has it"),
    HIDDEN: gettext_lazy("Homeless, and seen by no count"),
    ROOF: gettext_lazy("Under a roof that is not hers"),
    HOME: gettext_lazy("A place of her own"),
    ELSEWHERE: gettext_lazy("Somewhere else"),
}
# Parts of her record a stretch may stand in; the second is locked.
PLACES = (Compartment.ACCOMMODATION, Compartment.SEX_WORKING)

Span = tuple[datetime.date, datetime.date]
ONE = datetime.timedelta(days=1)


def lane_of(stretch: Stretch) -> str:
    """Say as what a stretch counts."""
    return COUNTS_AS[Kind(stretch.kind)]


def usual_part(kind: str, mine: Rights) -> Compartment:
    """Say which part of her record a stretch belongs to where nobody chose one.

    A roof in exchange for sex goes to the locked part where the writer holds that; everything else, and she
    who doesn't, to accommodation.
    """
    locked = Compartment.SEX_WORKING
    if kind == Kind.EXCHANGE and mine.may_read(locked) and mine.may_write(locked):
        return locked
    return Compartment.ACCOMMODATION


def why_not_write(part: int, mine: Rights) -> str | None:
    """Say why somebody with these rights may not write a stretch in this part of her record, or None."""
    if part in PLACES and (mine.writes & part or part == Compartment.SEX_WORKING):
        return None
    return _("You can't write in this part of her record. Choose another.")


def why_not_days(
    first: datetime.date | None,
    last: datetime.date | None,
    *,
    still: bool,
    nights: int | None,
    when: str,
) -> tuple[str, str] | None:
    """Say what is wrong with the days of a stretch and in which box, or None; little has to be known."""
    if still and last:
        return "last_night", _(
            "You wrote a last night and ticked that she is still there. Keep what is true."
        )
    if first and last and last < first:
        return "last_night", _("The last night is before the first. Look at the days again.")
    if not (first or last or nights or when):
        return "when_words", _("Say roughly when it was. “Some weeks in spring” is enough.")
    return None


# --- counting -------------------------------------------------------------------------------------


def span(stretch: Stretch, today: datetime.date) -> Span | None:
    """Give the first and last night of a stretch, as far as they are known; tonight is not over yet."""
    last = today - ONE if stretch.still else stretch.last_night
    first = stretch.first_night
    if first and not last and not stretch.still and stretch.nights:
        last = first + datetime.timedelta(days=stretch.nights - 1)
    if not first or not last or last < first:
        return None
    return first, last


def together(spans: Iterable[Span]) -> list[Span]:
    """Put spans that overlap or touch together, so that no night is counted twice."""
    made: list[Span] = []
    for first, last in sorted(spans):
        if made and first <= made[-1][1] + ONE:
            made[-1] = (made[-1][0], max(made[-1][1], last))
        else:
            made.append((first, last))
    return made


def nights_in(spans: Iterable[Span]) -> int:
    """Count the nights of spans that don't overlap."""
    return sum((last - first).days + 1 for first, last in spans)


@dataclass(frozen=True, slots=True)
class Nights:
    """How many nights of one kind: those with known days, and about how many more."""

    known: int = 0
    about: int = 0
    # Stretches of which neither days nor a number are known: they stand in the table and in no figure.
    uncounted: int = 0

    @property
    def words(self) -> str:
        """Say it in words."""
        if not self.known and not self.about:
            return _("some nights, and nobody knows how many") if self.uncounted else _("no nights")
        about = _figure(self.about)
        if not self.about:
            return _nights("%(n)s night", "%(n)s nights", self.known)
        if not self.known:
            return _nights("about %(n)s night", "about %(n)s nights", self.about)
        known = _nights("%(n)s night", "%(n)s nights", self.known)
        return _("%(known)s, and about %(n)s more") % {"known": known, "n": about}


def _figure(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)


def _nights(one: str, many: str, number: int) -> str:
    return ngettext(one, many, number) % {"n": _figure(number)}


def count(stretches: Sequence[Stretch], today: datetime.date) -> dict[str, Nights]:
    """Count her nights by what they count as.

    A night with known days counts once in a lane, however many stretches tell of it; one that was partly
    official and partly hidden counts as official, so that the two add up to the nights she had nowhere safe
    of her own. Guesses are added up by themselves and never mixed with what is known.
    """
    spans: dict[str, list[Span]] = {lane: [] for lane in LANES}
    about, uncounted = dict.fromkeys(LANES, 0), dict.fromkeys(LANES, 0)
    for one in stretches:
        lane, known = lane_of(one), span(one, today)
        if one.about or known is None:
            guess = one.nights or (nights_in([known]) if known else 0)
            about[lane] += guess
            uncounted[lane] += not guess and not one.still
        else:
            spans[lane].append(known)
    nights = {lane: nights_in(together(some)) for lane, some in spans.items()}
    both = nights_in(together(spans[OFFICIAL] + spans[HIDDEN]))
    nights[HIDDEN] = both - nights[OFFICIAL]
    return {lane: Nights(nights[lane], about[lane], uncounted[lane]) for lane in LANES}
