"""women/<uuid>/seal/: what sealing does, and doing it."""

import uuid

import pytest

from alongside.core.people import actions as people
from alongside.core.sharing.actions import away, sealing
from alongside.core.sharing.tests.doors import break_glass, make_keeper, reference, words_on
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, lead_for, make_client, seen_by, sign_in
from tests.shared.database import as_admin


def url(cast: Cast) -> str:
    return f"/women/{cast.marta}/seal/"


def sent(**more: str) -> dict[str, str]:
    return {"key": str(new_key()), "words": "", **more}


def test_the_page_says_what_it_does_and_how_it_is_opened(cast: Cast) -> None:
    make_keeper(cast)
    page = words_on(sign_in(cast.amal), url(cast))
    for said in (
        "not her team, not you, and not in an emergency",
        "opens at once when she is here",
        "after 48 hours, unless the data-protection lead (Iain) objects",
        reference(cast.marta),
        "She has no code word yet",
    ):
        assert said in page, said
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta,
            facts={"code_word": "the library"},
            ways=[],
            version=1,
            by=actor(cast.amal),
        )
    page = words_on(sign_in(cast.amal), url(cast))
    assert "She has no code word yet" not in page
    assert "the library" not in page


def test_somebody_she_keeps_away_is_not_named_as_the_one_who_keeps_it(cast: Cast) -> None:
    iain = make_keeper(cast)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, made_by=cast.amal, worker=iain.worker,
            by=actor(cast.amal),
        )  # fmt: skip
    page = words_on(sign_in(cast.amal), url(cast))
    assert "Iain" not in page
    assert "no data-protection lead who could object" in page


def test_without_a_keeper_the_page_says_so(cast: Cast) -> None:
    assert "no data-protection lead who could object" in words_on(sign_in(cast.amal), url(cast))


@pytest.mark.parametrize("who", ["amal", "bea"])
def test_her_lead_worker_or_the_manager_seals_it_and_sees_it_no_more(cast: Cast, who: str) -> None:
    keeper = make_keeper(cast)
    browser = sign_in(getattr(cast, who))
    assert "/seal/" in words_on(browser, f"/women/{cast.marta}/")
    form = sent(words="She says: nobody, for now.")
    assert browser.post(url(cast), form).headers["Location"] == "/"
    for hat in (cast.amal, cast.bea, cast.nadia):
        assert seen_by(hat) == set()
        assert sign_in(hat).get(f"/women/{cast.marta}/").status_code == 404
    # The same form again finds nobody, as it would have before she was here.
    assert browser.post(url(cast), form).status_code == 404
    assert seen_by(keeper) == {cast.marta}


def test_a_team_member_and_whoever_came_in_an_emergency_are_told_whom_to_ask(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    break_glass(cast.cleo, cast.marta)
    for hat in (cast.nadia, cast.cleo):
        for answer in (sign_in(hat).get(url(cast)), sign_in(hat).post(url(cast), sent())):
            assert answer.status_code == 409
            assert b"Only her lead worker or the manager" in answer.content
    assert seen_by(cast.amal) == {cast.marta}


def test_strangers_find_nobody_and_other_roles_no_page(cast: Cast) -> None:
    hidden = sign_in(cast.cleo).post(url(cast), sent())
    absent = sign_in(cast.cleo).post(f"/women/{uuid.uuid4()}/seal/", sent())
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content
    for who in ("vera", "ada", "conny"):
        assert sign_in(getattr(cast, who)).post(url(cast), sent()).status_code == 403


def test_bad_input_gets_a_sentence_and_seals_nothing(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    for form in (sent(words="y" * 301), sent(words="a\x00b"), {"words": "Hers."}):
        assert browser.post(url(cast), form).status_code == 422
    assert seen_by(cast.amal) == {cast.marta}


def test_it_is_written_down(committed_cast: Cast) -> None:
    cast = committed_cast
    sign_in(cast.amal).post(url(cast), sent())
    rows = as_admin(
        "select event, basis, client_digest <> '' from audit_entry where what = 'sharing.seal'"
    )
    assert rows == [("changed", "her_wish", True)]


def test_a_full_disk_is_told_in_plain_words_and_nothing_is_half_sealed(
    committed_cast: Cast,
) -> None:
    cast = committed_cast
    as_admin(
        "create function full_disk() returns trigger language plpgsql as "
        "'begin raise exception ''no space left'' using errcode = ''53100''; end'"
    )
    as_admin(
        "create trigger full_disk before insert on sharing_sealed for each row execute function full_disk()"
    )
    browser = sign_in(cast.amal)
    browser.raise_request_exception = False
    answer = browser.post(url(cast), sent())
    assert answer.status_code == 503
    as_admin("drop trigger full_disk on sharing_sealed")
    assert seen_by(cast.amal) == {cast.marta}
    assert as_admin("select count(*) from sharing_sealed") == [(0,)]


def test_one_page_sent_for_two_women_seals_both_and_sent_after_opening_says_so(cast: Cast) -> None:
    other = make_client("Dee", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(other, lead=cast.amal, manager=cast.bea)
    browser, form = sign_in(cast.amal), sent()
    for woman in (cast.marta, other):
        assert browser.post(f"/women/{woman}/seal/", form).headers["Location"] == "/"
    assert seen_by(cast.amal) == set()
    with acting_as(cast.amal.pk):
        sealing.open_now(
            how="here", code_word="", by=actor(cast.amal), reference=reference(cast.marta)
        )
    again = browser.post(url(cast), form)
    assert again.status_code == 409
    assert "This form was used before. Open a new one." in again.content.decode()
    assert browser.post(url(cast), sent()).headers["Location"] == "/"
