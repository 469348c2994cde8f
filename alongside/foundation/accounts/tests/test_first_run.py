"""Opening an empty installation."""

import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client as Browser

from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.accounts.roles import Role
from alongside.foundation.accounts.tests.ways import afresh, code_at, send
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency, Service
from tests.shared.cast import Cast, sign_in
from tests.shared.nasty import NASTY

TOKEN = "a-token-the-terminal-printed"
ADDRESS = f"/first-run/{TOKEN}/"
NEW = "paper kites over slate"


@pytest.fixture
def keys(tmp_path: Path, settings: LazySettings) -> Path:
    folder = tmp_path / "keys"
    folder.mkdir()
    for name in ("django.key", "audit.key", "seal.key", "backup.key", "fields.key"):
        (folder / name).write_text("dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktdGVzdDE=\n")
    (folder / "first-run.token").write_text(f"{TOKEN}\n")
    settings.KEYS = folder
    return folder


def facts(**other: object) -> dict[str, object]:
    return {
        "key": new_key(), "agency": "Harbour", "kind": "vawg", "phone": "01632 960100",
        "service": "Harbour Navigators", "name": "Ada", "email": "ada@example.org",
        "password": NEW, "again": NEW, **other,
    }  # fmt: skip


def opened(**other: object) -> Browser:
    browser = Browser()
    assert browser.post(ADDRESS, facts(**other)).headers["Location"] == "/account/2fa/"
    return browser


def with_second_step(browser: Browser) -> Browser:
    browser.get("/account/2fa/authenticator/")
    secret = browser.session["mfa.totp.secret"]
    browser.post("/account/2fa/authenticator/", {"code": code_at(secret=secret)})
    return browser


def test_the_first_page_says_that_it_is_not_yet_for_real_women(
    fresh_database: str, keys: Path
) -> None:
    page = Browser().get(ADDRESS).content.decode()
    assert "Not yet for real women’s records." in page
    assert "What is your agency called?" in page


def test_it_makes_agency_service_and_administrator_and_then_wants_a_second_step(
    fresh_database: str, keys: Path
) -> None:
    browser = opened()
    assert Agency.objects.get().name == "Harbour"
    assert Service.objects.get().agency.phone == "+441632960100"
    hat = Membership.objects.get()
    assert (hat.role, hat.worker.email) == (Role.ADMINISTRATOR, "ada@example.org")
    assert browser.get("/workers/").headers["Location"].startswith("/account/2fa/")


def test_somebody_who_also_runs_the_service_gets_a_second_hat(
    fresh_database: str, keys: Path
) -> None:
    opened(runs_service="on")
    hats = {hat.role: hat for hat in Membership.objects.all()}
    assert set(hats) == {Role.ADMINISTRATOR, Role.MANAGER}
    assert hats[Role.MANAGER].posts.get().triage
    assert not hats[Role.ADMINISTRATOR].posts.exists()


def test_the_recovery_sheet_is_shown_once_after_the_second_step(
    fresh_database: str, keys: Path
) -> None:
    browser = with_second_step(opened())
    assert browser.get("/workers/").headers["Location"].startswith("/account/recovery-sheet/")
    page = browser.get("/account/recovery-sheet/").content.decode()
    assert "KEY-RECOVERY SHEET" in page
    assert len(re.findall(r"check [0-9a-f]{4}", page)) == 4 * len(list(keys.glob("*.key")))
    assert "not yet for real women" in page
    assert browser.post("/account/recovery-sheet/").headers["Location"] == "/"
    assert browser.get("/account/recovery-sheet/").status_code == 404
    assert browser.get("/workers/").status_code == 200


def test_where_the_page_may_not_read_the_keys_it_says_how_to_print_them(
    fresh_database: str, keys: Path
) -> None:
    browser = with_second_step(opened())
    (keys / "backup.key").unlink()
    page = browser.get("/account/recovery-sheet/").content.decode()
    assert "bin/alongside recovery-sheet" in page
    assert "check " not in page


def test_nobody_else_sees_the_sheet(cast: Cast, keys: Path) -> None:
    assert sign_in(cast.ada).get("/account/recovery-sheet/").status_code == 404
    assert Browser().get("/account/recovery-sheet/").status_code == 302


def test_a_wrong_token_is_not_found(fresh_database: str, keys: Path) -> None:
    for token in ("x", TOKEN[:-1], TOKEN + "x", TOKEN.upper()):
        assert Browser().get(f"/first-run/{token}/").status_code == 404
        assert Browser().post(f"/first-run/{token}/", facts()).status_code == 404
    assert not Agency.objects.exists()


def test_without_a_token_file_nothing_opens(fresh_database: str, keys: Path) -> None:
    (keys / "first-run.token").unlink()
    assert Browser().get(ADDRESS).status_code == 404
    (keys / "first-run.token").write_text("")
    assert Browser().get("/first-run/x/").status_code == 404


def test_once_there_is_an_agency_it_opens_nothing(cast: Cast, keys: Path) -> None:
    workers = Worker.objects.count()
    assert Browser().get(ADDRESS).status_code == 404
    assert Browser().post(ADDRESS, facts()).headers["Location"] == "/account/login/"
    assert Worker.objects.count() == workers


@pytest.mark.parametrize(
    "field", ["agency", "kind", "phone", "service", "name", "email", "password", "again", "key"]
)
def test_nasty_input_gets_a_sentence_and_writes_nothing_by_halves(
    fresh_database: str, keys: Path, field: str
) -> None:
    for name in NASTY:
        with afresh(name):
            response = send(Browser(), ADDRESS, facts(**{field: NASTY[name]}))
            made = (Agency.objects.count(), Service.objects.count(), Worker.objects.count())
            if response.status_code == 302:
                assert made == (1, 1, 1)
            else:
                assert response.status_code == 422
                assert made == (0, 0, 0)
                assert b"There is something to mend" in response.content


def test_the_command_says_by_its_exit_code_whether_it_is_needed(fresh_database: str) -> None:
    with pytest.raises(SystemExit) as empty:
        call_command("first_run_needed")
    assert empty.value.code == 0
    Agency.objects.create(name="Harbour")
    with pytest.raises(SystemExit) as opened_already:
        call_command("first_run_needed")
    assert opened_already.value.code == 1
