"""C7: eight calls in the hour he is home close nothing; with thought and two people the door stays open."""

import datetime
from typing import Any

from django.utils import timezone

from alongside.coordination.endings.models import Ending
from alongside.core.people import actions as people
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from tests.shared.asking import fill
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.endings import time_of
from tests.shared.forms import words_shown
from tests.shared.sharing import give, make_leila

HOURS = [{"days": [1, 3], "from": "17:00", "until": "20:00"}]
TODAY = timezone.localdate()
WEIGHED: dict[str, Any] = {
    "reasons": ["trying_harms", "quiet_place"], "with_her": "no", "safety": "no_check",
    "words": "Each call makes him look at her phone. She knows the day centre, and he does not.",
    "life": "She stays where he is, and comes into town on market days.",
    "phone": "He tops it up and reads it.", "control": "He drives her and waits outside.",
    "others": "Joy at the day centre knows her.", "told_how": "Joy tells her over tea.",
    "way_back": "Say your first name at the day centre. Nobody asks where you have been.",
}  # fmt: skip


def last(weekday: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=(TODAY.weekday() - weekday) % 7 or 7)


def note(cast: Cast, day: datetime.date, clock: str, kind: str = "call") -> None:
    """Write a try down as Amal does, on the page."""
    answer = fill(
        sign_in(cast.amal), f"/women/{cast.marta}/notes/new/", met="False", kind=kind, at_time=clock,
        happened_on_0=day.day, happened_on_1=day.month, happened_on_2=day.year,
    )  # fmt: skip
    assert answer.status_code == 302, words_shown(answer.content.decode())[-600:]


def close_page(cast: Cast) -> str:
    with acting_as(cast.bea.pk):
        return f"/women/{cast.marta}/time/{time_of(cast.marta).pk}/close/"


def test_from_eight_missed_calls_to_an_open_door(committed_cast: Cast) -> None:
    cast = committed_cast
    way = {"kind": "call", "value": "+447700900123", "hours": HOURS, "words": "", "never": False}
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta,
            facts={"he_may_see": True},
            ways=[way],
            version=1,
            by=actor(cast.amal),
        )
    share = give(cast, make_leila(), Compartment.NOTES)
    for number in range(1, 9):
        note(cast, TODAY - datetime.timedelta(days=number), "10:30")
    browser, url = sign_in(cast.amal), close_page(cast)

    # A worker tries to close. Nothing ends, whatever the reason says, and the page says what to do.
    for words in ("Lost touch", "Eight calls, no reply.", WEIGHED["words"]):
        answer = fill(browser, url, **{**WEIGHED, "words": words})
        assert answer.status_code == 422
        shown = words_shown(answer.content.decode())
        for said in (
            "Only calls so far. Somebody may see her phone", "Tue and Thu 17:00–20:00",
            "Try another way", "She lets us ask Housing Options.",
        ):  # fmt: skip
            assert said in shown, said
    with acting_as(cast.amal.pk):
        assert time_of(cast.marta).state == "active"
        assert not Ending.objects.exists()

    # Then somebody tries in her hours and by another way, and asks those she lets us ask.
    note(cast, last(1), "17:30")
    note(cast, last(3), "11:00", kind="outreach")
    answer = fill(browser, url, **WEIGHED, **{f"asked_{share.agency_id}": "said_not"})
    assert answer.status_code == 302
    with acting_as(cast.bea.pk):
        ending = Ending.objects.get()
        assert time_of(cast.marta).state == "active"

    # Bea hears of it on Today, reads what was weighed, and agrees.
    bea = sign_in(cast.bea)
    assert "A second person is asked" in words_shown(bea.get("/").content.decode())
    page = f"/women/{cast.marta}/time/endings/{ending.pk}/"
    read = words_shown(bea.get(page).content.decode())
    for said in (WEIGHED["phone"], "She said not to ask them", WEIGHED["way_back"]):
        assert said in read
    assert bea.post(page, {"agree": "1", "version": str(ending.version)}).status_code == 302

    # She walks in, and is back in one click.
    her = words_shown(sign_in(cast.nadia).get(f"/women/{cast.marta}/").content.decode())
    assert "The door is open." in her
    with acting_as(cast.nadia.pk):
        back = f"/women/{cast.marta}/back/{time_of(cast.marta).pk}/"
    assert sign_in(cast.nadia).post(back).status_code == 302
    with acting_as(cast.amal.pk):
        assert time_of(cast.marta).state == "active"
        assert Ending.objects.get().state == "undone"


def test_a_form_that_was_tampered_with_closes_nothing(cast: Cast) -> None:
    """Boxes that the page does not have, and answers that are on no list."""
    for more in (
        {"state": "agreed", "agreed_by": str(cast.bea.pk)}, {"kind": "stop"}, {"reasons": ["no_answer"]},
        {"with_her": "yes", "spoke_on_0": "1", "spoke_on_1": "1", "spoke_on_2": "2020"},
    ):  # fmt: skip
        answer = fill(sign_in(cast.amal), close_page(cast), **{**WEIGHED, **more})
        assert answer.status_code == 422
    with acting_as(cast.amal.pk):
        assert time_of(cast.marta).state == "active"
        assert not Ending.objects.exists()
