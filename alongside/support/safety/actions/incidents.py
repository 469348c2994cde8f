"""Every write about what happened in a house or service, and the second look at what was decided (R15)."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from alongside.core.parts import actions as parts
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit.actions import Actor
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.safety.models import Incident, SecondLook
from alongside.support.safety.queries import incidents as queries
from alongside.support.safety.rules import incidents as rules

SAFETY = Compartment.SAFETY
FACTS = (
    "on_date", "where_words", "done", "before", "set_off", "we_did", "her_words", "sanction",
    "tried_first", "until_on",
)  # fmt: skip
DECISION = ("sanction", "tried_first", "until_on")


@transaction.atomic
def write_down(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> Incident:
    """Write down what happened; what was decided against her then waits for a second person.

    The same page sent twice is kept once. Raises Refused where the asker may not, and where something is
    missing of what was decided.
    """
    _must_write(client_id)
    _must_be_whole(facts)
    row = Incident(
        pk=key, client_id=client_id, made_by=membership, deciders=[str(membership.worker_id)],
        **{name: facts[name] for name in FACTS},
    )  # fmt: skip
    kept, _new = parts.write_once(
        row=row, same_by=FACTS, what="safety.write_down", by=by, parts=SAFETY.value
    )
    return kept


@transaction.atomic
def change(
    *, incident: Incident, version: int, facts: Mapping[str, Any], membership: Membership, by: Actor
) -> None:
    """Change what was written down, or add what she says of it later.

    A second person looks at it anew then; her words alone undo no answer. Who decides anything of it is not
    the second person any more.

    Raises Refused, and ChangedMeanwhile where somebody else saved first.
    """
    _must_write(incident.client_id)
    _must_be_whole(facts)
    said = {name: facts[name] for name in FACTS}
    changed = [name for name in FACTS if said[name] != getattr(incident, name)]
    if any(name != "her_words" for name in changed):
        said["decided_version"] = version + 1
    if any(name in DECISION for name in changed):
        said["deciders"] = sorted({*incident.deciders, str(membership.worker_id)})
    parts.change_once(
        row=incident, version=version, facts=said, what="safety.change", by=by, parts=SAFETY.value
    )


@transaction.atomic
def look_over(
    *,
    key: uuid.UUID,
    incident: Incident,
    version: int,
    verdict: str,
    words: str,
    membership: Membership,
    by: Actor,
) -> None:
    """Say, as the second person, whether one agrees to what was decided, what to try, or that it is lifted.

    Raises Refused for whoever wrote it down or decided it, whoever runs no service of hers, and after another
    second person; ChangedMeanwhile where it was changed since it was read.
    """
    mine, worker_id = rights(incident.client_id), membership.worker_id
    said = rules.why_not_second(incident, worker_id, mine, runs=queries.runs(incident.client_id))
    if said := said or rules.why_not_verdict(verdict, words):
        raise Refused(said, rule="second_look")
    if not Incident.objects.filter(pk=incident.pk, version=version).exists():
        raise ChangedMeanwhile(Incident.objects.filter(pk=incident.pk).first())
    if said := rules.why_not_again(queries.looks_at(incident), worker_id):
        raise Refused(said, rule="second_look")
    row = SecondLook(
        pk=key, client_id=incident.client_id, incident=incident, of_version=incident.decided_version,
        verdict=verdict, words=words, made_by=membership,
    )  # fmt: skip
    parts.write_once(
        row=row, same_by=("incident_id", "of_version", "verdict", "words"), what="safety.look_over", by=by,
        parts=SAFETY.value,
    )  # fmt: skip


def _must_write(client_id: uuid.UUID) -> None:
    if said := rules.why_not_write(rights(client_id)):
        raise Refused(said, rule="not_beside_her")


def _must_be_whole(facts: Mapping[str, Any]) -> None:
    wrong = rules.why_not_decided(
        facts["sanction"], facts["tried_first"], facts["until_on"], facts["on_date"]
    )
    if wrong:
        raise Refused(wrong[1], rule="not_whole")
