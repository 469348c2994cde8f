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
    """Part the page in what is exact and what would go out."""
    exact, _, copy = text.partition('id="copy"')
    return exact, copy


def test_the_manager_sees_exact_figures_beside_the_copy_as_it_would_go_out(cast: Cast) -> None:
    service_of(cast, further=11, same=3, back=2)
    exact, copy = halves(page(cast))
    assert re.findall(r'<td class="al-number"[^>]*>([^<]+)</td>', exact)[:5] == [
        "16",
        "11",
        "3",
        "2",
        "+3",
    ]
    assert "16 in all: 11 further on, 3 the same, 2 set back" in exact
    assert re.findall(r">(\d+|fewer than 8)<", copy.split("Being and feeling safe")[1])[:4] == [
        "15", "10", "fewer than 8", "fewer than 8",
    ]  # fmt: skip
    assert "16" not in re.sub(r"<[^>]*>", "", copy.split("All figures")[0])


def test_a_hidden_figure_says_why_and_offers_a_coarser_view(cast: Cast) -> None:
    service_of(cast, further=2, same=1, back=0)
    _, copy = halves(page(cast))
    assert "Why is something not shown?" in copy
    assert "?shape=aims" in copy
    assert "?shape=all" in copy
    assert "fewer than 8 women in each part of life" in copy


def test_a_woman_counts_from_her_second_check_in_and_in_the_time_of_her_latest(cast: Cast) -> None:
    once, early, late = women(cast, 3)
    check_in(once, (2,), hat=cast.amal)
    check_in(early, (1, 2), hat=cast.amal)
    check_in(late, (1, 2, 0, 3, 3, 3, 3, 3, 3, 3, 4), hat=cast.amal)
    exact, _ = halves(page(cast))
    assert "2 in all: 2 further on" in exact
    exact, _ = halves(page(cast, period="2026-q2"))
    assert "1 in all: 1 further on" in exact


def test_two_voices_stand_apart(cast: Cast) -> None:
    (she,) = women(cast, 1)
    check_in(she, (1, 0), hat=cast.amal)
    check_in(she, (1, 3), hat=cast.amal, voice="worker")
    exact, _ = halves(page(cast))
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
    exact, copy = halves(page(cast))
    assert f"only workers named by her may read it: {SEX_WORKING}" in exact
    assert SEX_WORKING not in copy


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
