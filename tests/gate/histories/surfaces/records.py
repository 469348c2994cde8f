"""Her record, her own pages, referrals, counts, and pages that know nobody."""

import uuid
from typing import Any

from django.urls import reverse

from tests.gate.histories.checks import CANARIES
from tests.gate.histories.happened import Woman
from tests.gate.histories.house import Thing, past_the_gate, run, some
from tests.gate.histories.scenes import SURFACES, Asked, Scene, surface


def of_her(page: str, scene: Scene, woman: Woman | None = None, **more: Any) -> Asked:
    """Ask for one of her pages."""
    woman = woman or scene.woman()
    return Asked(reverse(page, args=[woman.key]), woman=woman, **more)


def of_thing(page: str, scene: Scene, thing: Thing | None, *, shows: bool = False) -> Asked:
    """Ask for the page of one thing, or of a key that never was; it `shows` its words to whoever may read."""
    if thing is None:
        woman = scene.woman()
        return Asked(reverse(page, args=[woman.key, uuid.uuid4()]), woman=woman)
    asked = Asked(reverse(page, args=[thing.woman.key, thing.key]), woman=thing.woman)
    if shows and scene.reads(thing.woman, thing.part):
        asked.must = {thing.words}
    return asked


def _name(woman: Woman) -> set[str]:
    return set(CANARIES.findall(woman.name))


# --- under the roof -------------------------------------------------------------------------------


@surface("home:today")
def today(scene: Scene) -> Asked:
    return Asked(reverse("home:today"))


@surface("home:women")
def women(scene: Scene) -> Asked:
    if scene.chance.random() < 0.2:
        return Asked(f"{reverse('home:women')}?show={scene.chance.choice(['safe', 'waiting'])}")
    before = scene.chance.random() < 0.3
    asked = Asked(reverse("home:women") + ("?show=before" if before else ""))
    for woman in scene.history.house.who.women:
        states = {episode.state for episode in woman.episodes}
        shown = not states & {"active", "referred"} if before else "active" in states
        if shown and scene.reads(woman) and scene.is_listed(woman):
            asked.must |= _name(woman)
    return asked


@surface("home:find")
def find(scene: Scene) -> Asked:
    woman = scene.woman()
    words = some(scene.chance, [woman.name, *scene.words("full name", woman)])
    asked = Asked(reverse("home:find"), {"q": words})
    if scene.reads(woman) and scene.is_listed(woman):
        asked.must = _name(woman)
    return asked


@surface("home:her")
def her(scene: Scene) -> Asked:
    woman = scene.woman()
    shown = _name(woman) if scene.reads(woman) else set()
    return of_her("home:her", scene, woman, must=shown | scene.words("card", woman))


@surface("home:her")
def her_page_as_a_browser_keeps_it(scene: Scene) -> Asked:
    headers = {
        "if-none-match": '"anything"', "if-modified-since": "Mon, 01 Jan 2035 00:00:00 GMT",
        "range": "bytes=0-5000", "hx-request": "true",
    }  # fmt: skip
    return of_her("home:her", scene, headers=headers)


@surface("home:timeline")
def timeline(scene: Scene) -> Asked:
    woman = scene.woman()
    return of_her("home:timeline", scene, woman, must=scene.words("note", woman))


# --- reaching her, where she is, her story --------------------------------------------------------


@surface("people:contact")
def how_to_reach_her(scene: Scene) -> Asked:
    woman = scene.woman()
    return of_her("people:contact", scene, woman, must=scene.words("card", woman))


@surface("people:reach")
def one_way_to_reach_her(scene: Scene) -> Asked:
    with past_the_gate():
        ways = run("select id, client_id from people_safeway where ended_at is null order by id")
    ways = ways or [(uuid.uuid4(), scene.woman().key)]
    way, client = scene.chance.choice(ways)
    woman = next(one for one in scene.history.house.who.women if one.key == client)
    return Asked(reverse("people:reach", args=[client, way]), woman=woman)


@surface("people:whereabouts", "people:whereabouts_new")
def where_she_is(scene: Scene) -> Asked:
    page = scene.chance.choice(["people:whereabouts", "people:whereabouts_new"])
    return of_her(page, scene)


@surface("people:whereabouts")
def where_she_is_revealed(scene: Scene) -> Asked:
    woman = scene.woman()
    shown = scene.words("address", woman)
    return of_her("people:whereabouts", scene, woman, data={"reason": "visit"}, must=shown)


@surface("story:topic")
def her_story(scene: Scene) -> Asked:
    if topic := scene.thing("topic"):
        url = reverse("story:topic", args=[topic.woman.key, topic.more["subject"]])
        # The page is for writing, and opens for those alone who may.
        mine = scene.writes(topic.woman, topic.part) and scene.reads(topic.woman)
        shown = {topic.words} if mine and scene.reads(topic.woman, topic.part) else set()
        return Asked(url, woman=topic.woman, must=shown)
    woman = scene.woman()
    return Asked(reverse("story:topic", args=[woman.key, "health"]), woman=woman)


# --- goals and notes ------------------------------------------------------------------------------


@surface("outcomes:goals")
def goals(scene: Scene) -> Asked:
    woman = scene.woman()
    return of_her("outcomes:goals", scene, woman, must=scene.words("goal", woman))


@surface("outcomes:goal")
def goal(scene: Scene) -> Asked:
    one = scene.thing("goal")
    asked = of_thing("outcomes:goal", scene, one, shows=True)
    if asked.must:
        # What hangs on a goal goes where it goes; of check-ins a picture tells, without their words.
        things = scene.history.house.of("attempt")
        asked.must |= {thing.words for thing in things if thing.more["goal"] is one}
    return asked


@surface("outcomes:goal_path", "outcomes:area_path")
def way_travelled(scene: Scene) -> Asked:
    if scene.chance.random() < 0.5:
        return of_thing("outcomes:goal_path", scene, scene.thing("goal"))
    return _area("outcomes:area_path", scene)


def _area(page: str, scene: Scene) -> Asked:
    areas = run("select id from outcomes_area order by place")
    woman = scene.woman()
    return Asked(reverse(page, args=[woman.key, scene.chance.choice(areas)[0]]), woman=woman)


@surface(
    "outcomes:change_goal", "outcomes:reach_goal", "outcomes:wait_on", "outcomes:ask_again",
    "outcomes:new_attempt",
    "outcomes:check_in_goal", "outcomes:check_in_area", "outcomes:new_goal", "outcomes:choose_check_in",
)  # fmt: skip
def forms_about_goals(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["forms about goals"].pages)
    if page == "outcomes:check_in_area":
        return _area(page, scene)
    if page in ("outcomes:new_goal", "outcomes:choose_check_in"):
        return of_her(page, scene)
    return of_thing(page, scene, scene.thing("goal"))


@surface("engagement:note")
def note(scene: Scene) -> Asked:
    return of_thing("engagement:note", scene, scene.thing("note"), shows=True)


@surface(
    "engagement:note_change", "engagement:note_undo", "engagement:appointment_move",
    "engagement:appointment_happened", "engagement:appointment_undo", "engagement:note_new",
    "engagement:appointment_new", "engagement:note_whom",
)  # fmt: skip
def forms_about_notes_and_what_is_next(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["forms about notes and what is next"].pages)
    if page == "engagement:note_whom":
        return Asked(reverse(page))
    if page.endswith("_new"):
        return of_her(page, scene)
    kind = "note" if "note" in page else "appointment"
    return of_thing(page, scene, scene.thing(kind))


@surface("engagement:draft_throw_away", "engagement:note_new")
def drafts(scene: Scene) -> Asked:
    draft = scene.thing("draft")
    if draft and scene.chance.random() < 0.5:
        url = f"{reverse('engagement:note_new', args=[draft.woman.key])}?draft={draft.key}"
        return Asked(url, woman=draft.woman)
    return of_thing("engagement:draft_throw_away", scene, draft)


# --- her own pages --------------------------------------------------------------------------------


@surface("herspace:my_path")
def my_path(scene: Scene) -> Asked:
    return _picked("herspace:my_path", scene)


@surface("herspace:pick")
def what_she_picks(scene: Scene) -> Asked:
    return of_her("herspace:pick", scene)


@surface("herspace:paper")
def my_path_on_paper(scene: Scene) -> Asked:
    return _picked("herspace:paper", scene)


def _picked(page: str, scene: Scene) -> Asked:
    woman = scene.woman()
    asked = of_her(page, scene, woman)
    if scene.reads(woman, "goals"):
        picked = [one for one in scene.history.house.of("goal") if one.more.get("picked")]
        # Moved into another part since, she is asked again.
        asked.must = {
            one.words for one in picked
            if one.woman is woman and one.part == "goals" and one.more["picked"] == "goals"
        }  # fmt: skip
    return asked


# --- referrals ------------------------------------------------------------------------------------


def _answered_by(scene: Scene, one: Thing) -> bool:
    who = scene.history.house.who
    return scene.hat.worn and any(
        given.source in ("triage", "manager") and given.holder == scene.hat.key
        and given.reason == one.more["episode"] and who.holds(given)
        for given in who.passes_to(one.woman)
    )  # fmt: skip


@surface("referrals:new")
def new_referrals(scene: Scene) -> Asked:
    asked = Asked(reverse("referrals:new"))
    for one in scene.history.house.of("referral"):
        episode = next(e for e in one.woman.episodes if e.key == one.more["episode"])
        if episode.state == "referred" and _answered_by(scene, one):
            asked.must |= _name(one.woman)
    return asked


@surface("referrals:referral", "referrals:take_up", "referrals:offer")
def a_referral(scene: Scene) -> Asked:
    one = scene.thing("referral")
    page = scene.chance.choice(["referrals:referral", *SURFACES["a referral"].pages])
    asked = Asked(reverse(page, args=[one.key if one else uuid.uuid4()]))
    if one:
        asked.woman = one.woman
        if page == "referrals:referral" and _answered_by(scene, one):
            asked.must = {one.words}
    return asked


@surface("referrals:sent")
def what_senders_hear(scene: Scene) -> Asked:
    asked = Asked(reverse("referrals:sent"))
    for one in scene.history.house.of("referral"):
        if one.more.get("heard") and "sender" in scene.history.house.who.sources(
            scene.hat, one.woman
        ):
            asked.must |= {one.more["ours"]}
    return asked


@surface("referrals:links", "referrals:write")
def links_and_forms_of_referrals(scene: Scene) -> Asked:
    return Asked(reverse(scene.chance.choice(["referrals:links", "referrals:write"])))


# --- counts and copies ----------------------------------------------------------------------------


@surface("insight:counts", "insight:service_counts")
def counts(scene: Scene) -> Asked:
    service = scene.chance.choice(scene.history.house.who.services)
    period = scene.chance.choice(["2026-q3", "2026-q4", "2026"])
    return Asked(reverse("insight:service_counts", args=[service.key, period]))


@surface(
    "insight:copies", "insight:copy", "insight:copy_csv", "insight:copy_about", "insight:copy_paper"
)
def copies(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["copies"].pages)
    key = [] if page == "insight:copies" else [scene.history.house.copy_id]
    return Asked(reverse(page, args=key))


# --- refusals, and pages that know nobody ---------------------------------------------------------


@surface()
def a_page_that_is_not_there(scene: Scene) -> Asked:
    return Asked(f"/women/{scene.woman().key}/nowhere/{scene.woman().key}/")


@surface("outcomes:set_aside")
def told_that_it_changed_meanwhile(scene: Scene) -> Asked:
    asked = of_thing("outcomes:set_aside", scene, scene.thing("goal"))
    asked.data = {"version": "77"}
    return asked


@surface("engagement:note_new", "people:contact", "people:whereabouts_new", "outcomes:new_goal")
def told_to_mend_a_form(scene: Scene) -> Asked:
    page = scene.chance.choice(SURFACES["told to mend a form"].pages)
    return of_her(page, scene, data={"happened_on_0": "40", "since_0": "40", "words": ""})


@surface(
    "accounts:account",
    "accounts:hats",
    "accounts:session_list",
    "accounts:workers",
    "accounts:agencies",
    "accounts:seal",
    "accounts:alarms",
    "away:duties",
)
def pages_about_workers(scene: Scene) -> Asked:
    return Asked(reverse(scene.chance.choice(SURFACES["pages about workers"].pages)))
