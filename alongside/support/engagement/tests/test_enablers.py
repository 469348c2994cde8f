"""What opens doors: asked for, agreed or not, given, and what it made possible (R169, R233)."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.support.engagement.models import Contact, Enabler
from alongside.support.engagement.queries import enablers as queries
from alongside.support.engagement.tests.everyday import as_opened, nowhere, page
from tests.shared.cast import Cast, sign_in
from tests.shared.nasty import SHORT


def ask(browser: Browser, cast: Cast, **typed: object) -> object:
    url = page("enabler_new", cast.marta)
    return browser.post(url, as_opened(browser, url, "kind", kind="kit", **typed))


def asked(cast: Cast) -> list[Enabler]:
    with acting_as(cast.amal.pk):
        return list(Enabler.objects.standing().order_by("made_at"))


def go_on(browser: Browser, cast: Cast, box: str, **typed: object) -> int:
    (one,) = asked(cast)
    url = page("enabler", cast.marta, one.pk)
    return browser.post(url, as_opened(browser, url, box, **typed)).status_code


def test_it_goes_from_asked_to_given_to_what_it_made_possible(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    ask(browser, cast, what="Shoes, size 5")
    assert go_on(browser, cast, "why_not", to="agreed") == 302
    assert go_on(browser, cast, "pounds", pounds="12.50") == 302
    assert (
        go_on(browser, cast, "her_words", her_words="They don't squeak.", worker_words="She ran.")
        == 302
    )
    (one,) = asked(cast)
    assert (one.state, one.pence, one.what, one.compartment) == (
        "given", 1250, "Shoes, size 5", Compartment.MONEY,
    )  # fmt: skip
    assert (one.her_words, one.worker_words) == ("They don't squeak.", "She ran.")
    shown = browser.get(page("enablers", cast.marta)).content.decode()
    assert "They don&#x27;t squeak." in shown


def test_a_no_says_why_and_may_still_become_a_yes(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    ask(browser, cast)
    assert go_on(browser, cast, "why_not", to="not") == 422
    assert go_on(browser, cast, "why_not", to="not", why_not="no_money") == 302
    assert asked(cast)[0].why_not == "no_money"
    assert go_on(browser, cast, "why_not", to="agreed") == 302
    assert (asked(cast)[0].state, asked(cast)[0].why_not) == ("agreed", "")


def test_the_database_wants_a_reason_and_a_day_too(cast: Cast) -> None:
    facts = {
        "client_id": cast.marta,
        "kind": "kit",
        "asked_on": timezone.localdate(),
        "made_by": cast.amal,
    }
    for state in ("not", "given"):
        with acting_as(cast.amal.pk), pytest.raises(IntegrityError), transaction.atomic():
            Enabler(state=state, **facts).save(force_insert=True)


def test_given_before_it_was_asked_for_is_asked_about(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    ask(browser, cast)
    go_on(browser, cast, "why_not", to="agreed")
    assert go_on(browser, cast, "pounds", on_0="3", on_1="5", on_2="2020") == 422
    assert asked(cast)[0].state == "agreed"


def test_a_page_read_before_somebody_answered_changes_nothing(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    ask(browser, cast)
    url = page("enabler", cast.marta, asked(cast)[0].pk)
    old = as_opened(browser, url, "why_not", to="not", why_not="rules")
    go_on(browser, cast, "why_not", to="agreed")
    answer = browser.post(url, old)
    assert answer.status_code == 422
    assert asked(cast)[0].state == "agreed"


def test_pressing_three_times_asks_once_and_it_can_be_taken_back(cast: Cast) -> None:
    browser, url = sign_in(cast.amal), page("enabler_new", cast.marta)
    sent = as_opened(browser, url, "kind", kind="food")
    for _press in range(3):
        assert browser.post(url, sent).status_code == 302
    (one,) = asked(cast)
    undo = page("enabler_undo", cast.marta, one.pk)
    assert browser.get(undo).status_code == 405
    for _press in range(2):
        assert browser.post(undo).status_code == 302
    assert asked(cast) == []


def test_bad_input_is_told_and_nothing_typed_is_lost(cast: Cast) -> None:
    browser, url = sign_in(cast.amal), page("enabler_new", cast.marta)
    for typed in SHORT.values():
        words = typed.encode(errors="replace").decode()
        for box in ("kind", "asked_on_2", "compartment", "key"):
            sent = as_opened(browser, url, "kind", what="Red shoes", **{box: words})
            answer = browser.post(url, sent)
            assert answer.status_code in (302, 422)
            if answer.status_code == 422:
                assert "Red shoes" in answer.content.decode()


@pytest.mark.parametrize("pounds", ["-1", "1e9", "twelve", "12.505", "NaN", "99999999999"])
def test_a_cost_that_is_none_is_asked_about(cast: Cast, pounds: str) -> None:
    browser = sign_in(cast.amal)
    ask(browser, cast)
    go_on(browser, cast, "why_not", to="agreed")
    assert go_on(browser, cast, "pounds", pounds=pounds) == 422


def test_it_moves_to_another_part_of_her_record(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    ask(browser, cast)
    url = page("enabler_part", cast.marta, asked(cast)[0].pk)
    sent = as_opened(browser, url, "to", to=str(Compartment.HEALTH.value))
    assert browser.post(url, sent).status_code == 302
    assert asked(cast)[0].compartment == Compartment.HEALTH


def test_a_manager_reads_it_and_does_not_write(cast: Cast) -> None:
    ask(sign_in(cast.amal), cast)
    (one,) = asked(cast)
    bea, url = sign_in(cast.bea), page("enabler", cast.marta, one.pk)
    assert bea.get(url).status_code == 200
    assert bea.post(url, {"to": "agreed"}).status_code == 409
    assert bea.post(page("enabler_new", cast.marta), {}).status_code == 409
    assert asked(cast)[0].state == "asked"


def test_strangers_and_other_roles(cast: Cast) -> None:
    ask(sign_in(cast.amal), cast)
    key = asked(cast)[0].pk
    for name, args in (
        ("enablers", ()),
        ("enabler_new", ()),
        ("enabler", (key,)),
        ("enabler_part", (key,)),
    ):
        absent = sign_in(cast.amal).get(page(name, nowhere(), *args))
        for hat in (cast.cleo, cast.nadia):
            answer = sign_in(hat).post(page(name, cast.marta, *args), {})
            assert (answer.status_code, answer.content) in (
                (404, absent.content), (405, answer.content),
            )  # fmt: skip
        assert sign_in(cast.ada).get(page(name, cast.marta, *args)).status_code == 403


# --- how it adds up for a manager -------------------------------------------------------------------


def row(cast: Cast, days: int | None, **more: object) -> None:
    asked_on = datetime.date(2026, 9, 1)
    given = asked_on + datetime.timedelta(days=days) if days is not None else None
    facts = {"kind": "kit", "state": "given" if given else "asked", "given_on": given, **more}
    with acting_as(cast.amal.pk):
        Enabler(client_id=cast.marta, made_by=cast.amal, asked_on=asked_on, **facts).save(
            force_insert=True
        )


def test_a_manager_sees_how_many_were_asked_given_and_not_and_how_long_it_took(cast: Cast) -> None:
    for days in (2, 4, 30):
        row(cast, days)
    row(cast, None)
    row(cast, None, state="not", why_not="rules")
    row(cast, None, state="not", why_not="rules")
    row(cast, 1, kind="food", compartment=Compartment.LOCATION)
    with acting_as(cast.bea.pk):
        (kit,) = queries.counts(cast.bea)
    assert (kit.asked, kit.given, kit.not_possible, kit.waiting, kit.days) == (6, 3, 2, 1, 4)
    assert kit.why == {"the rules did not allow it": 2}
    shown = sign_in(cast.bea).get(page("everyday")).content.decode()
    assert "the rules did not allow it (2)" in shown
    assert "Marta" not in shown


def test_unplanned_work_and_travel_are_added_up_by_kind(cast: Cast) -> None:
    today = timezone.localdate()
    hers = {"client_id": cast.marta, "made_by": cast.amal, "happened_on": today}
    with acting_as(cast.amal.pk):
        Contact(**hers, kind="walk", minutes=30, travel_minutes=20).save(force_insert=True)
        Contact(**hers, kind="walk", minutes=10, travel_minutes=5, planned=True).save(
            force_insert=True
        )
        Contact(**hers, kind="walk", met=False).save(force_insert=True)
    with acting_as(cast.bea.pk):
        (walk,) = queries.work(cast.bea)
    assert (walk.met, walk.tried, walk.unplanned, walk.minutes, walk.travel) == (2, 1, 2, 40, 25)


def test_a_manager_elsewhere_counts_nobody_of_another_service(cast: Cast) -> None:
    row(cast, 3)
    with acting_as(cast.cleo.pk):
        assert queries.counts(cast.cleo) == []
    assert sign_in(cast.amal).get(page("everyday")).status_code == 403


def test_the_list_asks_as_much_for_twenty_as_for_one(cast: Cast) -> None:
    browser, asked_for = sign_in(cast.amal), []
    for many in (1, 19):
        for _ in range(many):
            row(cast, 3)
        browser.get(page("enablers", cast.marta))
        with CaptureQueriesContext(connection) as said:
            browser.get(page("enablers", cast.marta))
        asked_for.append(len(said))
    assert asked_for[0] == asked_for[1]
