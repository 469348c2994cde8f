"""What other services were taught, and what changed there (R152)."""

import datetime
import uuid
from typing import Any

import pytest
from django.urls import reverse

from alongside.support.workforce.models import Change
from alongside.support.workforce.tests.reading import page, press
from alongside.support.workforce.views import asking as views
from tests.shared.asking import fill
from tests.shared.care import taught
from tests.shared.cast import Cast, sign_in

LIST, NEW = reverse("workforce:changes"), reverse("workforce:change_new")
SAID: dict[str, Any] = {
    "agency": "", "agency_name": "Quayside library", "role": "librarian", "kind": "advice",
    "taught": "A table by the wall.", "changed": "", "on_date_0": "2", "on_date_1": "11",
    "on_date_2": "2026",
}  # fmt: skip


def test_it_is_written_once_and_read_by_ones_own_agency(cast: Cast) -> None:
    sent = {**SAID, "key": str(uuid.uuid4())}
    assert {press(cast.amal, NEW, **sent) for _press in range(3)} == {302}
    assert Change.objects.count() == 1
    told = page(cast.nadia, LIST)
    assert "Quayside library" in told
    assert "A table by the wall." in told
    assert "Quayside library" not in page(cast.cleo, LIST)


def test_what_changed_is_added_later(cast: Cast) -> None:
    key = taught(cast)
    address = reverse("workforce:change", args=[key])
    assert (
        fill(sign_in(cast.amal), address, changed="There is a quiet room now.").status_code == 302
    )
    assert "There is a quiet room now." in page(cast.amal, LIST)
    assert sign_in(cast.nadia).get(address).status_code == 409
    assert sign_in(cast.bea).get(address).status_code == 200
    assert sign_in(cast.cleo).get(address).status_code == 404


def test_two_who_change_it_at_once_see_both(cast: Cast) -> None:
    address = reverse("workforce:change", args=[taught(cast)])
    page(cast.amal, address)
    assert fill(sign_in(cast.bea), address, changed="Bea’s words.").status_code == 302
    said = {**SAID, "version": "1", "changed": "Amal’s words."}
    answer = sign_in(cast.amal).post(address, said)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Amal’s words." in shown
    assert "Bea’s words." in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"taught": "Marta’s doctor learnt."}, "is a name you know"),
        ({"taught": " "}, "Write what it was."),
        ({"agency_name": ""}, "Choose a service, or write its name."),
        ({"kind": "magic"}, "Choose one from the list."),
        ({"on_date_2": "1890"}, "before 1 January 1900"),
        ({"on_date_2": "2999"}, "in the future"),
        ({"role": "a\x00b"}, "hidden character"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_nothing_is_lost(
    cast: Cast, wrong: dict[str, str], said: str
) -> None:
    answer = fill(sign_in(cast.amal), NEW, **{**SAID, "changed": "Kept words.", **wrong})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert said in shown
    assert "Kept words." in shown
    assert not Change.objects.exists()


def test_a_manager_counts_by_service(cast: Cast) -> None:
    taught(cast)
    taught(cast, changed="A quiet room.")
    told = page(cast.bea, reverse("workforce:team"))
    assert "Quay Practice 2 times this year" in told
    assert "Something changed there once." in told


def test_taken_back_it_is_gone_from_the_list(cast: Cast) -> None:
    back = reverse("workforce:change_back", args=[taught(cast)])
    assert press(cast.nadia, back) == 409
    assert press(cast.amal, back) == 302
    assert "To offer a quiet room." not in page(cast.amal, LIST)
    assert press(cast.amal, back) == 404


def test_what_was_written_long_ago_is_on_the_next_page(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PAGE", 1)
    taught(cast, taught="In March.", on_date=datetime.date(2026, 3, 2))
    taught(cast, taught="In May.", on_date=datetime.date(2026, 5, 4))
    first, second = page(cast.amal, LIST), page(cast.amal, f"{LIST}?page=2")
    assert "In May." in first
    assert "In March." not in first
    assert "In March." in second
    assert "In May." not in second
