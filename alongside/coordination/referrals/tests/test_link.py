"""/r/<token>/: a partner's workers write without an account."""

import datetime

import pytest
from django.test import Client as Browser
from django.utils import timezone

from alongside.coordination.referrals import actions
from alongside.coordination.referrals.models import Referral, ReferralLink
from alongside.core.people.models import Episode
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency, Service
from tests.shared.asking import NO_RING, send
from tests.shared.cast import Cast, actor


@pytest.fixture
def start(cast: Cast) -> str:
    with acting_as(cast.bea.pk):
        token = actions.make_link(
            key=new_key(), service=cast.navigators, agency=cast.practice, membership=cast.bea,
            by=actor(cast.bea),
        )  # fmt: skip
    return f"/r/{token}/"


def the_referral(cast: Cast) -> tuple[Referral, Episode]:
    with acting_as(cast.nadia.pk):
        return Referral.objects.get(), Episode.objects.get(state="referred")


def test_it_says_that_no_number_and_no_local_connection_is_asked(start: str) -> None:
    page = Browser().get(start).content.decode()
    assert "We don’t ask for a CHAIN number or a local connection." in page
    assert "Quay Practice" in page
    assert "does not clear your history" in page


def test_no_page_of_it_asks_for_a_number_or_a_connection(start: str) -> None:
    browser = Browser()
    browser.post(start)
    for step in ("reach/",):
        page = browser.get(start + step).content.decode()
        assert "CHAIN" not in page
        assert "local connection" not in page


@pytest.mark.parametrize("confirmed", [True, False])
def test_the_source_is_confirmed_only_where_the_agency_is(
    cast: Cast, start: str, confirmed: bool
) -> None:
    when = timezone.now() if confirmed else None
    Agency.objects.filter(pk=cast.practice.pk).update(confirmed_at=when)
    send(
        Browser(), start, someone=True, reach=NO_RING,
        who={"sender_name": "Petra", "allowed": "on", "reference": "QP-77"},
    )  # fmt: skip
    referral, episode = the_referral(cast)
    assert (referral.source, referral.confirmed) == ("agency", confirmed)
    assert referral.sender_reference == "QP-77"
    assert (episode.sender_agency_id, episode.outcome_allowed) == (cast.practice.pk, True)


def test_without_her_agreement_nobody_may_hear(cast: Cast, start: str) -> None:
    send(Browser(), start, someone=True, reach=NO_RING)
    assert the_referral(cast)[1].outcome_allowed is False


def test_one_link_sends_as_many_as_are_written(cast: Cast, start: str) -> None:
    browser = Browser()
    for name in ("Dee", "Amina"):
        send(browser, start, someone=True, reach=NO_RING, more={"name": name})
    with acting_as(cast.nadia.pk):
        assert Referral.objects.count() == 2


@pytest.mark.parametrize("step", ["", "reach/", "more/", "who/", "check/"])
def test_ended_run_out_and_unknown_links_give_the_same_kind_page(
    cast: Cast, start: str, step: str
) -> None:
    unknown = Browser().get(f"/r/neverwasalink/{step}")
    assert unknown.status_code == 404
    assert "This page is not open" in unknown.content.decode()
    now = timezone.now()
    for change in (
        {"ended_at": now},
        {"ended_at": None, "expires_at": now - datetime.timedelta(seconds=1)},
    ):
        ReferralLink.objects.update(**change)
        closed = Browser().get(start + step)
        assert (closed.status_code, closed.content) == (404, unknown.content)


def test_a_link_to_a_service_that_ended_is_closed(cast: Cast, start: str) -> None:
    Service.objects.filter(pk=cast.navigators.pk).update(ended_at=timezone.now())
    assert Browser().get(start).status_code == 404


def test_a_link_that_ends_while_somebody_writes_sends_nothing(cast: Cast, start: str) -> None:
    browser = Browser()
    browser.post(start)
    ReferralLink.objects.update(ended_at=timezone.now())
    assert browser.post(f"{start}reach/", {"way": "through Joy"}).status_code == 404
