"""Whom she keeps away: set at her word, lifted only with her; and whether a worker is one of them."""

import uuid
from collections.abc import Iterable

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.sharing.models import Block, Doubt
from alongside.core.sharing.rules import away as rules
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import my_sources
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import key_after, new_key
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency


@transaction.atomic
def keep_away(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    made_by: Membership,
    by: Actor,
    worker: Worker | None = None,
    agency: Agency | None = None,
    works_at: Agency | None = None,
    person_name: str = "",
    number: str = "",
    mail_domain: str = "",
    her_words: str = "",
    is_herself: bool = False,
    not_them: Iterable[uuid.UUID] = (),
) -> None:
    """Keep somebody away from her record: to him she does not exist here, whatever his role (R16, S8).

    Where it isn't known who he is here, whoever fits is kept away too until somebody has said; `not_them` are
    workers of whom she was asked, and it is none of them. The same form sent again changes nothing; with
    somebody else in it, it keeps him away as well. Raises Refused for whoever doesn't look after her, and
    where nobody would look after her any more.
    """
    _must_look_after(client_id)
    block = Block(
        pk=key, client_id=client_id, worker=worker, agency=agency, works_at=works_at,
        person_name=person_name, number=number, mail_domain=mail_domain.lower(), her_words=her_words,
        is_herself=is_herself, made_by=made_by,
    )  # fmt: skip
    if not _is_new(block):
        return
    block.save(force_insert=True)
    _written(Event.ADDED, "sharing.keep_away", client_id, by)
    try:
        gate.check_block(block.pk, not_them=not_them)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") != rules.NOBODY_LEFT:
            raise
        words = str(rules.why_nobody_left(remaining=0))
        raise Refused(words, rule="nobody_left") from None


def _is_new(block: Block) -> bool:
    """Say whether this form keeps nobody like that away yet; the row gets a key that nothing has."""
    said = (
        "agency_id",
        "works_at_id",
        "person_name",
        "number",
        "mail_domain",
        "her_words",
        "is_herself",
    )
    typed = [getattr(block, name) for name in said]
    while there := Block.objects.filter(pk=block.pk, client_id=block.client_id).first():
        same = typed == [getattr(there, name) for name in said]
        # Who he is may have been found out since; what was said then says the same.
        if same and block.worker_id in (None, there.worker_id) and there.lifted_at is None:
            return False
        block.pk = key_after(block.pk, repr([*map(str, typed), str(block.worker_id)]))
    return True


@transaction.atomic
def lift(*, block: Block, lifted_by: Membership, words: str, by: Actor) -> None:
    """Lift what keeps somebody away, with her beside us; her words stay.

    Raises Refused for anybody but her lead worker, and where it was lifted before.
    """
    if said := rules.why_not_lift(my_sources(block.client_id)):
        raise Refused(said, rule="not_her_lead")
    now = timezone.now()
    if not (
        Block.objects.standing()
        .filter(pk=block.pk)
        .update(lifted_at=now, lifted_by=lifted_by, lift_words=words)
    ):
        raise Refused(_("This was lifted already."), rule="block_lifted")
    # Nothing is left to ask about him.
    Doubt.objects.filter(block=block, settled_at__isnull=True).update(
        settled_at=now, settled_by=lifted_by
    )
    _written(Event.CHANGED, "sharing.lift", block.client_id, by)
    gate.recompute_pair(block.client_id)


@transaction.atomic
def review(*, block: Block, reviewed_by: Membership, by: Actor) -> None:
    """Note that the safety lead has looked at a whole agency kept away; her sight of it ends with that.

    Raises Refused where another safety lead just did.
    """
    if not (
        Block.objects.standing()
        .filter(pk=block.pk, agency__isnull=False, reviewed_at__isnull=True)
        .update(reviewed_at=timezone.now(), reviewed_by=reviewed_by)
    ):
        raise Refused(_("Somebody has looked at this already."), rule="block_reviewed")
    _written(Event.CHANGED, "sharing.review_block", block.client_id, by)
    gate.recompute_pair(block.client_id)


@transaction.atomic
def settle(*, doubt: Doubt, is_them: bool, settled_by: Membership, by: Actor) -> None:
    """Say whether a worker is the one she keeps away: yes keeps him away under all his hats, no lets him be.

    Raises Refused where somebody has said before, and for whoever doesn't look after her.
    """
    _must_look_after(doubt.client_id)
    changed = Doubt.objects.filter(pk=doubt.pk, settled_at__isnull=True).update(
        settled_at=timezone.now(), settled_by=settled_by, is_them=is_them
    )
    if not changed:
        raise Refused(_("Somebody has answered this already."), rule="doubt_settled")
    if is_them and doubt.worker_id:
        _name(doubt, settled_by)
    _written(Event.CHANGED, "sharing.settle_doubt", doubt.client_id, by)
    gate.recompute_pair(doubt.client_id)


def _name(doubt: Doubt, settled_by: Membership) -> None:
    """Write who he is onto the row that keeps him away, or a row of his own where it names somebody else."""
    known = {"worker_id": doubt.worker_id}
    if doubt.block_id and (
        Block.objects.standing().filter(pk=doubt.block_id, worker__isnull=True).update(**known)
    ):
        return
    block = Block(
        pk=new_key(), client_id=doubt.client_id, person_name=doubt.said_name, made_by=settled_by,
        is_herself=doubt.what == Doubt.What.HERSELF, **known,
    )  # fmt: skip
    block.save(force_insert=True)
    gate.check_block(block.pk, not_them=())


def _must_look_after(client_id: uuid.UUID) -> None:
    if said := rules.why_not_add(my_sources(client_id)):
        raise Refused(said, rule="not_looking_after")


def _written(event: Event, what: str, client_id: uuid.UUID, by: Actor) -> None:
    audit.record(event, what=what, by=by, client_id=client_id, compartments=Compartment.SHARING)
