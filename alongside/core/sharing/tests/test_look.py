"""women/<uuid>/emergency/<uuid>/, and what Today says of it before it is opened."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.core.sharing.actions import emergency, locked
from alongside.core.sharing.models import BreakGlass, Duty
from alongside.core.sharing.rules.emergency import Rate, review_due
from alongside.core.sharing.tests.doors import (
    break_glass,
    make_keeper,
    make_safety_lead,
    seal,
    words_on,
)
from alongside.foundation.access import actions as gate
from alongside.foundation.access import emergency as door
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.roles import Role
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, make_hat, make_worker, seen_by, sign_in
from tests.shared.clock import later
from tests.shared.database import as_admin


def look(access: BreakGlass) -> str:
    return f"/women/{access.client_id}/emergency/{access.pk}/"


def test_today_tells_at_once_and_names_nobody(cast: Cast) -> None:
    sal = make_safety_lead(cast)
    access = break_glass(cast.cleo, cast.marta)
    for hat, said in (
        (cast.amal, "Emergency access was used for one of your women."),
        (cast.bea, "Emergency access was used."),
        (sal, "Emergency access was used."),
    ):
        page = words_on(sign_in(hat), "/")
        card = page.split('id="look"')[1].split("</section>")[0]
        assert said in card
        assert look(access) in card
        assert "Marta" not in card
        assert "Cleo" not in card
    for other in (cast.cleo, cast.nadia, cast.ada, cast.vera):
        assert 'id="look"' not in words_on(sign_in(other), "/")


def test_no_list_names_her_to_the_safety_lead_before_it_is_opened(cast: Cast) -> None:
    sal = make_safety_lead(cast)
    break_glass(cast.cleo, cast.marta)
    browser = sign_in(sal)
    assert "Marta" not in words_on(browser, "/women/")
    assert "Nobody by that name" in browser.post("/find/", {"q": "marta"}).content.decode()


def test_a_safety_lead_without_casework_is_told_as_well(cast: Cast) -> None:
    hat = make_hat(make_worker("Sunita"), cast.practice, Role.TRUSTEE)
    Duty(membership=hat, kind=Duty.Kind.SAFETY, given_by=cast.ada).save()
    access = break_glass(cast.cleo, cast.marta)
    browser = sign_in(hat)
    assert look(access) in words_on(browser, "/")
    assert "Cleo, navigator, Hearth" in words_on(browser, look(access))


def test_sealing_her_record_hides_no_emergency(cast: Cast) -> None:
    """Else a manager could look and then seal: the keeper looks it over, and the rate still counts it."""
    keeper = make_keeper(cast)
    make_safety_lead(cast)
    access = break_glass(cast.bea, cast.marta)
    seal(cast, cast.bea)
    card = words_on(sign_in(keeper), "/").split('id="look"')[1].split("</section>")[0]
    assert look(access) in card
    assert "Emergency access was used." in card
    answer = sign_in(keeper).post(look(access), {"verdict": "right", "words": "She rang twice."})
    assert answer.headers["Location"] == "/"
    with acting_as(keeper.pk):
        assert BreakGlass.objects.get().reviewed_by_id == keeper.pk
    with acting_as(cast.bea.pk):
        (counted,) = door.emergency_rates(timezone.now() - datetime.timedelta(days=1)).values()
    assert counted[1] == 1


def test_opening_it_shows_who_when_why_and_what_was_opened(cast: Cast) -> None:
    sal = make_safety_lead(cast)
    access = break_glass(cast.cleo, cast.marta)
    sign_in(cast.cleo).get(f"/women/{cast.marta}/")
    page = words_on(sign_in(sal), look(access))
    for said in (
        "Marta", "Cleo, navigator, Hearth", "Her life or somebody", "Nobody saw her since Monday.",
        "Opened: Name and safe contact", "Look it over",
    ):  # fmt: skip
        assert said in page, said


def test_her_lead_worker_reads_it_and_somebody_else_looks_it_over(cast: Cast) -> None:
    access = break_glass(cast.cleo, cast.marta)
    page = words_on(sign_in(cast.amal), look(access))
    assert "Nobody saw her since Monday." in page
    assert "The safety lead or the manager" in page
    assert "Look it over" not in page
    assert sign_in(cast.amal).post(look(access), {"verdict": "right"}).status_code == 409
    assert "Cleo, Hearth" in words_on(sign_in(cast.amal), f"/women/{cast.marta}/")


@pytest.mark.parametrize("who", ["sal", "bea"])
def test_looking_it_over_ends_it_for_whoever_was_let_in_for_it(cast: Cast, who: str) -> None:
    sal = make_safety_lead(cast)
    hat = sal if who == "sal" else cast.bea
    access = break_glass(cast.cleo, cast.marta)
    answer = sign_in(hat).post(look(access), {"verdict": "talk", "words": "Rang first next time."})
    assert answer.headers["Location"] == "/"
    assert seen_by(sal) == set()
    assert seen_by(cast.cleo) == {cast.roza}
    assert sign_in(sal).get(look(access)).status_code == 404
    page = words_on(sign_in(cast.amal), look(access))
    assert "We have to talk about it." in page
    assert "Rang first next time." in page
    assert 'id="look"' not in words_on(sign_in(cast.amal), "/")
    assert sign_in(cast.bea).post(look(access), {"verdict": "right"}).status_code == 409


def test_nobody_looks_over_what_he_used_himself_under_another_hat_either(cast: Cast) -> None:
    other = make_hat(cast.cleo.worker, cast.harbour, Role.MANAGER, cast.navigators)
    gate.recompute_membership(other.pk)
    access = break_glass(cast.cleo, cast.marta)
    browser = sign_in(other)
    assert "You used this yourself" in words_on(browser, look(access))
    assert browser.post(look(access), {"verdict": "right"}).status_code == 409
    assert 'id="look"' not in words_on(browser, "/")


def test_bad_input_gets_a_sentence_and_what_was_typed_stays(cast: Cast) -> None:
    access = break_glass(cast.cleo, cast.marta)
    browser = sign_in(cast.bea)
    for sent, said in (
        ({"words": "Hm."}, "Choose what fits best."),
        ({"verdict": "maybe", "words": "Hm."}, "Choose one from the list."),
        ({"verdict": "wrong"}, "Write what there is to talk about"),
        ({"verdict": "right", "words": "x" * 501}, "there is room for 500"),
        ({"verdict": "right", "words": "a\x00b"}, "hidden character"),
    ):
        answer = browser.post(look(access), sent)
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert "Hm." not in sent.get("words", "") or "Hm." in answer.content.decode()


def test_strangers_the_one_who_used_it_and_what_never_was_get_the_same_answer(cast: Cast) -> None:
    access = break_glass(cast.cleo, cast.marta)
    bodies = set()
    for hat in (cast.cleo, cast.nadia, cast.amal_at_hearth, cast.ada, cast.vera):
        answer = sign_in(hat).get(look(access))
        assert answer.status_code == 404
        bodies.add(answer.content)
    for path in (
        f"/women/{cast.marta}/emergency/{uuid.uuid4()}/",
        f"/women/{cast.roza}/emergency/{access.pk}/",
    ):
        answer = sign_in(cast.amal).get(path)
        assert answer.status_code == 404
        bodies.add(answer.content)
    assert len(bodies) == 1


def test_what_is_overdue_stands_on_today_as_late(cast: Cast) -> None:
    break_glass(cast.cleo, cast.marta)
    assert "To be looked over by" in words_on(sign_in(cast.bea), "/")
    later(days=5)
    page = words_on(sign_in(cast.bea), "/")
    assert "It should have been looked over by" in page
    assert "al-late" in page.split('id="look"')[1].split("</section>")[0]


def test_looking_is_written_down(committed_cast: Cast) -> None:
    cast = committed_cast
    access = break_glass(cast.cleo, cast.marta)
    sign_in(cast.bea).get(look(access))
    sign_in(cast.bea).post(look(access), {"verdict": "right"})
    rows = as_admin(
        "select event, what, basis from audit_entry where what like 'sharing.%%emergency' order by at"
    )
    assert rows == [
        ("opened", "sharing.emergency", ""),
        ("changed", "sharing.review_emergency", "right"),
    ]


def test_the_number_of_questions_does_not_grow(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    # Whom she opened lately stands on her day.
    browser.get(f"/women/{cast.marta}/")
    counts = []
    for _more in range(3):
        access = break_glass(cast.cleo, cast.marta)
        with acting_as(cast.cleo.pk):
            emergency.close(client_id=cast.marta, by=actor(cast.cleo))
        counts.append([])
        for path in ("/", "/women/", f"/women/{cast.marta}/", look(access)):
            browser.get(path)
            with CaptureQueriesContext(connection) as queries:
                browser.get(path)
            counts[-1].append(len(queries))
    assert counts[0] == counts[1] == counts[2]


# --- Rules -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("used", "due"),
    [
        ("2026-11-02 09:00", "2026-11-04 17:00"),  # Monday
        ("2026-11-05 23:59", "2026-11-09 17:00"),  # Thursday night
        ("2026-11-07 12:00", "2026-11-10 17:00"),  # Saturday
    ],
)
def test_it_is_due_at_the_end_of_the_second_working_day(used: str, due: str) -> None:
    at = timezone.make_aware(datetime.datetime.fromisoformat(used))
    assert timezone.localtime(review_due(at)).strftime("%Y-%m-%d %H:%M") == due


@pytest.mark.parametrize(
    ("openings", "emergencies", "share", "many"),
    [(0, 0, 0.0, False), (100, 2, 2.0, False), (99, 2, 2.0, True), (40, 1, 2.5, True), (0, 1, 0.0, True)],
)  # fmt: skip
def test_above_two_in_a_hundred_the_rules_are_wrong(
    openings: int, emergencies: int, share: float, many: bool
) -> None:
    rate = Rate("Harbour", openings, emergencies)
    assert (rate.in_a_hundred, rate.too_many) == (share, many)


def test_the_manager_reads_how_often_and_what_it_means(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    page = words_on(browser, "/access/")
    assert "opened 0 times" in page
    assert "by emergency access: 0" in page
    assert "not the workers" not in page
    browser.get(f"/women/{cast.marta}/")
    break_glass(cast.cleo, cast.marta)
    page = words_on(browser, "/access/")
    assert "by emergency access: 1 (50.0 in a hundred)" in page
    assert "not the workers" in page
    assert "How often emergency access was used" in words_on(browser, "/women/")
    for other in (cast.amal, cast.cleo):
        assert "emergency access" not in words_on(sign_in(other), "/women/")


def test_a_locked_part_stays_out_of_what_was_opened(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    with acting_as(cast.nadia.pk):
        locked.must_hold(client_id=cast.marta, part=Compartment.COUNSELLING, by=actor(cast.nadia))
    access = break_glass(cast.nadia, cast.marta)
    browser = sign_in(cast.nadia)
    browser.get(f"/women/{cast.marta}/sharing/named/")
    browser.get(f"/women/{cast.marta}/whereabouts/")
    for hat in (make_safety_lead(cast), cast.bea, cast.amal):
        page = words_on(sign_in(hat), look(access))
        assert "ounselling" not in page
        assert "who may see what" in page.lower()
