"""Her children, what was agreed and what is decided: her side of it, and only for who may see it."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.core.around.models import Arrangement, Child, Day, Pregnancy, Process
from alongside.core.around.tests.writing import at, same_bytes, text
from alongside.foundation.access.compartments import Compartment as C
from tests.shared.around import near_her
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown
from tests.shared.sharing import give, make_leila


def ahead(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def everything(cast: Cast) -> dict[str, Any]:
    child = near_her(
        cast, Child, name="Kuba", born_year=2021, born_about=True, lives="care", words="My boy."
    )
    agreed = near_her(
        cast, Arrangement, child=child, agreed="Sundays from 2 to 4", agreed_by="the court"
    )
    process = near_her(
        cast, Process, kind="court", whom="Kuba", beside_her="Priya", words="I want to be heard."
    )
    near_her(cast, Pregnancy, words="I am glad.", who_knows="Dee", wants_known="Nobody at home.")
    near_her(
        cast, Day, process=process, kind="hearing", on_date=ahead(9), with_whom="Amal",
        wants_to_say="That I have a room.",
    )  # fmt: skip
    near_her(
        cast, Day, arrangement=agreed, kind="together", on_date=ahead(-5), state="been",
        how_it_was="He called me mama.",
    )  # fmt: skip
    near_her(cast, Day, process=process, kind="to_get", on_date=ahead(-3), state="been")
    return {"child": child, "agreed": agreed, "process": process}


def test_it_tells_her_side_her_words_first(cast: Cast) -> None:
    everything(cast)
    shown = words_shown(text(sign_in(cast.amal), at("near", cast)))
    for words in (
        "My boy.", "born about 2021", "in care", "Sundays from 2 to 4", "Agreed by the court",
        "He called me mama.", "I want to be heard.", "Priya", "With her: Amal", "That I have a room.",
        "has come", "I am glad.", "Dee", "Nobody at home.",
    ):  # fmt: skip
        assert words in shown, words
    assert shown.index("My boy.") < shown.index("born about")


def test_with_nothing_written_down_it_is_no_empty_form(cast: Cast) -> None:
    page = text(sign_in(cast.amal), at("near", cast))
    assert "She may never want it to be, and that is fine." in page
    assert "<input" not in page.partition("<main")[2].partition("</main")[0]


def test_somebody_who_may_not_read_it_sees_a_calm_absence_whatever_there_is(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, C.STORY)
    browser = sign_in(leila)
    before = same_bytes(text(browser, at("near", cast)))
    assert "is not shared with you" in before
    everything(cast)
    assert same_bytes(text(browser, at("near", cast))) == before


@pytest.mark.parametrize("many", [1, 20])
def test_it_takes_the_same_few_queries_however_much_there_is(cast: Cast, many: int) -> None:
    for _number in range(many):
        everything(cast)
    browser = sign_in(cast.amal)
    text(browser, at("near", cast))
    with CaptureQueriesContext(connection) as asked:
        text(browser, at("near", cast))
    assert len([one for one in asked if 'FROM "around_' in one["sql"]]) == 5


def test_a_stranger_and_somebody_without_women_get_no_page(cast: Cast) -> None:
    everything(cast)
    assert sign_in(cast.cleo).get(at("near", cast)).status_code == 404
    assert sign_in(cast.vera).get(at("near", cast)).status_code == 403
