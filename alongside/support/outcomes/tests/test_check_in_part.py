"""A check-in about a part of her life, moved to another part of her record."""

from django.urls import reverse

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.support.outcomes import actions
from alongside.support.outcomes.models import OutcomeArea, Reading
from alongside.support.outcomes.rules import Said
from alongside.support.outcomes.tests.making import (
    LONG_AGO,
    address,
    area_key,
    audited,
    make_check_in,
    make_goal,
)
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.moving import move, parts_of


def test_every_voice_of_it_moves_and_the_others_stay(committed_cast: Cast) -> None:
    cast = committed_cast
    make_check_in(cast, "health", {"hers": 1}, on=LONG_AGO)
    sitting = make_check_in(cast, "health", {"hers": "zqpapersqz", "worker": 2})
    page = address("check_in_part", cast.marta, sitting=sitting)
    way = address("area_path", cast.marta, area_id=area_key("health"))
    assert page in sign_in(cast.amal).get(way).content.decode()
    assert move(sign_in(cast.amal), page, C.IMMIGRATION).status_code == 302
    assert parts_of(cast.amal, Reading) == {C.HEALTH, C.IMMIGRATION}
    assert parts_of(cast.bea, Reading) == {C.HEALTH}
    assert "zqpapersqz" not in sign_in(cast.bea).get(way).content.decode()
    hers = sign_in(cast.amal).get(way).content.decode()
    assert "zqpapersqz" in hers
    assert audited("outcomes.path")[-1] == ("opened", C.BASICS | C.HEALTH | C.IMMIGRATION)


def test_what_is_added_to_it_goes_where_it_is(cast: Cast) -> None:
    sitting = new_key()
    with acting_as(cast.amal.pk):
        facts = {
            "sitting": sitting, "client_id": cast.marta, "on": LONG_AGO, "by": actor(cast.amal),
            "about": OutcomeArea.objects.get(key="health"),
        }  # fmt: skip
        actions.check_in(said=[Said("hers", 1, "")], **facts)
    move(sign_in(cast.amal), address("check_in_part", cast.marta, sitting=sitting), C.IMMIGRATION)
    with acting_as(cast.amal.pk):
        actions.check_in(said=[Said("hers", 1, "The visa."), Said("worker", 2, "Hope.")], **facts)
    assert parts_of(cast.amal, Reading) == {C.IMMIGRATION}


def test_one_about_a_goal_moves_with_its_goal_alone(cast: Cast) -> None:
    sitting = make_check_in(cast, make_goal(cast), {"hers": 1})
    page = address("check_in_part", cast.marta, sitting=sitting)
    assert sign_in(cast.amal).get(page).status_code == 404


def test_its_day_is_not_on_the_line_of_somebody_who_sees_it_no_more(cast: Cast) -> None:
    sitting = make_check_in(cast, "health", {"hers": "zqpapersqz"})
    line = reverse("home:timeline", args=[cast.marta])
    assert "zqpapersqz" in sign_in(cast.bea).get(line).content.decode()
    move(sign_in(cast.amal), address("check_in_part", cast.marta, sitting=sitting), C.IMMIGRATION)
    assert "zqpapersqz" not in sign_in(cast.bea).get(line).content.decode()
