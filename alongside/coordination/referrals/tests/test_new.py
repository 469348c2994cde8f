"""/referrals/: the new referrals that wait."""

import datetime

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.coordination.referrals import queries
from alongside.coordination.referrals.models import Referral
from alongside.core.people import actions as people
from alongside.core.people.models import Episode
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.directory.models import Agency
from tests.shared.asking import NO_RING, UNSAFE, refer, send, start_of
from tests.shared.cast import Cast, actor, make_hat, sign_in

URL = "/referrals/"


def test_how_to_reach_her_comes_before_who_wrote(cast: Cast) -> None:
    send(Browser(), start_of(cast.navigators), reach=NO_RING, more={"name": "Surpreet"})
    page = sign_in(cast.nadia).get(URL).content.decode()
    assert page.index("Safe to contact: now, by phone") < page.index("She wrote this herself.")
    assert "Source not confirmed" in page
    assert "came today" in page
    # The number is one press further, never in the list.
    assert "900123" not in page


def test_a_known_sender_is_named_and_not_doubted(cast: Cast) -> None:
    refer(cast.navigators, by=cast.cleo)
    page = sign_in(cast.nadia).get(URL).content.decode()
    assert "Cleo of Hearth wrote this." in page
    assert "Source not confirmed" not in page


def test_a_friend_is_doubted_in_words_and_so_is_what_she_knows(cast: Cast) -> None:
    send(
        Browser(), start_of(cast.navigators), someone=True, reach=UNSAFE,
        who={"safe_to_contact": "no", "she_knows": "no", "sender_name": "Tom"},
    )  # fmt: skip
    page = sign_in(cast.nadia).get(URL).content.decode()
    for words in (
        "Tom wrote this, as a friend or relative.",
        "Source not confirmed: anybody could have sent it.",
        "She does not know about this.",
        "They say it is not safe to contact her.",
    ):
        assert words in page


def test_it_says_how_long_each_has_waited_longest_first(cast: Cast) -> None:
    first = refer(cast.navigators, by=cast.cleo, more={"name": "Amina"})
    refer(cast.navigators, by=cast.cleo, more={"name": "Dee"})
    with acting_as(cast.nadia.pk):
        episode = Episode.objects.get(client_id=Referral.objects.get(pk=first.pk).client_id)
        # By her calendar: the clocks may have changed meanwhile.
        Episode.objects.filter(pk=episode.pk).update(
            referred_at=timezone.localtime() - datetime.timedelta(days=34)
        )
    page = sign_in(cast.nadia).get(URL).content.decode()
    assert "waiting 34 days" in page
    assert page.index("Amina") < page.index("Dee")


def test_another_services_triage_sees_none_of_them(cast: Cast) -> None:
    refer(cast.navigators, by=cast.petra, more={"name": "Amina"})
    page = sign_in(cast.cleo).get(URL)
    assert "Amina" not in page.content.decode()
    assert "Nobody is waiting" in page.content.decode()


def test_a_navigator_who_takes_no_referrals_sees_none(cast: Cast) -> None:
    refer(cast.navigators, by=cast.petra, more={"name": "Amina"})
    assert "Amina" not in sign_in(cast.amal).get(URL).content.decode()


@pytest.mark.parametrize("who", ["vera", "ada", "conny", "petra"])
def test_other_roles_may_not_open_it(cast: Cast, who: str) -> None:
    assert sign_in(getattr(cast, who)).get(URL).status_code == 403


def test_a_stranger_is_asked_to_sign_in(cast: Cast) -> None:
    assert "/account/login/" in Browser().get(URL)["Location"]


def test_an_answered_one_waits_no_more_and_the_count_is_right(cast: Cast) -> None:
    refer(cast.navigators, by=cast.cleo)
    assert counted(cast.nadia) == counted(cast.bea) == 1
    assert counted(cast.petra) == counted(cast.amal) == 0
    with acting_as(cast.nadia.pk):
        people.move_episode(
            episode=Episode.objects.get(state="referred"), to="offered", by=actor(cast.nadia)
        )
    assert counted(cast.nadia) == 0


def counted(hat: Membership) -> int:
    with acting_as(hat.pk):
        return queries.waiting_count(hat)


def test_twice_as_many_cost_no_more_queries(cast: Cast) -> None:
    browser = sign_in(cast.nadia)

    def queries_of_page() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(URL).status_code == 200
        return len(seen)

    for _ in range(3):
        refer(cast.navigators, by=cast.cleo, reach=NO_RING)
    # The first page of a session also writes the session down.
    browser.get(URL)
    few = queries_of_page()
    for _ in range(3):
        refer(cast.navigators, by=cast.cleo, reach=NO_RING)
    assert queries_of_page() == few


def test_a_manager_elsewhere_sees_only_her_own_service(cast: Cast) -> None:
    other = Agency.objects.create(name="Elsewhere")
    manager = make_hat(cast.amal.worker, other, Role.MANAGER)
    refer(cast.navigators, by=cast.cleo, more={"name": "Amina"})
    assert "Amina" not in sign_in(manager).get(URL).content.decode()
