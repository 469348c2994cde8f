"""sealed/made-up/: records that nobody works with, an opening of which always raises an alarm (S9)."""

import datetime
import re
import uuid
from typing import Any

import pytest
from django.test import Client as Browser

from alongside.core.sharing.actions import decoys, matching
from alongside.core.sharing.models import Match
from alongside.core.sharing.tests.doors import asked, make_keeper, still, words_on
from alongside.foundation.access import actions as gate
from alongside.foundation.access import emergency as door
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts import queries as accounts
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from tests.shared.asking import fill, refer
from tests.shared.cast import Cast, actor, make_client, make_hat, make_worker, seen_by, sign_in
from tests.shared.clock import later
from tests.shared.database import as_admin
from tests.shared.nasty import SHORT

HERE = "/sealed/made-up/"
BORN, UNTIL = datetime.date(1984, 4, 9), datetime.date(2024, 10, 2)


@pytest.fixture
def keeper(cast: Cast) -> Membership:
    return make_keeper(cast)


def said(cast: Cast, **more: Any) -> dict[str, Any]:
    """What the page sends."""
    return {
        "key": str(new_key()), "name": "Odile", "full_name": "Odile Farrow", "born_0": "9", "born_1": "4",
        "born_2": "1984", "service": str(cast.navigators.pk), "ended_on_0": "2", "ended_on_1": "10",
        "ended_on_2": "2024", "through": "the day centre, in the mornings", **more,
    }  # fmt: skip


def add(cast: Cast, keeper: Membership, **more: Any) -> uuid.UUID:
    """Make one past the page, and give its key."""
    key = new_key()
    facts = {
        "service": cast.navigators, "name": "Odile", "full_name": "Odile Farrow", "born": BORN,
        "ended_on": UNTIL, "through": "the day centre", **more,
    }  # fmt: skip
    with acting_as(keeper.pk):
        decoys.add(key=key, by=actor(keeper), **facts)
    return key


def alarms(hat: Membership) -> list[str]:
    with acting_as(hat.pk):
        return [one.who for one in accounts.alarms()]


# --- making one -------------------------------------------------------------------------------------


def test_she_is_made_and_stands_on_the_page(cast: Cast, keeper: Membership) -> None:
    browser = sign_in(keeper)
    assert "None yet" in words_on(browser, HERE)
    assert browser.post(HERE, said(cast))["Location"] == HERE
    page = words_on(browser, HERE)
    for shown in ("Odile Farrow", "Harbour Navigators until 2 October 2024", "9 April 1984"):
        assert shown in page, shown
    assert HERE in words_on(browser, "/sealed/kept/")
    assert gate.passes_that_differ() == 0


def test_sent_twice_she_is_made_once(cast: Cast, keeper: Membership) -> None:
    browser, form = sign_in(keeper), said(cast)
    assert browser.post(HERE, form).status_code == browser.post(HERE, form).status_code == 302
    with acting_as(keeper.pk):
        assert len(door.my_decoys()) == 1


@pytest.mark.parametrize(
    ("what", "answer"),
    [
        ({"name": " "}, "Make up what she is called."),
        ({"born_0": "31", "born_1": "2"}, "February"),
        ({"born_0": "", "born_1": "", "born_2": ""}, "Write a date"),
        ({"ended_on_2": "2999"}, "at least half a year ago"),
        ({"ended_on_2": "1980"}, "before her birth date"),
        ({"through": "07700 900123"}, "Leave the number out"),
        ({"service": ""}, "Choose a service."),
        ({"service": str(uuid.uuid4())}, "Choose from the list."),
        ({"service": "no key"}, "Choose from the list."),
        ({"key": "no key"}, "key"),
    ],
)
def test_what_can_t_be_right_is_said_beside_the_box_and_nothing_typed_is_lost(
    cast: Cast, keeper: Membership, what: dict[str, str], answer: str
) -> None:
    page = sign_in(keeper).post(HERE, said(cast, **{"full_name": "Odile Farrow-Marsh", **what}))
    assert page.status_code == 422
    assert answer in page.content.decode()
    assert "Odile Farrow-Marsh" in page.content.decode()
    with acting_as(keeper.pk):
        assert door.my_decoys() == []


@pytest.mark.parametrize("words", SHORT.values(), ids=list(SHORT))
def test_strange_text_is_a_sentence_and_never_a_fault(
    cast: Cast, keeper: Membership, words: str
) -> None:
    strange = dict.fromkeys(("name", "full_name", "through"), words)
    answer = fill(sign_in(keeper), HERE, **said(cast, **strange))
    assert answer.status_code in (302, 422)


def test_a_service_of_another_agency_is_not_to_be_chosen(cast: Cast, keeper: Membership) -> None:
    page = sign_in(keeper).post(HERE, said(cast, service=str(cast.advocates.pk)))
    assert page.status_code == 422
    with pytest.raises(Refused):
        add(cast, keeper, service=cast.advocates)


# --- whom she tells ----------------------------------------------------------------------------------


def test_whoever_runs_the_service_or_takes_its_referrals_finds_her_and_opening_is_an_alarm(
    cast: Cast, keeper: Membership
) -> None:
    key = add(cast, keeper)
    assert key in seen_by(cast.bea)
    assert key in seen_by(cast.nadia)
    for hat in (cast.amal, cast.amal_at_hearth, cast.vera, cast.cleo, cast.petra, cast.ada, keeper):
        assert key not in seen_by(hat)
    browser = sign_in(cast.nadia)
    assert "Odile" in browser.post("/find/", {"q": "Odile"}).content.decode()
    assert "Odile" in words_on(browser, "/women/?show=before")
    # A list that names her is no alarm.
    assert alarms(cast.bea) == []
    assert browser.get(f"/women/{key}/").status_code == 200
    assert alarms(cast.bea) == alarms(keeper) == ["Nadia"]


def test_to_them_she_looks_like_anybody_who_was_with_us(cast: Cast, keeper: Membership) -> None:
    add(cast, keeper)
    page = words_on(sign_in(cast.bea), "/women/?show=before")
    (row,) = re.findall(r"<tr>.*?Odile.*?</tr>", page, re.DOTALL)
    for word in ("made", "decoy", "alarm"):
        assert word not in row


def test_emergency_access_to_her_is_an_alarm_too(cast: Cast, keeper: Membership) -> None:
    key = add(cast, keeper)
    answer = sign_in(cast.amal, fresh=True).post(
        "/emergency/", asked(name="Odile Farrow", born_0="9", born_1="4", born_2="1984")
    )
    assert str(key) in answer["Location"]
    assert alarms(keeper) == ["Amal"]


def test_nobody_is_asked_whether_she_is_somebody_else(committed_cast: Cast) -> None:
    cast, keeper = committed_cast, make_keeper(committed_cast)
    add(cast, keeper)
    refer(cast.advocates, by=cast.petra, more={"name": "Odile Farrow"})
    matching.compare_waiting()
    with acting_as(keeper.pk):
        assert not Match.objects.exists()
    assert as_admin("select count(*) from sharing_match") == [(0,)]


def test_she_is_in_no_count(cast: Cast, keeper: Membership) -> None:
    browser = sign_in(cast.bea)
    counts = browser.get("/counts/")["Location"]
    periods = [counts, f"/counts/{cast.navigators.pk}/{UNTIL.year}/"]
    before = [still(browser.get(one).content) for one in periods]
    add(cast, keeper)
    assert [still(browser.get(one).content) for one in periods] == before


def test_the_one_who_made_her_reads_no_record_and_only_her_agency_s_keeper_sees_them(
    cast: Cast, keeper: Membership
) -> None:
    key = add(cast, keeper)
    assert sign_in(keeper).get(f"/women/{key}/").status_code == 403
    elsewhere = make_hat(make_worker("Della"), cast.hearth, Role.DATA_PROTECTION)
    assert "Odile" not in words_on(sign_in(elsewhere), HERE)
    assert sign_in(elsewhere).post(f"{HERE}{key}/away/").status_code == 404
    for hat in (cast.amal, cast.bea, cast.nadia, cast.ada, cast.conny, cast.petra):
        assert sign_in(hat).get(HERE).status_code == 403
        assert sign_in(hat).post(f"{HERE}{key}/away/").status_code == 403
        with acting_as(hat.pk):
            assert door.my_decoys() == []
        with pytest.raises(Refused):
            add(cast, hat)


def test_nobody_signed_in_is_asked_to_sign_in(cast: Cast, keeper: Membership) -> None:
    assert Browser().get(HERE)["Location"].startswith("/account/login/")


# --- taking away ---------------------------------------------------------------------------------------


def test_taken_away_nobody_finds_her_and_put_back_she_is_where_she_was(
    cast: Cast, keeper: Membership
) -> None:
    key, browser = add(cast, keeper), sign_in(keeper)
    assert browser.post(f"{HERE}{key}/away/")["Location"] == HERE
    assert "Taken away: nobody finds it." in words_on(browser, HERE)
    assert key not in seen_by(cast.bea) | seen_by(cast.nadia)
    assert browser.post(f"{HERE}{key}/away/").status_code == 409
    assert gate.passes_that_differ() == 0
    assert browser.post(f"{HERE}{key}/back/").status_code == 302
    assert key in seen_by(cast.bea)
    assert browser.post(f"{HERE}{key}/back/").status_code == 409
    assert gate.passes_that_differ() == 0


def test_a_real_woman_s_key_is_no_made_up_record(cast: Cast, keeper: Membership) -> None:
    for path in (
        f"{HERE}{cast.marta}/away/",
        f"{HERE}{cast.marta}/back/",
        f"{HERE}{new_key()}/away/",
    ):
        assert sign_in(keeper).post(path).status_code == 404
    with acting_as(keeper.pk), pytest.raises(Refused):
        decoys.take_away(client_id=cast.marta, by=actor(keeper))
    assert cast.marta in seen_by(cast.amal)


# --- what could tell her apart -----------------------------------------------------------------------


def test_neither_her_key_nor_a_pass_says_when_she_was_made(cast: Cast, keeper: Membership) -> None:
    later(days=-900)
    woman = make_client("Dee", lead=cast.nadia, service=cast.navigators)
    later(days=0)
    sign_in(keeper).post(HERE, said(cast))
    with acting_as(keeper.pk):
        (made_up,) = door.my_decoys()
    came = datetime.datetime.fromtimestamp((made_up.client_id.int >> 80) / 1000, datetime.UTC)
    assert datetime.timedelta(days=140) < UNTIL - came.date() < datetime.timedelta(days=170)
    with acting_as(cast.bea.pk):
        hers = [row for row in gate.access_review() if row.holder_id == cast.bea.pk]
    since = {(row.client_id, row.source): row.starts.date() for row in hers}
    assert since[made_up.client_id, "past"] == UNTIL
    # No longer than she sees anybody as a manager.
    assert since[made_up.client_id, "manager"] == since[woman, "manager"] < UNTIL
    assert gate.passes_that_differ() == 0


def test_a_form_that_made_somebody_makes_nobody_else_in_silence(
    cast: Cast, keeper: Membership
) -> None:
    browser, form = sign_in(keeper), said(cast)
    browser.post(HERE, form)
    again = browser.post(HERE, {**form, "name": "Maud", "full_name": "Maud Lowe"})
    assert again.status_code == 409
    assert "This page was used before." in again.content.decode()
    assert "Maud Lowe" in again.content.decode()
