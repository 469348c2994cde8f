"""Whose pages a hat opened last, asked of the database: her own openings, and only women she still sees."""

import uuid

from django.db import connection

from alongside.core.sharing.actions import away
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Service
from tests.gate.stage import Stage
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, lead_for, make_client, sign_in
from tests.shared.clock import later
from tests.shared.database import as_admin
from tests.shared.sharing import give, make_leila


def lately(hat: Membership | None, most: int = 10) -> list[uuid.UUID]:
    with acting_as(hat.pk if hat else None), connection.cursor() as cursor:
        cursor.execute("select client_id from lately_opened_by_me(%s)", [most])
        return [row[0] for row in cursor.fetchall()]


def opens(hat: Membership, client_id: uuid.UUID, what: str = "home.her", **more: object) -> None:
    with acting_as(hat.pk):
        facts = {"event": Event.OPENED, "client_id": client_id, "compartments": 1, **more}
        audit.record(what=what, by=actor(hat), **facts)  # type: ignore[arg-type]


def test_those_whose_pages_she_opened_stand_there_latest_first_and_once(cast: Cast) -> None:
    Service.objects.filter(pk=cast.navigators.pk).update(caseload_from=None, caseload_to=None)
    iris = make_client("Iris", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(iris, lead=cast.amal, manager=cast.bea)
    browser = sign_in(cast.amal)
    assert lately(cast.amal) == []
    for key in (cast.marta, iris, cast.marta, cast.marta):
        browser.get(f"/women/{key}/")
    assert lately(cast.amal) == [cast.marta, iris]
    assert lately(cast.amal, most=1) == [cast.marta]
    assert lately(cast.amal, most=0) == lately(cast.amal, most=-3) == []


def test_nobody_elses_openings_and_not_those_of_her_other_hat(cast: Cast) -> None:
    opens(cast.bea, cast.marta)
    assert lately(cast.bea) == [cast.marta]
    for other in (cast.amal, cast.amal_at_hearth, cast.cleo, cast.ada, None):
        assert lately(other) == []


def test_what_was_no_opening_of_her_page_is_left_out(cast: Cast) -> None:
    opens(cast.amal, cast.marta, what="home.timeline")
    opens(cast.amal, cast.marta, event=Event.LISTED)
    opens(cast.amal, cast.marta, allowed=False)
    assert lately(cast.amal) == []


def test_a_woman_who_keeps_her_away_or_whose_share_ended_is_gone_at_once(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    leila = make_leila()
    give(cast, leila, Compartment.GOALS)
    for hat in (cast.nadia, leila):
        opens(hat, cast.marta)
        assert lately(hat) == [cast.marta]
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=cast.nadia.worker, made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    assert lately(cast.nadia) == []
    later(days=365)
    assert lately(leila) == []


def test_a_pass_without_basics_or_for_one_thing_only_names_nobody(stage: Stage) -> None:
    hat = stage.cast.cleo
    stage.written(hat)

    def told() -> bool:
        return stage.asks(hat, "select count(*) from lately_opened_by_me(10)")

    for given in (
        {"reads": 2}, {"reads": 1, "source": "safety"}, {"reads": 1, "source": "matching"},
        {"reads": 1, "source": "keeper"}, {"reads": 1, "until": -0.5}, {"reads": 1, "starts": 0.5},
        {"reads": 1, "holder": stage.cast.petra.pk},
    ):  # fmt: skip
        stage.give(hat, **given)
        assert not told(), given
    stage.give(hat, reads=1, source="grant")
    assert told()


def test_only_so_many_openings_are_looked_through(committed_cast: Cast) -> None:
    cast = committed_cast
    opens(cast.bea, cast.marta)
    other = audit.digest(uuid.uuid4())
    as_admin("alter table audit_entry disable trigger user")
    as_admin(
        "insert into audit_entry (id, at, holder_id, event, what, client_digest, compartments, basis, "
        "allowed, key_id, hmac, era) select gen_random_uuid(), now() + i * interval '1 second', %s, "
        "'opened', 'home.her', %s, 1, '', true, '1', '', 0 from generate_series(1, 200) i",
        cast.bea.pk, other,
    )  # fmt: skip
    assert lately(cast.bea) == []


def test_openings_are_found_by_their_holder(cast: Cast) -> None:
    with acting_as(cast.amal.pk), connection.cursor() as cursor:
        cursor.execute("select indexdef from pg_indexes where indexname = 'audit_entry_openings'")
        assert "(holder_id, at) WHERE" in cursor.fetchone()[0]
