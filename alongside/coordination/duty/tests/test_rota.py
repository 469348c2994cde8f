"""duty/, duty/new/, duty/cover/ and duty/<uuid>/end/: who is on duty, and for whom somebody covers."""

import datetime
import uuid
from typing import Any

import pytest
from django.utils import timezone

from alongside.core.team import actions as team
from alongside.core.team.models import Shift, TeamMember
from alongside.core.team.rules import span_of, why_not_shift
from alongside.foundation.access import actions as gate
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.queries import my_sources
from alongside.foundation.accounts.models import Membership, Post
from alongside.foundation.common.keys import new_key
from tests.shared.asking import fill, put_beside
from tests.shared.cast import Cast, actor, seen_by, sign_in
from tests.shared.clock import later
from tests.shared.forms import words_shown

HOUR = datetime.timedelta(hours=1)


def day_boxes(name: str, day: datetime.date) -> dict[str, Any]:
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def on_duty(cast: Cast, hat: Membership, *, hours: int = 10, starts: int = 0) -> Shift:
    """Put somebody on duty for the Navigators, from now on unless told otherwise."""
    starts_at = timezone.now() + starts * HOUR
    with acting_as(cast.bea.pk):
        key = new_key()
        team.put_on_duty(
            key=key, service=cast.navigators, membership=hat, starts_at=starts_at,
            ends_at=starts_at + hours * HOUR, made_by=cast.bea, by=actor(cast.bea),
        )  # fmt: skip
        return Shift.objects.get(pk=key)


def test_a_shift_opens_the_service_s_women_for_its_hours_and_no_longer(cast: Cast) -> None:
    assert cast.marta not in seen_by(cast.nadia)
    on_duty(cast, cast.nadia)
    assert cast.marta in seen_by(cast.nadia)
    assert cast.roza not in seen_by(cast.nadia)
    with acting_as(cast.nadia.pk):
        assert my_sources(cast.marta) == {"duty"}
    later(minutes=10 * 60 + 1)
    assert cast.marta not in seen_by(cast.nadia)
    assert gate.passes_that_differ() == 0


def test_before_it_begins_nothing_is_open(cast: Cast) -> None:
    on_duty(cast, cast.nadia, starts=2)
    assert cast.marta not in seen_by(cast.nadia)
    later(minutes=121)
    assert cast.marta in seen_by(cast.nadia)


def test_off_the_rota_is_off_on_the_next_request(cast: Cast) -> None:
    shift = on_duty(cast, cast.nadia)
    assert sign_in(cast.bea).post(f"/duty/{shift.pk}/end/").status_code == 302
    assert cast.marta not in seen_by(cast.nadia)
    # Twice, and by whoever is on it herself.
    assert sign_in(cast.bea).post(f"/duty/{shift.pk}/end/").status_code == 404
    shift = on_duty(cast, cast.nadia)
    assert sign_in(cast.amal).post(f"/duty/{shift.pk}/end/").status_code == 409
    assert sign_in(cast.nadia).post(f"/duty/{shift.pk}/end/").status_code == 302


def test_a_manager_puts_somebody_on_duty_for_a_night(cast: Cast) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    browser = sign_in(cast.bea)
    answer = fill(
        browser, "/duty/new/", service=str(cast.navigators.pk), who=str(cast.nadia.pk),
        starts="22:00", ends="08:00", **day_boxes("day", tomorrow),
    )  # fmt: skip
    assert answer.status_code == 302
    shift = Shift.objects.get()
    here = [timezone.localtime(one) for one in (shift.starts_at, shift.ends_at)]
    assert [(one.date(), one.hour) for one in here] == [
        (tomorrow, 22), (tomorrow + datetime.timedelta(days=1), 8)
    ]  # fmt: skip
    page = words_shown(browser.get("/duty/").content.decode())
    assert "Nadia" in page
    assert "Harbour Navigators" in page


def test_cover_in_one_step_for_the_women_of_one_worker(cast: Cast) -> None:
    today = timezone.localdate()
    browser = sign_in(cast.amal)
    answer = fill(
        browser, "/duty/cover/", instead_of=str(cast.amal.pk), who=str(cast.nadia.pk),
        **day_boxes("from_on", today), **day_boxes("until_on", today + datetime.timedelta(days=6)),
    )  # fmt: skip
    assert answer.status_code == 302
    assert cast.marta in seen_by(cast.nadia)
    assert "Nadia covers for Amal" in words_shown(browser.get("/duty/").content.decode())
    later(minutes=7 * 24 * 60)
    assert cast.marta not in seen_by(cast.nadia)


def test_a_cover_follows_the_women_of_the_one_who_is_away(cast: Cast) -> None:
    now = timezone.now()
    with acting_as(cast.bea.pk):
        team.cover(
            key=new_key(), instead_of=cast.bea, membership=cast.nadia, starts_at=now,
            ends_at=now + 48 * HOUR, made_by=cast.bea, by=actor(cast.bea),
        )  # fmt: skip
    # Bea is alongside nobody herself.
    assert cast.marta not in seen_by(cast.nadia)
    put_beside(cast.marta, cast.bea, by=cast.bea)
    assert cast.marta in seen_by(cast.nadia)
    with acting_as(cast.bea.pk):
        beside = TeamMember.objects.current().get(membership=cast.bea)
        team.leave(member=beside, by=actor(cast.bea))
    assert cast.marta not in seen_by(cast.nadia)
    assert gate.passes_that_differ() == 0


@pytest.mark.parametrize("who", ["vera", "ada"])
def test_other_roles_get_no_women_by_a_shift(cast: Cast, who: str) -> None:
    hat = getattr(cast, who)
    Post.objects.get_or_create(membership=hat, service=cast.navigators, ended_at=None)
    on_duty(cast, hat)
    assert seen_by(hat) == set()
    assert sign_in(hat).get("/duty/").status_code == 403


@pytest.mark.parametrize(
    ("boxes", "wanted"),
    [
        ({"starts": "22:00", "ends": "16:30"}, "A shift lasts for sixteen hours at most."),
        ({"starts": "", "ends": "08:00"}, "Write a time like 22:00."),
        ({"starts": "25:00", "ends": "08:00"}, "Write the time like 14:30."),
        ({"who": "nobody"}, "Choose somebody from the list."),
        ({"service": str(uuid.uuid4())}, "Choose one from the list."),
        ({"day_2": 1890}, "The date is in the past."),
        ({"day_2": 2090}, "A rota is made for six weeks ahead at most."),
    ],
)
def test_what_can_t_be_is_said_and_nothing_is_lost(
    cast: Cast, boxes: dict[str, Any], wanted: str
) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    said = {
        "service": str(cast.navigators.pk), "who": str(cast.nadia.pk), "starts": "22:00", "ends": "08:00",
        **day_boxes("day", tomorrow), **boxes,
    }  # fmt: skip
    answer = fill(sign_in(cast.bea), "/duty/new/", **said)
    assert answer.status_code == 422
    assert wanted in words_shown(answer.content.decode())
    assert not Shift.objects.exists()


def test_on_the_rota_twice_for_one_time_is_refused_and_the_same_page_is_once(cast: Cast) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    browser = sign_in(cast.bea)
    page = browser.get("/duty/new/").content.decode()
    key = page.split('name="key" value="')[1].split('"')[0]
    said = {
        "service": str(cast.navigators.pk), "who": str(cast.nadia.pk), "starts": "22:00", "ends": "08:00",
        **day_boxes("day", tomorrow),
    }  # fmt: skip
    for _ in range(3):
        assert browser.post("/duty/new/", {**said, "key": key}).status_code == 302
    assert Shift.objects.count() == 1
    answer = fill(browser, "/duty/new/", **said)
    assert "Nadia is on the rota then already." in words_shown(answer.content.decode())


def test_the_nights_on_which_the_clocks_change() -> None:
    clock = datetime.time
    for day, hours in (
        (datetime.date(2026, 10, 24), 11), (datetime.date(2027, 3, 27), 9), (datetime.date(2026, 11, 3), 10),
    ):  # fmt: skip
        starts, ends = span_of(day, clock(22), clock(8))
        assert ends.astimezone(datetime.UTC) - starts.astimezone(datetime.UTC) == hours * HOUR
    # Half past one is skipped in spring, and is the moment after it.
    starts, ends = span_of(datetime.date(2027, 3, 28), clock(1, 30), clock(3))
    assert (starts.hour, starts.minute) == (2, 30)
    assert starts < ends


def test_what_a_shift_may_be() -> None:
    now = timezone.now()
    day = datetime.timedelta(days=1)
    for starts, ends, cover, wanted in (
        (now, now + 16 * HOUR, False, ""), (now, now + 17 * HOUR, False, "sixteen hours"),
        (now, now, False, "after it begins"), (now - 9 * HOUR, now - HOUR, False, "is over"),
        (now + 43 * day, now + 43 * day + HOUR, False, "six weeks"), (now, now + 62 * day, True, ""),
        (now, now + 63 * day, True, "two months"), (now + 43 * day, now + 44 * day, True, ""),
    ):  # fmt: skip
        said = why_not_shift(starts, ends, now=now, cover=cover)
        assert wanted in (said or ""), wanted
        assert bool(said) == bool(wanted)


def test_who_covers_for_whom(cast: Cast) -> None:
    today = timezone.localdate()
    days = {**day_boxes("from_on", today), **day_boxes("until_on", today)}
    # A navigator sets cover for herself alone, a manager for anybody of the service.
    page = sign_in(cast.amal).get("/duty/cover/").content.decode()
    assert str(cast.amal.pk) in page
    assert f'<option value="{cast.nadia.pk}">' in page.split('name="who"')[1]
    assert str(cast.nadia.pk) not in page.split('name="instead_of"')[1].split("</select>")[0]
    same = fill(
        sign_in(cast.bea),
        "/duty/cover/",
        instead_of=str(cast.nadia.pk),
        who=str(cast.nadia.pk),
        **days,
    )
    assert "Nobody covers for herself." in words_shown(same.content.decode())
    late = fill(
        sign_in(cast.bea), "/duty/cover/", instead_of=str(cast.nadia.pk), who=str(cast.amal.pk),
        **day_boxes("from_on", today + datetime.timedelta(days=3)), **day_boxes("until_on", today),
    )  # fmt: skip
    assert "The last day is before the first." in words_shown(late.content.decode())
