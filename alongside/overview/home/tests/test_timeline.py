"""Her timeline with a thousand things: as quick as with ten, by month, and to any day."""

import datetime
import re
import uuid

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.support.engagement.models import Appointment, Contact
from tests.shared.cast import Cast, sign_in

TODAY = timezone.localdate()
MOST_BYTES = 60 * 1024


def fill(cast: Cast, count: int, every: int = 2) -> None:
    """Write so many notes about Marta, one every so many days backwards."""
    with acting_as(cast.amal.pk):
        Contact.objects.bulk_create(
            Contact(
                client_id=cast.marta, made_by=cast.amal,
                happened_on=TODAY - datetime.timedelta(days=n * every),
                kind=["walk", "call", "coffee"][n % 3], met=n % 4 != 0,
                her_words=f"Words of hers, number {n}, not long, not short." * (n % 4 != 0),
                worker_words="What was seen and done that day, in a sentence or two." * (n % 4 != 0),
            )
            for n in range(count)
        )  # fmt: skip
        Appointment(
            client_id=cast.marta, made_by=cast.amal, membership=cast.amal, on_date=TODAY,
            what="The library", state=Appointment.State.HAPPENED,
        ).save(force_insert=True)  # fmt: skip


@pytest.fixture
def here(cast: Cast) -> str:
    return f"/women/{cast.marta}/timeline/"


def test_a_thousand_things_ask_no_more_than_ten_and_the_page_stays_small(
    cast: Cast, here: str
) -> None:
    browser = sign_in(cast.amal)

    def asked(address: str) -> tuple[int, bytes]:
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(address)
        assert answer.status_code == 200
        return len(queries), answer.content

    addresses = (here, f"{here}?page=5", f"{here}?kind=contact", f"{here}?kind=tried&page=2")
    fill(cast, 10)
    few = [asked(address)[0] for address in addresses]
    fill(cast, 1000)
    many = [asked(address) for address in addresses]
    assert [count for count, _page in many] == few
    assert max(few) <= 25
    assert max(len(page) for _count, page in many) <= MOST_BYTES


def test_each_month_has_its_heading_in_order_and_every_day_its_place(cast: Cast, here: str) -> None:
    fill(cast, 400)
    page = sign_in(cast.amal).get(f"{here}?page=2").content.decode()
    levels = [int(level) for level in re.findall(r"<h(\d)[ >]", page)]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}
    months = re.findall(r'<section class="al-card" id="m-(\d{4}-\d\d)"', page)
    assert months == sorted(months, reverse=True)
    assert len(months) == len(set(months)) > 2
    days = re.findall(r'<span id="d-(\d{4}-\d\d-\d\d)"', page)
    assert days == sorted(days, reverse=True)
    assert len(days) == len(set(days)) > 50
    assert {day[:7] for day in days} == set(months)


def goes(cast: Cast, here: str, day: str, kind: str = "") -> str:
    answer = sign_in(cast.amal).post(f"{here}?kind={kind}" if kind else here, {"day": day})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


@pytest.mark.parametrize("written", ["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"])
def test_a_day_leads_to_its_page_and_place(cast: Cast, here: str, written: str) -> None:
    fill(cast, 400)
    for back in (0, 120, 500, 798):
        day = TODAY - datetime.timedelta(days=back)
        address = goes(cast, here, day.strftime(written))
        page, place = re.fullmatch(rf"{here}\?page=(\d+)#(d-[\d-]+)", address).groups()  # type: ignore[union-attr]
        assert place == f"d-{day}"
        assert f'id="{place}"' in sign_in(cast.amal).get(f"{here}?page={page}").content.decode()


def test_a_day_on_which_nothing_happened_leads_to_the_last_thing_before(
    cast: Cast, here: str
) -> None:
    fill(cast, 100, every=10)
    day = TODAY - datetime.timedelta(days=105)
    assert goes(cast, here, f"{day}").endswith(f"#d-{TODAY - datetime.timedelta(days=110)}")
    first = TODAY - datetime.timedelta(days=990)
    assert goes(cast, here, "1/1/1990").endswith(f"#d-{first}")
    assert goes(cast, here, "1/1/2090").endswith(f"#d-{TODAY}")
    assert "kind=tried&page=" in goes(cast, here, f"{day}", kind="tried")
    assert goes(cast, here, f"{day}", kind="goal") == f"{here}?kind=goal&page=1#main"
    assert "kind" not in goes(cast, here, f"{day}", kind="nonsense")


@pytest.mark.parametrize("typed", ["31 February 2026", "soon", "9" * 300, "<b>", "2026", ""])
def test_what_is_no_day_comes_back_to_be_mended(cast: Cast, here: str, typed: str) -> None:
    answer = sign_in(cast.amal).post(here, {"day": typed})
    assert answer.status_code == 422
    assert "This is not a day we can read." in answer.content.decode()


def test_a_month_or_a_day_of_hers_is_nobody_elses_business(cast: Cast, here: str) -> None:
    absent = f"/women/{uuid.uuid4()}/timeline/"
    for hat in (cast.cleo, cast.amal_at_hearth, cast.nadia):
        hidden, never = (sign_in(hat).post(one, {"day": "1/1/2026"}) for one in (here, absent))
        assert hidden.status_code == never.status_code == 404
        assert hidden.content == never.content
    assert sign_in(cast.ada).post(here, {"day": "1/1/2026"}).status_code == 403
    assert Browser().post(here, {"day": "1/1/2026"}).status_code == 302
