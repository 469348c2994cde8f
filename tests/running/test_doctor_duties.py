"""The doctor names, in one sentence each, the duties that nobody has."""

import psycopg

from alongside.config.running import doctor
from alongside.core.sharing.actions import duties
from alongside.core.sharing.models import Duty
from alongside.core.sharing.tests.doors import break_glass
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.actions import workers as staff
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, actor, make_hat, make_worker
from tests.shared.database import address, as_admin


def said() -> list[str]:
    with psycopg.connect(address("admin"), autocommit=True) as connection:
        return [one.sentence for one in doctor.duties(connection)]


def give(cast: Cast, kind: str, hat: Membership) -> None:
    with acting_as(cast.ada.pk):
        duties.give(key=new_key(), membership=hat, kind=kind, given_by=cast.ada, by=actor(cast.ada))


def test_each_duty_that_nobody_has_is_named_until_somebody_has_it(committed_cast: Cast) -> None:
    cast = committed_cast
    before = said()
    assert len(before) == 3
    for duty, sentence in zip(
        ("safety lead", "matching person", "data-protection lead"), before, strict=True
    ):
        assert sentence.startswith(f"Nobody is {duty}, so "), sentence
    give(cast, Duty.Kind.SAFETY, cast.bea)
    give(cast, Duty.Kind.MATCHING, cast.bea)
    assert said() == before[2:]
    make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)
    assert said() == ["Somebody has each duty of the partnership."]
    # Whoever can't sign in has none.
    with acting_as(cast.ada.pk):
        staff.disable(worker=cast.bea.worker, by=actor(cast.ada))
    assert said() == before[:2]


def test_an_emergency_access_that_nobody_else_may_look_over_is_named(committed_cast: Cast) -> None:
    cast = committed_cast
    make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)
    for kind in Duty.Kind:
        give(cast, kind, cast.bea)
    break_glass(cast.bea, cast.marta)
    assert said()[1].startswith(
        "1 emergency access(es) can be looked over by nobody but who used them."
    )
    give(cast, Duty.Kind.SAFETY, cast.cleo)
    assert len(said()) == 1


def test_a_woman_whom_nobody_sees_is_counted(committed_cast: Cast) -> None:
    assert "seen by nobody" not in " ".join(said())
    as_admin("delete from access_pass where client_id = %s", committed_cast.marta)
    assert any(one.startswith("1 of those with a service are seen by nobody") for one in said())
    as_admin("update people_episode set state = 'ended'")
    assert "seen by nobody" not in " ".join(said())


def test_before_the_first_worker_there_is_nothing_to_say(committed_cast: Cast) -> None:
    as_admin("set session_replication_role = replica; truncate accounts_membership cascade")
    assert said() == []
