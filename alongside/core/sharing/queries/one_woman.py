"""Records that are one woman's, or may be, for whoever looks after both; to anybody else there is one.

Everything here starts from the asker's own passes, so that a record she doesn't see is neither compared nor
counted, and costs no time (S1, S8; decision 0025).
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    CharField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Concat

from alongside.core.people.models import Client, SafeWay
from alongside.core.sharing.models import Match
from alongside.core.sharing.queries.matching import FIGURES, Side, sides
from alongside.core.sharing.rules.away import LOOK_AFTER
from alongside.core.sharing.rules.matching import is_likely
from alongside.foundation.access.queries import Among, live_passes
from alongside.foundation.directory.models import Agency

# More that look alike tell nothing.
MOST = 6
# Letters and figures of a reference.
REFERENCE = 10


@dataclass(frozen=True, slots=True)
class Other:
    """Another record of hers: whose name stands on it, and whether it is the one that goes on."""

    client: Client
    goes_on: bool


def looked_after() -> QuerySet[Client]:
    """Fetch the women the asker looks after: of nobody else is anything compared or said."""
    mine = live_passes().filter(source__in=LOOK_AFTER)
    return Client.objects.filter(Among("pk", mine.values("client_id")))


def set_aside() -> QuerySet[Match]:
    """Fetch the records the asker sees another one of that goes on; the policy hides all other pairs."""
    return Match.objects.filter(is_same=True, goes_on=False)


def of_her() -> Exists:
    """Whether she has another record that the asker looks after too; fetched with her own row."""
    return Exists(
        Match.objects.filter(client_id=OuterRef("pk"), is_same=True, goes_on__isnull=False)
    )


def others(client_id: uuid.UUID) -> list[Other]:
    """List the other records of this woman that the asker looks after; one query, two where there are any."""
    pairs = Match.objects.filter(client_id=client_id, is_same=True, goes_on__isnull=False)
    going_on = {one.other_id: not one.goes_on for one in pairs}
    if not going_on:
        return []
    found = Client.objects.filter(pk__in=going_on).order_by("made_at", "pk")
    return [Other(client, going_on[client.pk]) for client in found]


def where_it_goes_on(client_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Say for records that were set aside which one goes on, as far as the asker sees it; one query."""
    pairs = dict(set_aside().filter(client_id__in=client_ids).values_list("client_id", "other_id"))
    return {key: _last(key, pairs) for key in pairs}


def _last(key: uuid.UUID, pairs: dict[uuid.UUID, uuid.UUID]) -> uuid.UUID:
    seen = {key}
    while (following := pairs.get(key)) and following not in seen:
        seen.add(following)
        key = following
    return key


def _names() -> Concat:
    return Concat("name", Value(" "), "full_name")


def alike(client: Client) -> Sequence[Client]:
    """Find women who may be the same as this one, among those the asker looks after, by name, day and number.

    Nothing where the asker doesn't look after this one, and nobody of whom it was answered already.
    """
    if not looked_after().filter(pk=client.pk).exists():
        return []
    hers = f"{client.name} {client.full_name}"
    sounds: Any = Func(_names(), function="name_sounds", output_field=ArrayField(TextField()))
    hers_sound: Any = Func(
        Value(hers), function="name_sounds", output_field=ArrayField(TextField())
    )
    values = _values(client.pk)
    ways = SafeWay.objects.filter(
        client_id=OuterRef("pk"), ended_at__isnull=True, value__in=values, kind__in=FIGURES
    )
    wanted = Q(sounds__overlap=hers_sound) | Q(reach=True)
    if client.born_on:
        wanted |= Q(born_on=client.born_on)
    answered = Match.objects.filter(client_id=client.pk, settled_at__isnull=False)
    found = (
        looked_after()
        .exclude(pk=client.pk)
        .exclude(pk__in=answered.values("other_id"))
        .annotate(sounds=sounds, reach=Exists(ways))
        .filter(wanted)
        .annotate(
            fits=Func(_names(), Value(hers), function="name_fit", output_field=IntegerField()),
            born=Func(
                F("born_on"), Value(client.born_on), function="days_fit", output_field=TextField()
            ),
        )
        .order_by("made_at", "pk")
    )
    likely = [one for one in found if is_likely(name=one.fits, born=one.born, reach=one.reach)]
    return likely[:MOST]


def _values(client_id: uuid.UUID) -> list[str]:
    """List her own numbers and addresses: an agency's is nobody's own."""
    hers = SafeWay.objects.filter(
        client_id=client_id, ended_at__isnull=True, kind__in=FIGURES
    ).exclude(value="")
    place = Agency.objects.filter(phone=OuterRef("value"))
    return list(hers.filter(~Exists(place)).values_list("value", flat=True))


def side_by_side(one: Client, other: Client) -> list[Side]:
    """Bring the little that tells whether two records are one woman's, in the order given."""
    told = sides([one, other])
    return [told[one.pk], told[other.pk]]


def answered(client_id: uuid.UUID, other_id: uuid.UUID) -> Match | None:
    """Fetch what was said of these two, or None where nobody did whose answer the asker sees."""
    return Match.objects.filter(
        client_id=client_id, other_id=other_id, settled_at__isnull=False
    ).first()


def by_reference(typed: str) -> uuid.UUID | None:
    """Find a record the asker looks after by its reference, however written; None alike for any other."""
    plain = "".join(one for one in typed.lower() if one.isalnum())
    if len(plain) != REFERENCE:
        return None
    keyed = looked_after().annotate(key=Cast("pk", CharField()))
    return keyed.filter(key__endswith=plain).values_list("pk", flat=True).first()
