"""C1 and R146: a Saturday with a list on a phone, by somebody who gives time and sees nobody's record."""

import datetime
import re
import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.core.story import actions as story
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.overview.herspace.tests.picking import choose, shown
from alongside.support.activities.models import Activity, Attendance, Belonging
from alongside.support.engagement.models import Contact
from alongside.support.outcomes.models import Goal
from tests.journeys.test_every_url import ELSEWHERE
from tests.shared.asking import fill
from tests.shared.beside import chooses, comes, group, says
from tests.shared.cast import (
    Cast,
    actor,
    lead_for,
    make_client,
    make_hat,
    make_worker,
    sign_in,
)
from tests.shared.forms import words_shown
from tests.shared.world import make_world, places

TWELVE = (
    "Ada", "Bea", "Cora", "Dot", "Eve", "Fay", "Gwen", "Hope", "Ida", "Joy", "Kit", "Lou",
)  # fmt: skip


@pytest.fixture
def runners(cast: Cast) -> Activity:
    """A group that Vera leads, to which twelve women and Marta come."""
    says(cast)
    one = group(cast, cast.vera)
    comes(cast, one)
    for name in TWELVE:
        key = make_client(name, lead=cast.amal, service=cast.navigators, triage=cast.bea)
        lead_for(key, lead=cast.amal, manager=cast.bea)
        says(cast, key, name=name, know="", how="", worried="")
        comes(cast, one, key)
    return one


@pytest.fixture(autouse=True)
def wide_gauge(cast: Cast) -> None:
    """The Navigators have room for everybody here."""
    cast.navigators.caseload_from, cast.navigators.caseload_to = 30, 40
    cast.navigators.save(update_fields=["caseload_from", "caseload_to"])


def test_a_saturday_from_the_first_page_to_the_last_woman(cast: Cast, runners: Activity) -> None:
    vera = sign_in(cast.vera)
    assert "It meets today" in words_shown(vera.get("/").content.decode())
    page = vera.get(f"/groups/{runners.pk}/").content.decode()
    marks = re.findall(r'action="([^"]+/mark/)".*?name="who" value="([^"]+)"', page, re.DOTALL)
    assert len(marks) == 13
    # One tap a woman.
    for url, who in marks:
        assert vera.post(url, {"who": who, "said": "came"}).status_code == 302
    page = vera.get(f"/groups/{runners.pk}/").content.decode()
    assert "13 are here." in words_shown(page)
    with acting_as(cast.amal.pk):
        assert Attendance.objects.filter(said="came").count() == 13


def test_with_no_signal_the_same_press_three_times_is_there_once(
    cast: Cast, runners: Activity
) -> None:
    with acting_as(cast.amal.pk):
        who = Belonging.objects.get(client_id=cast.marta)
    vera = sign_in(cast.vera)
    page = vera.get(f"/groups/{runners.pk}/").content.decode()
    url = re.findall(r'action="([^"]+/mark/)"', page)[0]
    for _ in range(3):
        assert vera.post(url, {"who": str(who.pk), "said": "let_us_know"}).status_code == 302
    with acting_as(cast.amal.pk):
        assert Attendance.objects.get(client_id=cast.marta).said == "let_us_know"


def canaries(cast: Cast) -> dict[str, str]:
    """Write something in parts of her record that nobody beside her may read."""
    said = {part: f"zq7{uuid.uuid4().hex[:8]}" for part in ("note", "safety", "goal", "story")}
    today = timezone.localdate()
    with acting_as(cast.amal.pk):
        hers = {"client_id": cast.marta, "made_by": cast.amal}
        Contact(**hers, happened_on=today, kind="coffee", worker_words=said["note"]).save(
            force_insert=True
        )
        Goal(**hers, words=said["goal"], began_on=today).save(force_insert=True)
        for subject, part in (("safety", "safety"), ("wants", "story")):
            story.tell(
                client_id=cast.marta, subject=subject, facts={"state": "told", "her_words": said[part]},
                by=actor(cast.amal),
            )  # fmt: skip
    return said


def test_on_no_page_of_the_product_a_volunteer_reads_anything_else_of_hers(cast: Cast) -> None:
    world = make_world(cast)
    ruth: Membership = make_hat(make_worker("Ruth"), cast.harbour, cast.vera.role, cast.navigators)
    runners, said = group(cast, ruth), canaries(cast)
    mark = comes(cast, runners)
    peer = chooses(cast, ruth)
    instead = {"companion_id": peer.pk, "activity_id": runners.pk, "belonging_id": mark.pk}
    browser = sign_in(ruth)
    browser.raise_request_exception = False
    opened = 0
    for place in places():
        if place.name in ELSEWHERE:
            continue
        answer = browser.get(reverse(place.name, kwargs=world.filled(place, **instead)))
        opened += answer.status_code == 200
        told = answer.content.decode(errors="replace") if answer.status_code == 200 else ""
        assert not [part for part, word in said.items() if word in told], place.name
        # What the world wrote about her, in any part; nor the key of her record.
        for words in (
            "4 Lantern Yard",
            "the library",
            "I bake.",
            "A door I can lock",
            "+447700900123",
        ):
            assert words not in told, place.name
        assert str(cast.marta) not in told or place.name.startswith("referrals:ask"), place.name
    assert opened > 20


def test_a_peer_mentor_and_her_supervisor_from_choice_to_worry_to_end(cast: Cast) -> None:
    amal = sign_in(cast.amal)
    know = f"/women/{cast.marta}/beside/know/"
    assert fill(amal, know, name="Mia", know="Left pocket.").status_code == 302
    page = amal.get(f"/women/{cast.marta}/beside/").content.decode()
    new = re.findall(r'href="([^"]+/beside/new/[^"]+)"', page)[0]
    answer = fill(
        amal, new, who=str(cast.vera.pk), supervisor=str(cast.bea.pk), call_words="Ring me.",
        her_words="She gets it.",
    )  # fmt: skip
    assert answer.status_code == 302
    vera = sign_in(cast.vera)
    her = re.findall(r'href="(/beside/[0-9a-f-]{36}/)"', vera.get("/").content.decode())[0]
    assert "Left pocket." in words_shown(vera.get(her).content.decode())
    assert fill(vera, f"{her}worried/", words="She did not laugh.").status_code == 302
    bea = sign_in(cast.bea)
    today = bea.get("/").content.decode()
    assert "She did not laugh." in words_shown(today)
    read = re.findall(r'action="([^"]+/worries/[^"]+/read/)"', today)[0]
    assert bea.post(read).status_code == 302
    end = re.findall(
        r'action="([^"]+/end/)"', amal.get(f"/women/{cast.marta}/beside/").content.decode()
    )[0]
    assert amal.post(end).status_code == 302
    assert vera.get(her).status_code == 404
    # The woman reads with her worker who looked.
    opened = words_shown(amal.get(f"/p/{cast.marta}/opened/").content.decode())
    assert "Vera" in opened


def test_her_run_of_saturdays_is_on_her_page_and_nowhere_else(cast: Cast) -> None:
    says(cast)
    one = group(cast, cast.vera)
    mark = comes(cast, one)
    vera: Browser = sign_in(cast.vera)
    today = timezone.localdate()
    for week in range(5):
        day = today - datetime.timedelta(days=7 * week)
        url = f"/groups/{one.pk}/on/{day:%Y%m%d}/mark/"
        assert vera.post(url, {"who": str(mark.pk), "said": "came"}).status_code == 302
    list_ = words_shown(vera.get(f"/groups/{one.pk}/").content.decode())
    assert "Every" not in list_
    choose(cast.amal, cast.marta)
    assert "Every" not in shown(cast.amal, cast.marta)
    choose(cast.amal, cast.marta, "with_days")
    hers = shown(cast.amal, cast.marta)
    assert f"Every {today:%A}" in hers
    assert "If you miss one, nothing is lost." in hers
