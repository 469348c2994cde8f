"""Changing one section of a meeting: when, her part, the points, that it is off, and afterwards."""

import datetime

import pytest
from django.utils import timezone

from alongside.coordination.meetings import queries
from alongside.coordination.meetings.tests.writing import at, send, strangers, text
from alongside.core.sharing.actions import away
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import day_typed, words_shown
from tests.shared.meetings import a_meeting, one_again

TODAY = timezone.localdate()


def test_how_she_takes_part_is_her_choice_with_what_she_needs(cast: Cast) -> None:
    one = a_meeting(cast)
    url = at("her_part", cast, one.pk)
    text(sign_in(cast.amal), url)
    answer = send(
        cast,
        url,
        how="beside",
        beside="Joy",
        needs=["door", "break"],
        needs_words="No lift.",
        version="1",
    )
    assert answer["Location"] == at("meeting", cast, one.pk) + "#her_part"
    told = one_again(cast, one)
    assert (told.meeting.how, told.meeting.beside, told.meeting.version) == ("beside", "Joy", 2)
    assert told.needs == ["a break when she wants one", "a seat near the door", "No lift."]
    page = words_shown(text(sign_in(cast.amal), at("meeting", cast, one.pk)))
    assert "She is there, with somebody beside her: Joy" in page


def test_somebody_who_saved_first_is_shown_beside_what_was_typed(cast: Cast) -> None:
    one = a_meeting(cast)
    url = at("points", cast, one.pk)
    send(cast, url, her_points="A door I can lock", version="1")
    answer = send(cast, url, her_points="My son", version="1")
    assert answer.status_code == 422
    page = words_shown(answer.content.decode())
    assert "A door I can lock" in page
    assert "My son" in page
    again = send(cast, url, her_points="A door I can lock\nMy son", version="2")
    assert again.status_code == 302
    assert one_again(cast, one).meeting.hers == ["A door I can lock", "My son"]


def test_it_moves_to_another_day(cast: Cast) -> None:
    one = a_meeting(cast)
    later = TODAY + datetime.timedelta(days=20)
    send(
        cast,
        at("when", cast, one.pk),
        what_for="Once for all.",
        version="1",
        **day_typed("on_date", later),
    )
    now = one_again(cast, one).meeting
    assert (now.on_date, now.what_for, now.called, now.at_time) == (
        later,
        "Once for all.",
        "",
        None,
    )


def test_who_called_it_off_is_written_down(cast: Cast) -> None:
    one = a_meeting(cast)
    url = at("off", cast, one.pk)
    answer = send(cast, url, version="1")
    assert answer.status_code == 422
    send(
        cast,
        url,
        off_by="agency",
        off_agency=str(cast.practice.pk),
        off_words="Nobody free.",
        version="1",
    )
    now = one_again(cast, one).meeting
    assert (now.state, now.off_by, now.off_agency_id) == ("off", "agency", cast.practice.pk)
    page = words_shown(text(sign_in(cast.amal), at("meeting", cast, one.pk)))
    assert f"Called off by {cast.practice.name}." in page
    with acting_as(cast.amal.pk):
        (item,) = queries.timeline_items(cast.marta)
    assert cast.practice.name in item.title
    send(cast, url, off_by="us", off_agency=str(cast.practice.pk), version="2")
    assert one_again(cast, one).meeting.off_agency_id is None


def test_called_off_it_is_planned_again_by_its_new_day(cast: Cast) -> None:
    one = a_meeting(cast)
    send(cast, at("off", cast, one.pk), off_by="us", version="1")
    page = words_shown(text(sign_in(cast.amal), at("meeting", cast, one.pk)))
    assert "Plan it again" in page
    later = one.on_date + datetime.timedelta(days=7)
    typed = {"what_for": "Once for all.", "version": "2", **day_typed("on_date", later)}
    assert send(cast, at("when", cast, one.pk), **typed).status_code == 302
    now = one_again(cast, one).meeting
    assert (now.state, now.on_date, now.off_by) == ("planned", later, "")


def test_an_agency_she_keeps_away_can_not_be_named_as_who_called_it_off(cast: Cast) -> None:
    one = a_meeting(cast)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(),
            client_id=cast.marta,
            agency=cast.practice,
            made_by=cast.amal,
            by=actor(cast.amal),
        )
    answer = send(
        cast,
        at("off", cast, one.pk),
        off_by="agency",
        off_agency=str(cast.practice.pk),
        version="1",
    )
    assert answer.status_code == 422
    assert "Choose one from the list." in words_shown(answer.content.decode())


def test_afterwards_she_says_how_it_was_on_a_day_asked_by_somebody(cast: Cast) -> None:
    one = a_meeting(cast, days=-1)
    url = at("afterwards", cast, one.pk)
    answer = send(cast, url, debrief_words="They listened.", version="1")
    assert "Write the day on which she said this." in words_shown(answer.content.decode())
    send(
        cast, url, how_it_was="self", view_words="She spoke first.", debrief_words="They listened.",
        version="1", **day_typed("debrief_on", TODAY),
    )  # fmt: skip
    now = one_again(cast, one).meeting
    assert (now.how_it_was, now.debrief_words, now.debrief_by_id) == (
        "self", "They listened.", cast.amal.pk,
    )  # fmt: skip
    page = words_shown(text(sign_in(cast.amal), at("meeting", cast, one.pk)))
    assert "They listened." in page
    send(cast, url, how_it_was="self", version="2")
    assert one_again(cast, one).meeting.debrief_by_id is None


@pytest.mark.parametrize("name", ["when", "her_part", "points", "off", "afterwards"])
def test_nobody_else_changes_any_of_it(cast: Cast, name: str) -> None:
    one = a_meeting(cast)
    strangers(cast, at(name, cast, one.pk), version="1")
    assert one_again(cast, one).meeting.version == 1


@pytest.mark.parametrize("version", ["", "x", "99999999999999999999", "-1"])
def test_a_version_that_is_none_changes_nothing(cast: Cast, version: str) -> None:
    one = a_meeting(cast)
    answer = send(cast, at("points", cast, one.pk), her_points="x", version=version)
    assert answer.status_code == 422
    assert one_again(cast, one).meeting.version == 1
