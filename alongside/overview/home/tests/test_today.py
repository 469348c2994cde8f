"""Today: a worker's day, from her own passes."""

import datetime
import uuid

from django.test import Client as Browser
from django.utils import timezone

from alongside.core.people import actions as people
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.common.keys import new_key
from alongside.support.engagement import actions as engagement
from alongside.support.engagement.models import Appointment
from alongside.support.outcomes.models import Goal
from tests.shared.cast import Cast, actor, lead_for, make_client, sign_in
from tests.shared.database import as_admin

ANY_TIME = {"kind": "text", "value": "+447700900123", "hours": [], "words": "", "never": False}


def page(hat: Membership) -> str:
    answer = sign_in(hat).get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def reachable(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts={"code_word": "the library"}, ways=[ANY_TIME], version=1,
            by=actor(cast.amal),
        )  # fmt: skip


def test_it_greets_her_and_counts_her_women(cast: Cast) -> None:
    said = page(cast.amal)
    assert "Amal" in said
    assert "One woman." in said
    assert "Room for 6 more." in said


def test_it_shows_who_is_safe_to_reach_now(cast: Cast) -> None:
    assert "Marta" not in page(cast.amal)
    reachable(cast)
    assert "Marta" in page(cast.amal)


def test_no_number_is_on_it(cast: Cast) -> None:
    reachable(cast)
    assert "900123" not in page(cast.amal)


def test_it_shows_what_is_planned_today_and_asks_about_yesterday(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        for days, what in ((0, "Coffee at the corner table"), (-1, "Housing office")):
            plan(cast, timezone.localdate() + datetime.timedelta(days=days), what)
    said = page(cast.amal)
    assert "Coffee at the corner table" in said
    assert "Did this happen?" in said
    assert "Housing office" in said


def plan(cast: Cast, on: datetime.date, what: str) -> None:
    Appointment(
        client_id=cast.marta, on_date=on, what=what, membership=cast.amal, made_by=cast.amal
    ).save(force_insert=True)


def test_a_delay_is_told_of_the_service(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        Goal(
            client_id=cast.marta, words="A door I can lock", began_on=timezone.localdate(),
            waiting_on="Housing Options", made_by=cast.amal,
            waiting_since=timezone.localdate() - datetime.timedelta(days=34),
        ).save(force_insert=True)  # fmt: skip
    said = page(cast.amal)
    assert "Housing Options" in said
    assert "34 days" in said


def test_an_unfinished_note_waits_for_its_writer_alone(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        engagement.keep_draft(
            key=new_key(),
            client_id=cast.marta,
            fields={"her_words": "half a sen"},
            by=actor(cast.amal),
        )
    assert "Unfinished" in page(cast.amal)
    assert "Unfinished" not in page(cast.bea)


def test_a_new_referral_waits_for_those_who_take_them(cast: Cast) -> None:
    with acting_as(cast.cleo.pk):
        people.admit(name="Siân", service_id=cast.navigators.pk, by=actor(cast.cleo))
    assert "One new referral" in page(cast.nadia)
    assert "new referral" not in page(cast.amal).replace("New referrals", "")


def test_somebody_who_sees_no_women_gets_her_places(cast: Cast) -> None:
    said = page(cast.ada)
    assert "Workers" in said
    assert "Marta" not in said


def test_who_was_named_and_from_which_parts_is_written_down(committed_cast: Cast) -> None:
    cast = committed_cast
    iris = make_client("Iris", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(iris, lead=cast.amal, manager=cast.bea)
    with acting_as(cast.amal.pk):
        Appointment(
            client_id=cast.marta, on_date=timezone.localdate(), what="The solicitor", membership=cast.amal,
            made_by=cast.amal, compartment=Compartment.JUSTICE,
        ).save(force_insert=True)  # fmt: skip
        Goal(
            client_id=cast.marta, words="A clinic", began_on=timezone.localdate(), waiting_on="the GP",
            waiting_since=timezone.localdate(), made_by=cast.amal, compartment=Compartment.HEALTH,
        ).save(force_insert=True)  # fmt: skip
    page(cast.amal)
    assert listed(cast.marta) == [Compartment.BASICS | Compartment.JUSTICE | Compartment.HEALTH]
    assert listed(iris) == []
    with acting_as(cast.amal.pk):
        engagement.keep_draft(
            key=new_key(), client_id=iris, fields={"her_words": "half"}, by=actor(cast.amal)
        )
    page(cast.amal)
    assert listed(iris) == [Compartment.BASICS]


def listed(client_id: uuid.UUID) -> list[int]:
    rows = as_admin(
        "select compartments from audit_entry where event = 'listed' and client_digest = %s",
        audit.digest(client_id),
    )
    return [parts for (parts,) in rows]


def test_a_stranger_is_asked_to_sign_in(cast: Cast) -> None:
    answer = Browser().get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")
