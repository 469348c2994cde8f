"""What opens doors, letters, checks, messages, and the words of a service."""

import uuid

from django.urls import reverse

from tests.gate.histories.house import past_the_gate, run
from tests.gate.histories.scenes import SURFACES, Asked, Scene, surface
from tests.gate.histories.surfaces.records import of_her, of_thing


@surface("engagement:enablers")
def what_opens_doors(scene: Scene) -> Asked:
    woman = scene.woman()
    return of_her("engagement:enablers", scene, woman, must=scene.words("enabler", woman))


@surface("engagement:enabler")
def one_thing_that_opens_doors(scene: Scene) -> Asked:
    return of_thing("engagement:enabler", scene, scene.thing("enabler"), shows=True)


@surface("engagement:choices")
def what_she_was_offered(scene: Scene) -> Asked:
    woman = scene.woman()
    return of_her("engagement:choices", scene, woman, must=scene.words("choice", woman))


@surface("engagement:letter", "engagement:letter_paper")
def a_letter(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["a letter"].pages)
    return of_thing(page, scene, scene.thing("letter"), shows=True)


@surface("engagement:not_hers")
def a_note_that_is_not_hers(scene: Scene) -> Asked:
    return of_thing("engagement:not_hers", scene, scene.thing("note"))


@surface("engagement:misplaced")
def a_note_that_stood_elsewhere(scene: Scene) -> Asked:
    with past_the_gate():
        rows = run("select id, client_id from engagement_misplaced order by id")
    key, client = scene.chance.choice(rows or [(uuid.uuid4(), scene.woman().key)])
    woman = next(one for one in scene.history.house.who.women if one.key == client)
    return Asked(reverse("engagement:misplaced", args=[client, key]), woman=woman)


@surface("engagement:checks")
def checks_she_agreed(scene: Scene) -> Asked:
    woman = scene.woman()
    return of_her("engagement:checks", scene, woman, must=scene.words("checks", woman))


@surface("engagement:check", "engagement:check_move")
def one_check(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["one check"].pages)
    with past_the_gate():
        rows = run("select id, client_id from engagement_check order by id")
    key, client = scene.chance.choice(rows or [(uuid.uuid4(), scene.woman().key)])
    woman = next(one for one in scene.history.house.who.women if one.key == client)
    return Asked(reverse(page, args=[client, key]), woman=woman)


@surface(
    "engagement:tried", "engagement:letters", "engagement:enabler_new", "engagement:letter_new",
    "engagement:check_agree", "engagement:checks_stop", "engagement:choice_new",
)  # fmt: skip
def pages_of_everyday_work(scene: Scene) -> Asked:
    return of_her(scene.chance.choice(SURFACES["pages of everyday work"].pages), scene)


MOVED = {
    "engagement:choice_part": "choice",
    "engagement:enabler_part": "enabler",
    "engagement:letter_part": "letter",
}
TAKEN_BACK = {
    "engagement:choice_undo": "choice",
    "engagement:enabler_undo": "enabler",
    "engagement:letter_undo": "letter",
}


@surface(*MOVED, *TAKEN_BACK, "engagement:appointment_reminded")
def what_is_moved_and_taken_back(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["what is moved and taken back"].pages)
    kind = {**MOVED, **TAKEN_BACK}.get(page, "appointment")
    return of_thing(page, scene, scene.thing(kind))


@surface("engagement:several")
def one_visit_for_several_women(scene: Scene) -> Asked:
    return Asked(reverse("engagement:several"))


@surface("engagement:everyday", "engagement:words", "engagement:messages", "engagement:message_new")
def pages_of_a_service(scene: Scene) -> Asked:
    return Asked(reverse(scene.chance.choice(SURFACES["pages of a service"].pages)))
