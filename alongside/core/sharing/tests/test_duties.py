"""workers/duties/ and kept-away/agencies/: who has which duty, and what a safety lead looks at."""

import threading
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser

from alongside.core.sharing.actions import away
from alongside.core.sharing.models import Duty
from alongside.core.sharing.tests.doors import make_safety_lead
from alongside.foundation.access import actions as gate
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from tests.shared.asking import fill
from tests.shared.cast import Cast, actor, seen_by, sign_in

HERE = "/workers/duties/"
AGENCIES = "/kept-away/agencies/"


def give(cast: Cast, **said: Any) -> Any:
    return fill(
        sign_in(cast.ada), HERE, **{"kind": "safety", "membership": str(cast.bea.pk), **said}
    )


def standing(kind: str = "safety") -> list[uuid.UUID]:
    duties = Duty.objects.filter(kind=kind, ended_at__isnull=True)
    return list(duties.values_list("membership_id", flat=True))


def keep_shore_away(cast: Cast) -> uuid.UUID:
    key = new_key()
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=key, client_id=cast.marta, made_by=cast.amal, by=actor(cast.amal),
            agency=Agency.objects.create(name="Shore Housing"),
        )  # fmt: skip
    return key


# --- giving and ending -------------------------------------------------------------------------------------


def test_a_duty_is_given_shown_and_ended(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    assert "Nobody has this duty yet." in browser.get(HERE).content.decode()
    assert give(cast)["Location"] == HERE
    page = browser.get(HERE).content.decode()
    assert "Bea</bdi></strong>, Harbour" in page
    duty = Duty.objects.get(kind="safety")
    assert browser.post(f"{HERE}{duty.pk}/end/")["Location"] == HERE
    assert standing() == []
    again = browser.post(f"{HERE}{duty.pk}/end/")
    assert again.status_code == 409
    assert "ended already" in again.content.decode()


def test_given_twice_it_is_given_once(cast: Cast) -> None:
    key = str(new_key())
    for _time in range(2):
        assert give(cast, key=key).status_code == 302
    assert give(cast).status_code == 302
    assert standing() == [cast.bea.pk]


def test_two_who_give_it_at_once_give_it_once(committed_cast: Cast) -> None:
    cast = committed_cast
    browsers, start, answers = [sign_in(cast.ada), sign_in(cast.ada)], threading.Barrier(2), []

    def press(browser: Browser) -> None:
        start.wait()
        said = {"key": str(new_key()), "kind": "safety", "membership": str(cast.bea.pk)}
        answers.append(browser.post(HERE, said).status_code)
        connection.close()

    pressed = [threading.Thread(target=press, args=(browser,)) for browser in browsers]
    for one in pressed:
        one.start()
    for one in pressed:
        one.join()
    assert answers == [302, 302]
    assert standing() == [cast.bea.pk]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"kind": ""}, "Choose a duty."),
        ({"kind": "cooking"}, "Choose a duty."),
        ({"membership": ""}, "Choose a worker."),
        ({"membership": str(uuid.uuid4())}, "Choose a worker."),
        ({"membership": "no key"}, "Choose a worker."),
        ({"key": "no key"}, "key"),
    ],
)
def test_what_can_t_be_given_is_said_beside_the_box(
    cast: Cast, said: dict[str, str], answer: str
) -> None:
    page = give(cast, **said)
    assert page.status_code == 422
    assert answer in page.content.decode()
    assert standing() == []


@pytest.mark.parametrize("who", ["ada", "vera"])
def test_hats_that_see_no_woman_can_t_have_one(cast: Cast, who: str) -> None:
    page = give(cast, membership=str(getattr(cast, who).pk))
    assert page.status_code == 422
    assert "Choose a worker." in page.content.decode()


def test_only_an_administrator_gives_and_ends_them(cast: Cast) -> None:
    give(cast)
    duty = Duty.objects.get(kind="safety")
    for hat in (cast.amal, cast.bea, cast.vera, cast.cleo, cast.petra, cast.conny):
        browser = sign_in(hat)
        assert browser.get(HERE).status_code == 403
        assert browser.post(f"{HERE}{duty.pk}/end/").status_code == 403
    assert Browser().get(HERE)["Location"].startswith("/account/login/")
    assert Browser().post(f"{HERE}{duty.pk}/end/").status_code == 302
    assert sign_in(cast.ada).get(f"{HERE}{duty.pk}/end/").status_code == 405
    assert sign_in(cast.ada).post(f"{HERE}{new_key()}/end/").status_code == 404
    assert standing() == [cast.bea.pk]


# --- whole agencies kept away --------------------------------------------------------------------------


def test_a_safety_lead_looks_at_a_whole_agency_once_and_then_sees_her_no_more(cast: Cast) -> None:
    sal, block = make_safety_lead(cast), keep_shore_away(cast)
    browser = sign_in(sal)
    page = browser.get(AGENCIES).content.decode()
    assert "Marta" in page
    assert "Shore Housing" in page
    assert browser.post(f"{AGENCIES}{block}/")["Location"] == AGENCIES
    assert seen_by(sal) == set()
    assert browser.post(f"{AGENCIES}{block}/").status_code == 404
    assert gate.passes_that_differ() == 0


def test_of_two_safety_leads_the_second_is_too_late(cast: Cast) -> None:
    sal, block = make_safety_lead(cast), keep_shore_away(cast)
    give(cast)
    assert sign_in(sal).post(f"{AGENCIES}{block}/").status_code == 302
    # Bea sees her as her manager, and so the row.
    late = sign_in(cast.bea).post(f"{AGENCIES}{block}/")
    assert late.status_code == 409
    assert "Somebody has looked at this already." in late.content.decode()


def test_one_whom_she_keeps_away_sees_no_such_agency(cast: Cast) -> None:
    sal, block = make_safety_lead(cast), keep_shore_away(cast)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, made_by=cast.amal, by=actor(cast.amal),
            worker=sal.worker,
        )  # fmt: skip
    assert "Shore" not in sign_in(sal).get(AGENCIES).content.decode()
    assert sign_in(sal).post(f"{AGENCIES}{block}/").status_code == 404


def test_without_the_duty_there_is_no_such_page(cast: Cast) -> None:
    block = keep_shore_away(cast)
    hats: list[Membership] = [cast.amal, cast.bea, cast.vera, cast.ada, cast.cleo, cast.petra]
    for hat in hats:
        assert sign_in(hat).get(AGENCIES).status_code == 403
        assert sign_in(hat).post(f"{AGENCIES}{block}/").status_code == 403
    assert Browser().get(AGENCIES)["Location"].startswith("/account/login/")
