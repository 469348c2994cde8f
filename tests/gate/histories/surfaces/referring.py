"""Waiting lists, where she was referred to, what a sender sent, and a manager's counts of referrals."""

import uuid

from django.urls import reverse

from tests.gate.histories.scenes import SURFACES, Asked, Scene, surface
from tests.gate.histories.surfaces.records import of_her, of_thing


@surface("referrals:waiting_list")
def waiting_list(scene: Scene) -> Asked:
    service = scene.chance.choice(scene.history.house.who.services)
    return Asked(reverse("referrals:waiting_list", args=[service.key]))


@surface(
    "referrals:place", "referrals:off_list", "referrals:accept", "referrals:cannot",
    "referrals:take_back",
)  # fmt: skip
def a_place_on_the_list_and_other_answers(scene: Scene) -> Asked:
    one = scene.thing("referral")
    page = scene.chance.choice(SURFACES["a place on the list and other answers"].pages)
    asked = Asked(reverse(page, args=[one.key if one else uuid.uuid4()]))
    if one and page not in ("referrals:take_back",):
        asked.woman = one.woman
    return asked


@surface("referred:outs")
def where_she_was_referred_to(scene: Scene) -> Asked:
    woman = scene.woman()
    return of_her("referred:outs", scene, woman, must=scene.words("carried", woman))


@surface("referred:out")
def a_referral_on(scene: Scene) -> Asked:
    one = scene.thing("out")
    asked = of_thing("referred:out", scene, one, shows=True)
    if asked.must:
        things = scene.history.house.of("step")
        asked.must |= {thing.words for thing in things if thing.more["out"] is one}
    return asked


@surface("referred:out_new", "referred:letter")
def forms_about_referring_on(scene: Scene) -> Asked:
    if scene.chance.random() < 0.5:
        return of_her("referred:out_new", scene)
    return of_thing("referred:letter", scene, scene.thing("out"))


@surface(
    "referrals:counts", "referrals:needs", "referrals:tonight", "referrals:typed", "referrals:paper"
)
def counts_and_forms_of_referrals(scene: Scene) -> Asked:
    return Asked(reverse(scene.chance.choice(SURFACES["counts and forms of referrals"].pages)))
