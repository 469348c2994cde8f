"""The pages about meetings with her in them."""

import uuid

from django.urls import reverse

from tests.gate.histories.scenes import SURFACES, Asked, Scene, surface
from tests.gate.histories.surfaces.records import of_her, of_thing


@surface("meetings:meetings", "meetings:new")
def her_meetings(scene: Scene) -> Asked:
    woman = scene.woman()
    if scene.chance.random() < 0.3:
        return of_her("meetings:new", scene, woman)
    return of_her("meetings:meetings", scene, woman, must=scene.words("meeting", woman))


@surface("meetings:meeting")
def a_meeting_with_her(scene: Scene) -> Asked:
    found = scene.thing("meeting")
    asked = of_thing("meetings:meeting", scene, found, shows=True)
    if found and asked.must:
        hanging = scene.history.house.of("invited", "minute", "promise")
        asked.must |= {one.words for one in hanging if one.more["of"] is found}
    return asked


@surface(
    "meetings:when", "meetings:her_part", "meetings:points", "meetings:afterwards", "meetings:off",
    "meetings:part", "meetings:agenda", "meetings:invite", "meetings:minute_new", "meetings:action_new",
)  # fmt: skip
def sections_of_a_meeting(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["sections of a meeting"].pages)
    return of_thing(page, scene, scene.thing("meeting"))


OF_ONE = {
    **dict.fromkeys(
        ("meetings:invited", "meetings:invitation", "meetings:sent", "meetings:hand_on", "meetings:extract"),
        "invited",
    ),
    "meetings:minute": "minute", "meetings:action": "promise",
}  # fmt: skip


@surface(*OF_ONE)
def what_hangs_on_a_meeting(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["what hangs on a meeting"].pages)
    found = scene.thing(OF_ONE[page])
    if found is None:
        woman = scene.woman()
        return Asked(reverse(page, args=[woman.key, uuid.uuid4(), uuid.uuid4()]), woman=woman)
    keys = [found.woman.key, found.more["of"].key, found.key]
    return Asked(reverse(page, args=keys), woman=found.woman)
