"""How full a worker is, and who changes who is alongside a woman: each rule by itself."""

import pytest

from alongside.core.people.models import Episode
from alongside.core.team import rules
from alongside.core.team.rules import Load
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.accounts.roles import Role
from alongside.foundation.directory.models import Service

HERE = Service(name="Harbour Navigators", caseload_from=5, caseload_to=7)
MANAGER, NAVIGATOR = Membership(role=Role.MANAGER), Membership(role=Role.NAVIGATOR)


def load(women: int, service: Service = HERE) -> Load:
    return Load(Membership(worker=Worker(name="Amal")), women, service)


@pytest.mark.parametrize(("women", "room"), [(0, 7), (6, 1), (7, 0), (9, -2)])
def test_how_many_more_she_could_take(women: int, room: int) -> None:
    assert load(women).room == room
    assert load(women, Service(name="Without a gauge")).room is None


@pytest.mark.parametrize(
    ("women", "agreed_by", "reason", "said"),
    [
        (6, NAVIGATOR, "", None),
        (7, NAVIGATOR, "It can’t wait.", "Amal is alongside 7 already."),
        (7, MANAGER, "", "Say why one more is right for now"),
        (7, MANAGER, " \n", "Say why one more is right for now"),
        (7, MANAGER, "It can’t wait.", None),
        (8, MANAGER, "It can’t wait.", None),
    ],
)
def test_above_the_gauge_a_manager_says_why(
    women: int, agreed_by: Membership, reason: str, said: str | None
) -> None:
    why = rules.why_not_lead(load(women), reason=reason, agreed_by=agreed_by)
    assert (why is None) if said is None else (said in str(why))


def test_where_there_is_no_gauge_nobody_is_asked_why() -> None:
    without = load(70, Service(name="Without a gauge"))
    assert rules.why_not_lead(without, reason="", agreed_by=NAVIGATOR) is None


@pytest.mark.parametrize("state", Episode.State.values)
@pytest.mark.parametrize("runs", [True, False])
def test_only_whoever_runs_the_service_changes_who_is_alongside_her_now(
    state: str, runs: bool
) -> None:
    why = rules.why_not_here(Episode(service=HERE, state=state), runs=runs)
    if not runs:
        assert "Only somebody who runs Harbour Navigators" in str(why)
    elif state != Episode.State.ACTIVE:
        assert "She is not with Harbour Navigators now" in str(why)
    else:
        assert why is None
