"""The waiting list, the counts of a manager, and the list of needs."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.coordination.referrals import actions, queries
from alongside.coordination.referrals.models import Need, Referral, Waiting
from alongside.coordination.referrals.rules import places
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.asking import refer
from tests.shared.cast import Cast, actor, sign_in


def listed(cast: Cast, *names: str) -> dict[str, Referral]:
    made = {}
    for name in names:
        one = refer(cast.navigators, by=cast.cleo, more={"name": name})
        with acting_as(cast.nadia.pk):
            found = Referral.objects.get(pk=one.pk)
            actions.accept(referral=found, reason="came", words="", by=actor(cast.nadia))
        made[name] = found
    return made


def order(cast: Cast) -> list[str]:
    with acting_as(cast.nadia.pk):
        return [one.client.name for one in queries.waiting_list(cast.navigators)]


@pytest.mark.parametrize(
    ("ranks", "place", "wanted"),
    [([], 1, "1"), (["1"], 1, "0"), (["1"], 2, "2"), (["1", "2"], 2, "1.5"), (["1", "2"], 3, "3")],
)
def test_a_rank_lies_between_its_neighbours(ranks: list[str], place: int, wanted: str) -> None:
    assert places.rank_at([Decimal(one) for one in ranks], place) == Decimal(wanted)


def test_where_two_stand_too_close_there_is_no_rank_between() -> None:
    close = [Decimal(1), Decimal(1) + places.LEAST]
    assert places.rank_at(close, 2) is None


def test_her_place_is_said_without_a_promise() -> None:
    for number, of in ((1, 1), (1, 3), (2, 3), (4, 9)):
        words = places.place_in_words(number, of)
        assert "We can’t say the day yet." in words
    assert "3 women are before you" in places.place_in_words(4, 9)


def test_she_is_moved_only_with_a_reason_and_every_change_is_kept(cast: Cast) -> None:
    made = listed(cast, "Amina", "Dee", "Kerry")
    browser, page = sign_in(cast.bea), f"/referrals/{made['Kerry'].pk}/place/"
    for sent in ({"place": "1"}, {"place": "9", "reason": "ill"}, {"place": "x", "reason": "ill"}):
        assert browser.post(page, sent).status_code == 422
    assert order(cast) == ["Amina", "Dee", "Kerry"]
    sent = {"place": "1", "reason": "release", "words": "She is out on Friday."}
    for _ in range(2):
        assert browser.post(page, sent).status_code == 302
    assert order(cast) == ["Kerry", "Amina", "Dee"]
    with acting_as(cast.bea.pk):
        rows = Waiting.objects.filter(referral=made["Kerry"]).order_by("made_at", "pk")
        assert [(one.reason, one.made_by) for one in rows] == [
            ("came", cast.nadia), ("release", cast.bea),
        ]  # fmt: skip
    assert "She is out on Friday." in browser.get(page).content.decode()


def test_off_the_list_her_referral_still_waits_for_its_answer(cast: Cast) -> None:
    made = listed(cast, "Amina", "Dee")
    answer = sign_in(cast.nadia).post(
        f"/referrals/{made['Amina'].pk}/off-list/", {"reason": "her_wish"}
    )
    assert answer.status_code == 302
    assert order(cast) == ["Dee"]
    assert "Amina" in sign_in(cast.nadia).get("/referrals/").content.decode()


def test_the_list_of_a_service_one_does_not_answer_for_is_not_there(cast: Cast) -> None:
    listed(cast, "Amina")
    page = f"/referrals/list/{cast.navigators.pk}/"
    assert "Amina" in sign_in(cast.nadia).get(page).content.decode()
    for hat, status in ((cast.amal, 404), (cast.cleo, 404), (cast.vera, 403), (cast.ada, 403)):
        assert sign_in(hat).get(page).status_code == status


def test_it_asks_as_often_with_six_as_with_one(cast: Cast) -> None:
    def asked() -> int:
        with acting_as(cast.nadia.pk), CaptureQueriesContext(connection) as counted:
            assert queries.waiting_list(cast.navigators)
        return len(counted)

    listed(cast, "Amina")
    one = asked()
    listed(cast, "Bo", "Cat", "Dee", "Eve", "Fay")
    assert asked() == one


# --- counts ------------------------------------------------------------------------------------------


def test_a_manager_counts_who_referred_in_her_own_services_and_names_nobody(cast: Cast) -> None:
    refer(cast.navigators, by=cast.cleo, more={"name": "Amina"}, who={"referrer": "prison"})
    refer(cast.navigators, by=cast.petra, more={"name": "Dee"}, who={"referrer": "gp"})
    refer(cast.advocates, by=cast.petra, more={"name": "Kerry"}, who={"referrer": "police"})
    with acting_as(cast.bea.pk):
        counted = queries.counts(cast.bea)
    who = {str(one.label): one.many for one in counted.by_referrer}
    assert who == {"prison": 1, "GP or practice": 1}
    page = sign_in(cast.bea).get("/referrals/counts/").content.decode()
    for name in ("Amina", "Dee", "Kerry", "police"):
        assert name not in page


def test_the_list_of_needs_is_short_and_the_manager_s_own(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    sent = {"key": str(new_key()), "label": "Somebody to bring the dog to"}
    for _ in range(2):
        assert browser.post("/referrals/needs/", sent).status_code == 302
    [need] = Need.objects.filter(label=sent["label"])
    assert browser.post("/referrals/needs/", {**sent, "label": " "}).status_code == 422
    for _ in range(2):
        assert browser.post(f"/referrals/needs/{need.pk}/end/").status_code == 302
    assert sent["label"] not in browser.get("/referrals/needs/").content.decode()
    assert sign_in(cast.nadia).post(f"/referrals/needs/{need.pk}/end/").status_code == 403
