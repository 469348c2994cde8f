"""How far she has come: the same in a picture, in words and in a table."""

import datetime
import re
import xml.etree.ElementTree as ET

from alongside.foundation.access.compartments import Compartment
from alongside.support.outcomes.tests.making import (
    LONG_AGO,
    STEPS,
    address,
    assert_closed,
    audited,
    make_attempt,
    make_check_in,
    make_goal,
)
from tests.shared.cast import Cast, sign_in


def walked(cast: Cast) -> str:
    """Make a way with a dip in two voices, and open its page."""
    key = make_goal(cast)
    for days, hers, theirs in ((0, 0, 0), (60, 2, 3), (120, 1, 2), (150, 2, 3), (300, 3, 3)):
        on = LONG_AGO + datetime.timedelta(days=days)
        make_check_in(cast, key, {"hers": hers, "worker": theirs}, on=on)
    url = address("goal_path", cast.marta, goal_id=key)
    return sign_in(cast.amal).get(url).content.decode()


def drawings(page: str) -> list[ET.Element]:
    """Read the pictures of a page as XML."""
    return [
        ET.fromstring(svg) for svg in re.findall(r'<svg class="al-chart.*?</svg>', page, re.DOTALL)
    ]


def test_the_picture_has_a_title_a_description_and_no_style(cast: Cast) -> None:
    page = walked(cast)
    wide, narrow = drawings(page)
    for drawing in (wide, narrow):
        assert drawing.get("role") == "img"
        named = drawing.get("aria-labelledby", "").split()
        texts = {one.get("id"): one.text for one in drawing if one.tag in ("title", "desc")}
        assert [texts[name] for name in named][0] == "Run with everyone"
        assert "She started at “a walk” in July 2023." in (texts[named[1]] or "")
        assert not [
            one for one in drawing.iter() if "style" in one.attrib or one.tag in ("style", "script")
        ]
    assert len(set(re.findall(r'id="(path-[^"]+)"', page))) == 4


def test_time_on_the_picture_is_in_true_proportion(cast: Cast) -> None:
    wide = drawings(walked(cast))[0]
    hers = next(one for one in wide.iter("polyline") if "al-line--hers" in one.get("class", ""))
    xs = [float(point.split(",")[0]) for point in hers.get("points", "").split()]
    shares = [(x - xs[0]) / (xs[-1] - xs[0]) for x in xs]
    assert [round(share, 2) for share in shares] == [0, 0.2, 0.4, 0.5, 1]


def test_every_step_stands_on_the_picture_in_her_words(cast: Cast) -> None:
    for drawing in drawings(walked(cast)):
        words = " ".join(one.text or "" for one in drawing.iter("tspan"))
        assert all(step in words for step in STEPS)


def test_the_table_says_each_voice_in_a_column_of_its_own(cast: Cast) -> None:
    page = walked(cast)
    table = page[page.index("<table") : page.index("</table>")]
    heads = re.findall(r'<th scope="col">(.*?)</th>', table)
    assert heads == ["Day", "Her view", "Amal’s view", "How"]
    assert table.count("<tr>") == 1 + 5
    rows = re.findall(r'data-label="(Her|Amal’s) view"><strong dir="auto">(.*?)</strong>', table)
    assert rows[:2] == [("Her", "the start line"), ("Amal’s", "the start line")]


def test_no_figure_is_ever_made_of_two_voices(cast: Cast) -> None:
    drawn = drawings(walked(cast))[0]
    levels = {line.get("y1") for line in drawn.iter("line")}
    for line in drawn.iter("polyline"):
        heights = {point.split(",")[1] for point in line.get("points", "").split()}
        assert heights <= levels
    assert len(list(drawn.iter("polyline"))) == 2


def test_tries_at_the_goal_stand_beside_the_path(cast: Cast) -> None:
    key = make_goal(cast, "Register with a GP", steps=())
    make_attempt(cast, key, datetime.date(2024, 1, 1), barrier="no_phone", words="They rang off.")
    page = sign_in(cast.amal).get(address("goal_path", cast.marta, goal_id=key)).content.decode()
    assert "They rang off." in page


def test_looking_back_is_marked_in_the_picture_and_in_the_table(cast: Cast) -> None:
    key = make_goal(cast)
    make_check_in(cast, key, {"hers": 0}, on=datetime.date(2023, 1, 1), looking_back=True)
    page = sign_in(cast.amal).get(address("goal_path", cast.marta, goal_id=key)).content.decode()
    assert "written down later, looking back" in page
    assert "looking back</span>" in page


def test_opening_it_is_written_down_with_its_part(committed_cast: Cast) -> None:
    key = make_goal(committed_cast, area="health")
    sign_in(committed_cast.amal).get(address("goal_path", committed_cast.marta, goal_id=key))
    assert audited("outcomes.path") == [("opened", Compartment.BASICS | Compartment.HEALTH)]


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "goal_path", goal_id=make_goal(cast))
