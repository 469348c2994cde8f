"""Whom she chose beside her team, and what she wants them to know."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from alongside.core.people.models import Episode
from alongside.core.team.models import Companion, Welcome
from alongside.core.team.queries import beside as beside_her
from alongside.core.team.rules import beside as rules
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import sealed, sealed_text
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.refused import ChangedMeanwhile, Refused


@transaction.atomic
def say_what_to_know(
    *,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    version: int,
    membership: Membership,
    by: Actor,
) -> None:
    """Write down, with her, what she wants those beside her to know; version nought where nothing stands yet.

    Raises Refused for whoever does not look after her, ChangedMeanwhile where somebody else was quicker.
    """
    if said := rules.why_not_welcome(rights(client_id)):
        raise Refused(said, rule="may_not_write")
    said_now = {**facts, "checked_on": timezone.localdate(), "checked_by": membership}
    key = key_within(client_id, client_id)
    there = Welcome.objects.filter(pk=key, client_id=client_id)
    if version:
        done = there.filter(version=version).update(
            **sealed(Welcome, key, said_now), version=F("version") + 1
        )
    else:
        done = _begun(Welcome(pk=key, client_id=client_id, **said_now))
    if not done:
        theirs = there.first()
        if theirs and all(getattr(theirs, name) == value for name, value in facts.items()):
            # The second half of a double click: what stands is what was meant.
            return
        raise ChangedMeanwhile(theirs)
    audit.record(
        Event.CHANGED if version else Event.ADDED, what="team.say_what_to_know", by=by,
        client_id=client_id, compartments=Compartment.WELCOME,
    )  # fmt: skip


@transaction.atomic
def choose_companion(
    *,
    key: uuid.UUID,
    episode: Episode,
    membership: Membership,
    kind: str,
    supervisor: Membership,
    facts: Mapping[str, Any],
    made_by: Membership,
    by: Actor,
) -> None:
    """Put somebody she chose beside her, with a supervisor; the same page again changes nothing (R146).

    `facts` are what the supervisor says (call_words), her words, until when, and the group it is for
    (circle). Raises Refused where it can't be.
    """
    client_id, circle = episode.client_id, facts.get("circle")
    if said := rules.why_not_companion(beside_her.asked_beside(episode, membership, supervisor)):
        raise Refused(said, rule="companion")
    there = Companion.objects.standing().filter(
        client_id=client_id, membership=membership, kind=kind, circle=circle
    )
    if beside_her.not_over(there).exists():
        return
    row = Companion(
        pk=key_within(key, client_id), client_id=client_id, episode=episode, membership=membership,
        kind=kind, supervisor=supervisor, agreed_by=made_by, **facts,
    )  # fmt: skip
    if _begun(row):
        audit.record(
            Event.ADDED, what="team.choose_companion", by=by, client_id=client_id,
            compartments=Compartment.SHARING,
        )  # fmt: skip
        gate.recompute_client(client_id)


@transaction.atomic
def turn_places(*, circle: uuid.UUID, supervisor: Membership, words: str, by: Actor) -> None:
    """Give everybody who leads a group another supervisor, beside each woman who comes, seen or not (R182).

    By the database, for whoever runs its service: some of them may keep away whoever says so. Where one keeps
    the supervisor away, her lead worker is it.
    """
    seen = list(Companion.objects.standing().filter(circle=circle))
    gate.turn_places(
        circle=circle, supervisor_id=supervisor.pk,
        sealed_words={
            one.pk: sealed_text(Companion, one.pk, "call_words", words) for one in seen
        },
    )  # fmt: skip
    audit.record_digests(
        Event.CHANGED, what="team.turn_places", by=by,
        parts={audit.digest(one.client_id): Compartment.SHARING.value for one in seen},
    )  # fmt: skip


@transaction.atomic
def end_companion(*, companion: Companion, membership: Membership, by: Actor) -> None:
    """End that somebody is beside her: what they saw for it ends on the next request. Once is enough.

    Raises Refused for whoever does not look after her.
    """
    if said := rules.why_not_end(looks_after=beside_her.looks_after_now(companion.client_id)):
        raise Refused(said, rule="not_beside_her")
    ended = (
        Companion.objects.standing()
        .filter(pk=companion.pk, client_id=companion.client_id)
        .update(ended_at=timezone.now(), ended_by=membership)
    )
    if ended:
        audit.record(
            Event.CHANGED, what="team.end_companion", by=by, client_id=companion.client_id,
            compartments=Compartment.SHARING,
        )  # fmt: skip
        gate.recompute_client(companion.client_id)


def _begun(row: Welcome | Companion) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # The other half of a double click was quicker.
        return False
    return True
