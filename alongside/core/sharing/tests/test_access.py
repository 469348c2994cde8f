"""The access review: a manager by name, a data-protection lead by reference, everything a step away."""

import datetime
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.core.sharing.actions import away, shares
from alongside.core.sharing.models import Grant
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.audit import actions as audit
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from tests.shared.cast import Cast, actor, lead_for, make_client, make_hat, make_worker, sign_in
from tests.shared.database import as_admin
from tests.shared.nasty import NASTY

REVIEW = reverse("access:review")


@pytest.fixture
def iain(cast: Cast) -> Membership:
    return make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)


def share_with_leila(cast: Cast, days: int = 9) -> Grant:
    housing = Agency.objects.create(name="Housing Options", confirmed_at=timezone.now())
    now = timezone.now()
    with acting_as(cast.amal.pk):
        return shares.share(
            agreed_on=timezone.localdate(),
            key=new_key(), client_id=cast.marta, agency=housing, parts=Compartment.ACCOMMODATION,
            membership=make_hat(make_worker("Leila"), housing, Role.PARTNER), purpose="Canary purpose",
            starts_at=now, until_at=now + datetime.timedelta(days=days), made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip


def read(hat: Membership, **asked: object) -> str:
    answer = sign_in(hat).get(REVIEW, asked)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def rows(page: str) -> list[str]:
    return re.findall(r"<tr><th scope=\"row\">.*?</tr>", page)


def test_a_manager_reads_who_and_why_by_name(cast: Cast) -> None:
    share_with_leila(cast)
    page = read(cast.bea)
    assert "3 passes" in page
    (leila,) = [row for row in rows(page) if "Leila" in row]
    for part in ("Housing Options", "Marta", "a share", "never", "Stop this share"):
        assert part in leila
    (amal,) = [row for row in rows(page) if "Amal" in row]
    for part in ("her lead worker", "since ", "Take off the team"):
        assert part in amal
    assert "until " in leila
    assert "until " not in amal
    assert "Canary purpose" not in page


def test_a_data_protection_lead_reads_references_and_no_name(cast: Cast, iain: Membership) -> None:
    share_with_leila(cast)
    page = read(iain)
    told = cast.marta.hex[-10:].upper()
    assert f"{told[:5]}-{told[5:]}" in page
    assert len(rows(page)) == 3
    for absent in (
        "Marta",
        str(cast.marta),
        "Stop this share",
        "Take off",
        "Canary purpose",
        "/women/",
    ):
        assert absent not in page


def test_the_filters_keep_what_they_say_and_count_it(cast: Cast) -> None:
    share_with_leila(cast)
    page = read(cast.bea)
    assert "Ends within 14 days 1" in page
    assert ["Leila" in row for row in rows(read(cast.bea, show="soon"))] == [True]
    assert "Nothing of this kind" in read(cast.bea, show="never")
    assert len(rows(read(cast.bea, show="nonsense"))) == 3


def test_one_worker_or_one_record_can_be_looked_at_alone(cast: Cast) -> None:
    other = make_client("Wren", lead=cast.nadia, service=cast.navigators, triage=cast.bea)
    lead_for(other, lead=cast.nadia, manager=cast.bea)
    page = read(cast.bea, worker=cast.amal.worker_id)
    assert len(rows(page)) == 1
    assert "Only what Amal holds." in page
    assert reverse("access:leaver", args=[cast.amal.worker_id]) in page
    told = other.hex[-10:]
    page = read(cast.bea, woman=f"{told[:5]}-{told[5:]}")
    assert len(rows(page)) == 2
    assert "Marta" not in page


# Half a character is what no browser can put into an address.
ODD = [
    text
    for text in NASTY.values()
    if text.isascii() or text.encode(errors="ignore").decode() == text
]


@pytest.mark.parametrize("odd", [*ODD, "", "A1B2C-3D4E5"], ids=ascii)
def test_odd_questions_find_nothing_and_break_nothing(cast: Cast, odd: str) -> None:
    browser = sign_in(cast.bea)
    for name in ("worker", "woman", "show", "page"):
        assert browser.get(REVIEW, {name: odd}).status_code in (200, 400)


def test_a_woman_who_keeps_the_reader_away_is_not_counted_either(
    cast: Cast, iain: Membership
) -> None:
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=iain.worker, made_by=cast.amal, by=actor(cast.amal)
        )  # fmt: skip
    page = read(iain)
    assert "0 passes" in page
    assert rows(page) == []


def test_it_is_for_those_who_review_alone(cast: Cast) -> None:
    for hat in (cast.amal, cast.vera, cast.ada, cast.conny, cast.petra):
        assert sign_in(hat).get(REVIEW).status_code == 403


def test_whose_record_was_listed_is_written_down(committed_cast: Cast) -> None:
    cast = committed_cast
    iain = make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)
    for hat in (cast.bea, iain):
        read(hat)
    found = as_admin("select event, client_digest from audit_entry where what = 'sharing.access'")
    assert found == [("listed", audit.digest(cast.marta))] * 2


def test_the_reads_are_the_same_however_many_women_there_are(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    browser.get(REVIEW)
    with CaptureQueriesContext(connection) as few:
        browser.get(REVIEW)
    for number in range(12):
        key: uuid.UUID = make_client(
            f"W{number}", lead=cast.amal, service=cast.navigators, triage=cast.bea
        )
        assert key
    with CaptureQueriesContext(connection) as more:
        assert "14 passes" in browser.get(REVIEW).content.decode()
    assert len(more) == len(few) <= 20


def test_fifty_stand_on_a_page(cast: Cast) -> None:
    for number in range(50):
        make_client(f"W{number}", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    first, second = read(cast.bea), read(cast.bea, page=2)
    assert (len(rows(first)), len(rows(second))) == (50, 2)
    assert "?page=2" in first or "&amp;page=2" in first
