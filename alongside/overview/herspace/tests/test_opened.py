"""Who has opened her record, on a page she and her worker read together."""

import datetime
import re
import uuid

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.core.people.models import Client
from alongside.core.sharing.actions import away
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.accounts.roles import Role
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Entry, Event
from alongside.foundation.common.her_words import her_text
from alongside.foundation.common.keys import new_key
from alongside.overview.herspace.tests.picking import address
from tests.shared.cast import Cast, actor, lead_for, make_client, make_hat, make_worker, sign_in
from tests.shared.database import as_admin

LEFT_OUT = str(her_text("seen.some_hidden"))


def read(hat: Membership, client_id: uuid.UUID, page: object = None) -> str:
    answer = sign_in(hat).get(
        address("opened", client_id), {"page": page} if page is not None else {}
    )
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def written(
    hat: Membership, client_id: uuid.UUID, *events: Event, at: datetime.datetime | None = None
) -> None:
    """Write down that somebody opened her record, today or earlier."""
    entries = [
        Entry(
            at=at or timezone.now(), holder_id=hat.pk, worker_id=hat.worker_id, event=event, what="home.her",
            client_digest=audit.digest(client_id), compartments=Compartment.BASICS, key_id="1", hmac="",
        )
        for event in events
    ]  # fmt: skip
    with acting_as(hat.pk):
        Entry.objects.bulk_create(entries)


def test_it_tells_who_did_what_by_day_and_the_latest_first(cast: Cast) -> None:
    now = timezone.now()
    written(cast.nadia, cast.marta, *[Event.OPENED] * 3, Event.ADDED, Event.REVEALED)
    written(cast.bea, cast.marta, Event.LISTED, Event.LISTED, at=now - datetime.timedelta(days=2))
    page = read(cast.amal, cast.marta)
    told = "Looked up where you are. Looked at your page three times. Wrote something down."
    assert f'<bdi>Nadia, Harbour</bdi></strong><p class="al-mute">{told}</p>' in page
    assert "Saw your name in a list.</p>" in page
    days = re.findall(r'id="d-(\d{4}-\d\d-\d\d)"', page)
    assert days == sorted(days, reverse=True)
    assert len(days) == 2


def test_no_surname_role_hour_or_service_stands_there(cast: Cast) -> None:
    Worker.objects.filter(pk=cast.nadia.worker_id).update(name="Nadia Canary")
    written(cast.nadia, cast.marta, Event.OPENED)
    page = read(cast.amal, cast.marta)
    main = page[page.index("<main") : page.index("</main>")]
    assert "Nadia, Harbour" in main
    for absent in ("Canary", "navigator", "Navigators", "Marta"):
        assert absent not in main
    assert not re.search(r"\d\d:\d\d", main)


def test_the_same_line_stands_on_every_page_whatever_was_left_out(cast: Cast) -> None:
    other = make_client("Wren", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    written(cast.nadia, cast.marta, Event.OPENED)
    with acting_as(cast.nadia.pk):
        audit.record(
            Event.ADDED, what="engagement.write_note", by=actor(cast.nadia), client_id=cast.marta,
            compartments=Compartment.IMMIGRATION,
        )  # fmt: skip
    lead_for(other, lead=cast.amal, manager=cast.bea)
    for key in (cast.marta, other):
        assert read(cast.amal, key).count(LEFT_OUT) == 1


def test_it_says_whom_to_ask_by_first_name(cast: Cast) -> None:
    assert "You can ask Bea, at Harbour." in read(cast.amal, cast.marta)
    iain = make_worker("Iain")
    Worker.objects.filter(pk=iain.pk).update(name="Mr Iain Canary")
    make_hat(iain, cast.harbour, Role.DATA_PROTECTION)
    page = read(cast.amal, cast.marta)
    assert "You can ask Iain, at Harbour." in page
    assert "Canary" not in page


def test_nobody_she_keeps_away_is_named_as_somebody_to_ask(cast: Cast) -> None:
    iain = make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)
    for worker in (iain.worker, cast.bea.worker):
        with acting_as(cast.amal.pk):
            away.keep_away(
                key=new_key(), client_id=cast.marta, worker=worker, made_by=cast.amal, by=actor(cast.amal)
            )  # fmt: skip
    page = read(cast.amal, cast.marta)
    assert "You can ask" not in page.replace(LEFT_OUT, "")
    assert "Your worker can tell you who that is." in page


def test_some_weeks_stand_on_a_page(cast: Cast) -> None:
    long_ago = timezone.now() - datetime.timedelta(days=40)
    with acting_as(cast.amal.pk):
        Client.objects.filter(pk=cast.marta).update(made_at=long_ago)
    written(cast.nadia, cast.marta, Event.OPENED, at=long_ago)
    first, second = read(cast.amal, cast.marta), read(cast.amal, cast.marta, 2)
    assert "Nadia" not in first
    assert 'href="?page=2"' in first
    assert "Nadia, Harbour" in second
    assert 'href="?page=1"' in second
    assert 'href="?page=3"' not in second
    for odd in ("0", "-1", "99999999999", "٣", "x", ""):
        assert read(cast.amal, cast.marta, odd)


def test_weeks_in_which_nobody_looked_say_so(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        Client.objects.filter(pk=cast.marta).update(
            made_at=timezone.now() - datetime.timedelta(days=90)
        )
    assert "No one looked at it in these weeks." in read(cast.amal, cast.marta, 2)


def test_the_title_is_neutral_and_the_way_out_is_there(cast: Cast) -> None:
    page = read(cast.amal, cast.marta)
    assert "<title>My page</title>" in page
    assert page.count(f'href="{reverse("accounts:exit")}" data-exit') == 2
    assert "Wording not yet read by women." in page


def test_the_browsers_own_print_gives_nothing_of_it(cast: Cast) -> None:
    page = read(cast.amal, cast.marta)
    main = page[page.index("</h1>") : page.index("</main>")]
    assert re.search(r'^.{0,200}<div class="al-stack al-no-print">', main)
    assert "al-only-print" not in main


def test_opening_it_is_itself_an_opening(committed_cast: Cast) -> None:
    cast = committed_cast
    read(cast.amal, cast.marta)
    rows = as_admin("select event, compartments from audit_entry where what = 'herspace.opened'")
    assert rows == [("opened", Compartment.BASICS)]


def test_whoever_sees_her_and_is_not_on_her_team_hears_whom_to_ask(cast: Cast) -> None:
    answer = sign_in(cast.bea).get(address("opened", cast.marta))
    assert answer.status_code == 409
    assert "Ask her lead worker to look at it with her." in answer.content.decode()
    assert "Harbour" not in answer.content.decode().split("<main")[1].split("</main>")[0]


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    def asked(hat: Membership, client_id: uuid.UUID) -> HttpResponseBase:
        return sign_in(hat).get(address("opened", client_id))

    there, nowhere = asked(cast.cleo, cast.marta), asked(cast.cleo, new_key())
    assert (there.status_code, there.content) == (404, nowhere.content)  # type: ignore[attr-defined]
    assert asked(cast.vera, cast.marta).status_code == 403


@pytest.mark.parametrize("rows", [3, 300])
def test_it_takes_the_same_few_queries_however_much_there_is(cast: Cast, rows: int) -> None:
    for _time in range(rows // 3):
        written(cast.nadia, cast.marta, Event.OPENED, Event.ADDED, Event.LISTED)
    browser = sign_in(cast.amal)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address("opened", cast.marta)).status_code == 200
    assert len(asked) <= 20
