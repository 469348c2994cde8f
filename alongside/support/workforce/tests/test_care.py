"""The page a worker comes to for herself, and what Today may show of it."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.support.workforce import queries
from alongside.support.workforce.tests.reading import page
from tests.shared.care import VAWG, agreed, asked, knows, offered
from tests.shared.cast import Cast, sign_in

CARE = reverse("workforce:care")


def test_empty_it_is_kind_and_leads_on(cast: Cast) -> None:
    told = page(cast.amal, CARE)
    assert "Nothing is agreed just now." in told
    assert "Ask a specialist, without naming her" in told
    assert "How the team is held" not in told
    assert "How the team is held" in page(cast.bea, CARE)
    assert "Ask a specialist" not in page(cast.vera, CARE)
    assert sign_in(cast.ada).get(CARE).status_code == 403


def test_today_hears_of_what_is_next_offered_asked_and_come_back(cast: Cast) -> None:
    day = timezone.localdate() + datetime.timedelta(days=1)
    agreed(cast, on=day)
    offered(cast, cast.amal)
    knows(cast.cleo, VAWG)
    key = asked(cast)
    with acting_as(cast.cleo.pk):
        told = queries.todays(cast.cleo, timezone.now())
        assert [one.pk for one in told.questions] == [key]
        assert told.any
    sign_in(cast.cleo).post(
        reverse("workforce:consultation", args=[key]), {"advice": "Listen.", "version": "1"}
    )
    with acting_as(cast.amal.pk), CaptureQueriesContext(connection) as reads:
        told = queries.todays(cast.amal, timezone.now())
    assert len(reads) == 5
    assert told.next is not None
    assert told.next.on_date == day
    assert [one.offered_to_id for one in told.offers] == [cast.amal.pk]
    assert [one.pk for one in told.came_back] == [key]
    with acting_as(cast.ada.pk):
        assert not queries.todays(cast.ada, timezone.now()).any
