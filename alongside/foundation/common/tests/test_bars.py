from django.template.loader import render_to_string
from django.utils import translation

from alongside.foundation.common.bars import Bar, stacked

NAMES = ["on", "level", "back"]


def drawn(*shares: int | None, whole: int = 20) -> dict[str, object]:
    chart = stacked(key="k", title="t", bars=[Bar("Sleep", "said", whole, shares)], keys=NAMES)
    return chart["bars"][0]  # type: ignore[no-any-return]


def test_shares_fill_the_bar_in_their_order() -> None:
    assert drawn(10, 5, 5)["parts"] == [
        {"filling": "full", "x": "0.00%", "width": "50.00%"},
        {"filling": "pale", "x": "50.00%", "width": "25.00%"},
        {"filling": "striped", "x": "75.00%", "width": "25.00%"},
    ]


def test_a_share_of_nought_is_not_drawn_and_a_hidden_one_leaves_the_rest_open() -> None:
    assert [part["filling"] for part in drawn(20, 0, 0)["parts"]] == ["full"]  # type: ignore[attr-defined]
    assert drawn(10, None, None)["rest"] == ("50.00%", "100%")
    assert drawn(10, 5, 5)["rest"] is None


def test_rounded_shares_beyond_their_whole_still_fit() -> None:
    parts = drawn(15, 10, None, whole=20)["parts"]
    assert sum(float(part["width"].rstrip("%")) for part in parts) <= 100  # type: ignore[attr-defined]


def test_from_right_to_left_the_picture_is_mirrored() -> None:
    with translation.override("ar"):
        assert drawn(15, 5, 0)["parts"][0]["x"] == "25.00%"  # type: ignore[index]
        assert drawn(15, None, None)["rest"] == ("0%", "25.00%")


def test_the_picture_is_told_in_words_and_needs_no_style_of_its_own() -> None:
    chart = stacked(
        key="k", title="Her view", bars=[Bar("<Sleep>", "said", 3, [1, 1, 1])], keys=NAMES
    )
    html = render_to_string("common/charts/bars.html", {"chart": chart})
    assert "<title" in html
    assert "&lt;Sleep&gt;: said." in html
    assert "style=" not in html
