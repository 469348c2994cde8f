"""What may be done with everything around her: written down, changed, ended, taken up again."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.around import rules
from alongside.core.parts import actions as parts
from alongside.foundation.access.queries import rights
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import sealed
from alongside.foundation.common.keys import key_after
from alongside.foundation.common.refused import Refused

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def keep(*, row: Row, same_by: Sequence[str], what: str, by: Actor) -> tuple[Row, bool]:
    """Write a row of a form down once, and say whether it is new; the same form sent twice makes one.

    Sent again with anything else in it, it is a further row, so that nothing written is lost. Raises Refused
    where the asker may not write in its part of her record.
    """
    held: Any = row
    must_write(row=row, by=by)
    facts = {name: getattr(row, name) for name in same_by}
    mine = type(row)._default_manager.filter(client_id=held.client_id, made_by_id=held.made_by_id)
    while True:
        there = mine.filter(pk=row.pk).first()
        if there is None and _inserted(row):
            _written(Event.ADDED, what, row, by)
            return row, True
        # The other half of a double click may have been quicker.
        there = there or mine.filter(pk=row.pk).first()
        if there and rules.same(there, facts):
            return there, False
        row.pk = key_after(row.pk, f"{held.client_id} {held.made_by_id} {facts!r}")


@transaction.atomic
def change(*, row: Row, version: int, facts: Mapping[str, Any], what: str, by: Actor) -> None:
    """Change what stands about something around her.

    Raises Refused where the asker may not, and ChangedMeanwhile with what stands when somebody saved first.
    """
    must_write(row=row, by=by)
    parts.change_once(
        row=row, version=version, facts=facts, what=what, by=by, parts=rules.part_of(row)
    )


@transaction.atomic
def end(*, row: Row, words: str, what: str, by: Actor) -> None:
    """Put somebody or something in what was before; all that was written stays, and it can be undone."""
    must_write(row=row, by=by)
    facts = {"end_words": words, "ended_at": timezone.now()}
    there = type(row)._default_manager.filter(pk=row.pk, ended_at__isnull=True)
    if there.update(**sealed(type(row), row.pk, facts), version=F("version") + 1):
        _written(Event.CHANGED, what, row, by)


@transaction.atomic
def take_up(*, row: Row, what: str, by: Actor) -> None:
    """Put somebody or something back among what is now, as it was."""
    must_write(row=row, by=by)
    there = type(row)._default_manager.filter(pk=row.pk, ended_at__isnull=False)
    if there.update(ended_at=None, end_words="", version=F("version") + 1):
        _written(Event.CHANGED, what, row, by)


@transaction.atomic
def must_write(*, row: models.Model, by: Actor) -> None:
    """See that the asker may write in a row's part of her record. Raises Refused, with a sentence."""
    held: Any = row
    if by.holder_id is None:
        raise Refused(_("Sign in again, and choose the hat you wear."), rule="no_hat")
    if said := rules.why_not_write(rules.part_of(row), rights(held.client_id)):
        raise Refused(said, rule="not_yours_to_write")


def _inserted(row: models.Model) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") == "23505":
            return False
        raise
    return True


def _written(event: Event, what: str, row: models.Model, by: Actor) -> None:
    held: Any = row
    audit.record(event, what=what, by=by, client_id=held.client_id, compartments=rules.part_of(row))
