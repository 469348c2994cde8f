"""What there is to learn: written down by a manager, for roles, alone or with other agencies (R18, R36)."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.support.learning.models import Together, Training
from alongside.support.learning.tests.reading import page, press, words_of
from tests.shared.asking import fill
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed
from tests.shared.learning import training, was_there
from tests.shared.nasty import SHORT

LIST, NEW = reverse("learning:trainings"), reverse("learning:training_new")
DAY = datetime.timedelta(days=1)
SAID: dict[str, Any] = {
    "title": "What coercion does", "subject": "violence", "giver": "", "giver_words": "Somebody kind",
    "on_date_0": "", "on_date_1": "", "on_date_2": "", "place": "", "roles": ["everybody"],
    "again_months": "12",
}  # fmt: skip


def address(name: str, one: Training) -> str:
    return reverse(f"learning:{name}", args=[one.pk])


def test_it_is_written_once_and_stands_on_the_list_of_its_agency(cast: Cast) -> None:
    sent = {**SAID, "key": str(uuid.uuid4())}
    assert {press(cast.bea, NEW, **sent) for _press in range(3)} == {302}
    one = Training.objects.get()
    assert (one.agency, one.roles, one.again_months) == (cast.harbour, [], 12)
    for hat in (cast.amal, cast.vera, cast.ada):
        assert "What coercion does" in page(hat, LIST)
    assert "What coercion does" not in page(cast.cleo, LIST)
    assert sign_in(cast.cleo).get(address("training", one)).status_code == 404


def test_agencies_learn_together(cast: Cast) -> None:
    one = training(cast, cast.hearth)
    assert "What coercion does" in page(cast.cleo, LIST)
    told = page(cast.cleo, address("training", one))
    assert "Harbour, Hearth" in told
    assert "What coercion does" not in page(cast.petra, LIST)
    change = address("training_change", one)
    assert fill(sign_in(cast.bea), change, along=[str(cast.practice.pk)]).status_code == 302
    assert "What coercion does" not in page(cast.cleo, LIST)
    assert "What coercion does" in page(cast.petra, LIST)
    assert Together.objects.filter(ended_at__isnull=True).count() == 1


def test_only_whoever_runs_a_service_writes_one_down_and_only_on_her_own_list(cast: Cast) -> None:
    for hat in (cast.amal, cast.vera, cast.ada, cast.conny):
        assert press(hat, NEW, **SAID, key=str(uuid.uuid4())) == 403
    one = training(cast, cast.hearth)
    hedda = cast.advocates.posts.get(membership__role="manager").membership
    assert sign_in(hedda).get(address("training", one)).status_code == 200
    assert sign_in(hedda).get(address("training_change", one)).status_code == 409
    assert press(hedda, address("training_off", one)) == 409
    one.refresh_from_db()
    assert one.ended_at is None


def test_what_is_ahead_goes_by_role(cast: Cast) -> None:
    training(cast, title="For those who lead groups", roles=["volunteer"])
    told = page(cast.vera, LIST)
    assert told.index("Ahead for you") < told.index("For those who lead groups")
    told = page(cast.amal, LIST)
    assert "Nothing is ahead for you just now." in told
    assert told.index("for others first") < told.index("For those who lead groups")


def test_what_was_lately_asks_whether_one_was_there_and_then_goes(cast: Cast) -> None:
    today = timezone.localdate()
    training(cast, title="Last week", on_date=today - 7 * DAY)
    training(cast, title="Long ago", on_date=today - 200 * DAY)
    training(cast, title="Next week", on_date=today + 7 * DAY)
    told = page(cast.amal, LIST)
    assert told.index("Ahead for you") < told.index("Next week") < told.index("Were you there?")
    assert told.index("Were you there?") < told.index("Last week")
    assert "Long ago" not in told


def test_two_who_change_it_at_once_see_both(cast: Cast) -> None:
    change = address("training_change", training(cast))
    assert fill(sign_in(cast.bea), change, title="Bea’s title").status_code == 302
    sent = {**SAID, "title": "The other title", "version": "1"}
    answer = sign_in(cast.bea).post(change, sent)
    assert answer.status_code == 422
    assert "Bea’s title" in words_of(answer)
    assert "The other title" in words_of(answer)
    assert "Somebody else changed this" in words_of(answer)
    again = sign_in(cast.bea).post(change, {**sent, "version": "2"})
    assert again.status_code == 302
    assert Training.objects.get().title == "The other title"


def test_taken_off_it_is_gone_and_can_be_put_back(cast: Cast) -> None:
    one = training(cast)
    was_there(one, cast.amal)
    browser = sign_in(cast.bea)
    answer = browser.post(address("training_off", one), follow=True)
    assert address("training_on", one) in answer.content.decode()
    assert "What coercion does" not in page(cast.vera, LIST)
    # Who was there was there.
    assert "What coercion does" in page(cast.amal, LIST)
    assert browser.post(address("training_on", one)).status_code == 302
    assert "What coercion does" in page(cast.vera, LIST)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "Write what it is called."),
        ({"title": "x" * 101}, "Please take out 1."),
        ({"title": "a\x00b"}, "hidden character"),
        ({"subject": ""}, "Choose what it is about."),
        ({"subject": "magic"}, "Choose one from the list."),
        ({"giver_words": ""}, "Choose who gives it, or write their name."),
        ({"giver": "nobody"}, "Choose one from the list."),
        ({"roles": []}, "Tick whom it is for."),
        ({"roles": ["queen"]}, "Choose one from the list."),
        ({"again_months": "often"}, "Write a number from 1 to 120"),
        ({"again_months": "0"}, "Write a number from 1 to 120"),
        ({"again_months": "121"}, "Write a number from 1 to 120"),
        ({"along": ["nobody"]}, "Choose one from the list."),
        ({"on_date_0": "31", "on_date_1": "2", "on_date_2": "2027"}, "31 February does not exist."),
    ],
)  # fmt: skip
def test_what_is_wrong_gets_a_sentence_and_nothing_is_lost(
    cast: Cast, wrong: dict[str, Any], said: str
) -> None:
    answer = fill(sign_in(cast.bea), NEW, **{**SAID, "place": "The big room", **wrong})
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert "The big room" in words_of(answer)
    assert not Training.objects.exists()


@pytest.mark.parametrize("nasty", SHORT.values(), ids=SHORT)
def test_any_words_are_kept_or_answered(cast: Cast, nasty: str) -> None:
    answer = fill(sign_in(cast.bea), NEW, **{**SAID, "title": nasty, "place": nasty})
    assert answer.status_code in (302, 422)
    assert sign_in(cast.amal).get(LIST).status_code == 200


def test_it_takes_the_same_reads_for_any_number(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    was_there(training(cast), cast.amal)
    browser.get(LIST)
    with CaptureQueriesContext(connection) as few:
        browser.get(LIST)
    for number in range(8):
        was_there(training(cast, cast.hearth, title=f"Number {number}"), cast.amal)
        training(cast, title=f"Ahead {number}")
    with CaptureQueriesContext(connection) as many:
        browser.get(LIST)
    assert len(many) == len(few)


def test_a_day_ahead_is_no_question_yet(cast: Cast) -> None:
    soon = timezone.localdate() + 3 * DAY
    one = training(cast, on_date=soon)
    answer = sign_in(cast.amal).post(
        address("there", one), {**day_typed("on_date", timezone.localdate()), "key": str(uuid.uuid4())}
    )  # fmt: skip
    assert answer.status_code == 422
    assert "It has not been yet." in words_of(answer)
