"""The head of the latest seal by mail, once a day: number, day and code, and nothing of anybody (S37)."""

import re
from pathlib import Path

import psycopg
import pytest
from django.conf import LazySettings
from django.core import mail
from pytest_django.plugin import DjangoDbBlocker

from alongside.config.running.record.command import prove
from alongside.foundation.audit import chain, notices
from alongside.foundation.audit.models import Block
from tests.gate.conftest import Sealed
from tests.shared import seals

KEEPERS = ["margaret@example.org", "sunita@example.org"]


def send(sealed: Sealed, settings: LazySettings, to: list[str]) -> bool:
    settings.HEADS_MAIL = to
    mail.outbox.clear()
    with seals.used(sealed.database, sealed.heads):
        return notices.mail_head()


@pytest.fixture
def unblocked(sealed_record: Sealed, django_db_blocker: DjangoDbBlocker) -> Sealed:
    django_db_blocker.unblock()
    yield sealed_record  # type: ignore[misc]
    django_db_blocker.restore()


def test_each_keeper_gets_the_number_the_day_and_a_code_that_proves_the_record(
    unblocked: Sealed, settings: LazySettings
) -> None:
    assert send(unblocked, settings, KEEPERS)
    assert [one.to for one in mail.outbox] == [[one] for one in KEEPERS]
    with seals.used(unblocked.database, unblocked.heads):
        latest = Block.objects.order_by("-number")[0]
    code = chain.code(latest.number, latest.head)
    for one in mail.outbox:
        assert one.subject == f"Seal {latest.number}"
        assert f"verify-audit --head {code}\n" in one.body
        assert str(latest.sealed_at.year) in one.body
        # Nothing that looks like somebody's key or digest.
        assert not re.search(r"[0-9a-f]{16}", one.body)
    told = chain.read_code(code)
    assert told
    with psycopg.connect(seals.address("admin", unblocked.database)) as open_one:
        assert not prove(open_one, seals.KEYS, codes=[told]).findings
        # Another head under that number is found.
        other = (told[0], "0" * len(told[1]))
        assert prove(open_one, seals.KEYS, codes=[other]).findings


def test_without_anybody_to_send_to_nothing_goes_out(
    unblocked: Sealed, settings: LazySettings
) -> None:
    assert not send(unblocked, settings, [])
    assert mail.outbox == []


def test_before_anything_is_sealed_nothing_goes_out(
    settings: LazySettings, tmp_path: Path, cast: object
) -> None:
    settings.HEADS_MAIL = KEEPERS
    assert not Block.objects.exists()
    assert not notices.mail_head()
    assert mail.outbox == []
