"""The workers' pages: list, hats, posts, closing. Nothing about a woman is on any of them."""

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.foundation.access import actions as gate
from alongside.foundation.accounts import queries
from alongside.foundation.accounts.actions import workers as staff
from alongside.foundation.accounts.models import Membership, OneTimeLink, Post, Worker
from alongside.foundation.accounts.roles import Role
from alongside.foundation.accounts.tests.ways import (
    afresh,
    code_at,
    send,
    signed_in,
    write_code,
    write_password,
)
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from tests.shared.cast import Cast, actor, make_hat, make_worker, seen_by, sign_in
from tests.shared.forms import forms_of
from tests.shared.nasty import NASTY


def invitation(cast: Cast, **other: object) -> dict[str, object]:
    return {
        "key": new_key(), "name": "Zoë", "email": "zoe@example.org", "role": "navigator",
        "services": [str(cast.navigators.pk)], **other,
    }  # fmt: skip


def test_the_list_shows_everybody_with_hats_and_services(cast: Cast) -> None:
    page = sign_in(cast.ada).get("/workers/").content.decode()
    for words in ("Amal", "Navigator, Hearth", "Harbour Navigators", "and its new referrals"):
        assert words in page


def test_an_administrator_s_pages_name_no_woman(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    for address in ("/workers/", f"/workers/{cast.amal.worker_id}/", "/agencies/", "/account/"):
        page = browser.get(address).content.decode()
        assert "Marta" not in page
        assert "Roza" not in page
    assert seen_by(cast.ada) == set()


def test_the_list_takes_the_same_reads_however_many_work_here(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    browser.get("/workers/")  # the first page of a session also writes when it began
    counts = []
    for more in ("Odo", "Ivo"):
        with CaptureQueriesContext(connection) as seen:
            browser.get("/workers/")
        counts.append(len(seen))
        for number in range(9):
            worker = make_worker(f"{more}{number}")
            make_hat(worker, cast.harbour, Role.NAVIGATOR, cast.navigators)
    assert counts[0] == counts[1]


def test_with_several_agencies_one_is_chosen_first(cast: Cast) -> None:
    page = sign_in(cast.ada).get("/workers/invite/").content.decode()
    assert "At which agency?" in page
    assert f"?agency={cast.hearth.pk}" in page


def test_an_invitation_shows_its_link_once(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    address = f"/workers/invite/?agency={cast.harbour.pk}"
    sent = invitation(cast)
    first = browser.post(address, sent).content.decode()
    assert re.search(r"http://testserver/account/link/[\w-]{43}/", first)
    # The button pressed twice, or the page loaded again: the same invitation, and no link.
    again = browser.post(address, sent).content.decode()
    assert "This link was made already" in again
    assert "/account/link/" not in again
    assert OneTimeLink.objects.count() == 1
    assert "Zoë" in browser.get("/workers/").content.decode()


def test_somebody_who_works_here_gets_another_hat_and_no_invitation(cast: Cast) -> None:
    address = f"/workers/invite/?agency={cast.harbour.pk}"
    response = sign_in(cast.ada).post(address, invitation(cast, email="BEA@example.org"))
    assert response.status_code == 422
    assert "There is a worker with this e-mail already." in response.content.decode()
    assert not OneTimeLink.objects.exists()


def test_new_referrals_go_only_to_somebody_who_works_in_the_service(cast: Cast) -> None:
    sent = invitation(cast, services=[], triage=[str(cast.navigators.pk)])
    response = sign_in(cast.ada).post(f"/workers/invite/?agency={cast.harbour.pk}", sent)
    assert response.status_code == 422
    assert "they have to work there" in response.content.decode()


def test_a_service_of_another_agency_can_not_be_chosen(cast: Cast) -> None:
    sent = invitation(cast, services=[str(cast.advocates.pk)])
    response = sign_in(cast.ada).post(f"/workers/invite/?agency={cast.harbour.pk}", sent)
    assert response.status_code == 422


@pytest.mark.parametrize("field", ["key", "name", "email", "role", "services", "triage"])
def test_nasty_input_gets_a_sentence_and_keeps_the_rest(cast: Cast, field: str) -> None:
    for name in NASTY:
        with afresh(name):
            sent = invitation(cast, **{field: NASTY[name]})
            response = send(sign_in(cast.ada), f"/workers/invite/?agency={cast.harbour.pk}", sent)
            assert response.status_code in (200, 422)
            made = OneTimeLink.objects.count()
            assert made == (1 if response.status_code == 200 else 0)
            if field != "email" and response.status_code == 422:
                assert "zoe@example.org" in response.content.decode()


@pytest.mark.parametrize("odd", ["x", "0", "\x00", "019a0000-0000-7000-8000-000000000000"])
def test_an_odd_agency_in_the_address_breaks_nothing(cast: Cast, odd: str) -> None:
    response = sign_in(cast.ada).get("/workers/invite/", {"agency": odd})
    assert response.status_code in (200, 404)


def test_taking_an_invitation_back(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    browser.post(f"/workers/invite/?agency={cast.harbour.pk}", invitation(cast))
    link = OneTimeLink.objects.get()
    assert browser.get(f"/workers/invitations/{link.pk}/take-back/").status_code == 405
    assert browser.post(f"/workers/invitations/{link.pk}/take-back/").status_code == 302
    assert browser.post(f"/workers/invitations/{link.pk}/take-back/").status_code == 404


def test_an_invitation_used_at_this_moment_is_not_said_to_open_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sign_in(cast.ada)
    browser.post(f"/workers/invite/?agency={cast.harbour.pk}", invitation(cast))
    link = OneTimeLink.objects.get()
    OneTimeLink.objects.update(used_at=timezone.now())
    # Between this page's look at the link and its word.
    monkeypatch.setattr(queries, "open_invitations", OneTimeLink.objects.all)
    page = browser.post(f"/workers/invitations/{link.pk}/take-back/")
    assert page.status_code == 409
    assert "This link was used a moment ago" in page.content.decode()
    assert OneTimeLink.objects.get().expires_at == link.expires_at


def test_a_hat_that_somebody_else_took_off_at_this_moment_is_said_to_be_off(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    browser.post(f"/workers/hats/{cast.vera.pk}/end/")
    ended = Membership.objects.get(pk=cast.vera.pk).ended_at
    with pytest.raises(Refused) as refusal:
        staff.end_hat(hat=cast.vera, by=actor(cast.ada))
    assert refusal.value.reason == "Somebody took this hat off already."
    assert Membership.objects.get(pk=cast.vera.pk).ended_at == ended


def test_another_hat_comes_with_its_own_passes(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    address = f"/workers/{cast.vera.worker_id}/hats/?agency={cast.harbour.pk}"
    sent = {"key": new_key(), "role": "manager", "services": [str(cast.navigators.pk)]}
    assert browser.post(address, sent).status_code == 302
    assert browser.post(address, sent).status_code == 302
    hat = Membership.objects.get(worker=cast.vera.worker, role=Role.MANAGER)
    assert seen_by(hat) == {cast.marta}
    assert seen_by(cast.vera) == set()
    assert gate.passes_that_differ() == 0


def test_the_same_hat_is_not_given_twice(cast: Cast) -> None:
    address = f"/workers/{cast.vera.worker_id}/hats/?agency={cast.harbour.pk}"
    response = sign_in(cast.ada).post(address, {"key": new_key(), "role": "volunteer"})
    assert response.status_code == 422
    assert "They have this hat already." in response.content.decode()


def test_the_key_of_somebody_elses_hat_gives_none_and_says_so(cast: Cast) -> None:
    address = f"/workers/{cast.vera.worker_id}/hats/?agency={cast.harbour.pk}"
    response = sign_in(cast.ada).post(address, {"key": cast.bea.pk, "role": "trustee"})
    assert response.status_code == 422
    assert "This page was used before." in response.content.decode()
    assert not Membership.objects.filter(worker=cast.vera.worker, role=Role.TRUSTEE).exists()


def test_nobody_opens_womens_records_for_herself(cast: Cast) -> None:
    make_hat(make_worker("Odo"), cast.hearth, Role.ADMINISTRATOR)
    for agency, service in ((cast.harbour, cast.navigators), (cast.hearth, cast.advocates)):
        address = f"/workers/{cast.ada.worker_id}/hats/?agency={agency.pk}"
        sent = {"key": new_key(), "role": "manager", "services": [str(service.pk)]}
        response = sign_in(cast.ada).post(address, sent)
        assert response.status_code == 422
        assert "Nobody opens women’s records for herself." in response.content.decode()
    assert not Membership.objects.filter(worker=cast.ada.worker, role=Role.MANAGER).exists()


def test_the_only_administrator_may_run_her_own_agencys_service_and_no_other(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    theirs = {"key": new_key(), "role": "manager", "services": [str(cast.advocates.pk)]}
    address = f"/workers/{cast.ada.worker_id}/hats/?agency={cast.hearth.pk}"
    response = browser.post(address, theirs)
    assert response.status_code == 422
    assert "another agency’s records" in response.content.decode()
    own = {"key": new_key(), "role": "manager", "services": [str(cast.navigators.pk)]}
    address = f"/workers/{cast.ada.worker_id}/hats/?agency={cast.harbour.pk}"
    assert browser.post(address, own).status_code == 302


def test_nobody_widens_a_hat_of_her_own(cast: Cast) -> None:
    make_hat(make_worker("Odo"), cast.hearth, Role.ADMINISTRATOR)
    hat = make_hat(cast.ada.worker, cast.harbour, Role.NAVIGATOR)
    response = sign_in(cast.ada).post(
        f"/workers/hats/{hat.pk}/", {"services": [str(cast.navigators.pk)]}
    )
    assert response.status_code == 422
    assert "for herself" in response.content.decode()
    assert seen_by(hat) == set()


def test_leaving_a_service_ends_the_passes_that_came_with_it(cast: Cast) -> None:
    assert seen_by(cast.bea) == {cast.marta}
    assert sign_in(cast.ada).post(f"/workers/hats/{cast.bea.pk}/", {}).status_code == 302
    assert seen_by(cast.bea) == set()
    assert gate.passes_that_differ() == 0


def test_taking_new_referrals_is_switched_on_and_off(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    service = str(cast.navigators.pk)
    for triage in ([service], []):
        browser.post(f"/workers/hats/{cast.amal.pk}/", {"services": [service], "triage": triage})
        post = Post.objects.get(membership=cast.amal, ended_at__isnull=True)
        assert post.triage is bool(triage)
        assert gate.passes_that_differ() == 0


def test_a_hat_that_is_taken_off_sees_nobody_at_once(cast: Cast) -> None:
    hers = sign_in(cast.amal)
    assert hers.get(f"/women/{cast.marta}/").status_code == 200
    browser = sign_in(cast.ada)
    assert "opens nothing" in browser.get(f"/workers/hats/{cast.amal.pk}/end/").content.decode()
    assert browser.post(f"/workers/hats/{cast.amal.pk}/end/").status_code == 302
    assert seen_by(cast.amal) == set()
    assert hers.get(f"/women/{cast.marta}/").headers["Location"].startswith("/account/hats/")
    assert gate.passes_that_differ() == 0
    assert browser.get(f"/workers/hats/{cast.amal.pk}/end/").status_code == 404


def test_a_closed_worker_s_next_request_is_a_stranger_s(cast: Cast) -> None:
    hers = signed_in(cast.bea)
    assert hers.get(f"/women/{cast.marta}/").status_code == 200
    kept = hers.cookies["s"].value
    browser = sign_in(cast.ada)
    assert browser.post(f"/workers/{cast.bea.worker_id}/close/").status_code == 302
    for address in (f"/women/{cast.marta}/", "/account/", "/"):
        assert hers.get(address).headers["Location"].startswith("/account/login/")
    assert seen_by(cast.bea) == set()
    assert gate.passes_that_differ() == 0
    # Opened again, the old session stays dead and the passes come back.
    assert browser.post(f"/workers/{cast.bea.worker_id}/open/").status_code == 302
    old = Browser()
    old.cookies["s"] = kept
    assert old.get("/account/").headers["Location"].startswith("/account/login/")
    assert seen_by(cast.bea) == {cast.marta}


def test_somebody_who_has_left_comes_back_to_no_hat_and_no_place(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    page = browser.get(f"/workers/{cast.amal.worker_id}/close/").content.decode()
    form = next(one for one in forms_of(page) if "left" in one.fields)
    assert form.fields["left"].chosen
    assert browser.post(f"/workers/{cast.amal.worker_id}/close/", {"left": "on"}).status_code == 302
    assert not Membership.objects.filter(worker=cast.amal.worker, ended_at__isnull=True).exists()
    browser.post(f"/workers/{cast.amal.worker_id}/open/")
    assert seen_by(cast.amal) == set()
    assert gate.passes_that_differ() == 0


def test_a_worker_closed_between_password_and_code_gets_nowhere(cast: Cast) -> None:
    hers = Browser()
    write_password(hers, cast.bea.worker.email)
    Worker.objects.filter(pk=cast.bea.worker_id).update(is_active=False)
    write_code(hers, code_at())
    assert hers.get("/account/").headers["Location"].startswith("/account/login/")


def test_the_only_administrator_can_not_go(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    for address in (f"/workers/hats/{cast.ada.pk}/end/", f"/workers/{cast.ada.worker_id}/close/"):
        response = browser.post(address)
        assert response.status_code == 409
        assert "the only administrator" in response.content.decode()
    assert browser.get("/workers/").status_code == 200


def test_one_of_two_administrators_can_go(cast: Cast) -> None:
    other = make_hat(make_worker("Odo"), cast.hearth, Role.ADMINISTRATOR)
    browser = sign_in(cast.ada)
    assert browser.post(f"/workers/hats/{other.pk}/end/").status_code == 302


def test_a_closed_account_is_not_closed_twice_nor_started_fresh(cast: Cast) -> None:
    browser = sign_in(cast.ada)
    browser.post(f"/workers/{cast.bea.worker_id}/close/")
    assert browser.post(f"/workers/{cast.bea.worker_id}/close/").status_code == 404
    assert browser.get(f"/workers/{cast.bea.worker_id}/password/").status_code == 404


def test_every_change_is_written_down(
    committed_cast: Cast, entries: Callable[[], list[SimpleNamespace]]
) -> None:
    browser = sign_in(committed_cast.ada)
    browser.post(f"/workers/{committed_cast.vera.worker_id}/close/")
    browser.post(f"/workers/{committed_cast.vera.worker_id}/open/")
    browser.post(f"/workers/hats/{committed_cast.vera.pk}/", {})
    browser.post(f"/workers/hats/{committed_cast.vera.pk}/end/")
    said = [one.what for one in entries() if one.holder_id == committed_cast.ada.pk]
    for what in ("disable_worker", "allow_worker_again", "set_posts", "end_hat"):
        assert f"accounts.{what}" in said
