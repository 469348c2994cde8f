"""What is passed on once: written down part by part, told to her by a person, looked over by another."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.sharing.actions.keyed import write_once
from alongside.core.sharing.models import DisclosedPart, Disclosure, Wish
from alongside.core.sharing.queries.reading import kept_away
from alongside.core.sharing.rules import disclosures as rules
from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import sealed
from alongside.foundation.common.keys import key_after
from alongside.foundation.common.refused import Refused


@transaction.atomic
def pass_on(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    words: Mapping[int, str],
    facts: Mapping[str, Any],
    made_by: Membership,
    by: Actor,
) -> Disclosure:
    """Write down what is passed on once: exactly what goes of each part, to whom, on which basis (R158).

    `words` are the texts by compartment bit; a locked part goes alone. The same form sent again
    changes nothing. Raises Refused with a reason.
    """
    parts = sum(words)
    if said := rules.why_not_these_parts(parts=parts, mine=rights(client_id)):
        raise Refused(said, rule="pass_on")
    wishes = Wish.objects.standing().filter(client_id=client_id)
    agency, away = facts["agency"], kept_away(client_id)
    missing = rules.why_not_pass_on(
        said=facts, parts=parts, agency=agency, wishes=wishes, away=away.agencies,
        works_there=away.names_at(agency.pk) if agency else (),
    )  # fmt: skip
    if missing:
        raise Refused(" ".join(missing.values()), rule="pass_on")
    locked = next((part for part in LOCKED if part & parts), None)
    due = rules.review_due(timezone.now()) if facts["urgent"] else None
    disclosure, fresh = write_once(
        row=Disclosure(
            pk=key, client_id=client_id, compartment=locked or Compartment.SHARING, parts=parts,
            review_due_at=due, made_by=made_by, **facts,
        ),
        same_by=("parts", *facts), what="sharing.pass_on", by=by, basis=facts["basis"],
        parts=(locked or Compartment.SHARING) | parts,
    )  # fmt: skip
    _write_words(disclosure, words, fresh=fresh)
    return disclosure


def _write_words(disclosure: Disclosure, words: Mapping[int, str], *, fresh: bool) -> None:
    there = {} if fresh else {one.compartment: one.words for one in disclosure.bundle.all()}
    if not fresh and there != dict(words):
        raise Refused(
            _("This went already and stays as it is. Open a new page for anything more."),
            rule="went_already",
        )
    for part, text in words.items() if fresh else ():
        DisclosedPart(
            pk=key_after(disclosure.pk, str(int(part))), client_id=disclosure.client_id,
            disclosure=disclosure, compartment=part, words=text,
        ).save(force_insert=True)  # fmt: skip


@transaction.atomic
def tell_her(
    *,
    disclosure: Disclosure,
    told_on: datetime.date,
    told_how: str,
    told_safely: bool,
    her_view: str,
    objection: str,
    told_by: Membership,
    by: Actor,
) -> None:
    """Write down that a person told her, how, and what she says; from now on it shows on what she sees.

    Raises Refused where somebody wrote that down before.
    """
    facts = {
        "told_on": told_on, "told_how": told_how, "told_safely": told_safely, "her_view": her_view,
        "objection": objection, "told_by": told_by, "version": F("version") + 1,
    }  # fmt: skip
    untold = Disclosure.objects.filter(pk=disclosure.pk, told_on__isnull=True)
    if not untold.update(**sealed(Disclosure, disclosure.pk, facts)):
        raise Refused(_("Somebody wrote down already that she was told."), rule="told_already")
    _written("sharing.tell_her", disclosure, by)


@transaction.atomic
def review(
    *, disclosure: Disclosure, verdict: str, words: str, reviewed_by: Membership, by: Actor
) -> None:
    """Look over what could not wait, as another person than who passed it on. Raises Refused."""
    if said := rules.why_not_review(disclosure, reviewed_by):
        raise Refused(said, rule="review")
    facts = {
        "reviewed_at": timezone.now(), "reviewed_by": reviewed_by, "verdict": verdict,
        "review_words": words, "version": F("version") + 1,
    }  # fmt: skip
    waiting = Disclosure.objects.filter(pk=disclosure.pk, urgent=True, reviewed_at=None)
    if not waiting.update(**sealed(Disclosure, disclosure.pk, facts)):
        raise Refused(_("Somebody looked this over already."), rule="review")
    _written("sharing.review", disclosure, by)


def _written(what: str, disclosure: Disclosure, by: Actor) -> None:
    audit.record(
        Event.CHANGED, what=what, by=by, client_id=disclosure.client_id,
        compartments=disclosure.compartment,
    )  # fmt: skip
