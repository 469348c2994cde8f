"""The pictures of ways travelled: inside their frame, true to time, legible in any script."""

import datetime
import xml.etree.ElementTree as ET

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.common import charts
from alongside.foundation.common.charts import Mark, Stop, Voice, path_picture, rising_picture

FIRST = datetime.date(2025, 1, 1)
STEPS = ["not at all", "rarely", "some days", "mostly safe", "steady ground"]

marks = st.lists(
    st.builds(
        lambda days, rung, back: Mark(FIRST + datetime.timedelta(days=days), rung, back),
        st.integers(0, 3000), st.integers(0, 4), st.booleans(),
    ),
    max_size=12,
).map(lambda some: sorted(some, key=lambda mark: mark.on))  # fmt: skip
steps = st.lists(st.text(min_size=1, max_size=120).filter(str.strip), min_size=5, max_size=8)


def drawn(words: list[str], hers: list[Mark], theirs: list[Mark]) -> charts.PathPicture | None:
    voices = [Voice("hers", "her view", hers), Voice("worker", "Nadia’s view", theirs)]
    return path_picture(key="p", title="Feeling safe", about="Told.", steps=words, voices=voices)


@given(steps, marks, marks)
def test_everything_is_inside_the_frame_at_both_sizes(
    words: list[str], hers: list[Mark], theirs: list[Mark]
) -> None:
    picture = drawn(words, hers, theirs)
    if not hers and not theirs:
        assert picture is None
        return
    assert picture is not None
    for drawing in (picture.wide, picture.narrow):
        wide, high = float(drawing.width), float(drawing.height)
        for trace in drawing.traces:
            for dot in trace.dots:
                assert 0 <= float(dot.x) <= wide
                assert 0 <= float(dot.y) <= high
        for _, label in drawing.rungs:
            for y, line in label.lines:
                assert 0 < float(y) < high
                room = charts.long(line) * 7.3
                left = float(label.x) - (room if label.anchor == "end" else 0)
                assert left >= -12
                assert left + room <= wide + 12


@given(steps)
def test_words_of_neighbouring_steps_never_meet(words: list[str]) -> None:
    picture = drawn(words, [Mark(FIRST, 0)], [])
    assert picture is not None
    for drawing in (picture.wide, picture.narrow):
        spans = [
            (min(float(y) for y, _ in label.lines) - 12, max(float(y) for y, _ in label.lines) + 4)
            for _, label in drawing.rungs
        ]
        for (low_top, _), (_, high_bottom) in zip(spans, spans[1:], strict=False):
            assert high_bottom <= low_top


@given(marks.filter(lambda some: len({mark.on for mark in some}) > 1))
def test_a_day_twice_as_far_is_drawn_twice_as_far(hers: list[Mark]) -> None:
    picture = drawn(STEPS, hers, [])
    assert picture is not None
    xs = [float(dot.x) for dot in picture.wide.traces[0].dots]
    whole = (hers[-1].on - hers[0].on).days
    for mark, x in zip(hers, xs, strict=True):
        share = (mark.on - hers[0].on).days / whole
        assert abs(x - (xs[0] + share * (xs[-1] - xs[0]))) < 0.2


@given(st.text(max_size=200), st.integers(4, 40), st.integers(1, 4))
def test_wrapped_words_fit_and_lose_nothing_but_what_the_dots_stand_for(
    text: str, most: int, lines: int
) -> None:
    done = charts.wrap(text, most, lines=lines)
    assert 1 <= len(done) <= lines
    assert all(charts.long(line) <= most for line in done)
    if not done[-1].endswith("…"):
        assert "".join("".join(done).split()) == "".join(text.split())


def test_two_voices_on_one_picture_differ_in_form_and_dash_not_in_colour_alone() -> None:
    assert len(set(charts.SHAPES.values())) == len(charts.SHAPES) == 4
    assert len(set(charts.DASHES.values())) == 4


@pytest.mark.parametrize("language", ["en-gb", "pl", "ar", "cy"])
def test_the_svg_is_well_formed_in_every_language(language: str) -> None:
    with translation.override(language):
        picture = drawn(
            ["<b>", '"&', "سباق", "x" * 120, "five"],
            [Mark(FIRST, 0, True), Mark(FIRST.replace(year=2027), 3)],
            [],
        )
        html = render_to_string("common/charts/path.html", {"picture": picture})
        rising = rising_picture(
            key="r", title="t", about="a", stops=[Stop(0, "<b>", "July"), Stop(0.5, "&")], hope="z"
        )
        html += render_to_string("common/charts/rising.html", {"picture": rising})
    root = ET.fromstring(f"<div>{html}</div>")
    # Where words begin is worked out from the left; a page from right to left would turn that round.
    drawings = [one for one in root.iter("svg") if one.get("role") == "img"]
    assert [one.get("direction") for one in drawings] == ["ltr"] * 3
    named = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(named) == len(set(named)) == 6
    for one in root.iter():
        assert "style" not in one.attrib
        for name in ("x", "y", "cx", "cy", "x1", "x2", "y1", "y2"):
            assert "," not in one.get(name, "")


def test_nothing_to_draw_is_nothing() -> None:
    assert (
        path_picture(
            key="p", title="", about="", steps=[], voices=[Voice("hers", "", [Mark(FIRST, 0)])]
        )
        is None
    )
    assert rising_picture(key="p", title="", about="", stops=[]) is None
