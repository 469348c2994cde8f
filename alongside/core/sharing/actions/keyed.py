"""Writing a row of a form once, however often the form is sent."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_after, key_within
from alongside.foundation.common.refused import Refused

Row = TypeVar("Row", bound=models.Model)


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
