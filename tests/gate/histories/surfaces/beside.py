"""What those beside her see, and those who look after her of them."""

import uuid

from django.urls import reverse
from django.utils import timezone

from alongside.support.activities.rules import number_of
from tests.gate.histories.happened import Companion, Woman
from tests.gate.histories.house import some
from tests.gate.histories.scenes import Asked, Scene, surface
from tests.gate.histories.steps.beside import standing
from tests.gate.histories.surfaces.records import of_her

MAY_BE = ("navigator", "manager", "volunteer")


def _mine(scene: Scene) -> list[tuple[Companion, Woman]]:
    if not scene.hat.worn or scene.hat.role not in MAY_BE:
        return []
    women = scene.history.house.who.women
    return [
        (one, woman) for woman in women for one in standing(scene.history, woman)
        if one.hat is scene.hat
    ]  # fmt: skip


def _words(scene: Scene, woman: Woman) -> set[str]:
    said = scene.history.house.of("welcome")
    return {one.words for one in said if one.woman is woman}


@surface("peers:whom")
def whom_one_is_beside(scene: Scene) -> Asked:
    asked = Asked(reverse("peers:whom"))
    for _one, woman in _mine(scene):
        asked.must |= _words(scene, woman)
    return asked


@surface("peers:one", "peers:note", "peers:worried")
def one_woman_one_is_beside(scene: Scene) -> Asked:
    page = scene.chance.choice(["peers:one", "peers:note", "peers:worried"])
    mine = _mine(scene)
    if mine and scene.chance.random() < 0.7:
        one, woman = scene.chance.choice(mine)
        return Asked(reverse(page, args=[one.key]), must=_words(scene, woman))
    others = [one for woman in scene.history.house.who.women for one in woman.companions]
    found = some(scene.chance, others)
    return Asked(reverse(page, args=[found.key if found else uuid.uuid4()]))


@surface("peers:places", "peers:welcome")
def who_is_beside_her(scene: Scene) -> Asked:
    asked = of_her(scene.chance.choice(["peers:places", "peers:welcome"]), scene)
    assert asked.woman
    if scene.reads(asked.woman) and scene.reads(asked.woman, "welcome"):
        asked.must = _words(scene, asked.woman)
    return asked


@surface("peers:peer_new")
def a_new_peer(scene: Scene) -> Asked:
    woman = scene.woman()
    episode = some(scene.chance, woman.episodes)
    args = [woman.key, episode.key if episode else uuid.uuid4()]
    return Asked(reverse("peers:peer_new", args=args), woman=woman)


@surface("activities:groups", "activities:group_new")
def groups(scene: Scene) -> Asked:
    return Asked(reverse(scene.chance.choice(["activities:groups", "activities:group_new"])))


@surface(
    "activities:people", "activities:leader_new", "activities:group_change", "activities:group_end"
)
def who_comes(scene: Scene) -> Asked:
    group = some(scene.chance, scene.history.house.of("group"))
    pages = ("people", "people", "leader_new", "group_change", "group_end")
    page = f"activities:{scene.chance.choice(pages)}"
    return Asked(reverse(page, args=[group.key if group else uuid.uuid4()]))


@surface("activities:today", "activities:day")
def a_list(scene: Scene) -> Asked:
    groups = scene.history.house.of("group")
    mine = {one.circle: woman for one, woman in _mine(scene) if one.circle}
    led = [one for one in groups if one.key in mine]
    group = some(scene.chance, led if led and scene.chance.random() < 0.8 else groups)
    key = group.key if group else uuid.uuid4()
    asked = Asked(reverse("activities:today", args=[key]))
    if scene.chance.random() < 0.5:
        asked = Asked(reverse("activities:day", args=[key, number_of(timezone.localdate())]))
    if group in led:
        asked.must = _words(scene, mine[key])
    return asked
