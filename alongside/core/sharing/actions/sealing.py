"""Sealing a record, by her wish or by the data-protection lead, and opening it again."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.sharing.models import OpeningAsked, SealedRecord
from alongside.core.sharing.rules import sealing as rules
from alongside.core.sharing.rules.emergency import plain_reference
from alongside.foundation.access import actions as gate
from alongside.foundation.access import emergency as door
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import my_sources
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import NOBODY, Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency


@transaction.atomic
def seal(
    *,
    key: uuid.UUID,
    client_id: uuid.UUID,
    agency: Agency,
    why: str,
    words: str,
    sealed_by: Membership,
    by: Actor,
) -> None:
    """Seal her record: from the next request on nobody sees it but that agency's data-protection lead.

    Raises Refused for anybody but her lead worker and the manager.
    """
    if said := rules.why_not_seal(my_sources(client_id)):
        raise Refused(said, rule="seal")
    # One form seals a record once: opened since, it takes a new form to seal it again.
    if SealedRecord.objects.filter(pk=key).exists():
        raise Refused(_("This form was used before. Open a new one."), rule="key_used")
    SealedRecord(
        pk=key, client_id=client_id, agency=agency, why=why, words=words, sealed_by=sealed_by,
        sealed_at=timezone.now(),
    ).save(force_insert=True)  # fmt: skip
    _written("sharing.seal", by, client_id, why)
    gate.recompute_pair(client_id)


@transaction.atomic
def seal_by_reference(*, key: uuid.UUID, reference: str, words: str, by: Actor) -> None:
    """Seal a record of the data-protection lead's own agency; whether there was one, nobody is told."""
    door.seal_by_reference(key=key, reference=plain_reference(reference), words=words)
    _written("sharing.seal_by_reference", by)


@transaction.atomic
def ask_to_open(
    *,
    key: uuid.UUID,
    words: str,
    by: Actor,
    reference: str = "",
    name: str = "",
    born: datetime.date | None = None,
) -> None:
    """Ask for a sealed record: after 48 hours it opens, unless its keeper objects. Nothing is told back."""
    door.ask_to_open(
        key=key, reference=plain_reference(reference), name=name.strip(), born=born, words=words
    )
    _written("sharing.ask_to_open", by)


@transaction.atomic
def open_now(
    *,
    how: str,
    code_word: str,
    by: Actor,
    reference: str = "",
    name: str = "",
    born: datetime.date | None = None,
) -> uuid.UUID | None:
    """Open a sealed record because she is there, rings with her code word, or asks to come back.

    None alike for nobody, for whoever was not alongside her, and for a word that is not hers.
    """
    found = door.open_sealed(
        reference=plain_reference(reference), name=name.strip(), born=born, how=how,
        code_word=code_word,
    )  # fmt: skip
    audit.record(
        Event.CHANGED if found else Event.REFUSED, what="sharing.open_sealed", by=by, client_id=found,
        compartments=Compartment.SHARING if found else 0, basis=how, allowed=bool(found),
    )  # fmt: skip
    return found


@transaction.atomic
def open_what_is_due(*, by: Actor = NOBODY) -> int:
    """Open what has waited 48 hours without anybody objecting; by the clock, for nobody. Say how many."""
    opened = door.open_due()
    for client_id in opened:
        _written("sharing.opened_after_wait", by, client_id)
    return len(opened)


@transaction.atomic
def object_to(*, asked: OpeningAsked, words: str, objecting: Membership, by: Actor) -> None:
    """Object to the opening of a sealed record: it stays sealed. Raises Refused where it is too late."""
    settled = asked.vetoed_at is not None or asked.opened_at is not None
    now = timezone.now()
    if said := rules.why_not_object(due_at=asked.due_at, settled=settled, now=now):
        raise Refused(said, rule="veto")
    changed = OpeningAsked.objects.filter(
        pk=asked.pk, vetoed_at__isnull=True, opened_at__isnull=True
    ).update(vetoed_at=now, vetoed_by=objecting, veto_words=words)
    if not changed:
        raise Refused(_("This was answered already."), rule="veto")
    _written("sharing.object_to", by, asked.client_id)


@transaction.atomic
def open_kept(*, client_id: uuid.UUID, by: Actor) -> None:
    """Open a record by the decision of the one who keeps it. Raises Refused where it is open already."""
    if not door.open_kept(client_id):
        raise Refused(_("This record is open already."), rule="open_kept")
    _written("sharing.open_kept", by, client_id)


def _written(what: str, by: Actor, client_id: uuid.UUID | None = None, basis: str = "") -> None:
    audit.record(
        Event.CHANGED, what=what, by=by, client_id=client_id, basis=basis,
        compartments=Compartment.SHARING if client_id else 0,
    )  # fmt: skip
