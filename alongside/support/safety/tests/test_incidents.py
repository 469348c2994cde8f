"""women/<uuid>/plan/days/: what happened, apart from what was going on; and a second look (R15)."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from alongside.support.safety.models import Incident, SecondLook
from alongside.support.safety.tests.reading import at, page, send, status
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, make_hat, make_worker, sign_in
from tests.shared.forms import day_typed, words_shown
from tests.shared.nasty import SHORT
from tests.shared.safety import happened
from tests.shared.sharing import give, make_leila

TODAY = timezone.localdate


def said(**other: Any) -> dict[str, Any]:
    return {
        "where_words": "The hostel", **day_typed("on_date", TODAY()), "done": "She shouted at the door.",
        "before": "Her room was searched that morning.", "set_off": "A key in the lock.",
        "we_did": "We sat down with her.", "her_words": "They touched my bag.", "sanction": "none",
        "tried_first": "", **other,
    }  # fmt: skip


def test_what_was_done_stands_apart_from_what_was_going_on(cast: Cast) -> None:
    assert send(cast.amal, at(cast, "incident_new"), **said()).status_code == 302
    shown = page(cast.amal, at(cast, "incidents"))
    for words in (
        "What was done or said", "She shouted at the door.", "What was going on",
        "Her room was searched that morning.", "What may have set it off", "What she says",
        "They touched my bag.",
    ):  # fmt: skip
        assert words in shown
    assert "second person" not in shown


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({"sanction": "warning"}, "what else was tried first"),
        ({"sanction": "ban", "tried_first": "A walk."}, "the day on which it is over"),
        (
            {
                "sanction": "ban", "tried_first": "A walk.",
                **day_typed("until_on", datetime.date.today() - datetime.timedelta(days=3)),
            },
            "before it happened",
        ),
        (
            {
                "sanction": "ban", "tried_first": "A walk.",
                **day_typed("until_on", datetime.date.today() + datetime.timedelta(days=900)),
            },
            "more than a year",
        ),
        (day_typed("until_on", datetime.date.today()), "nothing lasts"),
    ],
)  # fmt: skip
def test_nothing_is_decided_without_what_was_tried_or_without_end(
    cast: Cast, answers: dict[str, Any], asked: str
) -> None:
    answer = send(cast.amal, at(cast, "incident_new"), **said(**answers))
    assert answer.status_code == 422
    assert asked in words_shown(answer.content.decode())


def test_what_was_decided_waits_for_whoever_runs_the_service(cast: Cast) -> None:
    one = happened(cast)
    assert "waits for a second person" in page(cast.amal, at(cast, "incidents"))
    assert "A second look is asked for" in page(cast.bea, "/")
    answer = send(cast.bea, at(cast, "second", one.pk), verdict="else", words="A quiet room first.")
    assert answer.status_code == 302
    shown = page(cast.amal, at(cast, "incidents"))
    for words in ("Try something else first", "A quiet room first.", "Bea"):
        assert words in shown
    assert "waits for a second person" not in shown
    assert "A second look is asked for" not in page(cast.bea, "/")


def test_lifted_it_holds_no_more(cast: Cast) -> None:
    one = happened(cast)
    send(cast.bea, at(cast, "second", one.pk), verdict="lift", words="She had every reason.")
    assert "lifted" in page(cast.amal, at(cast, "incidents"))


def test_a_no_needs_words(cast: Cast) -> None:
    one = happened(cast)
    for verdict in ("else", "lift"):
        answer = send(cast.bea, at(cast, "second", one.pk), verdict=verdict, words="")
        assert answer.status_code == 422
    assert send(cast.bea, at(cast, "second", one.pk), verdict="agree").status_code == 302


def test_her_words_undo_no_answer_and_another_decision_is_looked_at_anew(cast: Cast) -> None:
    one = happened(cast)
    send(cast.bea, at(cast, "second", one.pk), verdict="lift", words="She had every reason.")
    url = at(cast, "incident", one.pk)
    assert send(cast.amal, url, her_words="I was afraid.", sanction="warning").status_code == 302
    shown = page(cast.amal, at(cast, "incidents"))
    for words in ("I was afraid.", "lifted"):
        assert words in shown
    assert "waits for a second person" not in shown
    send(cast.amal, url, sanction="warning", done="She threw two cups.")
    shown = page(cast.amal, at(cast, "incidents"))
    for words in ("changed since", "waits for a second person"):
        assert words in shown


def test_a_second_person_speaks_anew_herself_and_no_third_over_her(cast: Cast) -> None:
    one, third = (
        happened(cast),
        make_hat(make_worker("Gwen"), cast.harbour, Role.MANAGER, cast.navigators),
    )
    gate.recompute_membership(third.pk)
    url = at(cast, "second", one.pk)
    send(cast.bea, url, verdict="lift", words="She had every reason.")
    late = {"verdict": "agree", "words": "", "version": "1", "key": str(new_key())}
    answer = sign_in(third).post(url, late)
    assert answer.status_code == 422
    assert "Bea has looked at it already: It is lifted." in words_shown(answer.content.decode())
    assert send(cast.bea, url, verdict="else", words="A quiet room first.").status_code == 302
    assert "A quiet room first." in page(cast.amal, at(cast, "incidents"))


def test_under_no_hat_does_anybody_agree_to_what_she_decided(cast: Cast) -> None:
    one = happened(cast)
    both = make_hat(cast.amal.worker, cast.harbour, Role.MANAGER, cast.navigators)
    gate.recompute_membership(both.pk)
    assert status(both, at(cast, "second", one.pk)) == 409
    assert "A second look is asked for" not in page(both, "/")
    put_beside(cast.marta, cast.bea, by=cast.bea)
    url = at(cast, "incident", one.pk)
    send(
        cast.bea, url, sanction="ban", **day_typed("until_on", TODAY() + datetime.timedelta(days=9))
    )
    assert status(cast.bea, at(cast, "second", one.pk)) == 409
    # Nor when somebody else has mended a word of it since.
    send(cast.amal, url, sanction="ban", tried_first="A walk, twice.")
    assert status(cast.bea, at(cast, "second", one.pk)) == 409


def test_a_manager_elsewhere_with_a_share_lifts_nothing(cast: Cast) -> None:
    one, housing = happened(cast), make_leila().agency
    gwen = make_hat(make_worker("Gwen"), housing, Role.MANAGER)
    give(cast, gwen, Compartment.BASICS | Compartment.SAFETY)
    assert status(gwen, at(cast, "incidents")) == 200
    assert status(gwen, at(cast, "second", one.pk)) == 409


def test_what_was_changed_while_the_second_person_read_is_shown_first(cast: Cast) -> None:
    one = happened(cast)
    send(cast.amal, at(cast, "incident", one.pk), before="A funeral.", sanction="warning")
    sent = {"verdict": "agree", "words": "Yes.", "version": "1", "key": str(one.pk)}
    answer = sign_in(cast.bea).post(at(cast, "second", one.pk), sent)
    assert answer.status_code == 422
    assert "A funeral." in words_shown(answer.content.decode())
    with acting_as(cast.bea.pk):
        assert not SecondLook.objects.exists()


def test_nobody_is_her_own_second_person(cast: Cast) -> None:
    put_beside(cast.marta, cast.bea, by=cast.bea)
    assert status(cast.amal, at(cast, "second", happened(cast).pk)) == 403
    assert status(cast.bea, at(cast, "second", happened(cast, done="An hour.").pk)) == 200
    assert status(cast.bea, at(cast, "second", happened(cast, cast.bea).pk)) == 409


def test_where_nothing_was_decided_there_is_nothing_to_look_at(cast: Cast) -> None:
    none = happened(cast, sanction="none", tried_first="")
    assert status(cast.bea, at(cast, "second", none.pk)) == 409
    assert "A second look is asked for" not in page(cast.bea, "/")


def test_the_second_who_changes_it_sees_both(cast: Cast) -> None:
    one = happened(cast)
    sent = said(version="1", done="Mine.", sanction="warning", tried_first="A walk.")
    amal = sign_in(cast.amal)
    first = send(cast.amal, at(cast, "incident", one.pk), done="Theirs.", sanction="warning")
    assert first.status_code == 302
    answer = amal.post(at(cast, "incident", one.pk), {**sent, "key": str(one.pk)})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Theirs." in words_shown(shown)
    assert "Mine." in shown
    assert 'name="version" value="2"' in shown


def test_the_same_change_pressed_three_times_is_one_change(cast: Cast) -> None:
    one, amal = happened(cast), sign_in(cast.amal)
    sent = {**said(version="1", sanction="none", until_on_0=""), "key": str(one.pk)}
    for _press in range(3):
        assert amal.post(at(cast, "incident", one.pk), sent).status_code == 302
    with acting_as(cast.amal.pk):
        assert Incident.objects.get().version == 2


def test_who_may_not_write_hears_why_and_a_stranger_finds_nothing(cast: Cast) -> None:
    one = happened(cast)
    assert status(cast.bea, at(cast, "incident_new")) == 409
    assert status(cast.bea, at(cast, "incident", one.pk)) == 409
    for name, more in (("incidents", ()), ("incident_new", ()), ("incident", (one.pk,))):
        assert status(cast.cleo, at(cast, name, *more)) == 404
    assert status(cast.amal, at(cast, "incident", cast.marta)) == 404


@pytest.mark.parametrize("text", SHORT)
def test_nothing_typed_breaks_it(cast: Cast, text: str) -> None:
    for box in ("where_words", "done", "sanction"):
        answer = send(cast.amal, at(cast, "incident_new"), **said(**{box: SHORT[text]}))
        assert answer.status_code in (302, 422)


def test_the_list_asks_the_same_however_long_it_is(cast: Cast) -> None:
    amal = sign_in(cast.amal)
    one = happened(cast)
    send(cast.bea, at(cast, "second", one.pk), verdict="agree")
    amal.get(at(cast, "incidents"))
    with CaptureQueriesContext(connection) as few:
        amal.get(at(cast, "incidents"))
    for number in range(4):
        another = happened(cast, done=f"A cup, {number}.")
        send(cast.bea, at(cast, "second", another.pk), verdict="agree")
    with CaptureQueriesContext(connection) as many:
        amal.get(at(cast, "incidents"))
    assert len(many) == len(few)
    with acting_as(cast.amal.pk):
        assert Incident.objects.count() == 5
