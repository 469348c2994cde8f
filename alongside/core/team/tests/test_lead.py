"""Choosing who leads for her."""

import uuid

from django.urls import reverse

from alongside.core.people.models import Episode
from alongside.core.team.models import TeamMember
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from tests.shared.asking import fill
from tests.shared.cast import Cast, make_client, seen_by, sign_in
from tests.shared.endings import close


def episode_of(cast: Cast, client_id: uuid.UUID | None = None) -> uuid.UUID:
    with acting_as(cast.bea.pk):
        return Episode.objects.get(client_id=client_id or cast.marta).pk


def address(cast: Cast) -> str:
    return reverse("team:lead", args=[cast.marta, episode_of(cast)])


def leads(cast: Cast) -> list[str]:
    with acting_as(cast.bea.pk):
        now = TeamMember.objects.current().filter(client_id=cast.marta, part="lead")
        return [one.membership.worker.name for one in now.select_related("membership__worker")]


def test_a_manager_chooses_somebody_new_and_whoever_led_stays_beside_her(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    answer = fill(browser, address(cast), lead=str(cast.nadia.pk))
    assert answer["Location"] == reverse("home:her", args=[cast.marta])
    assert leads(cast) == ["Nadia"]
    assert seen_by(cast.amal) == seen_by(cast.nadia) == {cast.marta}
    page = browser.get(answer["Location"]).content.decode()
    assert "Nadia leads for her now." in page


def test_nobody_chosen_is_said_beside_the_question(cast: Cast) -> None:
    answer = sign_in(cast.bea).post(address(cast), {})
    assert answer.status_code == 422
    assert "Choose who will be alongside her." in answer.content.decode()
    assert leads(cast) == ["Amal"]


def test_somebody_of_another_service_can_not_be_chosen(cast: Cast) -> None:
    answer = sign_in(cast.bea).post(address(cast), {"lead": str(cast.cleo.pk)})
    assert answer.status_code == 422
    assert leads(cast) == ["Amal"]


def test_above_the_gauge_it_takes_a_reason(cast: Cast) -> None:
    for number in range(7):
        key = make_client(f"W{number}", lead=cast.nadia, service=cast.navigators, triage=cast.bea)
        sign_in(cast.bea).post(
            reverse("team:lead", args=[key, episode_of(cast, key)]), {"lead": str(cast.nadia.pk)}
        )
    answer = sign_in(cast.bea).post(address(cast), {"lead": str(cast.nadia.pk), "her_choice": "on"})
    assert answer.status_code == 422
    assert "Say why one more is right for now" in answer.content.decode()
    answer = sign_in(cast.bea).post(
        address(cast), {"lead": str(cast.nadia.pk), "over_gauge_reason": "They know each other."}
    )
    assert answer.status_code == 302


def test_only_whoever_runs_the_service_may(cast: Cast) -> None:
    assert sign_in(cast.amal).get(address(cast)).status_code == 403
    hedda = Membership.objects.get(worker__name="Hedda")
    there = sign_in(hedda).get(address(cast))
    nowhere = sign_in(hedda).get(reverse("team:lead", args=[new_key(), new_key()]))
    assert (there.status_code, there.content) == (404, nowhere.content)


def test_a_time_with_us_that_is_not_open_leads_nowhere(cast: Cast) -> None:
    close(cast)
    answer = sign_in(cast.bea).get(address(cast))
    assert answer.status_code == 409
    assert "She is not with Harbour Navigators now" in answer.content.decode()
