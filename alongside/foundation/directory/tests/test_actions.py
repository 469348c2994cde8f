"""Making, changing and confirming what is in the directory."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alongside.foundation.audit.actions import NOBODY
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.foundation.directory import actions, queries
from alongside.foundation.directory.models import Agency, Service

pytestmark = pytest.mark.django_db


def facts(**other: Any) -> dict[str, Any]:
    return {
        "name": "Fernway Hub", "kind": "community", "phone": "+441632960900", "ask_for": "the desk",
        "in_partnership": True, **other,
    }  # fmt: skip


def service_facts(**other: Any) -> dict[str, Any]:
    return {
        "name": "Fernway Walks", "neutral_name": "Walks", "about": "", "word_for_client": "walker",
        "words_for_clients": "walkers", "caseload_from": 4, "caseload_to": 6,
        "weighed": True, "weight_light": Decimal("0.5"), "weight_steady": Decimal("1.0"),
        "weight_close": Decimal("2.0"), "weight_words": "Close is daily.",
        "open_to_public": False, "urgent_words": "Ring the night line.", **other,
    }  # fmt: skip


def added(**other: Any) -> Agency:
    return actions.add_agency(key=new_key(), facts=facts(**other), by=NOBODY)


def now(agency: Agency) -> Agency:
    return Agency.objects.get(pk=agency.pk)


def confirmed() -> Agency:
    agency = added()
    actions.confirm_agency(agency=agency, version=1, by=NOBODY)
    return now(agency)


def test_a_new_agency_is_kept_as_written_and_not_confirmed() -> None:
    agency = now(added())
    assert {name: getattr(agency, name) for name in actions.AGENCY_FACTS} == facts()
    assert (agency.version, agency.confirmed_at) == (1, None)
    assert agency in queries.agencies()
    assert not queries.is_empty()


def test_confirming_is_for_the_entry_that_was_read() -> None:
    agency = added()
    actions.change_agency(agency=agency, version=1, facts=facts(phone="+441632960901"), by=NOBODY)
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        actions.confirm_agency(agency=agency, version=1, by=NOBODY)
    assert meanwhile.value.theirs.phone == "+441632960901"
    assert now(agency).confirmed_at is None
    actions.confirm_agency(agency=now(agency), version=2, by=NOBODY)
    assert now(agency).confirmed_at is not None


def test_confirming_twice_is_confirming_once() -> None:
    agency = confirmed()
    actions.confirm_agency(agency=agency, version=1, by=NOBODY)
    assert (now(agency).version, now(agency).confirmed_at) == (2, agency.confirmed_at)


def test_a_number_that_changed_after_somebody_confirmed_is_not_confirmed_by_a_second_press() -> (
    None
):
    agency = confirmed()
    actions.change_agency(agency=agency, version=2, facts=facts(phone="+441632960901"), by=NOBODY)
    for version in (1, 2):
        with pytest.raises(ChangedMeanwhile):
            actions.confirm_agency(agency=now(agency), version=version, by=NOBODY)
    assert now(agency).confirmed_at is None


def test_without_a_number_nobody_can_have_rung() -> None:
    agency = added(phone="")
    with pytest.raises(Refused) as refusal:
        actions.confirm_agency(agency=agency, version=1, by=NOBODY)
    assert refusal.value.rule == "no_phone"
    assert now(agency).confirmed_at is None


@pytest.mark.parametrize(("change", "still"), [({"name": "Fernway"}, True), ({"phone": ""}, False)])
def test_another_number_has_to_be_rung_anew(change: dict[str, str], still: bool) -> None:
    agency = confirmed()
    said = actions.change_agency(agency=agency, version=2, facts=facts(**change), by=NOBODY)
    assert said is still
    assert (now(agency).confirmed_at is not None) is still


def test_whoever_changes_an_agency_second_sees_what_the_first_one_saved() -> None:
    agency = added()
    actions.change_agency(agency=agency, version=1, facts=facts(name="First"), by=NOBODY)
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        actions.change_agency(agency=agency, version=1, facts=facts(name="Second"), by=NOBODY)
    assert meanwhile.value.theirs.name == now(agency).name == "First"


def test_a_service_is_kept_as_written_and_changed_by_version() -> None:
    agency = added()
    service = actions.add_service(key=new_key(), agency=agency, facts=service_facts(), by=NOBODY)
    for version, name in ((1, "Fernway Strolls"), (2, "Fernway Steps")):
        actions.change_service(
            service=service, version=version, facts=service_facts(name=name), by=NOBODY
        )
    with pytest.raises(ChangedMeanwhile):
        actions.change_service(service=service, version=2, facts=service_facts(), by=NOBODY)
    kept = Service.objects.get(pk=service.pk)
    assert {name: getattr(kept, name) for name in actions.SERVICE_FACTS} == service_facts(
        name="Fernway Steps"
    )
    assert (kept.agency, kept.version) == (agency, 3)


def test_the_database_keeps_no_gauge_the_wrong_way_round() -> None:
    wrong = service_facts(caseload_from=7, caseload_to=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.add_service(key=new_key(), agency=added(), facts=wrong, by=NOBODY)
