"""C1, the other half: Surpreet's goal in her words, her own steps, and her path from a walk to three k.

Her Saturdays are walked in test_c01_surpreet_runs.py.
"""

import datetime
import io
import re
import uuid
from dataclasses import dataclass
from typing import Any

import pikepdf
import pytest
from django.test import Client as Browser
from django.urls import reverse

from alongside.core.people.models import Client
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.directory.models import Agency, Service
from alongside.support.engagement.models import Contact
from alongside.support.outcomes import queries
from alongside.support.outcomes.models import Goal, OutcomeArea
from tests.shared.cast import Cast, lead_for, make_client, make_hat, make_worker, sign_in
from tests.shared.forms import day_typed, forms_of, words_shown

FIRST, LAST = datetime.date(2020, 7, 4), datetime.date(2021, 5, 29)
WANTS = "Join them in a parkrun, when the rules allow"
STEPS = [
    "a walk in the park", "run a bit, walk a bit", "thirty minutes of intervals", "three kilometres",
    "five kilometres", "parkrun, with a volunteer beside me",
]  # fmt: skip
ADVENTURE = "It felt as though it could be an adventure worth trying out."
# Day, her step, Jo's step, her words; a hard month in November, and back again before Christmas.
CHECK_INS = [
    (FIRST, 0, 0, "I had always avoided learning to jog."),
    (datetime.date(2020, 8, 15), 1, 1, ADVENTURE),
    (datetime.date(2020, 10, 10), 2, 2, ""),
    (datetime.date(2020, 11, 14), 1, 2, "The days are dark."),
    (datetime.date(2020, 12, 19), 2, 2, ""),
    (LAST, 3, 4, "We are running three k now."),
]


@dataclass
class Walk:
    """Surpreet, Jo who runs beside her, and the one goal."""

    surpreet: uuid.UUID
    jo: Membership
    browser: Browser
    goal: uuid.UUID


def send(browser: Browser, url: str, box: str, **typed: Any) -> Any:
    """Open a page, fill some boxes of the form that has `box`, and send it."""
    page = browser.get(url).content.decode()
    form = next(form for form in forms_of(page) if box in form.fields)
    answer = browser.post(url, {**form.as_sent(), **typed})
    assert answer.status_code == 302, answer.content.decode()
    return answer


@pytest.fixture
def walk(cast: Cast) -> Walk:
    """Write down her goal and her check-ins through the pages, as Jo does with her."""
    charity = Agency.objects.create(name="Saturday Runners", kind=Agency.Kind.COMMUNITY)
    running = Service.objects.create(agency=charity, name="Saturday Runs")
    jo = make_hat(make_worker("Jo"), charity, Role.NAVIGATOR, running, triage=True)
    head = make_hat(make_worker("Marge"), charity, Role.MANAGER, running)
    surpreet = make_client("Surpreet", lead=jo, service=running)
    lead_for(surpreet, lead=jo, manager=head)
    browser = sign_in(jo)
    steps = {f"step_{place}": step for place, step in enumerate(STEPS)}
    new = reverse("outcomes:new_goal", args=[surpreet])
    answer = send(browser, new, "step_0", words=WANTS, **steps, **day_typed("began_on", FIRST))
    key = uuid.UUID(answer.url.rstrip("/").rpartition("/")[2])
    walked = Walk(surpreet, jo, browser, key)
    for day, hers, jos, words in CHECK_INS:
        check_in(walked, day, hers_rung=str(hers), worker_rung=str(jos), hers_words=words)
    return walked


def check_in(walk: Walk, day: datetime.date, **typed: Any) -> None:
    url = reverse("outcomes:check_in_goal", args=[walk.surpreet, walk.goal])
    send(walk.browser, url, "hers_words", **typed, **day_typed("on", day))


def read(walk: Walk, name: str, *keys: uuid.UUID, hat: Membership | None = None) -> str:
    browser = sign_in(hat) if hat else walk.browser
    answer = browser.get(reverse(name, args=[walk.surpreet, *keys]))
    assert answer.status_code == 200
    return answer.content.decode()


def pick(walk: Walk, *ticked: object) -> None:
    url = reverse("herspace:pick", args=[walk.surpreet])
    assert walk.browser.post(url, {str(name): "on" for name in ticked}).status_code == 302


def test_her_path_shows_the_start_the_dip_and_three_kilometres_in_words_picture_and_table(
    walk: Walk,
) -> None:
    page = read(walk, "outcomes:goal_path", walk.goal)
    words = re.sub(r"\s+", " ", page)
    assert "She started at “a walk in the park” in July 2020." in words
    assert (
        "In November 2020 it went back to “run a bit, walk a bit”; this time it took her five weeks to be "
        "back where she was, not 14 weeks." in words
    )
    assert "On 29 May 2021 she said “three kilometres”." in words
    assert "On 29 May 2021 Jo said “five kilometres”." in words
    assert "You see it differently: worth talking about." in words
    hers = re.search(r'<polyline class="al-line al-line--hers" points="([^"]+)"', page)
    assert hers
    assert len(hers[1].split()) == 6
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert table.count("<tr>") == 6
    assert "The days are dark." in table


def test_her_page_has_her_goal_in_quotation_marks_and_the_way_she_has_come(walk: Walk) -> None:
    page = read(walk, "home:her")
    assert f"“{WANTS}”" in page
    assert "Started at “a walk in the park”. She says “three kilometres” now." in page
    assert 'class="al-chart' in page


def test_she_is_shown_what_she_picked_with_jos_view_only_once_they_talked(walk: Walk) -> None:
    pick(walk, walk.goal)
    mine = read(walk, "herspace:my_path")
    assert "You began at “a walk in the park”, in July 2020." in mine
    assert "It got hard in November 2020. You were back after five weeks." in mine
    assert "Now you are at “three kilometres”." in mine
    assert "You hope for “parkrun, with a volunteer beside me”." in mine
    assert "We are running three k now." in mine
    assert "Your worker" not in mine
    assert "Saturday Run" not in mine
    table = read(walk, "outcomes:goal_path", walk.goal)
    talked = re.findall(r'action="([^"]+/talked-over/)"', table)
    walk.browser.post(talked[0])
    assert "Your worker sees “five kilometres”. You have talked about it." in read(
        walk, "herspace:my_path"
    )


def test_the_unbroken_saturdays_are_hers_to_show(walk: Walk) -> None:
    with acting_as(walk.jo.pk):
        for week in range(48):
            Contact(
                client_id=walk.surpreet, kind="session", made_by=walk.jo,
                happened_on=FIRST + datetime.timedelta(weeks=week),
            ).save(force_insert=True)  # fmt: skip
    pick(walk, walk.goal)
    assert "Every Saturday" not in read(walk, "herspace:my_path")
    pick(walk, walk.goal, "with_days")
    mine = re.sub(r"\s+", " ", read(walk, "herspace:my_path"))
    assert (
        "Every Saturday from July 2020 to May 2021. You came at Christmas. You came at New Year."
        in mine
    )
    assert "If you miss one, nothing is lost." in mine


def test_she_takes_it_with_her_on_paper_without_the_charitys_name(walk: Walk) -> None:
    pick(walk, walk.goal)
    answer = walk.browser.get(reverse("herspace:paper", args=[walk.surpreet]))
    pdf = pikepdf.open(io.BytesIO(answer.content))
    assert (str(pdf.docinfo["/Title"]), bool(pdf.Root.MarkInfo.Marked)) == ("My path", True)
    assert b"Saturday Runs" not in answer.content


def test_her_journey_is_counted_without_her_name(walk: Walk) -> None:
    area = OutcomeArea.objects.get(key="confidence")
    url = reverse("outcomes:check_in_area", args=[walk.surpreet, area.pk])
    for day, step in ((FIRST, "0"), (LAST, "3")):
        send(walk.browser, url, "hers_words", hers_rung=step, **day_typed("on", day))
    with acting_as(walk.jo.pk):
        (row,) = queries.distances([walk.surpreet])
    assert (row.first_rung, row.latest_rung, row.readings) == (0, 3, 2)
    assert "Surpreet" not in repr(row)


def test_her_goal_is_seen_by_nobody_else(walk: Walk, cast: Cast) -> None:
    for hat in (cast.amal, cast.bea, cast.petra, cast.cleo):
        with acting_as(hat.pk):
            assert not Goal.objects.filter(pk=walk.goal).exists()
            assert not Client.objects.filter(pk=walk.surpreet).exists()


def test_no_box_of_a_goal_or_check_in_asks_for_her_weight_or_her_body(walk: Walk) -> None:
    for name, keys in (("outcomes:new_goal", ()), ("outcomes:check_in_goal", (walk.goal,))):
        page = read(walk, name, *keys)
        assert 'type="file"' not in page
        for asked in ("weight", "photo", "your body", "her body"):
            assert asked not in words_shown(page).lower()
