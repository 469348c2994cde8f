"""Who a person may be to her, what may be written where, and what stands at the end of a month."""

import calendar
import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.around.models import (
    Arrangement,
    Child,
    Day,
    Person,
    Pet,
    Pregnancy,
    Process,
    Standing,
)
from alongside.core.parts.rules import places
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights

# Where the choosing starts; her own word stands beside them. Nobody here is he or she, nobody has to be a
# partner (R9), and harm is no role: it has a locked part of her record of its own.
ROLES: dict[str, Any] = {
    "friend": gettext_lazy("friend"),
    "partner": gettext_lazy("partner"),
    "mother": gettext_lazy("mother"),
    "father": gettext_lazy("father"),
    "child": gettext_lazy("child"),
    "sister_brother": gettext_lazy("sister or brother"),
    "grandparent": gettext_lazy("grandparent"),
    "family": gettext_lazy("other family"),
    "like_family": gettext_lazy("like family"),
    "neighbour": gettext_lazy("neighbour"),
    "sponsor": gettext_lazy("sponsor"),
    "faith": gettext_lazy("from church, mosque or temple"),
    "worker": gettext_lazy("worker elsewhere"),
    "peer": gettext_lazy("somebody who has been there too"),
    "group": gettext_lazy("from a group or a class"),
    "carer": gettext_lazy("foster carer"),
}
# What a form brings about each, in the order in which it is asked.
FACTS: dict[type[Any], tuple[str, ...]] = {
    Person: ("name", "words", "roles"),
    Pet: ("name", "kind", "own_word", "words", "needs", "looked_after", "vet", "to_bring"),
    Child: ("name", "born_year", "born_about", "lives", "words"),
    Pregnancy: ("words", "due_on", "who_knows", "wants_known"),
    Arrangement: ("child_id", "agreed", "agreed_by", "words"),
    Process: ("kind", "own_word", "whom", "led_by", "beside_her", "words", "began_on"),
    Day: (
        "arrangement_id", "process_id", "kind", "on_date", "at_time", "place_words", "with_whom",
        "wants_to_say", "state", "how_it_was",
    ),
}  # fmt: skip
# From here on she names somebody as close, or trusts them.
CLOSE, TRUSTED = Standing.Close.CLOSE, Standing.Trust.MOSTLY
# More people than this can't be told apart on a phone; the table has everybody.
DRAWN = 16
# Months named on the page, the latest ones.
MONTHS = 12
# The first year in which a child of somebody alive may be born.
FIRST_YEAR = 1930


def part_of(row: Any) -> int:
    """Say which part of her record a row of this room belongs to."""
    part: int = row.compartment if row.COMPARTMENT == "column" else row.COMPARTMENT.value
    return part


def may_add(mine: Rights) -> bool:
    """Say whether somebody with these rights may write of a person or an animal in any part of her record."""
    return any(mine.may_write(part) for part in places(mine))


def why_not_add_any(mine: Rights) -> str | None:
    """Say why somebody with these rights may write about nobody around her, or None."""
    if may_add(mine):
        return None
    return _("Those alongside her write this down with her. Ask her lead worker.")


def why_not_add(part: int, mine: Rights) -> str | None:
    """Say why nothing new may be written in this part of her record, or None."""
    if part in places(mine):
        return None
    return _("You can't write in this part of her record. Choose another.")


def why_not_write(part: int, mine: Rights) -> str | None:
    """Say why somebody with these rights may not write in a part of her record, or None."""
    if mine.writes & part:
        return None
    return _("This part of her record is not yours to write. Ask her lead worker.")


def may_write_of_harm(mine: Rights) -> bool:
    """Say whether the way to the locked part about who may be dangerous to her is shown.

    The same for everybody who writes her story, whatever stands there.
    """
    return mine.may_write(Compartment.HARM) or mine.may_write(Compartment.STORY)


def why_not_on(on: datetime.date, today: datetime.date) -> str | None:
    """Say why something can't have been so on a day, or None."""
    return _("The date is in the future.") if on > today else None


def why_not_born(year: int | None, today: datetime.date) -> str | None:
    """Say why a child can't have been born in a year, or None."""
    if year is None or FIRST_YEAR <= year <= today.year:
        return None
    return _("Write a year from %(first)s to %(last)s, or leave it empty.") % {
        "first": FIRST_YEAR,
        "last": today.year,
    }


def roles_from(chosen: Iterable[str], own: str) -> list[str]:
    """Put the chosen roles and her own word together, each once, in the order of the starting list."""
    known = set(chosen)
    roles = [role for role in ROLES if role in known]
    return [*roles, own] if own and own not in roles else roles


def roles_of(person: Person) -> list[str]:
    """Say what a person is to her, as words; a word that is not on the starting list is hers."""
    return [str(ROLES.get(role, role)) for role in person.roles]


def own_word_of(person: Person) -> str:
    """Give the word of her own among what a person is to her, or nothing."""
    return next((role for role in person.roles if role not in ROLES), "")


def same(row: object, facts: Mapping[str, Any]) -> bool:
    """Say whether a row holds just these facts."""
    return all(getattr(row, name) == fact for name, fact in facts.items())


# --- from month to month --------------------------------------------------------------------------


def month_end(day: datetime.date) -> datetime.date:
    """Give the last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def month_asked(text: str, today: datetime.date) -> datetime.date | None:
    """Read a month such as 2026-03 as its last day; None for anything else, and for months to come."""
    year, dash, month = text.partition("-")
    figures = year.isascii() and year.isdigit() and month.isascii() and month.isdigit()
    if not (dash and figures and len(year) == 4 and len(month) == 2):
        return None
    if not (1 <= int(month) <= 12 and int(year) >= 1900):
        return None
    end = month_end(datetime.date(int(year), int(month), 1))
    return end if end < month_end(today) else None


def latest(
    standings: Sequence[Standing], name: str, until: datetime.date | None = None
) -> Standing | None:
    """Give the latest entry, in order of days, that says something of one kind, up to a day."""
    for one in reversed(standings):
        if (until is None or one.happened_on <= until) and getattr(one, name) not in (None, ""):
            return one
    return None
