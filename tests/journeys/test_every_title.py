"""Titles stay behind in a browser's history: they say which kind of page it was, and never whose."""

import html
import re

import pytest
from django.urls import reverse

from tests.journeys.test_every_url import CAST, ELSEWHERE, TABLE
from tests.shared.cast import Cast, sign_in
from tests.shared.world import make_world, places

# Pages she is shown: their titles don't even say whose program it is.
HERS = {
    "around:paper": "My page",
    "herspace:my_path": "My path",
    "herspace:pick": "My path",
    "herspace:opened": "My page",
    "referrals:ask_sent": "My page",
    "referrals:ask_start": "My page",
    "gathering:line": "My page",
    "referrals:ask_reach": "My page",
    "referrals:ask_word": "My page",
    "referrals:link_start": "My page",
    "referrals:link_reach": "My page",
    "referrals:link_tonight": "My page",
}
TITLE = re.compile(r"<title>(.*?)</title>", re.S)
# Whoever reads one over a shoulder, or finds it in the history, learns nothing of her.
TELLING = re.compile(
    r"marta|roza|siân|health|safe|child|immigra|sex|justice|police|court|money|home\b|risk|abuse|harm",
    re.I,
)


@pytest.mark.parametrize("who", ["amal", "bea", "ada"])
def test_no_title_names_her_or_says_what_it_is_about(cast: Cast, who: str) -> None:
    world = make_world(cast)
    browser = sign_in(getattr(cast, who))
    wrong, read = [], 0
    for place in places():
        if place.name in ELSEWHERE or TABLE[place.name][CAST.index(who)] != "200":
            continue
        answer = browser.get(reverse(place.name, kwargs=world.filled(place)))
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        found = TITLE.search(answer.content.decode())
        title = html.unescape(found[1]) if found else ""
        read += 1
        if place.name in HERS:
            fits = title == HERS[place.name]
        else:
            fits = re.fullmatch(r"[^·]+ · Alongside", title) is not None
        if not fits or TELLING.search(title):
            wrong.append(f"{place.name}: {title}")
    assert not wrong
    assert read > 15
