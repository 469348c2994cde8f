"""Every write about supervision, reflective practice and talks after something hard (R21, R22)."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation.accounts.models import Membership, Skill
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_after, new_key
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.workforce.models import Debrief, Sitting, Words
from alongside.support.workforce.queries import asking
from alongside.support.workforce.rules import care as care_rules
from alongside.support.workforce.rules import naming
from alongside.support.workforce.rules import sittings as rules

State = Sitting.State


@transaction.atomic
def ask(
    *,
    key: uuid.UUID,
    worker: Membership,
    supervisor: Membership | None,
    skill: Skill | None,
    kind: str,
    by: Actor,
) -> None:
    """Ask a colleague, or whoever knows something, for supervision; the same page twice asks once.

    Raises Refused where neither is named, or the colleague is oneself.
    """
    if said := rules.why_not_ask(
        worker_id=worker.pk,
        supervisor_id=supervisor.pk if supervisor else None,
        skilled=skill is not None,
    ):
        raise Refused(said, rule="ask_whom")
    sitting = Sitting(
        pk=key, worker=worker, supervisor=supervisor, skill=skill, kind=kind, state=State.ASKED
    )
    if _once(sitting):
        _written(Event.ADDED, "workforce.ask", by)


@transaction.atomic
def offer(
    *,
    key: uuid.UUID,
    supervisor: Membership,
    worker: Membership,
    kind: str,
    on_date: datetime.date | None = None,
    at_time: datetime.time | None = None,
    by: Actor,
) -> None:
    """Offer a colleague a sitting, with a day or without one. Raises Refused for oneself."""
    if worker.pk == supervisor.pk:
        raise Refused(_("That is you. Choose a colleague."), rule="ask_whom")
    sitting = Sitting(
        pk=key, worker=worker, supervisor=supervisor, kind=kind, state=State.OFFERED, on_date=on_date,
        at_time=at_time,
    )  # fmt: skip
    if _once(sitting):
        _written(Event.ADDED, "workforce.offer", by)


@transaction.atomic
def take_up(*, sitting: Sitting, membership: Membership, by: Actor) -> None:
    """Say yes to what was asked or offered. Raises Refused where somebody else did, or it is over."""
    if said := rules.why_not_take_up(sitting, mine=membership.pk):
        raise Refused(said, rule="taken_up")
    facts: dict[str, Any] = {"state": State.PLANNED}
    if sitting.state == State.ASKED:
        facts["supervisor_id"] = membership.pk
    _change(sitting, sitting.version, facts)
    _written(Event.CHANGED, "workforce.take_up", by)


@transaction.atomic
def plan(
    *,
    sitting: Sitting,
    version: int,
    on_date: datetime.date,
    at_time: datetime.time | None,
    why: str = "",
    membership: Membership,
    by: Actor,
) -> None:
    """Choose the day of a sitting, or move it to another; why is for the two alone and never asked for.

    Raises Refused for anybody but the two, ChangedMeanwhile where the other saved first.
    """
    if said := rules.why_not_plan(sitting, mine=membership.pk):
        raise Refused(said, rule="not_agreed")
    same = (sitting.on_date, sitting.at_time) == (on_date, at_time)
    if not same:
        moved = sitting.on_date is not None and sitting.on_date != on_date
        facts = {"on_date": on_date, "at_time": at_time, "moved": F("moved") + int(moved)}
        _change(sitting, version, facts)
        _written(Event.CHANGED, "workforce.plan", by)
    if why:
        write(
            key=key_after(sitting.pk, f"{version} {why}"), sitting=sitting, words=why,
            membership=membership, by=by,
        )  # fmt: skip


@transaction.atomic
def keep(*, sitting: Sitting, membership: Membership, by: Actor) -> None:
    """Write down that a sitting took place. Raises Refused before its day, and for anybody but the two."""
    today = timezone.localdate()
    if said := rules.why_not_keep(sitting, mine=membership.pk, today=today):
        raise Refused(said, rule="not_been")
    _change(sitting, sitting.version, {"state": State.KEPT})
    _written(Event.CHANGED, "workforce.keep", by)


@transaction.atomic
def call_off(*, sitting: Sitting, membership: Membership, by: Actor) -> None:
    """Call a sitting off, or say no to an offer, without a reason. Raises Refused once it is over."""
    if said := rules.why_not_call_off(sitting, mine=membership.pk):
        raise Refused(said, rule="sitting_over")
    _change(sitting, sitting.version, {"state": State.CALLED_OFF})
    _written(Event.CHANGED, "workforce.call_off", by)


@transaction.atomic
def write(
    *, key: uuid.UUID, sitting: Sitting, words: str, membership: Membership, by: Actor
) -> None:
    """Write words that only the two ever read. Raises Refused for anybody else (R21)."""
    if said := rules.why_not_write(sitting, mine=membership.pk):
        raise Refused(said, rule="not_of_the_two")
    assert sitting.supervisor_id is not None
    row = Words(
        pk=key, sitting=sitting, worker_id=sitting.worker_id, supervisor_id=sitting.supervisor_id,
        by_worker=membership.pk == sitting.worker_id, words=words,
    )  # fmt: skip
    if _once(row):
        _written(Event.ADDED, "workforce.write", by)


@transaction.atomic
def take_words_back(*, words: Words, membership: Membership, by: Actor) -> None:
    """Take back words one wrote oneself. Raises Refused for the other's."""
    wrote = words.worker_id if words.by_worker else words.supervisor_id
    if wrote != membership.pk:
        raise Refused(_("Only whoever wrote this takes it back."), rule="not_your_words")
    Words.objects.filter(pk=words.pk, taken_back_at__isnull=True).update(
        taken_back_at=timezone.now()
    )
    _written(Event.TAKEN_BACK, "workforce.take_words_back", by)


# --- talks after something hard --------------------------------------------------------------------------


@transaction.atomic
def offer_debrief(
    *,
    key: uuid.UUID,
    to: Iterable[Membership],
    after: str,
    words: str,
    membership: Membership,
    by: Actor,
) -> int:
    """Offer colleagues a talk after something hard, each by herself; say how many (R22).

    Raises Refused where the words could tell of a woman, or nobody is there to offer it to.
    """
    if said := naming.why_not_send(words, asking.names_known()):
        raise Refused(said, rule="tells_of_her")
    rows = [
        Debrief(
            pk=key_after(key, str(one.pk)),
            offered_by=membership,
            offered_to=one,
            after=after,
            words=words,
        )
        for one in to
        if one.pk != membership.pk
    ]
    if not rows:
        raise Refused(_("Nobody else works there. Choose a colleague."), rule="nobody_there")
    # Each by itself: the page sent twice, by two presses at once, offers nothing twice.
    made = sum(_once(row) for row in rows)
    if made:
        _written(Event.ADDED, "workforce.offer_debrief", by)
    return len(rows)


@transaction.atomic
def offer_after_a_death(*, to: Iterable[Membership], membership: Membership, by: Actor) -> None:
    """Offer each of these a talk after a death, as one confirms it; nothing in it says whose (R22, C20)."""
    others = [one for one in dict.fromkeys(to) if one.pk != membership.pk]
    if others:
        offer_debrief(
            key=new_key(), to=others, after=Debrief.After.DEATH, words="", membership=membership, by=by
        )  # fmt: skip


@transaction.atomic
def answer_debrief(*, offer: Debrief, answer: str, membership: Membership, by: Actor) -> None:
    """Say yes to an offered talk, not now, or that one would rather talk with somebody else.

    A yes makes a sitting of the two. Nobody is asked why, and whoever offered hears of a yes alone. Raises
    Refused where it was offered to somebody else, or taken back.
    """
    if said := care_rules.why_not_answer_offer(offer, mine=membership.pk):
        raise Refused(said, rule="not_offered_to_you")
    rows = Debrief.objects.filter(pk=offer.pk, taken_back_at__isnull=True).exclude(answer=answer)
    if not rows.update(answer=answer, answered_at=timezone.now()):
        return
    _written(Event.CHANGED, "workforce.answer_debrief", by)
    if answer == Debrief.Answer.YES:
        _once(
            Sitting(
                pk=key_after(offer.pk, "sitting"), worker=membership, supervisor_id=offer.offered_by_id,
                kind=Sitting.Kind.DEBRIEF, state=State.PLANNED,
            )
        )  # fmt: skip


@transaction.atomic
def take_offer_back(*, offer: Debrief, membership: Membership, by: Actor) -> None:
    """Take back a talk one offered. Raises Refused for another's offer."""
    if offer.offered_by_id != membership.pk:
        raise Refused(_("Only whoever offered it takes it back."), rule="not_your_offer")
    rows = Debrief.objects.filter(pk=offer.pk, taken_back_at__isnull=True)
    if rows.update(taken_back_at=timezone.now()):
        _written(Event.TAKEN_BACK, "workforce.take_offer_back", by)


def _once(row: Any) -> bool:
    """Insert a row; False where the page that made it was sent before."""
    if type(row).objects.filter(pk=row.pk).exists():
        return False
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # The other half of a double click was quicker.
        return False
    return True


def _change(sitting: Sitting, version: int, facts: dict[str, Any]) -> None:
    rows = Sitting.objects.filter(pk=sitting.pk, version=version).update(
        **facts, version=F("version") + 1
    )
    if not rows:
        raise ChangedMeanwhile(theirs=Sitting.objects.filter(pk=sitting.pk).first())


def _written(event: Event, what: str, by: Actor) -> None:
    audit.record(event, what=what, by=by)
