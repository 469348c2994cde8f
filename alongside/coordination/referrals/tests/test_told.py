"""/referrals/told/<uuid>/: that a person has told the sender's agency."""

import uuid
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.coordination.referrals import queries
from alongside.coordination.referrals.models import Referral, ReferralOutcome
from alongside.core.sharing.actions import away
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from tests.shared.asking import refer, refer_again
from tests.shared.cast import Cast, actor, make_hat, make_worker, sign_in


@pytest.fixture
def outcome(cast: Cast) -> ReferralOutcome:
    Agency.objects.filter(pk=cast.practice.pk).update(
        confirmed_at=timezone.now(), phone="+441632960123"
    )
    found = refer(cast.navigators, by=cast.petra, who={"allowed": True, "reference": "QP-77"})
    sign_in(cast.bea).post(reverse("referrals:take_up", args=[found.pk]), {"lead": cast.amal.pk})
    with acting_as(cast.amal.pk):
        outcome = ReferralOutcome.objects.get()
        assert list(queries.to_let_know([outcome.client_id])) == [outcome]
    page = sign_in(cast.amal).get(reverse("referrals:referral", args=[found.pk])).content.decode()
    for words in ("01632 960123", "We are in touch with her.", "QP-77", "I have told them"):
        assert words in page
    return outcome


def test_her_lead_worker_rings_the_directory_number_and_says_so(
    cast: Cast, outcome: ReferralOutcome
) -> None:
    browser = sign_in(cast.amal)
    for _ in range(2):
        answer = browser.post(reverse("referrals:told", args=[outcome.pk]))
        assert answer.status_code == 302
    with acting_as(cast.amal.pk):
        after = ReferralOutcome.objects.get()
        assert (after.told_on, after.told_by_id) == (timezone.localdate(), cast.amal.pk)
        assert not queries.to_let_know([outcome.client_id]).exists()
    assert "They have been told." in browser.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("whom", ["the sender", "a colleague of hers", "all of them"])
def test_nobody_is_told_to_ring_where_somebody_works_whom_she_keeps_away(
    cast: Cast, outcome: ReferralOutcome, whom: str
) -> None:
    """He could send her himself, tick that she agreed, and wait for the call."""
    colleague = make_hat(make_worker("Osric"), cast.practice, Role.PARTNER)
    him: dict[str, Any] = {
        "the sender": {"worker": cast.petra.worker}, "all of them": {"agency": cast.practice},
        "a colleague of hers": {"worker": colleague.worker},
    }[whom]  # fmt: skip
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(),
            client_id=outcome.client_id,
            made_by=cast.amal,
            by=actor(cast.amal),
            **him,
        )
        page_of = reverse("referrals:referral", args=[Referral.objects.get().pk])
    page = sign_in(cast.amal).get(page_of).content.decode()
    assert "So nothing goes back." in page
    for words in ("01632 960123", "We are in touch with her.", "I have told them", "may hear"):
        assert words not in page
    assert sign_in(cast.amal).post(reverse("referrals:told", args=[outcome.pk])).status_code == 409


def test_no_answer_is_written_for_a_sender_where_somebody_works_whom_she_keeps_away(
    cast: Cast,
) -> None:
    Agency.objects.filter(pk=cast.practice.pk).update(confirmed_at=timezone.now())
    found = refer(cast.navigators, by=cast.petra, who={"allowed": True})
    with acting_as(cast.bea.pk):
        found = Referral.objects.get(pk=found.pk)
        away.keep_away(
            key=new_key(), client_id=found.client_id, made_by=cast.bea, by=actor(cast.bea),
            worker=cast.petra.worker,
        )  # fmt: skip
    sign_in(cast.bea).post(reverse("referrals:take_up", args=[found.pk]), {"lead": cast.amal.pk})
    with acting_as(cast.amal.pk):
        assert not ReferralOutcome.objects.exists()


def test_strangers_get_a_404(cast: Cast, outcome: ReferralOutcome) -> None:
    for key in (outcome.pk, uuid.uuid4()):
        assert sign_in(cast.cleo).post(reverse("referrals:told", args=[key])).status_code == 404


def test_reading_its_address_does_nothing(cast: Cast, outcome: ReferralOutcome) -> None:
    assert sign_in(cast.amal).get(reverse("referrals:told", args=[outcome.pk])).status_code == 405


def test_a_sender_s_hat_that_answers_referrals_elsewhere_is_told_that_nothing_was_noted(
    cast: Cast,
) -> None:
    Agency.objects.filter(pk=cast.hearth.pk).update(confirmed_at=timezone.now())
    found = refer(cast.navigators, by=cast.cleo, who={"allowed": True})
    sign_in(cast.bea).post(reverse("referrals:take_up", args=[found.pk]), {"lead": cast.amal.pk})
    with acting_as(cast.cleo.pk):
        heard = ReferralOutcome.objects.get()
    page = sign_in(cast.cleo).post(reverse("referrals:told", args=[heard.pk]))
    assert page.status_code == 409
    assert "Only those who answered this referral" in page.content.decode()
    with acting_as(cast.bea.pk):
        assert ReferralOutcome.objects.get(pk=heard.pk).told_on is None


def test_another_service_of_hers_notes_nothing_for_those_who_answered(
    committed_cast: Cast,
) -> None:
    cast = committed_cast
    Agency.objects.filter(pk=cast.practice.pk).update(confirmed_at=timezone.now())
    found = refer_again(cast.marta, cast.advocates, by=cast.amal, sender=cast.practice)
    before = sign_in(cast.amal).get(reverse("referrals:referral", args=[found.pk]))
    assert "There is nothing to say yet" in before.content.decode()
    sign_in(cast.cleo).post(reverse("referrals:take_up", args=[found.pk]), {"lead": cast.cleo.pk})
    with acting_as(cast.amal.pk):
        heard = ReferralOutcome.objects.get(episode_id=found.episode_id)
    browser = sign_in(cast.amal)
    page = browser.get(reverse("referrals:referral", args=[found.pk])).content.decode()
    assert "Those who answered this referral do that." in page
    assert "I have told them" not in page
    assert browser.post(reverse("referrals:told", args=[heard.pk])).status_code == 409
    with acting_as(cast.cleo.pk):
        assert ReferralOutcome.objects.get(pk=heard.pk).told_on is None
    assert sign_in(cast.cleo).post(reverse("referrals:told", args=[heard.pk])).status_code == 302


def test_the_sender_sees_the_answer_and_cannot_change_it(
    cast: Cast, outcome: ReferralOutcome
) -> None:
    assert sign_in(cast.petra).post(reverse("referrals:told", args=[outcome.pk])).status_code == 403
    with acting_as(cast.petra.pk):
        assert ReferralOutcome.objects.update(told_on=timezone.localdate()) == 0
