"""The list of the women, and who stands in the record for having been on it."""

import uuid

from django.utils import timezone

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.audit import actions as audit
from alongside.foundation.directory.models import Service
from alongside.support.engagement.models import Appointment, Contact
from alongside.support.outcomes.models import Goal
from tests.shared.cast import Cast, lead_for, make_client, sign_in
from tests.shared.database import as_admin


def listed(what: str) -> dict[str, int]:
    rows = as_admin("select client_digest, compartments from audit_entry where what = %s", what)
    return dict(rows)


def fill(cast: Cast, client_id: uuid.UUID) -> None:
    today = timezone.localdate()
    hers = {"client_id": client_id, "made_by": cast.amal}
    with acting_as(cast.amal.pk):
        Contact(**hers, happened_on=today, kind="call", met=False).save(force_insert=True)
        Appointment(
            **hers,
            on_date=today,
            what="Court",
            membership=cast.amal,
            compartment=Compartment.JUSTICE,
        ).save(force_insert=True)
        Goal(
            **hers, words="A clinic", began_on=today, waiting_on="the GP", waiting_since=today,
            compartment=Compartment.HEALTH,
        ).save(force_insert=True)  # fmt: skip


def test_each_is_written_down_with_the_parts_her_line_is_made_of(committed_cast: Cast) -> None:
    cast = committed_cast
    iris = make_client("Iris", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(iris, lead=cast.amal, manager=cast.bea)
    fill(cast, cast.marta)
    browser = sign_in(cast.amal)
    browser.get("/women/")
    browser.post("/find/", {"q": "a"})
    known = Compartment.BASICS | Compartment.NOTES | Compartment.JUSTICE | Compartment.HEALTH
    wanted = {audit.digest(cast.marta): known, audit.digest(iris): Compartment.BASICS}
    assert listed("home.women") == wanted
    # What was found while somebody types tells one woman from another, and no more.
    assert listed("home.find") == {audit.digest(cast.marta): Compartment.BASICS}
    # When somebody was last with her comes from a note.
    as_admin("update people_client set last_contact_on = current_date")
    as_admin("truncate audit_entry")
    browser.get("/women/")
    browser.post("/find/", {"q": "iris"})
    wanted[audit.digest(iris)] = Compartment.BASICS | Compartment.NOTES
    assert listed("home.women") == wanted
    assert listed("home.find") == {audit.digest(iris): Compartment.BASICS | Compartment.NOTES}


def test_whoever_finds_many_is_told_that_there_may_be_more(cast: Cast) -> None:
    Service.objects.filter(pk=cast.navigators.pk).update(caseload_from=None, caseload_to=None)
    browser, more = sign_in(cast.amal), "The first 20 are shown"
    for number in range(20):
        # Marta is found by an "a" too.
        wanted = more if number == 19 else "Marta"
        key = make_client(f"Ada {number}", lead=cast.amal, service=cast.navigators, triage=cast.bea)
        lead_for(key, lead=cast.amal, manager=cast.bea)
        page = browser.post("/find/", {"q": "a"}).content.decode()
        assert wanted in page
        assert (more in page) is (number >= 18)
    assert page.count("Ada ") >= 20
    assert more not in browser.post("/find/", {"q": "ada 1 9"}).content.decode()
