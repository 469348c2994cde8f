"""Whom she keeps away: set at her word, lifted only with her."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.sharing.models import Block
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
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
    person_name: str = "",
    number: str = "",
    mail_domain: str = "",
    her_words: str = "",
) -> None:
    """Keep somebody away from her record: to him she does not exist here, whatever his role (R16, S8).

    The same key again changes nothing.
    """
    if Block.objects.filter(pk=key, client_id=client_id).exists():
        return
    Block(
        pk=key, client_id=client_id, worker=worker, agency=agency, person_name=person_name,
        number=number, mail_domain=mail_domain.lower(), her_words=her_words, made_by=made_by,
    ).save(force_insert=True)  # fmt: skip
    _written(Event.ADDED, "sharing.keep_away", client_id, by)
    gate.recompute_client(client_id)


@transaction.atomic
def lift(*, block: Block, lifted_by: Membership, words: str, by: Actor) -> None:
    """Lift what keeps somebody away, with her beside us; her words stay. Raises Refused if lifted before."""
    lifted = (
        Block.objects.standing()
        .filter(pk=block.pk)
        .update(lifted_at=timezone.now(), lifted_by=lifted_by, lift_words=words)
    )
    if not lifted:
        raise Refused(_("This was lifted already."), rule="block_lifted")
    _written(Event.CHANGED, "sharing.lift", block.client_id, by)
    gate.recompute_client(block.client_id)


def _written(event: Event, what: str, client_id: uuid.UUID, by: Actor) -> None:
    audit.record(event, what=what, by=by, client_id=client_id, compartments=Compartment.SHARING)
