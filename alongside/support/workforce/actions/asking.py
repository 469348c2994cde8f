"""Every write of questions to specialists (R23, R37), and of what other services were taught (R152)."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from alongside.foundation.accounts.models import Membership, Skill
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import sealed
from alongside.foundation.common.keys import key_after
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.workforce.models import About, Advised, Asker, Change, Question
from alongside.support.workforce.queries import asking as queries
from alongside.support.workforce.rules import care as rules
from alongside.support.workforce.rules.naming import why_not_send

State = Question.State
CHANGE_FACTS = ("agency", "agency_name", "role", "kind", "taught", "changed", "on_date")


@transaction.atomic
def ask(
    *,
    key: uuid.UUID,
    membership: Membership,
    skill: Skill,
    words: str,
    name_agency: bool,
    about: uuid.UUID | None = None,
    by: Actor,
) -> None:
    """Ask whoever knows something, without naming a woman; sent twice it is asked once (R37, R148).

    Whom it is about, where that is said, stays with the asker. Raises Refused where the words could tell.
    """
    _must_tell_of_nobody(words)
    if Asker.objects.filter(question_id=key).exists():
        return
    one = Question(
        pk=key, skill=skill, asker_agency=membership.agency if name_agency else None, question=words
    )
    mine: list[Any] = [Asker(pk=key_after(key, "asker"), holder_id=membership.pk, question=one)]
    if about:
        mine.append(
            About(
                pk=key_after(key, "about"), holder_id=membership.pk, client_id=about, question=one
            )
        )
    try:
        with transaction.atomic():
            for row in (one, *mine):
                row.save(force_insert=True)
    except IntegrityError:
        # The other half of a double click was quicker.
        return
    # Who is meant stands in no row of the log: the question goes to others, and the log is read by others.
    audit.record(Event.ADDED, what="workforce.ask_specialist", by=by)


@transaction.atomic
def advise(
    *,
    question: Question,
    version: int,
    advice: str,
    next_step: str,
    membership: Membership,
    by: Actor,
) -> None:
    """Answer a question with advice and perhaps a next step: work, and counted as that (R37).

    Raises Refused where it is one's own, answered or taken back, and ChangedMeanwhile.
    """
    mine = queries.is_mine(question, membership)
    if said := rules.why_not_advise(question, mine=mine):
        raise Refused(said, rule="not_to_answer")
    facts = {
        "advice": advice, "next_step": next_step, "state": State.ANSWERED, "answered_by": membership,
        "answered_at": timezone.now(),
    }  # fmt: skip
    _change(question, version, facts)
    Advised(pk=key_after(question.pk, "advised"), membership=membership).save(force_insert=True)
    audit.record(Event.ADDED, what="workforce.advise", by=by)


@transaction.atomic
def thank(
    *, question: Question, version: int, useful: str, membership: Membership, by: Actor
) -> None:
    """Say what of an advice was useful. Raises Refused for others, and where the words could tell."""
    mine = queries.is_mine(question, membership)
    if said := rules.why_not_thank(question, mine=mine):
        raise Refused(said, rule="not_to_thank")
    _must_tell_of_nobody(useful)
    _change(
        question,
        version,
        {"useful": useful, "state": State.THANKED, "thanked_at": timezone.now()},
    )
    audit.record(Event.CHANGED, what="workforce.thank", by=by)


@transaction.atomic
def take_back(*, question: Question, membership: Membership, by: Actor) -> None:
    """Take a question back before anybody answered. Raises Refused for anybody but the asker."""
    mine = queries.is_mine(question, membership)
    if said := rules.why_not_take_back(question, mine=mine):
        raise Refused(said, rule="not_to_take_back")
    rows = Question.objects.filter(pk=question.pk, state=State.ASKED, taken_back_at__isnull=True)
    if rows.update(taken_back_at=timezone.now(), version=F("version") + 1):
        audit.record(Event.TAKEN_BACK, what="workforce.take_question_back", by=by)


def _must_tell_of_nobody(words: str) -> None:
    if said := why_not_send(words, queries.names_known()):
        raise Refused(said, rule="tells_of_her")


def _change(question: Question, version: int, facts: dict[str, Any]) -> None:
    rows = Question.objects.filter(pk=question.pk, version=version).update(
        **sealed(Question, question.pk, facts), version=F("version") + 1
    )
    if not rows:
        raise ChangedMeanwhile(theirs=queries.question(question.pk))


# --- what other services were taught -----------------------------------------------------------------------


@transaction.atomic
def add_change(*, key: uuid.UUID, facts: dict[str, Any], membership: Membership, by: Actor) -> None:
    """Write down what another service was taught and what changed; sent twice it is written once (R152).

    Raises Refused where the words could tell of a woman.
    """
    _must_tell_of_nobody(f"{facts['taught']}\n{facts['changed']}\n{facts['role']}")
    if Change.objects.filter(pk=key).exists():
        return
    one = Change(pk=key, made_by=membership, **{name: facts[name] for name in CHANGE_FACTS})
    try:
        with transaction.atomic():
            one.save(force_insert=True)
    except IntegrityError:
        # The other half of a double click was quicker.
        return
    audit.record(Event.ADDED, what="workforce.add_change", by=by)


@transaction.atomic
def change_change(
    *,
    change: Change,
    version: int,
    facts: dict[str, Any],
    membership: Membership,
    runs: bool,
    by: Actor,
) -> None:
    """Change what was written about another service; `runs` where the asker runs the writer's agency.

    Raises Refused for others and where words could tell of a woman, ChangedMeanwhile.
    """
    _must_be_hers(change, membership, runs)
    _must_tell_of_nobody(f"{facts['taught']}\n{facts['changed']}\n{facts['role']}")
    wanted = sealed(Change, change.pk, {name: facts[name] for name in CHANGE_FACTS})
    rows = Change.objects.filter(pk=change.pk, version=version).update(
        **wanted, version=F("version") + 1
    )
    if not rows:
        raise ChangedMeanwhile(theirs=queries.changes(membership).filter(pk=change.pk).first())
    audit.record(Event.CHANGED, what="workforce.change_change", by=by)


@transaction.atomic
def take_change_back(*, change: Change, membership: Membership, runs: bool, by: Actor) -> None:
    """Take back what was written about another service. Raises Refused for others."""
    _must_be_hers(change, membership, runs)
    rows = Change.objects.filter(pk=change.pk, taken_back_at__isnull=True)
    if rows.update(taken_back_at=timezone.now(), version=F("version") + 1):
        audit.record(Event.TAKEN_BACK, what="workforce.take_change_back", by=by)


def _must_be_hers(change: Change, membership: Membership, runs: bool) -> None:
    if said := rules.why_not_change(
        change, agency_id=membership.agency_id, mine=membership.pk, runs=runs
    ):
        raise Refused(said, rule="not_yours_to_change")
