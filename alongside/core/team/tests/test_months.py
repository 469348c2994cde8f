"""How full each worker was, month by month: counted over the women the manager may see (R33, R162)."""

import datetime
import uuid
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.core.people.models import Episode
from alongside.core.team import rules
from alongside.core.team.models import Intensity, TeamMember
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.directory.models import Service
from tests.shared.cast import Cast, lead_for, make_client, sign_in
from tests.shared.forms import words_shown

MONTHS = reverse("team:months")
DAYS = [datetime.date(2026, 9, 30), datetime.date(2026, 10, 31), datetime.date(2026, 11, 27)]
AMAL = Membership(pk=uuid.uuid4(), worker=Worker(name="Amal"))
PLAIN = Service(name="Harbour")
WEIGHS = Service(
    name="Harbour", weighed=True, weight_light=Decimal("0.5"), weight_steady=Decimal(1),
    weight_close=Decimal("1.5"),
)  # fmt: skip


def led(since: str, ended: str = "", over: str = "") -> TeamMember:
    one = Episode(pk=uuid.uuid4(), ended_on=datetime.date.fromisoformat(over) if over else None)
    at = timezone.make_aware(datetime.datetime.fromisoformat(ended)) if ended else None
    return TeamMember(
        membership=AMAL,
        episode=one,
        since=datetime.date.fromisoformat(since),
        ended_at=at,
        part="lead",
    )


def test_a_month_counts_whoever_was_led_for_at_its_end() -> None:
    leads = [
        led("2026-01-05"), led("2026-10-31"), led("2026-11-28"),
        led("2026-01-05", ended="2026-10-10"), led("2026-01-05", over="2026-10-31"),
    ]  # fmt: skip
    (one,) = rules.by_month(PLAIN, leads, {}, DAYS)
    assert one.women == [3, 2, 2]
    assert one.pairs[0] == (3, "3")


def test_each_weighs_by_what_was_said_by_then() -> None:
    lead = led("2026-01-05")
    said = [
        Intensity(level="close", since=datetime.date(2026, 10, 1)),
        Intensity(level="light", since=datetime.date(2026, 11, 1)),
    ]
    (one,) = rules.by_month(WEIGHS, [lead], {lead.episode_id: said}, DAYS)
    assert [weighed for _, weighed in one.pairs] == ["1", "1.5", "0.5"]


def test_the_days_are_the_ends_of_the_months_before_and_today() -> None:
    found = rules.month_ends(datetime.date(2026, 3, 31), 2)
    assert found == [
        datetime.date(2026, 1, 31), datetime.date(2026, 2, 28), datetime.date(2026, 3, 31),
    ]  # fmt: skip


def test_whoever_led_before_stays_counted_for_her_months(cast: Cast) -> None:
    lead_for(cast.marta, lead=cast.nadia, manager=cast.bea)
    shown = words_shown(sign_in(cast.bea).get(MONTHS).content.decode())
    assert "Nadia" in shown
    assert "Marta" not in shown


def test_it_is_for_managers_and_takes_the_same_reads_for_any_number(cast: Cast) -> None:
    assert sign_in(cast.amal).get(MONTHS).status_code == 403
    browser = sign_in(cast.bea)
    browser.get(MONTHS)
    with CaptureQueriesContext(connection) as few:
        browser.get(MONTHS)
    for number in range(6):
        key = make_client(f"W{number}", lead=cast.nadia, service=cast.navigators, triage=cast.bea)
        lead_for(key, lead=cast.nadia, manager=cast.bea)
    with CaptureQueriesContext(connection) as many:
        assert "Nadia" in browser.get(MONTHS).content.decode()
    assert len(many) == len(few)
