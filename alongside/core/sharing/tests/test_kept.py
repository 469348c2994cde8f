"""sealed/kept/ and what its keeper decides: objecting to an opening, and opening."""

import uuid

import pytest

from alongside.core.sharing.actions import sealing
from alongside.core.sharing.models import OpeningAsked
from alongside.core.sharing.tests.doors import make_keeper, reference, seal, words_on
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, actor, make_client, seen_by, sign_in
from tests.shared.clock import later
from tests.shared.database import as_admin

KEPT = "/sealed/kept/"


@pytest.fixture
def keeper(cast: Cast) -> Membership:
    return make_keeper(cast)


def ask(cast: Cast) -> uuid.UUID:
    key = new_key()
    with acting_as(cast.amal.pk):
        sealing.ask_to_open(
            key=key, words="Her mother died.", by=actor(cast.amal), reference=reference(cast.marta)
        )
    return key


def objection(cast: Cast, key: uuid.UUID) -> str:
    return f"/women/{cast.marta}/sealed/{key}/"


def test_the_keeper_sees_whose_they_are_why_and_who_asks(cast: Cast, keeper: Membership) -> None:
    browser = sign_in(keeper)
    assert "No record is sealed" in words_on(browser, KEPT)
    seal(cast, cast.amal)
    key = ask(cast)
    page = words_on(browser, KEPT)
    for said in (
        "Marta", reference(cast.marta), "by Amal: she wishes it", "Amal, Harbour: Her mother died.",
        "unless you object", objection(cast, key),
    ):  # fmt: skip
        assert said in page, said
    # And nothing of what stands in it.
    assert browser.get(f"/women/{cast.marta}/").status_code == 403
    assert KEPT in words_on(browser, "/")


def test_objecting_takes_a_reason_and_keeps_it_sealed(cast: Cast, keeper: Membership) -> None:
    seal(cast, cast.amal)
    key = ask(cast)
    browser = sign_in(keeper)
    assert "Her mother died." in words_on(browser, objection(cast, key))
    assert browser.post(objection(cast, key), {"words": " "}).status_code == 422
    answer = browser.post(objection(cast, key), {"words": "She asked us not to."})
    assert answer.headers["Location"] == KEPT
    assert "Iain objected: She asked us not to." in words_on(browser, KEPT)
    assert browser.post(objection(cast, key), {"words": "Again."}).status_code == 409
    later(hours=49)
    assert sealing.open_what_is_due() == 0


def test_after_the_forty_eight_hours_it_is_too_late_to_object(
    cast: Cast, keeper: Membership
) -> None:
    seal(cast, cast.amal)
    key = ask(cast)
    with acting_as(keeper.pk):
        asked = OpeningAsked.objects.get(pk=key)
    asked.due_at = asked.asked_at
    with acting_as(keeper.pk), pytest.raises(Exception, match="48 hours are over"):
        sealing.object_to(asked=asked, words="Late.", objecting=keeper, by=actor(keeper))


def test_the_keeper_opens_it_and_sees_it_no_more(cast: Cast, keeper: Membership) -> None:
    seal(cast, cast.amal)
    browser, press = sign_in(keeper, fresh=True), f"/women/{cast.marta}/sealed/open/"
    assert "Everybody who saw her before it was sealed sees her again" in words_on(browser, press)
    # Never by one press, and never without the second step.
    assert browser.post(press).status_code == 422
    assert sign_in(keeper).post(press, {"sure": "on"}).status_code == 422
    assert seen_by(cast.amal) == set()
    assert browser.post(press, {"sure": "on"}).headers["Location"] == KEPT
    assert seen_by(cast.amal) == {cast.marta}
    assert seen_by(keeper) == set()
    assert browser.post(press).status_code == 404
    page = words_on(browser, KEPT)
    assert "Marta" not in page
    assert reference(cast.marta) in page
    assert "the data-protection lead opened it" in page
    # It was no news to her who decided it; what others open is.
    assert "A sealed record was opened." not in words_on(browser, "/")
    seal(cast, cast.amal)
    with acting_as(cast.amal.pk):
        sealing.open_now(
            how="here", code_word="", by=actor(cast.amal), reference=reference(cast.marta)
        )
    assert "A sealed record was opened." in words_on(browser, "/")


def test_the_keeper_seals_by_reference_and_the_answer_is_the_same(
    cast: Cast, keeper: Membership
) -> None:
    browser = sign_in(keeper)
    for client_id, seen in ((cast.roza, set()), (uuid.uuid4(), set()), (cast.marta, {cast.marta})):
        form = {"key": str(new_key()), "reference": reference(client_id), "words": "A court asked."}
        answer = browser.post(KEPT, form)
        assert answer.headers["Location"] == KEPT
        assert "If there is such a record with your agency" in words_on(browser, KEPT)
        assert seen_by(keeper) == seen
    assert seen_by(cast.amal) == set()


def test_bad_input_gets_a_sentence(cast: Cast, keeper: Membership) -> None:
    browser = sign_in(keeper)
    for form in ({}, {"reference": "x"}, {"reference": "y" * 50, "words": "z"}, {"words": "a\x00"}):
        answer = browser.post(KEPT, {"key": str(new_key()), **form})
        assert answer.status_code == 422
        assert "There is something to mend" in answer.content.decode()


def test_nobody_else_keeps_anything(cast: Cast, keeper: Membership) -> None:
    seal(cast, cast.amal)
    key = ask(cast)
    for who in ("amal", "bea", "ada", "vera", "conny"):
        browser = sign_in(getattr(cast, who))
        assert browser.get(KEPT).status_code == 403
        assert browser.get(objection(cast, key)).status_code == 403
        assert browser.post(f"/women/{cast.marta}/sealed/open/").status_code == 403
    absent = sign_in(keeper).get(objection(cast, uuid.uuid4()))
    stranger = sign_in(keeper).get(f"/women/{cast.roza}/sealed/{key}/")
    assert absent.status_code == stranger.status_code == 404
    assert absent.content == stranger.content


def test_seeing_the_list_is_written_down_for_each_woman(committed_cast: Cast) -> None:
    cast = committed_cast
    keeper = make_keeper(cast)
    seal(cast, cast.amal)
    sign_in(keeper).get(KEPT)
    rows = as_admin("select event, compartments from audit_entry where what = 'sharing.kept'")
    assert rows == [("listed", 524289)]


def test_by_the_clock_it_is_opened_for_nobody_and_written_down(committed_cast: Cast) -> None:
    cast = committed_cast
    make_keeper(cast)
    seal(cast, cast.amal)
    ask(cast)
    assert sealing.open_what_is_due() == 0
    as_admin("update sharing_openingasked set due_at = now() - interval '1 minute'")
    assert sealing.open_what_is_due() == 1
    assert seen_by(cast.amal) == {cast.marta}
    rows = as_admin(
        "select holder_id, client_digest <> '' from audit_entry where what = 'sharing.opened_after_wait'"
    )
    assert rows == [(None, True)]
    assert as_admin("select how, opened_by_id from sharing_sealed") == [("waited", cast.amal.pk)]


def test_the_same_page_with_another_reference_seals_that_one_too(
    cast: Cast, keeper: Membership
) -> None:
    other = make_client("Dee", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    browser, form = sign_in(keeper), {"key": str(new_key()), "words": "A court asked."}
    for woman in (cast.marta, other, other):
        assert browser.post(KEPT, {**form, "reference": reference(woman)})["Location"] == KEPT
    assert seen_by(keeper) == {cast.marta, other}
