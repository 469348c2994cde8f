"""Every write about the rules of an agency: their words, who looks after them, who has read them (R34)."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_after
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.learning.models import Edition, HasRead, Policy
from alongside.support.learning.queries import policies as queries
from alongside.support.learning.rules import policies as rules

FACTS = ("title", "about", "owner", "review_on")


@transaction.atomic
def add_policy(*, key: uuid.UUID, facts: dict[str, Any], membership: Membership, by: Actor) -> None:
    """Write down a rule of one's own agency; the same page sent twice writes it once.

    Raises Refused for whoever runs no service, and where its owner works elsewhere.
    """
    if not membership.may(Permission.SEE_SERVICE):
        raise Refused(_("Whoever runs a service writes this down."), rule="not_yours_to_keep")
    _must_be_ours(facts["owner"], membership)
    if Policy.objects.filter(pk=key).exists():
        return
    one = Policy(
        pk=key, agency_id=membership.agency_id, made_by=membership,
        **{name: facts[name] for name in FACTS},
    )  # fmt: skip
    if _once(one):
        _write(one, 1, facts["words"], membership)
        audit.record(Event.ADDED, what="learning.add_policy", by=by)


@transaction.atomic
def change_policy(
    *, policy: Policy, version: int, facts: dict[str, Any], membership: Membership, by: Actor
) -> bool:
    """Change a rule, and say whether its words changed: then it is a new version, to be read anew.

    Raises Refused for others, ChangedMeanwhile where somebody saved first.
    """
    _must_keep(policy, membership)
    _must_be_ours(facts["owner"], membership)
    rows = Policy.objects.filter(pk=policy.pk, version=version).update(
        **{name: facts[name] for name in FACTS}, version=F("version") + 1
    )
    if not rows:
        theirs = queries.policies(membership, off=True).filter(pk=policy.pk).first()
        raise ChangedMeanwhile(theirs=theirs)
    before = queries.latest(policy)
    new_words: bool = before.words != facts["words"]
    if new_words:
        _write(policy, before.number + 1, facts["words"], membership)
    audit.record(Event.CHANGED, what="learning.change_policy", by=by)
    return new_words


@transaction.atomic
def take_policy_off(*, policy: Policy, membership: Membership, by: Actor) -> None:
    """Take a rule off the list: it holds no more. Raises Refused for others."""
    _must_keep(policy, membership)
    rows = Policy.objects.filter(pk=policy.pk, ended_at__isnull=True)
    if rows.update(ended_at=timezone.now(), version=F("version") + 1):
        audit.record(Event.CHANGED, what="learning.take_policy_off", by=by)


@transaction.atomic
def put_policy_back(*, policy: Policy, membership: Membership, by: Actor) -> None:
    """Put a rule back on the list. Raises Refused for others."""
    _must_keep(policy, membership)
    rows = Policy.objects.filter(pk=policy.pk, ended_at__isnull=False)
    if rows.update(ended_at=None, version=F("version") + 1):
        audit.record(Event.CHANGED, what="learning.put_policy_back", by=by)


@transaction.atomic
def say_read(*, policy: Policy, number: int, membership: Membership, by: Actor) -> None:
    """Write down that a worker has read the words that stand; pressed three times it is there once.

    Raises Refused where other words stand by now, which she has not seen.
    """
    edition = queries.latest(policy)
    if edition.number != number:
        raise Refused(
            _("The words changed while you were reading. Please read what stands now."),
            rule="other_words",
        )
    key = key_after(edition.pk, f"read {membership.pk}")
    if queries.read_at(edition, membership) is None and _once(
        HasRead(pk=key, edition=edition, membership=membership)
    ):
        audit.record(Event.ADDED, what="learning.say_read", by=by)


def _must_keep(policy: Policy, membership: Membership) -> None:
    runs = membership.may(Permission.SEE_SERVICE)
    if said := rules.why_not_keep(policy, mine=membership, runs=runs):
        raise Refused(said, rule="not_yours_to_keep")


def _must_be_ours(owner: Membership, membership: Membership) -> None:
    if said := rules.why_not_owner(owner, agency_id=membership.agency_id):
        raise Refused(said, rule="owner_elsewhere")


def _write(policy: Policy, number: int, words: str, membership: Membership) -> None:
    # Of the rule and its number, so that two at once can't both write the third.
    key = key_after(policy.pk, f"edition {number}")
    Edition(pk=key, policy=policy, number=number, words=words, made_by=membership).save(
        force_insert=True
    )


def _once(row: Policy | HasRead) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # The other half of a double click was quicker.
        return False
    return True
