"""groups/<uuid>/change/ and …/end/: a group moves, turns to somebody else, or meets no more."""

import datetime
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from alongside.core.sharing.actions import away
from alongside.core.team.models import Companion
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership, Post
from alongside.foundation.common.keys import new_key
from alongside.support.activities import actions, queries, rules
from alongside.support.activities.models import Activity, Attendance, Belonging, Leader
from tests.shared.asking import fill
from tests.shared.beside import comes, group, says
from tests.shared.cast import Cast, actor, make_hat, make_worker, sign_in
from tests.shared.endings import close
from tests.shared.forms import words_shown


def change(browser: Browser, one: Activity, **answers: Any) -> Any:
    return fill(browser, f"/groups/{one.pk}/change/", **answers)


def other_manager(cast: Cast) -> Membership:
    return make_hat(make_worker("Maud"), cast.harbour, cast.bea.role, cast.navigators)


def places(cast: Cast) -> list[tuple[str, str]]:
    with acting_as(cast.amal.pk):
        return [
            (one.membership.worker.name, one.supervisor.worker.name)
            for one in Companion.objects.standing().order_by("membership__worker__name")
        ]


def test_a_group_moves_to_another_place_and_hour(cast: Cast) -> None:
    says(cast)
    one = group(cast, cast.vera)
    comes(cast, one)
    before = places(cast)
    answer = change(sign_in(cast.bea), one, place="the bandstand", at_time="10:30", children="come")
    assert answer.status_code == 302
    one.refresh_from_db()
    assert (one.place, one.at_time.hour, one.children, one.version) == (
        "the bandstand",
        10,
        "come",
        2,
    )
    assert places(cast) == before == [("Vera", "Bea")]
    assert one.name in words_shown(sign_in(cast.vera).get(f"/groups/{one.pk}/").content.decode())


def test_its_leaders_turn_to_somebody_else_for_every_woman_who_comes(cast: Cast) -> None:
    says(cast)
    one, maud = group(cast, cast.vera, cast.nadia), other_manager(cast)
    comes(cast, one)
    answer = change(sign_in(cast.bea), one, supervisor=str(maud.pk), call_words="Ring Maud.")
    assert answer.status_code == 302
    assert places(cast) == [("Nadia", "Maud"), ("Vera", "Maud")]
    with acting_as(cast.amal.pk):
        assert {place.call_words for place in Companion.objects.standing()} == {"Ring Maud."}


def test_it_turns_for_a_woman_who_keeps_either_manager_away_too(cast: Cast) -> None:
    says(cast)
    one, maud = group(cast, cast.vera), other_manager(cast)
    comes(cast, one)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=maud.worker, made_by=cast.amal, by=actor(cast.amal)
        )  # fmt: skip
    # Maud says so herself, who sees no such woman; then Bea says that it is Maud.
    assert change(sign_in(maud), one, call_words="Ring the office.").status_code == 302
    assert places(cast) == [("Vera", "Bea")]
    answer = change(sign_in(cast.bea), one, supervisor=str(maud.pk), call_words="Ring Maud.")
    assert answer.status_code == 302
    assert places(cast) == [("Vera", "Amal")]
    with acting_as(cast.amal.pk):
        assert {place.call_words for place in Companion.objects.standing()} == {""}


def test_about_a_woman_who_keeps_its_supervisor_away_one_turns_to_her_worker(cast: Cast) -> None:
    says(cast)
    maud = other_manager(cast)
    one = group(cast, cast.vera)
    comes(cast, one)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=maud.worker, made_by=cast.amal, by=actor(cast.amal)
        )  # fmt: skip
    change(sign_in(cast.bea), one, supervisor=str(maud.pk), call_words="Ring Maud.")
    shown = words_shown(sign_in(cast.vera).get(f"/groups/{one.pk}/").content.decode())
    assert "About her you turn to Amal." in shown
    assert "Maud" not in shown
    # Whoever leads it from now on turns to Amal about her too.
    with acting_as(cast.bea.pk):
        actions.let_lead(
            key=new_key(), activity=Activity.objects.get(), membership=cast.nadia, made_by=cast.bea,
            by=actor(cast.bea),
        )  # fmt: skip
    assert places(cast) == [("Nadia", "Amal"), ("Vera", "Amal")]


def test_words_for_the_leaders_change_without_losing_those_of_a_place_one_does_not_see(
    cast: Cast,
) -> None:
    says(cast)
    one, maud = group(cast, cast.vera), other_manager(cast)
    comes(cast, one)
    change(sign_in(cast.bea), one, call_words="Ring Bea.")
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=maud.worker, made_by=cast.amal, by=actor(cast.amal)
        )  # fmt: skip
    assert change(sign_in(maud), one, call_words="Ring the office.").status_code == 302
    with acting_as(cast.amal.pk):
        assert [place.call_words for place in Companion.objects.standing()] == ["Ring Bea."]


def test_neither_a_woman_who_has_gone_nor_a_leader_who_has_left_stops_the_others(
    cast: Cast,
) -> None:
    says(cast)
    one = group(cast, cast.vera)
    comes(cast, one)
    close(cast)
    with acting_as(cast.bea.pk):
        actions.let_lead(
            key=new_key(), activity=one, membership=cast.nadia, made_by=cast.bea, by=actor(cast.bea)
        )
    assert Leader.objects.filter(membership=cast.nadia, ended_at__isnull=True).exists()


def test_a_leader_who_has_left_stops_nobody_from_coming(cast: Cast) -> None:
    says(cast)
    one = group(cast, cast.vera, cast.nadia)
    Post.objects.filter(membership=cast.vera).update(ended_at=timezone.now())
    comes(cast, one)
    assert places(cast) == [("Nadia", "Bea")]


def test_sent_twice_it_is_one_change(cast: Cast) -> None:
    one = group(cast, cast.vera)
    for _ in range(2):
        assert change(sign_in(cast.bea), one, version="1", place="the pier").status_code == 302
    assert Activity.objects.get().version == 2


def test_the_list_of_a_day_before_it_moved_stays_open(cast: Cast) -> None:
    says(cast)
    one = group(cast, cast.vera)
    comes(cast, one)
    vera, last = sign_in(cast.vera), rules.day_now(one, timezone.localdate())
    with acting_as(cast.vera.pk):
        who = Belonging.objects.get().pk
    here = f"/groups/{one.pk}/on/{rules.number_of(last)}/"
    assert vera.post(f"{here}mark/", {"who": who, "said": "came"}).status_code == 302
    before = last - datetime.timedelta(days=1)
    change(sign_in(cast.bea), one, day=str(before.weekday()))
    assert vera.post(f"{here}mark/", {"who": who, "said": "not_today"}).status_code == 302
    assert vera.get(here).status_code == 200
    with acting_as(cast.vera.pk):
        assert Attendance.objects.get().said == "not_today"
    shown = queries.day_shown(Activity.objects.get(), timezone.localdate())
    assert shown == last


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"name": ""}, "Write what it is called."),
        ({"at_time": "late"}, "Write the time like 14:30."),
        ({"day": "9"}, "Choose one from the list."),
        ({"supervisor": "nobody"}, "Choose somebody from the list."),
        ({"version": "x"}, "Enter a whole number."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(
    cast: Cast, answers: dict[str, Any], said: str
) -> None:
    one = group(cast, cast.vera)
    answer = change(sign_in(cast.bea), one, **answers)
    assert answer.status_code == 422
    assert said in words_shown(answer.content.decode())
    assert Activity.objects.get().version == 1


def test_who_leads_it_is_not_whom_its_leaders_turn_to(cast: Cast) -> None:
    maud = other_manager(cast)
    one = group(cast, maud)
    answer = change(sign_in(cast.bea), one, supervisor=str(maud.pk))
    assert answer.status_code == 422
    assert "Maud leads it, so its leaders turn to somebody else." in words_shown(
        answer.content.decode()
    )


def test_two_who_change_it_at_once_see_both(cast: Cast) -> None:
    one = group(cast, cast.vera)
    answer = change(sign_in(cast.bea), one, version="1", name="Saturday walkers")
    assert answer.status_code == 302
    late = change(sign_in(cast.bea), one, version="1", name="Saturday swimmers")
    assert late.status_code == 422
    page = words_shown(late.content.decode())
    assert "Saved meanwhile by somebody else" in page
    assert "Saturday walkers" in page
    assert 'value="Saturday swimmers"' in late.content.decode()
    assert 'name="version" value="2"' in late.content.decode()
    assert Activity.objects.get().name == "Saturday walkers"


@pytest.mark.parametrize("page", ["change", "end"])
def test_only_who_runs_its_service_opens_it(cast: Cast, page: str) -> None:
    one = group(cast, cast.amal)
    hild = make_hat(make_worker("Hild"), cast.hearth, cast.bea.role, cast.advocates)
    for hat, status in (
        (cast.amal, 403), (cast.vera, 403), (cast.cleo, 403), (cast.ada, 403), (hild, 404), (cast.bea, 200)
    ):  # fmt: skip
        assert sign_in(hat).get(f"/groups/{one.pk}/{page}/").status_code == status, hat


def test_a_group_meets_no_more_and_what_was_stays(cast: Cast) -> None:
    says(cast)
    one = group(cast, cast.vera)
    comes(cast, one)
    vera, bea = sign_in(cast.vera), sign_in(cast.bea)
    with acting_as(cast.vera.pk):
        who = Belonging.objects.get().pk
    number = one.made_at.strftime("%Y%m%d")
    assert vera.post(f"/groups/{one.pk}/on/{number}/mark/", {"who": who, "said": "came"}).url
    assert "meets no more" in words_shown(bea.get(f"/groups/{one.pk}/people/").content.decode())
    for _ in range(2):
        assert bea.post(f"/groups/{one.pk}/end/").url == "/groups/"
    assert "Saturday runners meets no more." in words_shown(bea.get("/groups/").content.decode())
    assert vera.get(f"/groups/{one.pk}/").status_code == 404
    assert places(cast) == []
    assert not Leader.objects.filter(ended_at__isnull=True).exists()
    assert "Saturday runners" not in words_shown(bea.get("/groups/").content.decode())
    with acting_as(cast.amal.pk):
        assert not Belonging.objects.current().exists()
        assert Attendance.objects.get().said == "came"
    places_page = sign_in(cast.amal).get(f"/women/{cast.marta}/beside/").content.decode()
    assert "Saturday runners" not in words_shown(places_page)


def test_a_woman_who_keeps_its_manager_away_is_off_its_list_too(cast: Cast) -> None:
    says(cast)
    one, maud = group(cast, cast.vera), other_manager(cast)
    comes(cast, one)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=maud.worker, made_by=cast.amal, by=actor(cast.amal)
        )  # fmt: skip
    assert Post.objects.filter(membership=maud).exists()
    assert sign_in(maud).post(f"/groups/{one.pk}/end/").status_code == 302
    assert places(cast) == []
    with acting_as(cast.vera.pk):
        assert not Belonging.objects.exists()
    page = sign_in(cast.amal).get(f"/women/{cast.marta}/beside/").content.decode()
    assert "Saturday runners" not in words_shown(page)
