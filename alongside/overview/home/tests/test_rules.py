"""What is typed to find somebody, and what it is taken for."""

import datetime

import pytest

from alongside.overview.home import rules

BORN = datetime.date(1991, 4, 17)


@pytest.mark.parametrize(
    "text",
    [
        "17/4/1991", "17/04/91", "17.4.1991", "17-04-1991", "17 4 91", "1991-04-17", "17 April 1991",
        "17th April 1991", "17 apr 91", "April 17, 1991", "17. April 1991",
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_ways_people_write_one(text: str) -> None:
    assert rules.day_of(text) == BORN


@pytest.mark.parametrize(
    "text",
    ["", "31/2/1991", "17 Aprul 1991", "1991", "April 1991", "17/13/1991", "0/0/0000", "maria 17"],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert rules.day_of(text) is None


def test_two_figures_of_a_year_are_never_in_the_future() -> None:
    year = datetime.date.today().year % 100
    assert rules.day_of(f"1/1/{year:02}") == datetime.date(2000 + year, 1, 1)
    assert rules.day_of(f"1/1/{year + 1:02}") == datetime.date(1900 + year + 1, 1, 1)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("07700 900123", "447700900123"), ("+44 7700 900123", "447700900123"),
        ("0044 7700 900123", "447700900123"), ("(07700) 900-123", "447700900123"),
        ("447700900123", "447700900123"), ("900123", "900123"), ("0770 0900", "447700900"),
        ("+48 512 345 678", "48512345678"), ("012", ""), ("7", ""), ("Marta 07700", ""), ("٠٧٧٠٠٩٠", ""),
    ],
)  # fmt: skip
def test_figures_are_part_of_a_number_as_numbers_are_kept(text: str, wanted: str) -> None:
    assert rules.figures_of(text) == wanted


def test_a_reference_is_read_with_its_stroke_or_without() -> None:
    assert rules.reference_of("AB12C-D34E5") == rules.reference_of("ab12cd34e5") == "ab12cd34e5"
    assert rules.reference_of("AB12C-D34E") == rules.reference_of("Marta") == ""


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("marta", "marta", True), ("marta", "merta", True), ("marta", "mata", True),
        ("marta", "marrta", True), ("marta", "matra", True), ("marta", "marat", True),
        ("marta", "karta", True), ("marta", "martas", True), ("marta", "merto", False),
        ("marta", "mar", False), ("marta", "tamra", False), ("", "ab", False),
    ],
)  # fmt: skip
def test_one_letter_apart_and_no_more(one: str, other: str, apart: bool) -> None:
    assert rules.one_letter_apart(one, other) is apart
    assert rules.one_letter_apart(other, one) is apart


def test_names_are_compared_without_accents_and_apostrophes() -> None:
    assert rules.plain_words("Siobhán O’Neill-Khan") == ["siobhan", "oneill", "khan"]
    assert rules.plain_words("Łucja") == ["lucja"]
    assert rules.plain_words("سارة أحمد") == ["سارة", "احمد"]
    assert rules.plain_words(" -- ") == []


def test_whoever_writes_a_great_deal_is_still_read() -> None:
    asked = rules.asked("word " * 500)
    assert len(asked.words) == len(asked.typed) == rules.MOST_WORDS
