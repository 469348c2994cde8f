"""groups/<uuid>/…: the list of a day, on a phone, for who leads the group."""

import datetime
import re
import uuid

import pytest
from django.test import Client as Browser
from django.utils import timezone

from alongside.core.sharing.actions import away
from alongside.core.team.actions import beside
from alongside.core.team.models import Welcome
from alongside.foundation.access import actions as gate
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.support.activities import actions, rules
from alongside.support.activities.models import Activity, Attendance, Belonging, Leader, Session
from tests.shared.beside import comes, group, says
from tests.shared.cast import Cast, actor, lead_for, make_client, make_hat, make_worker, sign_in
from tests.shared.forms import words_shown


@pytest.fixture
def runners(cast: Cast) -> Activity:
    """A group that Vera leads, to which Marta comes."""
    says(cast)
    one = group(cast, cast.vera)
    comes(cast, one)
    return one


def marta_s(cast: Cast) -> Belonging:
    with acting_as(cast.amal.pk):
        return Belonging.objects.get(client_id=cast.marta)  # type: ignore[no-any-return]


def at(activity: Activity, more: str = "", *, weeks: int = 0) -> str:
    if not more and not weeks:
        return f"/groups/{activity.pk}/"
    day = timezone.localdate() - datetime.timedelta(days=7 * weeks)
    return f"/groups/{activity.pk}/on/{rules.number_of(day)}/{more}"


def another(cast: Cast, activity: Activity, name: str, letter: str) -> None:
    """One more woman of the same name comes."""
    key = make_client(name, lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(key, lead=cast.amal, manager=cast.bea)
    says(cast, key, name=name, letter=letter)
    comes(cast, activity, key)


def said_of(cast: Cast) -> list[str]:
    with acting_as(cast.amal.pk):
        return list(Attendance.objects.filter(client_id=cast.marta).values_list("said", flat=True))


def test_the_list_shows_names_what_she_wants_known_and_nothing_else(
    cast: Cast, runners: Activity
) -> None:
    page = sign_in(cast.vera).get(at(runners)).content.decode()
    told = words_shown(page)
    for words in (
        "Saturday runners", "Marta", "My inhaler is in the left pocket.", "Don’t ask about my family.",
        "Here", "Not today", "She let us know", "Tap who is here.", "Bea says:", "Ring me before ten.",
    ):  # fmt: skip
        assert words in told
    assert str(cast.marta) not in page
    assert "/women/" not in page


def test_one_tap_says_who_is_here_and_the_last_tap_holds(cast: Cast, runners: Activity) -> None:
    vera, one = sign_in(cast.vera), marta_s(cast)
    for said in ("came", "came", "came", "let_us_know", "not_today", "came"):
        answer = vera.post(at(runners, "mark/"), {"who": str(one.pk), "said": said})
        assert answer.status_code == 302
        assert answer["Location"].endswith(f"#w-{one.pk}")
        assert said_of(cast) == [said]
    page = vera.get(at(runners)).content.decode()
    assert "One is here." in words_shown(page)
    assert re.search(r'value="came" aria-pressed="true"', page)
    assert Session.objects.count() == 1


def test_no_word_on_it_makes_staying_away_a_failure(cast: Cast, runners: Activity) -> None:
    vera = sign_in(cast.vera)
    vera.post(at(runners, "mark/"), {"who": str(marta_s(cast).pk), "said": "not_today"})
    told = words_shown(vera.get(at(runners)).content.decode()).lower()
    for word in ("missed", "absent", "no-show", "did not attend", "failed", "streak"):
        assert word not in told


def test_two_of_one_name_are_told_apart_by_the_letter_she_chose(
    cast: Cast, runners: Activity
) -> None:
    another(cast, runners, "Marta", "K")
    told = words_shown(sign_in(cast.vera).get(at(runners)).content.decode())
    assert "Marta K." in told


def test_a_day_that_is_called_off_takes_no_marks_and_can_be_put_back(
    cast: Cast, runners: Activity
) -> None:
    vera, mark = sign_in(cast.vera), {"who": str(marta_s(cast).pk), "said": "came"}
    assert vera.post(at(runners, "off/"), {"off": "yes"}).status_code == 302
    assert "Called off. Nobody missed anything." in words_shown(
        vera.get(at(runners)).content.decode()
    )
    assert vera.post(at(runners, "mark/"), mark).status_code == 409
    assert vera.post(at(runners, "off/"), {"off": "no"}).status_code == 302
    assert vera.post(at(runners, "mark/"), mark).status_code == 302


def test_a_forgotten_week_is_written_down_later_and_another_day_never(
    cast: Cast, runners: Activity
) -> None:
    vera, mark = sign_in(cast.vera), {"who": str(marta_s(cast).pk), "said": "came"}
    assert vera.get(at(runners, weeks=1)).status_code == 200
    assert vera.post(at(runners, "mark/", weeks=1), mark).status_code == 302
    for wrong in (-1, 6):
        assert vera.get(at(runners, weeks=wrong)).status_code == 409
        assert vera.post(at(runners, "mark/", weeks=wrong), mark).status_code == 409
    tomorrow = timezone.localdate() - datetime.timedelta(days=1)
    assert vera.get(f"/groups/{runners.pk}/on/{rules.number_of(tomorrow)}/").status_code == 409
    for never in (0, 20261399, 99999999, 123456789012345678901):
        assert vera.get(f"/groups/{runners.pk}/on/{never}/").status_code == 404


def test_nobody_but_who_leads_it_opens_it(cast: Cast, runners: Activity) -> None:
    ruth = make_hat(make_worker("Ruth"), cast.harbour, cast.vera.role, cast.navigators)
    mark = {"who": str(marta_s(cast).pk), "said": "came"}
    for hat in (ruth, cast.amal, cast.bea, cast.cleo):
        assert sign_in(hat).get(at(runners)).status_code == 404
        assert sign_in(hat).post(at(runners, "mark/"), mark).status_code == 404
        assert sign_in(hat).post(at(runners, "off/"), {"off": "yes"}).status_code == 404
    for hat in (cast.petra, cast.ada, cast.conny):
        assert sign_in(hat).get(at(runners)).status_code == 403
    assert Browser().get(at(runners))["Location"].startswith("/account/login/")
    assert sign_in(cast.vera).get(at(runners, "mark/")).status_code == 405
    assert sign_in(cast.vera).get(f"/groups/{uuid.uuid4()}/").status_code == 404


def test_what_was_pressed_by_no_button_is_refused(cast: Cast, runners: Activity) -> None:
    vera, one = sign_in(cast.vera), marta_s(cast)
    assert (
        vera.post(at(runners, "mark/"), {"who": str(one.pk), "said": "ran away"}).status_code == 409
    )
    for who in ("", "nobody", str(uuid.uuid4()), str(cast.marta)):
        assert vera.post(at(runners, "mark/"), {"who": who, "said": "came"}).status_code == 404
    assert said_of(cast) == []


def test_of_a_woman_who_left_nothing_is_shown_and_nothing_written(
    cast: Cast, runners: Activity
) -> None:
    one, vera = marta_s(cast), sign_in(cast.vera)
    leave = f"/groups/{runners.pk}/people/{one.pk}/leave/"
    for _ in range(2):
        assert sign_in(cast.amal).post(leave).status_code == 302
    assert "Marta" not in words_shown(vera.get(at(runners)).content.decode())
    assert vera.post(at(runners, "mark/"), {"who": str(one.pk), "said": "came"}).status_code == 404
    comes(cast, runners)
    assert "Marta" in words_shown(vera.get(at(runners)).content.decode())


def test_her_team_reads_it_as_time_together_and_only_the_days_she_came(
    cast: Cast, runners: Activity
) -> None:
    vera, who = sign_in(cast.vera), str(marta_s(cast).pk)
    vera.post(at(runners, "mark/"), {"who": who, "said": "came"})
    vera.post(at(runners, "mark/", weeks=1), {"who": who, "said": "not_today"})
    page = sign_in(cast.amal).get(f"/women/{cast.marta}/timeline/").content.decode()
    assert words_shown(page).count("At Saturday runners.") == 1


def test_the_run_of_weeks_is_hers_and_a_day_called_off_is_no_gap_of_hers(
    cast: Cast, runners: Activity
) -> None:
    vera, who = sign_in(cast.vera), str(marta_s(cast).pk)
    for weeks in range(5):
        vera.post(at(runners, "mark/", weeks=weeks), {"who": who, "said": "came"})
    assert "in a row" not in words_shown(vera.get(at(runners)).content.decode())


def test_it_is_on_the_leader_s_first_page_on_its_day(cast: Cast, runners: Activity) -> None:
    assert "It meets today" in words_shown(sign_in(cast.vera).get("/").content.decode())


def test_a_paid_worker_may_lead_as_well_and_sees_no_more_for_it(
    cast: Cast, runners: Activity
) -> None:
    kit: Membership = make_hat(make_worker("Kit"), cast.harbour, cast.nadia.role, cast.navigators)
    lead = f"/groups/{runners.pk}/leaders/"
    page = sign_in(cast.bea).get(f"/groups/{runners.pk}/people/").content.decode()
    key = page.split(f'action="{lead}"')[1].split('name="key" value="')[1].split('"')[0]
    assert sign_in(cast.bea).post(lead, {"key": key, "who": str(kit.pk)}).status_code == 302
    browser = sign_in(kit)
    assert "Marta" in words_shown(browser.get(at(runners)).content.decode())
    assert browser.get(f"/women/{cast.marta}/").status_code == 404
    assert "Saturday runners" in words_shown(browser.get("/").content.decode())


def test_what_she_changes_is_on_the_next_list(cast: Cast, runners: Activity) -> None:
    with acting_as(cast.amal.pk):
        beside.say_what_to_know(
            client_id=cast.marta, version=1, membership=cast.amal, by=actor(cast.amal),
            facts={"name": "Mia", "letter": "", "know": "", "how": "", "worried": ""},
        )  # fmt: skip
    told = words_shown(sign_in(cast.vera).get(at(runners)).content.decode())
    assert "Mia" in told
    assert "inhaler" not in told


def test_who_leads_no_more_is_beside_none_of_them_whoever_says_so(
    cast: Cast, runners: Activity
) -> None:
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, made_by=cast.amal, by=actor(cast.amal),
            worker=cast.bea.worker,
        )  # fmt: skip
    with acting_as(cast.vera.pk):
        assert Welcome.objects.count() == 1
    # Bea, whom Marta keeps away, runs the service and sees nothing of her.
    with acting_as(cast.bea.pk):
        leader = Leader.objects.select_related("activity").get(membership=cast.vera)
        actions.lead_no_more(leader=leader, membership=cast.bea, by=actor(cast.bea))
    with acting_as(cast.vera.pk):
        assert Welcome.objects.count() == 0
    assert gate.passes_that_differ() == 0
