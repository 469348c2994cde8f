"""What this room gives to the pages under the roof: right, and as quick for a thousand as for one."""

import datetime
import uuid
from collections.abc import Callable

from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.support.engagement import queries
from alongside.support.engagement.models import Contact
from alongside.support.engagement.tests.planning import coffee
from tests.shared.cast import Cast

DAY = datetime.timedelta(days=1)


def contacts(cast: Cast, count: int, **facts: object) -> None:
    """Write many at once: one every day, back from today."""
    today = timezone.localdate()
    with acting_as(cast.amal.pk):
        Contact.objects.bulk_create(
            Contact(
                client_id=cast.marta,
                made_by=cast.amal,
                happened_on=today - DAY * number,
                **{"kind": "walk", "her_words": f"day {number}", **facts},
            )  # fmt: skip
            for number in range(count)
        )


def asked(read: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as said:
        read()
    return len(said)


def test_the_timeline_is_latest_first_and_no_longer_than_asked(cast: Cast) -> None:
    contacts(cast, 30)
    today = timezone.localdate()
    with acting_as(cast.amal.pk):
        seven = queries.timeline_items(cast.marta, most=7)
        week = queries.timeline_items(cast.marta, since=today - DAY * 9, until=today - DAY * 3)
    assert [item.her_words for item in seven] == [f"day {number}" for number in range(7)]
    assert [item.on for item in week] == [today - DAY * number for number in range(3, 10)]
    assert {(item.kind, item.who, item.compartment) for item in seven} == {
        ("contact", "Amal", Compartment.NOTES.value)
    }


def test_an_attempt_is_told_as_what_we_did(cast: Cast) -> None:
    contacts(cast, 1, met=False, kind="call", place="phone")
    with acting_as(cast.amal.pk):
        (item,) = queries.timeline_items(cast.marta)
    assert (item.kind, item.title) == ("tried", "We tried to call.")


def test_things_of_one_day_stand_in_the_order_of_the_clock(cast: Cast) -> None:
    contacts(cast, 1, at_time=datetime.time(9), her_words="morning")
    contacts(cast, 1, at_time=datetime.time(17), her_words="evening")
    with acting_as(cast.amal.pk):
        said = [item.her_words for item in queries.timeline_items(cast.marta)]
    assert said == ["evening", "morning"]


def test_a_thousand_things_cost_as_many_queries_as_one(cast: Cast) -> None:
    contacts(cast, 1)

    def read() -> None:
        queries.timeline_items(cast.marta, most=100)
        queries.timeline_months(cast.marta)
        queries.next_panel(cast.marta)

    with acting_as(cast.amal.pk):
        few = asked(read)
    contacts(cast, 1000)
    for days in range(5):
        coffee(cast, days=days)
    with acting_as(cast.amal.pk):
        assert asked(read) == few
        assert sum(queries.timeline_months(cast.marta).values()) == 1001


def test_a_narrower_part_is_not_in_the_timeline_of_those_who_do_not_see_it(cast: Cast) -> None:
    contacts(cast, 2, compartment=Compartment.LOCATION)
    with acting_as(cast.bea.pk):
        assert queries.timeline_items(cast.marta) == []
        assert queries.timeline_months(cast.marta) == {}


def test_tries_are_counted_since_the_last_time_together(cast: Cast) -> None:
    contacts(cast, 5, met=False)
    today = timezone.localdate()
    with acting_as(cast.amal.pk):
        assert queries.tried_by_client({cast.marta: today - DAY * 3}, today) == {cast.marta: 3}
        assert queries.tried_by_client({cast.marta: today}, today) == {}
        assert queries.tried_by_client({cast.marta: None}, today) == {cast.marta: 5}
        assert queries.tried_by_client({uuid.uuid4(): None}, today) == {}


def test_tries_kept_in_a_narrower_part_are_in_no_list(cast: Cast) -> None:
    contacts(cast, 2, met=False, compartment=Compartment.SAFETY)
    with acting_as(cast.amal.pk):
        assert queries.tried_by_client({cast.marta: None}, timezone.localdate()) == {}


def test_the_next_thing_is_the_soonest_from_today_on(cast: Cast) -> None:
    coffee(cast, days=-2)
    soon = coffee(cast, days=1)
    coffee(cast, days=5)
    today = timezone.localdate()
    with acting_as(cast.amal.pk):
        assert queries.next_by_client([cast.marta], today) == {cast.marta: soon}
        assert len(queries.ahead([cast.marta], today)) == 3


def test_what_is_next_offers_only_what_this_hat_may_do(cast: Cast) -> None:
    one = coffee(cast)
    for hat, may in ((cast.amal, True), (cast.bea, False)):
        with acting_as(hat.pk):
            panel = queries.next_panel(cast.marta)
            shown = render_to_string("engagement/_next.html", {"next_panel": panel})
        assert panel.compartments == Compartment.NOTES
        assert "Coffee" in shown
        assert (f"{one.pk}/happened/" in shown) is may
