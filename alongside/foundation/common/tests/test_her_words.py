"""What she may read: one list, plain, in short sentences."""

import datetime
import re
from dataclasses import replace
from itertools import groupby

import pytest
import textstat

from alongside.foundation.common import her_words
from alongside.foundation.common.her_words import HER_WORDS, her_text, unread

MOST_WORDS = 25
GRADE = 5.0


def pages() -> list[tuple[str, str]]:
    """Join the texts of each page, as one reads them one after the other."""
    whole = sorted((key.partition("_")[0], str(entry.text)) for key, entry in HER_WORDS.items())
    return [
        (page, " ".join(_ended(text) for _, text in texts))
        for page, texts in groupby(whole, key=lambda pair: pair[0])
    ]


def _ended(text: str) -> str:
    named = re.sub(r"%\(\w+\)s", "Joy", text)
    return named if named.endswith((".", "?", "!", ":")) else f"{named}."


@pytest.mark.parametrize(("page", "text"), pages(), ids=[page for page, _ in pages()])
def test_each_page_reads_at_grade_five_or_below(page: str, text: str) -> None:
    assert textstat.flesch_kincaid_grade(text) <= GRADE


@pytest.mark.parametrize("key", HER_WORDS)
def test_no_sentence_is_long(key: str) -> None:
    for sentence in re.split(r"(?<=[.?!:])\s", str(her_text(key))):
        assert len(sentence.split()) <= MOST_WORDS, sentence


def test_each_text_has_one_key() -> None:
    assert all(key == entry.key for key, entry in HER_WORDS.items())


def test_until_somebody_has_read_a_text_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unread("ask.")
    read = {
        key: replace(text, read_by="a group of women", read_on=datetime.date(2026, 11, 1))
        for key, text in HER_WORDS.items()
        if not key.startswith("path.")
    }
    monkeypatch.setattr(her_words, "HER_WORDS", {**HER_WORDS, **read})
    assert not unread("ask.")
    assert unread("path.")


def test_the_frame_around_a_page_is_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = {key: text for key, text in HER_WORDS.items() if key.startswith("frame.")}
    monkeypatch.setattr(her_words, "HER_WORDS", frame)
    assert unread("ask.")
