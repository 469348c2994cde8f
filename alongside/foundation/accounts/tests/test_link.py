"""One-time links: an invitation, and a new password."""

import re
import threading

import time_machine
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from alongside.foundation.access import actions as gate
from alongside.foundation.accounts.actions import links
from alongside.foundation.accounts.models import Membership, OneTimeLink, Post, Worker
from alongside.foundation.accounts.roles import Role
from alongside.foundation.accounts.tests.ways import (
    afresh,
    code_at,
    send,
    still,
    write_code,
    write_password,
)
from alongside.foundation.audit.actions import NOBODY
from alongside.foundation.common.keys import fingerprint, new_key
from alongside.foundation.common.refused import Refused
from tests.shared.cast import Cast, sign_in
from tests.shared.nasty import NASTY

NEW = "paper kites over slate"
CHOSEN = {"name": "Zoë O’Brien", "password": NEW, "again": NEW}


def invite(cast: Cast, *, triage: bool = True, email: str = "zoe@example.org") -> str:
    """Make an invitation through the pages and read the link off the page."""
    sent = {
        "key": new_key(), "name": "Zoë O’Brien", "email": email, "role": "navigator",
        "services": [str(cast.navigators.pk)], "triage": [str(cast.navigators.pk)] if triage else [],
    }  # fmt: skip
    page = sign_in(cast.ada).post(f"/workers/invite/?agency={cast.harbour.pk}", sent)
    return address_on(page.content.decode())


def address_on(page: str) -> str:
    found = re.search(r"http://testserver(/account/link/[^<]+)<", page)
    assert found, page
    return found.group(1)


def fresh_start(cast: Cast) -> str:
    """Start a new password for Bea through the pages."""
    page = sign_in(cast.ada).post(f"/workers/{cast.bea.worker_id}/password/", {"key": new_key()})
    return address_on(page.content.decode())


def opened(address: str) -> Browser:
    browser = Browser()
    assert browser.get(address).headers["Location"] == "/account/link/"
    return browser


def test_an_invited_person_chooses_a_name_and_a_password_and_then_needs_a_second_step(
    cast: Cast,
) -> None:
    browser = opened(invite(cast))
    page = browser.get("/account/link/").content.decode()
    assert "You are invited as navigator at Harbour." in page
    assert "zoe@example.org" in page
    assert browser.post("/account/link/", CHOSEN).headers["Location"] == "/account/2fa/"
    assert browser.get("/workers/").headers["Location"].startswith("/account/2fa/")
    # She wrote her password a moment ago, so setting up the second step asks for nothing again.
    assert browser.get("/account/2fa/authenticator/").status_code == 200


def test_she_gets_the_hat_the_posts_and_the_passes_that_go_with_them(cast: Cast) -> None:
    opened(invite(cast)).post("/account/link/", CHOSEN)
    hat = Membership.objects.get(worker__email="zoe@example.org")
    assert (hat.role, hat.agency) == (Role.NAVIGATOR, cast.harbour)
    post = Post.objects.get(membership=hat)
    assert (post.service, post.triage) == (cast.navigators, True)
    assert gate.passes_that_differ() == 0


def test_only_a_digest_of_the_link_is_kept(cast: Cast) -> None:
    token = invite(cast).split("/")[-2]
    link = OneTimeLink.objects.get()
    assert link.token_hash == fingerprint(token)
    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(l)::text from accounts_link l")
        assert token not in cursor.fetchone()[0]


def test_looking_at_a_link_uses_nothing_up(cast: Cast) -> None:
    address = invite(cast)
    for _ in range(3):
        opened(address).get("/account/link/")
    assert opened(address).post("/account/link/", CHOSEN).status_code == 302


def test_a_link_works_once(cast: Cast) -> None:
    address = invite(cast)
    opened(address).post("/account/link/", CHOSEN)
    assert Browser().get(address).status_code == 404


def test_a_link_closes_after_seven_days(cast: Cast) -> None:
    address = invite(cast)
    with time_machine.travel(timezone.now() + links.OPEN_FOR, tick=False):
        assert Browser().get(address).status_code == 404


def test_a_link_that_was_taken_back_is_closed_also_where_it_is_open_on_a_screen(cast: Cast) -> None:
    address = invite(cast)
    browser = opened(address)
    links.take_back(link=OneTimeLink.objects.get(), by=NOBODY)
    assert browser.post("/account/link/", CHOSEN).status_code == 404
    assert Browser().get(address).status_code == 404


def test_a_new_invitation_for_the_same_e_mail_closes_the_one_before(cast: Cast) -> None:
    first = invite(cast)
    link = OneTimeLink.objects.get()
    links.invite(
        key=new_key(), name="Zoë", email="ZOE@example.org", agency=cast.harbour,
        role=Role.VOLUNTEER, posts=[], made_by=cast.ada, by=NOBODY,
    )  # fmt: skip
    link.refresh_from_db()
    assert not link.is_open
    assert Browser().get(first).status_code == 404


def test_used_old_and_invented_links_look_the_same(cast: Cast) -> None:
    used = invite(cast)
    opened(used).post("/account/link/", CHOSEN)
    invented = "/account/link/there-never-was-one/"
    assert still(Browser().get(used).content) == still(Browser().get(invented).content)


def test_two_people_who_press_at_once_make_one_account(committed_cast: Cast) -> None:
    links.invite(
        key=new_key(), name="Zoë", email="zoe@example.org", agency=committed_cast.harbour,
        role=Role.VOLUNTEER, posts=[], made_by=committed_cast.ada, by=NOBODY,
    )  # fmt: skip
    link = OneTimeLink.objects.select_related("agency").get()
    said: list[str] = []

    def press() -> None:
        try:
            links.accept(link=link, name="Zoë", password=NEW, by=NOBODY)
            said.append("in")
        except Refused as refusal:
            said.append(refusal.rule)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["in"] + ["link_used"] * 3
    assert Worker.objects.filter(email="zoe@example.org").count() == 1


def test_somebody_signed_in_is_asked_to_sign_out_first(cast: Cast) -> None:
    address = invite(cast)
    browser = sign_in(cast.bea)
    assert "Is this link for you?" in browser.get(address).content.decode()
    left = browser.post("/account/logout/", {"next": address})
    assert left.headers["Location"] == address
    assert browser.get(address).headers["Location"] == "/account/link/"


def test_nasty_input_gets_a_sentence_and_keeps_the_name(cast: Cast) -> None:
    for name in NASTY:
        with afresh(name):
            for field in ("name", "password", "again"):
                browser = opened(invite(cast, email=f"{field}@example.org"))
                response = send(browser, "/account/link/", {**CHOSEN, field: NASTY[name]})
                if response.status_code == 302:
                    assert field == "name"
                else:
                    assert response.status_code == 422
                    assert b"There is something to mend" in response.content
                    assert NEW not in response.content.decode()


def test_a_fresh_start_keeps_the_second_step(cast: Cast) -> None:
    browser = opened(fresh_start(cast))
    assert "Your second step stays as it is." in browser.get("/account/link/").content.decode()
    done = browser.post("/account/link/", {"password": NEW, "again": NEW})
    assert done.headers["Location"] == "/account/login/"
    again = Browser()
    assert write_password(again, "bea@example.org").status_code == 422
    assert write_password(again, "bea@example.org", NEW).headers["Location"] == "/account/2fa/code/"
    assert again.get("/").headers["Location"].startswith("/account/login/")
    assert write_code(again, code_at()).headers["Location"] == "/"


def test_a_fresh_start_ends_every_session(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    assert browser.get("/account/").status_code == 200
    opened(fresh_start(cast)).post("/account/link/", {"password": NEW, "again": NEW})
    assert browser.get("/account/").headers["Location"].startswith("/account/login/")


def test_nothing_ends_until_she_has_chosen(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    opened(fresh_start(cast)).get("/account/link/")
    assert browser.get("/account/").status_code == 200


def test_a_fresh_start_opens_nothing_for_a_closed_account(cast: Cast) -> None:
    browser = opened(fresh_start(cast))
    Worker.objects.filter(pk=cast.bea.worker_id).update(is_active=False)
    sent = {"password": NEW, "again": NEW}
    assert browser.post("/account/link/", sent).status_code == 404


def test_pressing_twice_leads_to_signing_in(cast: Cast) -> None:
    browser = opened(fresh_start(cast))
    sent = {"password": NEW, "again": NEW}
    browser.post("/account/link/", sent)
    assert browser.post("/account/link/", sent).headers["Location"] == "/account/login/"


def test_without_a_link_the_page_is_closed(db: None) -> None:
    assert Browser().get("/account/link/").status_code == 404
    assert Browser().post("/account/link/", CHOSEN).status_code == 404
