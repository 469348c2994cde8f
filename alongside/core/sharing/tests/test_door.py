"""emergency/: one record for an hour, after the second step."""

import re
import time
import uuid

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from alongside.core.people import actions as people
from alongside.core.sharing.actions import away
from alongside.core.sharing.tests.doors import asked, reference, seal, still
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.tests.openings import open_women
from alongside.foundation.accounts.tests.ways import SECRET, code_at, send
from alongside.foundation.common.keys import new_key
from tests.shared.cast import PASSWORD, Cast, actor, seen_by, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import forms_of, words_shown
from tests.shared.nasty import NASTY

DOOR = "/emergency/"
NOBODY = "We found nobody by that."


def born(cast: Cast) -> dict[str, str]:
    """Write Marta's birth date down, and give it as typed."""
    with acting_as(cast.amal.pk):
        people.set_basics(
            client_id=cast.marta, facts={"born_on": "1990-05-01"}, version=1, by=actor(cast.amal)
        )
    return {"born_0": "1", "born_1": "5", "born_2": "1990"}


def keep_cleo_away(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(),
            client_id=cast.marta,
            worker=cast.cleo.worker,
            made_by=cast.amal,
            by=actor(cast.amal),
        )


# --- The second step ---------------------------------------------------------------------------------


def test_without_a_fresh_second_step_nothing_opens_and_nothing_typed_is_lost(cast: Cast) -> None:
    sent = asked(reference=reference(cast.marta), words="She rang, then silence.")
    answer = sign_in(cast.cleo).post(DOOR, sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Write the code." in page
    assert "She rang, then silence." in page
    assert reference(cast.marta) in page
    assert seen_by(cast.cleo) == {cast.roza}


def test_the_code_on_the_same_page_opens_at_once(cast: Cast) -> None:
    browser = sign_in(cast.cleo)
    sent = asked(reference=reference(cast.marta), code=code_at())
    assert browser.post(DOOR, sent).headers["Location"] == f"/women/{cast.marta}/"
    assert browser.get(f"/women/{cast.marta}/").status_code == 200


def test_a_password_alone_never_counts_as_the_second_step(cast: Cast) -> None:
    browser = sign_in(cast.cleo)
    browser.post("/account/again/", {"password": PASSWORD, "next": DOOR})
    answer = browser.post(DOOR, asked(reference=reference(cast.marta)))
    assert answer.status_code == 422
    # And not where the library's own record of this session says it was asked for.
    session = browser.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(cast.cleo.worker_id)
    session.save()
    answer = browser.post(DOOR, asked(reference=reference(cast.marta)))
    assert answer.status_code == 422
    assert seen_by(cast.cleo) == {cast.roza}


@pytest.mark.parametrize("seconds", [301, 3600, -60])
def test_a_second_step_of_some_time_ago_or_of_the_future_does_not_count(
    cast: Cast, seconds: int
) -> None:
    with time_machine.travel(time.time() - seconds, tick=False):
        browser = sign_in(cast.cleo, fresh=True)
        session = browser.session
        session["began"] = session["seen"] = int(time.time()) + seconds
        session.save()
    assert browser.post(DOOR, asked(reference=reference(cast.marta))).status_code == 422


def test_somebody_else_s_second_step_in_the_same_browser_does_not_count(cast: Cast) -> None:
    browser = sign_in(cast.cleo, fresh=True)
    session = browser.session
    session["account_authentication_methods_user"] = str(cast.amal.worker_id)
    session.save()
    assert browser.post(DOOR, asked(reference=reference(cast.marta))).status_code == 422


def test_a_wrong_code_and_a_used_code_open_nothing_and_guesses_are_counted(cast: Cast) -> None:
    browser, sent = sign_in(cast.cleo), asked(reference=reference(cast.marta))
    code = code_at()
    assert (
        browser.post(DOOR, {**asked(reference=reference(uuid.uuid4())), "code": code}).status_code
        == 422
    )
    again = sign_in(cast.cleo)
    assert again.post(DOOR, {**sent, "code": code}).status_code == 422
    for _guess in range(12):
        answer = again.post(DOOR, {**sent, "code": "000000"})
    assert "too many tries" in answer.content.decode()
    assert seen_by(cast.cleo) == {cast.roza}


def test_a_right_code_is_asked_for_once_although_something_else_has_to_be_mended(
    cast: Cast,
) -> None:
    browser = sign_in(cast.cleo)
    answer = browser.post(DOOR, {"key": str(new_key()), "code": code_at()})
    assert answer.status_code == 422
    assert 'name="code"' not in answer.content.decode()
    assert browser.post(DOOR, asked(reference=reference(cast.marta))).status_code == 302


def test_whoever_has_only_a_passkey_is_shown_the_way(cast: Cast) -> None:
    Authenticator.objects.filter(user=cast.cleo.worker).update(
        type=Authenticator.Type.WEBAUTHN, data={"name": "phone", "credential": {}}
    )
    page = sign_in(cast.cleo).get(DOOR).content.decode()
    assert "/account/again/?next=" in page
    assert SECRET not in page


def test_the_page_of_its_own_says_why_it_asks_and_leads_back_to_what_was_typed(cast: Cast) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        browser = sign_in(cast.cleo)
        (link,) = re.findall(r'href="(/account/again/[^"]*)"', browser.get(DOOR).content.decode())
        page = browser.get(link, follow=True)
        assert "You came from emergency access" in page.content.decode()
        assert "What you typed stays on the other page." in page.content.decode()
        # From elsewhere it is not said.
        other = browser.get("/account/again/?next=/account/", follow=True).content.decode()
        assert "emergency" not in other
        (form,) = [one for one in forms_of(page.content.decode()) if "code" in one.fields]
        clock.shift(31)
        shown = browser.post("/account/2fa/code/again/", {**form.as_sent(), "code": code_at()})
        assert "Go back to the other page" in browser.get(shown["Location"]).content.decode()
        sent = asked(reference=reference(cast.marta))
        assert browser.post(DOOR, sent).headers["Location"] == f"/women/{cast.marta}/"


def test_after_an_alarm_what_was_typed_is_given_back_whole(cast: Cast) -> None:
    browser = sign_in(cast.cleo)
    open_women(cast.cleo, 60)
    sent = asked(name="marta", words="she rang", born_0="9", born_1="4", born_2="1984")
    answer = browser.post(DOOR, sent)
    assert answer.status_code == 403
    page = words_shown(answer.content.decode())
    for typed in ("marta", "she rang", "9 4 1984"):
        assert typed in page
    assert "/account/again/?next=%2Femergency%2F" in answer.content.decode()
    assert seen_by(cast.cleo) == {cast.roza}


# --- Who is found --------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["cleo", "nadia", "bea"])
def test_by_reference_as_people_write_it(cast: Cast, who: str) -> None:
    said = f" {reference(cast.marta).lower().replace('-', ' ')} "
    answer = sign_in(getattr(cast, who), fresh=True).post(DOOR, asked(reference=said))
    assert answer.headers["Location"] == f"/women/{cast.marta}/"


def test_by_name_and_birth_date(cast: Cast) -> None:
    sent = asked(name="marta", **born(cast))
    assert sign_in(cast.cleo, fresh=True).post(DOOR, sent).status_code == 302


def test_nobody_more_than_one_kept_away_and_sealed_are_the_same_answer(cast: Cast) -> None:
    day = born(cast)
    with acting_as(cast.cleo.pk):
        people.set_basics(
            client_id=cast.roza,
            facts={"born_on": "1990-05-01", "full_name": "Marta"},
            version=1,
            by=actor(cast.cleo),
        )
    browser = sign_in(cast.cleo, fresh=True)
    answers = []
    sent = asked(name="Marta", words="Now.", **day)
    answers.append(browser.post(DOOR, sent))  # more than one
    with acting_as(cast.cleo.pk):
        people.set_basics(
            client_id=cast.roza, facts={"full_name": ""}, version=2, by=actor(cast.cleo)
        )
    keep_cleo_away(cast)
    answers.append(browser.post(DOOR, sent))
    seal(cast, cast.amal)
    answers.append(browser.post(DOOR, sent))
    answers.append(browser.post(DOOR, {**sent, "name": "Marta"}))
    # Written differently, a name that nobody has: what was typed is all that differs.
    nobody = browser.post(DOOR, {**sent, "name": "Matra"})
    bodies = {still(one.content) for one in answers}
    assert len(bodies) == 1
    assert still(nobody.content).replace("Matra", "Marta") in bodies
    assert {one.status_code for one in (*answers, nobody)} == {422}
    assert len({str(dict(one.headers)) for one in (*answers, nobody)}) == 1
    assert NOBODY in answers[0].content.decode()


def test_every_try_stands_in_the_record_and_a_try_that_found_nobody_names_nobody(
    committed_cast: Cast,
) -> None:
    cast = committed_cast
    browser = sign_in(cast.cleo, fresh=True)
    browser.post(DOOR, asked(reference=reference(uuid.uuid4())))
    browser.post(DOOR, asked(reference=reference(cast.marta)))
    rows = as_admin(
        "select event, basis, allowed, client_digest <> '' from audit_entry "
        "where what = 'sharing.break_glass' order by at"
    )
    assert rows == [("refused", "danger", False, False), ("opened", "danger", True, True)]


def test_tries_are_limited_for_each_worker_and_said_in_a_sentence(committed_cast: Cast) -> None:
    cast = committed_cast
    cache.clear()
    browser = sign_in(cast.cleo, fresh=True)
    for _try in range(10):
        assert browser.post(DOOR, asked(reference="aaaaa")).status_code == 422
    answer = browser.post(DOOR, asked(reference=reference(cast.marta), words="Hers."))
    assert answer.status_code == 429
    assert "You have tried many times" in answer.content.decode()
    assert "Hers." in answer.content.decode()
    assert seen_by(cast.cleo) == {cast.roza}
    rows = as_admin("select count(*) from audit_entry where basis = 'too_often' and not allowed")
    assert rows == [(1,)]
    other = sign_in(cast.nadia, fresh=True)
    assert other.post(DOOR, asked(reference=reference(cast.marta))).status_code == 302


# --- What opens ------------------------------------------------------------------------------------------


def test_sent_twice_it_is_opened_once_and_after_the_hour_the_same_page_says_so(
    committed_cast: Cast,
) -> None:
    cast = committed_cast
    browser, sent = sign_in(cast.cleo, fresh=True), asked(reference=reference(cast.marta))
    assert [browser.post(DOOR, sent).status_code for _time in range(2)] == [302, 302]
    as_admin(
        "update sharing_breakglass set opened_at = opened_at - interval '61 minutes', "
        "until_at = until_at - interval '61 minutes'"
    )
    as_admin(
        "update access_pass set starts = starts - interval '61 minutes', "
        "until = until - interval '61 minutes' where source = 'emergency'"
    )
    answer = browser.post(DOOR, sent)
    assert answer.status_code == 409
    assert "used before" in answer.content.decode()
    assert browser.get(f"/women/{cast.marta}/").status_code == 404
    rows = as_admin(
        "select event, allowed, compartments > 0 from audit_entry where what = 'sharing.break_glass' "
        "order by at"
    )
    assert rows == [("opened", True, True), ("opened", True, True), ("refused", False, False)]


# --- Bad input -------------------------------------------------------------------------------------------


def test_one_way_or_the_other_she_has_to_be_named(cast: Cast) -> None:
    browser = sign_in(cast.cleo, fresh=True)
    for sent, said in (
        (asked(), "Write her reference, or her name and birth date."),
        (asked(name="Marta"), "Add her birth date, or write her reference."),
        (asked(reference=reference(cast.marta), reason=""), "Choose what fits best."),
        (asked(reference=reference(cast.marta), reason="bored"), "Choose one from the list."),
        (asked(name="Marta", born_0="31", born_1="2", born_2="1990"), "does not exist"),
    ):
        answer = browser.post(DOOR, sent)
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert NOBODY not in answer.content.decode()


def test_nasty_input_never_breaks_and_never_opens(cast: Cast) -> None:
    browser = sign_in(cast.cleo, fresh=True)
    for typed in NASTY.values():
        cache.clear()
        sent = asked(name=typed, words=typed, reference=typed if len(typed) < 50 else "")
        assert send(browser, DOOR, sent).status_code == 422
    assert seen_by(cast.cleo) == {cast.roza}


@pytest.mark.parametrize("who", ["petra", "vera", "ada", "conny"])
def test_other_roles_have_no_such_door(cast: Cast, who: str) -> None:
    browser = sign_in(getattr(cast, who), fresh=True)
    assert browser.get(DOOR).status_code == 403
    assert browser.post(DOOR, asked(reference=reference(cast.marta))).status_code == 403


def test_nobody_signed_in_is_asked_to_sign_in(cast: Cast) -> None:
    assert Browser().get(DOOR).headers["Location"].startswith("/account/login/")


def test_the_door_is_found_where_a_woman_was_not(cast: Cast) -> None:
    assert DOOR in sign_in(cast.amal).get("/find/").content.decode()
    assert DOOR not in sign_in(cast.petra).get("/find/").content.decode()


def test_the_number_of_questions_is_the_same_for_everybody_not_found(cast: Cast) -> None:
    keep_cleo_away(cast)
    browser = sign_in(cast.cleo, fresh=True)
    counts = []
    for client_id in (uuid.uuid4(), cast.marta, uuid.uuid4(), cast.marta):
        with CaptureQueriesContext(connection) as queries:
            browser.post(DOOR, asked(reference=reference(client_id)))
        counts.append(len(queries))
    assert len(set(counts[1:])) == 1
