"""What sharing asks of somebody today."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.compartments import Compartment
from tests.shared.asking import put_beside
from tests.shared.cast import Cast
from tests.shared.forms import words_shown
from tests.shared.sharing import give, make_leila, page_of, tell, went

ENDS = "Shares that end soon"


def today(hat: object) -> str:
    return " ".join(words_shown(page_of(hat, "/")).split())  # type: ignore[arg-type]


def test_her_worker_her_team_and_the_partner_hear_that_a_share_ends(cast: Cast) -> None:
    leila = make_leila()
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    give(cast, leila, Compartment.GOALS, until_at=timezone.now() + datetime.timedelta(days=14))
    for hat in (cast.amal, cast.nadia):
        said = today(hat)
        assert ENDS in said
        assert "Housing Options (Leila)" in said
    assert "What Marta shares with you ends" in today(leila)
    for hat in (cast.bea, cast.cleo):
        assert ENDS not in today(hat)


@pytest.mark.parametrize(("days", "late"), [(15, None), (14, False), (4, False), (3, True)])
def test_at_fourteen_days_it_is_said_and_at_three_it_stands_out(
    cast: Cast, days: int, late: bool | None
) -> None:
    leila = make_leila()
    # A moment before that many days are over.
    until = timezone.now() + datetime.timedelta(days=days, minutes=-1)
    if late is None:
        until += datetime.timedelta(minutes=5)
    give(cast, leila, Compartment.GOALS, until_at=until)
    for hat in (cast.amal, leila):
        page = page_of(hat, "/")
        assert (ENDS in page) == (late is not None)
        if late is not None:
            card = page[page.index(ENDS) :]
            assert ("al-late" in card[: card.index("</section>")]) == late
    panel = page_of(cast.amal, f"/women/{cast.marta}/")
    assert ("Ask her whether it goes on." in panel) == (late is not None)


def test_what_she_was_not_told_waits_for_those_beside_her(cast: Cast) -> None:
    one = went(cast)
    link = reverse("sharing:passed", args=[cast.marta, one.pk])
    assert link in page_of(cast.amal, "/")
    assert "nobody has told her yet" in today(cast.amal)
    assert link not in page_of(cast.bea, "/")
    tell(cast, one)
    assert link not in page_of(cast.amal, "/")
