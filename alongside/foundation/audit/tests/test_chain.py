"""The text of a row, and the code of a seal that people type from paper."""

import datetime
import hashlib
import random
import uuid

import pytest

from alongside.foundation.audit import chain
from alongside.foundation.audit.actions import signature
from alongside.foundation.audit.models import Entry

# What people take for one another.
ALIKE = str.maketrans("01", "Ol")


def test_a_row_says_the_same_in_whatever_time_zone_it_was_read() -> None:
    summer = datetime.timezone(datetime.timedelta(hours=5, minutes=45))
    at = datetime.datetime(2026, 7, 1, 12, 0, 0, 250, datetime.UTC)
    facts = {"id": uuid.UUID(int=7), "event": "opened", "what": "x", "key_id": "1"}
    assert signature(Entry(at=at, **facts)) == signature(Entry(at=at.astimezone(summer), **facts))


def test_every_field_of_a_row_is_in_its_text() -> None:
    at = datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)
    said = chain.row_text(
        uuid.UUID(int=1), at, None, uuid.UUID(int=2), "opened", "w", "d", 4, "b", False, "1"
    )
    assert said.split(chain.SEP) == [
        "00000000-0000-0000-0000-000000000001", "2026-07-01T12:00:00+00:00", "None",
        "00000000-0000-0000-0000-000000000002", "opened", "w", "d", "4", "b", "False", "1",
    ]  # fmt: skip


def test_a_code_reads_back_however_it_is_typed() -> None:
    dice = random.Random(7)
    for number in (1, 42, 525_600):
        head = hashlib.sha256(dice.randbytes(8)).hexdigest()
        code = chain.code(number, head)
        for typed in (code, code.lower(), code.replace("-", " "), f" {code.translate(ALIKE)} "):
            assert chain.read_code(typed) == (number, head[:25])


@pytest.mark.parametrize("typed", ["", "12", "x", "12-abcd", "1" * 40, "-", "12-" + "u" * 24])
def test_what_is_no_code_is_told_from_one(typed: str) -> None:
    assert chain.read_code(typed) is None


def test_a_slip_in_a_code_is_found() -> None:
    code = chain.code(31, hashlib.sha256(b"x").hexdigest())
    found = 0
    for at, letter in enumerate(code):
        if letter != "-":
            other = "2" if letter != "2" else "3"
            found += chain.read_code(code[:at] + other + code[at + 1 :]) is None
    assert found == len(code.replace("-", ""))


def test_a_signature_holds_for_exactly_what_was_signed() -> None:
    key = chain.signing_key("dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktdGVzdDE=")
    facts = chain.Facts(3, 1, 10, 20, 5, 1_000_000, "ab" * 32)
    mark = key.sign(facts.signed("cd" * 32))
    assert chain.is_signed(key.public_key(), mark, facts.signed("cd" * 32))
    assert not chain.is_signed(key.public_key(), mark, facts.signed("ce" * 32))
    assert not chain.is_signed(key.public_key(), b"", facts.signed("cd" * 32))
