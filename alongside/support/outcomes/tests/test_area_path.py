"""How far she has come in one part of her life."""

from alongside.support.outcomes.tests.making import (
    address,
    area_key,
    assert_closed,
    make_check_in,
)
from tests.shared.cast import Cast, sign_in


def test_it_shows_the_areas_check_ins_and_no_others(cast: Cast) -> None:
    make_check_in(cast, "safety", {"hers": 1})
    make_check_in(cast, "money", {"hers": "Two pounds"})
    url = address("area_path", cast.marta, area_id=area_key("safety"))
    page = sign_in(cast.amal).get(url).content.decode()
    assert "Being and feeling safe" in page
    assert "Today she says “rarely”." in page
    assert "Two pounds" not in page


def test_an_area_nobody_spoke_about_is_an_empty_page_and_not_a_fault(cast: Cast) -> None:
    url = address("area_path", cast.marta, area_id=area_key("money"))
    answer = sign_in(cast.amal).get(url)
    assert answer.status_code == 200
    assert "No check-in yet." in answer.content.decode()


def test_a_locked_area_is_not_there_for_somebody_not_named_for_it(cast: Cast) -> None:
    url = address("area_path", cast.marta, area_id=area_key("sex_working"))
    assert sign_in(cast.amal).get(url).status_code == 404


def test_a_manager_reads_it_and_is_not_asked_to_write(cast: Cast) -> None:
    make_check_in(cast, "safety", {"hers": 1})
    url = address("area_path", cast.marta, area_id=area_key("safety"))
    page = sign_in(cast.bea).get(url).content.decode()
    assert "rarely" in page
    assert address("check_in_area", cast.marta, area_id=area_key("safety")) not in page


def test_it_is_closed_to_everybody_else(cast: Cast) -> None:
    assert_closed(cast, "area_path", area_id=area_key("safety"))
