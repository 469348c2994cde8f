"""Fields that meet whatever people, phones and word processors send."""

import datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.common.forms import ClockField, DayField, PhoneField, Words, said_phone
from alongside.foundation.common.kit import WRONG, KitForm
from alongside.foundation.common.templatetags.words import to_mend

ANY_TEXT = st.text(st.characters(codec=None), max_size=300)


def complaint(field: forms.Field, value: object) -> str:
    """Return the one sentence a field says about a value."""
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    assert len(caught.value.messages) == 1
    return caught.value.messages[0]


def kept_or_said(field: forms.Field, value: object) -> tuple[object, list[str]]:
    """Return what a field keeps of a value, or the sentences it says about it."""
    try:
        return field.clean(value), []
    except ValidationError as error:
        return None, error.messages


class OneOfEach(forms.Form):
    """A field of each kind, none of them needed."""

    words = Words(required=False, max_length=100)
    number = PhoneField(required=False)
    day = DayField(required=False, past=True)


# Words


@pytest.mark.parametrize(
    "kept",
    ["Siân", "O’Neill", "O'Neill", "🐕‍🦺 Kula", "ياسمين", "<script>alert(1)</script>", "x" * 60],
)
def test_words_are_kept_as_they_were_written(kept: str) -> None:
    assert Words().clean(kept) == kept


def test_lines_from_any_machine_end_the_same_way() -> None:
    assert Words().clean("one\r\ntwo\rthree\u2028four\vfive") == "one\ntwo\nthree\nfour\nfive"


def test_a_one_line_box_keeps_one_line() -> None:
    assert Words(lines=1).clean("the library\r\non Tuesdays") == "the library on Tuesdays"


def test_a_nul_is_met_with_a_sentence() -> None:
    assert "hidden character" in complaint(Words(), "she said\x00 yes")


def test_too_long_a_text_hears_how_long_it_is_and_what_to_take_out() -> None:
    said = complaint(Words(max_length=4000), "x" * 5200)
    assert said == (
        "This is 5,200 characters long and there is room for 4,000. Please take out 1,200."
    )


def test_a_megabyte_is_answered_and_no_browser_is_told_to_cut_it() -> None:
    class Note(forms.Form):
        words = Words(max_length=4000)

    form = Note({"words": "ab\n" * 350_000})
    assert not form.is_valid()
    assert "maxlength" not in str(form)
    assert str(form).count("ab\n") == 350_000


@pytest.mark.parametrize("empty", ["", "   ", "\r\n \t", "\u200b\u200f", None])
def test_a_text_that_shows_nothing_counts_as_empty(empty: str | None) -> None:
    assert complaint(Words(), empty) == "Write something here."
    assert Words(required=False).clean(empty) == ""


@given(ANY_TEXT)
def test_words_are_kept_whole_or_answered_with_a_sentence(typed: str) -> None:
    kept, said = kept_or_said(Words(required=False), typed)
    if said:
        assert "\x00" in typed or any(0xD800 <= ord(c) <= 0xDFFF for c in typed)
        assert len(said) == 1
        return
    assert Words(required=False).clean(kept) == kept
    assert "\x00" not in str(kept)
    assert str(kept).encode().decode() == kept


# Telephone numbers


@pytest.mark.parametrize(
    ("typed", "kept", "said"),
    [
        ("07700 900123", "+447700900123", "07700 900123"),
        ("+44 (0)7700 900 123", "+447700900123", "07700 900123"),
        ("01632-960123", "+441632960123", "01632 960123"),
        ("٠٧٧٠٠ ٩٠٠١٢٣", "+447700900123", "07700 900123"),
        ("+48 512 345 678", "+48512345678", "+48 512 345 678"),
    ],
)
def test_a_number_is_kept_in_one_form_and_shown_as_people_write_it(
    typed: str, kept: str, said: str
) -> None:
    assert PhoneField().clean(typed) == kept
    assert said_phone(kept) == said


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("07700 9", "too short"),
        ("07700 900123 456 789 0", "too long"),
        ("+999 123 456", "country"),
        ("960123", "whole"),
        ("ask Joy", "07700 900123"),
        ("07700 900123 ext 4", "extension"),
        ("\x00", "07700 900123"),
        ("1" * 5000, "07700 900123"),
        ("", "Write a phone number"),
    ],
)
def test_an_impossible_number_is_answered_with_a_sentence(typed: str, word: str) -> None:
    said = complaint(PhoneField(), typed)
    assert word in said
    assert said.endswith((".", "?"))


@given(ANY_TEXT)
def test_any_text_is_a_number_or_gets_a_sentence(typed: str) -> None:
    kept, said = kept_or_said(PhoneField(required=False), typed)
    number = str(kept)
    right = number.startswith("+") and number[1:].isdecimal() and len(number) <= 16
    assert len(said) == 1 or kept == "" or right


# Days


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["30", "2", "1987"], "30 February does not exist."),
        (["31", "4", "1987"], "31 April does not exist."),
        (["29", "2", "2023"], "29 February 2023 does not exist."),
        (["0", "4", "1987"], "0 April does not exist."),
        (["1", "13", "1987"], "There is no month 13. Months go from 1 to 12."),
        (["", "2", "1987"], "Add the day."),
        (["27", "", ""], "Add the month and the year."),
        (["27", "3", "87"], "Write the year with four figures, such as 1987."),
        (["a", "3", "1987"], "Write the date in figures, such as 27 3 1987."),
        (["²", "3", "1987"], "Write the date in figures, such as 27 3 1987."),
        (["27", "3", "9" * 5000], "Write the date in figures, such as 27 3 1987."),
        (["27", "3", "1066"], "The date is before 1 January 1900. Look at the year again."),
        (["", "", ""], "Write a date, such as 27 3 1987."),
    ],
)
def test_a_wrong_day_hears_what_is_wrong_with_it(typed: list[str], said: str) -> None:
    assert complaint(DayField(), typed) == said


def test_a_birthday_can_not_be_in_the_future() -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    typed = [str(tomorrow.day), str(tomorrow.month), str(tomorrow.year)]
    assert complaint(DayField(past=True), typed) == "The date is in the future."
    assert DayField(future=True).clean(typed) == tomorrow


def test_a_visit_to_come_can_not_be_in_the_past() -> None:
    assert complaint(DayField(future=True), ["1", "1", "2020"]) == "The date is in the past."


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "٣"])
def test_a_month_may_be_a_figure_or_a_name(month: str) -> None:
    assert DayField().clean(["27", month, "1987"]) == datetime.date(1987, 3, 27)


@pytest.mark.parametrize(
    "typed",
    ["21:30", "21:30:00", "21.30", "2130", "9:30pm", "9.30pm", "9:30 pm", "9.30 PM", " 09:30pm "],
)
def test_a_time_may_be_written_as_people_write_it(typed: str) -> None:
    assert ClockField().clean(typed) == datetime.time(21, 30)


@pytest.mark.parametrize("typed", ["soon", "25:00", "9.75pm", "\x00", "13pm"])
def test_what_is_no_time_gets_a_sentence(typed: str) -> None:
    assert complaint(ClockField(), typed) == "Write the time like 14:30."


def test_a_time_may_be_left_empty_unless_it_is_needed() -> None:
    assert ClockField().clean("") is None
    assert ClockField().required is False
    assert ClockField(required=True).required is True


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 1, 1)))
def test_every_day_comes_back_as_it_went_in(day: datetime.date) -> None:
    assert DayField().clean([str(day.day), str(day.month), str(day.year)]) == day


@given(st.lists(ANY_TEXT, min_size=3, max_size=3))
def test_any_three_texts_are_a_day_or_get_a_sentence(typed: list[str]) -> None:
    kept, said = kept_or_said(DayField(required=False), typed)
    assert len(said) == 1 or kept is None or isinstance(kept, datetime.date)


# On the page


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_a_form_with_anything_in_it_shows_again_what_was_typed(a: str, b: str, c: str) -> None:
    form = OneOfEach({"words": a, "number": b, "day_0": c, "day_1": "2", "day_2": "1987"})
    form.is_valid()
    assert form["words"].value() == a
    assert [*form["day"].value()] == [c, "2", "1987"]
    assert form["number"].value() in (b, said_phone(b))
    assert str(form)


def test_every_error_is_tied_to_its_field_and_linked_from_the_top() -> None:
    form = KitForm(WRONG)
    page = str(form)
    problems = to_mend(form)
    assert [problem["id"] for problem in problems] == [
        "id_way", "id_times_0", "id_voicemail_0", "id_number", "id_born_0",
    ]  # fmt: skip
    for problem in problems:
        assert f'id="{problem["id"]}"' in page
    assert 'aria-describedby="id_number_helptext id_number_error"' in page
    assert (
        '<fieldset class="al-fieldset" aria-describedby="id_born_helptext id_born_error">' in page
    )
    assert problems[0]["words"] == "A way to reach you: Write something here."
    assert problems[-1]["words"] == "When were you born? 30 February does not exist."


def test_no_box_leaves_the_checking_to_the_browser() -> None:
    assert " required" not in str(KitForm())


def test_a_kept_day_and_number_fill_their_boxes() -> None:
    page = str(OneOfEach(initial={"day": datetime.date(1987, 3, 27), "number": "+447700900123"}))
    assert 'value="27"' in page
    assert 'value="07700 900123"' in page
