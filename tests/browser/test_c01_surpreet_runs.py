"""C1: she refers herself, runs every Saturday for a year, and takes her path home on paper."""

import datetime
import io
import uuid
from collections.abc import Callable

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.support.engagement import actions as engagement
from alongside.support.engagement.models import Contact
from alongside.support.outcomes import actions as outcomes
from alongside.support.outcomes.actions import Said
from alongside.support.outcomes.models import Goal, Reading
from tests.browser.conftest import Live
from tests.browser.walking import (
    choose,
    follow,
    is_headed,
    is_told,
    press,
    unfold,
    write_day,
)
from tests.shared.cast import Cast, actor

FIRST, LAST = datetime.date(2020, 7, 4), datetime.date(2021, 5, 29)
SATURDAYS = [FIRST + datetime.timedelta(weeks=week) for week in range((LAST - FIRST).days // 7 + 1)]
# These are written on the page; the rest of the year is written the same way, past the page.
BY_HAND = {
    FIRST: "I have always avoided learning to jog.",
    datetime.date(2020, 12, 26): "I came at Christmas.",
    LAST: "Three kilometres. Me.",
}
STEPS = ("walk", "run and walk", "30 minutes of intervals", "3 km", "5 km", "parkrun")
GOAL = "Join a parkrun when the rules allow, with somebody beside me"
WALK, RUN_WALK, INTERVALS, THREE_KM = range(4)
HOME = "It felt as though it could be an adventure worth trying out."


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no_scripts"])
def test_surpreet_runs(live: Live, window: Callable[..., Page], javascript: bool) -> None:
    hers = window(javascript=javascript)
    she_asks_for_support(hers)
    nadia = window(live.cast.nadia, javascript=javascript)
    triage_says_yes(nadia)
    amal = window(live.cast.amal, javascript=javascript)
    with acting_as(live.cast.amal.pk):
        surpreet = Client.objects.get(name="Surpreet").pk
    a_year_of_saturdays(amal, live.cast, surpreet)
    her_goal_and_her_steps(amal)
    two_voices_with_a_dip(amal, live.cast, surpreet)
    how_far_she_has_come(amal)
    my_path(amal)


def she_asks_for_support(page: Page) -> None:
    page.goto("/ask/")
    is_headed(page, "Before you start")
    press(page, "I am writing for myself")
    is_headed(page, "How can we reach you safely?")
    press(page, "Next")
    expect(page.locator("[data-mend]")).to_contain_text("Write one way we can reach you.")
    page.get_by_label("A way to reach you").fill("07700 900112")
    choose(page, "If it is a phone, what is safe?", "A text")
    choose(page, "When is it safe?", "Any time")
    choose(page, "What should we never do?", "Leave a message")
    press(page, "Next")
    is_headed(page, "Anything you would like to add")
    page.get_by_label("What would you like to be called?").fill("Surpreet")
    page.get_by_label("What would you like?", exact=True).fill(
        "To get out. I am low and on my own a lot."
    )
    page.get_by_label("Is there a worker you would like?").fill("Amal")
    page.get_by_label("Which language is best for you?").fill("Punjabi and English")
    press(page, "Next")
    is_headed(page, "Is this right?")
    for said in ("07700 900112", "A text", "Leave a message", "Surpreet", "Punjabi and English"):
        expect(page.locator("main")).to_contain_text(said)
    press(page, "Send")
    is_headed(page, "Thank you")
    expect(page.locator("body")).not_to_contain_text("Surpreet")


def triage_says_yes(page: Page) -> None:
    page.goto("/")
    expect(page.locator("#new-referrals")).to_contain_text("One new referral is waiting")
    follow(page, "Look at them")
    expect(page.locator("main")).to_contain_text("She wrote this herself.")
    follow(page, "Read and answer", whole=False)
    is_headed(page, "Surpreet")
    expect(page.locator("main")).to_contain_text("Safe to contact: now, by text")
    expect(page.locator("main")).to_contain_text("Nothing goes back to whoever wrote.")
    expect(page.locator("#take-up")).to_contain_text(
        "We would propose Amal: she asked for this worker."
    )
    press(page, "Say yes, and put them alongside her")
    is_told(page, "Amal is alongside Surpreet now.")
    is_headed(page, "New referrals")


def a_year_of_saturdays(page: Page, cast: Cast, surpreet: uuid.UUID) -> None:
    for saturday, words in BY_HAND.items():
        page.goto("/")
        follow(page, "Write a note")
        follow(page, "Write about Surpreet")
        is_headed(page, "A note about Surpreet")
        page.get_by_label("What was it?").select_option("Activity session")
        page.get_by_label("Where?").select_option("Park")
        page.get_by_label("Her words").fill(words)
        choose(page, "Who led it?", "We did it together")
        unfold(page, "how long")
        write_day(page, "Which day?", saturday)
        page.get_by_label("How many minutes?").fill("60")
        choose(page, "Was it planned?", "We had planned it")
        press(page, "Save")
        is_told(page, "Saved to Surpreet’s record.")
        is_headed(page, "Surpreet")
    facts = {
        "kind": "session", "place": "park", "planned": True, "met": True, "led": 1, "minutes": 60,
        "her_words": "", "worker_words": "", "at_time": None, "compartment": Compartment.NOTES.value,
    }  # fmt: skip
    with acting_as(cast.amal.pk):
        for saturday in set(SATURDAYS) - set(BY_HAND):
            engagement.write_note(
                key=new_key(), client_id=surpreet, membership=cast.amal, by=actor(cast.amal),
                facts={**facts, "happened_on": saturday},
            )  # fmt: skip
        assert Contact.objects.filter(met=True, kind="session").count() == len(SATURDAYS) == 48
    page.reload()
    follow(page, "Everything", whole=False)
    for month in ("July 2020", "December 2020", "January 2021", "May 2021"):
        expect(page.get_by_role("heading", name=month)).to_be_visible()
    expect(page.locator("main")).to_contain_text("I came at Christmas.")
    assert page.get_by_text("Together at a session in the park, 60 minutes.").count() == len(
        SATURDAYS
    )
    follow(page, "Back to Surpreet’s page")


def her_goal_and_her_steps(page: Page) -> None:
    follow(page, "Add a goal")
    is_headed(page, "What does Surpreet want?")
    page.get_by_label("What does she want, in her own words?").fill(GOAL)
    unfold(page, "More steps")
    page.get_by_label("Step 1: where she starts").fill(STEPS[0])
    for place, step in enumerate(STEPS[1:], 2):
        page.get_by_label(f"Step {place}", exact=True).fill(step)
    write_day(page, "Since when does she want this?", FIRST)
    press(page, "Save")
    is_told(page, "Saved to Surpreet’s record.")
    is_headed(page, f"“{GOAL}”")
    assert page.locator("#steps li").all_inner_texts() == list(reversed(STEPS))


def check_in(page: Page, on: datetime.date, hers: tuple[int, str], worker: tuple[int, str]) -> None:
    """Write down where she says she is, and where her worker sees her, on one page."""
    follow(page, "Check in")
    choose(page, "Where does she say she is?", STEPS[hers[0]])
    page.get_by_label("In her words").fill(hers[1])
    choose(page, "Where do you see her?", STEPS[worker[0]])
    page.get_by_label("In your words").fill(worker[1])
    page.get_by_label("We talked over my view together").check()
    write_day(page, "When was this said?", on)
    press(page, "Save")
    is_told(page, "Saved to Surpreet’s record.")


def two_voices_with_a_dip(page: Page, cast: Cast, surpreet: uuid.UUID) -> None:
    check_in(page, FIRST, (WALK, "A walk is what I can do."), (WALK, "She came, and she talked."))
    with acting_as(cast.amal.pk):
        goal = Goal.objects.get(client_id=surpreet)
        for day, hers, worker in (
            (datetime.date(2020, 9, 5), RUN_WALK, RUN_WALK),
            (datetime.date(2020, 12, 5), INTERVALS, INTERVALS),
            (datetime.date(2021, 1, 16), WALK, RUN_WALK),
            (datetime.date(2021, 2, 13), INTERVALS, INTERVALS),
        ):
            outcomes.check_in(
                sitting=new_key(), client_id=surpreet, about=goal, on=day, by=actor(cast.amal),
                said=[Said(Reading.Voice.HERS, hers, ""), Said(Reading.Voice.WORKER, worker, "")],
            )  # fmt: skip
    check_in(
        page, LAST, (THREE_KM, HOME), (INTERVALS, "Three kilometres, and she does not believe it.")
    )


def how_far_she_has_come(page: Page) -> None:
    expect(page.get_by_text("How far she has come")).to_be_visible()
    words = page.locator("main")
    expect(words).to_contain_text("She started at “walk” in July 2020.")
    expect(words).to_contain_text("In January 2021 it went back to “walk”")
    expect(words).to_contain_text("On 29 May 2021 she said “3 km”.")
    expect(words).to_contain_text("On 29 May 2021 Amal said “30 minutes of intervals”.")
    expect(words).to_contain_text("You see it differently: worth talking about.")
    picture = page.get_by_role("img", name=GOAL)
    expect(picture).to_be_visible()
    table = page.get_by_role("table", name="The same in a table")
    assert table.get_by_role("row").count() == 1 + 6
    expect(table).to_contain_text(HOME)
    expect(table).to_contain_text("Three kilometres, and she does not believe it.")
    failures = ("fail", "missed", "refused", "disengaged")
    assert not [word for word in failures if word in words.inner_text().lower()]


def my_path(page: Page) -> None:
    follow(page, "Choose what she would like on her page")
    is_headed(page, "What would you like on your page?")
    expect(page.get_by_label(GOAL)).to_be_checked()
    expect(page.get_by_label("Put the name of the service on it")).not_to_be_checked()
    page.get_by_label("Put my name on it").check()
    page.get_by_label("Show the days I came").check()
    press(page, "Keep this")
    expect(page).to_have_title("My path")
    is_headed(page, GOAL)
    shown = page.locator("body")
    for said in (
        "You began at “walk”, in July 2020.", "It got hard in January 2021.", HOME, "Now you are at “3 km”.",
        "You hope for “parkrun”.", "Every Saturday from July 2020 to May 2021.", "You came at Christmas.",
        "You came at New Year.", "If you miss one, nothing is lost.", "Surpreet",
    ):  # fmt: skip
        expect(shown).to_contain_text(said)
    expect(page.get_by_role("img", name=GOAL)).to_be_visible()
    unfold(page, "The same in words")
    assert page.locator("main details li").first.inner_text() == "walk, July 2020"
    for never in ("Harbour", "Navigators", "Alongside", "%", "−"):
        expect(shown).not_to_contain_text(never)
    with page.expect_download() as coming:
        follow(page, "Make a paper copy")
    assert coming.value.suggested_filename == "my-path.pdf"
    with open(coming.value.path(), "rb") as file:
        paper = pikepdf.open(io.BytesIO(file.read()))
    assert paper.Root.MarkInfo.Marked
    assert str(paper.docinfo["/Title"]) == "My path"
