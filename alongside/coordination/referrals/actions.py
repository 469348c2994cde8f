"""Every write of a referral: kept while it is written, sent once, answered once."""

import secrets
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.coordination.referrals import queries, rules
from alongside.coordination.referrals.models import (
    Referral,
    ReferralDraft,
    ReferralLink,
    ReferralOutcome,
)
from alongside.core.people import actions as people
from alongside.core.people.models import Client, Episode
from alongside.core.team import actions as team
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import fingerprint, key_within, new_key
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
def send(*, draft: ReferralDraft, by: Actor, sender: Membership | None = None) -> bool:
    """Make one referral out of a form: the woman, how to reach her safely, and what was asked (R24, R57).

    However often it is called for the same form, there is one referral; nothing says whether she is known.
    Says whether it was sent now, and not before.
    """
    now = timezone.now()
    answers = dict(draft.answers)
    claimed = ReferralDraft.objects.filter(pk=draft.pk, sent_at__isnull=True).update(
        sent_at=now, answers={}
    )
    if not claimed:
        return False
    try:
        with transaction.atomic():
            _write_down(draft, answers, by, sender)
    except IntegrityError as error:
        # Sent before, so long ago that the form itself has been thrown away.
        if "referrals_referral_pkey" not in str(error):
            raise
        return False
    return True


@transaction.atomic
def send_at_once(
    *, key: uuid.UUID, service: Service, answers: Mapping[str, Any], sender: Membership, by: Actor
) -> None:
    """Send a referral that a signed-in worker wrote on one page; the same page again changes nothing.

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
    if not send(draft=draft, by=by, sender=sender):
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
    """Work out who wrote, whether we know that it was them, and which agency may hear an answer."""
    source = Referral.Source
    if sender is not None:
        ours = sender.agency_id == draft.service.agency_id
        return (source.INTERNAL if ours else source.AGENCY), True, sender.agency
    if draft.link is not None:
        return source.AGENCY, draft.link.agency.confirmed_at is not None, draft.link.agency
    return source(_writer(answers)), False, None


def _write_down(
    draft: ReferralDraft, answers: Mapping[str, Any], by: Actor, sender: Membership | None
) -> None:
    now = timezone.now()
    source, confirmed, agency = _source(draft, answers, sender)
    reach, more = answers.get("reach", {}), answers.get("more", {})
    # What was typed about a writer is no part of what she wrote for herself.
    who = {} if source == Referral.Source.HERSELF else answers.get("who", {})
    client_id, episode_id = uuid.UUID(answers["client"]), uuid.UUID(answers["episode"])
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
        confirmed=confirmed, sender_name=who.get("sender_name", ""), sender_role=who.get("sender_role", ""),
        sender_agency_words=who.get("agency_words", ""), sender_phone=who.get("sender_phone", ""),
        sender_reference=who.get("reference", ""), she_knows=who.get("she_knows", ""),
        safe_to_contact=safe, wants=more.get("wants", ""),
        needs=more.get("needs", ""), good_to_know=more.get("good_to_know", ""),
        wishes_worker=more.get("wishes_worker", ""), languages=more.get("languages", ""),
        received_at=now,
    ).save(force_insert=True)  # fmt: skip
    audit.record(
        Event.ADDED,
        what="referrals.send",
        by=by,
        client_id=client_id,
        compartments=Compartment.STORY,
    )


# --- answering ---------------------------------------------------------------------------------------


def _unanswered(referral: Referral) -> Episode:
    """Fetch and hold her episode, so that of two answers at once the second hears that it came late.

    Raises Refused for whoever sees her for another reason: it is the service's own to answer.
    """
    episode = (
        Episode.objects.select_for_update(of=("self",))
        .filter(pk=referral.episode_id, client_id=referral.client_id)
        .select_related("service", "sender_agency")
        .first()
    )
    if said := rules.why_too_late(episode):
        raise Refused(said, rule="answered_already")
    assert episode is not None
    if said := rules.why_not_yours(episode, takes_them=queries.may_answer(referral)):
        raise Refused(said, rule="not_yours_to_answer")
    return episode


def _let_sender_hear(referral: Referral, episode: Episode, code: str, by: Actor) -> None:
    agency = episode.sender_agency
    if agency is None or queries.why_nothing_goes_out(episode) is not None:
        return
    ReferralOutcome(
        client_id=referral.client_id, episode_id=episode.pk, agency=agency,
        service_id=episode.service_id, sent_on=timezone.localdate(referral.received_at),
        reference=referral.sender_reference, code=code,
    ).save(force_insert=True)  # fmt: skip
    audit.record(
        Event.ADDED, what="referrals.let_sender_hear", by=by, client_id=referral.client_id,
        compartments=Compartment.OUTCOME,
    )  # fmt: skip


@transaction.atomic
def take_up(
    *,
    referral: Referral,
    lead: Membership,
    agreed_by: Membership,
    by: Actor,
    her_choice: bool = False,
    over_gauge_reason: str = "",
) -> None:
    """Say yes: open her time with us and give her a lead worker, in one go (R130, R134).

    Raises Refused when it was answered already, or the worker is at the gauge without a manager's reason.
    """
    episode = _unanswered(referral)
    _let_sender_hear(referral, episode, ReferralOutcome.Code.TAKEN_UP, by)
    client = Client.objects.get(pk=referral.client_id)
    if referral.languages and not client.languages:
        people.set_basics(
            client_id=client.pk,
            facts={"languages": referral.languages},
            version=client.version,
            by=by,
        )
    team.set_lead(
        episode=episode, membership=lead, by=by, agreed_by=agreed_by, her_choice=her_choice,
        over_gauge_reason=over_gauge_reason,
    )  # fmt: skip
    # Last, because with this the pass of whoever answers may end.
    people.move_episode(
        episode=episode, to=Episode.State.ACTIVE, by=by, opened_on=timezone.localdate()
    )


@transaction.atomic
def offer_elsewhere(*, referral: Referral, code: str, words: str, by: Actor) -> None:
    """Offer her something else, with a coded reason and what was offered in words; she may still come."""
    episode = _unanswered(referral)
    if episode.state == Episode.State.OFFERED:
        raise Refused(str(rules.ALREADY_OFFERED), rule="answered_already")
    if code not in rules.ANSWERS:
        raise Refused(_("Choose a reason."), rule="no_reason")
    _let_sender_hear(referral, episode, ReferralOutcome.Code.ELSEWHERE, by)
    people.move_episode(
        episode=episode, to=Episode.State.OFFERED, by=by, answer_code=code, answer_words=words
    )


@transaction.atomic
def told(*, outcome: ReferralOutcome, membership: Membership, by: Actor) -> None:
    """Note that a person has told the sender's agency, on the number in the directory; once is enough.

    Raises Refused for whoever did not answer it: the sender herself, or another service she is with; and
    where she keeps somebody there away since.
    """
    if not queries.may_tell(outcome):
        raise Refused(
            _("Only those who answered this referral can note that they told %(agency)s.")
            % {"agency": outcome.agency.name},
            rule="not_yours_to_tell",
        )
    if said := queries.why_nothing_goes_out(outcome.episode):
        raise Refused(said, rule="nothing_goes_out")
    changed = ReferralOutcome.objects.filter(pk=outcome.pk, told_on__isnull=True).update(
        told_on=timezone.localdate(), told_by=membership
    )
    if changed:
        audit.record(
            Event.CHANGED, what="referrals.told", by=by, client_id=outcome.client_id,
            compartments=Compartment.OUTCOME,
        )  # fmt: skip


# --- links for partners ------------------------------------------------------------------------------


@transaction.atomic
def make_link(
    *, key: uuid.UUID, service: Service, agency: Agency, membership: Membership, by: Actor
) -> str:
    """Make a link for a partner's workers, ninety days long; returns its secret, which is shown once.

    The same key again makes nothing and returns an empty text.
    """
    if ReferralLink.objects.filter(pk=key).exists():
        return ""
    token = secrets.token_urlsafe(24)
    link = ReferralLink(
        pk=key, token_hash=fingerprint(token), service=service, agency=agency,
        made_by=membership, expires_at=timezone.now() + rules.LINK_LIFE,
    )  # fmt: skip
    try:
        with transaction.atomic():
            link.save(force_insert=True)
    except IntegrityError:
        return ""
    audit.record(Event.STAFF, what="referrals.make_link", by=by)
    return token


@transaction.atomic
def end_link(*, link: ReferralLink, by: Actor) -> None:
    """End a partner's link; whoever opens it now sees the page of a link that never was."""
    if ReferralLink.objects.filter(pk=link.pk, ended_at__isnull=True).update(
        ended_at=timezone.now()
    ):
        audit.record(Event.STAFF, what="referrals.end_link", by=by)
