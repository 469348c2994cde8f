"""Where a referral stands, who may move it, and what the sender hears: rules and buttons."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.coordination.referrals import actions, queries
from alongside.coordination.referrals.models import (
    Need,
    Referral,
    ReferralMove,
    ReferralOutcome,
    UnmetNeed,
    Waiting,
)
from alongside.coordination.referrals.rules import states
from alongside.coordination.referrals.rules.states import State
from alongside.core.people.models import Episode
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency
from tests.shared.asking import refer, seen_as
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.endings import agree, met, propose

FRIDAY = datetime.datetime(2026, 11, 13, 9, 0, tzinfo=datetime.UTC)


def confirmed(cast: Cast) -> None:
    Agency.objects.filter(pk=cast.hearth.pk).update(confirmed_at=timezone.now())


def state_of(cast: Cast, referral: Referral) -> State:
    with acting_as(cast.bea.pk):
        return queries.states_of([Referral.objects.get(pk=referral.pk)])[referral.pk]


# --- rules -------------------------------------------------------------------------------------------


def test_every_finer_state_stands_under_one_state_of_her_episode() -> None:
    assert set(states.UNDER) == set(State)
    assert set(states.UNDER.values()) == set(Episode.State)


def test_every_move_leads_from_a_state_there_is_and_nobody_may_make_any_other() -> None:
    for move in states.MOVES:
        for from_ in move.from_:
            assert states.why_not_move(State(from_), move.to, who=move.who) is None
            other = states.SENDER if move.who == states.ANSWERS else states.ANSWERS
            assert states.why_not_move(State(from_), move.to, who=other)
    assert states.why_not_move(State.ENDED, State.SEEN)
    assert states.why_not_move(State.ACCEPTED, State.TAKEN_BACK, who=states.SENDER)


def test_a_weekend_and_a_bank_holiday_are_no_workdays() -> None:
    assert not states.is_overdue(FRIDAY, FRIDAY + datetime.timedelta(days=3))
    assert states.is_overdue(FRIDAY, FRIDAY + datetime.timedelta(days=4, hours=9))
    christmas = datetime.datetime(2026, 12, 24, 9, 0, tzinfo=datetime.UTC)
    assert not states.is_overdue(christmas, christmas + datetime.timedelta(days=5))
    assert states.is_overdue(christmas, christmas + datetime.timedelta(days=7))


# --- looking at it -------------------------------------------------------------------------------------


def test_opening_it_writes_nothing_and_the_button_says_who_is_looking(cast: Cast) -> None:
    referral = refer(cast.navigators, by=cast.cleo)
    browser = sign_in(cast.nadia)
    browser.get(f"/referrals/{referral.pk}/")
    assert state_of(cast, referral) == State.SENT
    for _ in range(2):
        assert browser.post(f"/referrals/{referral.pk}/see/").status_code == 302
    assert state_of(cast, referral) == State.SEEN
    with acting_as(cast.bea.pk):
        [move] = ReferralMove.objects.filter(referral_id=referral.pk)
        assert move.made_by == cast.nadia
    page = sign_in(cast.bea).get(f"/referrals/{referral.pk}/").content.decode()
    assert "Somebody is looking at it." in page
    assert "Nadia" in page


def test_a_confirmed_sender_hears_that_it_was_read_only_where_she_agreed(cast: Cast) -> None:
    confirmed(cast)
    allowed = refer(cast.navigators, by=cast.cleo, who={"allowed": True, "reference": "HW-7"})
    silent = refer(cast.navigators, by=cast.cleo, who={"reference": "HW-8"})
    for one in (allowed, silent):
        sign_in(cast.nadia).post(f"/referrals/{one.pk}/see/")
    page = sign_in(cast.cleo).get("/referrals/sent/").content.decode()
    assert "Somebody here has read it." in page
    assert "HW-7" in page
    assert "HW-8" not in page


def test_whoever_does_not_answer_there_moves_nothing(cast: Cast) -> None:
    referral = refer(cast.navigators, by=cast.cleo)
    for path in ("see", "accept", "cannot", "ended", "off-list"):
        for hat, status in ((cast.amal, 404), (cast.vera, 403), (cast.cleo, 404), (cast.ada, 403)):
            answer = sign_in(hat).post(f"/referrals/{referral.pk}/{path}/")
            assert answer.status_code == status, (path, hat)
    assert state_of(cast, referral) == State.SENT


# --- yes, but no place; no ------------------------------------------------------------------------------


def test_yes_without_a_place_puts_her_at_the_end_of_the_list_with_the_reason(cast: Cast) -> None:
    first = refer(cast.navigators, by=cast.cleo, more={"name": "Amina"})
    second = refer(cast.navigators, by=cast.cleo, more={"name": "Dee"})
    browser = sign_in(cast.nadia)
    for one in (first, second):
        sent = {"reason": "other", "words": "Everybody is at seven."}
        for _ in range(2):
            assert browser.post(f"/referrals/{one.pk}/accept/", sent).status_code == 302
    page = browser.get(f"/referrals/list/{cast.navigators.pk}/").content.decode()
    assert page.index("Amina") < page.index("Dee")
    assert "Everybody is at seven." in page
    shown = browser.get(f"/referrals/{second.pk}/").content.decode()
    assert "Place 2 of 2" in shown
    assert "1 woman is before you." in shown


def test_without_a_reason_nobody_gets_a_place(cast: Cast) -> None:
    referral = refer(cast.navigators, by=cast.cleo)
    browser = sign_in(cast.nadia)
    for sent in ({}, {"reason": "nothing"}, {"reason": "other", "words": " "}):
        assert browser.post(f"/referrals/{referral.pk}/accept/", sent).status_code == 422
    assert state_of(cast, referral) == State.SENT


def test_every_no_is_kept_with_its_need_barrier_and_area(cast: Cast) -> None:
    referral = refer(cast.navigators, by=cast.cleo)
    need = Need.objects.get(label="A refuge")
    sent = {
        "code": "no_funds_route", "words": "Rang three. Cleo tells her.", "need": str(need.pk),
        "barrier": "pets", "area": "next",
    }  # fmt: skip
    answer = sign_in(cast.nadia).post(f"/referrals/{referral.pk}/cannot/", sent)
    assert answer.status_code == 302
    assert state_of(cast, referral) == State.CANT
    with acting_as(cast.bea.pk):
        [unmet] = UnmetNeed.objects.all()
        assert (unmet.need, unmet.barrier, unmet.area) == (need, "pets", "next")
        counted = queries.counts(cast.bea)
    assert [(one.label, one.many) for one in counted.by_need] == [("A refuge", 1)]
    again = sign_in(cast.bea).post(f"/referrals/{referral.pk}/cannot/", {**sent, "code": "other"})
    assert again.status_code == 422
    with acting_as(cast.bea.pk):
        assert UnmetNeed.objects.count() == 1


def test_a_no_that_says_nothing_more_counts_its_reason(cast: Cast) -> None:
    referral = seen_as(cast.nadia, refer(cast.navigators, by=cast.cleo))
    with acting_as(cast.nadia.pk):
        actions.offer_elsewhere(
            referral=referral, code="no_room", words="The house.", by=actor(cast.nadia)
        )
    with acting_as(cast.bea.pk):
        [unmet] = UnmetNeed.objects.all()
        assert (unmet.need, unmet.barrier, unmet.area) == (None, "no_room", "unknown")


@pytest.mark.parametrize(
    "sent",
    [{}, {"code": "no_room"}, {"code": "borough", "words": "x"}, {"code": "other", "words": "x", "need": "1"},
     {"code": "other", "words": "x", "barrier": "her"}, {"code": "other", "words": "a\x00b"}],
)  # fmt: skip
def test_what_can_not_be_counted_is_said_beside_its_box(cast: Cast, sent: dict[str, str]) -> None:
    referral = refer(cast.navigators, by=cast.cleo)
    answer = sign_in(cast.nadia).post(f"/referrals/{referral.pk}/cannot/", sent)
    assert answer.status_code == 422
    assert state_of(cast, referral) == State.SENT


def test_started_and_ended_follow_her_episode_and_the_sender_hears_if_she_lets_them(
    cast: Cast,
) -> None:
    confirmed(cast)
    referral = seen_as(
        cast.bea, refer(cast.navigators, by=cast.cleo, who={"allowed": True, "reference": "HW-7"})
    )
    with acting_as(cast.bea.pk):
        actions.accept(referral=referral, reason="came", words="", by=actor(cast.bea))
        actions.take_up(referral=referral, lead=cast.amal, agreed_by=cast.bea, by=actor(cast.bea))
        with pytest.raises(Refused):
            actions.say_ended(referral=referral, by=actor(cast.bea))
        last = Waiting.objects.order_by("-made_at", "-pk")[0]
        assert (last.rank, last.reason) == (None, "place")
    assert state_of(cast, referral) == State.STARTED
    met(referral.client_id, by=cast.amal)
    agree(propose(referral.client_id, by=cast.amal), by=cast.bea)
    assert state_of(cast, referral) == State.ENDED
    for _ in range(2):
        answer = sign_in(cast.bea).post(f"/referrals/{referral.pk}/ended/")
        assert answer.status_code == 302
    with acting_as(cast.bea.pk):
        ended = ReferralOutcome.objects.filter(code=ReferralOutcome.Code.ENDED)
        assert ended.count() == 1
    assert (
        "Our time with her has ended."
        in sign_in(cast.cleo).get("/referrals/sent/").content.decode()
    )


# --- taken back ------------------------------------------------------------------------------------------


def test_the_sender_takes_it_back_and_whoever_answers_sees_why(cast: Cast) -> None:
    referral = refer(cast.navigators, by=cast.petra)
    browser = sign_in(cast.petra)
    assert "Take back" in browser.get("/referrals/sent/").content.decode()
    address = f"/referrals/sent/{referral.pk}/take-back/"
    for _ in range(2):
        assert browser.post(address, {"words": "She moved to her aunt."}).status_code == 302
    assert state_of(cast, referral) == State.TAKEN_BACK
    # What the sender reads says nothing of it: whether somebody answered is not his to hear.
    browser.get("/referrals/sent/")
    sent = browser.get("/referrals/sent/").content.decode()
    assert "taken back" not in sent
    assert "Take back" in sent
    page = sign_in(cast.nadia).get(f"/referrals/{referral.pk}/").content.decode()
    assert "She moved to her aunt." in page
    assert "She may need us all the same" in page


def test_once_answered_taking_back_changes_nothing_and_sounds_the_same(cast: Cast) -> None:
    referral = refer(cast.navigators, by=cast.petra)
    other = refer(cast.navigators, by=cast.petra)
    with acting_as(cast.nadia.pk):
        actions.accept(
            referral=Referral.objects.get(pk=referral.pk),
            reason="came",
            words="",
            by=actor(cast.nadia),
        )
    answers = [
        sign_in(cast.petra).post(f"/referrals/sent/{one.pk}/take-back/", follow=False)
        for one in (referral, other)
    ]
    assert [one["Location"] for one in answers] == ["/referrals/sent/"] * 2
    assert state_of(cast, referral) == State.ACCEPTED
    assert state_of(cast, other) == State.TAKEN_BACK


def test_nobody_takes_back_what_another_sent(cast: Cast) -> None:
    referral = refer(cast.navigators, by=cast.petra)
    for hat in (cast.cleo, cast.amal, cast.bea):
        answer = sign_in(hat).post(f"/referrals/sent/{referral.pk}/take-back/", {})
        assert answer.status_code == 404
        with acting_as(hat.pk):
            actions.take_back(referral_id=referral.pk, words="Mine.", by=actor(hat))
    assert state_of(cast, referral) == State.SENT


# --- nothing is lost in between -----------------------------------------------------------------------------


def aged(cast: Cast, referral: Referral, days: int) -> None:
    with acting_as(cast.bea.pk):
        Episode.objects.filter(pk=seen_as_pk(referral)).update(
            referred_at=timezone.now() - datetime.timedelta(days=days)
        )


def seen_as_pk(referral: Referral) -> object:
    return Referral.objects.get(pk=referral.pk).episode_id


def test_what_nobody_looked_at_is_on_triage_s_day_and_then_on_the_manager_s(cast: Cast) -> None:
    referral = refer(cast.navigators, by=cast.cleo)
    now = timezone.now()
    with acting_as(cast.nadia.pk):
        assert queries.overdue(cast.nadia, now) == []
    aged(cast, referral, 10)
    for hat in (cast.nadia, cast.bea):
        with acting_as(hat.pk):
            assert [one.referral.pk for one in queries.overdue(hat, now)] == [referral.pk]
    assert "Nobody has looked at these yet" in sign_in(cast.nadia).get("/").content.decode()
    sign_in(cast.nadia).post(f"/referrals/{referral.pk}/see/")
    with acting_as(cast.nadia.pk):
        assert queries.overdue(cast.nadia, now) == []
    with acting_as(cast.amal.pk):
        assert queries.overdue(cast.amal, now) == []


def test_it_asks_as_often_with_ten_as_with_one(cast: Cast) -> None:
    def asked() -> int:
        with acting_as(cast.nadia.pk), CaptureQueriesContext(connection) as counted:
            queries.todays(cast.nadia, timezone.now())
        return len(counted)

    aged(cast, refer(cast.navigators, by=cast.cleo), 9)
    one = asked()
    for _ in range(9):
        aged(cast, refer(cast.navigators, by=cast.cleo), 9)
    assert asked() == one
