"""Made-up records that nobody works with: adding them, taking them away, putting them back."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.core.sharing.actions import sealing
from alongside.foundation.access import emergency as door
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.common.keys import key_within, new_key
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Service


@transaction.atomic
def add(
    *,
    key: uuid.UUID,
    service: Service,
    name: str,
    full_name: str,
    born: datetime.date,
    ended_on: datetime.date,
    through: str,
    by: Actor,
) -> None:
    """Make a record of nobody, who was with a service and left: whoever opens it raises an alarm (S9).

    The same form sent again changes nothing. Raises Refused for a service of another agency, and for a form
    that made somebody else.
    """
    said = (name, full_name, born, service.name)
    for one in door.my_decoys():
        if one.client_id == key and said == (one.name, one.full_name, one.born_on, one.service):
            return
    if not door.make_decoy(
        client_id=key, episode_id=key_within(key, key), service_id=service.pk, name=name,
        full_name=full_name, born=born, ended_on=ended_on, through=through,
        audit_digest=audit.digest(key),
    ):  # fmt: skip
        raise Refused(_("This page was used before. Open it again."), rule="key_used")
    audit.add_decoy(key, by=by)


@transaction.atomic
def take_away(*, client_id: uuid.UUID, by: Actor) -> None:
    """Take a made-up record out of everybody's lists, by sealing it. Raises Refused where it is gone."""
    if _mine(client_id).sealed:
        raise Refused(_("This made-up record was taken away already."), rule="decoy_away")
    sealing.seal_by_reference(
        key=new_key(), reference=Client(pk=client_id).reference, by=by,
        words=_("A made-up record, taken away."),
    )  # fmt: skip


@transaction.atomic
def put_back(*, client_id: uuid.UUID, by: Actor) -> None:
    """Put a made-up record back where it was. Raises Refused where it stands there already."""
    if not _mine(client_id).sealed:
        raise Refused(_("This made-up record stands there already."), rule="decoy_back")
    sealing.open_kept(client_id=client_id, by=by)


def _mine(client_id: uuid.UUID) -> door.DecoyRow:
    for one in door.my_decoys():
        if one.client_id == client_id:
            return one
    raise Refused(_("This is no made-up record of your agency."), rule="no_decoy")
