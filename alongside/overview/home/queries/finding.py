"""Finding anything: women by what somebody remembers of them, pages by what is done there, agencies by name.

Women are looked for under the policies alone: each statement starts from the reader's passes, so that one who
keeps the reader away is neither found nor counted nor compared with, and costs no time (S8; decision 0024).
"""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Concat, Lower

from alongside.core.people import queries as people
from alongside.core.people.models import Client, SafeWay
from alongside.core.sharing.queries import one_woman
from alongside.foundation.access.queries import LatelyAmong
from alongside.foundation.common.forms import says_nothing
from alongside.overview.home import rules
from alongside.overview.home.queries import Line, all_records, brief_lines, women
from alongside.overview.home.rules import HEARD_FROM, NEAR_FROM, Asked

# How many found women are shown while somebody types: whoever finds more writes more of the name.
FOUND = 20
# How many that look like it are compared letter by letter, the likest first.
CANDIDATES = 120
# Any word with one letter wrong is at least so like itself.
LIKE = 0.3
RECENT = 10


class Heard(Func):
    """Whether a sound is one of those in a name."""

    arg_joiner = " = ANY("
    template = "%(expressions)s)"
    output_field = BooleanField()


def _whole_name() -> Concat:
    return Concat("name", Value(" "), "full_name")


def _plain() -> Func:
    """Her names in small letters without accents, with a space between words."""
    words = Func(_whole_name(), function="name_words", output_field=ArrayField(TextField()))
    return Func(words, Value(" "), function="array_to_string", output_field=TextField())


def _heard(word: str) -> Heard:
    sound = Func(Value(word), function="name_sound", output_field=TextField())
    sounds = Func(_whole_name(), function="name_sounds", output_field=ArrayField(TextField()))
    return Heard(sound, sounds)


def _piece(typed: str) -> Q:
    wanted = Q(name__icontains=typed) | Q(full_name__icontains=typed)
    for plain in rules.plain_words(typed):
        wanted |= Q(plain__contains=plain)
    return wanted


def exactly(asked: Asked) -> QuerySet[Client]:
    """Find women by a piece of any name, a phone number, the reference or the day they were born."""
    if not asked.typed:
        return all_records().none()
    named = Q()
    for typed in asked.typed:
        named &= _piece(typed)
    wanted = named
    if asked.figures:
        wanted |= Q(Exists(_ways(asked.figures)))
    if asked.reference:
        wanted |= Q(key__endswith=asked.reference)
    if asked.born:
        wanted |= Q(born_on=asked.born)
    found = all_records().annotate(plain=_plain())
    if asked.reference:
        found = found.annotate(key=Cast("pk", CharField()))
    return found.filter(wanted)


def _ways(figures: str) -> QuerySet[SafeWay]:
    """Ways she may be called or written to that hold these figures; never one she said never to use."""
    by_phone = [SafeWay.Kind.CALL, SafeWay.Kind.TEXT]
    standing = SafeWay.objects.filter(client_id=OuterRef("pk"), ended_at__isnull=True, never=False)
    return standing.filter(kind__in=by_phone, value__contains=figures)


def nearly(asked: Asked, *, without: Sequence[uuid.UUID]) -> list[Client]:
    """Find women whose names sound like what was typed, or are one letter away from it, the likest first."""
    if not asked.by_ear:
        return []
    known: dict[str, Any] = {"plain": _plain()}
    wanted, like = Q(), []
    for place, word in enumerate(asked.words):
        known[f"like{place}"] = TrigramWordSimilarity(word, Lower(_whole_name()))
        like.append(F(f"like{place}"))
        one = Q(name__icontains=word) | Q(full_name__icontains=word)
        if len(word) >= NEAR_FROM:
            one |= Q(**{f"like{place}__gte": LIKE})
        # What a name sounds like is worked out last: it takes ten times as long as the rest.
        if len(word) >= HEARD_FROM:
            known[f"heard{place}"] = _heard(word)
            one |= Q(**{f"heard{place}": True})
        wanted &= one
    order = sum(like[1:], start=like[0])
    rows = all_records().annotate(**known).filter(wanted).exclude(pk__in=list(without))
    likest = rows.order_by(order.desc(), Lower("name"), "pk")[:CANDIDATES]
    return [one for one in likest if _is_near(one, asked)]


def _is_near(client: Client, asked: Asked) -> bool:
    """Say whether each word typed is a piece of a name of hers, sounds like one, or is one letter away."""
    plain: str = client.plain  # type: ignore[attr-defined]
    return all(
        word in plain
        or getattr(client, f"heard{place}", False)
        or (
            len(word) >= NEAR_FROM
            and any(rules.one_letter_apart(word, name) for name in plain.split())
        )
        for place, word in enumerate(asked.words)
    )


@dataclass(frozen=True, slots=True)
class Found:
    """The women that were found, as lines: those that fit, and those that nearly do."""

    exact: list[Line]
    near: list[Line]

    @property
    def many(self) -> bool:
        """Whether there may be more than are shown."""
        return len(self.exact) == FOUND

    @property
    def all(self) -> list[Line]:
        """All who are shown, in order."""
        return [*self.exact, *self.near]


def found(words: str, at: datetime.datetime) -> Found:
    """Find women among those the reader sees, by whatever somebody knows of them."""
    asked = rules.asked("" if says_nothing(words) else words)
    exact = list(exactly(asked)[:FOUND])
    near: list[Client] = []
    if len(exact) < FOUND:
        near = nearly(asked, without=[one.pk for one in exact])[: FOUND - len(exact)]
    fit, names = len(exact), _under_which_name([*exact, *near])
    shown = list(dict.fromkeys(client for client, _name in names))
    exactly_these = {client for client, _name in names[:fit]}
    also = {client: name for client, name in names if name}
    people.bring_safe_contact(shown)
    lines = [replace(one, also=also.get(one.client, "")) for one in brief_lines(shown, at)]
    many = sum(client in exactly_these for client in shown)
    return Found(lines[:many], lines[many:])


def _under_which_name(clients: Sequence[Client]) -> list[tuple[Client, str]]:
    """Put the record that goes on in the place of each that was set aside for it, and say its name."""
    going_on = one_woman.where_it_goes_on([client.pk for client in clients])
    if not going_on:
        return [(client, "") for client in clients]
    there = {one.pk: one for one in all_records().filter(pk__in=going_on.values())}
    return [
        (there[key], client.name) if (key := going_on.get(client.pk)) in there else (client, "")
        for client in clients
    ]


def recent(most: int = RECENT) -> list[Client]:
    """Fetch the women whose pages this hat opened last, latest first, as far as she still sees them."""
    placed = women().annotate(place=LatelyAmong("pk", most))
    return list(placed.filter(place__isnull=False).order_by("place"))
