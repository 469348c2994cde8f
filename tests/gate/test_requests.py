"""One request, one transaction, one context: what is left behind when things go right and wrong."""

import uuid
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client as Browser
from django.test import override_settings
from django.urls import path

from alongside.core.people.models import Client
from alongside.foundation.accounts.access import WorkerRequest, any_worker
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin


@any_worker
def counts(request: WorkerRequest) -> HttpResponse:
    return HttpResponse(str(Client.objects.count()))


@any_worker
def writes_then(request: WorkerRequest, how: str) -> HttpResponse:
    Client.objects.update(pronouns="written")
    audit.record(Event.CHANGED, what="test.write", by=request.actor)
    if how == "refuses":
        raise Refused("Not now.", rule="not_now")
    if how == "is_absent":
        raise Http404
    if how == "breaks":
        raise ValueError("a fault")
    if how == "breaks_the_rules":
        Client.objects.update(version=-1)
    return HttpResponse("done")


@any_worker
def opens_then(request: WorkerRequest, client_id: uuid.UUID, how: str) -> HttpResponse:
    audit.record(Event.OPENED, what="test.open", by=request.actor, client_id=client_id)
    audit.record(Event.CHANGED, what="test.write", by=request.actor, client_id=client_id)
    if how == "refuses":
        raise Refused("Not now.", rule="not_now")
    request.refusals.append("changed_meanwhile")
    return HttpResponse("both texts, side by side", status=409)


@any_worker
def forges(request: WorkerRequest) -> HttpResponse:
    audit.record(Event.OPENED, what="test.forged", by=audit.NOBODY)
    return HttpResponse("page")


def holder(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('alongside.holder', true)")
        return HttpResponse(cursor.fetchone()[0])


handler404 = "alongside.foundation.common.views.not_found"
handler500 = "alongside.foundation.common.views.broken"
urlpatterns = [
    path("counts", counts, name="counts"),
    path("writes/<str:how>", writes_then, name="writes"),
    path("opens/<uuid:client_id>/<str:how>", opens_then, name="opens"),
    path("forges", forges, name="forges"),
    path("holder", holder, name="holder"),
]


@pytest.fixture(autouse=True)
def _own_pages() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


def entries(**wanted: object) -> list[tuple[str, str, bool]]:
    rows = as_admin("select what, basis, allowed from audit_entry order by at")
    return [row for row in rows if all(value in row for value in wanted.values())]


def client_pronouns(cast: Cast) -> str:
    [(pronouns,)] = as_admin("select pronouns from people_client where id = %s", cast.marta)
    return pronouns


def test_a_page_sees_the_women_of_the_hat(committed_cast: Cast) -> None:
    assert sign_in(committed_cast.amal).get("/counts").content == b"1"
    assert sign_in(committed_cast.amal_at_hearth).get("/counts").content == b"0"


def test_the_context_is_empty_after_a_page(committed_cast: Cast) -> None:
    browser = sign_in(committed_cast.amal)
    assert browser.get("/holder").content == str(committed_cast.amal.pk).encode()
    assert Browser().get("/holder").content == b""
    assert not Client.objects.exists()


def test_a_page_that_goes_well_keeps_its_writes(committed_cast: Cast) -> None:
    assert sign_in(committed_cast.amal).get("/writes/well").status_code == 200
    assert client_pronouns(committed_cast) == "written"


@pytest.mark.parametrize(
    ("how", "status", "rule"),
    [("refuses", 409, "not_now"), ("is_absent", 404, "http_404")],
)
def test_a_refusal_rolls_the_work_back_and_still_leaves_its_row(
    committed_cast: Cast, how: str, status: int, rule: str
) -> None:
    assert sign_in(committed_cast.amal).get(f"/writes/{how}").status_code == status
    assert client_pronouns(committed_cast) == ""
    assert ("writes", rule, False) in entries()
    assert not entries(what="test.write")


def about(client_id: uuid.UUID) -> list[tuple[str, str]]:
    return [
        (what, basis)
        for what, basis in as_admin(
            "select what, basis from audit_entry where client_digest = %s order by at",
            audit.digest(client_id),
        )
        if what in ("opens", "test.open", "test.write")
    ]


def test_a_page_that_shows_two_texts_after_a_roll_back_is_still_an_opening(
    committed_cast: Cast,
) -> None:
    answer = sign_in(committed_cast.amal).get(f"/opens/{committed_cast.marta}/shows")
    assert answer.status_code == 409
    assert about(committed_cast.marta) == [("test.open", ""), ("opens", "changed_meanwhile")]


def test_a_refusal_that_shows_a_reason_alone_is_no_opening_but_says_whose_page_it_was(
    committed_cast: Cast,
) -> None:
    answer = sign_in(committed_cast.amal).get(f"/opens/{committed_cast.marta}/refuses")
    assert answer.status_code == 409
    assert about(committed_cast.marta) == [("opens", "not_now")]


def test_a_fault_rolls_the_work_back(committed_cast: Cast) -> None:
    browser = sign_in(committed_cast.amal)
    browser.raise_request_exception = False
    assert browser.get("/writes/breaks").status_code == 500
    assert client_pronouns(committed_cast) == ""


def test_a_broken_rule_of_the_database_is_told_in_plain_words(committed_cast: Cast) -> None:
    answer = sign_in(committed_cast.amal).get("/writes/breaks_the_rules")
    assert answer.status_code == 503
    assert client_pronouns(committed_cast) == ""


def test_no_page_leaves_when_its_row_cannot_be_written(
    committed_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr("alongside.foundation.audit.models.Entry.save", broken)
    answer = sign_in(committed_cast.amal).get("/writes/well")
    assert answer.status_code == 503
    assert b"done" not in answer.content
    assert client_pronouns(committed_cast) == ""


def test_nobody_writes_a_row_in_anothers_name(committed_cast: Cast) -> None:
    answer = sign_in(committed_cast.amal).get("/forges")
    assert answer.status_code == 404
    assert not entries(what="test.forged")
    assert ("forges", "policy_42501", False) in entries()
