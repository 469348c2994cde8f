"""women/<uuid>/plan/others/: what was done to her and what agencies do about it, in its locked part (R20)."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.support.safety.forms.harm import MeasureForm, PatternForm
from alongside.support.safety.models import Measure, Pattern
from alongside.support.safety.tests.reading import at, page, send, status
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed, words_shown
from tests.shared.nasty import SHORT
from tests.shared.safety import agency_does, holds, was_done

DAY = datetime.timedelta(days=1)


def test_what_was_done_stands_beside_what_each_agency_does(cast: Cast) -> None:
    holds(cast, C.HARM)
    words = "Waits at the gate after work."
    answer = send(cast.amal, at(cast, "pattern_new"), words=words, when_words="most Fridays")
    assert answer.status_code == 302
    by_on = day_typed("by_on", timezone.localdate() - DAY)
    answer = send(
        cast.amal, at(cast, "measure_new"), agency=str(cast.practice.pk), what="Serves the order.",
        decides="the sergeant", **by_on,
    )  # fmt: skip
    assert answer.status_code == 302
    shown = page(cast.amal, at(cast, "others"))
    for said in (
        words,
        "most Fridays",
        "Serves the order.",
        "the sergeant decides",
        cast.practice.name,
    ):
        assert said in shown
    # The delay is the agency's.
    assert "we wait for them" in shown


def test_done_it_is_late_no_more(cast: Cast) -> None:
    one = agency_does(cast, by_on=timezone.localdate() - DAY)
    done = day_typed("done_on", timezone.localdate())
    answer = send(cast.amal, at(cast, "measure", one.pk), what="Serves the order.", **done)
    assert answer.status_code == 302
    shown = page(cast.amal, at(cast, "others"))
    assert "done on" in shown
    assert "we wait for them" not in shown


def test_a_day_to_come_is_not_done(cast: Cast) -> None:
    holds(cast, C.HARM)
    answer = send(
        cast.amal, at(cast, "measure_new"), agency=str(cast.practice.pk), what="x",
        **day_typed("done_on", timezone.localdate() + 2 * DAY),
    )  # fmt: skip
    assert answer.status_code == 422


def test_no_box_asks_for_a_name(cast: Cast) -> None:
    boxes = {*PatternForm().fields, *MeasureForm().fields}
    assert not [name for name in boxes if "name" in name]
    assert "name" not in {field.name for field in (*Pattern._meta.fields, *Measure._meta.fields)}


def test_it_is_there_for_workers_she_named_alone_and_linked_for_nobody_else(cast: Cast) -> None:
    assert "Who does what" not in page(cast.amal, at(cast))
    for name in ("others", "pattern_new", "measure_new"):
        assert status(cast.amal, at(cast, name)) == 404
    one, other = was_done(cast), agency_does(cast)
    assert "Who does what" in page(cast.amal, at(cast))
    assert "Who does what" not in page(cast.bea, at(cast))
    for hat in (cast.bea, cast.cleo):
        for name in ("others", "pattern_new", "measure_new"):
            assert status(hat, at(cast, name)) == 404
        assert status(hat, at(cast, "pattern", one.pk)) == 404
        assert status(hat, at(cast, "measure", other.pk)) == 404
        for name, key in (("pattern_off", one.pk), ("measure_off", other.pk)):
            assert sign_in(hat).post(at(cast, name, key)).status_code == 404


def test_taken_off_and_put_back(cast: Cast) -> None:
    one, other = was_done(cast), agency_does(cast)
    amal = sign_in(cast.amal)
    for kind, key in (("pattern", one.pk), ("measure", other.pk)):
        for _ in range(2):
            assert amal.post(at(cast, f"{kind}_off", key)).status_code == 302
    stands, folded = page(cast.amal, at(cast, "others")).split("Taken off this page")
    for words in ("Waits at the gate.", "Serves the order."):
        assert words not in stands
        assert words in folded
    for kind, key in (("pattern", one.pk), ("measure", other.pk)):
        assert amal.post(at(cast, f"{kind}_back", key)).status_code == 302
    shown = page(cast.amal, at(cast, "others"))
    assert "Waits at the gate." in shown
    assert "Serves the order." in shown
    assert "Taken off this page" not in shown


def test_the_second_who_changes_it_sees_both(cast: Cast) -> None:
    one, other = was_done(cast), agency_does(cast)
    amal = sign_in(cast.amal)
    hers = {"agency": str(cast.practice.pk), "what": "Theirs.", "words": "Theirs.", "version": "1"}
    for name, key in (("pattern", one.pk), ("measure", other.pk)):
        url = at(cast, name, key)
        # Pressed twice it is one change.
        for _press in range(2):
            assert amal.post(url, {**hers, "key": str(key)}).status_code == 302
        answer = amal.post(url, {**hers, "key": str(key), "what": "Mine.", "words": "Mine."})
        assert answer.status_code == 422
        assert "Theirs." in words_shown(answer.content.decode())
        assert "Mine." in answer.content.decode()


@pytest.mark.parametrize("text", SHORT)
def test_nothing_typed_breaks_it(cast: Cast, text: str) -> None:
    holds(cast, C.HARM)
    typed = SHORT[text]
    assert send(cast.amal, at(cast, "pattern_new"), words=typed).status_code in (302, 422)
    answer = send(cast.amal, at(cast, "measure_new"), agency=typed, what="x")
    assert answer.status_code == 422


def test_it_asks_the_same_however_much_there_is(cast: Cast) -> None:
    amal = sign_in(cast.amal)
    was_done(cast)
    agency_does(cast)
    amal.get(at(cast, "others"))
    with CaptureQueriesContext(connection) as few:
        amal.get(at(cast, "others"))
    for number in range(4):
        was_done(cast, f"Again, {number}.")
        agency_does(cast, f"Again, {number}.")
    with CaptureQueriesContext(connection) as many:
        amal.get(at(cast, "others"))
    assert len(many) == len(few)
    with acting_as(cast.amal.pk):
        assert (Pattern.objects.count(), Measure.objects.count()) == (5, 5)
