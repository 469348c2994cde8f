"""The files on her record, and the pages that move something to another part of it."""

from tests.gate.histories.scenes import SURFACES, Asked, Scene, surface
from tests.gate.histories.surfaces.records import of_her, of_thing


@surface("papers:papers")
def files(scene: Scene) -> Asked:
    woman = scene.woman()
    return of_her("papers:papers", scene, woman, must=scene.words("paper", woman))


@surface("papers:paper", "papers:paper_file")
def a_file(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["a file"].pages)
    return of_thing(page, scene, scene.thing("paper"), shows=True)


@surface("papers:paper_new", "papers:paper_off", "papers:paper_back")
def forms_about_files(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["forms about files"].pages)
    if page == "papers:paper_new":
        return of_her(page, scene)
    return of_thing(page, scene, scene.thing("paper"))


PARTS = {
    "papers:paper_part": "paper", "engagement:note_part": "note", "outcomes:goal_part": "goal",
    "engagement:appointment_part": "appointment", "engagement:draft_part": "draft",
}  # fmt: skip


@surface(*PARTS, "outcomes:check_in_part", "story:told", "story:topic_part")
def pages_that_move_something(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["pages that move something"].pages)
    # Topics and sittings go by keys of their own, which only their pages say.
    return of_thing(page, scene, scene.thing(PARTS[page]) if page in PARTS else None)
