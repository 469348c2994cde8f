"""sealed/: asking for a sealed record, or opening it because she is there."""

import uuid

import pytest
from django.core.cache import cache

from alongside.core.people import actions as people
from alongside.core.sharing.models import OpeningAsked
from alongside.core.sharing.tests.doors import make_keeper, reference, seal, still, words_on
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.tests.ways import code_at, send
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, actor, lead_for, make_client, seen_by, sign_in
from tests.shared.database import as_admin
from tests.shared.nasty import NASTY

SEALED = "/sealed/"


def said(cast: Cast, how: str, **more: str) -> dict[str, str]:
    return {"key": str(new_key()), "how": how, "reference": reference(cast.marta), **more}


def inside(page: bytes) -> str:
    """Give what a page says, without the frame that names who is signed in."""
    return still(page).split("<main")[1].split("</main>")[0]


def code_word(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta,
            facts={"code_word": "The library"},
            ways=[],
            version=1,
            by=actor(cast.amal),
        )


@pytest.mark.parametrize("how", ["here", "asked_back"])
def test_she_never_waits_when_she_is_there(cast: Cast, how: str) -> None:
    seal(cast, cast.amal)
    answer = sign_in(cast.amal, fresh=True).post(SEALED, said(cast, how))
    assert answer.headers["Location"] == f"/women/{cast.marta}/"
    assert seen_by(cast.amal) == {cast.marta}


def test_whoever_lets_her_in_without_being_of_her_team_opens_it_for_them(cast: Cast) -> None:
    seal(cast, cast.amal)
    answer = sign_in(cast.nadia, fresh=True).post(SEALED, said(cast, "here"))
    assert answer.headers["Location"] == "/"
    assert seen_by(cast.amal) == {cast.marta}
    assert seen_by(cast.nadia) == set()


def test_her_code_word_on_the_phone(cast: Cast) -> None:
    code_word(cast)
    seal(cast, cast.amal)
    browser = sign_in(cast.amal, fresh=True)
    wrong = browser.post(SEALED, said(cast, "code_word", code_word="the museum"))
    assert wrong.status_code == 422
    assert "Nothing was opened." in wrong.content.decode()
    assert "library" not in wrong.content.decode()
    assert browser.post(SEALED, said(cast, "code_word", code_word="THE library")).status_code == 302


def test_whatever_is_not_right_gets_the_same_answer(cast: Cast) -> None:
    code_word(cast)
    form = said(cast, "code_word", code_word="the museum")
    browsers = {who: sign_in(getattr(cast, who), fresh=True) for who in ("amal", "cleo")}
    bodies = set()
    # Not sealed, sealed, and of a stranger; the same of a record that is not there.
    bodies.add(inside(browsers["amal"].post(SEALED, form).content))
    seal(cast, cast.amal)
    bodies.add(inside(browsers["amal"].post(SEALED, form).content))
    absent = reference(uuid.uuid4())
    for sent in (form, {**form, "reference": absent}, {**form, "code_word": "The library"}):
        page = inside(browsers["cleo"].post(SEALED, sent).content)
        bodies.add(page.replace(absent, form["reference"]).replace("The library", "the museum"))
    assert len(bodies) == 1


def test_asking_gets_one_answer_for_all_and_the_keeper_hears_of_it(cast: Cast) -> None:
    keeper = make_keeper(cast)
    seal(cast, cast.amal)
    answers = set()
    for hat, client_id in (
        (cast.cleo, cast.marta),
        (cast.amal, uuid.uuid4()),
        (cast.amal, cast.marta),
    ):
        browser = sign_in(hat, fresh=True)
        form = {**said(cast, "wait", words="Her mother died."), "reference": reference(client_id)}
        answer = browser.post(SEALED, form)
        assert answer.headers["Location"] == SEALED
        page = words_on(browser, SEALED)
        start = page.index("If there is such a record")
        answers.add(page[start : page.index("Come back after")])
    assert len(answers) == 1
    with acting_as(keeper.pk):
        assert [one.membership_id for one in OpeningAsked.objects.all()] == [cast.amal.pk]
    assert "Somebody asks to open a sealed record." in words_on(sign_in(keeper), "/")


def test_it_takes_the_second_step_and_nothing_typed_is_lost(cast: Cast) -> None:
    seal(cast, cast.amal)
    browser = sign_in(cast.amal)
    answer = browser.post(SEALED, said(cast, "wait", words="Her mother died."))
    assert answer.status_code == 422
    assert "Her mother died." in answer.content.decode()
    assert seen_by(cast.amal) == set()
    assert browser.post(SEALED, said(cast, "here", code=code_at())).status_code == 302


def test_tries_are_limited_for_each_worker(committed_cast: Cast) -> None:
    cast = committed_cast
    cache.clear()
    code_word(cast)
    seal(cast, cast.amal)
    browser = sign_in(cast.amal, fresh=True)
    for guess in range(10):
        form = said(cast, "code_word", code_word=f"the {guess}")
        assert browser.post(SEALED, form).status_code == 422
    answer = browser.post(SEALED, said(cast, "code_word", code_word="the library"))
    assert answer.status_code == 429
    assert seen_by(cast.amal) == set()
    rows = as_admin(
        "select count(*) from audit_entry where what = 'sharing.open_sealed' and not allowed"
    )
    assert rows == [(11,)]


def test_what_is_missing_is_said_next_to_its_box(cast: Cast) -> None:
    browser = sign_in(cast.amal, fresh=True)
    for form, words in (
        (said(cast, ""), "Choose what fits best."),
        (said(cast, "keeper"), "Choose one from the list."),
        (said(cast, "code_word"), "Write the word she said."),
        (said(cast, "wait"), "Write why, so that its keeper can think about it."),
        (said(cast, "here", reference=""), "Write her reference, or her name and birth date."),
    ):
        answer = browser.post(SEALED, form)
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_nasty_input_never_breaks(cast: Cast) -> None:
    browser = sign_in(cast.amal, fresh=True)
    for typed in NASTY.values():
        for how in ("code_word", "wait"):
            cache.clear()
            form = {"key": str(new_key()), "how": how, "words": typed, "code_word": typed}
            form["reference"] = typed[:30]
            assert send(browser, SEALED, form).status_code in (302, 422)


@pytest.mark.parametrize("who", ["petra", "vera", "ada", "conny"])
def test_other_roles_have_no_such_door(cast: Cast, who: str) -> None:
    browser = sign_in(getattr(cast, who), fresh=True)
    assert browser.get(SEALED).status_code == 403
    assert browser.post(SEALED, said(cast, "here")).status_code == 403


def test_the_way_there_stands_at_the_door_of_emergency_access_for_everybody(cast: Cast) -> None:
    assert SEALED in words_on(sign_in(cast.cleo), "/emergency/")


def test_the_same_page_about_another_woman_asks_for_her_as_well(cast: Cast) -> None:
    keeper = make_keeper(cast)
    other = make_client("Dee", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(other, lead=cast.amal, manager=cast.bea)
    for woman in (cast.marta, other):
        seal(cast, cast.amal, woman)
    browser, form = sign_in(cast.amal, fresh=True), said(cast, "wait", words="Her sister rang.")
    for woman in (cast.marta, other, other):
        browser.post(SEALED, {**form, "reference": reference(woman)})
    with acting_as(keeper.pk):
        asked = OpeningAsked.objects.values_list("client_id", flat=True)
        assert sorted(asked) == sorted([cast.marta, other])
