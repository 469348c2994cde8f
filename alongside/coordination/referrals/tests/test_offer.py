"""/referrals/<uuid>/offer/: offering her something else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.coordination.referrals import rules
from alongside.coordination.referrals.models import Referral, ReferralOutcome
from alongside.core.people.models import Episode
from alongside.foundation.access.context import acting_as
from alongside.foundation.directory.models import Agency
from tests.shared.asking import is_shown, refer, refer_again, seen_as
from tests.shared.cast import Cast, sign_in
from tests.shared.nasty import NASTY

OFFER = {"code": "no_room", "words": "A room at Hearth from Friday; Joy tells her on Tuesday."}


def url(referral: Referral) -> str:
    return reverse("referrals:offer", args=[referral.pk])


def test_why_and_what_are_kept_and_she_may_still_come(cast: Cast) -> None:
    found = refer(cast.navigators, by=cast.cleo)
    browser = sign_in(cast.nadia)
    assert browser.post(url(found), OFFER).status_code == 302
    client_id = seen_as(cast.nadia, found).client_id
    with acting_as(cast.nadia.pk):
        episode = Episode.objects.get(client_id=client_id)
        assert (episode.state, episode.answer_code, episode.answer_words) == (
            "offered", OFFER["code"], OFFER["words"],
        )  # fmt: skip
    page = browser.get(reverse("referrals:referral", args=[found.pk])).content.decode()
    assert OFFER["words"] in page
    assert "We have no room" in page
    answer = browser.post(reverse("referrals:take_up", args=[found.pk]), {"lead": cast.amal.pk})
    assert answer.status_code == 302
    with acting_as(cast.amal.pk):
        assert Episode.objects.get(pk=episode.pk).state == "active"


def test_local_connection_a_number_or_missed_calls_are_no_reasons() -> None:
    said = " ".join(str(words) for words in rules.ANSWERS.values()).lower()
    assert "local" not in said
    assert "chain" not in said
    assert "answer" not in said
    assert all(len(code) <= 16 for code in rules.ANSWERS)


@pytest.mark.parametrize(
    "answers", [{}, {"code": "no_room"}, {"words": "A room"}, {"code": "local", "words": "A room"}]
)
def test_a_no_alone_is_not_an_answer(cast: Cast, answers: dict[str, str]) -> None:
    found = refer(cast.navigators, by=cast.cleo)
    page = sign_in(cast.nadia).post(url(found), answers)
    assert page.status_code == 422
    assert answers.get("words", "There is something to mend") in page.content.decode()
    with acting_as(cast.nadia.pk):
        assert Episode.objects.get(state="referred").answer_code == ""


def test_the_sender_hears_only_that_something_else_was_offered(cast: Cast) -> None:
    Agency.objects.filter(pk=cast.practice.pk).update(confirmed_at=timezone.now())
    found = refer(cast.navigators, by=cast.petra, who={"allowed": True})
    sign_in(cast.nadia).post(url(found), OFFER)
    with acting_as(cast.petra.pk):
        assert ReferralOutcome.objects.get().code == "elsewhere"
        assert not Episode.objects.exists()
    assert "Friday" not in sign_in(cast.petra).get("/referrals/sent/").content.decode()


def test_twice_is_once(cast: Cast) -> None:
    Agency.objects.filter(pk=cast.practice.pk).update(confirmed_at=timezone.now())
    found = refer(cast.navigators, by=cast.petra, who={"allowed": True})
    browser = sign_in(cast.nadia)
    browser.post(url(found), OFFER)
    again = browser.post(url(found), {**OFFER, "words": "Or a bed at the mission"})
    assert again.status_code == 422
    assert "Or a bed at the mission" in again.content.decode()
    client_id = seen_as(cast.nadia, found).client_id
    with acting_as(cast.nadia.pk):
        assert ReferralOutcome.objects.filter(client_id=client_id).count() == 1


def test_no_text_breaks_it_or_is_lost(cast: Cast) -> None:
    found = refer(cast.navigators, by=cast.cleo)
    browser = sign_in(cast.nadia)
    for name in ("nothing", "one megabyte", "a hidden NUL"):
        page = browser.post(url(found), {"code": "other", "words": NASTY[name]})
        assert page.status_code == 422, name
        assert is_shown(NASTY[name], page.content.decode()), name


def test_nobody_answers_for_another_service_and_the_words_are_given_back(
    committed_cast: Cast,
) -> None:
    cast = committed_cast
    found = refer_again(cast.marta, cast.advocates, by=cast.amal)
    page = sign_in(cast.amal).post(url(found), OFFER)
    assert page.status_code == 422
    assert "new referrals of Hearth Advocates can answer" in page.content.decode()
    assert OFFER["words"] in page.content.decode()
    with acting_as(cast.amal.pk):
        episode = Episode.objects.get(pk=found.episode_id)
        assert (episode.state, episode.answer_words) == ("referred", "")


def test_a_stranger_gets_a_404(cast: Cast) -> None:
    found = refer(cast.navigators, by=cast.petra)
    assert sign_in(cast.cleo).post(url(found), OFFER).status_code == 404
