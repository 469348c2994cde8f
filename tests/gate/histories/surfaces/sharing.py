"""Who can see what of her record: shares, wishes, agreements, what was passed on, who is named."""

import uuid

from django.urls import reverse

from tests.gate.histories.happened import BIT, LOCKED, Share, Woman
from tests.gate.histories.house import Thing, some
from tests.gate.histories.scenes import SURFACES, Asked, Scene, surface

# A reason, and the woman it is about.
Known = tuple[Woman, uuid.UUID]


def of_one(page: str, scene: Scene, known: list[Known]) -> Asked:
    """Ask for the page of one thing, more often of one this hat sees; with none, of a key never given."""
    seen = [one for one in known if scene.reads(one[0])]
    one = some(scene.chance, seen if seen and scene.chance.random() < 0.6 else known)
    woman, key = one or (scene.woman(), uuid.uuid4())
    return Asked(reverse(page, args=[woman.key, key]), woman=woman)


def _stands(scene: Scene, thing: Thing) -> bool:
    """Whether a share, a wish or an agreement is among those that stand today or will."""
    if not (share := thing.more.get("share")):
        return True
    assert isinstance(share, Share)
    return not share.ended and share.until > scene.history.house.who.now and not share.agency.closed


@surface("sharing:who_sees")
def who_can_see_what(scene: Scene) -> Asked:
    woman = scene.woman()
    asked = Asked(reverse("sharing:who_sees", args=[woman.key]), woman=woman)
    if scene.reads(woman, "sharing"):
        things = scene.history.house.of("share", "wish", "agreement")
        asked.must = {one.words for one in things if one.woman is woman and _stands(scene, one)}
    return asked


@surface(
    "sharing:share_whom", "sharing:share_new", "sharing:agreement_new", "sharing:wish_new",
    "sharing:pass_on", "sharing:pass_on_locked", "sharing:named", "sharing:stop", "access:end_share",
    "sharing:wish_change", "sharing:wish_end", "sharing:agreement_end", "sharing:agreement_duty",
    "sharing:unname",
)  # fmt: skip
def forms_about_sharing(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["forms about sharing"].pages)
    who, things = scene.history.house.who, scene.history.house.of
    if page in ("sharing:stop", "access:end_share"):
        return of_one(page, scene, [(one.woman, one.key) for one in things("share")])
    if page in ("sharing:agreement_end", "sharing:agreement_duty"):
        return of_one(page, scene, [(one.woman, one.key) for one in things("agreement")])
    if page == "sharing:unname":
        return of_one(page, scene, [(her, one.key) for her in who.women for one in her.namings])
    if page in ("sharing:wish_change", "sharing:wish_end"):
        return _wish(page, scene)
    woman, more = scene.woman(), []
    if page == "sharing:share_new":
        more = [scene.chance.choice(who.agencies).key]
    elif page == "sharing:pass_on_locked":
        more = [BIT[scene.chance.choice(LOCKED)]]
    return Asked(reverse(page, args=[woman.key, *more]), woman=woman)


def _wish(page: str, scene: Scene) -> Asked:
    wish = scene.thing("wish")
    if wish is None:
        return of_one(page, scene, [])
    asked = Asked(reverse(page, args=[wish.woman.key, wish.key]), woman=wish.woman)
    if page == "sharing:wish_end" and scene.writes(wish.woman, "sharing"):
        asked.must = {wish.words}
    return asked


@surface(
    "sharing:passed_on", "sharing:passed", "sharing:told", "sharing:review", "sharing:paper"
)  # fmt: skip
def what_was_passed_on(scene: Scene) -> Asked:
    page = scene.chance.choice(["sharing:passed", *SURFACES["what was passed on"].pages])
    if page == "sharing:passed_on":
        woman = scene.woman()
        return Asked(reverse(page, args=[woman.key]), woman=woman)
    one = scene.thing("passed on")
    if one is None:
        return of_one(page, scene, [])
    asked = Asked(reverse(page, args=[one.woman.key, one.key]), woman=one.woman)
    if page == "sharing:passed" and scene.reads(one.woman, "sharing") and _reads(scene, one):
        asked.must = {one.words} | ({one.more["went"]} if _read_what_went(scene, one) else set())
    return asked


def _reads(scene: Scene, one: Thing) -> bool:
    return scene.reads(one.woman) and scene.reads(one.woman, one.part)


def _read_what_went(scene: Scene, one: Thing) -> bool:
    return scene.reads(one.woman, one.more["part"])


@surface("herspace:opened", "herspace:opened_paper")
def who_has_opened_her_record(scene: Scene) -> Asked:
    woman = scene.woman()
    if scene.chance.random() < 0.5:
        return Asked(reverse("herspace:opened", args=[woman.key]), woman=woman)
    url = reverse("herspace:opened_paper", args=[woman.key])
    return Asked(url, woman=woman, data={"page": 1, "safe": "on"})
