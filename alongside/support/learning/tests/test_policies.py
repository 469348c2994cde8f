"""The rules of an agency: an owner, a day to look them over, versions, and who has read them (R34)."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.models import Membership
from alongside.support.learning.models import Edition, HasRead, Policy
from alongside.support.learning.tests.reading import page, press, words_of
from tests.shared.asking import fill
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import day_typed
from tests.shared.learning import rule
from tests.shared.nasty import SHORT

LIST, NEW = reverse("learning:policies"), reverse("learning:policy_new")
DAY = datetime.timedelta(days=1)


def at(name: str, one: Policy, *more: Any) -> str:
    return reverse(f"learning:{name}", args=[one.pk, *more])


def said(cast: Cast, **other: Any) -> dict[str, Any]:
    return {
        "title": "When couples come", "about": "couples", "words": "Each alone first.",
        "owner": str(cast.bea.pk), **day_typed("review_on", timezone.localdate() + 90 * DAY), **other,
    }  # fmt: skip


def has_read(hat: Membership, one: Policy, number: int = 1) -> int:
    return press(hat, at("policy_read", one), number=str(number))


def due(one: Policy, days: int = 1) -> None:
    """Let the day on which a rule is to be looked over pass."""
    Policy.objects.filter(pk=one.pk).update(review_on=timezone.localdate() - days * DAY)


def test_it_is_written_once_and_read_by_its_own_agency(cast: Cast) -> None:
    sent = {**said(cast), "key": str(uuid.uuid4())}
    assert {press(cast.bea, NEW, **sent) for _press in range(3)} == {302}
    one = Policy.objects.get()
    assert Edition.objects.get().number == 1
    for hat in (cast.amal, cast.vera, cast.ada):
        assert "Each alone first." in page(hat, at("policy", one))
    assert "When couples come" not in page(cast.cleo, LIST)
    assert sign_in(cast.cleo).get(at("policy", one)).status_code == 404
    assert sign_in(cast.amal_at_hearth).get(at("policy", one)).status_code == 404


def test_a_worker_says_that_she_has_read_it_and_once_is_enough(cast: Cast) -> None:
    one = rule(cast)
    told = page(cast.amal, LIST)
    assert told.index("To read") < told.index("When couples come")
    assert {has_read(cast.amal, one) for _press in range(3)} == {302}
    assert HasRead.objects.count() == 1
    told = page(cast.amal, LIST)
    assert "To read" not in told
    assert "I have read this" not in page(cast.amal, at("policy", one))


def test_other_words_are_a_new_version_and_reading_is_asked_anew(cast: Cast) -> None:
    one = rule(cast)
    assert has_read(cast.amal, one) == 302
    change = at("policy_change", one)
    assert fill(sign_in(cast.bea), change, words="Each alone, always.").status_code == 302
    told = page(cast.amal, LIST)
    assert told.index("To read") < told.index("its words changed")
    told = page(cast.amal, at("policy", one))
    assert "Each alone, always." in told
    assert "I have read this" in told
    before = page(cast.amal, at("edition", one, 1))
    assert "We talk to each alone first." in before
    assert "Other words hold now." in before
    assert "I have read this" not in before
    assert sign_in(cast.amal).get(at("edition", one, 9)).status_code == 404


def test_whoever_read_words_that_hold_no_more_is_asked_to_read_again(cast: Cast) -> None:
    one = rule(cast)
    fill(sign_in(cast.bea), at("policy_change", one), words="Each alone, always.")
    assert has_read(cast.amal, one, number=1) == 409
    assert press(cast.amal, at("policy_read", one), number="soon") == 409
    assert not HasRead.objects.exists()
    assert has_read(cast.amal, one, number=2) == 302


def test_another_day_alone_asks_nobody_to_read_again(cast: Cast) -> None:
    one = rule(cast)
    has_read(cast.amal, one)
    later = day_typed("review_on", timezone.localdate() + 700 * DAY)
    answer = sign_in(cast.bea)
    assert fill(answer, at("policy_change", one), **later).status_code == 302
    assert Edition.objects.count() == 1
    assert "To read" not in page(cast.amal, LIST)


def test_who_has_read_it_shows_to_whoever_looks_after_it_and_to_managers(cast: Cast) -> None:
    one = rule(cast, owner=cast.nadia)
    has_read(cast.amal, one)
    for hat in (cast.bea, cast.nadia):
        told = page(hat, at("policy", one))
        assert told.index("Have read it") < told.index("Amal") < told.index("Not come to it yet")
        assert told.index("Not come to it yet") < told.index("Vera")
        assert "Cleo" not in told
    for hat in (cast.amal, cast.vera, cast.ada):
        assert "Not come to it yet" not in page(hat, at("policy", one))


def test_whoever_looks_after_it_may_change_it_and_others_may_not(cast: Cast) -> None:
    one = rule(cast, owner=cast.nadia)
    assert fill(sign_in(cast.nadia), at("policy_change", one), words="Hers.").status_code == 302
    for hat in (cast.amal, cast.vera, cast.ada):
        assert sign_in(hat).get(at("policy_change", one)).status_code == 409
        assert press(hat, at("policy_off", one)) == 409
        assert press(hat, NEW, **said(cast)) == 403
    assert press(cast.cleo, at("policy_off", one)) == 404
    assert Policy.objects.filter(ended_at__isnull=True).exists()


def test_its_day_that_passed_stands_on_its_owners_list_and_on_her_today(cast: Cast) -> None:
    one = rule(cast, owner=cast.nadia)
    due(one)
    assert "Time to look these over" in page(cast.nadia, LIST)
    assert "A rule you look after is due to be looked over." in page(cast.nadia, "/")
    for hat in (cast.amal, cast.bea):
        assert "Time to look these over" not in page(hat, LIST)
        assert "due to be looked over" not in page(hat, "/")
    later = day_typed("review_on", timezone.localdate() + 365 * DAY)
    fill(sign_in(cast.nadia), at("policy_change", one), **later)
    assert "due to be looked over" not in page(cast.nadia, "/")


def test_where_nothing_is_due_today_asks_no_more_than_before(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    browser.get("/")
    with CaptureQueriesContext(connection) as without:
        browser.get("/")
    rule(cast)
    with CaptureQueriesContext(connection) as with_one:
        browser.get("/")
    assert len(with_one) == len(without)


def test_when_its_owner_has_left_whoever_runs_a_service_hears_it(cast: Cast) -> None:
    one = rule(cast, owner=cast.nadia)
    due(one)
    Membership.objects.filter(pk=cast.nadia.pk).update(ended_at=timezone.now())
    told = page(cast.bea, LIST)
    assert "Nobody looks after these" in told
    assert "Time to look these over" in told
    assert "Nobody looks after these" not in page(cast.amal, LIST)
    answer = sign_in(cast.bea).post(
        at("policy_change", one), said(cast, version="1", owner=str(cast.nadia.pk))
    )
    assert answer.status_code == 422


def test_two_who_change_it_at_once_see_both(cast: Cast) -> None:
    one = rule(cast)
    fill(sign_in(cast.bea), at("policy_change", one), words="Bea’s words.")
    sent = said(cast, words="The other words.", version="1")
    answer = sign_in(cast.bea).post(at("policy_change", one), sent)
    assert answer.status_code == 422
    assert "Bea’s words." in words_of(answer)
    assert "The other words." in words_of(answer)
    assert (
        sign_in(cast.bea).post(at("policy_change", one), {**sent, "version": "2"}).status_code
        == 302
    )
    assert [each.words for each in Edition.objects.order_by("number")][1:] == [
        "Bea’s words.", "The other words.",
    ]  # fmt: skip


def test_taken_off_it_is_gone_and_can_be_put_back(cast: Cast) -> None:
    one = rule(cast)
    answer = sign_in(cast.bea).post(at("policy_off", one), follow=True)
    assert at("policy_on", one) in answer.content.decode()
    assert sign_in(cast.amal).get(at("policy", one)).status_code == 404
    assert press(cast.amal, at("policy_on", one)) == 409
    assert press(cast.bea, at("policy_on", one)) == 302
    assert "When couples come" in page(cast.amal, LIST)


def test_its_words_are_sealed_and_no_earlier_ones_can_be_changed(cast: Cast) -> None:
    rule(cast)
    with connection.cursor() as cursor:
        cursor.execute("select words from learning_edition")
        assert cursor.fetchone()[0].startswith("e1:")
    changes = as_admin(
        "select has_table_privilege('alongside_app', 'learning_edition', 'update'), "
        "has_table_privilege('alongside_app', 'learning_edition', 'delete')"
    )
    assert changes == [(False, False)]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Write what it is called."),
        ({"about": "magic"}, "Choose one from the list."),
        ({"about": ""}, "Choose what it is about."),
        ({"words": " "}, "Write its words."),
        ({"words": "a\x00b"}, "hidden character"),
        ({"words": "x" * 30001}, "Please take out 1."),
        ({"owner": ""}, "Choose who looks after it."),
        ({"owner": "nobody"}, "Choose one from the list."),
        ({"review_on_0": ""}, "Add the day."),
        ({"review_on_2": "2020"}, "The date is in the past."),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_nothing_is_lost(
    cast: Cast, wrong: dict[str, str], sentence: str
) -> None:
    kept = {"title": "Kept title"} if "title" not in wrong else {"words": "Kept title"}
    answer = fill(sign_in(cast.bea), NEW, **{**said(cast), **kept, **wrong})
    assert answer.status_code == 422
    assert sentence in words_of(answer)
    assert "Kept title" in words_of(answer)
    assert not Policy.objects.exists()


def test_somebody_of_another_agency_looks_after_no_rule_of_ours(cast: Cast) -> None:
    answer = fill(sign_in(cast.bea), NEW, **said(cast, owner=str(cast.cleo.pk)))
    assert answer.status_code == 422
    assert "Choose one from the list." in words_of(answer)


@pytest.mark.parametrize("nasty", SHORT.values(), ids=SHORT)
def test_any_words_are_kept_or_answered(cast: Cast, nasty: str) -> None:
    answer = fill(sign_in(cast.bea), NEW, **said(cast, title=nasty, words=nasty))
    assert answer.status_code in (302, 422)
    assert sign_in(cast.amal).get(LIST).status_code == 200


def test_it_takes_the_same_reads_for_any_number(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    rule(cast)
    browser.get(LIST)
    with CaptureQueriesContext(connection) as few:
        browser.get(LIST)
    for number in range(6):
        rule(cast, title=f"Rule {number}")
    with CaptureQueriesContext(connection) as many:
        browser.get(LIST)
    assert len(many) == len(few)
