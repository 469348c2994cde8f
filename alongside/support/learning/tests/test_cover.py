"""How much of what people learnt is fresh, by role: counts for whoever runs the service (R18, R142)."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.support.learning.queries import trainings as queries
from alongside.support.learning.tests.reading import page
from tests.shared.cast import Cast, make_hat, make_worker, sign_in
from tests.shared.learning import training, was_there

COVER = reverse("learning:cover")
LONG_AGO = timezone.localdate() - datetime.timedelta(days=500)


def counted(cast: Cast) -> dict[str, dict[str, tuple[int, int, int]]]:
    told = queries.cover(cast.bea, [cast.navigators], timezone.localdate())
    return {
        one.role: {line.subject: (line.fresh, line.again, line.ahead) for line in one.lines}
        for one in told
    }


def test_it_counts_by_role_what_is_fresh_a_while_ago_and_still_ahead(cast: Cast) -> None:
    one = training(cast, again_months=12)
    was_there(one, cast.amal)
    was_there(one, cast.nadia, on=LONG_AGO)
    told = counted(cast)
    violence = "violence against women and girls"
    assert told["navigators"] == {violence: (1, 1, 0)}
    assert told["volunteers and peer mentors"] == {violence: (0, 0, 1)}
    assert told["managers"] == {violence: (0, 0, 1)}


def test_any_training_on_it_counts_and_each_person_once(cast: Cast) -> None:
    one, other = training(cast, again_months=12), training(cast, cast.hearth, title="Another")
    was_there(one, cast.amal, on=LONG_AGO)
    was_there(one, cast.amal, on=LONG_AGO + datetime.timedelta(days=1))
    was_there(other, cast.amal_at_hearth, on=LONG_AGO)
    assert counted(cast)["navigators"]["violence against women and girls"] == (1, 0, 1)


def test_what_is_for_others_stands_among_what_there_is_no_training_on(cast: Cast) -> None:
    training(cast, subject="data", roles=["volunteer"])
    assert counted(cast)["navigators"] == {}
    told = page(cast.bea, COVER)
    assert "Keeping data safe" in told
    assert "No training is on the list for them about:" in told


def test_it_names_nobody_and_counts_no_other_service(cast: Cast) -> None:
    one = training(cast, cast.hearth)
    was_there(one, cast.nadia)
    was_there(one, cast.cleo)
    told = page(cast.bea, COVER)
    assert "Nadia" not in told
    assert "Navigators" in told
    assert counted(cast)["navigators"]["violence against women and girls"] == (1, 0, 1)


def test_taken_back_it_counts_no_more(cast: Cast) -> None:
    learnt = was_there(training(cast), cast.amal)
    sign_in(cast.amal).post(reverse("learning:there_back", args=[learnt.pk]))
    assert counted(cast)["navigators"]["violence against women and girls"] == (0, 0, 2)


def test_it_is_for_whoever_runs_a_service(cast: Cast) -> None:
    for hat in (cast.amal, cast.vera, cast.ada, cast.conny):
        assert sign_in(hat).get(COVER).status_code == 403
    nowhere = make_hat(make_worker("Mina"), cast.harbour, cast.bea.role)
    assert "You run no service at the moment." in page(nowhere, COVER)


def test_it_takes_the_same_reads_for_any_number(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    one = training(cast)
    was_there(one, cast.amal)
    browser.get(COVER)
    with CaptureQueriesContext(connection) as few:
        browser.get(COVER)
    for number in range(6):
        hat = make_hat(make_worker(f"W{number}"), cast.harbour, cast.amal.role, cast.navigators)
        was_there(training(cast, title=f"T{number}", subject="trauma"), hat)
    with CaptureQueriesContext(connection) as many:
        browser.get(COVER)
    assert len(many) == len(few)
