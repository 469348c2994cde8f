"""The line on Today that says how many alarms about opening records wait, and to whom."""

import pytest

from alongside.foundation.accounts.roles import Role
from alongside.foundation.accounts.tests.openings import open_women
from tests.shared.cast import Cast, make_hat, make_worker, sign_in
from tests.shared.forms import words_shown

LINE = "about opening records"


def today(hat: object) -> str:
    return " ".join(words_shown(sign_in(hat).get("/").content.decode()).split())  # type: ignore[arg-type]


def test_those_who_look_into_alarms_read_how_many_wait_and_who_is_not_named(cast: Cast) -> None:
    keeper = make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)
    assert LINE not in today(cast.bea)
    open_women(cast.amal, 60)
    for hat in (cast.bea, keeper):
        said = today(hat)
        assert "One alarm about opening records waits." in said
        assert "Amal" not in said.split(LINE)[1].split("Look")[0]
    open_women(cast.nadia, 60)
    assert "2 alarms about opening records wait." in today(cast.bea)
    assert 'href="/record/alarms/"' in sign_in(cast.bea).get("/").content.decode()


@pytest.mark.parametrize("who", ["nadia", "vera", "cleo", "petra", "ada", "conny"])
def test_nobody_else_reads_of_them(cast: Cast, who: str) -> None:
    open_women(cast.amal, 60)
    assert LINE not in today(getattr(cast, who))


def test_one_about_oneself_waits_for_somebody_else(cast: Cast) -> None:
    keeper = make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)
    open_women(cast.bea, 60)
    type(cast.bea.worker).objects.update(step_up_at=None)
    assert LINE not in today(cast.bea)
    assert LINE in today(keeper)
