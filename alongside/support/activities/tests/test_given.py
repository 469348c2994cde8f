"""What somebody was given on a day, under the name she uses there; and a drop-in, with who sits there."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.support.activities import rules
from alongside.support.activities.models import Activity, Attendance, Belonging
from tests.shared.beside import comes, group, says
from tests.shared.cast import Cast, lead_for, make_client, sign_in
from tests.shared.cover import sits
from tests.shared.forms import words_shown
from tests.shared.moving import parts_of_history
from tests.shared.nasty import SHORT


@pytest.fixture
def kitchen(cast: Cast) -> Activity:
    """A group that Vera leads, to which Marta comes."""
    says(cast)
    one = group(cast, cast.vera)
    comes(cast, one)
    return one


def at(activity: Activity, more: str = "") -> str:
    return f"/groups/{activity.pk}/on/{rules.number_of(timezone.localdate())}/{more}"


def who(cast: Cast, client_id: Any = None) -> str:
    with acting_as(cast.amal.pk):
        return str(Belonging.objects.get(client_id=client_id or cast.marta).pk)


def press(hat: Membership, one: Activity, page: str, **typed: str) -> int:
    return sign_in(hat).post(at(one, page), typed).status_code


def given(cast: Cast) -> list[str]:
    with acting_as(cast.amal.pk):
        return list(Attendance.objects.get(client_id=cast.marta).given)


def shown(hat: Membership, one: Activity) -> str:
    answer = sign_in(hat).get(at(one))
    assert answer.status_code == 200
    return " ".join(words_shown(answer.content.decode()).split())


def test_what_she_was_given_is_ticked_and_counted_in_numbers_alone(
    cast: Cast, kitchen: Activity
) -> None:
    hers = who(cast)
    press(cast.vera, kitchen, "mark/", who=hers, said="came")
    key = make_client("Lale", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(key, lead=cast.amal, manager=cast.bea)
    says(cast, key, name="Sparrow")
    comes(cast, kitchen, key)
    press(cast.vera, kitchen, "mark/", who=who(cast, key), said="came")
    for what in ("food", "shower", "food", "charge"):
        assert press(cast.vera, kitchen, "given/", who=hers, gave=what) == 302
    press(cast.vera, kitchen, "given/", who=who(cast, key), gave="food")
    assert given(cast) == ["shower", "food", "charge"]
    assert "Given that day: a shower 1, food 2, a phone charged 1." in shown(cast.vera, kitchen)
    assert press(cast.vera, kitchen, "given/", who=hers, **{"not": "shower"}) == 302
    assert given(cast) == ["food", "charge"]
    told = shown(cast.vera, kitchen)
    assert "Sparrow" in told
    assert "Lale" not in told


def test_nobody_needs_it_and_only_who_is_here_is_given_anything(
    cast: Cast, kitchen: Activity
) -> None:
    hers = who(cast)
    assert press(cast.vera, kitchen, "given/", who=hers, gave="food") == 409
    press(cast.vera, kitchen, "mark/", who=hers, said="let_us_know")
    assert press(cast.vera, kitchen, "given/", who=hers, gave="food") == 409
    press(cast.vera, kitchen, "mark/", who=hers, said="came")
    assert "Given that day" not in shown(cast.vera, kitchen)
    assert given(cast) == []


def test_gone_after_all_it_is_not_counted(cast: Cast, kitchen: Activity) -> None:
    hers = who(cast)
    press(cast.vera, kitchen, "mark/", who=hers, said="came")
    press(cast.vera, kitchen, "given/", who=hers, gave="food")
    press(cast.vera, kitchen, "mark/", who=hers, said="not_today")
    assert "Given that day" not in shown(cast.vera, kitchen)


def test_it_is_kept_in_the_part_of_groups_with_its_history(cast: Cast, kitchen: Activity) -> None:
    hers = who(cast)
    press(cast.vera, kitchen, "mark/", who=hers, said="came")
    press(cast.vera, kitchen, "given/", who=hers, gave="food")
    with acting_as(cast.amal.pk):
        row = Attendance.objects.get(client_id=cast.marta)
    assert parts_of_history(cast.amal, row.pk) == {Attendance.COMPARTMENT}
    with acting_as(cast.cleo.pk):
        assert not Attendance.objects.exists()


@pytest.mark.parametrize("what", [one for one in SHORT if "half" not in one])
def test_whatever_is_sent_gets_an_answer(cast: Cast, kitchen: Activity, what: str) -> None:
    hers = who(cast)
    press(cast.vera, kitchen, "mark/", who=hers, said="came")
    assert press(cast.vera, kitchen, "given/", who=hers, gave=SHORT[what]) == 409
    assert press(cast.vera, kitchen, "given/", who=SHORT[what], gave="food") == 404
    assert given(cast) == []


def test_only_who_leads_it_writes_it_down(cast: Cast, kitchen: Activity) -> None:
    hers = who(cast)
    press(cast.vera, kitchen, "mark/", who=hers, said="came")
    for hat in (cast.amal, cast.bea, cast.cleo):
        assert press(hat, kitchen, "given/", who=hers, gave="food") == 404
    assert press(cast.ada, kitchen, "given/", who=hers, gave="food") == 403
    assert given(cast) == []


def test_a_drop_in_shows_who_sits_there_on_its_day(cast: Cast) -> None:
    day = timezone.localdate().weekday()
    drop_in = group(cast, cast.vera, kind="drop_in", name="The open door", place="Harbour kitchen")
    sits(cast, cast.hearth, where="The Harbour Kitchen, back room", day=day)
    sits(cast, cast.practice, where="The Harbour Kitchen", day=(day + 1) % 7, who="Nurse Ike")
    sits(cast, cast.practice, where="The town hall", day=day, who="Nurse Ona")
    told = shown(cast.vera, drop_in)
    assert "Cleo, advocate" in told
    assert "Hearth" in told
    assert "Nurse" not in told
    people = sign_in(cast.bea).get(f"/groups/{drop_in.pk}/people/").content.decode()
    assert "Cleo, advocate" in words_shown(people)


def test_a_group_that_is_no_drop_in_names_nobody(cast: Cast) -> None:
    one = group(cast, cast.vera, place="Harbour kitchen")
    sits(cast, cast.hearth, where="Harbour kitchen", day=timezone.localdate().weekday())
    assert "Cleo" not in shown(cast.vera, one)
    assert one.kind == Activity.Kind.GROUP


def test_a_drop_in_nobody_sits_at_says_so(cast: Cast) -> None:
    drop_in = group(cast, cast.vera, kind="drop_in", place="", at_time=datetime.time(10))
    sits(cast, cast.hearth, where="", day=timezone.localdate().weekday())
    assert "Nobody from another service is written down" in shown(cast.vera, drop_in)
