"""Every write of what somebody who harms did near us; none of it stands in a woman's record (R19)."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import sealed
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.workforce.models import Approach
from alongside.support.workforce.queries import approaches as queries
from alongside.support.workforce.queries.asking import names_known
from alongside.support.workforce.rules import approaches as rules
from alongside.support.workforce.rules.naming import why_not_send

FACTS = ("how", "on_date", "words", "did", "steps")


@transaction.atomic
def write_down(
    *, key: uuid.UUID, facts: Mapping[str, Any], membership: Membership, by: Actor
) -> None:
    """Write down what somebody who harms did, and what we did; sent twice it is written once.

    Raises Refused where the words could tell of a woman.
    """
    _must_tell_of_nobody(facts)
    row = Approach(
        pk=key, made_by=membership, services=list(services_of(membership).values_list("pk", flat=True)),
        **{name: facts[name] for name in FACTS},
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # The other half of a double click was quicker; other words under the same key stand nowhere yet.
        if not _says(queries.standing().filter(pk=key).first(), facts):
            raise Refused(
                _("This form was used before. Open a new one; your words are kept."),
                rule="key_used",
            ) from None
        return
    audit.record(Event.ADDED, what="workforce.write_down_approach", by=by)


@transaction.atomic
def change(
    *, approach: Approach, version: int, facts: Mapping[str, Any], membership: Membership, by: Actor
) -> None:
    """Change it: whoever wrote it all of it, whoever runs the service what is done of the list.

    Sent twice it is one change. Raises Refused where the words could tell of a woman or are another's, and
    ChangedMeanwhile.
    """
    if said := rules.why_not_change(approach, membership, facts):
        raise Refused(said, rule="not_your_words")
    _must_tell_of_nobody(facts)
    wanted = sealed(Approach, approach.pk, {name: facts[name] for name in FACTS})
    there = queries.standing().filter(pk=approach.pk)
    if not there.filter(version=version).update(**wanted, version=F("version") + 1):
        if not _says(theirs := there.first(), facts):
            raise ChangedMeanwhile(theirs)
        return
    audit.record(Event.CHANGED, what="workforce.change_approach", by=by)


@transaction.atomic
def take_back(*, approach: Approach, membership: Membership, by: Actor) -> None:
    """Take back what one wrote by mistake. Once is enough. Raises Refused for anybody else."""
    if said := rules.why_not_take_back(approach, membership):
        raise Refused(said, rule="not_your_words")
    there = queries.standing().filter(pk=approach.pk)
    if there.update(taken_back_at=timezone.now(), version=F("version") + 1):
        audit.record(Event.TAKEN_BACK, what="workforce.take_approach_back", by=by)


def _says(there: Approach | None, facts: Mapping[str, Any]) -> bool:
    return there is not None and all(getattr(there, name) == facts[name] for name in FACTS)


def _must_tell_of_nobody(facts: Mapping[str, Any]) -> None:
    if said := why_not_send(f"{facts['words']}\n{facts['did']}", names_known()):
        raise Refused(said, rule="tells_of_her")
