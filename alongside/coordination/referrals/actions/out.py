"""Referring a woman on, and following it until somebody answers."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.coordination.referrals import queries
from alongside.coordination.referrals.actions.sending import send_at_once
from alongside.coordination.referrals.models import OutStep, ReferralOut
from alongside.coordination.referrals.queries.out import Travels
from alongside.coordination.referrals.rules import out as rules
from alongside.core.people.models import Client
from alongside.core.people.queries import why_not_contact
from alongside.core.sharing.actions import disclosures
from alongside.core.sharing.models import Basis, Disclosure, Wish
from alongside.core.sharing.queries.reading import kept_away
from alongside.core.sharing.rules.parts import OFFENCE, SPECIAL
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_after
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency


@transaction.atomic
def refer_out(
    *,
    key: uuid.UUID,
    client: Client,
    facts: Mapping[str, Any],
    travels: Sequence[uuid.UUID],
    answers: Mapping[str, Any],
    made_by: Membership,
    by: Actor,
    due_on: datetime.date | None = None,
) -> ReferralOut:
    """Refer a woman on record to somebody else, with what she lets travel and no more (R133, R158).

    `facts` are service, agency, whom_words, what_for, yes_on and yes_words; `answers` what a referral asks,
    for a service that is in this installation: there it arrives as any other does. Raises Refused for
    whom she keeps away, against a wish of hers, and without her yes.
    """
    if said := _why_not_write(client):
        raise Refused(said, rule="not_yours_to_write")
    if out := ReferralOut.objects.filter(client_id=client.pk, pk=key).first():
        return out
    going = [one for one in queries.may_travel(client.pk) if one.key in set(travels)]
    words, to = _words(facts["what_for"], going), _to(facts)
    if said := _why_not_to(client, to, words, facts):
        raise Refused(said, rule="may_not_go")
    passed = disclosures.pass_on(
        key=key_after(key, "passed on"), client_id=client.pk, words=words, made_by=made_by, by=by,
        facts=_on_her_yes(facts, to, sum(words), made_by),
    )  # fmt: skip
    _tell_her(passed, facts, made_by, by)
    out = _write_out(key, client, facts, passed, made_by)
    audit.record(
        Event.ADDED, what="referrals.refer_out", by=by, client_id=client.pk,
        compartments=Compartment.STORY | sum(words),
    )  # fmt: skip
    if due_on:
        _promise(out, due_on, made_by)
    if facts["service"]:
        _arrive(out, facts, answers, going, made_by, by)
    return out


def _arrive(
    out: ReferralOut,
    facts: Mapping[str, Any],
    answers: Mapping[str, Any],
    going: Sequence[Travels],
    made_by: Membership,
    by: Actor,
) -> None:
    """Send it to a service here as any other: there it is a new record, which hers does not point to."""
    send_at_once(
        key=key_after(out.pk, "arrives"), service=facts["service"], answers=answers, sender=made_by, by=by,
        carried=[_carried(one, facts, made_by) for one in going],
    )  # fmt: skip


def _to(facts: Mapping[str, Any]) -> Agency | None:
    agency: Agency | None = facts["service"].agency if facts["service"] else facts["agency"]
    return agency


def _why_not_to(
    client: Client, to: Agency | None, words: Mapping[int, str], facts: Mapping[str, Any]
) -> str | None:
    away = kept_away(client.pk)
    return rules.why_not_to(
        to, kept_away=to is not None and away.is_at(to.pk), parts=sum(words),
        hers=Wish.objects.standing().with_hats().filter(client_id=client.pk),
        her_yes=facts["yes_on"] is not None,
    )  # fmt: skip


def _write_out(
    key: uuid.UUID,
    client: Client,
    facts: Mapping[str, Any],
    passed: Disclosure,
    made_by: Membership,
) -> ReferralOut:
    out = ReferralOut(
        pk=key, client_id=client.pk, disclosure=passed, service=facts["service"], agency=_to(facts),
        whom_words=facts["whom_words"], what_for=facts["what_for"], yes_on=facts["yes_on"],
        yes_words=facts["yes_words"], arrived_here=bool(facts["service"]),
        sent_on=timezone.localdate(), made_by=made_by,
    )  # fmt: skip
    out.save(force_insert=True)
    return out


def _promise(out: ReferralOut, due_on: datetime.date, made_by: Membership) -> None:
    OutStep(
        pk=key_after(out.pk, "promise"), client_id=out.client_id, out=out, due_on=due_on,
        kind=OutStep.Kind.PROMISE, on=out.sent_on, made_by=made_by,
    ).save(force_insert=True)  # fmt: skip


def _tell_her(passed: Disclosure, facts: Mapping[str, Any], made_by: Membership, by: Actor) -> None:
    """She said yes to exactly this, so she knows of it: nobody has to tell her once more."""
    if passed.told_on is None:
        disclosures.tell_her(
            disclosure=passed, told_on=facts["yes_on"], told_how=_("She said yes to it herself."),
            told_safely=True, her_view=facts["yes_words"], objection="", told_by=made_by, by=by,
        )  # fmt: skip


def _why_not_write(client: Client) -> str | None:
    if rights(client.pk).may_write(Compartment.STORY):
        return why_not_contact(client, timezone.localdate())
    return _("Those alongside her refer her on. Ask her lead worker.")


def _words(what_for: str, going: Sequence[Travels]) -> dict[int, str]:
    """Put what goes together part by part: what it is for, and each thing she lets travel."""
    words: dict[int, str] = {Compartment.STORY.value: what_for}
    for one in going:
        told = f"{one.title}: {one.words}"
        words[one.compartment] = "\n\n".join(filter(None, (words.get(one.compartment), told)))
    return words


def _on_her_yes(
    facts: Mapping[str, Any], to: Any, parts: int, made_by: Membership
) -> dict[str, Any]:
    return {
        "kind": Disclosure.Kind.OTHER, "agency": to, "whom_words": facts["whom_words"],
        "purpose": facts["what_for"], "basis": Basis.CONSENT, "recognised": "",
        "special": "said_yes" if parts & SPECIAL else "",
        "offence": "said_yes" if parts & OFFENCE else "",
        "she_says": Disclosure.SheSays.AGREED, "reason": "", "decided_by": made_by,
        "decided_on": facts["yes_on"], "urgent": False,
    }  # fmt: skip


def _carried(one: Travels, facts: Mapping[str, Any], made_by: Membership) -> dict[str, Any]:
    return {
        "compartment": one.compartment, "title": one.title, "her_words": one.her_words,
        "worker_words": one.worker_words, "told_on": one.told_on, "agreed_on": facts["yes_on"],
        "agency": made_by.agency,
    }  # fmt: skip


@transaction.atomic
def note_step(
    *, key: uuid.UUID, out: ReferralOut, facts: Mapping[str, Any], membership: Membership, by: Actor
) -> OutStep:
    """Write down what they promised, that we asked again, or their answer; the same page again adds nothing.

    Raises Refused for whoever is not alongside her.
    """
    if not rights(out.client_id).may_write(Compartment.STORY):
        raise Refused(
            _("Those alongside her follow this up. Ask her lead worker."), rule="not_yours_to_write"
        )
    mine = OutStep.objects.filter(client_id=out.client_id, out=out)
    if there := mine.filter(pk=key).first():
        if all(getattr(there, name) == value for name, value in facts.items()):
            return there
        key = key_after(key, repr(sorted(facts.items(), key=lambda pair: pair[0])))
        if there := mine.filter(pk=key).first():
            return there
    step = OutStep(pk=key, client_id=out.client_id, out=out, made_by=membership, **facts)
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("This page was used before. Open it again."), rule="key_used") from None
    audit.record(
        Event.ADDED, what="referrals.note_step", by=by, client_id=out.client_id,
        compartments=Compartment.STORY, basis=step.kind,
    )  # fmt: skip
    return step
