"""Who is on duty, what may be needed then, and what happened."""

from django.urls import reverse

from tests.gate.histories.scenes import Asked, Scene, surface
from tests.gate.histories.surfaces.records import of_her


@surface("duty:rota", "duty:shift_new", "duty:cover")
def the_rota(scene: Scene) -> Asked:
    return Asked(reverse(scene.chance.choice(["duty:rota", "duty:shift_new", "duty:cover"])))


@surface("duty:now")
def a_shift(scene: Scene) -> Asked:
    return Asked(reverse("duty:now"))


@surface("duty:tonight", "duty:happened")
def out_of_hours(scene: Scene) -> Asked:
    return of_her(scene.chance.choice(["duty:tonight", "duty:happened"]), scene)
