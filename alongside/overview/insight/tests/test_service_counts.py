import re
import uuid
from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from alongside.overview.insight.tests.counting import QUARTER, check_in, service_of, women
from tests.shared.cast import Cast, sign_in

SEX_WORKING = "Safer or less sex working"


def page(cast: Cast, shape: str = "areas", period: str = QUARTER) -> str:
    answer = sign_in(cast.bea).get(f"/counts/{cast.navigators.pk}/{period}/?shape={shape}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def halves(text: str) -> tuple[str, str]:
    """Part the first voice on the page in what is exact and what would go out."""
    voice = text.partition("How this is counted")[0]
    exact, _, copy = voice.partition("as it would go out")
    return exact, copy.partition("<figure")[0]


def figures(text: str) -> list[str]:
    """Read the figures of a table, row after row, as they stand on the page."""
    cells = re.findall(r'<td class="al-number[^>]*>(.*?)</td>', text, re.S)
    return [
        re.sub(r"<[^>]*>", "", cell).replace("\N{NO-BREAK SPACE}", " ").strip() for cell in cells
    ]


def test_the_manager_sees_exact_figures_beside_the_copy_as_it_would_go_out(cast: Cast) -> None:
    service_of(cast, further=11, same=3, back=2)
    text = page(cast)
    exact, copy = halves(text)
    assert figures(exact) == ["16", "11", "3", "2", "+3"]
    assert "16 in all: 11 further on, 3 the same, 2 set back" in text
    safety = copy.partition("Being and feeling safe")[2].partition("</tr>")[0]
    assert figures(safety) == ["15", "10", "fewer than 8", "fewer than 8"]
    assert not {"16", "11", "3", "2"} & set(figures(copy))


def test_a_hidden_figure_says_why_and_offers_a_coarser_view(cast: Cast) -> None:
    service_of(cast, further=2, same=1, back=0)
    text = page(cast)
    assert "fewer than 8 women in each line" in text
    assert "Why is something not shown?" in text
    assert "?shape=aims" in text
    assert "?shape=all" in text


def test_a_woman_counts_from_her_second_check_in_and_in_the_time_of_her_latest(cast: Cast) -> None:
    once, early, late = women(cast, 3)
    check_in(once, (2,), hat=cast.amal)
    check_in(early, (1, 2), hat=cast.amal)
    check_in(late, (1, 2, 0, 3, 3, 3, 3, 3, 3, 3, 4), hat=cast.amal)
    assert "2 in all: 2 further on" in page(cast)
    assert "1 in all: 1 further on" in page(cast, period="2026-q2")


def test_two_voices_stand_apart(cast: Cast) -> None:
    (she,) = women(cast, 1)
    check_in(she, (1, 0), hat=cast.amal)
    check_in(she, (1, 3), hat=cast.amal, voice="worker")
    exact = page(cast)
    assert exact.index("Her view") < exact.index("1 set back") < exact.index("Worker's view")
    assert exact.index("Worker's view") < exact.index("1 further on")


def test_in_the_coarser_views_a_woman_is_counted_once(cast: Cast) -> None:
    (she,) = women(cast, 1)
    check_in(she, (1, 3), hat=cast.amal)
    check_in(she, (1, 2), hat=cast.amal, key="abuse")
    check_in(she, (3, 2), hat=cast.amal, key="people")
    assert "Safety: 1 in all: 1 further on, 0 the same, 0 set back" in page(cast, "aims")
    assert "All together: 1 in all: 1 further on, 0 the same, 0 set back" in page(cast, "all")


def test_a_locked_part_of_the_record_is_in_no_count_and_that_is_said(cast: Cast) -> None:
    service_of(cast, further=9, same=0, back=0)
    text = page(cast)
    assert f"only workers named by her may read it: {SEX_WORKING}" in text
    assert text.count(SEX_WORKING) == 1


def test_women_of_another_service_are_not_counted(cast: Cast) -> None:
    check_in(cast.roza, (0, 4), hat=cast.cleo)
    assert "Nothing to count yet" in page(cast)


def test_another_service_and_no_such_time_are_absent_alike(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    never = browser.get(f"/counts/{uuid.uuid4()}/{QUARTER}/")
    assert never.status_code == 404
    for absent in (
        f"/counts/{cast.advocates.pk}/{QUARTER}/",
        f"/counts/{cast.navigators.pk}/2026-q7/",
    ):
        answer = browser.get(absent)
        assert (answer.status_code, answer.content) == (404, never.content)


def test_other_roles_of_the_agency_are_refused(cast: Cast) -> None:
    for hat in (cast.amal, cast.ada, cast.conny):
        assert sign_in(hat).get(f"/counts/{cast.navigators.pk}/{QUARTER}/").status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_women(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = sign_in(cast.bea)
    address = f"/counts/{cast.navigators.pk}/{QUARTER}/"
    service_of(cast, further=1, same=1, back=0)
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    service_of(cast, further=4, same=1, back=1)
    with django_assert_num_queries(len(asked)):
        browser.get(address)
    assert len(asked) <= 15
