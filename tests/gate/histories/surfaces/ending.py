"""How her time with us ends and begins again, as pages show it."""

import uuid

from django.urls import reverse

from alongside.core.people.models import Client
from alongside.foundation.access.context import acting_as
from tests.gate.histories.scenes import Asked, Scene, surface
from tests.gate.histories.surfaces.records import of_her


@surface("endings:time", "endings:stop")
def her_time_with_us(scene: Scene) -> Asked:
    return of_her(scene.chance.choice(["endings:time", "endings:stop"]), scene)


@surface("endings:ending")
def what_was_weighed(scene: Scene) -> Asked:
    one = scene.thing("closing")
    if one is None:
        woman = scene.woman()
        return Asked(reverse("endings:ending", args=[woman.key, uuid.uuid4()]), woman=woman)
    asked = Asked(reverse("endings:ending", args=[one.woman.key, one.key]), woman=one.woman)
    if scene.reads(one.woman):
        asked.must = {one.words}
        if scene.reads(one.woman, "notes"):
            asked.must.add(one.more["why"])
    return asked


@surface("endings:close")
def whether_to_close(scene: Scene) -> Asked:
    woman = scene.woman()
    episode = scene.chance.choice(woman.episodes).key if woman.episodes else uuid.uuid4()
    return Asked(reverse("endings:close", args=[woman.key, episode]), woman=woman)


@surface("endings:died")
def her_death(scene: Scene) -> Asked:
    one = scene.thing("death")
    if one is None or not scene.reads(one.woman):
        return of_her("endings:died", scene)
    with acting_as(scene.hat.key):
        quiet = Client.objects.get(pk=one.woman.key).quiet
    asked = of_her("endings:died", scene, one.woman)
    # Only for who writes contacts; the page itself is that of a worker.
    if quiet and scene.hat.role in ("navigator", "manager"):
        asked.must = {one.words}
    return asked
