"""What goes out tells nobody about one woman: tried by an outsider who knows the method by heart."""

import csv
import datetime
import io
from collections import defaultdict
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.overview.insight import rules
from alongside.overview.insight.rules import (
    FEW,
    HELD,
    WAYS,
    Counts,
    Line,
    Travelled,
    counted,
    gather,
    period,
    protect,
)

TODAY = datetime.date(2026, 11, 22)
MOST = 40
PARTS, VOICES = ("safety", "people"), ("hers", "worker")
counts = st.builds(Counts, *[st.integers(0, 300)] * 3)
# For each of up to thirty women how far she came in two parts of life and two voices; None: not asked.
way = st.none() | st.integers(-2, 4)
steps = st.lists(st.tuples(way, way, way, way), max_size=30).map(
    lambda women: [
        Travelled(woman, part, voice, rungs)
        for woman, ways in enumerate(women)
        for (part, voice), rungs in zip(product(PARTS, VOICES), ways, strict=True)
        if rungs is not None
    ]
)


@cache
def everything_published_as() -> dict[Line, list[Counts]]:
    """Which true counts each line could stand for, to somebody who can run the method herself."""
    behind: dict[Line, list[Counts]] = defaultdict(list)
    for further, same, back in product(range(MOST + 1), repeat=3):
        if further + same + back <= MOST:
            behind[protect(Counts(further, same, back))].append(Counts(further, same, back))
    return behind


def test_no_hidden_figure_can_be_worked_out_even_by_running_the_method_backwards() -> None:
    for line, behind in everything_published_as().items():
        # Whatever lies at the edge of what was tried has fewer neighbours than in truth.
        if isinstance(line.women, int) and line.women + 3 > MOST:
            continue
        for way in WAYS:
            if getattr(line, way) in (FEW, HELD):
                answers = {getattr(one, way) for one in behind}
                assert len(answers) >= rules.FEWEST_ANSWERS, (line, way, answers)


@cache
def attack(line: Line) -> dict[str, set[int]]:
    """Solve one published line by trying every split, with arithmetic alone."""

    def fits(figure: object, true: int) -> bool:
        if figure == FEW:
            return true <= 7
        return figure == HELD or (true > 7 and abs(true - int(str(figure))) <= 2)

    answers: dict[str, set[int]] = {way: set() for way in WAYS}
    for split in product(range(33), repeat=3):
        if fits(line.women, sum(split)) and all(
            fits(getattr(line, way), true) for way, true in zip(WAYS, split, strict=True)
        ):
            for way, true in zip(WAYS, split, strict=True):
                answers[way].add(true)
    return answers


@given(steps)
def test_no_small_count_of_a_random_data_set_is_determined_by_what_is_published(
    data: list[Travelled],
) -> None:
    for exact in counted(data).values():
        line = protect(exact)
        if FEW not in line.figures().values():
            continue
        answers = attack(line)
        for way in WAYS:
            if 1 <= getattr(exact, way) <= 7:
                assert getattr(line, way) in (FEW, HELD)
                assert getattr(exact, way) in answers[way]
                assert len(answers[way]) > 1


@given(counts)
def test_one_woman_more_is_never_the_only_thing_a_line_can_mean(exact: Counts) -> None:
    line = protect(exact)
    for way in WAYS:
        shown = getattr(line, way)
        assert shown in (FEW, HELD) or (isinstance(shown, int) and shown >= 10 and shown % 5 == 0)


@given(counts)
def test_the_whole_is_rounded_from_its_true_value(exact: Counts) -> None:
    line = protect(exact)
    if exact.women < 8:
        assert line == Line(FEW, FEW, FEW, FEW, why="few")
    else:
        assert isinstance(line.women, int)
        assert abs(line.women - exact.women) <= 2


@given(counts)
def test_solving_our_own_line_always_finds_the_truth(exact: Counts) -> None:
    line = protect(exact)
    if isinstance(line.women, int) and line.women < 60:
        answers = rules.possible(line)
        assert all(getattr(exact, way) in answers[way] for way in WAYS)


def test_nought_is_hidden_like_seven() -> None:
    assert protect(Counts(20, 12, 0)) == Line(30, 20, 10, FEW, why="few")
    assert protect(Counts(20, 12, 7)) == Line(40, 20, 10, FEW, why="few")
    assert protect(Counts(0, 0, 0)) == protect(Counts(1, 2, 3))


@pytest.mark.parametrize("exact", [Counts(40, 0, 0), Counts(1, 38, 1), Counts(0, 2, 9)])
def test_a_split_that_says_the_same_of_everybody_is_held_back(exact: Counts) -> None:
    assert protect(exact).figures() == {"further": HELD, "same": HELD, "back": HELD}


def test_a_split_that_gives_a_small_figure_away_is_held_back() -> None:
    # 15 in all beside 10 and 10: the third could only be nought or one.
    assert protect(Counts(8, 8, 1)) == Line(15, HELD, HELD, HELD, why="held")


def test_figures_that_hide_nobody_go_out_rounded() -> None:
    assert protect(Counts(21, 13, 8)) == Line(40, 20, 15, 10)


def test_a_share_is_said_only_of_twenty_or_more_and_from_rounded_figures() -> None:
    assert rules.percent(10, 15) is None
    assert rules.percent(10, 20) == 50
    assert rules.percent(FEW, 40) is None
    assert rules.percent(15, 40) == 38


def test_voices_and_parts_are_counted_apart_and_the_middle_is_the_median() -> None:
    made = counted(
        [
            Travelled(1, "safety", "hers", 2),
            Travelled(2, "safety", "hers", -1),
            Travelled(3, "safety", "hers", 0),
            Travelled(1, "safety", "worker", 3),
        ]
    )
    assert made["safety", "hers"] == Counts(1, 1, 1, middle=0)
    assert made["safety", "worker"] == Counts(1, 0, 0, middle=3)


@given(steps)
def test_in_a_coarser_view_each_woman_is_still_counted_once_a_voice(data: list[Travelled]) -> None:
    made = counted(gather(data, {"safety": "all", "people": "all"}))
    for voice in VOICES:
        women = {step.client for step in data if step.voice == voice}
        assert made.get(("all", voice), Counts(0, 0, 0)).women == len(women)


def test_periods_are_whole_quarters_and_years_and_nothing_else() -> None:
    third = period("2026-q3", TODAY)
    assert third is not None
    assert (third.first, third.last) == (datetime.date(2026, 7, 1), datetime.date(2026, 9, 30))
    assert third.name(TODAY) == "July to September 2026"
    year = period("2026", TODAY)
    assert year is not None
    assert year.name(TODAY) == "2026 so far"
    for wrong in ("2026-q5", "2026-09", "1999", "2027", "q3", "2026-q3x", "٢٠٢٦"):
        assert period(wrong, TODAY) is None
    assert [one.slug for one in rules.periods(TODAY)] == [
        "2026", "2026-q4", "2026-q3", "2026-q2", "2026-q1", "2025-q4", "2025-q3", "2025",
    ]  # fmt: skip


def test_a_copy_waits_until_its_time_is_over() -> None:
    running, over = period("2026-q4", TODAY), period("2026-q3", TODAY)
    assert running
    assert over
    assert "1 January 2027" in str(rules.why_not_copy(running, set(), TODAY))
    assert rules.why_not_copy(over, set(), TODAY) is None
    assert rules.why_not_copy(over, {(over.first, over.last)}, TODAY)


def test_a_year_never_goes_out_beside_its_own_quarters() -> None:
    year, quarter = period("2025", TODAY), period("2025-q2", TODAY)
    other = period("2026-q1", TODAY)
    assert year
    assert quarter
    assert other
    assert "never both" in str(rules.why_not_copy(year, {(quarter.first, quarter.last)}, TODAY))
    assert "never both" in str(rules.why_not_copy(quarter, {(year.first, year.last)}, TODAY))
    assert rules.why_not_copy(other, {(year.first, year.last)}, TODAY) is None


@given(st.text(alphabet="=+-@\t\r\nab'\",;", min_size=1))
def test_no_cell_of_a_file_can_run_as_a_formula(part: str) -> None:
    line = {
        "part": part,
        "voice": "her view",
        "women": 20,
        "further": FEW,
        "same": HELD,
        "back": 10,
    }
    head, row = csv.reader(io.StringIO(rules.as_csv({"lines": [line]})))
    assert head == ["part", "voice", "women", "further", "same", "back"]
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert row[2:] == ["20", "fewer than 8", "not shown", "10"]


def test_the_description_of_a_file_names_the_columns_it_has() -> None:
    about = rules.about_csv(title="x", file="copy.csv")
    assert [column["name"] for column in about["tableSchema"]["columns"]] == list(rules.COLUMNS)
    assert about["url"] == "copy.csv"
