"""The directory's pages: agencies and services."""

import pytest

from alongside.foundation.access import actions as gate
from alongside.foundation.accounts.tests.ways import afresh, send
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency, Service
from tests.shared.cast import Cast, seen_by, send_referral, sign_in
from tests.shared.nasty import NASTY


def agency(**other: object) -> dict[str, object]:
    return {
        "key": new_key(), "version": 1, "name": "Fernway Hub", "kind": "community",
        "phone": "01632 960900", "ask_for": "the front desk", **other,
    }  # fmt: skip


def service(**other: object) -> dict[str, object]:
    return {
        "key": new_key(), "version": 1, "name": "Fernway Walks", "word_for_client": "walker",
        "words_for_clients": "walkers", "caseload_from": "4", "caseload_to": "6", **other,
    }  # fmt: skip


def test_an_agency_is_written_down_once_however_often_the_button_is_pressed(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    sent = agency()
    for _ in range(2):
        response = browser.post("/agencies/add/", sent)
        assert response.headers["Location"] == f"/agencies/{sent['key']}/"
    found = Agency.objects.get(name="Fernway Hub")
    assert (found.phone, found.confirmed_at) == ("+441632960900", None)
    assert "Nobody has rung yet" in browser.get(f"/agencies/{found.pk}/").content.decode()


def test_the_page_sent_again_with_another_number_saves_that_number(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    sent = agency()
    for phone in ("01632 960900", "01632 960901"):
        assert browser.post("/agencies/add/", {**sent, "phone": phone}).status_code == 302
    assert Agency.objects.get(name="Fernway Hub").phone == "+441632960901"


def test_the_page_sent_again_after_somebody_changed_the_entry_shows_both_texts(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    sent = agency()
    browser.post("/agencies/add/", sent)
    browser.post(f"/agencies/{sent['key']}/change/", agency(name="Fernway, theirs"))
    page = browser.post("/agencies/add/", {**sent, "name": "Fernway, mine"})
    said = page.content.decode()
    assert page.status_code == 422
    assert "Fernway, theirs" in said
    assert "Fernway, mine" in said
    assert 'name="version" value="2"' in said
    again = {**sent, "name": "Fernway, mine", "version": 2}
    assert browser.post("/agencies/add/", again).status_code == 302
    assert Agency.objects.get(pk=str(sent["key"])).name == "Fernway, mine"


def test_ringing_says_which_number_and_whom_to_ask_for(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    sent = agency()
    browser.post("/agencies/add/", sent)
    address = f"/agencies/{sent['key']}/confirm/"
    page = browser.get(address).content.decode()
    assert "Ring 01632 960900" in page
    assert "Ask for the front desk." in page
    assert 'name="version" value="1"' in page
    assert browser.post(address, {"version": 1}).status_code == 422
    for _ in range(2):
        assert browser.post(address, {"rang": "on", "version": 1}).status_code == 302
    assert Agency.objects.get(pk=str(sent["key"])).confirmed_at is not None


@pytest.mark.parametrize("version", [1, "", "99999999999"])
def test_a_number_that_nobody_rang_is_not_confirmed(cast: Cast, version: object) -> None:
    browser = sign_in(cast.ada)
    sent = agency()
    browser.post("/agencies/add/", sent)
    key = sent["key"]
    browser.post(f"/agencies/{key}/change/", agency(key=key, phone="01632 960955"))
    page = browser.post(f"/agencies/{key}/confirm/", {"rang": "on", "version": version})
    said = page.content.decode()
    assert page.status_code == 422
    assert Agency.objects.get(pk=str(key)).confirmed_at is None
    assert "nothing is confirmed yet" in said
    assert "Ring 01632 960955" in said
    assert " checked" not in said
    assert (
        browser.post(f"/agencies/{key}/confirm/", {"rang": "on", "version": 2}).status_code == 302
    )
    assert Agency.objects.get(pk=str(key)).confirmed_at is not None


def test_without_a_number_nobody_can_confirm(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    address = f"/agencies/{cast.practice.pk}/confirm/"
    assert "There is no phone number yet." in browser.get(address).content.decode()
    assert browser.post(address, {"rang": "on", "version": 1}).status_code == 422
    assert not Agency.objects.filter(pk=cast.practice.pk, confirmed_at__isnull=False).exists()


def test_confirming_and_a_new_number_change_what_senders_hear(cast: Cast) -> None:
    send_referral("Dee", sender=cast.petra, service=cast.navigators)
    Agency.objects.filter(pk=cast.practice.pk).update(phone="+441632960700")
    browser = sign_in(cast.ada)
    browser.post(f"/agencies/{cast.practice.pk}/confirm/", {"rang": "on", "version": 1})
    assert gate.passes_that_differ() == 0
    kept = agency(name="Quay Practice", kind="health", phone="01632 960701", version=2)
    response = browser.post(f"/agencies/{cast.practice.pk}/change/", kept, follow=True)
    assert "ring and confirm it again" in response.content.decode()
    assert gate.passes_that_differ() == 0
    assert seen_by(cast.petra) == set()


def test_changing_the_name_alone_keeps_it_confirmed(cast: Cast) -> None:
    Agency.objects.filter(pk=cast.hearth.pk).update(
        phone="+441632960900", confirmed_at="2026-05-01T09:00:00Z"
    )
    sign_in(cast.ada).post(f"/agencies/{cast.hearth.pk}/change/", agency(name="Hearth House"))
    found = Agency.objects.get(pk=cast.hearth.pk)
    assert found.name == "Hearth House"
    assert found.confirmed_at is not None


def test_whoever_saves_second_sees_both_texts_and_loses_nothing(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    address = f"/agencies/{cast.hearth.pk}/change/"
    assert browser.post(address, agency(name="Hearth, first")).status_code == 302
    second = browser.post(address, agency(name="Hearth, second"))
    page = second.content.decode()
    assert second.status_code == 422
    assert "Hearth, first" in page
    assert "Hearth, second" in page
    assert 'name="version" value="2"' in page
    assert browser.post(address, agency(name="Hearth, second", version=2)).status_code == 302
    assert Agency.objects.get(pk=cast.hearth.pk).name == "Hearth, second"


def test_the_same_for_a_service(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    address = f"/services/{cast.navigators.pk}/"
    assert browser.post(address, service(open_to_public="on")).status_code == 302
    second = browser.post(address, service(name="Fernway Strolls"))
    page = second.content.decode()
    assert second.status_code == 422
    assert "Fernway Walks" in page
    assert "Fernway Strolls" in page
    assert Service.objects.get(pk=cast.navigators.pk).open_to_public


def test_a_service_is_opened_once_with_its_gauge_and_words(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    sent = service(open_to_public="on")
    for _ in range(2):
        assert browser.post(f"/agencies/{cast.hearth.pk}/services/", sent).status_code == 302
    found = Service.objects.get(name="Fernway Walks")
    assert (found.caseload_from, found.caseload_to, found.open_to_public) == (4, 6, True)
    page = browser.get(f"/agencies/{cast.hearth.pk}/").content.decode()
    assert "4 to 6 walkers a worker" in page
    assert "can be asked directly" in page


def test_the_service_page_sent_again_saves_what_it_says_by_then(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    address = f"/agencies/{cast.hearth.pk}/services/"
    sent = service()
    browser.post(address, sent)
    assert browser.post(address, {**sent, "caseload_to": "7"}).status_code == 302
    assert Service.objects.get(name="Fernway Walks").caseload_to == 7
    page = browser.post(address, {**sent, "name": "Fernway Strolls"})
    assert page.status_code == 422
    assert "Fernway Strolls" in page.content.decode()
    assert "Somebody else changed this" in page.content.decode()


def test_without_a_key_nothing_is_made(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    for address, sent in (
        ("/agencies/add/", agency(key="")), (f"/agencies/{cast.hearth.pk}/services/", service(key="")),
    ):  # fmt: skip
        assert browser.post(address, sent).status_code == 422
    assert not Agency.objects.filter(name="Fernway Hub").exists()
    assert not Service.objects.filter(name="Fernway Walks").exists()


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        ("5", "", "Write both numbers, or neither."), ("", "5", "Write both numbers, or neither."),
        ("7", "5", "This has to be the larger number."), ("0", "5", "Write a number from 1 to 99."),
        ("five", "7", "Write a whole number, such as 5."), ("1", "100", "Write a number from 1 to 99."),
    ],
)  # fmt: skip
def test_a_gauge_that_makes_no_sense_gets_a_sentence(
    cast: Cast, least: str, most: str, said: str
) -> None:
    sent = service(caseload_from=least, caseload_to=most)
    response = sign_in(cast.ada).post(f"/services/{cast.navigators.pk}/", sent)
    assert response.status_code == 422
    assert said in response.content.decode()


@pytest.mark.parametrize("field", ["key", "version", "name", "kind", "phone", "ask_for"])
def test_nasty_agencies_break_nothing(cast: Cast, field: str) -> None:
    for name in NASTY:
        with afresh(name):
            browser = sign_in(cast.ada)
            sent = agency(**{field: NASTY[name]})
            assert send(browser, "/agencies/add/", sent).status_code in (302, 422)
            assert send(browser, f"/agencies/{cast.hearth.pk}/change/", sent).status_code in (
                302,
                422,
            )


@pytest.mark.parametrize(
    "field",
    [
        "key",
        "version",
        "name",
        "neutral_name",
        "about",
        "word_for_client",
        "caseload_from",
        "caseload_to",
    ],
)
def test_nasty_services_break_nothing(cast: Cast, field: str) -> None:
    for name in NASTY:
        with afresh(name):
            browser = sign_in(cast.ada)
            sent = service(**{field: NASTY[name]})
            added = send(browser, f"/agencies/{cast.hearth.pk}/services/", sent)
            assert added.status_code in (302, 422)
            assert send(browser, f"/services/{cast.navigators.pk}/", sent).status_code in (302, 422)


def test_the_list_shows_who_is_confirmed(cast: Cast) -> None:
    page = sign_in(cast.ada).get("/agencies/").content.decode()
    assert "Quay Practice" in page
    assert "not yet" in page
