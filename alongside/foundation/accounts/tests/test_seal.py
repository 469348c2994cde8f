"""The page of the seal: how far the record is sealed, and the seal on paper (S37)."""

import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client as Browser

from alongside.foundation.accounts.roles import Role
from alongside.foundation.audit import chain, heads
from alongside.foundation.audit.models import Block
from tests.shared import seals
from tests.shared.cast import Cast, make_hat, make_worker, sign_in
from tests.shared.database import as_admin

HERE = "/record/seal/"


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.HEADS = tmp_path / "heads"
    return tmp_path / "heads"


def said(cast: Cast) -> str:
    return str(sign_in(cast.ada).get(HERE).content.decode())


def test_before_the_first_seal_it_says_so(cast: Cast, folder: Path) -> None:
    page = said(cast)
    assert "No seal yet" in page
    assert "<img" not in page.split("<main")[1]


def test_the_latest_seal_is_shown_with_a_code_that_the_proof_knows(
    committed_cast: Cast, folder: Path
) -> None:
    seals.seal_all()
    page = said(committed_cast)
    block = Block.objects.latest("number")
    assert f"Seal {block.number}" in page
    typed = re.search(r'<code class="al-number" dir="ltr">([^<]+)', page)
    assert typed
    assert chain.read_code(typed[1]) == (block.number, block.head[:25])
    assert "data:image/svg+xml;base64," in page
    assert "second place" not in page
    assert "is behind" not in page


def test_a_head_that_went_missing_in_the_second_place_is_told(
    committed_cast: Cast, folder: Path
) -> None:
    seals.seal_all()
    file = folder / heads.NAME
    file.write_text("")
    assert "The second place does not have the last seal" in said(committed_cast)
    file.unlink()
    assert "The second place does not have the last seal" in said(committed_cast)
    folder.rmdir()
    folder.write_text("no folder at all")
    assert "The second place does not have the last seal" in said(committed_cast)


def test_sealing_that_is_behind_is_told(committed_cast: Cast, folder: Path) -> None:
    seals.seal_all()
    as_admin("update audit_block set signature = null")
    assert "The sealing is behind" in said(committed_cast)


def test_who_may_open_it(cast: Cast, folder: Path) -> None:
    for role in (Role.TRUSTEE, Role.DATA_PROTECTION):
        hat = make_hat(make_worker(f"W{role.value}"), cast.harbour, role)
        page = sign_in(hat).get(HERE)
        assert page.status_code == 200
        assert ("/record/alarms/" in page.content.decode()) == (role == Role.DATA_PROTECTION)
    for hat in (cast.amal, cast.bea, cast.vera, cast.conny, cast.petra):
        assert sign_in(hat).get(HERE).status_code == 403
    assert Browser().get(HERE).headers["Location"].startswith("/account/login/")
