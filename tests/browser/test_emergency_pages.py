"""A keeper's pages, and her page as an emergency or a closing shows it: open to everybody."""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from alongside.core.people import actions as people
from alongside.core.people.models import Client, Episode
from alongside.core.sharing.actions import decoys, emergency, sealing
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from tests.browser.conftest import Live
from tests.browser.test_every_page import LOOKS, scrolls_sideways, violations
from tests.shared.cast import Cast, actor, make_hat, make_worker


def wrong(page: Page, path: str) -> list[str]:
    answer = page.goto(path)
    assert answer
    assert answer.status == 200
    found = [f"{path}: {one}" for one in violations(page)]
    return found + ([f"{path}: scrolls sideways"] if scrolls_sideways(page) else [])


def reference(cast: Cast) -> str:
    return Client(pk=cast.marta).reference


@pytest.mark.parametrize("look", ["phone", "dark desk", "mirrored"])
def test_a_keeper_s_pages(live: Live, window: Callable[..., Page], look: str) -> None:
    cast = live.cast
    iain = make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)
    with acting_as(cast.amal.pk):
        sealing.seal(
            key=new_key(), client_id=cast.marta, agency=cast.harbour, words="Nobody, please.",
            sealed_by=cast.amal, why="her_wish", by=actor(cast.amal),
        )  # fmt: skip
    key = new_key()
    with acting_as(cast.amal.pk):
        sealing.ask_to_open(
            key=key, words="Her brother rang.", by=actor(cast.amal), reference=reference(cast)
        )
    page = window(iain, **LOOKS[look])
    with acting_as(iain.pk):
        decoys.add(
            key=new_key(), service=cast.navigators, name="Odile", full_name="Odile Farrow",
            born=datetime.date(1984, 4, 9), ended_on=datetime.date(2024, 10, 2), through="the day centre",
            by=actor(iain),
        )  # fmt: skip
    found = wrong(page, "/") + wrong(page, "/sealed/kept/") + wrong(page, "/sealed/made-up/")
    found += wrong(page, f"/women/{cast.marta}/sealed/{key}/")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("look", ["phone", "dark desk", "mirrored"])
def test_her_page_in_an_emergency_and_after_closing_and_what_today_says(
    live: Live, window: Callable[..., Page], look: str
) -> None:
    cast = live.cast
    with acting_as(cast.cleo.pk):
        emergency.break_glass(
            key=new_key(), reason="danger", words="She did not open.", by=actor(cast.cleo),
            reference=reference(cast),
        )  # fmt: skip
    her = f"/women/{cast.marta}/"
    found = wrong(window(cast.cleo, **LOOKS[look]), her)
    amal = window(cast.amal, **LOOKS[look])
    found += wrong(amal, "/")
    with acting_as(cast.bea.pk):
        people.move_episode(
            episode=Episode.objects.get(client_id=cast.marta), to="ended", by=actor(cast.bea),
            ended_on=timezone.localdate(),
        )  # fmt: skip
    found += wrong(amal, her)
    assert not found, "\n".join(found)
    amal.get_by_role("button", name="She is back").click()
    amal.get_by_text("Marta is back. Everything is as it was.").wait_for()


def test_the_door_says_alike_that_nobody_was_found_and_keeps_what_was_typed(
    live: Live, window: Callable[..., Page]
) -> None:
    page = window(live.cast.cleo, **LOOKS["phone"])
    page.goto("/emergency/")
    page.get_by_label("A child is in danger").check()
    page.get_by_label("Her reference").fill("AAAAA-BBBBB")
    page.get_by_role("button", name="Open for sixty minutes").click()
    page.get_by_role("link", name="Write the code.").wait_for()
    assert page.get_by_label("Her reference").input_value() == "AAAAA-BBBBB"
    assert not violations(page)
    assert not scrolls_sideways(page)
