"""Two records that may be one woman's, and the person who is asked."""

import uuid

from alongside.core.people import actions as people
from alongside.core.people.models import Episode
from alongside.core.sharing.actions import duties, matching
from alongside.core.sharing.models import Duty
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency, Service
from tests.shared.asking import refer
from tests.shared.cast import Cast, actor, make_hat, make_worker

HER_NUMBER = "+447700900123"


def make_wren(cast: Cast) -> Membership:
    """Make the matching person, who runs a service of her own where nobody of the cast works."""
    rooms = Agency.objects.create(name="Talking Rooms")
    room = Service.objects.create(agency=rooms, name="Talking Room")
    hat = make_hat(make_worker("Wren"), rooms, Role.MANAGER, room)
    with acting_as(cast.ada.pk):
        duties.give(
            key=new_key(), membership=hat, kind=Duty.Kind.MATCHING, given_by=cast.ada,
            by=actor(cast.ada),
        )  # fmt: skip
    return hat


def marta_comes_twice(cast: Cast) -> uuid.UUID:
    """Marta is known by her number, and somebody with that number is sent to Hearth; gives the new record."""
    way = {"kind": "call", "value": HER_NUMBER, "hours": [], "words": "", "never": False}
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts={"code_word": "heron"}, ways=[way], version=1,
            by=actor(cast.amal),
        )  # fmt: skip
    refer(
        cast.advocates, by=cast.petra, more={"name": "Somebody"},
        reach={"way": HER_NUMBER, "how": "call", "when": ["any"]},
    )  # fmt: skip
    matching.compare_waiting()
    with acting_as(cast.cleo.pk):
        return Episode.objects.get(client__name="Somebody").client_id
