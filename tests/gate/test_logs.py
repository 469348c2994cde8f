"""What a log says of an answer or a fault: its page, and nothing that opens a door or names anybody (S28)."""

import logging
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection, connections
from django.test import Client as Browser
from django.test import override_settings
from django.urls import reverse

from alongside.config.logs import Lines
from alongside.coordination.referrals import actions as referrals
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.overview.home.queries import her
from tests.journeys.test_every_url import ELSEWHERE, OPENERS, opener
from tests.shared import whole_log
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.world import make_world, places


def written(caplog: pytest.LogCaptureFixture) -> str:
    """Give the log as the product's own settings write it."""
    lines = whole_log.console().formatter
    assert isinstance(lines, Lines)
    return "\n".join(lines.format(record) for record in caplog.records)


def test_a_page_that_is_not_there_is_named_without_whose_it_is(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    assert sign_in(cast.amal).get(f"/women/{cast.roza}/").status_code == 404
    assert "WARNING django.request 404 to GET home:her" in written(caplog)
    assert str(cast.roza) not in written(caplog)
    assert "Traceback" not in written(caplog)
    assert "home/views/__init__.py" not in written(caplog)


def test_an_address_of_nobody_s_is_not_repeated(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    Browser().get("/women/Marta-Kowalska/")
    assert "404 to GET no page of ours" in written(caplog)
    assert "Marta" not in written(caplog)


def test_a_form_to_mend_behind_a_partner_s_link_does_not_give_the_link_away(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    with acting_as(cast.bea.pk):
        token = referrals.make_link(
            key=new_key(), service=cast.navigators, agency=cast.practice, membership=cast.bea,
            by=actor(cast.bea),
        )  # fmt: skip
    browser = Browser()
    browser.post(f"/r/{token}/")
    assert browser.post(f"/r/{token}/reach/", {"way": "07700 900123"}).status_code == 422
    assert "422 to POST referrals:link_reach" in written(caplog)
    browser.post("/first-run/a-secret-of-the-first-run/")
    assert "404 to POST accounts:first_run" in written(caplog)
    for secret in (token, "a-secret-of", "900123"):
        assert secret not in written(caplog)


def test_a_fault_says_where_it_happened_and_not_what_was_in_it(
    cast: Cast, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = [
        "07700 900123",
        "Marta at 4 Lantern Yard",
        "typed-by-her",
        str(cast.marta),
        "/women/",
    ]

    def broken(*args: Any) -> None:
        try:
            raise KeyError(private[0])
        except KeyError as error:
            raise ValueError(private[1]) from error

    monkeypatch.setattr(her, "lately", broken)
    browser = sign_in(cast.amal)
    browser.raise_request_exception = False
    page = browser.get(f"/women/{cast.marta}/", {"typed": private[2]})
    assert page.status_code == 500
    log = written(caplog)
    assert "ERROR django.request 500 to GET home:her" in log
    for useful in ("home/views/__init__.py", "in broken", "builtins.ValueError"):
        assert useful in log
    assert log.index("builtins.KeyError") < log.index("builtins.ValueError")
    assert not [words for words in private if words in log]


def test_a_row_that_the_database_quotes_is_not_in_the_log(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Exception, match="already exists") as again, connection.cursor() as cursor:
        cursor.execute(
            "insert into accounts_worker (id, email, name, password, is_active, joined_at, find_key_on, "
            "theme) select id, email, name, '', true, joined_at, true, '' from accounts_worker limit 1"
        )
    logging.getLogger("alongside").error("Kept nothing.", exc_info=again.value)
    log = written(caplog)
    assert "Kept nothing." in log
    # Which of its two keys is looked at first is the database's to choose.
    assert "psycopg.errors.UniqueViolation: 23505 accounts_worker_" in log
    assert "already exists" not in log


def test_a_database_that_is_away_is_named_in_full(caplog: pytest.LogCaptureFixture) -> None:
    for away in (OperationalError("connection refused"), psycopg.OperationalError("too many")):
        logging.getLogger("alongside").error("Away.", exc_info=away)
    assert "OperationalError: connection refused" in written(caplog)
    assert "OperationalError: too many" in written(caplog)


@override_settings(ALLOWED_HOSTS=["localhost"])
def test_a_made_up_host_is_not_repeated(db: None, caplog: pytest.LogCaptureFixture) -> None:
    answer = Browser().get("/women/x/?name=Marta", headers={"host": "marta.example.org"})
    assert answer.status_code == 400
    assert "django.security.DisallowedHost 400 to GET" in written(caplog)
    assert "marta" not in written(caplog).lower()


def test_a_form_from_elsewhere_does_not_bring_the_address_it_came_from(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    browser = sign_in(cast.amal)
    browser.handler.enforce_csrf_checks = True
    address = f"/women/{cast.marta}/contact/"
    browser.post(address, {"name": "Marta"}, headers={"referer": f"https://x.example{address}"})
    assert "django.security.csrf 403 to POST people:contact" in written(caplog)
    assert str(cast.marta) not in written(caplog)


# --- everything at once, with debugging on -------------------------------------------------------------

PRIVATE = (
    "Marta", "Roza", "Siân", "Lantern", "I bake", "door I can lock", "the library", "day centre", "07700",
    "447700", "@example.org", "ZZ99", "typed-by-her",
)  # fmt: skip
# Typed into every form there is: a name, a phone, a postcode, and nothing a form can save as it stands.
TYPED = {
    "q": "Marta", "name": "Marta\x00", "way": "07700 900123", "address": "ZZ99 3VZ", "words": "typed-by-her",
    "email": "he@example.org", "happened_on_0": "typed-by-her", "since_0": "07700", "version": "Marta",
}  # fmt: skip


@pytest.mark.parametrize("who", OPENERS)
def test_with_debugging_on_no_log_line_says_anything_of_anybody(
    cast: Cast, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    world = make_world(cast)
    browser = Browser() if who == "stranger" else sign_in(getattr(cast, who))
    browser.raise_request_exception = False
    caplog.clear()
    for logger in ("", "django", "django.db.backends", "django.template", "psycopg", "alongside"):
        caplog.set_level(logging.DEBUG, logger=logger)
    monkeypatch.setattr(connections["default"], "force_debug_cursor", True)
    for place in places():
        address = reverse(place.name, kwargs=world.filled(place))
        if place.name not in ELSEWHERE and opener(place.name) in (who, None):
            browser.get(address, {"next": "typed-by-her"})
            browser.post(address, TYPED)
    log = written(caplog)
    assert "django.db.backends a statement" in log
    assert "django.template" in log
    assert [(said, line) for line in log.splitlines() for said in PRIVATE if said in line] == []


def test_the_log_of_a_whole_run_is_looked_through_for_words_that_are_sealed(tmp_path: Path) -> None:
    for name, said in {
        "one": "a statement, 0.003 s\n", "two": "Marta lives at 4 Lantern Yard\nzq700012q\n",
    }.items():  # fmt: skip
        (tmp_path / f"{name}.log").write_text(said)
    counts, found = whole_log.looked_through({"the server": tmp_path, "none": tmp_path / "none"})
    assert counts == {"the server": 3, "none": 0}
    assert found == ["the server: Marta lives at 4 Lantern Yard", "the server: zq700012q"]


def test_what_is_logged_here_is_kept_to_be_looked_through(cast: Cast) -> None:
    logged = whole_log.of_this_process()
    before = logged.stat().st_size if logged.exists() else 0
    assert sign_in(cast.amal).get(f"/women/{cast.roza}/").status_code == 404
    assert "404 to GET home:her" in logged.read_text()[before:]
    assert logged.parent == whole_log.folders()["the product"]
