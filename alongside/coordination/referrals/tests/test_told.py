"""/referrals/told/<uuid>/: that a person has told the sender's agency."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.coordination.referrals import queries
from alongside.coordination.referrals.models import ReferralOutcome
from alongside.foundation.access.context import acting_as
from alongside.foundation.directory.models import Agency
from tests.shared.asking import refer
from tests.shared.cast import Cast, sign_in


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


def test_strangers_get_a_404(cast: Cast, outcome: ReferralOutcome) -> None:
    for key in (outcome.pk, uuid.uuid4()):
        assert sign_in(cast.cleo).post(reverse("referrals:told", args=[key])).status_code == 404


def test_reading_its_address_does_nothing(cast: Cast, outcome: ReferralOutcome) -> None:
    assert sign_in(cast.amal).get(reverse("referrals:told", args=[outcome.pk])).status_code == 405


def test_the_sender_sees_the_answer_and_cannot_change_it(
    cast: Cast, outcome: ReferralOutcome
) -> None:
    assert sign_in(cast.petra).post(reverse("referrals:told", args=[outcome.pk])).status_code == 403
    with acting_as(cast.petra.pk):
        assert ReferralOutcome.objects.update(told_on=timezone.localdate()) == 0
