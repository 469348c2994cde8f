"""Whether two names may be one person's: spellings that people mix up, and names that only look alike."""

import pytest
from django.db import connection


def fit(one: str, other: str) -> int:
    """Ask the database, which is where names are compared."""
    with connection.cursor() as cursor:
        cursor.execute("select name_fit(%s, %s), name_fit(%s, %s)", [one, other, other, one])
        there, back = cursor.fetchone()
    assert there == back, "the order of the two names changes the answer"
    return int(there)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        # The same woman, three spellings (C11).
        ("Siobhán O'Neill-Khan", "Shivaun Oneil", 3),
        ("Siobhán O'Neill-Khan", "S. Khan", 2),
        ("Siobhán O’Neill Khan", "KHAN, siobhan", 3),
        ("Shiv Siobhán O'Neill-Khan", "Siobahn Khan", 3),
        ("Fatima Yusuf", "Fatimah Yousef", 3),
        ("Łucja Nowak", "Lucja Novak", 3),
        ("Zoë Brontë", "zoe bronte", 3),
        ("Nguyễn Thị Hạnh", "Hanh Nguyen", 3),
        ("Aisha Kahn", "Aisha Khan", 3),
        ("Dr Hana S.", "Hana Salem", 2),
        ("سارة أحمد", "احمد سارة", 3),
        # One word, and nothing against it.
        ("Marta", "Marta Kowalska", 1),
        ("Leila", "Leila A.", 1),
        # Others.
        ("Tariq Khan", "Imran Khan", 0),
        ("Leila Abbas", "Leila D.", 0),
        ("Khan", "Connie", 0),
        ("Ann", "Anna Lee", 0),
        ("Maria Silva", "Mona Salvi Reyes", 0),
        ("", "Marta", 0),
        ("S. K.", "Siobhan Khan", 0),
        ("No name yet (wrote on 3 May, 10:04)", "No name yet (wrote on 4 May, 11:00)", 0),
    ],
)
def test_names_fit_by_ear_and_eye(one: str, other: str, wanted: int) -> None:
    assert fit(one, other) == wanted


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # The letters in another order, y and i being one; by ear and by likeness these are two words.
        ("ayan", "anai", True),
        ("anai", "ayan", True),
        ("ayan", "anau", False),
        ("yana", "anai", False),
        # The same beginning and the same length are not enough.
        ("malik", "matej", False),
        ("katja", "kadri", False),
    ],
)
def test_a_word_with_its_letters_changed_about_is_the_same_word(
    one: str, other: str, same: bool
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select name_same_word(%s, %s)", [one, other])
        assert cursor.fetchone() == (same,)


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        (None, "1988-06-02", "unknown"),
        ("1988-06-02", None, "unknown"),
        (None, None, "unknown"),
        ("1988-06-02", "1988-06-02", "same"),
        # One part of three is wrong, or day and month have changed places.
        ("1988-06-02", "1989-06-02", "near"),
        ("1988-06-02", "1988-07-02", "near"),
        ("1988-06-02", "1988-06-03", "near"),
        ("1988-06-02", "1988-02-06", "near"),
        ("1988-06-02", "1989-02-06", "other"),
        ("1988-06-02", "1988-02-07", "other"),
        ("1988-06-02", "1988-03-06", "other"),
        ("1988-06-02", "1988-07-03", "other"),
        ("1988-06-02", "1989-07-02", "other"),
        ("1988-06-02", "1989-06-03", "other"),
        ("1988-06-02", "1971-11-30", "other"),
    ],
)
def test_how_alike_two_birth_dates_are(
    db: None, one: str | None, other: str | None, fit: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select days_fit(%s::date, %s::date)", (one, other))
        assert cursor.fetchone() == (fit,)
