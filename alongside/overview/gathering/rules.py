"""Who sees one section, in a sentence; and how many questions she was spared."""

import datetime
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.common.her_words import her_text
from alongside.foundation.common.templatetags.words import full_day


def said(key: str, **values: object) -> str:
    """Say one text of the list of what she may read."""
    text = str(her_text(key))
    return text % values if values else text


def who_sees(part: Compartment, shared_with: Collection[str]) -> str:
    """Say who can see what is told in this part of her record, by the rules of sharing (R16, R157)."""
    if part in LOCKED:
        return _("Only workers she named can see this.")
    if not shared_with:
        return _("Seen by those alongside her and their manager, and by no other agency.")
    return _("Seen by those alongside her and their manager, and by a share: %(agencies)s.") % {
        "agencies": ", ".join(sorted(shared_with))
    }


@dataclass(frozen=True, slots=True)
class Once:
    """Something she told once: where it stands, which agency heard it, and since when it may travel."""

    topic: uuid.UUID
    compartment: int
    heard_at: uuid.UUID | None
    travels_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class Opened:
    """That another agency holds a live share of these parts."""

    agency: uuid.UUID
    parts: int


@dataclass(frozen=True, slots=True)
class Referred:
    """That she was referred to another agency's service on a day."""

    agency: uuid.UUID
    on: datetime.date


def spared(
    told: Iterable[Once], shares: Iterable[Opened], referred: Iterable[Referred]
) -> tuple[int, int]:
    """Count the questions she was spared, and the agencies that need not ask them (R133).

    One question for each thing she told once and each other agency that has it without asking: because a
    share that holds now lets that agency read the part it stands in, or because she let it travel and was
    referred there that day or later. Each pair counts once, whatever it rests on and however often anybody
    looks; the agency that heard it never counts, and reading itself is counted nowhere. It says what need
    not be asked, not that nobody asked.
    """
    shares, referred = list(shares), list(referred)
    pairs: set[tuple[uuid.UUID, uuid.UUID]] = set()
    for one in told:
        pairs |= {(one.topic, share.agency) for share in shares if share.parts & one.compartment}
        if one.travels_on:
            pairs |= {(one.topic, to.agency) for to in referred if to.on >= one.travels_on}
        if one.heard_at:
            pairs.discard((one.topic, one.heard_at))
    return len(pairs), len({agency for _topic, agency in pairs})


def spared_in_words(questions: int, agencies: int) -> str:
    """Say it in a sentence, or nothing while there is none."""
    if not questions:
        return ""
    first = ngettext(
        "She was spared %(n)s question: what she told once",
        "She was spared %(n)s questions: what she told once",
        questions,
    ) % {"n": questions}
    return ngettext(
        "%(first)s can be read by %(n)s other agency, which need not ask again.",
        "%(first)s can be read by %(n)s other agencies, which need not ask again.",
        agencies,
    ) % {"first": first, "n": agencies}


def printed(name: str, on: datetime.date) -> str:
    """Say who printed a paper, and when."""
    return said("story.printed", name=name, day=full_day(on))
