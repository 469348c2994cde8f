"""Every quarter of an hour: unsent forms of two hours, and passes of forms long over."""

import datetime
import uuid

from django.db import connection
from django.test import Client as Browser
from procrastinate.contrib.django import app

from alongside.coordination.referrals import actions, tasks
from alongside.coordination.referrals.models import ReferralDraft
from alongside.core.people.models import Client
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.models import Pass
from tests.shared.asking import SAFE, begin, fill, send, start_of
from tests.shared.cast import Cast


def test_it_throws_away_what_was_left_and_keeps_what_is_being_written(cast: Cast) -> None:
    holders = []
    for hours in (2.1, 1.9):
        browser = Browser()
        fill(browser, begin(browser, start_of(cast.navigators)), **SAFE)
        holders.append(uuid.UUID(browser.session["visitor"]))
        with acting_as(holders[-1]):
            draft = ReferralDraft.objects.get()
            ReferralDraft.objects.update(
                changed_at=draft.changed_at - datetime.timedelta(hours=hours)
            )
    tasks.sweep_drafts(0)
    left = []
    for holder in holders:
        with acting_as(holder):
            left.append(ReferralDraft.objects.count())
    assert left == [0, 1]
    assert actions.sweep() == 0


def test_the_clock_knows_it() -> None:
    kept = {(one.task.name, one.cron) for one in app.periodic_registry.periodic_tasks.values()}
    assert ("referrals.sweep_drafts", "*/15 * * * *") in kept


def test_a_forms_pass_goes_a_day_after_its_end_and_her_record_stays(cast: Cast) -> None:
    browser = Browser()
    send(browser, start_of(cast.navigators))
    holder = uuid.UUID(browser.session["visitor"])

    def passes_after(hours: int) -> int:
        when = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=hours)
        with connection.cursor() as cursor:
            cursor.execute(f"set local alongside.test_now = '{when.isoformat()}'")
            actions.sweep()
            cursor.execute("set local alongside.test_now = ''")
        with acting_as(holder):
            return Pass.objects.count()

    assert passes_after(0) == 1
    assert passes_after(25) == 1
    assert passes_after(27) == 0
    with acting_as(cast.nadia.pk):
        assert Client.objects.count() == 1
