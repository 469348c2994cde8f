"""Stretches of time drawn as bands: where they lie, how wide, and what is told in words beside them."""

import datetime

from django.template.loader import render_to_string

from alongside.foundation.common.bands import Band, Lane, band_picture

DAY = datetime.date


def drawn(*bands: Band, **more: str) -> dict[str, object]:
    picture = band_picture(
        key="x", title="Nights", exact="known", about="a guess",
        lanes=[Lane(more.get("label", "Outside"), "3 nights", "plum", bands)],
    )  # fmt: skip
    assert picture is not None
    return picture


def test_without_a_day_there_is_no_picture() -> None:
    lane = Lane("Outside", "no nights", "plum", [])
    assert band_picture(key="x", title="", exact="", about="", lanes=[lane]) is None


def test_bands_lie_where_their_days_are() -> None:
    picture = drawn(
        Band(DAY(2026, 1, 1), DAY(2026, 1, 10)), Band(DAY(2026, 1, 91 - 60), DAY(2026, 4, 10))
    )
    first, second = picture["lanes"][0]["bands"]  # type: ignore[index]
    assert (first["x"], first["width"]) == ("0.00%", "10.00%")
    assert second["x"] == "30.00%"
    assert float(second["x"][:-1]) + float(second["width"][:-1]) == 100


def test_one_night_in_ten_years_can_still_be_seen_and_none_leaves_the_picture() -> None:
    picture = drawn(Band(DAY(2016, 1, 1), DAY(2016, 1, 1)), Band(DAY(2026, 1, 1), DAY(2026, 1, 1)))
    for band in picture["lanes"][0]["bands"]:  # type: ignore[index]
        x, width = float(band["x"][:-1]), float(band["width"][:-1])
        assert width >= 0.5
        assert x + width <= 100.01


def test_a_guess_is_told_apart_without_any_colour_and_the_words_say_the_figures() -> None:
    html = render_to_string(
        "common/charts/band.html",
        {"chart": drawn(Band(DAY(2026, 1, 1), DAY(2026, 2, 1), about=True), label="<b>Out</b>")},
    )
    assert "stroke-dasharray" in html
    assert "a guess" in html
    assert "&lt;b&gt;Out&lt;/b&gt;: 3 nights." in html
    exact = render_to_string(
        "common/charts/band.html", {"chart": drawn(Band(DAY(2026, 1, 1), DAY(2026, 2, 1)))}
    )
    assert "stroke-dasharray" not in exact
    assert "figcaption" not in exact
