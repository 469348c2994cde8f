"""Checking in about a part of her life, on the five steps of that area."""

from typing import Any

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.support.outcomes.models import OutcomeArea
from alongside.support.outcomes.tests.making import (
    address,
    area_key,
    assert_closed,
    filled,
    form_with,
    readings_of,
)
from tests.shared.cast import Cast, sign_in


def post(cast: Cast, area: str, **typed: Any) -> Any:
    browser, url = sign_in(cast.amal), address("check_in_area", cast.marta, area_id=area_key(area))
    return browser.post(url, filled(browser, url, "hers_words", **typed))


def test_it_takes_the_areas_part_of_her_record(cast: Cast) -> None:
    answer = post(cast, "mind", hers_rung="0", worker_rung="2")
    assert answer.url == address("area_path", cast.marta, area_id=area_key("mind"))
    hers, theirs = readings_of(cast.amal)
    assert (hers.area_id, hers.goal_id, hers.rung) == (area_key("mind"), None, 0)
    assert {hers.compartment, theirs.compartment} == {Compartment.HEALTH.value}


def test_the_five_rungs_of_the_area_are_offered(cast: Cast) -> None:
    url = address("check_in_area", cast.marta, area_id=area_key("safety"))
    page = sign_in(cast.amal).get(url).content.decode()
    assert form_with(page, "hers_rung").fields["hers_rung"].offered == ["4", "3", "2", "1", "0", ""]
    for rung in OutcomeArea.objects.get(key="safety").rungs:
        assert rung in page


def test_a_locked_area_is_not_there_for_somebody_not_named_for_it(cast: Cast) -> None:
    url = address("check_in_area", cast.marta, area_id=area_key("sex_working"))
    assert sign_in(cast.amal).get(url).status_code == 404
    assert sign_in(cast.amal).post(url, {"hers_words": "x"}).status_code == 404
    with acting_as(cast.amal.pk):
        assert not readings_of(cast.amal)


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "check_in_area", area_id=area_key("safety"))
