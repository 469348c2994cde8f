"""The women for whom nobody leads now: on a list, on Today, and told kindly on her page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation.accounts.models import Membership
from tests.shared.cast import Cast, make_client, sign_in

HAND_OVER = reverse("team:hand_over")


def page(hat: Membership, address: str) -> str:
    answer = sign_in(hat).get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def her_page(cast: Cast, hat: Membership) -> str:
    return page(hat, reverse("home:her", args=[cast.marta]))


def close(cast: Cast, **form: str) -> None:
    answer = sign_in(cast.ada).post(
        reverse("accounts:worker_close", args=[cast.amal.worker_id]), form
    )
    assert answer.status_code == 302


def test_while_somebody_leads_nothing_is_said(cast: Cast) -> None:
    assert "Everybody has a lead worker" in page(cast.bea, HAND_OVER)
    assert "need somebody new" not in page(cast.bea, "/")
    assert "has left" not in her_page(cast, cast.bea)


def test_when_a_lead_worker_has_left_her_page_says_who_looks_after_her(cast: Cast) -> None:
    close(cast, left="on")
    told = her_page(cast, cast.bea)
    assert "Her lead worker, Amal, has left." in told
    assert "Until somebody new is chosen, Bea looks after her at Harbour Navigators." in told
    assert "Choose somebody" in told
    assert "<bdi>Amal</bdi></strong>, lead worker" not in told
    assert "They need somebody new alongside" in page(cast.bea, "/")
    assert "Amal led for her and has left" in page(cast.bea, HAND_OVER)


def test_an_account_that_rests_is_told_as_that_and_nothing_is_ended(cast: Cast) -> None:
    close(cast)
    told = her_page(cast, cast.bea)
    assert "Her lead worker, Amal, can’t sign in just now." in told
    assert "<bdi>Amal</bdi></strong>, lead worker" in told
    sign_in(cast.ada).post(reverse("accounts:worker_open", args=[cast.amal.worker_id]))
    assert "can’t sign in" not in her_page(cast, cast.bea)


@pytest.mark.parametrize("how", ["hat", "service"])
def test_a_hat_or_a_service_that_ended_counts_too(cast: Cast, how: str) -> None:
    where = reverse(
        "accounts:hat_end" if how == "hat" else "accounts:hat_posts", args=[cast.amal.pk]
    )
    assert sign_in(cast.ada).post(where, {}).status_code == 302
    assert "Her lead worker, Amal, has left." in her_page(cast, cast.bea)


def test_it_is_for_managers_and_takes_the_same_reads_for_any_number(cast: Cast) -> None:
    assert sign_in(cast.amal).get(HAND_OVER).status_code == 403
    browser = sign_in(cast.bea)
    close(cast, left="on")
    browser.get(HAND_OVER)
    with CaptureQueriesContext(connection) as few:
        browser.get(HAND_OVER)
    for number in range(8):
        make_client(f"W{number}", lead=cast.nadia, service=cast.navigators, triage=cast.bea)
    with CaptureQueriesContext(connection) as more:
        assert "Nobody has led for her yet" in browser.get(HAND_OVER).content.decode()
    assert len(more) == len(few)
