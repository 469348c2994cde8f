"""Finding by ear and number, the list narrowed down, and calendars that say only when."""

import uuid

from django.urls import reverse

from alongside.foundation.common.keys import fingerprint, new_key
from tests.gate.histories.checks import CANARIES
from tests.gate.histories.house import past_the_gate, run, some
from tests.gate.histories.scenes import Asked, Scene, surface
from tests.gate.histories.surfaces.records import of_thing


@surface("home:find")
def find_nearly(scene: Scene) -> Asked:
    """A name with one letter changed, a number and a reference: nobody else's record shows."""
    woman = scene.woman()
    name = woman.name
    typed = some(
        scene.chance,
        [f"{name[:3]}x{name[4:]}", f"{name[:2]}{name[3:]}", "07700 900123", woman.key.hex[-10:]],
    )
    return Asked(reverse("home:find"), {"q": typed or name})


@surface("home:women")
def women_narrowed_down(scene: Scene) -> Asked:
    show = scene.chance.choice(["all", "new", "before", ""])
    more = scene.chance.choice(["", "&unseen=7", "&waiting=1", f"&lead={scene.hat.key}"])
    asked = Asked(f"{reverse('home:women')}?show={show}{more}")
    if show == "all" and not more:
        for woman in scene.history.house.who.women:
            if scene.reads(woman) and scene.is_listed(woman):
                asked.must |= set(CANARIES.findall(woman.name))
    return asked


@surface("home:filter_keep")
def a_view_without_a_name(scene: Scene) -> Asked:
    return Asked(reverse("home:filter_keep"), {"show": "all", "key": str(new_key()), "name": ""})


@surface("home:keys", "feeds:feeds")
def keys_and_calendar(scene: Scene) -> Asked:
    return Asked(reverse(scene.chance.choice(["home:keys", "feeds:feeds"])))


@surface("feeds:feed")
def when_somebody_is_busy(scene: Scene) -> Asked:
    token = uuid.uuid4().hex
    with past_the_gate():
        run(
            "insert into feeds_link (id, token_hash, membership_id, said, made_at, expires_at) "
            "values (gen_random_uuid(), %s, %s, 'busy', now(), now() + interval '100 years')",
            fingerprint(token), scene.hat.key,
        )  # fmt: skip
    return Asked(reverse("feeds:feed", args=[token]))


@surface("feeds:hers")
def for_her_own_calendar(scene: Scene) -> Asked:
    asked = of_thing("feeds:hers", scene, scene.thing("appointment"))
    if scene.chance.random() < 0.5:
        asked.data = {"said": "busy", "she_chose": "on"}
    return asked
