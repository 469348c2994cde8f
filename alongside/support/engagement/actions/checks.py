"""Every write about checks that she is all right: agreed with her, made, handed on, stopped."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.core.people.queries import open_episodes, why_not_contact
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import sealed
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.engagement.models import CheckAgreement, WelfareCheck
from alongside.support.engagement.queries.attempts import card_of
from alongside.support.engagement.queries.checks import check_agreement, hours_now
from alongside.support.engagement.rules import checks as rules

State = WelfareCheck.State


@transaction.atomic
def agree_checks(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> CheckAgreement:
    """Write down what she agreed about checks, and plan the first one in her safe hours (R128, C7).

    What she agreed before ends with it; the same form sent twice agrees once. Raises Refused.
    """
    _must_write(client_id)
    if there := CheckAgreement.objects.filter(
        pk=key, client_id=client_id, made_by=membership
    ).first():
        return there
    _must_go_out(client_id)
    _client, ways, never = card_of(client_id)
    hours = rules.Hours(facts["way_kind"], ways, never, facts["from_time"], facts["until_time"])
    _must(
        rules.why_not_agree(
            open_now=_open_now(client_id), hours=hours, steps=facts["steps"],
            second=facts["second"] is not None,
        ),
        "checks_not_agreed",
    )  # fmt: skip
    _stop(client_id, by)
    one = CheckAgreement(pk=key, client_id=client_id, made_by=membership, **facts)
    try:
        with transaction.atomic():
            one.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("This page was used before. Open it again."), rule="key_used") from None
    _plan(one, hours, timezone.now())
    _written(Event.ADDED, "engagement.agree_checks", client_id, by)
    return one


@transaction.atomic
def plan_check(
    *, key: uuid.UUID, client_id: uuid.UUID, due_at: datetime.datetime, by: Actor
) -> WelfareCheck:
    """Plan one more check, at a moment in her safe hours; without her agreement there can be none (C7).

    Raises Refused, also outside her hours.
    """
    _must_write(client_id)
    _must_go_out(client_id)
    agreement = check_agreement(client_id)
    hours = hours_now(client_id, agreement) if agreement else None
    _must(
        rules.why_not_plan(agreement, hours, due_at, open_now=_open_now(client_id)),
        "check_not_agreed",
    )
    assert agreement is not None
    if there := WelfareCheck.objects.filter(pk=key, client_id=client_id).first():
        return there
    one = WelfareCheck(pk=key, client_id=client_id, agreement=agreement, due_at=due_at)
    one.save(force_insert=True)
    _written(Event.ADDED, "engagement.plan_check", client_id, by)
    return one


@transaction.atomic
def mark_answered(*, check: WelfareCheck, words: str, version: int, by: Actor) -> None:
    """Note that she is all right, and plan the next check. Raises Refused, ChangedMeanwhile."""
    if check.state == State.ANSWERED:
        return
    _mark(check, {"state": State.ANSWERED, "words": words}, version, by)
    _next(check)
    _written(Event.CHANGED, "engagement.mark_answered", check.client_id, by)


@transaction.atomic
def mark_no_answer(*, check: WelfareCheck, words: str, version: int, by: Actor) -> None:
    """Note that there was no answer: what is next, and with whom, are the steps she chose, in her order.

    A check that had none already goes on to her next step. Raises Refused, ChangedMeanwhile.
    """
    facts: dict[str, Any] = {"words": words, "tried_at": timezone.now()}
    if check.state == State.NO_ANSWER:
        if rules.is_last(check):
            raise Refused(
                _("That was the last of her steps. Talk to your manager now about what is next."),
                rule="no_more_steps",
            )
        facts["step"] = check.step + 1
    else:
        facts["state"] = State.NO_ANSWER
    _mark(check, facts, version, by)
    _written(Event.CHANGED, "engagement.mark_no_answer", check.client_id, by)


@transaction.atomic
def move_check(
    *, key: uuid.UUID, check: WelfareCheck, to: datetime.datetime, version: int, by: Actor
) -> WelfareCheck:
    """Move a check to another moment, as she wished, in her safe hours. Raises Refused, ChangedMeanwhile."""
    if there := WelfareCheck.objects.filter(pk=key, client_id=check.client_id).first():
        return there
    _must_go_out(check.client_id)
    agreement = CheckAgreement.objects.filter(pk=check.agreement_id, ended_at=None).first()
    hours = hours_now(check.client_id, agreement) if agreement else None
    _must(
        rules.why_not_plan(agreement, hours, to, open_now=_open_now(check.client_id)),
        "check_not_agreed",
    )
    _mark(check, {"state": State.MOVED}, version, by)
    later = WelfareCheck(
        pk=key, client_id=check.client_id, agreement_id=check.agreement_id, due_at=to
    )
    later.save(force_insert=True)
    _written(Event.CHANGED, "engagement.move_check", check.client_id, by)
    return later


@transaction.atomic
def stop_all_checks(*, client_id: uuid.UUID, by: Actor) -> int:
    """End what she agreed and every check that waits: at her word, when her time with us ends, when she dies.

    Gives how many checks were stopped; none is no fault. The asker needs to write her safety.
    """
    stopped = _stop(client_id, by)
    _written(Event.CHANGED, "engagement.stop_all_checks", client_id, by)
    return stopped


def _stop(client_id: uuid.UUID, by: Actor) -> int:
    now = timezone.now()
    ended = {"ended_at": now, "ended_by_id": by.holder_id, "version": F("version") + 1}
    CheckAgreement.objects.filter(client_id=client_id, ended_at__isnull=True).update(**ended)
    waiting = WelfareCheck.objects.waiting().filter(client_id=client_id)
    return waiting.update(
        state=State.STOPPED, marked_by_id=by.holder_id, marked_at=now, version=F("version") + 1
    )


def _next(check: WelfareCheck) -> None:
    """Plan the check after this one, where she still wants them and we are still alongside her."""
    agreement = check_agreement(check.client_id)
    if agreement is None or not _open_now(check.client_id):
        return
    if WelfareCheck.objects.waiting().filter(agreement=agreement).exists():
        return
    since = rules.next_day(timezone.now(), agreement.every_days)
    _plan(agreement, hours_now(check.client_id, agreement), since)


def _plan(agreement: CheckAgreement, hours: rules.Hours, since: datetime.datetime) -> None:
    due_at = hours.next_open(since)
    if due_at is not None:
        WelfareCheck(
            pk=new_key(), client_id=agreement.client_id, agreement=agreement, due_at=due_at
        ).save(force_insert=True)


def _mark(check: WelfareCheck, facts: Mapping[str, Any], version: int, by: Actor) -> None:
    _must(rules.why_not_mark(check), "check_marked")
    _must_write(check.client_id)
    said = {**facts, "marked_by_id": by.holder_id, "marked_at": timezone.now()}
    there = WelfareCheck.objects.filter(pk=check.pk, version=version, state=check.state)
    if not there.update(**sealed(WelfareCheck, check.pk, said), version=F("version") + 1):
        raise ChangedMeanwhile(WelfareCheck.objects.filter(pk=check.pk).first())


def _open_now(client_id: uuid.UUID) -> bool:
    return open_episodes([client_id]).exists()


def _must_go_out(client_id: uuid.UUID) -> None:
    _must(why_not_contact(Client.objects.get(pk=client_id), timezone.localdate()), "quiet")


def _must(said: str | None, rule: str) -> None:
    if said:
        raise Refused(said, rule=rule)


def _must_write(client_id: uuid.UUID) -> None:
    if not rights(client_id).may_write(Compartment.SAFETY):
        raise Refused(
            _("Checks are looked after by those alongside her. Ask her lead worker."),
            rule="not_yours_to_write",
        )


def _written(event: Event, what: str, client_id: uuid.UUID, by: Actor) -> None:
    audit.record(event, what=what, by=by, client_id=client_id, compartments=Compartment.SAFETY)
