"""Why each worker may be right for her: sentences from what is ticked, never a score (R1, R129)."""

from decimal import Decimal

import pytest
from django.urls import reverse

from alongside.core.people.models import Client, Episode
from alongside.core.team.rules import Load, Wanted, why_she_may_fit
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.accounts.queries import Known
from alongside.foundation.directory.models import Service
from tests.shared.care import knows
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown

HERE = Service(name="Harbour", caseload_from=5, caseload_to=7)


def load(women: int = 7, weighed: Decimal | None = None) -> Load:
    return Load(Membership(worker=Worker(name="Amal B.")), women, HERE, weighed)


@pytest.mark.parametrize(
    ("known", "wanted", "more", "said"),
    [
        (Known(), Wanted(), {}, ""),
        (
            Known(languages=("Farsi",)),
            Wanted(languages=[" farsi "]),
            {},
            "Speaks Farsi, as she does.",
        ),
        (Known(languages=("Farsi",)), Wanted(languages=["Far"]), {}, ""),
        (Known(("immigration",)), Wanted(["immigration"]), {}, "Knows immigration well."),
        (Known(("a", "b", "c")), Wanted(["c", "a", "b"]), {}, "Knows a, b and c well."),
        (Known(("immigration",)), Wanted(), {}, ""),
        (Known(), Wanted(), {"before": True}, "They know each other: alongside her before."),
        (Known(), Wanted(), {"before": True, "asked": True}, "She asked for Amal before."),
    ],
)
def test_only_what_she_wants_and_what_is_known_is_said(
    known: Known, wanted: Wanted, more: dict[str, bool], said: str
) -> None:
    how = {"asked": False, "before": False, **more}
    assert why_she_may_fit(load(), known, wanted, **how) == said


@pytest.mark.parametrize(
    ("women", "weighed", "room"),
    [
        (6, None, 1),
        (7, None, 0),
        (7, Decimal("5.5"), 1),
        (3, Decimal("6.5"), 0),
        (2, Decimal("7.5"), -1),
    ],
)
def test_room_is_counted_or_weighed(women: int, weighed: Decimal | None, room: int) -> None:
    one = load(women, weighed)
    assert one.room == room


def address(cast: Cast) -> str:
    with acting_as(cast.bea.pk):
        return reverse("team:lead", args=[cast.marta, Episode.objects.get(client_id=cast.marta).pk])


def test_the_page_says_it_from_her_languages_and_from_what_is_ticked_and_chooses_nobody(
    cast: Cast,
) -> None:
    knows(cast.nadia, "Polish", "immigration")
    with acting_as(cast.amal.pk):
        Client.objects.filter(pk=cast.marta).update(languages="Polish, English")
    browser = sign_in(cast.bea)
    shown = words_shown(browser.get(address(cast)).content.decode())
    assert "Speaks Polish, as she does." in shown
    assert "Knows immigration well." not in shown
    answer = browser.post(
        address(cast), {"look": "1", "specialism": "immigration", "languages": "Welsh"}
    )
    assert answer.status_code == 200
    shown = words_shown(answer.content.decode())
    assert "Knows immigration well." in shown
    assert "Speaks Polish" not in shown
    assert "%" not in shown.partition("From now on")[2]
    with acting_as(cast.bea.pk):
        assert (
            Episode.objects.get(client_id=cast.marta).team.get(ended_at=None).membership
            == cast.amal
        )


@pytest.mark.parametrize("wrong", ["nothing", "\x00", "x" * 5000])
def test_what_is_not_on_the_list_is_no_choice(cast: Cast, wrong: str) -> None:
    answer = sign_in(cast.bea).post(
        address(cast), {"specialism": wrong, "languages": wrong, "lead": str(cast.nadia.pk)}
    )
    assert answer.status_code == 422
    answer = sign_in(cast.bea).post(
        address(cast), {"look": "1", "specialism": wrong, "languages": wrong}
    )
    assert answer.status_code == 200
