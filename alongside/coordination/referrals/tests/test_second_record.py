"""A referral of a woman who is with us already: /referrals/<one>/with-us/ (C11)."""

import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse

from alongside.coordination.referrals import actions
from alongside.coordination.referrals.models import Referral, ReferralOutcome, UnmetNeed
from alongside.core.people import actions as people
from alongside.core.people.models import Client, Episode
from alongside.core.sharing.actions import one_woman
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.refused import Refused
from tests.shared.asking import refer
from tests.shared.cast import Cast, actor, sign_in


@pytest.fixture
def second(cast: Cast) -> Referral:
    """A referral to the Navigators of somebody whose name sounds like Marta's, who is with them."""
    with acting_as(cast.amal.pk):
        people.set_basics(
            client_id=cast.marta, facts={"full_name": "Marta Kowalska"}, version=1,
            by=actor(cast.amal),
        )  # fmt: skip
    return arrives(cast, "Martha Kovalska")


def arrives(cast: Cast, name: str) -> Referral:
    sent = refer(cast.navigators, by=cast.petra, more={"name": name})
    with acting_as(cast.bea.pk):
        return Referral.objects.get(pk=sent.pk)


def say(cast: Cast, second: Referral, *, same: bool) -> None:
    with acting_as(cast.bea.pk):
        one_woman.say_of_two(
            client_id=cast.marta, other_id=second.client_id, same=same, goes_on=cast.marta,
            by=actor(cast.bea),
        )  # fmt: skip


def at(name: str, referral: Referral) -> str:
    return reverse(f"referrals:{name}", args=[referral.pk])


def shown(browser: Browser, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200
    return str(answer.content.decode())


def state(hat: Membership, referral: Referral) -> tuple[str, str]:
    with acting_as(hat.pk):
        one = Episode.objects.get(pk=referral.episode_id)
    return one.state, one.answer_code


def test_whoever_sees_both_is_shown_the_other_beside_the_referral(
    cast: Cast, second: Referral
) -> None:
    told = shown(sign_in(cast.bea), at("referral", second))
    assert "Perhaps the same woman: Marta." in told
    assert reverse("sharing:of_two", args=[second.client_id, cast.marta]) in told


def test_whoever_sees_the_new_one_alone_is_shown_nothing(cast: Cast, second: Referral) -> None:
    told = shown(sign_in(cast.nadia), at("referral", second))
    assert "Perhaps the same woman" not in told
    assert str(cast.marta) not in told
    say(cast, second, same=True)
    told = shown(sign_in(cast.nadia), at("referral", second))
    assert "She is known as" not in told
    assert str(cast.marta) not in told


def test_it_is_answered_in_one_press_and_is_no_unmet_need(cast: Cast, second: Referral) -> None:
    say(cast, second, same=True)
    browser = sign_in(cast.bea)
    assert "As Marta she is with" in shown(browser, at("referral", second))
    assert browser.post(at("with_us", second)).status_code == 302
    assert state(cast.bea, second) == ("offered", "with_us")
    assert "She is with us already, on another record of hers." in shown(
        browser, at("referral", second)
    )
    with acting_as(cast.bea.pk):
        assert not UnmetNeed.objects.exists()
        assert Episode.objects.open().filter(client_id=second.client_id).count() == 0
        # The sender may hear what he may always hear: somebody is alongside her.
        told = set(ReferralOutcome.objects.values_list("client_id", "code"))
        assert told <= {(second.client_id, ReferralOutcome.Code.TAKEN_UP)}


def test_without_somebody_who_said_so_it_is_refused(cast: Cast, second: Referral) -> None:
    for hat in (cast.bea, cast.nadia):
        with acting_as(hat.pk), pytest.raises(Refused):
            actions.with_us(referral=second, by=actor(hat))
    answer = sign_in(cast.nadia).post(at("with_us", second))
    assert "First say that both records" in answer.content.decode()
    assert state(cast.bea, second) == ("referred", "")


def test_whoever_sees_the_new_one_alone_is_refused_alike_before_and_after(
    cast: Cast, second: Referral
) -> None:
    def answered() -> tuple[int, bytes]:
        answer = sign_in(cast.nadia).post(at("with_us", second))
        return answer.status_code, answer.content

    before = answered()
    say(cast, second, same=True)
    assert answered()[0] == before[0]
    assert state(cast.bea, second) == ("referred", "")


def test_two_women_after_all_and_the_referral_waits_again(cast: Cast, second: Referral) -> None:
    say(cast, second, same=True)
    sign_in(cast.bea).post(at("with_us", second))
    assert "Martha Kovalska" not in shown(sign_in(cast.nadia), reverse("referrals:new"))
    say(cast, second, same=False)
    assert state(cast.nadia, second) == ("referred", "")
    assert "Martha Kovalska" in shown(sign_in(cast.nadia), reverse("referrals:new"))
    assert "Say yes" in shown(sign_in(cast.nadia), at("referral", second))
    with acting_as(cast.nadia.pk):
        actions.cannot(
            referral=second, code="no_room", words="Rang two others.", by=actor(cast.nadia)
        )
    assert "We could not help with this." in shown(sign_in(cast.nadia), at("referral", second))
    # That she was offered something else is no answer which the other record takes back.
    say(cast, second, same=True)
    say(cast, second, same=False)
    assert state(cast.bea, second) == ("offered", "no_room")


def test_a_stranger_and_one_who_takes_no_referrals_can_not(cast: Cast, second: Referral) -> None:
    say(cast, second, same=True)
    assert sign_in(cast.cleo).post(at("with_us", second)).status_code == 404
    assert sign_in(cast.vera).post(at("with_us", second)).status_code == 403
    never = reverse("referrals:with_us", args=[uuid.uuid4()])
    assert sign_in(cast.bea).post(never).status_code == 404
    assert sign_in(cast.bea).get(at("with_us", second)).status_code == 405
    assert state(cast.bea, second) == ("referred", "")


def test_a_sender_hears_of_it_what_she_lets_them_hear(cast: Cast, second: Referral) -> None:
    say(cast, second, same=True)
    with acting_as(cast.bea.pk):
        actions.with_us(referral=second, by=actor(cast.bea))
        name = Client.objects.get(pk=cast.marta).name
    page = sign_in(cast.petra).get(reverse("referrals:sent")).content.decode()
    assert name not in page
    assert str(cast.marta) not in page


def test_of_three_records_the_one_that_is_with_us_decides_whether_it_waits_again(
    cast: Cast, second: Referral
) -> None:
    say(cast, second, same=True)
    sign_in(cast.bea).post(at("with_us", second))
    third = arrives(cast, "M. Kowalska")
    with acting_as(cast.bea.pk):
        one_woman.say_of_two(
            client_id=second.client_id, other_id=third.client_id, same=True,
            goes_on=second.client_id, by=actor(cast.bea),
        )  # fmt: skip
    say(cast, second, same=False)
    # Nobody is alongside her on the third, so it is not lost.
    assert state(cast.nadia, second) == ("referred", "")
