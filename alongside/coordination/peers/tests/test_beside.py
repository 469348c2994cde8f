"""beside/…: whom a peer mentor is beside, a note of their own, and a worry."""

import uuid
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from alongside.coordination.peers.models import Worry
from alongside.core.people import actions as people
from alongside.core.people.models import Client
from alongside.core.sharing.actions import away
from alongside.core.team.models import Companion
from alongside.foundation.access import actions as gate
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.support.engagement.models import Contact
from tests.shared.asking import fill
from tests.shared.beside import chooses, comes, group, says, shows_a_goal
from tests.shared.cast import Cast, actor, make_hat, make_worker, sign_in
from tests.shared.forms import words_shown
from tests.shared.nasty import NASTY


@pytest.fixture
def peer(cast: Cast) -> Companion:
    """Vera, whom Marta chose as her peer mentor."""
    says(cast, name="Mia")
    return chooses(cast, cast.vera)


def at(companion: Companion, more: str = "") -> str:
    return f"/beside/{companion.pk}/{more}"


def shown(browser: Browser, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200, url
    return words_shown(answer.content.decode())


def test_she_reads_what_she_is_to_know_and_whom_to_turn_to(cast: Cast, peer: Companion) -> None:
    shows_a_goal(cast, "A run by the river")
    page = shown(sign_in(cast.vera), at(peer))
    for words in (
        "Mia", "My inhaler is in the left pocket.", "Don’t ask about my family.",
        "Say “tea?” and sit down with me.", "A run by the river", "Your supervisor is Bea.", "Ring me.",
    ):  # fmt: skip
        assert words in page
    assert "Marta" not in page


def test_her_women_stand_on_her_first_page_by_the_names_they_use(
    cast: Cast, peer: Companion
) -> None:
    for url in ("/", "/beside/"):
        page = shown(sign_in(cast.vera), url)
        assert "Mia" in page
        assert "I am worried" in page
        assert "Marta" not in page


def test_no_address_of_hers_names_a_woman(cast: Cast, peer: Companion) -> None:
    comes(cast, group(cast, cast.vera))
    browser = sign_in(cast.vera)
    for url in ("/", "/beside/", at(peer), at(peer, "note/"), at(peer, "worried/"), "/groups/"):
        assert str(cast.marta) not in browser.get(url).content.decode()


def test_who_is_peer_and_leads_her_group_finds_her_once(cast: Cast, peer: Companion) -> None:
    comes(cast, group(cast, cast.vera))
    page = sign_in(cast.vera).get("/beside/").content.decode()
    assert page.count('<strong dir="auto">Mia</strong>') == 1
    assert "You are her peer mentor." in page


def test_somebody_beside_nobody_is_told_so(cast: Cast) -> None:
    assert "Nobody yet" in shown(sign_in(cast.vera), "/beside/")


@pytest.mark.parametrize("more", ["", "note/", "worried/"])
def test_to_anybody_else_it_is_not_there(cast: Cast, peer: Companion, more: str) -> None:
    ruth = make_hat(make_worker("Ruth"), cast.harbour, cast.vera.role, cast.navigators)
    for hat in (ruth, cast.amal, cast.bea, cast.cleo):
        assert sign_in(hat).get(at(peer, more)).status_code == 404
    assert sign_in(cast.ada).get(at(peer, more)).status_code == 403
    assert Browser().get(at(peer, more))["Location"].startswith("/account/login/")
    assert sign_in(cast.vera).get(f"/beside/{uuid.uuid4()}/{more}").status_code == 404
    # Nor by the key of the woman herself.
    assert sign_in(cast.vera).get(f"/beside/{cast.marta}/{more}").status_code == 404


def test_a_note_is_written_once_and_read_by_its_writer_and_the_team(
    cast: Cast, peer: Companion
) -> None:
    vera = sign_in(cast.vera)
    page = vera.get(at(peer, "note/")).content.decode()
    today = timezone.localdate()
    data = {
        "key": page.split('name="key" value="')[1].split('"')[0], "kind": "walk",
        "happened_on_0": today.day, "happened_on_1": today.month, "happened_on_2": today.year,
        "words": "Twice round the lake.", "her_words": "I laughed.",
    }  # fmt: skip
    for _ in range(3):
        assert vera.post(at(peer, "note/"), data).status_code == 302
    mine = shown(vera, at(peer))
    assert "Twice round the lake." in mine
    assert "I laughed." in mine
    with acting_as(cast.amal.pk):
        assert Contact.objects.get().made_by_id == cast.vera.pk
    assert "Twice round the lake." in shown(sign_in(cast.amal), f"/women/{cast.marta}/timeline/")


def test_she_does_not_read_what_the_team_wrote(cast: Cast, peer: Companion) -> None:
    with acting_as(cast.amal.pk):
        Contact(
            client_id=cast.marta, made_by=cast.amal, happened_on=timezone.localdate(), kind="coffee",
            worker_words="About the solicitor.",
        ).save(force_insert=True)  # fmt: skip
    assert "solicitor" not in shown(sign_in(cast.vera), at(peer))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"words": ""}, "Write a few words."),
        ({"words": "x", "kind": "visit"}, "Choose one."),
        ({"words": "x" * 4001}, "there is room for 4,000"),
        ({"words": "x", "happened_on_2": "2999"}, "The date is in the future."),
    ],
)
def test_what_is_wrong_with_a_note_is_said(
    cast: Cast, peer: Companion, answers: dict[str, Any], said: str
) -> None:
    answer = fill(sign_in(cast.vera), at(peer, "note/"), **{"kind": "walk", **answers})
    assert answer.status_code == 422
    assert said in words_shown(answer.content.decode())


def test_a_worry_goes_to_her_supervisor_and_to_who_leads_for_her_once(
    cast: Cast, peer: Companion
) -> None:
    vera = sign_in(cast.vera)
    page = vera.get(at(peer, "worried/")).content.decode()
    assert "Is she in danger now? Ring 999 first." in words_shown(page)
    data = {"key": page.split('name="key" value="')[1].split('"')[0], "words": "A bruise."}
    for _ in range(3):
        assert vera.post(at(peer, "worried/"), data).status_code == 302
    with acting_as(cast.bea.pk):
        worry = Worry.objects.get()
        assert (worry.words, worry.to_id, worry.made_by_id) == (
            "A bruise.",
            cast.bea.pk,
            cast.vera.pk,
        )
    for hat in (cast.bea, cast.amal):
        page = shown(sign_in(hat), "/")
        assert "Somebody is worried" in page
        assert "A bruise." in page
    with acting_as(cast.vera.pk):
        assert not Worry.objects.exists()
    read = f"/women/{cast.marta}/worries/{worry.pk}/read/"
    assert sign_in(cast.cleo).post(read).status_code == 404
    assert vera.post(read).status_code == 403
    for _ in range(2):
        assert sign_in(cast.bea).post(read).status_code == 302
    assert "Somebody is worried" not in shown(sign_in(cast.amal), "/")


def test_an_empty_worry_is_asked_about_kindly(cast: Cast, peer: Companion) -> None:
    answer = fill(sign_in(cast.vera), at(peer, "worried/"), words=" ")
    assert answer.status_code == 422
    assert "Write a few words." in words_shown(answer.content.decode())


@pytest.mark.parametrize("text", NASTY)
def test_any_words_are_a_worry(cast: Cast, peer: Companion, text: str) -> None:
    answer = fill(sign_in(cast.vera), at(peer, "worried/"), words=text)
    assert answer.status_code in (302, 422)


def test_once_it_is_over_every_page_of_it_is_gone(cast: Cast, peer: Companion) -> None:
    end = f"/women/{cast.marta}/beside/{peer.pk}/end/"
    for _ in range(2):
        assert sign_in(cast.amal).post(end).status_code == 302
    vera = sign_in(cast.vera)
    for more in ("", "note/", "worried/"):
        assert vera.get(at(peer, more)).status_code == 404
    assert "Mia" not in shown(vera, "/")


def test_other_words_on_the_same_page_are_another_worry(cast: Cast, peer: Companion) -> None:
    vera = sign_in(cast.vera)
    page = vera.get(at(peer, "worried/")).content.decode()
    key = page.split('name="key" value="')[1].split('"')[0]
    for words in ("A bruise.", "A bruise.", "And she did not eat."):
        assert vera.post(at(peer, "worried/"), {"key": key, "words": words}).status_code == 302
    with acting_as(cast.bea.pk):
        assert {one.words for one in Worry.objects.all()} == {"A bruise.", "And she did not eat."}


def test_a_supervisor_she_keeps_away_is_none_and_no_worry_is_lost(
    cast: Cast, peer: Companion
) -> None:
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, made_by=cast.amal, by=actor(cast.amal),
            worker=cast.bea.worker,
        )  # fmt: skip
    vera = sign_in(cast.vera)
    assert "Bea" not in shown(vera, at(peer))
    page = vera.get(at(peer, "worried/")).content.decode()
    assert "Bea" not in words_shown(page)
    data = {"key": page.split('name="key" value="')[1].split('"')[0], "words": "A bruise."}
    assert vera.post(at(peer, "worried/"), data).status_code == 302
    assert "A bruise." in shown(sign_in(cast.amal), "/")


def test_once_it_is_said_that_she_died_no_page_of_theirs_names_her(
    cast: Cast, peer: Companion
) -> None:
    with acting_as(cast.amal.pk):
        people.fall_quiet(client_id=cast.marta, quiet=Client.Quiet.DIED, by=actor(cast.amal))
    assert sign_in(cast.vera).get(at(peer)).status_code == 404
    assert gate.passes_that_differ() == 0
