"""C1: Surpreet asks a running charity herself, and runs every Saturday from July to the next May.

Her goal and her path are walked in test_c01_her_goal_and_path.py.
"""

import datetime
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client as Browser
from django.urls import reverse

from alongside.coordination.referrals.models import Referral
from alongside.core.people.models import Client
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.directory.models import Agency, Service
from alongside.support.engagement.models import Contact
from tests.shared.asking import send, start_of
from tests.shared.cast import Cast, make_hat, make_worker, sign_in
from tests.shared.forms import forms_of

FIRST, LAST = datetime.date(2020, 7, 4), datetime.date(2021, 5, 29)
HER_WORDS = "Saturday is where I feel safe, secure, loved."


def saturdays() -> Iterator[datetime.date]:
    """Count the Saturdays from the calendar."""
    day = FIRST
    while day <= LAST:
        yield day
        day += datetime.timedelta(days=7)


@dataclass
class Run:
    """Surpreet, and the worker of the charity who runs beside her."""

    surpreet: uuid.UUID
    jo: Membership
    at_desk: Membership
    browser: Browser


@pytest.fixture
def run(cast: Cast) -> Run:
    """Let her ask by herself through the public form, and Jo take it up."""
    charity = Agency.objects.create(name="Saturday Runners", kind=Agency.Kind.COMMUNITY)
    running = Service.objects.create(agency=charity, name="Saturday Runs", open_to_public=True)
    jo = make_hat(make_worker("Jo"), charity, Role.NAVIGATOR, running, triage=True)
    kit = make_hat(make_worker("Kit"), charity, Role.NAVIGATOR, running)
    send(
        Browser(), start_of(running),
        more={"name": "Surpreet", "wants": "I have always avoided learning to jog."},
    )  # fmt: skip
    with acting_as(jo.pk):
        referral = Referral.objects.get()
    browser = sign_in(jo)
    taken = browser.post(f"/referrals/{referral.pk}/take-up/", {"lead": str(jo.pk)})
    assert taken.status_code == 302
    return Run(referral.client_id, jo, kit, browser)


def write(run: Run, day: datetime.date, **typed: str) -> None:
    """Write one Saturday down as Jo does: open the form, change the day, save."""
    address = reverse("engagement:note_new", args=[run.surpreet])
    page = run.browser.get(address).content.decode()
    sent = dict(next(one for one in forms_of(page) if "worker_words" in one.fields).as_sent())
    sent |= {
        "happened_on_0": str(day.day), "happened_on_1": str(day.month),
        "happened_on_2": str(day.year), "at_time": "09:00", **typed,
    }  # fmt: skip
    answer = run.browser.post(address, sent)
    assert answer.status_code == 302, day


def all_saturdays(run: Run) -> None:
    for day in saturdays():
        # The kind, place and who led are as they were last time; only the first has to be chosen.
        first = {"kind": "session", "place": "park"} if day == FIRST else {}
        last = {"her_words": HER_WORDS} if day == LAST else {}
        write(run, day, planned="True", led="1", minutes="30", **first, **last)


def timeline(run: Run, browser: Browser) -> str:
    """Read her whole timeline; forty-eight Saturdays fit on one page."""
    return browser.get(reverse("home:timeline", args=[run.surpreet])).content.decode()


def test_there_are_forty_eight_saturdays_with_christmas_and_new_year_among_them() -> None:
    days = list(saturdays())
    assert len(days) == 48
    assert all(day.strftime("%A") == "Saturday" for day in days)
    assert datetime.date(2020, 12, 26) in days
    assert datetime.date(2021, 1, 2) in days


def test_every_saturday_stands_on_her_timeline_in_its_month(run: Run) -> None:
    all_saturdays(run)
    with acting_as(run.jo.pk):
        runs = list(Contact.objects.standing().order_by("happened_on"))
        last = Client.objects.get(pk=run.surpreet)
    assert [one.happened_on for one in runs] == list(saturdays())
    assert {(one.kind, one.met) for one in runs} == {("session", True)}
    assert (last.last_contact_on, last.last_contact_words) == (LAST, "activity session")
    shown = timeline(run, run.browser)
    said = "Together at a session in the park, 30 minutes. Done together."
    assert shown.count(said) == 48
    months = re.findall(r"<h2[^>]*>\s*(\w+ 20\d\d)\s*</h2>", shown)
    assert len(set(months)) == 11
    assert months[0] == "May 2021"
    assert HER_WORDS in shown


def test_her_page_says_her_words_and_the_last_time_together(run: Run) -> None:
    write(run, LAST, kind="session", her_words=HER_WORDS)
    page = run.browser.get(reverse("home:her", args=[run.surpreet])).content.decode()
    assert "Surpreet" in page
    assert HER_WORDS in page


def test_a_week_without_a_run_is_told_as_what_we_did(run: Run) -> None:
    write(run, FIRST, kind="session", met="False", worker_words="We left her a word.")
    page = timeline(run, run.browser)
    assert "We kept her place at the session." in page
    for blame in ("missed", "did not attend", "no show", "failed"):
        assert blame not in page.lower()


def test_her_run_is_seen_by_nobody_else(run: Run, cast: Cast) -> None:
    write(run, FIRST, kind="session", her_words=HER_WORDS)
    absent = sign_in(cast.amal).get(reverse("home:timeline", args=[uuid.uuid4()]))
    for hat in (run.at_desk, cast.amal, cast.bea, cast.petra):
        answer = sign_in(hat).get(reverse("home:timeline", args=[run.surpreet]))
        assert (answer.status_code, answer.content) == (404, absent.content)


def test_no_box_asks_for_her_weight_or_her_body_or_a_photograph(run: Run) -> None:
    names = {field.name for field in Contact._meta.get_fields()}
    for asked in ("weight", "body", "photo", "image", "bmi", "speed", "pace"):
        assert not any(asked in name for name in names)
    page = run.browser.get(reverse("engagement:note_new", args=[run.surpreet])).content.decode()
    for asked in ("weight", "photo", "body mass"):
        assert asked not in page.lower()
    assert 'type="file"' not in page


def test_whoever_told_her_of_the_charity_hears_nothing(run: Run, cast: Cast) -> None:
    # She asked herself; the link worker who advised her sent nothing, so nothing goes to the practice.
    with acting_as(cast.petra.pk):
        assert not Client.objects.exists()
    assert "Surpreet" not in sign_in(cast.petra).get(reverse("referrals:sent")).content.decode()
