"""One sitting: its day, moved, kept, called off; and words that nobody but the two reads (R21)."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.support.workforce.models import Sitting, Words
from alongside.support.workforce.tests.reading import page, press
from tests.shared.asking import fill
from tests.shared.care import agreed, wrote
from tests.shared.cast import Cast, make_hat, make_worker, sign_in
from tests.shared.forms import day_typed

SECRET = "I can't stop thinking of the stairs."


def at(name: str, one: Sitting, *more: uuid.UUID) -> str:
    return reverse(f"workforce:{name}", args=[one.pk, *more])


def now(cast: Cast, one: Sitting) -> Sitting:
    with acting_as(cast.amal.pk):
        return Sitting.objects.get(pk=one.pk)


def choose(hat: Membership, one: Sitting, day: datetime.date, **more: str) -> int:
    typed = {f"on_date{ending}": str(value) for ending, value in day_typed("", day).items()}
    return int(fill(sign_in(hat), at("sitting_plan", one), **typed, **more).status_code)


def test_the_day_is_chosen_moved_and_kept(cast: Cast) -> None:
    one, today = agreed(cast), timezone.localdate()
    assert choose(cast.amal, one, today + datetime.timedelta(days=2)) == 302
    assert now(cast, one).moved == 0
    assert press(cast.amal, at("sitting_keep", one)) == 409
    assert choose(cast.bea, one, today, why="The bus strike.") == 302
    moved = now(cast, one)
    assert (moved.on_date, moved.moved) == (today, 1)
    assert "The bus strike." in page(cast.amal, at("sitting", one))
    assert press(cast.amal, at("sitting_keep", one)) == 302
    assert now(cast, one).state == "kept"
    assert press(cast.amal, at("sitting_keep", one)) == 409


def test_what_one_writes_the_other_reads_and_nobody_else(cast: Cast) -> None:
    one = agreed(cast, on=timezone.localdate())
    assert fill(sign_in(cast.amal), at("sitting", one), words=SECRET).status_code == 302
    assert SECRET in page(cast.amal, at("sitting", one))
    assert SECRET in page(cast.bea, at("sitting", one))
    for hat in (cast.nadia, cast.vera, cast.cleo, cast.amal_at_hearth):
        assert sign_in(hat).get(at("sitting", one)).status_code == 404
    assert sign_in(cast.ada).get(at("sitting", one)).status_code == 403


def test_her_manager_counts_it_and_finds_no_page_and_no_word_of_it(cast: Cast) -> None:
    kim = make_hat(make_worker("Kim"), cast.harbour, cast.bea.role, cast.navigators)
    one = agreed(cast, on=timezone.localdate())
    wrote(one, cast.amal, SECRET)
    assert sign_in(kim).get(at("sitting", one)).status_code == 404
    assert press(kim, at("sitting_call_off", one)) == 404
    told = page(kim, reverse("workforce:team"))
    assert "1 is agreed." in told
    assert SECRET not in told
    with acting_as(kim.pk):
        assert Sitting.objects.filter(pk=one.pk).exists()
        assert not Words.objects.exists()


@pytest.mark.parametrize("words", ["", " ", "before\x00after", "x" * 9000])
def test_bad_words_get_a_sentence_and_keep_nothing(cast: Cast, words: str) -> None:
    one = agreed(cast)
    answer = fill(sign_in(cast.amal), at("sitting", one), words=words)
    assert answer.status_code == 422
    with acting_as(cast.amal.pk):
        assert not Words.objects.exists()


def test_pressed_three_times_it_is_written_once(cast: Cast) -> None:
    one = agreed(cast)
    sent = {"key": str(uuid.uuid4()), "words": SECRET}
    assert {press(cast.amal, at("sitting", one), **sent) for _press in range(3)} == {302}
    with acting_as(cast.bea.pk):
        assert Words.objects.count() == 1


def test_who_wrote_it_takes_it_back_and_the_other_does_not(cast: Cast) -> None:
    one = agreed(cast)
    key = wrote(one, cast.amal, SECRET)
    assert press(cast.bea, at("words_back", one, key)) == 409
    assert SECRET in page(cast.bea, at("sitting", one))
    assert press(cast.amal, at("words_back", one, key)) == 302
    assert SECRET not in page(cast.bea, at("sitting", one))


def test_saving_a_day_over_the_others_says_so(cast: Cast) -> None:
    one, today = agreed(cast), timezone.localdate()
    browser = sign_in(cast.amal)
    browser.get(at("sitting_plan", one))
    assert choose(cast.bea, one, today) == 302
    typed = {f"on_date{e}": str(v) for e, v in day_typed("", today).items()}
    answer = browser.post(
        at("sitting_plan", one), {**typed, "version": str(one.version), "at_time": "9"}
    )
    assert answer.status_code == 422
    answer = browser.post(
        at("sitting_plan", one), {**typed, "version": str(one.version), "at_time": "09:00"}
    )
    assert answer.status_code == 422
    assert "changed the day meanwhile" in answer.content.decode()


def test_called_off_it_is_over_for_both(cast: Cast) -> None:
    one = agreed(cast)
    assert press(cast.bea, at("sitting_call_off", one)) == 302
    assert press(cast.amal, at("sitting_call_off", one)) == 409
    assert sign_in(cast.amal).get(at("sitting_plan", one)).status_code == 409
    assert press(cast.amal, at("sitting_take_up", one)) == 409
