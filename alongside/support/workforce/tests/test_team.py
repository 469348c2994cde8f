"""What a manager sees of how her team is held: counts alone (R21, R33)."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.support.workforce.actions import sittings
from alongside.support.workforce.tests.reading import page
from tests.shared.care import VAWG, agreed, asked, knows
from tests.shared.cast import Cast, actor, make_hat, make_worker, sign_in

TEAM = reverse("workforce:team")


def test_it_counts_and_names_nobody(cast: Cast) -> None:
    one = agreed(cast, on=timezone.localdate())
    with acting_as(cast.amal.pk):
        sittings.keep(sitting=one, membership=cast.amal, by=actor(cast.amal))
    told = page(cast.bea, TEAM)
    assert "1 supervision or talk took place." in told
    assert "2 of 3 workers had none and have none agreed." in told
    assert "Amal" not in told
    assert sign_in(cast.amal).get(TEAM).status_code == 403


def test_another_managers_team_is_not_counted(cast: Cast) -> None:
    agreed(cast, on=timezone.localdate())
    other = make_hat(make_worker("Hedy"), cast.hearth, cast.bea.role, cast.advocates)
    told = page(other, TEAM)
    assert "Harbour Navigators" not in told
    assert "0 supervisions and talks took place." in told


def test_advice_given_counts_as_work(cast: Cast) -> None:
    knows(cast.nadia, VAWG)
    key = asked(cast)
    answer = sign_in(cast.nadia).post(
        reverse("workforce:consultation", args=[key]), {"advice": "Listen.", "version": "1"}
    )
    assert answer.status_code == 302
    assert "Nadia gave advice once." in page(cast.bea, TEAM)


def test_it_takes_the_same_reads_for_any_number(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    agreed(cast)
    browser.get(TEAM)
    with CaptureQueriesContext(connection) as few:
        browser.get(TEAM)
    for number in range(8):
        worker = make_hat(make_worker(f"W{number}"), cast.harbour, cast.amal.role, cast.navigators)
        agreed(cast, worker=worker)
    with CaptureQueriesContext(connection) as many:
        browser.get(TEAM)
    assert len(many) == len(few)
