"""Her plan, what happened in a house, and what is done about whoever harms her."""

from django.urls import reverse

from tests.gate.histories.scenes import SURFACES, Asked, Scene, surface
from tests.gate.histories.surfaces.records import of_her, of_thing


@surface("safety:plan")
def her_safety_plan(scene: Scene) -> Asked:
    woman = scene.woman()
    asked = of_her("safety:plan", scene, woman)
    if scene.reads(woman, "safety"):
        for kind in ("section", "look", "judgement"):
            asked.must |= scene.words(kind, woman)
    return asked


@surface("safety:section", "safety:apart")
def one_section_of_her_plan(scene: Scene) -> Asked:
    woman, page = scene.woman(), scene.chance.choice(["safety:section", "safety:apart"])
    return Asked(reverse(page, args=[woman.key, scene.chance.randint(0, 10)]), woman=woman)


@surface("safety:fits", "safety:look", "safety:judgement", "safety:paper", "safety:incident_new")
def forms_about_her_plan(scene: Scene) -> Asked:
    return of_her(scene.chance.choice(SURFACES["forms about her plan"].pages), scene)


@surface("safety:incidents")
def what_happened_in_houses(scene: Scene) -> Asked:
    woman = scene.woman()
    return of_her("safety:incidents", scene, woman, must=scene.words("incident", woman))


@surface("safety:incident", "safety:second")
def one_thing_that_happened(scene: Scene) -> Asked:
    page = scene.chance.choice(["safety:incident", "safety:second"])
    return of_thing(page, scene, scene.thing("incident"))


@surface("safety:others")
def who_does_what(scene: Scene) -> Asked:
    woman = scene.woman()
    asked = of_her("safety:others", scene, woman)
    if scene.reads(woman, "harm"):
        asked.must = scene.words("pattern", woman) | scene.words("measure", woman)
    return asked


@surface("safety:pattern_new", "safety:measure_new")
def forms_about_who_does_what(scene: Scene) -> Asked:
    return of_her(scene.chance.choice(["safety:pattern_new", "safety:measure_new"]), scene)


@surface("safety:pattern", "safety:measure")
def one_thing_of_who_does_what(scene: Scene) -> Asked:
    kind = scene.chance.choice(["pattern", "measure"])
    return of_thing(f"safety:{kind}", scene, scene.thing(kind))
