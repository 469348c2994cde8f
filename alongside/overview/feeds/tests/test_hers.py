"""One entry for her own calendar: only if she wants it, and it says nothing."""

import datetime
import uuid

import pytest
from django.test import Client as Browser
from django.utils import timezone
from icalendar import Calendar

from alongside.core.people import actions as people
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.audit import actions as audit
from alongside.overview.feeds.rules import FOR_HER
from alongside.support.engagement.models import Appointment
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import as_admin

TODAY = timezone.localdate()


def plan(cast: Cast, **more: object) -> str:
    facts: dict[str, object] = {
        "client_id": cast.marta, "what": "The solicitor", "place_words": "4 Lantern Yard",
        "on_date": TODAY, "at_time": datetime.time(9), "membership": cast.amal, "made_by": cast.amal,
        **more,
    }  # fmt: skip
    with acting_as(cast.amal.pk):
        one = Appointment(**facts)
        one.save(force_insert=True)
    return f"/women/{cast.marta}/calendar/{one.pk}/"


def test_it_asks_first_and_says_only_when(cast: Cast) -> None:
    here, browser = plan(cast), sign_in(cast.amal)
    page = browser.get(here).content.decode()
    assert "Look at it with her first" in page
    assert "solicitor" not in page
    answer = browser.post(here, {"said": "coffee", "she_chose": "on"})
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="calendar.ics"'
    [entry] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(entry["summary"]) == "Coffee"
    assert entry.decoded("dtstart").date() == TODAY
    for secret in (b"solicitor", b"Lantern", b"Marta", b"Alongside", b"Amal", b"Harbour"):
        assert secret not in answer.content


def test_without_her_yes_there_is_none(cast: Cast) -> None:
    here = plan(cast)
    answer = sign_in(cast.amal).post(here, {"said": "busy"})
    assert answer.status_code == 422
    assert "It is made only if she wants it." in answer.content.decode()


@pytest.mark.parametrize("said", ["", "Solicitor", "support", "\x00"])
def test_no_other_word_can_be_sent(cast: Cast, said: str) -> None:
    answer = sign_in(cast.amal).post(plan(cast), {"said": said, "she_chose": "on"})
    assert answer.status_code == 422
    assert "Choose a word." in answer.content.decode()


def test_it_warns_where_somebody_may_see_her_phone(cast: Cast) -> None:
    here, warning = plan(cast), "She said that somebody may see her phone."
    assert warning not in sign_in(cast.amal).get(here).content.decode()
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta,
            facts={"he_may_see": True},
            ways=[],
            version=1,
            by=actor(cast.amal),
        )
    assert warning in sign_in(cast.amal).get(here).content.decode()


def test_who_may_not_write_and_who_does_not_see_her(cast: Cast) -> None:
    here, never = plan(cast), f"/women/{cast.marta}/calendar/{uuid.uuid4()}/"
    assert sign_in(cast.bea).get(here).status_code == 409
    assert sign_in(cast.ada).get(here).status_code == 403
    assert Browser().get(here).status_code == 302
    for hat in (cast.cleo, cast.amal_at_hearth, cast.nadia):
        hidden, absent = sign_in(hat).get(here), sign_in(hat).get(never)
        assert hidden.status_code == absent.status_code == 404
        assert hidden.content == absent.content
    assert sign_in(cast.amal).get(never).status_code == 404


@pytest.mark.parametrize(
    "more", [{"state": "moved"}, {"state": "happened"}, {"taken_back_at": timezone.now()}]
)
def test_what_is_not_planned_any_more_has_none(cast: Cast, more: dict[str, object]) -> None:
    assert sign_in(cast.amal).get(plan(cast, **more)).status_code == 404


def test_it_is_written_down_as_handed_out(committed_cast: Cast) -> None:
    cast = committed_cast
    here, browser = plan(cast, compartment=Compartment.JUSTICE), sign_in(cast.amal)
    browser.get(here)
    browser.post(here, {"said": "busy"})
    browser.post(here, {"said": "busy", "she_chose": "on"})
    rows = as_admin(
        "select event, client_digest, compartments from audit_entry where what = 'feeds.hers' order by at"
    )
    parts, digest = int(Compartment.BASICS | Compartment.JUSTICE), audit.digest(cast.marta)
    assert rows == [
        ("opened", digest, parts),
        ("opened", digest, parts),
        ("printed", digest, parts),
    ]


def test_her_page_leads_to_it_for_what_is_still_to_come(cast: Cast) -> None:
    here = plan(cast)
    before = plan(cast, on_date=TODAY - datetime.timedelta(days=1))
    page = sign_in(cast.amal).get(f"/women/{cast.marta}/").content.decode()
    assert here in page
    assert before not in page
    assert here not in sign_in(cast.bea).get(f"/women/{cast.marta}/").content.decode()


def test_none_of_the_words_is_about_us() -> None:
    for word in FOR_HER.values():
        assert not {"support", "worker", "court", "clinic"} & set(str(word).lower().split())
