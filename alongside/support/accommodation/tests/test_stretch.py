"""Some nights written down, changed, moved, taken off and put back."""

import datetime
import uuid

import pytest

from alongside.core.people.models import Episode
from alongside.core.team.models import TeamMember
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.support.accommodation.models import Stretch
from alongside.support.accommodation.tests.nights import page, send, slept, written
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown
from tests.shared.moving import move, parts_of, parts_of_history
from tests.shared.nasty import SHORT

DAY = datetime.date
LONG_AGO = DAY(1994, 2, 1)


def add(cast: Cast, **typed: object) -> object:
    return send(cast, page(cast, "stretch_new"), **{"kind": "sofa", **typed})


def status(answer: object) -> int:
    code: int = answer.status_code  # type: ignore[attr-defined]
    return code


def test_years_later_overlapping_and_roughly_it_is_taken_as_she_tells_it(cast: Cast) -> None:
    assert status(add(cast, first_night=LONG_AGO, last_night=DAY(1994, 6, 1))) == 302
    assert (
        status(add(cast, kind="outside", first_night=DAY(1994, 3, 1), last_night=DAY(1994, 9, 1)))
        == 302
    )
    assert status(add(cast, kind="bus", when_words="some weeks in spring")) == 302
    assert status(add(cast, kind="hostel", first_night=DAY(2026, 1, 1), still="on")) == 302
    assert [one.kind for one in written(cast)] == ["sofa", "outside", "bus", "hostel"]


def test_nothing_about_when_gets_a_sentence_and_keeps_the_words(cast: Cast) -> None:
    answer = add(cast, her_words="On Sal's floor.")
    assert status(answer) == 422
    said = words_shown(answer.content.decode())  # type: ignore[attr-defined]
    assert "is enough" in said
    assert "On Sal's floor." in said
    assert written(cast) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_night_0": "1", "first_night_1": "1", "first_night_2": "1890"},
        {"first_night_0": "40", "first_night_1": "1", "first_night_2": "2026"},
        {"first_night_0": "1", "first_night_1": "1", "first_night_2": "2999"},
        {"nights": "0"}, {"nights": "-3"}, {"nights": "9" * 30}, {"nights": "many"},
        {"kind": "palace", "when_words": "x"}, {"compartment": "1", "when_words": "x"},
        {"still": "on", "last_night_0": "1", "last_night_1": "1", "last_night_2": "2026"},
    ],
)  # fmt: skip
def test_what_can_not_be_gets_a_sentence(cast: Cast, wrong: dict[str, str]) -> None:
    assert status(add(cast, **wrong)) == 422
    assert written(cast) == []


@pytest.mark.parametrize("what", [one for one in SHORT if "half" not in one])
def test_whatever_is_typed_is_kept_or_answered_with_a_sentence(cast: Cast, what: str) -> None:
    nasty = SHORT[what]
    assert status(add(cast, her_words=nasty, worker_words=nasty, when_words=nasty)) in (302, 422)
    every = ("kind", "nights", "still", "about", "compartment", "children_too", "version")
    assert status(add(cast, **dict.fromkeys(every, nasty))) in (302, 422)


def test_one_form_sent_three_times_is_one_stretch(cast: Cast) -> None:
    key = str(uuid.uuid4())
    for words in ("in spring", "in spring", "in autumn", "in autumn"):
        assert status(add(cast, key=key, when_words=words)) == 302
    assert [one.when_words for one in written(cast)] == ["in spring", "in autumn"]


def test_a_roof_for_sex_goes_to_the_locked_part_if_the_writer_holds_it_or_chooses_it(
    cast: Cast,
) -> None:
    add(cast, kind="exchange", when_words="that winter")
    assert parts_of(cast.amal, Stretch) == {C.ACCOMMODATION}
    add(cast, kind="exchange", when_words="and again", compartment=str(C.SEX_WORKING.value))
    assert parts_of(cast.amal, Stretch) == {C.ACCOMMODATION, C.SEX_WORKING}
    assert parts_of(cast.bea, Stretch) == {C.ACCOMMODATION}
    # Now she holds it, so that is where it goes.
    add(cast, kind="exchange", when_words="a third time")
    assert written(cast)[-1].compartment == C.SEX_WORKING
    add(
        cast,
        kind="exchange",
        when_words="she said anyone may know",
        compartment=str(C.ACCOMMODATION.value),
    )
    assert written(cast)[-1].compartment == C.ACCOMMODATION


def test_moved_to_the_locked_part_it_is_gone_from_others_with_its_history(cast: Cast) -> None:
    one = slept(cast, "exchange", when_words="that winter")
    url = page(cast, "stretch_part", one.pk)
    assert move(sign_in(cast.amal), url, C.SEX_WORKING).status_code == 302
    assert written(cast, cast.bea) == []
    assert parts_of_history(cast.bea, one.pk) == set()
    answer = move(sign_in(cast.amal), url, C.STORY)
    assert answer.status_code == 409
    assert "Nights belong to accommodation" in words_shown(answer.content.decode())


def test_changed_it_keeps_its_part_and_a_second_writer_loses_nothing(cast: Cast) -> None:
    one = slept(cast, "sofa", when_words="in spring", her_words="Sal's.")
    url = page(cast, "stretch_change", one.pk)
    assert status(send(cast, url, when_words="in May", nights="12")) == 302
    (changed,) = written(cast)
    assert (changed.when_words, changed.nights, changed.her_words, changed.version) == (
        "in May", 12, "Sal's.", 2,
    )  # fmt: skip
    stale = {"key": str(uuid.uuid4()), "kind": "bus", "when_words": "in June", "version": "1"}
    answer = sign_in(cast.amal).post(url, stale)
    said = words_shown(answer.content.decode())
    assert answer.status_code == 422
    assert "in May" in said
    assert "in June" in said
    assert sign_in(cast.amal).post(url, {**stale, "version": "2"}).status_code == 302
    assert written(cast)[0].kind == "bus"


def test_taken_off_it_is_in_no_figure_and_can_be_put_back(cast: Cast) -> None:
    one = slept(cast, "outside", first_night=DAY(2026, 1, 1), last_night=DAY(2026, 1, 4))
    browser = sign_in(cast.amal)
    assert browser.post(page(cast, "stretch_off", one.pk)).status_code == 302
    said = words_shown(browser.get(page(cast)).content.decode())
    assert "4 nights" not in said
    assert "Taken off the line" in said
    assert browser.get(page(cast, "stretch_change", one.pk)).status_code == 404
    assert browser.post(page(cast, "stretch_back", one.pk)).status_code == 302
    assert "4 nights" in words_shown(browser.get(page(cast)).content.decode())


def test_who_may_not_write_it_is_told_whom_to_ask(cast: Cast) -> None:
    one = slept(cast, "sofa", when_words="in spring")
    for name in ("stretch_off", "stretch_back"):
        assert sign_in(cast.cleo).post(page(cast, name, one.pk)).status_code == 404
        assert sign_in(cast.vera).post(page(cast, name, one.pk)).status_code == 403
        assert sign_in(cast.amal).get(page(cast, name, one.pk)).status_code == 405
        assert sign_in(cast.amal).post(page(cast, name, uuid.uuid4())).status_code == 404
    for name in ("stretch_change", "stretch_part"):
        assert sign_in(cast.cleo).get(page(cast, name, one.pk)).status_code == 404
        assert sign_in(cast.vera).get(page(cast, name, one.pk)).status_code == 403
    assert sign_in(cast.cleo).get(page(cast, "stretch_new")).status_code == 404


def test_a_manager_who_reads_it_is_told_whom_to_ask(cast: Cast) -> None:
    one = slept(cast, "sofa", when_words="in spring")
    for url in (page(cast, "stretch_new"), page(cast, "stretch_change", one.pk)):
        answer = sign_in(cast.bea).get(url)
        assert answer.status_code == 409
        assert "Ask her lead worker." in answer.content.decode()


def test_of_children_it_says_only_that_they_were_there(cast: Cast) -> None:
    add(cast, when_words="in spring", children_too="on")
    with acting_as(cast.amal.pk):
        (one,) = Stretch.objects.all()
    assert one.children_too
    assert [field.name for field in Stretch._meta.local_fields if "child" in field.name] == [
        "children_too"
    ]


def test_a_home_of_her_own_that_ends_ends_nothing_else(cast: Cast) -> None:
    home = slept(cast, "own", first_night=DAY(2026, 2, 1), still=True, her_words="My key.")
    alone = {"still": "", "last_night_0": "1", "last_night_1": "3", "last_night_2": "2026"}
    assert status(send(cast, page(cast, "stretch_change", home.pk), **alone)) == 302
    assert (written(cast)[0].still, written(cast)[0].last_night) == (False, DAY(2026, 3, 1))
    # The tenancy is one thing, the support another: who is alongside her stays (R132).
    with acting_as(cast.amal.pk):
        assert Episode.objects.get(client_id=cast.marta).state == Episode.State.ACTIVE
        assert TeamMember.objects.current().get(client_id=cast.marta).membership == cast.amal
