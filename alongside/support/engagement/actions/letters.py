"""Every write about letters: the words they begin with, and those that went."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.parts import actions as parts
from alongside.core.people.models import Client
from alongside.core.people.queries import why_not_contact
from alongside.core.people.rules import why_not_take_back
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_after
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.foundation.directory.models import Service
from alongside.support.engagement import rules as notes
from alongside.support.engagement.models import Letter, LetterTemplate
from alongside.support.engagement.queries.everyday import templates
from alongside.support.engagement.rules import letters as rules


@transaction.atomic
def write_letter(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    service: Service,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
) -> Letter:
    """Keep a letter as it is to go, on her yes; the same form sent twice writes one (R4, R230).

    Raises Refused once she asked us to stop or has died, without her yes, where it says what kind of service
    we are without her agreement to that, and where the asker may not write in that part of her record.
    """
    if said := notes.why_not_this_part(facts["compartment"], rights(client_id).writes):
        raise Refused(said, rule="may_not_write_this_part")
    _must_go_out(client_id)
    if said := rules.why_not_letter(
        text=f"{facts['to_words']}\n{facts['body']}", service=service,
        says_who_we_are=facts["says_who_we_are"], agreed=facts["agreed_on"] is not None,
    ):  # fmt: skip
        raise Refused(said, rule="letter_not_yet")
    mine = Letter.objects.filter(client_id=client_id, made_by=membership)
    while there := mine.filter(pk=key).first():
        if there.taken_back_at is None and all(getattr(there, k) == v for k, v in facts.items()):
            return there
        key = key_after(key, repr(sorted(facts.items())))
    name = rules.name_on_letters(service, says_who_we_are=facts["says_who_we_are"])
    one = Letter(
        pk=key, client_id=client_id, service=service, from_words=name, made_by=membership, **facts
    )
    try:
        with transaction.atomic():
            one.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("This page was used before. Open it again."), rule="key_used") from None
    _written(Event.ADDED, "engagement.write_letter", one, by)
    return one


@transaction.atomic
def print_letter(*, letter: Letter, by: Actor) -> None:
    """Write down that a letter was printed, before its bytes leave.

    Raises Refused for one that has not gone, once she asked us to stop or has died.
    """
    if letter.sent_on is None:
        _must_go_out(letter.client_id)
    _written(Event.PRINTED, "engagement.print_letter", letter, by)


@transaction.atomic
def note_sent(
    *, letter: Letter, on: datetime.date, version: int, membership: Membership, by: Actor
) -> None:
    """Note the day a letter went. Raises Refused where it went already, ChangedMeanwhile."""
    if letter.sent_on is not None:
        if letter.sent_on == on:
            return
        raise Refused(_("The day it went is written down already."), rule="letter_sent")
    _must_write(letter)
    there = Letter.objects.standing().filter(pk=letter.pk, version=version)
    if not there.update(sent_on=on, sent_by=membership, version=F("version") + 1):
        raise ChangedMeanwhile(Letter.objects.filter(pk=letter.pk).first())
    _written(Event.CHANGED, "engagement.note_sent", letter, by)


@transaction.atomic
def take_back_letter(*, letter: Letter, membership: Membership, by: Actor) -> None:
    """Take back a letter that has not gone, within ten minutes. Raises Refused for another's, or later."""
    if letter.taken_back_at:
        return
    if letter.sent_on:
        raise Refused(_("It has gone, so it stays written down."), rule="letter_sent")
    if said := why_not_take_back(
        made_by=letter.made_by_id, made_at=letter.made_at, by=membership.pk
    ):
        raise Refused(said, rule="too_late_to_take_back")
    Letter.objects.standing().filter(pk=letter.pk).update(
        taken_back_at=timezone.now(), version=F("version") + 1
    )
    _written(Event.TAKEN_BACK, "engagement.take_back_letter", letter, by)


@transaction.atomic
def put_letter(*, letter: Letter, part: int, to: int, by: Actor) -> None:
    """Move a letter to another part of her record. Raises Refused where the asker may not."""
    parts.must_move(client_id=letter.client_id, part=part, to=to, by=by)
    there = Letter.objects.standing().filter(pk=letter.pk, compartment=part)
    rows = there.update(compartment=to, version=F("version") + 1)
    parts.moved(
        rows=rows, client_id=letter.client_id, part=part, to=to, what="engagement.put_letter", by=by
    )


@transaction.atomic
def save_template(
    *,
    key: uuid.UUID,
    service: Service,
    facts: Mapping[str, Any],
    membership: Membership,
    by: Actor,
    version: int | None = None,
) -> None:
    """Write the words a letter begins with; with `version`, change them. Raises Refused, ChangedMeanwhile."""
    if said := rules.why_not_template(facts["body"]):
        raise Refused(said, rule="unknown_gap")
    if version is not None:
        there = templates(membership).filter(pk=key, version=version).order_by()
        keys = list(there.values_list("pk", flat=True))
        if not LetterTemplate.objects.filter(pk__in=keys, version=version).update(
            **facts, version=F("version") + 1
        ):
            raise ChangedMeanwhile(LetterTemplate.objects.filter(pk=key).first())
    elif not LetterTemplate.objects.filter(pk=key).exists():
        LetterTemplate(pk=key, service=service, **facts).save(force_insert=True)
    audit.record(Event.STAFF, what="engagement.save_template", by=by)


@transaction.atomic
def end_template(*, template: LetterTemplate, by: Actor) -> None:
    """Stop offering a template; letters that went keep their words."""
    LetterTemplate.objects.filter(pk=template.pk, ended_at__isnull=True).update(
        ended_at=timezone.now(), version=F("version") + 1
    )
    audit.record(Event.STAFF, what="engagement.end_template", by=by)


def _must_go_out(client_id: uuid.UUID) -> None:
    client = Client.objects.get(pk=client_id)
    if said := why_not_contact(client, timezone.localdate()):
        raise Refused(said, rule="quiet")


def _must_write(letter: Letter) -> None:
    if not rights(letter.client_id).writes & letter.compartment:
        raise Refused(
            _("This part of her record is not yours to write. Ask her lead worker."),
            rule="not_yours_to_write",
        )


def _written(event: Event, what: str, letter: Letter, by: Actor) -> None:
    audit.record(
        event, what=what, by=by, client_id=letter.client_id, compartments=letter.compartment
    )
