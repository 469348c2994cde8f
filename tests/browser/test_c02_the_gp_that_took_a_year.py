"""C2: two women register with a GP: one in nine days, one in 372 days and five tries. Both reached it."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import Page, expect

from alongside.foundation.access.context import acting_as
from alongside.support.outcomes.models import Attempt
from tests.browser.conftest import Live
from tests.browser.walking import follow, is_headed, is_told, press, write_day
from tests.shared.cast import Cast, lead_for, make_client

GOAL = "Register with a GP"
AT_THE_DOOR = "If she was turned away: by whom?"


@dataclass(frozen=True)
class Try:
    """One try at the goal, as it is written on the page."""

    after: int
    words: str
    barrier: str = "Nothing stood in the way"
    turned_away: bool = False


TRIES = (
    Try(6, "They wanted a letter with her address on it.", "Turned away: no address", True),
    Try(61, "They wanted a number to ring her back on.", "Turned away: no phone", True),
    Try(150, "Her chest went tight in the waiting room. We left.", "It was too much that day"),
    Try(240, "Two weeks inside. The place was gone.", "She was away or inside"),
    Try(372, "I sat beside her. She gave her own name."),
)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no_scripts"])
def test_the_gp_that_took_a_year(live: Live, window: Callable[..., Page], javascript: bool) -> None:
    cast = live.cast
    dee = make_client("Dee", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(dee, lead=cast.amal, manager=cast.bea)
    page = window(cast.amal, javascript=javascript)
    today = timezone.localdate()
    nine_days(page, dee, today)
    a_year_and_a_week(page, cast.marta, today)
    what_counts_against_whom(cast)
    both_have_reached_it(page, cast, dee, today)
    on_her_own_page(page, cast.marta)


def add_goal(page: Page, client_id: uuid.UUID, began: datetime.date) -> None:
    page.goto(f"/women/{client_id}/")
    follow(page, "Add a goal")
    page.get_by_label("What does she want, in her own words?").fill(GOAL)
    write_day(page, "Since when does she want this?", began)
    press(page, "Save")
    is_headed(page, f"“{GOAL}”")


def nine_days(page: Page, dee: uuid.UUID, today: datetime.date) -> None:
    add_goal(page, dee, today - datetime.timedelta(days=9))
    follow(page, "She has reached it")
    write_day(page, "When?", today)
    press(page, "Save")
    is_told(page, "Saved to Dee’s record.")


def a_year_and_a_week(page: Page, marta: uuid.UUID, today: datetime.date) -> None:
    began = today - datetime.timedelta(days=372)
    add_goal(page, marta, began)
    for one in TRIES:
        follow(page, "Add a try")
        is_headed(page, "A try at this goal")
        write_day(page, "When was it?", began + datetime.timedelta(days=one.after))
        page.get_by_label("What happened?").fill(one.words)
        page.get_by_label("Did anything stand in the way?").select_option(one.barrier)
        if one.turned_away:
            page.get_by_label(AT_THE_DOOR).select_option("Quay Practice")
        if one is TRIES[-1]:
            page.get_by_label("It worked out: she has reached this goal").check()
        press(page, "Save")
        is_told(page, "Saved to Marta’s record.")


def what_counts_against_whom(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        against = list(
            Attempt.objects.order_by("happened_on").values_list("against_agency", flat=True)
        )
    assert against == [cast.practice.pk, cast.practice.pk, None, None, None]


def both_have_reached_it(page: Page, cast: Cast, dee: uuid.UUID, today: datetime.date) -> None:
    day = date_format(today, "j F Y")
    for client_id, took in (
        (dee, "after 9 days."),
        (cast.marta, "after 372 days. It took five tries."),
    ):
        page.goto(f"/women/{client_id}/goals/")
        expect(page.locator("#reached")).to_contain_text(GOAL)
        follow(page, f"“{GOAL}”")
        expect(page.locator("main")).to_contain_text(f"She reached this on {day}, {took}")
    tries = page.locator("#tries")
    assert tries.get_by_role("listitem").count() == len(TRIES)
    for one in TRIES:
        expect(tries).to_contain_text(one.words)
    assert tries.locator(".al-late").all_inner_texts() == ["Quay Practice"] * 2
    said = page.locator("main").inner_text().lower()
    assert not [word for word in ("fail", "missed", "refused", "no show", "dna") if word in said]


def on_her_own_page(page: Page, marta: uuid.UUID) -> None:
    page.goto(f"/p/{marta}/pick/")
    page.get_by_label(GOAL).check()
    press(page, "Keep this")
    is_headed(page, GOAL)
    expect(page.locator("main")).to_contain_text("You tried five times. You got there in")
    for never in ("turned away", "tries", "372", "Quay"):
        expect(page.locator("main")).not_to_contain_text(never)
