"""'I was there': said by oneself, or by a manager for a volunteer of hers (R142)."""

import datetime
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from alongside.support.learning.models import Learnt, Training
from alongside.support.learning.rules.trainings import good_until, holds
from alongside.support.learning.tests.reading import page, press, words_of
from tests.shared.asking import fill
from tests.shared.cast import Cast, make_hat, make_worker, sign_in
from tests.shared.forms import day_typed
from tests.shared.learning import training, was_there

LIST = reverse("learning:trainings")
DAY = datetime.timedelta(days=1)


def there(one: Training) -> str:
    return reverse("learning:there", args=[one.pk])


def back(one: Learnt) -> str:
    return reverse("learning:there_back", args=[one.pk])


def standing() -> list[Learnt]:
    return list(Learnt.objects.filter(taken_back_at__isnull=True))


def test_it_is_said_once_with_the_day_and_can_be_undone(cast: Cast) -> None:
    one, yesterday = training(cast), timezone.localdate() - DAY
    sent = {"key": str(uuid.uuid4()), **day_typed("on_date", yesterday)}
    browser = sign_in(cast.vera)
    answers = [browser.post(there(one), sent, follow=True) for _press in range(3)]
    [learnt] = standing()
    assert (learnt.membership, learnt.said_by, learnt.on_date) == (cast.vera, cast.vera, yesterday)
    assert back(learnt) in answers[0].content.decode()
    assert "Nothing is ahead for you just now." in page(cast.vera, LIST)
    assert browser.post(back(learnt)).status_code == 302
    assert standing() == []
    assert "Nothing is written down yet." in page(cast.vera, LIST)


def test_the_same_day_on_two_pages_is_one(cast: Cast) -> None:
    one, today = training(cast), day_typed("on_date", timezone.localdate())
    for _page in range(2):
        assert fill(sign_in(cast.amal), there(one), **today).status_code == 302
    assert len(standing()) == 1


def test_what_she_learnt_under_one_hat_she_knows_under_the_other(cast: Cast) -> None:
    one = training(cast, cast.hearth)
    was_there(one, cast.amal)
    told = page(cast.amal_at_hearth, LIST)
    assert told.index("What you did") < told.index("What coercion does")


def test_on_another_day_it_stays_for_her_and_whoever_runs_her_service_mends_it(cast: Cast) -> None:
    one = training(cast)
    with time_machine.travel(timezone.now() - DAY, tick=False):
        learnt = was_there(one, cast.amal)
    assert back(learnt) not in sign_in(cast.amal).get(LIST).content.decode()
    answer = sign_in(cast.amal).post(back(learnt))
    assert answer.status_code == 409
    assert "You said this on another day" in words_of(answer)
    assert press(cast.nadia, back(learnt)) == 409
    assert press(cast.cleo, back(learnt)) == 404
    assert press(cast.bea, back(learnt)) == 302
    assert standing() == []


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "The date is in the future."), (-20, "It was later than that."), (-50000, "before 1 January 1900")],
)  # fmt: skip
def test_a_day_it_can_not_have_been_gets_a_sentence(cast: Cast, days: int, said: str) -> None:
    today = timezone.localdate()
    one = training(cast, on_date=today - 10 * DAY)
    answer = fill(sign_in(cast.amal), there(one), **day_typed("on_date", today + days * DAY))
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert standing() == []


def test_a_manager_writes_it_down_for_a_volunteer_of_hers_and_for_nobody_else(cast: Cast) -> None:
    one = training(cast, cast.hearth)
    page_for = reverse("learning:volunteer", args=[one.pk])
    elsewhere = make_hat(make_worker("Willa"), cast.hearth, cast.vera.role, cast.advocates)
    for hat in (cast.amal, cast.nadia, elsewhere):
        answer = fill(sign_in(cast.bea), page_for, who=str(hat.pk))
        assert answer.status_code == 422
        assert "Choose one from the list." in words_of(answer)
    assert fill(sign_in(cast.bea), page_for, who=str(cast.vera.pk)).status_code == 302
    [learnt] = standing()
    assert (learnt.membership, learnt.said_by) == (cast.vera, cast.bea)
    assert "What coercion does" in page(cast.vera, LIST)
    assert sign_in(cast.amal).get(page_for).status_code == 403


def test_names_are_for_whoever_runs_the_same_service(cast: Cast) -> None:
    one = training(cast, cast.hearth)
    was_there(one, cast.nadia)
    was_there(one, cast.cleo)
    address = reverse("learning:training", args=[one.pk])
    told = page(cast.bea, address)
    there_at, ahead_at = told.index("Were there"), told.index("Still ahead for")
    assert there_at < told.index("Nadia") < ahead_at < told.index("Vera")
    assert "Cleo" not in told
    assert "Nadia" not in page(cast.amal, address)
    hedda = cast.advocates.posts.get(membership__role="manager").membership
    told = page(hedda, address)
    assert "Cleo" in told
    assert "Nadia" not in told


def test_once_it_is_a_while_ago_it_is_ahead_again(cast: Cast) -> None:
    one = training(cast, again_months=12)
    was_there(one, cast.amal, on=timezone.localdate() - 400 * DAY)
    told = page(cast.amal, LIST)
    assert told.index("Ahead for you") < told.index("It is good to do it again.")
    was_there(one, cast.amal)
    assert "Nothing is ahead for you just now." in page(cast.amal, LIST)


def test_months_are_counted_by_the_calendar() -> None:
    on = datetime.date(2026, 1, 31)
    assert good_until(on, 1) == datetime.date(2026, 2, 28)
    assert good_until(on, 12) == datetime.date(2027, 1, 31)
    assert good_until(datetime.date(2026, 12, 5), 1) == datetime.date(2027, 1, 5)
    assert good_until(on, None) is None
    assert holds(on, 1, datetime.date(2026, 2, 27))
    assert not holds(on, 1, datetime.date(2026, 2, 28))
    assert holds(on, None, datetime.date(2099, 1, 1))
