"""The team around her, somebody else at her wish, what matters between them, how it ends with our money."""

import uuid

from django.urls import reverse

from tests.gate.histories.happened import Woman
from tests.gate.histories.scenes import SURFACES, Asked, Scene, surface
from tests.gate.histories.steps.ending import LOOK_AFTER, sources
from tests.gate.histories.surfaces.records import of_her, of_thing

MAY_OPEN = ("navigator", "manager")


@surface("home:team")
def the_team_around_her(scene: Scene) -> Asked:
    woman = scene.woman()
    asked = of_her("home:team", scene, woman)
    if (
        scene.hat.role in MAY_OPEN
        and scene.history.house.who.sources(scene.hat, woman) & LOOK_AFTER
    ):
        asked.must = scene.words("introduction", woman)
    return asked


@surface("home:ally_new")
def somebody_elsewhere(scene: Scene) -> Asked:
    return of_her("home:ally_new", scene)


def _of_a_time(page: str, scene: Scene, kind: str) -> Asked:
    """Ask for a page about one of her times; what was written last shows to whoever looks after her."""
    one = scene.thing(kind)
    if one is None:
        woman = scene.woman()
        episode = scene.chance.choice(woman.episodes).key if woman.episodes else uuid.uuid4()
        return Asked(reverse(page, args=[woman.key, episode]), woman=woman)
    episode = one.more["episode"]
    asked = Asked(reverse(page, args=[one.woman.key, episode.key]), woman=one.woman)
    if scene.hat.role in MAY_OPEN and _looks_after(scene, one.woman, episode):
        written = [
            other for other in scene.history.house.of(kind)
            if other.woman is one.woman and other.more["episode"] is episode
        ]  # fmt: skip
        asked.must = {written[-1].words}
    return asked


def _looks_after(scene: Scene, woman: Woman, episode: object) -> bool:
    mine = sources(scene.history, scene.hat, woman, episode)  # type: ignore[arg-type]
    return scene.hat.worn and bool(mine & LOOK_AFTER) and episode.state == "active"  # type: ignore[attr-defined]


@surface("team:handover")
def what_matters_between_them(scene: Scene) -> Asked:
    return _of_a_time("team:handover", scene, "handover")


@surface("endings:plan")
def how_it_ends(scene: Scene) -> Asked:
    return _of_a_time("endings:plan", scene, "plan")


@surface("team:join", "team:would_like", "team:introduce")
def forms_about_her_team(scene: Scene) -> Asked:
    woman = scene.woman()
    page = scene.chance.choice(SURFACES["forms about her team"].pages)
    episode = scene.chance.choice(woman.episodes).key if woman.episodes else uuid.uuid4()
    return Asked(reverse(page, args=[woman.key, episode]), woman=woman)


@surface("team:change", "team:choose", "team:begin")
def somebody_else_to_lead(scene: Scene) -> Asked:
    one = scene.thing("change")
    page = scene.chance.choice(SURFACES["somebody else to lead"].pages)
    asked = of_thing(page, scene, one)
    opens = page == "team:change" and scene.hat.role in MAY_OPEN
    if one and opens and _looks_after(scene, one.woman, one.more["episode"]):
        asked.must = {one.words}
    return asked


@surface("team:introduction")
def an_introduction(scene: Scene) -> Asked:
    return of_thing("team:introduction", scene, scene.thing("introduction"))


@surface("ours:ends")
def our_money_ends(scene: Scene) -> Asked:
    return Asked(reverse("ours:ends"))
