"""Whom she keeps away, emergencies, sealed records, pairs, and who holds passes to whom."""

import uuid

from django.urls import reverse

from alongside.core.people.models import Client
from tests.gate.histories.checks import CANARIES
from tests.gate.histories.happened import Woman
from tests.gate.histories.house import Thing, past_the_gate, run
from tests.gate.histories.scenes import Asked, Scene, surface
from tests.gate.histories.surfaces.sharing import of_one


def _kept_away(scene: Scene, woman: Woman) -> list[Thing]:
    """List what stands of whom she keeps away."""
    standing = {one.key for one in woman.kept_away if not one.lifted}
    return [one for one in scene.history.house.of("kept away") if one.key in standing]


def _gives(scene: Scene, source: str, reason: uuid.UUID, woman: Woman) -> bool:
    """Say whether this hat holds a pass to her now for this one reason."""
    who = scene.history.house.who
    return scene.hat.worn and any(
        one.holder == scene.hat.key and one.source == source and one.reason == reason
        and who.holds(one) for one in who.passes_to(woman)
    )  # fmt: skip


@surface("away:list", "away:add", "away:lift", "away:settle")
def whom_she_keeps_away(scene: Scene) -> Asked:
    if scene.chance.random() < 0.5:
        return _form_about_it(scene)
    woman = scene.woman()
    asked = Asked(reverse("away:list", args=[woman.key]), woman=woman)
    if scene.reads(woman, "sharing"):
        asked.must = {one.words for one in _kept_away(scene, woman)}
    return asked


def _form_about_it(scene: Scene) -> Asked:
    page = scene.chance.choice(["away:add", "away:lift", "away:settle"])
    women = scene.history.house.who.women
    if page == "away:add":
        woman = scene.woman()
        return Asked(reverse(page, args=[woman.key]), woman=woman)
    if page == "away:lift":
        return of_one(page, scene, [(her, one.key) for her in women for one in her.kept_away])
    return of_one(page, scene, [(her, one.key) for her in women for one in her.doubts])


@surface("away:reviews", "away:pairs", "away:pair")
def what_a_duty_brings(scene: Scene) -> Asked:
    return scene.chance.choice([_agencies, _pairs, _pairs])(scene)


def _agencies(scene: Scene) -> Asked:
    asked = Asked(reverse("away:reviews"))
    for woman in scene.history.house.who.women:
        for one in _kept_away(scene, woman):
            if _gives(scene, "safety", one.key, woman):
                asked.must.add(one.words)
    return asked


def _pairs(scene: Scene) -> Asked:
    with past_the_gate():
        pairs = run("select pair_id, array_agg(id) from sharing_match group by 1 order by 1")
    women, shown = scene.history.house.who.women, {}
    for pair, halves in pairs:
        both = [(her, one) for her in women for one in her.matches if one.key in halves]
        if all(not one.settled and _gives(scene, "matching", one.key, her) for her, one in both):
            shown[pair] = {word for her, _ in both for word in CANARIES.findall(her.name)}
    if scene.chance.random() < 0.4:
        return Asked(reverse("away:pairs"), must=set().union(*shown.values()))
    known = list(shown) if shown and scene.chance.random() < 0.7 else [pair for pair, _ in pairs]
    pair = scene.chance.choice(known or [uuid.uuid4()])
    return Asked(reverse("away:pair", args=[pair]), must=shown.get(pair, set()))


@surface("sharing:one_woman", "sharing:of_two")
def two_records(scene: Scene) -> Asked:
    woman = scene.woman()
    hers = [one for one in woman.matches if scene.looks_after_both(woman, one)]
    if scene.chance.random() < 0.5:
        asked = Asked(reverse("sharing:one_woman", args=[woman.key]), woman=woman)
        named = [one for one in hers if one.same]
    else:
        others = [one.other for one in woman.matches] + [scene.woman().key]
        other = scene.chance.choice(others)
        asked = Asked(reverse("sharing:of_two", args=[woman.key, other]), woman=woman)
        named = [one for one in hers if one.other == other]
    for one in named:
        asked.must |= set(CANARIES.findall(scene.history.house.who.woman(one.other).name))
    return asked


@surface("emergency:door", "emergency:look")
def emergencies(scene: Scene) -> Asked:
    return scene.chance.choice([_door, _looked_at])(scene)


def _door(scene: Scene) -> Asked:
    asked = Asked(reverse("emergency:door"))
    if scene.chance.random() < 0.6:
        # Without the second step nothing opens; what comes back must say nothing of her.
        asked.data = {"reference": Client(pk=scene.woman().key).reference, "reason": "danger"}
    return asked


def _looked_at(scene: Scene) -> Asked:
    one = scene.thing("alarm")
    if one is None:
        return of_one("emergency:look", scene, [])
    asked = Asked(reverse("emergency:look", args=[one.woman.key, one.key]), woman=one.woman)
    if scene.reads(one.woman) and scene.reads(one.woman, "sharing"):
        asked.must = {one.words}
    return asked


@surface(
    "emergency:seal", "emergency:sealed", "emergency:kept", "emergency:object_to", "emergency:open_kept",
)  # fmt: skip
def sealed_records(scene: Scene) -> Asked:
    return scene.chance.choice([_sealing, _asking, _kept, _kept])(scene)


def _sealing(scene: Scene) -> Asked:
    woman = scene.woman()
    return Asked(reverse("emergency:seal", args=[woman.key]), woman=woman)


def _asking(scene: Scene) -> Asked:
    asked = Asked(reverse("emergency:sealed"))
    if scene.chance.random() < 0.6:
        asked.data = {"reference": Client(pk=scene.woman().key).reference, "how": "code_word"}
    return asked


def _kept(scene: Scene) -> Asked:
    women = scene.history.house.who.women
    if scene.chance.random() < 0.3:
        known = [(her, one.key) for her in women for one in her.asked]
        return of_one("emergency:object_to", scene, known)
    if scene.chance.random() < 0.3:
        woman = scene.woman()
        return Asked(reverse("emergency:open_kept", args=[woman.key]), woman=woman)
    asked = Asked(reverse("emergency:kept"))
    for her in women:
        seals = [one for one in her.seals if _gives(scene, "keeper", one.key, her)]
        kept = {one.key for one in seals}
        things = [one for one in scene.history.house.of("seal") if one.key in kept]
        asked.must |= {one.words for one in things}
        asked.must |= set(CANARIES.findall(her.name)) if seals else set()
    return asked


@surface("access:review", "access:leaver", "team:lead", "team:take_off", "team:hand_over")
def who_holds_passes_and_who_is_alongside_her(scene: Scene) -> Asked:
    return scene.chance.choice([_passes, _team])(scene)


def _passes(scene: Scene) -> Asked:
    workers = scene.history.house.who.workers
    if scene.chance.random() < 0.3:
        return Asked(reverse("access:leaver", args=[scene.chance.choice(workers).key]))
    show = scene.chance.choice(["", "?show=soon", f"?worker={scene.chance.choice(workers).key}"])
    return Asked(reverse("access:review") + show)


def _team(scene: Scene) -> Asked:
    page = scene.chance.choice(["team:lead", "team:take_off", "team:hand_over"])
    if page == "team:hand_over":
        return Asked(reverse(page))
    women = scene.history.house.who.women
    if page == "team:lead":
        return of_one(page, scene, [(her, one.key) for her in women for one in her.episodes])
    with past_the_gate():
        rows = run("select client_id, id from team_member where ended_at is null order by id")
    keys = {one.key: one for one in women}
    return of_one(page, scene, [(keys[client], key) for client, key in rows])
