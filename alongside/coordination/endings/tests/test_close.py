"""women/<uuid>/time/<uuid>/close/: thinking it through, and asking a second person."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.coordination.endings.models import Asked, Ending, Weighed
from alongside.core.people import actions as people
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.directory.models import Agency
from tests.shared.asking import fill, refer_again
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.endings import WEIGHED, agree_checks, close, mark, met, time_of, tried
from tests.shared.forms import words_shown
from tests.shared.sharing import give, make_leila

HOURS = [{"days": [1, 3], "from": "17:00", "until": "20:00"}]


def url(cast: Cast) -> str:
    with acting_as(cast.bea.pk):
        return f"/women/{cast.marta}/time/{time_of(cast.marta).pk}/close/"


def days_ago(count: int, clock: str) -> str:
    return f"{timezone.localdate() - datetime.timedelta(days=count)} {clock}"


def last(weekday: int) -> datetime.date:
    today = timezone.localdate()
    return today - datetime.timedelta(days=(today.weekday() - weekday) % 7 or 7)


def answers(**more: Any) -> dict[str, Any]:
    said = {
        name: WEIGHED[name] for name in ("words", "life", "phone", "control", "others", "told_how")
    }
    return {
        **said, "reasons": ["quiet_place"], "with_her": "no", "safety": "no_check",
        "way_back": "Ask for Amal.", **more,
    }  # fmt: skip


def endings(cast: Cast) -> list[Ending]:
    with acting_as(cast.amal.pk):
        return list(Ending.objects.all())


def with_hours(cast: Cast) -> None:
    way = {"kind": "call", "value": "+447700900123", "hours": HOURS, "words": "", "never": False}
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta,
            facts={"he_may_see": True},
            ways=[way],
            version=1,
            by=actor(cast.amal),
        )


def test_eight_calls_at_one_time_of_day_close_nothing_whatever_is_written(cast: Cast) -> None:
    with_hours(cast)
    tried(cast.marta, *[days_ago(n, "10:30") for n in range(1, 9)], by=cast.amal)
    browser = sign_in(cast.amal)
    page = words_shown(browser.get(url(cast)).content.decode())
    assert "Calls: 8 times" in page
    assert "Nobody has tried then." in page
    for words in ("Lost touch.", "No answer, 8 calls.", "She is happy elsewhere."):
        answer = fill(browser, url(cast), **answers(words=words))
        assert answer.status_code == 422
        shown = words_shown(answer.content.decode())
        assert "Not yet. Nothing has ended." in shown
        assert "Only calls so far. Somebody may see her phone" in shown
        assert "Nobody has tried at a time that is safe for her: Tue and Thu 17:00–20:00." in shown
        # What was typed is still there.
        assert words in answer.content.decode()
    assert endings(cast) == []
    with acting_as(cast.amal.pk):
        assert time_of(cast.marta).state == "active"


def test_with_thought_it_is_put_to_a_second_person_and_nothing_ends_yet(cast: Cast) -> None:
    with_hours(cast)
    tried(cast.marta, f"{last(1)} 18:00", f"{last(3)} 18:30", by=cast.amal)
    tried(cast.marta, days_ago(2, "11:00"), by=cast.amal, kind="visit")
    answer = fill(sign_in(cast.amal), url(cast), **answers())
    assert answer.status_code == 302
    [one] = endings(cast)
    assert (one.state, one.kind, one.proposed_by_id) == ("proposed", "close", cast.amal.pk)
    with acting_as(cast.amal.pk):
        assert Weighed.objects.get().life == WEIGHED["life"]
        assert time_of(cast.marta).state == "active"
    # The same page sent again adds nothing, and another page hears that one waits.
    assert fill(sign_in(cast.amal), url(cast), **answers()).status_code == 409


def test_the_same_page_three_times_asks_once(cast: Cast) -> None:
    met(cast.marta, by=cast.amal)
    browser, today = sign_in(cast.amal), timezone.localdate()
    spoke = {"spoke_on_0": today.day, "spoke_on_1": today.month, "spoke_on_2": today.year}
    page = browser.get(url(cast)).content.decode()
    key = page.split('name="key" value="')[1].split('"')[0]
    for _ in range(3):
        data = {**answers(with_her="yes", **spoke), "key": key}
        assert browser.post(url(cast), data).status_code == 302
    assert len(endings(cast)) == 1


def test_a_partner_who_holds_a_share_is_asked_first(cast: Cast) -> None:
    give(cast, make_leila(), Compartment.NOTES)
    tried(cast.marta, days_ago(2, "10:00"), days_ago(3, "18:00"), by=cast.amal)
    tried(cast.marta, days_ago(2, "11:00"), by=cast.amal, kind="outreach")
    browser = sign_in(cast.amal)
    answer = fill(browser, url(cast), **answers())
    assert "She lets us ask Housing Options." in words_shown(answer.content.decode())
    agency = Agency.objects.get(name="Housing Options").pk
    answer = fill(browser, url(cast), **answers(**{f"asked_{agency}": "said_not"}))
    assert answer.status_code == 302
    with acting_as(cast.amal.pk):
        assert Asked.objects.get().answer == "said_not"


def test_talked_over_with_her_it_needs_a_note_that_they_met(cast: Cast) -> None:
    today = timezone.localdate()
    spoke = {"spoke_on_0": today.day, "spoke_on_1": today.month, "spoke_on_2": today.year}
    browser = sign_in(cast.amal)
    answer = fill(browser, url(cast), **answers(with_her="yes", **spoke))
    assert "No note says that you met or rang on that day." in words_shown(answer.content.decode())
    answer = fill(browser, url(cast), **answers(with_her="yes"))
    assert "Write the day on which you talked about it." in words_shown(answer.content.decode())
    met(cast.marta, by=cast.amal)
    assert fill(browser, url(cast), **answers(with_her="yes", **spoke)).status_code == 302


def test_where_she_agreed_to_checks_nobody_closes_before_somebody_has_checked(cast: Cast) -> None:
    tried(cast.marta, days_ago(2, "10:00"), days_ago(3, "18:00"), by=cast.amal)
    tried(cast.marta, days_ago(2, "11:00"), by=cast.amal, kind="outreach")
    check = agree_checks(cast.marta, by=cast.amal)
    browser = sign_in(cast.amal)
    page = words_shown(browser.get(url(cast)).content.decode())
    assert "She agreed that we check on her: By text, every day." in page
    assert "Nobody has checked on her in the last month." in page
    assert "She did not choose the police: only where a life is in danger." in page
    for safety in ("no_check", "seen", "checked"):
        answer = fill(browser, url(cast), **answers(safety=safety))
        assert answer.status_code == 422
        assert "Check on her first, as she chose." in words_shown(answer.content.decode())
    # No answer: what she chose for then comes first, and then it may be asked.
    mark(check, "no_answer", by=cast.amal)
    answer = fill(browser, url(cast), **answers(safety="checked"))
    assert "This is what she wants done then: Try once more" in words_shown(answer.content.decode())
    mark(check, "no_answer", by=cast.amal)
    assert endings(cast) == []
    assert fill(browser, url(cast), **answers(safety="checked")).status_code == 302


def test_she_said_no_more_checks_and_that_is_done(cast: Cast) -> None:
    tried(cast.marta, days_ago(2, "10:00"), days_ago(3, "18:00"), by=cast.amal)
    tried(cast.marta, days_ago(2, "11:00"), by=cast.amal, kind="outreach")
    agree_checks(cast.marta, by=cast.amal)
    browser = sign_in(cast.amal)
    assert browser.post(reverse("engagement:checks_stop", args=[cast.marta])).status_code == 302
    page = words_shown(browser.get(url(cast)).content.decode())
    assert "She agreed to no checks, so nobody is sent." in page
    assert fill(browser, url(cast), **answers(safety="no_check")).status_code == 302


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        ({"way_back": ""}, "Write how she comes back."),
        ({"reasons": []}, "Say why, and choose at least one reason."),
        ({"reasons": ["lost_touch"]}, "Choose one from the list."),
        ({"life": ""}, "Answer the four questions"),
        ({"safety": ""}, "Say what is known of how she is."),
        ({"reasons": ["our_end"], "handover": ""}, "what the next worker should know"),
        ({"words": "a\x00b"}, "hidden character"),
        ({"words": "x" * 5000}, "Please take out 1,000."),
    ],
)
def test_what_is_missing_is_said_beside_it(cast: Cast, other: dict[str, Any], wanted: str) -> None:
    answer = fill(sign_in(cast.amal), url(cast), **answers(**other))
    assert answer.status_code == 422
    assert wanted in words_shown(answer.content.decode())
    assert endings(cast) == []


def test_only_those_alongside_her_there_and_while_she_is(committed_cast: Cast) -> None:
    cast = committed_cast
    here = url(cast)
    assert sign_in(cast.vera).get(here).status_code == 403
    assert sign_in(cast.nadia).get(here).status_code == 404
    assert sign_in(cast.amal).get(here.replace(str(cast.marta), str(cast.roza))).status_code == 404
    refer_again(cast.marta, cast.advocates, by=cast.bea)
    assert sign_in(cast.cleo).get(here).status_code == 409
    assert sign_in(cast.bea).get(here).status_code == 200
    close(cast)
    assert sign_in(cast.bea).get(here).status_code == 409
