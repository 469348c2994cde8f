"""women/<uuid>/back/<uuid>/: she is back, in one press."""

import uuid

import pytest
from django.utils import timezone

from alongside.coordination.endings.models import Return
from alongside.core.people import actions as people
from alongside.core.people.models import Episode, Whereabouts
from alongside.core.sharing.tests.doors import words_on
from alongside.foundation.access import actions as gate
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from tests.shared.asking import put_beside, refer_again
from tests.shared.cast import Cast, actor, seen_by, send_referral, sign_in
from tests.shared.database import as_admin
from tests.shared.endings import close


def press(cast: Cast, episode: Episode) -> str:
    return f"/women/{cast.marta}/back/{episode.pk}/"


@pytest.mark.parametrize("who", ["amal", "nadia", "bea"])
def test_one_press_and_everything_is_as_it_was(cast: Cast, who: str) -> None:
    put_beside(cast.marta, cast.vera, by=cast.bea)
    with acting_as(cast.amal.pk):
        people.set_whereabouts(
            client_id=cast.marta, address="4 Lantern Yard", since=None, membership_id=cast.amal.pk,
            by=actor(cast.amal),
        )  # fmt: skip
    episode = close(cast)
    hat = getattr(cast, who)
    page = words_on(sign_in(hat), f"/women/{cast.marta}/")
    assert "The door is open." in page
    assert "with Amal" in page
    assert press(cast, episode) in page
    answer = sign_in(hat).post(press(cast, episode))
    assert answer.headers["Location"] == f"/women/{cast.marta}/"
    with acting_as(cast.amal.pk):
        assert Whereabouts.objects.count() == 1
        now = Episode.objects.get()
        assert (now.state, now.ended_on, now.opened_on) == ("active", None, episode.opened_on)
    assert gate.passes_that_differ() == 0
    page = words_on(sign_in(cast.amal), f"/women/{cast.marta}/")
    assert "She is back" not in page
    assert "Write a note" in page


def test_pressing_twice_or_two_at_once_changes_nothing_more(cast: Cast) -> None:
    episode = close(cast)
    for hat in (cast.amal, cast.bea, cast.amal):
        answer = sign_in(hat).post(press(cast, episode))
        assert answer.headers["Location"] == f"/women/{cast.marta}/"
    with acting_as(cast.amal.pk):
        assert Episode.objects.get().version == episode.version + 1
        assert Return.objects.count() == 1


def test_it_is_written_down_with_who_and_not_as_a_failure(committed_cast: Cast) -> None:
    cast = committed_cast
    sign_in(cast.amal).post(press(cast, close(cast)))
    rows = as_admin(
        "select event, what, holder_id from audit_entry where what = 'endings.she_is_back'"
    )
    assert rows == [("changed", "endings.she_is_back", cast.amal.pk)]


def test_while_she_is_with_us_there_is_no_such_button(cast: Cast) -> None:
    assert "She is back" not in words_on(sign_in(cast.amal), f"/women/{cast.marta}/")


def test_whoever_of_her_team_has_left_is_not_offered(cast: Cast) -> None:
    episode = close(cast)
    Membership.objects.filter(pk=cast.amal.pk).update(ended_at=timezone.now())
    gate.recompute_membership(cast.amal.pk)
    page = words_on(sign_in(cast.nadia), f"/women/{cast.marta}/")
    assert "Nobody of her team works there now" in page
    assert sign_in(cast.nadia).post(press(cast, episode)).status_code == 302


def test_a_worker_of_another_service_of_hers_does_not_open_it(committed_cast: Cast) -> None:
    cast = committed_cast
    episode = close(cast)
    refer_again(cast.marta, cast.advocates, by=cast.bea)
    assert seen_by(cast.cleo) == {cast.marta, cast.roza}
    answer = sign_in(cast.cleo).post(press(cast, episode))
    assert answer.status_code == 409
    assert b"Somebody who was alongside her there" in answer.content
    assert "She is back" not in words_on(sign_in(cast.cleo), f"/women/{cast.marta}/")


def test_strangers_find_nobody_and_other_roles_no_page(cast: Cast) -> None:
    episode = close(cast)
    answers = [
        sign_in(cast.cleo).post(press(cast, episode)),
        sign_in(cast.amal).post(f"/women/{cast.marta}/back/{uuid.uuid4()}/"),
        sign_in(cast.amal).post(f"/women/{uuid.uuid4()}/back/{episode.pk}/"),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert sign_in(cast.vera).post(press(cast, episode)).status_code == 403
    assert sign_in(cast.amal).get(press(cast, episode)).status_code == 405


def test_a_new_referral_is_not_answered_in_this_way(cast: Cast) -> None:
    client_id = send_referral("Siân", sender=cast.cleo, service=cast.navigators)
    with acting_as(cast.bea.pk):
        episode = Episode.objects.get(client_id=client_id)
    answer = sign_in(cast.bea).post(f"/women/{client_id}/back/{episode.pk}/")
    assert answer.status_code == 409
    assert b"has not ended" in answer.content


def test_where_she_has_a_new_referral_there_the_old_time_stays_ended(committed_cast: Cast) -> None:
    cast = committed_cast
    episode = close(cast)
    refer_again(cast.marta, cast.navigators, by=cast.bea)
    assert "She is back" not in words_on(sign_in(cast.bea), f"/women/{cast.marta}/")
    answer = sign_in(cast.bea).post(press(cast, episode))
    assert answer.status_code == 409
    assert b"Answer that one." in answer.content
