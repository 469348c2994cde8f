"""Every write to her plan: a section, what fits her, a look at it, how worried we are (R26)."""

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.core.parts import actions as parts
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_after, new_key
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.safety import queries, rules
from alongside.support.safety.models import Judgement, Look, Situation, Writing

SAFETY = Compartment.SAFETY
LOOK_FACTS = ("how", "words", "on_date", "again_on")
JUDGEMENT_FACTS = ("level", "why", "we_do", "decided", "her_view", "on_date")


@transaction.atomic
def write_section(
    *,
    client_id: uuid.UUID,
    section: str,
    part: int,
    words: str,
    version: int,
    membership: Membership,
    by: Actor,
) -> None:
    """Write one section of her plan, version nought where nothing stands yet; what stood before is kept.

    Raises Refused where the asker may not write there, and ChangedMeanwhile where somebody else wrote the
    same section first. Other sections are nobody's concern.
    """
    _must_write(client_id, part)
    there = queries.latest(client_id, section, part)
    if _is_that(there, words, membership):
        # The second half of a double click, or nothing changed.
        return
    if (there.version if there else 0) != version:
        raise ChangedMeanwhile(there)
    if not (words or there):
        return
    # Of the section and its version, so that two at once can't both write the third.
    key = key_after(client_id, f"{section} {part} {version + 1}")
    row = Writing(
        pk=key, client_id=client_id, compartment=part, section=section, version=version + 1,
        words=words, made_by=membership,
    )  # fmt: skip
    if not _begun(row):
        there = queries.latest(client_id, section, part)
        if _is_that(there, words, membership):
            return
        raise ChangedMeanwhile(there)
    audit.record(
        Event.CHANGED if version else Event.ADDED, what="safety.write_section", by=by,
        client_id=client_id, compartments=part,
    )  # fmt: skip


@transaction.atomic
def say_what_fits(
    *,
    client_id: uuid.UUID,
    begins: Collection[str],
    ends: Collection[str],
    membership: Membership,
    by: Actor,
) -> None:
    """Write down which situations begin and which cease to fit her; what nobody touched stays as it is.

    Selling sex stands in its own locked part, which is begun with it. Raises Refused where the asker may not.
    """
    _must_write(client_id, SAFETY)
    standing = {row.kind: row for row in queries.fitting(client_id)}
    for kind in Situation.Kind:
        part = rules.part_of(kind).value
        if kind in begins and kind not in standing:
            parts.must_hold(client_id=client_id, part=part, by=by)
            Situation(
                pk=new_key(), client_id=client_id, kind=kind, compartment=part, made_by=membership
            ).save(force_insert=True)
            _written(Event.ADDED, "safety.say_what_fits", client_id, part, by)
        elif kind in ends and kind in standing:
            _must_write(client_id, part)
            rows = Situation.objects.standing().filter(client_id=client_id, kind=kind)
            if rows.update(ended_at=timezone.now(), ended_by=membership):
                _written(Event.CHANGED, "safety.say_what_fits", client_id, part, by)


@transaction.atomic
def look_at_it(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> None:
    """Write down that her plan was made or looked at, with her or without, and when to look again.

    The same page sent twice is kept once. Raises Refused where the asker may not, and for days that can't be.
    """
    _must_write(client_id, SAFETY)
    if said := rules.why_not_again(facts["on_date"], facts["again_on"]):
        raise Refused(said, rule="days")
    row = Look(
        pk=key,
        client_id=client_id,
        made_by=membership,
        **{name: facts[name] for name in LOOK_FACTS},
    )
    parts.write_once(
        row=row, same_by=LOOK_FACTS, what="safety.look_at_it", by=by, parts=SAFETY.value
    )


@transaction.atomic
def judge(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> None:
    """Write down how worried we are, why, what we do and who decided; what was said before stays (R26).

    The same page sent twice is kept once. Raises Refused where the asker may not.
    """
    _must_write(client_id, SAFETY)
    row = Judgement(
        pk=key, client_id=client_id, made_by=membership,
        **{name: facts[name] for name in JUDGEMENT_FACTS},
    )  # fmt: skip
    parts.write_once(
        row=row, same_by=JUDGEMENT_FACTS, what="safety.judge", by=by, parts=SAFETY.value
    )


def _begun(row: Writing) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # Somebody else was quicker, or the other half of a double click.
        return False
    return True


def _is_that(there: Writing | None, words: str, membership: Membership) -> bool:
    return there is not None and there.words == words and there.made_by_id == membership.pk


def _must_write(client_id: uuid.UUID, part: int) -> None:
    if said := rules.why_not_write(part, rights(client_id)):
        raise Refused(said, rule="not_beside_her")


def _written(event: Event, what: str, client_id: uuid.UUID, part: int, by: Actor) -> None:
    audit.record(event, what=what, by=by, client_id=client_id, compartments=part)
