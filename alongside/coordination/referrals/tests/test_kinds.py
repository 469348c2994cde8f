"""What one kind of referrer is asked and no other, each answer in its own part of her record."""

import datetime

import pytest
from django.test import Client as Browser
from django.utils import timezone

from alongside.coordination.referrals import actions
from alongside.coordination.referrals.models import Carried, Referral, ReferralExtra
from alongside.coordination.referrals.rules import kinds
from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.asking import NO_RING, fill, refer, start_of, to_check
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import forms_of

WRITE = "/referrals/new/"


def test_no_question_is_in_a_locked_part_and_each_has_one_part() -> None:
    for name, one in kinds.BY_NAME.items():
        assert one.part not in LOCKED
        parts = {q.part for asked in kinds.QUESTIONS.values() for q in asked if q.name == name}
        assert len(parts) == 1


@pytest.mark.parametrize("kind", Referral.Referrer.values)
def test_only_its_own_questions_are_asked(cast: Cast, kind: str) -> None:
    page = sign_in(cast.cleo).get(WRITE, {"as": kind}).content.decode()
    named = {name for form in forms_of(page) for name in form.fields}
    asked = {one.name for one in kinds.questions(kind)}
    assert not (set(kinds.BY_NAME) - asked) & named
    # A day stands in three boxes.
    assert all(any(name == one or name == f"{one}_0" for name in named) for one in asked)


def test_a_prison_says_when_she_comes_out_and_whoever_may_not_read_justice_does_not(
    cast: Cast,
) -> None:
    day = timezone.localdate() + datetime.timedelta(days=20)
    answers = {
        "service": str(cast.navigators.pk), "way": "through the chaplain", "when": ["mornings"],
        "name": "Dee", "release_on_0": str(day.day), "release_on_1": str(day.month),
        "release_on_2": str(day.year),
        "gate": "no", "licence": "Not into town after eight.", "home_after": "Nowhere yet",
    }  # fmt: skip
    answer = fill(sign_in(cast.cleo), f"{WRITE}?as=prison", **answers)
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(cast.nadia.pk):
        referral = Referral.objects.get()
        assert referral.referrer == "prison"
        rows = {one.compartment: one.facts for one in ReferralExtra.objects.all()}
    assert set(rows) == {Compartment.JUSTICE, Compartment.ACCOMMODATION}
    assert rows[Compartment.JUSTICE]["release_on"] == day.isoformat()
    page = sign_in(cast.nadia).get(f"/referrals/{referral.pk}/").content.decode()
    assert "Not into town after eight." in page


def test_a_day_that_is_no_day_is_said_beside_its_box_and_nothing_typed_is_lost(cast: Cast) -> None:
    answers = {
        "service": str(cast.navigators.pk), "way": "through the chaplain", "release_on_0": "31",
        "release_on_1": "2", "release_on_2": "2031", "licence": "Not into town.",
    }  # fmt: skip
    answer = fill(sign_in(cast.cleo), f"{WRITE}?as=prison", **answers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "31 February does not exist." in page
    assert "Not into town." in page


@pytest.mark.parametrize(
    ("year", "sentence"),
    [("1890", "very long ago"), ("2999", "has not come yet"), ("87", "four figures"), ("x", "four figures")],
)  # fmt: skip
def test_a_year_that_can_not_be_hers_gets_a_kind_sentence(
    cast: Cast, year: str, sentence: str
) -> None:
    answers = {"service": str(cast.navigators.pk), "way": "through Joy", "born_year": year}
    answer = fill(sign_in(cast.cleo), WRITE, **answers)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_year_that_may_be_hers_is_shown_as_about(cast: Cast) -> None:
    referral = refer(cast.navigators, by=cast.cleo, more={"born_year": 1987})
    page = sign_in(cast.nadia).get(f"/referrals/{referral.pk}/").content.decode()
    assert "Born about" in page
    assert "1987" in page


def test_on_the_public_form_an_agency_is_asked_on_a_page_of_its_own(cast: Cast) -> None:
    browser = Browser()
    who = {"writer": "agency", "referrer": "hospital"}
    url = to_check(browser, start_of(cast.navigators), someone=True, reach=NO_RING, who=who)
    assert url.endswith("/extra/")
    answer = fill(browser, url, ward="Ward 7", care="Somebody to fetch her tablets")
    assert answer["Location"].endswith("/check/")
    page = browser.get(answer["Location"]).content.decode()
    assert "Ward 7" in page
    fill(browser, answer["Location"])
    with acting_as(cast.nadia.pk):
        [row] = ReferralExtra.objects.all()
        assert (row.compartment, row.facts["ward"]) == (Compartment.HEALTH, "Ward 7")


def test_a_friend_is_never_asked_what_a_prison_is(cast: Cast) -> None:
    who = {"writer": "friend", "referrer": "prison"}
    url = to_check(Browser(), start_of(cast.navigators), someone=True, reach=NO_RING, who=who)
    assert url.endswith("/check/")


# --- by whom it is added ------------------------------------------------------------------------------


def test_only_whoever_writes_the_referral_adds_to_it(cast: Cast) -> None:
    referral = refer(cast.navigators, by=cast.cleo)
    with acting_as(cast.nadia.pk):
        found = Referral.objects.get(pk=referral.pk)
    for hat in (cast.nadia, cast.bea, cast.amal, cast.petra):
        row = ReferralExtra(
            client_id=found.client_id,
            referral=found,
            compartment=Compartment.STORY,
            facts={"met": "x"},
        )
        with pytest.raises(Exception, match="row-level security"), acting_as(hat.pk):
            row.save(force_insert=True)


def test_what_she_let_travel_is_shown_as_told_already(cast: Cast) -> None:
    told = {
        "compartment": Compartment.HEALTH, "title": "Health", "her_words": "My chest, since winter.",
        "agreed_on": timezone.localdate(), "agency": cast.hearth,
    }  # fmt: skip
    key = new_key()
    with acting_as(cast.cleo.pk):
        actions.send_at_once(
            key=key, service=cast.navigators, sender=cast.cleo, by=actor(cast.cleo), carried=[told],
            answers={"reach": {"way": "through Joy"}, "more": {"name": "Dee"}, "who": {}},
        )  # fmt: skip
        assert not Carried.objects.exists()
    page = sign_in(cast.nadia).get(f"/referrals/{key}/").content.decode()
    assert "She has told this already: please don’t ask again" in page
    assert "My chest, since winter." in page
