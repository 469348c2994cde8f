"""Writing and sending a referral: kept while it is written, sent once."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.coordination.referrals import rules
from alongside.coordination.referrals.models import (
    Carried,
    Referral,
    ReferralDraft,
    ReferralExtra,
    ReferralLink,
)
from alongside.coordination.referrals.rules import kinds
from alongside.core.people import actions as people
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import set_holder
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_after, key_within, new_key
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency, Service

# --- while it is written -----------------------------------------------------------------------------


def _new_draft(
    key: uuid.UUID, service: Service, link: ReferralLink | None, holder: uuid.UUID
) -> ReferralDraft:
    # The woman's keys are fixed here, so that however often it is sent she is admitted once.
    return ReferralDraft(
        pk=key, service=service, link=link, holder_id=holder,
        answers={"client": str(new_key()), "episode": str(new_key())},
    )  # fmt: skip


@transaction.atomic
def keep_answers(
    *,
    key: uuid.UUID,
    service: Service,
    link: ReferralLink | None,
    part: str,
    answers: Mapping[str, Any],
    by: Actor,
    begin: bool = False,
) -> ReferralDraft | None:
    """Keep one page of a form on the server, for its writer alone; None when the form has ended.

    With `begin`, a page that may be the first starts the form.
    """
    mine = ReferralDraft.objects.filter(service=service, link=link)
    holder = by.holder_id
    if holder is None:
        return None
    # A form's own key never becomes a row's: it may be the key of one that this writer can't see.
    own = key_within(key, holder)
    draft = mine.select_for_update().filter(pk__in=[key, own]).first()
    if draft and begin and not draft.sent_at and rules.is_over(draft, timezone.now()):
        # Left for too long on its first page: what is typed there now begins it anew.
        mine.filter(pk=draft.pk).delete()
        draft, own = None, new_key()
    if draft is None and begin:
        draft = _new_draft(own, service, link, holder)
        try:
            with transaction.atomic():
                draft.save(force_insert=True)
        except IntegrityError:
            # The other half of a double click.
            draft = mine.filter(pk=own).first()
    if draft is None or draft.sent_at or rules.is_over(draft, timezone.now()):
        return None
    draft.answers = {**draft.answers, part: dict(answers)}
    draft.save(force_update=True)
    audit.record(Event.CHANGED, what="referrals.keep_answers", by=by)
    return draft


@transaction.atomic
def keep_for_later(*, draft: ReferralDraft, holder: uuid.UUID, by: Actor) -> None:
    """Keep a half-written form for two hours at its writer's word, for whoever brings that word back.

    `holder` is worked out from the word. The session that wrote it keeps nothing of it.
    """
    later = ReferralDraft(
        pk=new_key(), service_id=draft.service_id, link_id=draft.link_id, holder_id=holder,
        answers=dict(draft.answers), kept_at=timezone.now(),
    )  # fmt: skip
    ReferralDraft.objects.filter(pk=draft.pk).delete()
    audit.record(Event.CHANGED, what="referrals.keep_for_later", by=by)
    # It changes hands: the row is the word's own from now on.
    set_holder(holder)
    try:
        later.save(force_insert=True)
    finally:
        set_holder(by.holder_id)


@transaction.atomic
def throw_away(*, service: Service, link: ReferralLink | None, by: Actor) -> None:
    """Forget what was written and not sent, at the writer's word."""
    if by.holder_id is None:
        return
    ReferralDraft.objects.filter(
        holder_id=by.holder_id, service=service, link=link, sent_at__isnull=True
    ).delete()
    audit.record(Event.TAKEN_BACK, what="referrals.throw_away", by=by)


def sweep() -> int:
    """Throw away what was left unsent for two hours; house-keeping, which sees no words."""
    return gate.sweep_drafts()


# --- sending -----------------------------------------------------------------------------------------


@transaction.atomic
def send(
    *,
    draft: ReferralDraft,
    by: Actor,
    sender: Membership | None = None,
    carried: Iterable[Mapping[str, Any]] = (),
    asked_in: str = "",
) -> bool:
    """Make one referral out of a form: the woman, how to reach her safely, and what was asked (R24, R57).

    However often it is called for the same form, there is one referral; nothing says whether she is known.
    Says whether it was sent now, and not before.
    """
    now = timezone.now()
    answers = {**draft.answers, "asked_in": asked_in}
    claimed = ReferralDraft.objects.filter(pk=draft.pk, sent_at__isnull=True).update(
        sent_at=now, answers={}
    )
    if not claimed:
        return False
    try:
        with transaction.atomic():
            _write_down(draft, answers, by, sender)
            _carry(draft, answers, carried)
    except IntegrityError as error:
        # Sent before, so long ago that the form itself has been thrown away.
        if "referrals_referral_pkey" not in str(error):
            raise
        return False
    return True


@transaction.atomic
def send_at_once(
    *,
    key: uuid.UUID,
    service: Service,
    answers: Mapping[str, Any],
    sender: Membership,
    by: Actor,
    carried: Iterable[Mapping[str, Any]] = (),
) -> None:
    """Send a referral that a signed-in worker wrote on one page; the same page again changes nothing.

    `carried` is what the woman told already and lets travel with it (R133).

    Raises Refused where the page was sent before and now says something else: nothing of it is sent.
    """
    said = {"digest": rules.digest_of({"service": str(service.pk), **answers})}
    draft = _new_draft(key, service, None, sender.pk)
    draft.answers.update(answers)
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        if not ReferralDraft.objects.filter(pk=key, answers=said).exists():
            raise _sent_before() from None
        return
    if not send(draft=draft, by=by, sender=sender, carried=carried):
        raise _sent_before()
    ReferralDraft.objects.filter(pk=key).update(answers=said)


def _sent_before() -> Refused:
    return Refused(
        _(
            "This page was sent once already, and what it said then has arrived. What stands here now "
            "was not sent. Press Send only if this is another referral."
        ),
        rule="sent_before",
    )


def _writer(answers: Mapping[str, Any]) -> str:
    source = Referral.Source
    writer = answers.get("who", {}).get("writer")
    if writer in (source.HERSELF, source.FRIEND, source.AGENCY):
        return str(writer)
    return source.FRIEND if answers.get("reach", {}).get("someone") else source.HERSELF


def _source(
    draft: ReferralDraft, answers: Mapping[str, Any], sender: Membership | None
) -> tuple[str, bool, Agency | None]:
    """Work out who wrote, whether we know that it was them, and which agency may hear an answer.

    What was typed in from paper comes from whoever wrote the paper, and nobody here knows that it was them.
    """
    source = Referral.Source
    if answers.get("written_on"):
        return source(_writer(answers)), False, None
    if sender is not None:
        ours = sender.agency_id == draft.service.agency_id
        return (source.INTERNAL if ours else source.AGENCY), True, sender.agency
    if draft.link is not None:
        return source.AGENCY, draft.link.agency.confirmed_at is not None, draft.link.agency
    return source(_writer(answers)), False, None


def _keys(answers: Mapping[str, Any]) -> tuple[uuid.UUID, uuid.UUID]:
    return uuid.UUID(answers["client"]), uuid.UUID(answers["episode"])


def _write_down(
    draft: ReferralDraft, answers: Mapping[str, Any], by: Actor, sender: Membership | None
) -> None:
    now = timezone.now()
    source, confirmed, agency = _source(draft, answers, sender)
    reach, more = answers.get("reach", {}), answers.get("more", {})
    # What was typed about a writer is no part of what she wrote for herself.
    who = {} if source == Referral.Source.HERSELF else answers.get("who", {})
    client_id, episode_id = _keys(answers)
    people.admit(
        name=rules.name_or_none_yet(more.get("name", ""), now), service_id=draft.service_id, by=by,
        client_id=client_id, episode_id=episode_id,
        sender_agency_id=agency.pk if agency else None, sender_id=sender.pk if sender else None,
        outcome_allowed=bool(agency and who.get("allowed")),
    )  # fmt: skip
    safe = who.get("safe_to_contact", "")
    facts = rules.safe_contact_from({"reach": reach, "who": who})
    facts["hearsay"] = rules.is_hearsay(source, safe, confirmed=confirmed)
    people.set_safe_contact(
        client_id=client_id, facts=facts, ways=rules.ways_from(reach, safe), by=by
    )
    Referral(
        pk=draft.pk, client_id=client_id, episode_id=episode_id, source=source, link=draft.link,
        confirmed=confirmed, received_at=now, **_of_the_sender(who), **_as_asked(answers),
    ).save(force_insert=True)  # fmt: skip
    parts = _write_extras(draft, client_id, answers.get("extra", {}))
    audit.record(
        Event.ADDED, what="referrals.send", by=by, client_id=client_id,
        compartments=Compartment.STORY | parts,
    )  # fmt: skip


def _of_the_sender(who: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "sender_name": who.get("sender_name", ""), "sender_role": who.get("sender_role", ""),
        "sender_agency_words": who.get("agency_words", ""), "sender_phone": who.get("sender_phone", ""),
        "sender_reference": who.get("reference", ""), "she_knows": who.get("she_knows", ""),
        "safe_to_contact": who.get("safe_to_contact", ""), "referrer": who.get("referrer") or "",
    }  # fmt: skip


def _as_asked(answers: Mapping[str, Any]) -> dict[str, Any]:
    more, written = answers.get("more", {}), answers.get("written_on")
    return {
        "wants": more.get("wants", ""), "needs": more.get("needs", ""),
        "good_to_know": more.get("good_to_know", ""), "wishes_worker": more.get("wishes_worker", ""),
        "languages": more.get("languages", ""), "born_year": more.get("born_year") or None,
        "urgent": bool(answers.get("urgent")), "asked_in": answers.get("asked_in", ""),
        "written_on": datetime.date.fromisoformat(written) if written else None,
    }  # fmt: skip


def _write_extras(draft: ReferralDraft, client_id: uuid.UUID, extra: Mapping[str, Any]) -> int:
    """Keep what this kind of referrer was asked, one row for each part of her record; give the parts."""
    sorted_ = kinds.by_part(extra)
    for part, facts in sorted_.items():
        ReferralExtra(
            pk=key_after(draft.pk, f"extra {part}"), client_id=client_id, referral_id=draft.pk,
            compartment=part, facts=facts,
        ).save(force_insert=True)  # fmt: skip
    return sum(sorted_)


def _carry(
    draft: ReferralDraft, answers: Mapping[str, Any], carried: Iterable[Mapping[str, Any]]
) -> None:
    """Keep what she told elsewhere and let travel, each in its own part of the new record."""
    client_id, _episode = _keys(answers)
    for place, one in enumerate(carried):
        Carried(
            pk=key_after(draft.pk, f"carried {place}"), client_id=client_id, referral_id=draft.pk,
            place=place, **one,
        ).save(force_insert=True)  # fmt: skip
