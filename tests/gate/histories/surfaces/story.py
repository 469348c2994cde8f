"""What can be talked about with her, her story, her nights, and how she describes herself."""

import uuid

from django.urls import reverse

from tests.gate.histories.scenes import SURFACES, Asked, Scene, surface
from tests.gate.histories.surfaces.records import of_her, of_thing


@surface("gathering:bank")
def what_can_be_talked_about(scene: Scene) -> Asked:
    woman = scene.woman()
    return of_her("gathering:bank", scene, woman, must=scene.words("topic", woman))


@surface("gathering:line")
def her_story_to_read_with_her(scene: Scene) -> Asked:
    return of_her("gathering:line", scene)


@surface("gathering:paper", "gathering:line")
def her_story_with_nothing_picked(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["her story with nothing picked"].pages)
    return of_her(page, scene, data={"nothing": "on"})


@surface("gathering:section", "gathering:look_after", "story:travel", "story:day_new")
def who_may_speak_of_it(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["who may speak of it"].pages)
    woman = scene.woman()
    by_subject = page in ("gathering:section", "story:day_new")
    # Topics go by keys of their own, which only their pages say.
    return Asked(
        reverse(page, args=[woman.key, "justice" if by_subject else uuid.uuid4()]), woman=woman
    )


@surface("story:cause_new")
def a_new_cause(scene: Scene) -> Asked:
    return of_her("story:cause_new", scene)


@surface("story:topic")
def what_led_to_it(scene: Scene) -> Asked:
    woman = scene.woman()
    asked = Asked(reverse("story:topic", args=[woman.key, "home"]), woman=woman)
    if scene.writes(woman, "story"):
        asked.must = scene.words("cause", woman)
    return asked


@surface("story:entry_move", "story:entry_end", "story:entry_back", "story:take_back")
def what_is_done_with_a_cause(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["what is done with a cause"].pages)
    return of_thing(page, scene, scene.thing("cause", "day"))


@surface("accommodation:nights")
def her_nights(scene: Scene) -> Asked:
    woman = scene.woman()
    return of_her("accommodation:nights", scene, woman, must=scene.words("stretch", woman))


@surface(
    "accommodation:stretch_new", "accommodation:stretch_change", "accommodation:stretch_part",
    "accommodation:stretch_off", "accommodation:stretch_back",
)  # fmt: skip
def forms_about_nights(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["forms about nights"].pages)
    if page == "accommodation:stretch_new":
        return of_her(page, scene)
    return of_thing(page, scene, scene.thing("stretch"))


@surface("story:equality")
def how_she_describes_herself(scene: Scene) -> Asked:
    woman = scene.woman()
    hers = [one.words for one in scene.history.house.of("answer") if one.part == "identity"]
    asked = of_her("story:equality", scene, woman)
    asked.must = scene.words("answer", woman) & set(hers)
    return asked


@surface("story:equality_locked")
def what_is_locked_of_it(scene: Scene) -> Asked:
    woman = scene.woman()
    hers = [one.words for one in scene.history.house.of("answer") if one.part == "sexuality"]
    asked = of_her("story:equality_locked", scene, woman)
    asked.must = scene.words("answer", woman) & set(hers)
    return asked


@surface("story:languages")
def her_languages(scene: Scene) -> Asked:
    woman = scene.woman()
    return of_her("story:languages", scene, woman, must=scene.words("language", woman))


@surface(
    "topics:subjects", "topics:subject_new", "topics:subject_change", "topics:subject_move",
    "topics:subject_end", "topics:subject_back", "topics:subject_as_it_came",
)  # fmt: skip
def what_can_be_talked_about_with_anybody(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["what can be talked about with anybody"].pages)
    several = page in ("topics:subjects", "topics:subject_new")
    return Asked(reverse(page, args=[] if several else [uuid.uuid4()]))
