"""The page of one meeting, and the list of them."""

import uuid
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.coordination.meetings.models import Meeting
from alongside.coordination.meetings.tests.writing import at, same_bytes, send, strangers, text
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown
from tests.shared.meetings import a_line, a_meeting, a_promise, an_invited, one_again, points


def test_her_part_and_her_points_stand_before_everything_else(cast: Cast) -> None:
    one = a_meeting(cast, days=0)
    points(cast, one, "A door I can lock\nMy son", "The rent")
    coming = an_invited(cast, one, cast.practice)
    a_promise(cast, one, "Ask for a flat.", whose=coming)
    page = text(sign_in(cast.amal), at("meeting", cast, one.pk))
    places = [
        page.index(words)
        for words in ("So that I say it once.", "A door I can lock", "My son", "The rent",
                      "Who is invited", "Ask for a flat.")
    ]  # fmt: skip
    assert places == sorted(places)


def test_a_promise_whose_day_has_passed_is_named_on_the_page_and_on_hers(cast: Cast) -> None:
    one = a_meeting(cast, days=-20)
    a_promise(cast, one, "Ask for a flat.", due=-2)
    a_promise(cast, one, "Ring the school.", due=9)
    browser = sign_in(cast.amal)
    page = words_shown(text(browser, at("meeting", cast, one.pk)))
    assert "One promise of this meeting is late." in page
    hers = words_shown(text(browser, f"/women/{cast.marta}/"))
    assert "Promised, not done yet" in hers
    assert hers.index("Ask for a flat.") < hers.index("Ring the school.")


def test_today_names_what_is_due_to_who_leads_for_her_and_to_nobody_else(cast: Cast) -> None:
    one = a_meeting(cast, days=-20)
    a_promise(cast, one, "Ask for a flat.", due=-2)
    a_promise(cast, one, "Ring the school.", due=9)
    page = words_shown(text(sign_in(cast.amal), "/"))
    assert "Promised at a meeting" in page
    assert "Ask for a flat." in page
    assert "Ring the school." not in page
    assert "Ask for a flat." not in text(sign_in(cast.cleo), "/")


def test_a_meeting_that_took_place_stands_on_her_timeline(cast: Cast) -> None:
    one = a_meeting(cast, days=0)
    browser = sign_in(cast.amal)
    timeline = f"/women/{cast.marta}/timeline/?sort=meeting"
    assert at("meeting", cast, one.pk) not in text(browser, timeline)
    for _time in range(2):
        answer = send(cast, at("held", cast, one.pk))
        assert answer["Location"].startswith(at("meeting", cast, one.pk))
    assert one_again(cast, one).meeting.state == Meeting.State.HELD
    assert at("meeting", cast, one.pk) in text(browser, timeline)


def test_it_can_not_have_taken_place_on_a_day_to_come(cast: Cast) -> None:
    one = a_meeting(cast, days=2)
    answer = send(cast, at("held", cast, one.pk))
    assert answer.status_code == 409
    assert "still to come" in words_shown(answer.content.decode())
    assert one_again(cast, one).meeting.state == Meeting.State.PLANNED


def test_one_of_another_part_looks_like_none_to_who_may_not_read_it(cast: Cast) -> None:
    one = a_meeting(cast, part=Compartment.COUNSELLING)
    browser = sign_in(cast.bea)
    never = browser.get(at("meeting", cast, uuid.uuid4()))
    hidden = browser.get(at("meeting", cast, one.pk))
    assert (hidden.status_code, never.status_code) == (404, 404)
    assert same_bytes(hidden.content.decode()) == same_bytes(never.content.decode())
    assert "say it once" not in text(browser, at("meetings", cast))


def test_it_moves_to_another_part_with_all_that_hangs_on_it(cast: Cast) -> None:
    one = a_meeting(cast, days=0)
    coming = an_invited(cast, one, cast.practice)
    a_line(cast, one, "She wants a door.", coming)
    a_promise(cast, one, whose=coming)
    to = Compartment.ACCOMMODATION.value
    text(sign_in(cast.amal), at("part", cast, one.pk))
    answer = send(cast, at("part", cast, one.pk), to=str(to), stood=str(one.compartment))
    assert answer.status_code == 302
    told = one_again(cast, one)
    rows: list[Any] = [told.meeting, *told.invited, *told.minutes, *told.actions]
    assert {row.compartment for row in rows} == {to}
    assert len(rows) == 4


def test_both_pages_ask_a_fixed_number_of_questions(cast: Cast) -> None:
    browser, counts = sign_in(cast.amal), []
    one = a_meeting(cast, days=0)
    text(browser, at("meetings", cast))
    for many in (1, 6):
        for _time in range(many):
            coming = an_invited(cast, one, None, name=f"Somebody {new_key()}")
            a_line(cast, one, "Said.", coming)
            a_promise(cast, one, str(new_key()), coming, whose=coming)
            a_meeting(cast, days=_time)
        for url in (at("meeting", cast, one.pk), at("meetings", cast)):
            with CaptureQueriesContext(connection) as asked:
                text(browser, url)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 20


def test_nobody_else_opens_them(cast: Cast) -> None:
    one = a_meeting(cast, days=0)
    for name in ("meeting", "agenda"):
        strangers(cast, at(name, cast, one.pk), writes=False)
    strangers(cast, at("meetings", cast), writes=False)
    strangers(cast, at("part", cast, one.pk))
    for hat in (cast.cleo, cast.vera):
        assert send(cast, at("held", cast, one.pk), hat=hat).status_code in (403, 404)
    assert one_again(cast, one).meeting.state == "planned"
    with acting_as(cast.cleo.pk):
        assert not Meeting.objects.exists()
