"""Every write to where she has slept."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.parts import actions as parts
from alongside.foundation.access.queries import rights
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import sealed
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.accommodation import rules
from alongside.support.accommodation.models import Stretch


@transaction.atomic
def add_stretch(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    membership_id: uuid.UUID,
    by: Actor,
    part: int | None = None,
) -> Stretch:
    """Write down some nights in one kind of place; no `part`: where such nights belong (R131).

    A locked part is begun with it. The same form sent twice is kept once. Raises Refused where the asker may
    not write there, and for days that can't be.
    """
    mine = rights(client_id)
    part = rules.usual_part(facts["kind"], mine).value if part is None else part
    if said := rules.why_not_write(part, mine):
        raise Refused(said, rule="may_not_write_this_part")
    _must_be_days(facts)
    parts.must_hold(client_id=client_id, part=part, by=by)
    stretch = Stretch(
        pk=key, client_id=client_id, compartment=part, made_by_id=membership_id, **facts
    )
    stretch, _new = parts.write_once(
        row=stretch, same_by=list(facts), what="accommodation.add_stretch", by=by, parts=part
    )
    return stretch


@transaction.atomic
def change_stretch(*, stretch: Stretch, version: int, facts: Mapping[str, Any], by: Actor) -> None:
    """Change what was written down; what stood before stays in its history.

    Raises Refused, and ChangedMeanwhile when somebody else saved first.
    """
    _must_write(stretch)
    _must_be_days({**_days_of(stretch), **facts})
    row = Stretch.objects.standing().filter(pk=stretch.pk, version=version)
    if not row.update(**sealed(Stretch, stretch.pk, facts), version=F("version") + 1):
        raise ChangedMeanwhile(Stretch.objects.filter(pk=stretch.pk).first())
    _written(Event.CHANGED, "accommodation.change_stretch", stretch, by)


@transaction.atomic
def put_stretch(*, stretch: Stretch, part: int, to: int, by: Actor) -> None:
    """Move a stretch to another part of her record. Raises Refused where the asker may not."""
    if to not in rules.PLACES:
        raise Refused(
            _("Nights belong to accommodation, or to the locked part about sex working."),
            rule="not_that_part",
        )
    parts.must_move(client_id=stretch.client_id, part=part, to=to, by=by)
    there = Stretch.objects.filter(pk=stretch.pk, compartment=part)
    rows = there.update(compartment=to, version=F("version") + 1)
    parts.moved(
        rows=rows, client_id=stretch.client_id, part=part, to=to,
        what="accommodation.put_stretch", by=by,
    )  # fmt: skip


@transaction.atomic
def take_off(*, stretch: Stretch, by: Actor) -> None:
    """Take a stretch off her line because it does not belong there; it is kept, and can be put back."""
    _must_write(stretch)
    if (
        Stretch.objects.standing()
        .filter(pk=stretch.pk)
        .update(ended_at=timezone.now(), version=F("version") + 1)
    ):
        _written(Event.TAKEN_BACK, "accommodation.take_off", stretch, by)


@transaction.atomic
def put_back(*, stretch: Stretch, by: Actor) -> None:
    """Put a stretch back that was taken off."""
    _must_write(stretch)
    if Stretch.objects.filter(pk=stretch.pk, ended_at__isnull=False).update(
        ended_at=None, version=F("version") + 1
    ):
        _written(Event.CHANGED, "accommodation.put_back", stretch, by)


DAYS = ("first_night", "last_night", "still", "nights", "when_words")


def _days_of(stretch: Stretch) -> dict[str, Any]:
    return {name: getattr(stretch, name) for name in DAYS}


def _must_be_days(facts: Mapping[str, Any]) -> None:
    wrong = rules.why_not_days(
        facts.get("first_night"), facts.get("last_night"), still=bool(facts.get("still")),
        nights=facts.get("nights"), when=facts.get("when_words", ""),
    )  # fmt: skip
    if wrong:
        raise Refused(wrong[1], rule="not_those_days")


def _must_write(stretch: Stretch) -> None:
    if not rights(stretch.client_id).writes & stretch.compartment:
        raise Refused(
            _("This part of her record is not yours to write. Ask her lead worker."),
            rule="not_yours_to_write",
        )


def _written(event: Event, what: str, stretch: Stretch, by: Actor) -> None:
    audit.record(
        event, what=what, by=by, client_id=stretch.client_id, compartments=stretch.compartment
    )
