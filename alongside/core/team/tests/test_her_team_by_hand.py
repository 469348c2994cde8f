"""A colleague beside her, meeting somebody new, what matters between them, somebody else at her wish."""

import datetime
import uuid
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.core.people.models import Episode
from alongside.core.team.models import Handover, Introduction, LeadChange, TeamMember
from alongside.core.team.rules import may_be_one_of, why_not_change_team
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Service
from tests.shared.asking import fill, put_beside
from tests.shared.cast import Cast, seen_by, sign_in
from tests.shared.endings import close
from tests.shared.forms import day_typed, words_shown
from tests.shared.sharing import keep_away

TODAY = "on_date"


def her_time(cast: Cast) -> uuid.UUID:
    with acting_as(cast.bea.pk):
        return Episode.objects.get(client_id=cast.marta).pk


def at(cast: Cast, name: str) -> str:
    return reverse(f"team:{name}", args=[cast.marta, her_time(cast)])


# --- a colleague beside her ----------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["amal", "bea"])
def test_her_lead_worker_or_the_manager_puts_a_colleague_beside_her(cast: Cast, who: str) -> None:
    answer = fill(
        sign_in(getattr(cast, who)), at(cast, "join"), who=str(cast.nadia.pk), for_her="Letters",
        her_say="yes",
    )  # fmt: skip
    assert answer["Location"] == reverse("home:team", args=[cast.marta])
    assert seen_by(cast.nadia) == {cast.marta}
    with acting_as(cast.bea.pk):
        one = TeamMember.objects.current().get(client_id=cast.marta, membership=cast.nadia)
        assert (one.part, one.for_her, one.her_choice) == ("member", "Letters", True)
    page = sign_in(cast.nadia).get(answer["Location"]).content.decode()
    said = " ".join(words_shown(page).split())
    assert "Nadia , beside the lead For: Letters" in said
    assert "· her choice" in said


def test_nobody_chosen_is_said_beside_the_question_and_her_answer_may_be_no(cast: Cast) -> None:
    answer = sign_in(cast.amal).post(at(cast, "join"), {"her_say": "no"})
    assert answer.status_code == 422
    assert "Choose one of these." in answer.content.decode()
    fill(sign_in(cast.amal), at(cast, "join"), who=str(cast.nadia.pk), her_say="no")
    with acting_as(cast.bea.pk):
        assert TeamMember.objects.get(membership=cast.nadia).her_choice is False


def test_somebody_she_keeps_away_is_no_choice_like_somebody_who_is_not_there(cast: Cast) -> None:
    keep_away(cast, worker=cast.nadia.worker)
    browser = sign_in(cast.bea)
    assert "Nadia" not in browser.get(at(cast, "join")).content.decode()
    hidden = browser.post(at(cast, "join"), {"who": str(cast.nadia.pk), "her_say": "not_asked"})
    absent = browser.post(at(cast, "join"), {"who": str(new_key()), "her_say": "not_asked"})
    assert hidden.status_code == absent.status_code == 422
    assert "Choose one from the list." in hidden.content.decode()
    assert seen_by(cast.nadia) == set()


def test_one_beside_the_lead_asks_her_lead_worker_and_strangers_find_nothing(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    answer = sign_in(cast.nadia).get(at(cast, "join"))
    assert answer.status_code == 409
    assert "Her lead worker, or whoever runs Harbour Navigators" in answer.content.decode()
    assert sign_in(cast.cleo).get(at(cast, "join")).status_code == 404
    assert sign_in(cast.vera).get(at(cast, "join")).status_code == 403


def test_her_lead_worker_takes_a_colleague_off_and_never_herself(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    with acting_as(cast.bea.pk):
        places = {
            one.membership_id: one.pk
            for one in TeamMember.objects.current().filter(client_id=cast.marta)
        }
    amal = sign_in(cast.amal)
    herself = amal.post(reverse("team:take_off", args=[cast.marta, places[cast.amal.pk]]))
    assert herself.status_code == 409
    assert "Whoever runs Harbour Navigators changes who leads" in herself.content.decode()
    off = amal.post(reverse("team:take_off", args=[cast.marta, places[cast.nadia.pk]]))
    assert off["Location"] == reverse("home:team", args=[cast.marta])
    assert (seen_by(cast.nadia), seen_by(cast.amal)) == (set(), {cast.marta})


def test_after_her_time_with_us_nobody_is_put_beside_her(cast: Cast) -> None:
    where = at(cast, "join")
    close(cast)
    assert sign_in(cast.bea).get(where).status_code == 409


def test_who_may_change_her_team_is_said_in_words() -> None:
    active = Episode(state="active", service=Service(name="Harbour"))
    assert why_not_change_team(active, {"lead"}) is None
    assert why_not_change_team(active, {"manager"}, leads=True) is None
    assert "changes who leads" in str(why_not_change_team(active, {"lead"}, leads=True))
    assert "Her lead worker" in str(why_not_change_team(active, {"team"}))
    over = Episode(state="ended", service=Service(name="Harbour"))
    assert "not with Harbour now" in str(why_not_change_team(over, {"lead"}))


@pytest.mark.parametrize(
    ("name", "others", "fits"),
    [
        ("Vera Small", {"vera small"}, True), ("Vera", {"Vera Small"}, True), ("", {"Vera"}, False),
        ("Vera Small", {"Vera"}, True), ("Sam", {"Vera Small"}, False), ("Vera Tall", {"Vera Small"}, False),
        ("Vera", {""}, False),
    ],
)  # fmt: skip
def test_a_name_or_a_piece_of_it_may_be_somebody(name: str, others: set[str], fits: bool) -> None:
    assert may_be_one_of(name, others) == fits


# --- meeting somebody new ------------------------------------------------------------------------------


def meet(cast: Cast, hat: Membership, **more: Any) -> Any:
    soon = timezone.localdate() + datetime.timedelta(days=3)
    said = {"whom": "Sam of Shore Housing", "what": "Tea", **day_typed(TODAY, soon), **more}
    return fill(sign_in(hat), at(cast, "introduce"), **said)


def planned(cast: Cast) -> Introduction:
    with acting_as(cast.bea.pk):
        return Introduction.objects.get(client_id=cast.marta)


def test_a_day_is_planned_by_her_team_or_the_manager_once_however_often_it_is_sent(
    cast: Cast,
) -> None:
    page = sign_in(cast.bea).get(at(cast, "introduce")).content.decode()
    key = page.split('name="key" value="')[1].split('"')[0]
    for _ in range(3):
        assert meet(cast, cast.bea, key=key).status_code == 302
    one = planned(cast)
    assert (one.whom, one.what, one.state) == ("Sam of Shore Housing", "Tea", "planned")


def test_a_day_nobody_wrote_is_asked_for(cast: Cast) -> None:
    answer = meet(cast, cast.amal, **{f"{TODAY}_{n}": "" for n in range(3)})
    assert answer.status_code == 422
    assert "Write the day." in answer.content.decode()


def test_what_became_of_it_is_said_once_and_a_moved_day_lies_ahead(cast: Cast) -> None:
    meet(cast, cast.amal)
    one = planned(cast)
    where = reverse("team:introduction", args=[cast.marta, one.pk])
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    amal = sign_in(cast.amal)
    for said, sentence in (
        ({}, "Choose one of these."),
        ({"state": "planned"}, "Write the day it moved to."),
        ({"state": "planned", **day_typed("on", yesterday)}, "This day is over."),
    ):
        answer = amal.post(where, said)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    moved = one.on_date + datetime.timedelta(days=2)
    assert amal.post(where, {"state": "planned", **day_typed("on", moved)}).status_code == 302
    assert (planned(cast).on_date, planned(cast).moved_from) == (moved, one.on_date)
    assert amal.post(where, {"state": "let_be"}).status_code == 302
    assert amal.post(where, {"state": "happened"}).status_code == 404
    assert planned(cast).state == "let_be"


# --- what matters between them, and her wish -----------------------------------------------------------


def test_a_manager_writes_what_matters_where_nobody_is_left_to(cast: Cast) -> None:
    for _ in range(2):
        assert (
            fill(sign_in(cast.bea), at(cast, "handover"), little_things="Tea first.").status_code
            == 302
        )
    with acting_as(cast.amal.pk):
        written = Handover.objects.filter(client_id=cast.marta)
        assert {one.little_things for one in written} == {"Tea first."}
    page = words_shown(sign_in(cast.amal).get(at(cast, "handover")).content.decode())
    assert "What was written before" in page


def test_an_empty_page_about_what_matters_is_not_kept(cast: Cast) -> None:
    answer = fill(sign_in(cast.amal), at(cast, "handover"), with_her="on")
    assert answer.status_code == 422
    assert "Write at least one line" in answer.content.decode()
    with acting_as(cast.amal.pk):
        assert not Handover.objects.exists()


@pytest.mark.parametrize("page", ["would_like", "introduce", "handover", "join"])
def test_each_page_is_for_those_who_look_after_her(cast: Cast, page: str) -> None:
    where = at(cast, page)
    assert sign_in(cast.vera).get(where).status_code == 403
    nowhere = reverse(f"team:{page}", args=[new_key(), new_key()])
    there, absent = (sign_in(cast.cleo).get(one) for one in (where, nowhere))
    assert (there.status_code, there.content) == (404, absent.content)


def test_her_wish_is_written_once_whoever_of_her_team_hears_it(cast: Cast) -> None:
    first = fill(sign_in(cast.amal), at(cast, "would_like"), likes="Nadia")
    second = sign_in(cast.bea).post(
        at(cast, "would_like"), {"key": str(new_key()), "likes": "Again"}
    )
    assert first["Location"] == second["Location"]
    assert sign_in(cast.bea).get(at(cast, "would_like"))["Location"] == first["Location"]
    with acting_as(cast.bea.pk):
        assert LeadChange.objects.get(client_id=cast.marta).likes == "Nadia"


def test_only_whoever_runs_the_service_chooses_and_whoever_leads_is_no_choice(cast: Cast) -> None:
    fill(sign_in(cast.amal), at(cast, "would_like"), likes="")
    with acting_as(cast.bea.pk):
        change = LeadChange.objects.get(client_id=cast.marta)
    choose = reverse("team:choose", args=[cast.marta, change.pk])
    begin = reverse("team:begin", args=[cast.marta, change.pk])
    assert sign_in(cast.amal).get(choose).status_code == 403
    bea = sign_in(cast.bea)
    assert bea.get(begin).status_code == 409
    for hat in (cast.amal, cast.cleo):
        answer = bea.post(choose, {"lead": str(hat.pk), "her_say": "yes"})
        assert answer.status_code == 422
    assert "Knows" not in bea.get(choose).content.decode()
    look = bea.post(choose, {"look": "1", "languages": "Polish"})
    assert look.status_code == 200
    with acting_as(cast.bea.pk):
        assert LeadChange.objects.get(pk=change.pk).chosen_id is None


def test_somebody_she_keeps_away_is_never_among_those_who_could_lead(cast: Cast) -> None:
    keep_away(cast, worker=cast.nadia.worker)
    fill(sign_in(cast.amal), at(cast, "would_like"), likes="")
    with acting_as(cast.bea.pk):
        change = LeadChange.objects.get(client_id=cast.marta)
    choose = reverse("team:choose", args=[cast.marta, change.pk])
    assert "Nadia" not in sign_in(cast.bea).get(choose).content.decode()
    answer = sign_in(cast.bea).post(choose, {"lead": str(cast.nadia.pk), "her_say": "yes"})
    assert answer.status_code == 422
    assert seen_by(cast.nadia) == set()


def test_somebody_she_keeps_away_is_not_to_lead_nor_to_introduce(cast: Cast) -> None:
    today = timezone.localdate()
    with acting_as(cast.amal.pk):
        hers = {
            "client_id": cast.marta, "made_by": cast.amal,
            "episode": Episode.objects.get(client_id=cast.marta),
        }  # fmt: skip
        LeadChange(**hers, asked_on=today, chosen=cast.nadia).save(force_insert=True)
        Introduction(**hers, on_date=today, whom="Nadia", what="coffee", brings=cast.nadia).save(
            force_insert=True
        )
    keep_away(cast, worker=cast.nadia.worker)
    with acting_as(cast.amal.pk):
        assert LeadChange.objects.get().chosen_id is None
        assert Introduction.objects.get().state == Introduction.State.LET_BE
