"""Who is invited: on her yes alone, and never one she keeps away."""

import uuid
from typing import Any

import pytest
from django.utils import timezone

from alongside.coordination.meetings.models import Invited
from alongside.coordination.meetings.tests.writing import (
    at,
    fresh,
    same_bytes,
    send,
    strangers,
    text,
)
from alongside.core.sharing.actions import away
from alongside.core.team import actions as team
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import words_shown
from tests.shared.meetings import a_meeting, one_again
from tests.shared.safety import holds
from tests.shared.sharing import wish


def keeps_away(cast: Cast, **whom: Any) -> None:
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, made_by=cast.amal, by=actor(cast.amal), **whom
        )


def there(cast: Cast, meeting: Any) -> list[Invited]:
    return one_again(cast, meeting).invited


def test_an_agency_is_put_on_the_list_with_what_she_says_to_it(cast: Cast) -> None:
    one, key = a_meeting(cast), fresh()
    url = at("invite", cast, one.pk)
    assert cast.practice.name in text(sign_in(cast.amal), url)
    for _time in range(2):
        answer = send(
            cast, url, whom=f"agency:{cast.practice.pk}", name="Sue", her_say="yes", her_words="She is kind.",
            key=key,
        )  # fmt: skip
        assert answer["Location"] == at("meeting", cast, one.pk) + "#who"
    (row,) = there(cast, one)
    assert (row.agency_id, row.name, row.her_say) == (cast.practice.pk, "Sue", "yes")
    assert row.whom == f"Sue, {cast.practice.name}"


def test_her_team_stands_first_on_the_list(cast: Cast) -> None:
    one = a_meeting(cast)
    facts = {
        "agency": cast.practice, "service": None, "role": "health", "name": "Dr Bell", "reached": "",
        "for_her": "", "since": None, "her_choice": True,
    }  # fmt: skip
    with acting_as(cast.amal.pk):
        team.name_ally(
            key=new_key(), client_id=cast.marta, facts=facts, agencies_away=(), names_away=(),
            membership=cast.amal, by=actor(cast.amal),
        )  # fmt: skip
    page = text(sign_in(cast.amal), at("invite", cast, one.pk))
    assert f"Dr Bell, {cast.practice.name}" in page
    assert "Her team" in page


def test_one_who_belongs_to_another_locked_part_is_no_choice_here(cast: Cast) -> None:
    holds(cast, Compartment.IMMIGRATION)
    facts = {
        "agency": cast.practice, "role": "papers", "name": "Mx Law", "for_her": "", "reached": "",
        "since": timezone.localdate(), "her_choice": "",
    }  # fmt: skip
    with acting_as(cast.amal.pk):
        team.name_ally(
            key=new_key(), client_id=cast.marta, facts=facts, agencies_away=(), names_away=(),
            membership=cast.amal, by=actor(cast.amal),
        )  # fmt: skip
    assert "Mx Law" not in text(sign_in(cast.amal), at("invite", cast, a_meeting(cast).pk))


def test_who_is_on_no_list_is_written_by_name(cast: Cast) -> None:
    one = a_meeting(cast)
    answer = send(cast, at("invite", cast, one.pk))
    assert "Say who is invited" in words_shown(answer.content.decode())
    send(cast, at("invite", cast, one.pk), name="Aunt Rose")
    assert [(row.name, row.agency_id, row.her_say) for row in there(cast, one)] == [
        ("Aunt Rose", None, "")
    ]


def test_an_agency_she_keeps_away_is_answered_like_one_that_never_was(cast: Cast) -> None:
    one, shore = a_meeting(cast), Agency.objects.create(name="Shore Housing")
    keeps_away(cast, agency=shore)
    url = at("invite", cast, one.pk)
    assert "Shore Housing" not in text(sign_in(cast.amal), url)
    hidden = send(cast, url, whom=f"agency:{shore.pk}")
    never = send(cast, url, whom=f"agency:{uuid.uuid4()}")
    assert (hidden.status_code, never.status_code) == (422, 422)
    bare = [same_bytes(answer.content.decode()) for answer in (hidden, never)]
    assert bare[0] == bare[1]
    assert "Choose one from the list." in words_shown(bare[0])
    assert there(cast, one) == []


@pytest.mark.parametrize(
    "typed", ["Shore Housing", "Sue of shore housing", "SHORE HOUSING, desk 2"]
)
def test_an_agency_is_chosen_and_never_typed_past_what_she_said(cast: Cast, typed: str) -> None:
    one, shore = a_meeting(cast), Agency.objects.create(name="Shore Housing")
    keeps_away(cast, agency=shore)
    url = at("invite", cast, one.pk)
    for chosen in ({}, {"whom": f"agency:{cast.practice.pk}"}):
        answer = send(cast, url, name=typed, her_say="yes", **chosen)
        assert answer.status_code == 422
        assert "Choose it from the list" in words_shown(answer.content.decode())
    assert there(cast, one) == []


def test_nobody_stands_on_a_list_twice(cast: Cast) -> None:
    one, key = a_meeting(cast), fresh()
    url = at("invite", cast, one.pk)
    asked = {"whom": f"agency:{cast.practice.pk}", "name": "Sue", "key": key}
    assert send(cast, url, her_say="yes", **asked).status_code == 302
    # From another form, and from the same one after Back.
    for other in ({"name": "sue", "key": fresh()}, {}):
        answer = send(cast, url, her_say="no", **{**asked, **other})
        assert answer.status_code == 422
        assert "on the list already" in words_shown(answer.content.decode())
    assert [row.her_say for row in there(cast, one)] == ["yes"]


def test_a_name_like_one_she_keeps_away_is_asked_about(cast: Cast) -> None:
    one = a_meeting(cast)
    keeps_away(cast, person_name="Tariq Mahmood")
    answer = send(cast, at("invite", cast, one.pk), name="tariq")
    assert answer.status_code == 422
    assert "keeps somebody of this name away" in words_shown(answer.content.decode())
    assert there(cast, one) == []


def test_where_one_of_them_works_somebody_else_there_is_invited_by_name(cast: Cast) -> None:
    one = a_meeting(cast)
    keeps_away(cast, worker=cast.petra.worker)
    url = at("invite", cast, one.pk)
    answer = send(cast, url, whom=f"agency:{cast.practice.pk}")
    assert "by name" in words_shown(answer.content.decode())
    assert send(cast, url, whom=f"agency:{cast.practice.pk}", name="Sue").status_code == 302


def test_a_wish_that_says_never_to_them_is_shown_and_holds(cast: Cast) -> None:
    one = a_meeting(cast)
    wish(cast, "never", about="agency", agency=cast.practice, her_words="Not that desk.")
    answer = send(cast, at("invite", cast, one.pk), whom=f"agency:{cast.practice.pk}", name="Sue")
    assert answer.status_code == 422
    page = words_shown(answer.content.decode())
    assert "A wish of hers says never to this." in page
    assert "Not that desk." not in page
    assert there(cast, one) == []


@pytest.mark.parametrize("whom", ["hat:x", "agency:", "ally:\x00", "x" * 5000])
def test_a_choice_that_is_none_gets_a_sentence(cast: Cast, whom: str) -> None:
    answer = send(cast, at("invite", cast, a_meeting(cast).pk), whom=whom, name="Sue")
    assert answer.status_code == 422


def test_whoever_only_manages_invites_nobody(cast: Cast) -> None:
    one = a_meeting(cast)
    answer = send(cast, at("invite", cast, one.pk), hat=cast.bea, name="Sue")
    assert answer.status_code == 409
    strangers(cast, at("invite", cast, one.pk), name="Sue")
    assert there(cast, one) == []
