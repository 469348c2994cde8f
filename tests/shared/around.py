"""People, children and animals around Marta, written down as her worker does it."""

import datetime
from typing import Any

from django.utils import timezone

from alongside.core.around.actions import animals, children, persons
from alongside.core.around.models import (
    Arrangement,
    Child,
    Day,
    Person,
    Pet,
    Pregnancy,
    Process,
    Standing,
    TurnedAway,
)
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, actor

NOTHING: dict[str, Any] = {"how": "", "close": None, "trust": None, "words": ""}


def a_person(
    cast: Cast,
    name: str = "Joy",
    *,
    words: str = "She makes me laugh.",
    roles: tuple[str, ...] = ("friend",),
    part: int = Compartment.STORY,
    hat: Membership | None = None,
    client_id: Any = None,
    said: str = "",
    **now: Any,
) -> Person:
    """Write somebody in Marta's life down, perhaps with how it is now; `said` are her words about it."""
    hat = hat or cast.amal
    with acting_as(hat.pk):
        return persons.add_person(
            key=new_key(), client_id=client_id or cast.marta, part=part, membership=hat, by=actor(hat),
            facts={"name": name, "words": words, "roles": list(roles)}, now={**NOTHING, "words": said, **now},
        )  # fmt: skip


def how_it_is(cast: Cast, person: Person, on: datetime.date | None = None, **said: Any) -> Standing:
    """Write down how it is between Marta and somebody."""
    with acting_as(cast.amal.pk):
        return persons.add_standing(
            key=new_key(), person=person, on=on or timezone.localdate(), said={**NOTHING, **said},
            membership=cast.amal, by=actor(cast.amal),
        )  # fmt: skip


def a_pet(
    cast: Cast,
    name: str = "Kula",
    part: int = Compartment.STORY,
    client_id: Any = None,
    **facts: Any,
) -> Pet:
    """Write an animal of Marta's down."""
    told = {"kind": "dog", "own_word": "", "words": "", "needs": "", "looked_after": "", "vet": "",
            "to_bring": ""}  # fmt: skip
    with acting_as(cast.amal.pk):
        return animals.add_pet(
            key=new_key(), client_id=client_id or cast.marta, part=part, membership=cast.amal,
            facts={"name": name, **told, **facts}, by=actor(cast.amal),
        )  # fmt: skip


def turned_away(cast: Cast, pet: Pet, against: str = "Shore Housing") -> TurnedAway:
    """Write down where it was not taken."""
    with acting_as(cast.amal.pk):
        return animals.note_turned_away(
            key=new_key(), pet=pet, on=timezone.localdate(), against=against, agency=None,
            words="No dogs.", membership=cast.amal, by=actor(cast.amal),
        )  # fmt: skip


def near_her(cast: Cast, model: type[Any], **facts: Any) -> Any:
    """Write down a child, one on the way, what was agreed or decided, or a day that counts."""
    row = model(**{"client_id": cast.marta, "made_by": cast.amal, **facts})
    with acting_as(cast.amal.pk):
        children.write_down(row=row, by=actor(cast.amal))
    return row


def around_her(cast: Cast, client_id: Any = None) -> dict[str, object]:
    """Give a woman of Amal's one of everything this room keeps, by the names its addresses use."""
    hers = {"client_id": client_id or cast.marta}
    person = a_person(cast, **hers, how="in_touch", close=2, trust=3, said="She makes me laugh.")
    pet = a_pet(cast, **hers)
    child = near_her(cast, Child, name="Zosia", **hers)
    agreed = near_her(cast, Arrangement, child=child, agreed="Sundays from 2 to 4", **hers)
    process = near_her(cast, Process, kind="court", **hers)
    ahead = timezone.localdate() + datetime.timedelta(days=3)
    return {
        "person_id": person.pk, "pet_id": pet.pk, "child_id": child.pk, "arrangement_id": agreed.pk,
        "process_id": process.pk, "standing_id": how_it_is(cast, person, words="Good.").pk,
        "turned_id": turned_away(cast, pet).pk,
        "pregnancy_id": near_her(cast, Pregnancy, words="I am glad.", **hers).pk,
        "day_id": near_her(
            cast, Day, process=process, kind="hearing", on_date=ahead, **hers
        ).pk,
    }  # fmt: skip
