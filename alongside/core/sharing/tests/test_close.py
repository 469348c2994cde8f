"""women/<uuid>/emergency/close/, and her page while emergency access to it is open."""

import pytest

from alongside.core.people import actions as people
from alongside.core.sharing.actions import away
from alongside.core.sharing.tests.doors import break_glass, make_safety_lead, seal, words_on
from alongside.core.story import actions as story
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, actor, seen_by, sign_in
from tests.shared.clock import later
from tests.shared.database import as_admin
from tests.shared.world import make_world


def her_page(cast: Cast) -> str:
    return f"/women/{cast.marta}/"


def test_her_page_says_calmly_that_it_is_an_emergency_how_long_yet_and_who_was_told(
    cast: Cast,
) -> None:
    make_safety_lead(cast)
    break_glass(cast.cleo, cast.marta)
    page = words_on(sign_in(cast.cleo), her_page(cast))
    assert "60 minutes left" in page
    assert "Amal, her lead worker, and the safety lead were told." in page
    assert "Close it now" in page
    later(minutes=58.5)
    assert "2 minutes left" in words_on(sign_in(cast.cleo), her_page(cast))
    # Whoever sees her anyway is shown nothing of the kind.
    assert "minutes left" not in words_on(sign_in(cast.amal), her_page(cast))


def test_nobody_is_said_to_be_told_who_is_not(committed_cast: Cast) -> None:
    """Neither a safety lead who has left, nor a lead worker or a manager who is not there."""
    cast = committed_cast
    sal = make_safety_lead(cast)
    break_glass(cast.cleo, cast.marta)
    as_admin("update accounts_worker set is_active = false where id = %s", sal.worker_id)
    as_admin("select recompute_client(%s)", cast.marta)
    page = words_on(sign_in(cast.cleo), her_page(cast))
    assert "Amal, her lead worker, was told." in page
    for hat in (cast.amal, cast.bea):
        as_admin("update accounts_worker set is_active = false where id = %s", hat.worker_id)
        as_admin("select recompute_client(%s)", cast.marta)
        page = words_on(sign_in(cast.cleo), her_page(cast))
        assert ("The manager of her service was told." in page) == (hat == cast.amal)
    assert "There is nobody to be told at the moment. Tell your manager yourself." in page


def test_after_sixty_minutes_the_next_request_finds_nobody(cast: Cast) -> None:
    access = break_glass(cast.cleo, cast.marta)
    browser = sign_in(cast.cleo)
    assert browser.get(her_page(cast)).status_code == 200
    later(minutes=60.1)
    for path in (her_page(cast), f"/women/{cast.marta}/timeline/", f"/women/{cast.marta}/contact/"):
        assert browser.get(path).status_code == 404
    assert browser.post(f"/women/{cast.marta}/emergency/close/").status_code == 404
    assert browser.get(f"/women/{cast.marta}/emergency/{access.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["cleo", "bea"])
def test_closing_ends_it_at_once(cast: Cast, who: str) -> None:
    hat = getattr(cast, who)
    client_id, before = (cast.marta, seen_by(hat)) if who == "cleo" else (cast.roza, seen_by(hat))
    break_glass(hat, client_id)
    browser = sign_in(hat)
    answer = browser.post(f"/women/{client_id}/emergency/close/")
    assert answer.headers["Location"] == "/"
    assert seen_by(hat) == before
    assert browser.post(f"/women/{client_id}/emergency/close/").status_code == 404


def test_whoever_sees_her_without_an_emergency_has_none_to_close(cast: Cast) -> None:
    answer = sign_in(cast.amal).post(f"/women/{cast.marta}/emergency/close/")
    assert answer.status_code == 409
    assert b"ended already" in answer.content


def test_only_what_keeps_her_alive_is_on_the_page_and_nothing_to_write_with(cast: Cast) -> None:
    make_world(cast)
    with acting_as(cast.amal.pk):
        for subject, words in (("health", "I faint."), ("money", "I owe him.")):
            story.tell(
                client_id=cast.marta,
                subject=subject,
                facts={"state": "told", "her_words": words},
                by=actor(cast.amal),
            )
    break_glass(cast.nadia, cast.marta)
    page = words_on(sign_in(cast.nadia), her_page(cast))
    for shown in ("I faint.", "Show, and say why", "the library", "Coffee"):
        assert shown in page, shown
    for hidden in ("I owe him.", "I bake.", "A door I can lock", "4 Lantern Yard"):
        assert hidden not in page, hidden
    for tool in (
        "Write a note",
        "Still right, she says",
        "Add a goal",
        "Check in with her",
        "Seal",
        "Write where she is now",
        f'href="/women/{cast.marta}/contact/"',
        "She is back",
    ):
        assert tool not in page, tool
    assert "Not shared with you" in page


def test_where_she_is_takes_a_reason_as_ever_and_a_manager_may_ask_too(
    committed_cast: Cast,
) -> None:
    cast = committed_cast
    with acting_as(cast.cleo.pk):
        people.set_whereabouts(
            client_id=cast.roza,
            address="9 Harbour Walk",
            since=None,
            membership_id=cast.cleo.pk,
            by=actor(cast.cleo),
        )
    break_glass(cast.bea, cast.roza)
    browser, where = sign_in(cast.bea), f"/women/{cast.roza}/contact/where/"
    assert "9 Harbour Walk" not in words_on(browser, where)
    assert "9 Harbour Walk" in browser.post(where, {"reason": "visit"}).content.decode()
    assert as_admin("select holder_id from audit_entry where event = 'revealed'") == [
        (cast.bea.pk,)
    ]
    assert browser.get(f"{where}new/").status_code == 409


def test_nothing_can_be_written_in_an_emergency(cast: Cast) -> None:
    break_glass(cast.cleo, cast.marta)
    browser = sign_in(cast.cleo)
    for path in ("contact/", "story/health/", "goals/new/", "contact/where/new/"):
        for answer in (
            browser.get(f"/women/{cast.marta}/{path}"),
            browser.post(f"/women/{cast.marta}/{path}", {"her_words": "x"}),
        ):
            assert answer.status_code in (404, 409), path
    assert browser.get(f"/women/{cast.marta}/seal/").status_code == 409
    assert browser.post(f"/women/{cast.marta}/contact/right/", {"version": 1}).status_code == 409


def test_keeping_away_and_sealing_end_an_emergency_that_is_open(cast: Cast) -> None:
    break_glass(cast.cleo, cast.marta)
    break_glass(cast.nadia, cast.marta)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(),
            client_id=cast.marta,
            worker=cast.cleo.worker,
            made_by=cast.amal,
            by=actor(cast.amal),
        )
    assert sign_in(cast.cleo).get(her_page(cast)).status_code == 404
    assert sign_in(cast.nadia).get(her_page(cast)).status_code == 200
    seal(cast, cast.amal)
    assert sign_in(cast.nadia).get(her_page(cast)).status_code == 404
