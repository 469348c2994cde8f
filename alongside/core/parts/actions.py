"""Moving things between parts of her record, beginning a locked one, and writing a form's row once."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from alongside.core.parts import rules
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import sealed
from alongside.foundation.common.keys import key_after, key_within, new_key
from alongside.foundation.common.refused import ChangedMeanwhile, Refused

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def must_hold(*, client_id: uuid.UUID, part: int, by: Actor) -> None:
    """See that the one who asks may write in a part of her record; a locked one she may be first to open.

    Raises Refused, and says whom to ask.
    """
    if Compartment(part) not in LOCKED or rights(client_id).writes & part:
        return
    if not gate.hold_locked(key=new_key(), client_id=client_id, part=part):
        raise Refused(
            _(
                "This part of her record is open only to workers she named. "
                "Ask her, or ask her lead worker."
            ),
            rule="locked_part",
        )
    audit.record(Event.CHANGED, what="parts.hold", by=by, client_id=client_id, compartments=part)


@transaction.atomic
def must_move(*, client_id: uuid.UUID, part: int, to: int, by: Actor) -> None:
    """See that the one who asks may move something of hers from one part of her record to another.

    A locked part that nobody holds is begun with it. Raises Refused, with a sentence.
    """
    if said := rules.why_not_move(part, to, rights(client_id)):
        raise Refused(said, rule="may_not_move")
    must_hold(client_id=client_id, part=to, by=by)


@transaction.atomic
def moved(*, rows: int, client_id: uuid.UUID, part: int, to: int, what: str, by: Actor) -> None:
    """Write down that something moved, with both parts; raises Refused where no row was there to move."""
    if not rows:
        raise Refused(
            _("Somebody moved this, or took it back, meanwhile. Look at it again."),
            rule="moved_meanwhile",
        )
    audit.record(Event.CHANGED, what=what, by=by, client_id=client_id, compartments=part | to)


# --- a row of a form ------------------------------------------------------------------------------


@transaction.atomic
def write_once(
    *,
    row: Row,
    same_by: Sequence[str],
    what: str,
    by: Actor,
    parts: int = Compartment.SHARING,
    basis: str = "",
) -> tuple[Row, bool]:
    """Write a row under a key made of its form's, and say whether it is new; sent twice it is written once.

    Sent again with other words (the back button, a copied tab) it is a second row, so that nothing written
    is lost. `same_by` names what tells two rows apart. Raises Refused when the key belongs to something else,
    and when what was sent before was ended meanwhile.
    """
    client_id: Any = row.client_id  # type: ignore[attr-defined]
    row.pk = key_within(row.pk, client_id)
    if there := _standing(row):
        if _same(there, row, same_by):
            _must_stand(there)
            return there, False
        row.pk = key_after(row.pk, repr([str(getattr(row, name)) for name in same_by]))
        if again := _standing(row):
            _must_stand(again)
            return again, False
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # The other half of a double click was quicker.
        quicker = _standing(row)
        if quicker is not None and _same(quicker, row, same_by):
            return quicker, False
        raise _used_before() from None
    audit.record(
        Event.ADDED, what=what, by=by, client_id=client_id, compartments=parts, basis=basis
    )
    return row, True


@transaction.atomic
def change_once(
    *, row: models.Model, version: int, facts: Mapping[str, Any], what: str, by: Actor, parts: int
) -> None:
    """Change what stands in a row that carries a version; the same form sent twice changes it once.

    Whoever calls has seen that the asker may. Raises ChangedMeanwhile, with what stands, when somebody else
    saved first.
    """
    client_id: Any = row.client_id  # type: ignore[attr-defined]
    there = type(row)._default_manager.filter(pk=row.pk, client_id=client_id)
    ready = sealed(type(row), row.pk, facts)
    if there.filter(version=version).update(**ready, version=models.F("version") + 1):
        audit.record(Event.CHANGED, what=what, by=by, client_id=client_id, compartments=parts)
        return
    theirs = there.first()
    if theirs is None or any(getattr(theirs, name) != fact for name, fact in facts.items()):
        raise ChangedMeanwhile(theirs)


def _must_stand(there: models.Model) -> None:
    """Stop who sends again what was ended meanwhile: it would read as saved and stand nowhere."""
    if getattr(there, "ended_at", None):
        raise _used_before()


def _used_before() -> Refused:
    return Refused(
        _("This form was used before. Open a new one; your words are kept."), rule="key_used"
    )


def _standing(row: Row) -> Row | None:
    client_id: Any = row.client_id  # type: ignore[attr-defined]
    found = type(row)._default_manager.filter(pk=row.pk, client_id=client_id)
    return found.first()  # type: ignore[return-value]


def _same(there: models.Model, row: models.Model, names: Sequence[str]) -> bool:
    return all(getattr(there, name) == getattr(row, name) for name in names)
