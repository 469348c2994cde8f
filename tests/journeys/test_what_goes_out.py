"""Nothing is sent by itself, and every way by which a person would reach her asks first (C19, C20, design 6).

One place answers, `core/people`: whether anything may go out to her at all, and by this way at this moment.
Here each thing that would go out is tried in turn, while she is with us, outside her hours, once she has said
stop, once we heard that she has died, and once her record is at rest.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.coordination.referrals.tests.test_out import refer_on
from alongside.core.people import actions as people
from alongside.core.people.models import Client, SafeContact, SafeWay
from alongside.core.people.queries import may_go_out, silent, why_not_contact, with_safe_contact
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from alongside.overview.home.queries.women import all_records, brief_lines
from alongside.support.engagement.actions import checks, letters
from alongside.support.engagement.models import Appointment, Letter, WelfareCheck
from tests.journeys.test_nothing_outlives_it import agreed_and_planned, she_dies
from tests.shared.asking import refer_again
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import as_admin
from tests.shared.endings import stop

LETTER: dict[str, Any] = {
    "to_words": "The council", "body": "Please write to me at the library.", "says_who_we_are": True,
    "agreed_on": timezone.localdate(), "her_yes": "Yes.", "compartment": Compartment.NOTES.value,
    "topic": "housing",
}  # fmt: skip
CHECKS: dict[str, Any] = {
    "way_kind": "text", "every_days": 1, "from_time": None, "until_time": None, "police": False,
    "steps": ["again"], "person_words": "", "her_words": "", "second": None,
    "agreed_on": timezone.localdate(),
}  # fmt: skip
REFUSED, DONE = 409, 200


@dataclass
class Waiting:
    """What waits to go out to her, made while she is with us; Amal tries each."""

    cast: Cast
    appointment: Appointment
    check: WelfareCheck
    letter: Letter
    way: SafeWay

    def post(self, name: str, key: uuid.UUID, **data: Any) -> int:
        """Press a button as Amal does."""
        address = reverse(name, args=[self.cast.marta, key])
        status = sign_in(self.cast.amal).post(address, data).status_code
        return DONE if status == 302 else int(status)

    def act(self, do: Callable[..., object], **facts: Any) -> int:
        """Call an action as Amal would."""
        with acting_as(self.cast.amal.pk):
            try:
                with transaction.atomic():
                    do(by=actor(self.cast.amal), **facts)
            except Refused:
                return REFUSED
        return DONE


def write(cast: Cast, **more: Any) -> Letter:
    with acting_as(cast.amal.pk):
        return letters.write_letter(
            key=new_key(), client_id=cast.marta, service=cast.navigators, facts=LETTER | more,
            membership=cast.amal, by=actor(cast.amal),
        )  # fmt: skip


def made(cast: Cast) -> Waiting:
    agreed_and_planned(cast)
    letter = write(cast)
    with acting_as(cast.amal.pk):
        return Waiting(
            cast, Appointment.objects.get(), WelfareCheck.objects.select_related("agreement").get(),
            letter, SafeWay.objects.filter(ended_at__isnull=True).get(),
        )  # fmt: skip


def refer(w: Waiting) -> int:
    try:
        with transaction.atomic():
            refer_on(w.cast, w.cast.hearth)
    except Refused:
        return REFUSED
    return DONE


# Each thing that would go out to her or for her.
GOES_OUT: dict[str, Callable[[Waiting], int]] = {
    "a call or a text": lambda w: w.post("people:reach", w.way.pk),
    "a reminder": lambda w: w.post("engagement:appointment_reminded", w.appointment.pk),
    "one more check": lambda w: w.act(
        checks.plan_check, key=new_key(), client_id=w.cast.marta, due_at=timezone.now()
    ),
    "a check, moved": lambda w: w.act(
        checks.move_check, key=new_key(), check=w.check, to=timezone.now(), version=w.check.version
    ),
    "new checks": lambda w: w.act(
        checks.agree_checks, key=new_key(), client_id=w.cast.marta, membership=w.cast.amal,
        facts={**CHECKS, "worker": w.cast.amal},
    ),
    "a letter": lambda w: w.act(
        letters.write_letter, key=new_key(), client_id=w.cast.marta, service=w.cast.navigators,
        facts=LETTER, membership=w.cast.amal,
    ),
    "a letter that waits": lambda w: w.act(letters.print_letter, letter=w.letter),
    "an entry for her calendar": lambda w: w.post(
        "feeds:hers", w.appointment.pk, said="busy", she_chose="on"
    ),
    "a referral on": refer,
}  # fmt: skip
# What goes by one of her ways, and so by her hours; the rest she is given or asked for, face to face.
BY_HER_HOURS = {"a call or a text", "a reminder", "one more check", "a check, moved", "new checks"}


def outside_her_hours(cast: Cast) -> None:
    never_now = [{"days": [], "from": "00:00", "until": "00:00"}]
    way = {
        "kind": "text",
        "value": "+447700900123",
        "hours": never_now,
        "words": "",
        "never": False,
    }
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts={}, ways=[way], version=SafeContact.objects.get().version,
            by=actor(cast.amal),
        )  # fmt: skip


def she_stops(cast: Cast) -> None:
    stop(cast.marta, by=cast.amal)


def she_rests(cast: Cast) -> None:
    she_dies(cast)
    died = f"/women/{cast.marta}/time/died/"
    assert sign_in(cast.bea).post(died, {"confirm": "1"}).status_code == 302


@pytest.mark.parametrize("what", GOES_OUT)
def test_while_she_is_with_us_and_in_her_hours_it_goes(cast: Cast, what: str) -> None:
    assert GOES_OUT[what](made(cast)) == DONE


@pytest.mark.parametrize("what", sorted(BY_HER_HOURS))
def test_outside_her_hours_it_waits(cast: Cast, what: str) -> None:
    waiting = made(cast)
    outside_her_hours(cast)
    with acting_as(cast.amal.pk):
        waiting.way = SafeWay.objects.filter(ended_at__isnull=True).get()
    # A person who reaches for the phone is asked why it has to be now.
    assert GOES_OUT[what](waiting) == (422 if what == "a call or a text" else REFUSED)


@pytest.mark.parametrize("end", [she_stops, she_dies, she_rests], ids=lambda end: end.__name__)
@pytest.mark.parametrize("what", GOES_OUT)
def test_once_she_said_stop_or_has_died_nothing_goes_out_any_more(
    cast: Cast, what: str, end: Callable[[Cast], None]
) -> None:
    waiting = made(cast)
    end(cast)
    # Once she is out of sight it is not there at all; until her death is confirmed, all of it is refused.
    assert GOES_OUT[what](waiting) in ((REFUSED,) if end is she_dies else (REFUSED, 404))


@pytest.mark.parametrize("end", [she_stops, she_dies, she_rests], ids=lambda end: end.__name__)
def test_one_place_answers_for_all_of_them(cast: Cast, end: Callable[[Cast], None]) -> None:
    made(cast)
    today, now = timezone.localdate(), timezone.now()

    def asked() -> tuple[bool, bool, bool]:
        with acting_as(cast.amal.pk):
            client = with_safe_contact(Client.objects.all()).get(pk=cast.marta)
            return (
                why_not_contact(client, today) is None, client.pk not in silent([client], today),
                may_go_out(client, "text", now).open,
            )  # fmt: skip

    assert asked() == (True, True, True)
    end(cast)
    assert asked() == (False, False, False)


def test_what_she_was_sent_before_can_still_be_read_on_paper(cast: Cast) -> None:
    waiting = made(cast)
    with acting_as(cast.amal.pk):
        letters.note_sent(
            letter=waiting.letter, on=timezone.localdate(), version=1, membership=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    she_dies(cast)
    paper = reverse("engagement:letter_paper", args=[cast.marta, waiting.letter.pk])
    assert sign_in(cast.amal).get(paper).status_code == 200


def test_who_stopped_with_us_and_goes_on_elsewhere_is_called_safe_there_alone(
    committed_cast: Cast,
) -> None:
    cast = committed_cast
    agreed_and_planned(cast)
    refer_again(cast.marta, cast.advocates, by=cast.bea)
    as_admin(
        "update people_episode set state = 'active', opened_on = current_date where client_id = %s "
        "and state = 'referred'", cast.marta,
    )  # fmt: skip
    stop(cast.marta, by=cast.amal, service=cast.navigators)
    with acting_as(cast.amal.pk):
        clients = list(with_safe_contact(all_records().filter(pk=cast.marta)))
        assert [line.safe_now for line in brief_lines(clients, timezone.now())] == [False]
        assert "She asked us to stop" in brief_lines(clients, timezone.now())[0].card.title
    as_admin("update people_episode set stopped_on = null where client_id = %s", cast.marta)
    with acting_as(cast.amal.pk):
        assert [line.safe_now for line in brief_lines(clients, timezone.now())] == [True]
