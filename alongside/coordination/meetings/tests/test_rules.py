"""Rules of meetings, and what stands on paper."""

import datetime
from functools import partial
from typing import Any

import pytest

from alongside.coordination.meetings import prints, rules
from alongside.coordination.meetings.models import Invited, Meeting
from alongside.core.sharing.models import Wish
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.directory.models import Agency

DAY = datetime.date(2026, 11, 2)
SHORE = Agency(name="Shore Housing")


def never(**facts: Any) -> Wish:
    return Wish(answer="never", **facts)


def test_a_never_to_an_agency_holds_whatever_part_the_meeting_belongs_to() -> None:
    to_them = never(about="agency", agency=SHORE, parts=C.HEALTH.value)
    everybody = never(about="everybody", parts=C.NOTES.value)
    assert rules.never_to([to_them], SHORE, C.NOTES) == [to_them]
    assert rules.never_to([to_them], Agency(name="Another"), C.NOTES) == []
    assert rules.never_to([everybody], SHORE, C.NOTES) == [everybody]
    assert rules.never_to([everybody], SHORE, C.HEALTH) == []
    assert rules.never_to([everybody], None, C.NOTES) == []
    assert (
        rules.never_to([Wish(answer="ask", about="agency", agency=SHORE, parts=1)], SHORE, 1) == []
    )


@pytest.mark.parametrize(
    ("her_say", "state", "goes"),
    [("yes", "planned", True), ("no", "planned", False), ("", "planned", False), ("yes", "off", False),
     ("yes", "held", False)],
)  # fmt: skip
def test_an_invitation_goes_on_her_yes_to_a_meeting_ahead(
    her_say: str, state: str, goes: bool
) -> None:
    said = rules.why_not_send(Invited(her_say=her_say), Meeting(state=state))
    assert (said is None) is goes


def test_a_meeting_has_not_taken_place_before_its_day() -> None:
    assert rules.why_not_held(Meeting(on_date=DAY), DAY) is None
    assert rules.why_not_held(Meeting(on_date=DAY), DAY - datetime.timedelta(days=1)) is not None


def test_points_are_lines_and_hers_come_first_on_paper(monkeypatch: Any) -> None:
    said: dict[str, Any] = {}

    def caught(_template: Any, data: dict[str, Any], *, language: str) -> bytes:
        said.update(data, language=language)
        return b""

    monkeypatch.setattr(prints, "make_pdf", caught)
    prints.agenda_pdf(
        Meeting(
            on_date=DAY, her_points="A door\n\n  \nMy son", their_points="The rent", called="Marta"
        )
    )
    assert [one["points"] for one in said["sections"]] == [["A door", "My son"], ["The rent"]]
    assert "Marta" not in str(said)
    assert said["title"] == "A letter"


def test_any_words_can_be_set_in_type() -> None:
    made = prints.agenda_pdf(
        Meeting(on_date=DAY, her_points="مفتاح\n#strong[*x*] $y$ 𓀀", place="~")
    )
    assert made.startswith(b"%PDF-")


def test_what_can_not_be_read_is_no_need() -> None:
    assert rules.needs_said(Meeting(needs=["door", "gone", "travel"], needs_words="Tea")) == [
        "a way to get there, or the fare", "a seat near the door", "Tea",
    ]  # fmt: skip


def test_an_agency_typed_is_told_from_a_name_that_only_looks_like_one() -> None:
    hub, quay = Agency(name="Quay"), Agency(name="Quay Practice")
    typed = partial(rules.why_not_typed, agencies=[hub, quay])
    assert typed("Sue of quay practice", None)
    assert typed("Quay, desk 2", None)
    assert typed("Sue", None) is None
    assert typed("Sue Quayle", None) is None
    # Of the chosen one's own name nothing is another agency's.
    assert typed("Sue of Quay Practice", quay) is None
    assert typed("Sue of Quay Practice", hub)
