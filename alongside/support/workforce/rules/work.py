"""What a worker did in a time, told in plain sentences: facts, no score and no ranking (R33)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True, slots=True)
class Work:
    """What one worker wrote down, taught and advised."""

    notes: int = 0
    late: int = 0
    minutes: int = 0
    unplanned: int = 0
    travel: int = 0
    advice: int = 0
    taught: int = 0
    changed: int = 0


def in_words(work: Work) -> list[str]:
    """Say it in sentences, each about one thing, and leave out what there was none of."""
    said = [*_with_women(work), *_with_others(work)]
    return said or [_("Nothing is written down.")]


def how_long(minutes: int) -> str:
    """Say some minutes as people would: "40 minutes", "6 hours"."""
    if minutes < 60:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    hours = round(minutes / 60)
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}


def _with_women(work: Work) -> list[str]:
    said = []
    if work.notes:
        said.append(ngettext("%(n)s note.", "%(n)s notes.", work.notes) % {"n": work.notes})
    if work.minutes:
        said.append(_("%(long)s with women.") % {"long": how_long(work.minutes)})
    if work.unplanned:
        said.append(_("%(long)s of that not planned.") % {"long": how_long(work.unplanned)})
    if work.travel:
        said.append(_("%(long)s on the way.") % {"long": how_long(work.travel)})
    if work.late:
        told = ngettext(
            "%(n)s time in an evening, a night or at a weekend.",
            "%(n)s times in evenings, nights or at weekends.", work.late,
        )  # fmt: skip
        said.append(told % {"n": work.late})
    return said


def _with_others(work: Work) -> list[str]:
    said = []
    if work.advice:
        told = ngettext("Gave advice once.", "Gave advice %(n)s times.", work.advice)
        said.append(told % {"n": work.advice})
    if work.taught:
        told = ngettext(
            "Taught another service once.", "Taught other services %(n)s times.", work.taught
        )
        said.append(told % {"n": work.taught})
    if work.changed:
        told = ngettext(
            "Something changed there once.", "Something changed there %(n)s times.", work.changed
        )
        said.append(told % {"n": work.changed})
    return said
