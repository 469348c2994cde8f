"""/referrals/<uuid>/take-up/: saying yes."""

import threading
import uuid

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from alongside.coordination.referrals import actions
from alongside.coordination.referrals.models import Referral, ReferralOutcome
from alongside.core.people.models import Client, Episode
from alongside.core.team.models import TeamMember
from alongside.foundation.access import actions as gate
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency, Service
from tests.shared.asking import refer, refer_again, seen_as
from tests.shared.cast import Cast, actor, seen_by, sign_in
from tests.shared.nasty import NASTY


def url(referral: Referral) -> str:
    return reverse("referrals:take_up", args=[referral.pk])


def test_a_triage_worker_opens_her_time_with_us_and_gives_her_a_lead_worker(cast: Cast) -> None:
    found = refer(cast.navigators, by=cast.cleo, more={"name": "Dee", "languages": "Polish"})
    client_id = seen_as(cast.nadia, found).client_id
    browser = sign_in(cast.nadia)
    answer = browser.post(url(found), {"lead": cast.amal.pk, "her_choice": "on"})
    assert answer["Location"] == "/referrals/"
    assert "Amal is alongside Dee now." in browser.get("/referrals/").content.decode()
    with acting_as(cast.amal.pk):
        episode = Episode.objects.get(client_id=client_id)
        assert (episode.state, episode.opened_on) == ("active", timezone.localdate())
        lead = TeamMember.objects.get(client_id=client_id)
        assert (lead.part, lead.membership_id, lead.her_choice) == ("lead", cast.amal.pk, True)
        assert Client.objects.get(pk=client_id).languages == "Polish"
    assert client_id not in seen_by(cast.nadia)
    assert gate.passes_that_differ() == 0


def test_her_lead_worker_reads_what_was_asked_afterwards(cast: Cast) -> None:
    found = refer(cast.navigators, by=cast.cleo, more={"name": "Dee", "wants": "Somewhere quiet"})
    sign_in(cast.nadia).post(url(found), {"lead": cast.amal.pk})
    page = sign_in(cast.amal).get(reverse("referrals:referral", args=[found.pk]))
    assert "Somewhere quiet" in page.content.decode()
    assert "Say yes" not in page.content.decode()


def test_a_second_answer_comes_late_and_says_so(cast: Cast) -> None:
    found = refer(cast.navigators, by=cast.cleo)
    sign_in(cast.bea).post(url(found), {"lead": cast.nadia.pk})
    page = sign_in(cast.bea).post(url(found), {"lead": cast.amal.pk})
    assert page.status_code == 422
    client_id = seen_as(cast.bea, found).client_id
    with acting_as(cast.bea.pk):
        leads = TeamMember.objects.current().filter(client_id=client_id)
        assert [lead.membership_id for lead in leads] == [cast.nadia.pk]


def test_words_that_came_too_late_are_given_back(cast: Cast) -> None:
    found = refer(cast.navigators, by=cast.cleo)
    sign_in(cast.bea).post(url(found), {"lead": cast.nadia.pk})
    late = {"code": "other", "words": "A bed at the mission from Friday"}
    page = sign_in(cast.bea).post(reverse("referrals:offer", args=[found.pk]), late)
    assert page.status_code == 422
    assert "A bed at the mission from Friday" in page.content.decode()


def test_two_answers_at_the_same_moment_give_one_lead_worker(committed_cast: Cast) -> None:
    cast = committed_cast
    found = refer(cast.navigators, by=cast.cleo)
    ready, refused = threading.Barrier(2), []

    def answer(hat: object, lead: object) -> None:
        try:
            with acting_as(hat.pk):  # type: ignore[attr-defined]
                referral = Referral.objects.get(pk=found.pk)
                ready.wait()
                actions.take_up(referral=referral, lead=lead, agreed_by=hat, by=actor(hat))  # type: ignore[arg-type]
        except Refused as refusal:
            refused.append(refusal.rule)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=answer, args=(cast.bea, cast.amal)),
        threading.Thread(target=answer, args=(cast.nadia, cast.nadia)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["answered_already"]
    with acting_as(cast.bea.pk):
        client_id = Referral.objects.get(pk=found.pk).client_id
        assert TeamMember.objects.current().filter(client_id=client_id).count() == 1
    assert gate.passes_that_differ() == 0


def full(cast: Cast) -> None:
    """Make everybody at the gauge: nobody may be alongside even one more."""
    Service.objects.filter(pk=cast.navigators.pk).update(caseload_from=1, caseload_to=1)
    for lead in (cast.nadia, cast.bea):
        found = refer(cast.navigators, by=cast.cleo)
        with acting_as(cast.bea.pk):
            actions.take_up(
                referral=Referral.objects.get(pk=found.pk), lead=lead, agreed_by=cast.bea,
                by=actor(cast.bea),
            )  # fmt: skip


def test_above_the_gauge_only_a_manager_agrees_and_says_why(cast: Cast) -> None:
    full(cast)
    found = refer(cast.navigators, by=cast.cleo, more={"name": "Amina"})
    page = sign_in(cast.nadia).get(reverse("referrals:referral", args=[found.pk])).content.decode()
    assert "Everybody is alongside as many women as the service agreed." in page
    assert "over_gauge_reason" not in page

    answer = sign_in(cast.nadia).post(url(found), {"lead": cast.amal.pk})
    assert answer.status_code == 422
    assert "A manager can agree to one more" in answer.content.decode()
    answer = sign_in(cast.bea).post(url(found), {"lead": cast.amal.pk})
    assert "Say why one more is right for now" in answer.content.decode()
    client_id = seen_as(cast.bea, found).client_id
    with acting_as(cast.bea.pk):
        assert Episode.objects.get(client_id=client_id).state == "referred"
        assert not ReferralOutcome.objects.exists()

    answer = sign_in(cast.bea).post(
        url(found), {"lead": cast.amal.pk, "over_gauge_reason": "She knows Amal."}
    )
    assert answer.status_code == 302
    with acting_as(cast.bea.pk):
        lead = TeamMember.objects.get(client_id=client_id)
        assert (lead.over_gauge_reason, lead.agreed_by_id) == ("She knows Amal.", cast.bea.pk)


def test_an_answer_goes_out_only_where_she_and_the_directory_allow_it(cast: Cast) -> None:
    Agency.objects.filter(pk=cast.practice.pk).update(confirmed_at=timezone.now())
    allowed = refer(cast.navigators, by=cast.petra, who={"allowed": True, "reference": "QP-77"})
    silent = refer(cast.navigators, by=cast.petra)
    for found in (allowed, silent):
        sign_in(cast.bea).post(url(found), {"lead": cast.amal.pk})
    with acting_as(cast.petra.pk):
        outcome = ReferralOutcome.objects.get()
        assert (outcome.code, outcome.reference) == ("taken_up", "QP-77")
        assert outcome.get_code_display() == "We are in touch with her."


def test_a_worker_of_another_service_cannot_be_chosen(cast: Cast) -> None:
    found = refer(cast.navigators, by=cast.cleo)
    for lead in (cast.cleo.pk, uuid.uuid4(), "", "nobody"):
        page = sign_in(cast.nadia).post(url(found), {"lead": lead})
        assert page.status_code == 422
    with acting_as(cast.nadia.pk):
        assert Episode.objects.get(state="referred")


def test_no_text_breaks_it_or_is_lost(cast: Cast) -> None:
    found = refer(cast.navigators, by=cast.cleo)
    browser = sign_in(cast.bea)
    for name in ("one megabyte", "a hidden NUL"):
        page = browser.post(url(found), {"lead": cast.amal.pk, "over_gauge_reason": NASTY[name]})
        assert page.status_code == 422
        assert "There is something to mend" in page.content.decode()


def test_her_lead_worker_elsewhere_sees_another_service_s_referral_and_cannot_answer_it(
    committed_cast: Cast,
) -> None:
    cast = committed_cast
    found = refer_again(cast.marta, cast.advocates, by=cast.amal)
    browser = sign_in(cast.amal)
    page = browser.get(reverse("referrals:referral", args=[found.pk]))
    assert page.status_code == 200
    assert "Say yes" not in page.content.decode()
    assert "The answer" not in page.content.decode()
    for lead in (cast.cleo.pk, cast.amal.pk, ""):
        answer = browser.post(url(found), {"lead": lead})
        assert answer.status_code == 422
        assert "new referrals of Hearth Advocates can answer" in answer.content.decode()
        assert "Somebody answered" not in answer.content.decode()
    with acting_as(cast.amal.pk):
        assert Episode.objects.get(pk=found.episode_id).state == "referred"
        assert not TeamMember.objects.filter(episode_id=found.episode_id).exists()
    with acting_as(cast.amal.pk), pytest.raises(Refused) as refusal:
        actions.take_up(referral=found, lead=cast.cleo, agreed_by=cast.amal, by=actor(cast.amal))
    assert refusal.value.rule == "not_yours_to_answer"
    assert sign_in(cast.cleo).post(url(found), {"lead": cast.cleo.pk}).status_code == 302


@pytest.mark.parametrize("who", ["cleo", "amal"])
def test_strangers_get_a_404(cast: Cast, who: str) -> None:
    found = refer(cast.navigators, by=cast.petra)
    assert sign_in(getattr(cast, who)).post(url(found), {"lead": cast.amal.pk}).status_code == 404


def test_its_address_alone_leads_to_the_referral(cast: Cast) -> None:
    found = refer(cast.navigators, by=cast.petra)
    assert sign_in(cast.nadia).get(url(found))["Location"] == reverse(
        "referrals:referral", args=[found.pk]
    )
