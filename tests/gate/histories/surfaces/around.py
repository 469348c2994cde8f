"""The pages about who is around her."""

import uuid

from django.urls import reverse

from tests.gate.histories.house import Thing
from tests.gate.histories.scenes import SURFACES, Asked, Scene, surface
from tests.gate.histories.surfaces.records import of_her, of_thing


@surface("around:around", "around:paper")
def around_her(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["around her"].pages)
    woman = scene.woman()
    shown = scene.words("person", woman) | scene.words("pet", woman)
    return of_her(page, scene, woman, must=shown)


@surface("around:paper")
def her_people_on_paper(scene: Scene) -> Asked:
    woman = scene.woman()
    rows = [
        one for one in scene.history.house.of("person", "pet")
        if one.woman is woman and scene.reads(woman) and scene.reads(woman, one.part)
    ]  # fmt: skip
    data = {"picks": [str(one.key) for one in rows], "with_words": "on", "safe": "on"}
    return of_her("around:paper", scene, woman, data=data, must={one.words for one in rows})


@surface("around:person", "around:pet")
def somebody_around_her(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["somebody around her"].pages)
    return of_thing(page, scene, scene.thing(page.partition(":")[2]), shows=True)


@surface("around:pets")
def her_animals(scene: Scene) -> Asked:
    woman = scene.woman()
    return of_her("around:pets", scene, woman, must=scene.words("pet", woman))


@surface("around:near")
def her_children(scene: Scene) -> Asked:
    woman = scene.woman()
    kinds = ("child", "pregnancy", "arrangement", "process", "marked day")
    return of_her(
        "around:near",
        scene,
        woman,
        must={word for kind in kinds for word in scene.words(kind, woman)},
    )


@surface(
    "around:person_new", "around:pet_new", "around:child_new", "around:pregnancy_new",
    "around:arrangement_new", "around:process_new",
)  # fmt: skip
def forms_about_those_around_her(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["forms about those around her"].pages)
    return of_her(page, scene)


OF_ONE = {
    **{f"around:person_{verb}": "person" for verb in ("change", "end", "back", "part")},
    **{f"around:pet_{verb}": "pet" for verb in ("change", "end", "back", "part")},
    **{
        f"around:{kind}_{verb}": kind
        for kind in ("child", "pregnancy", "arrangement", "process")
        for verb in ("change", "end", "back")
    },
    "around:standing_new": "person", "around:turned_new": "pet", "around:day": "marked day",
    "around:arrangement_day_new": "arrangement", "around:process_day_new": "process",
}  # fmt: skip


@surface(*OF_ONE)
def forms_about_one_of_them(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["forms about one of them"].pages)
    return of_thing(page, scene, scene.thing(OF_ONE[page]))


UNDONE = {"around:standing_undo": "standing", "around:turned_undo": "turned"}


@surface(*UNDONE)
def taking_back_what_was_said_of_them(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["taking back what was said of them"].pages)
    found: Thing | None = scene.thing(UNDONE[page])
    if found is None:
        woman = scene.woman()
        return Asked(reverse(page, args=[woman.key, uuid.uuid4(), uuid.uuid4()]), woman=woman)
    of = found.more["of"]
    return Asked(reverse(page, args=[found.woman.key, of.key, found.key]), woman=found.woman)
