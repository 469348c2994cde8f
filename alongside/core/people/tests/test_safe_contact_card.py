"""The card on top of her page: how to reach her safely at one moment, in sentences."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.core.people import actions as people
from alongside.core.people.models import Client
from alongside.core.people.queries import SafeCard, safe_contact_card, with_safe_contact
from alongside.core.people.rules import NO_TIME
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.refused import ChangedMeanwhile
from tests.shared.cast import Cast, actor

HOURS = [{"days": [1, 3], "from": "10:00", "until": "14:00"}]
TUESDAY_NOON = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)


def way(kind: str, **more: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "value": "+447700900111",
        "hours": [],
        "words": "",
        "never": False,
        **more,
    }


def card(
    cast: Cast, *ways: dict[str, Any], at: datetime.datetime = TUESDAY_NOON, **facts: Any
) -> SafeCard:
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts=facts, ways=list(ways), version=1, by=actor(cast.amal)
        )
        return safe_contact_card(with_safe_contact(Client.objects).get(), at)


def test_in_her_hours_it_says_how_until_when_and_what_never(cast: Cast) -> None:
    shown = card(
        cast, way("text", hours=HOURS), way("call", hours=HOURS), never=["call", "voicemail"],
        code_word="the library", he_may_see=True, good_to_know="He sometimes holds her phone.",
    )  # fmt: skip
    assert (shown.tone, shown.title) == ("safe", "Safe to contact: now, by text")
    assert shown.sentences == [
        "By text: Tue and Thu 10:00–14:00.",
        "Never by phone.",
        "Say “the library”.",
        "Never leave a voicemail.",
        "Somebody may see her phone.",
        "He sometimes holds her phone.",
    ]
    assert [(button.label, button.open) for button in shown.buttons] == [("Text her", True)]


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (-3, "today 10:00"),
        (3, "Thu 10:00"),
        (24, "tomorrow 10:00"),
        (5 * 24, "Tue 10:00"),
    ],
)
def test_outside_her_hours_it_says_when_it_is_safe_again(cast: Cast, hours: int, said: str) -> None:
    at = TUESDAY_NOON + datetime.timedelta(hours=hours)
    shown = card(cast, way("call", hours=HOURS), at=at)
    assert (shown.tone, shown.title) == ("plain", f"Not now. Safe again {said}, by phone")
    assert [button.label for button in shown.buttons] == [f"Call · safe again {said}"]
    assert shown.buttons[0].kind == "resting"


def test_british_summer_time_moves_with_her_clock(cast: Cast) -> None:
    at = datetime.datetime(2026, 6, 23, 9, 30, tzinfo=datetime.UTC)  # half past ten in London
    assert card(cast, way("call", hours=HOURS), at=at).tone == "safe"


@pytest.mark.parametrize(
    "ways",
    [[], [way("call", never=True)], [way("call", hours=NO_TIME)]],
    ids=["none", "never", "no time"],
)
def test_where_no_way_is_safe_it_says_so(cast: Cast, ways: list[dict[str, Any]]) -> None:
    shown = card(cast, *ways)
    assert (shown.tone, shown.title) == ("info", "No safe way to contact her is known yet")


def test_a_never_way_has_no_button_and_no_number_is_in_the_card(cast: Cast) -> None:
    shown = card(
        cast, way("call", never=True), way("text"), way("through", value="Joy, 07700 900123")
    )
    assert [button.short for button in shown.buttons] == ["Text", "Leave word"]
    assert "900" not in str(shown)


def test_a_person_or_a_place_may_be_named(cast: Cast) -> None:
    shown = card(
        cast, way("through", value="Joy at St Anne’s"), way("in_person", value="the library")
    )
    assert shown.sentences == [
        "Through somebody, Joy at St Anne’s or in person, the library: any time."
    ]
    assert shown.title == "Safe to contact: now, through somebody or in person"


def test_alike_ways_are_said_together(cast: Cast) -> None:
    evenings = {"days": [1, 3], "from": "17:00", "until": "20:00"}
    shown = card(cast, way("text", hours=[*HOURS, evenings]), way("call", hours=[*HOURS, evenings]))
    assert shown.sentences == ["By text or by phone: Tue and Thu 10:00–14:00 and 17:00–20:00."]


def test_it_says_when_she_was_last_asked(cast: Cast) -> None:
    assert card(cast).checked == "Nobody has checked this with her yet."
    assert confirmed(cast, 2).checked.endswith("by Amal.")


def confirmed(cast: Cast, version: int) -> SafeCard:
    with acting_as(cast.amal.pk):
        people.confirm_safe_contact(
            client_id=cast.marta, version=version, membership_id=cast.amal.pk, by=actor(cast.amal)
        )
        return safe_contact_card(with_safe_contact(Client.objects).get(), TUESDAY_NOON)


def changed(cast: Cast, version: int, **facts: Any) -> SafeCard:
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts=facts, ways=[way("text")], version=version,
            by=actor(cast.amal),
        )  # fmt: skip
        return safe_contact_card(with_safe_contact(Client.objects).get(), TUESDAY_NOON)


def test_a_card_that_changes_is_no_longer_one_she_was_asked_about(cast: Cast) -> None:
    card(cast, way("call"))
    assert "by Amal" in confirmed(cast, 2).checked
    assert changed(cast, 2).checked == "Nobody has checked this with her yet."


def test_a_change_she_was_asked_about_says_so(cast: Cast) -> None:
    card(cast, way("call"), hearsay=True)
    asked = {"checked_on": TUESDAY_NOON.date(), "checked_by": cast.amal, "hearsay": False}
    shown = changed(cast, 2, **asked)
    assert shown.checked == "Last checked with her on 24 November 2026 by Amal."
    assert (shown.tone, shown.title) == ("safe", "Safe to contact: now, by text")


def test_nobody_can_say_that_she_agreed_to_another_card(cast: Cast) -> None:
    card(cast, way("call"))
    changed(cast, 2)
    with pytest.raises(ChangedMeanwhile) as told:
        confirmed(cast, 2)
    assert told.value.theirs.version == 3


def test_however_many_ways_it_takes_the_same_queries(cast: Cast) -> None:
    counted = []
    for many, version in ((1, 1), (6, 2)):
        with acting_as(cast.amal.pk):
            ways = [way("call", value=f"+44770090011{n}") for n in range(many)]
            people.set_safe_contact(
                client_id=cast.marta, facts={}, ways=ways, version=version, by=actor(cast.amal)
            )
            with CaptureQueriesContext(connection) as seen:
                safe_contact_card(with_safe_contact(Client.objects).get(), TUESDAY_NOON)
        counted.append(len(seen))
    assert counted[0] == counted[1] == 2


def test_what_somebody_else_wrote_is_never_called_safe_until_she_was_asked(cast: Cast) -> None:
    """C17: the number may be his."""
    shown = card(cast, way("call"), hearsay=True)
    assert (shown.tone, shown.title) == ("info", "Not checked with her: by phone")
    assert shown.checked == "Somebody else wrote this. Nobody has checked it with her yet."
    asked = confirmed(cast, 2)
    assert (asked.tone, asked.title) == ("safe", "Safe to contact: now, by phone")


def test_outside_its_hours_hearsay_is_a_perhaps(cast: Cast) -> None:
    shown = card(
        cast, way("call", hours=HOURS), hearsay=True, at=TUESDAY_NOON + datetime.timedelta(hours=5)
    )
    assert (shown.tone, shown.title) == (
        "info",
        "Not now. Perhaps Thu 10:00, by phone, not checked with her",
    )


def test_hearsay_that_somebody_edits_is_hearsay_still(cast: Cast) -> None:
    card(cast, way("call"), hearsay=True)
    shown = changed(cast, 2)
    assert (shown.tone, shown.title) == ("info", "Not checked with her: by text")
