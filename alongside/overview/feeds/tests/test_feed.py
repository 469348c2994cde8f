"""/calendar/<token>.ics: when a hat is busy, and nothing else."""

import datetime
import uuid

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from django.utils import timezone
from icalendar import Calendar

from alongside.core.sharing.actions import away
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership, Post, Worker
from alongside.foundation.common.keys import fingerprint, new_key
from alongside.overview.feeds import actions, rules
from alongside.overview.feeds.models import FeedLink
from alongside.support.engagement.models import Appointment
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import as_admin

TODAY = timezone.localdate()
SECRETS = (
    "Marta",
    "solicitor",
    "Lantern",
    "quiet",
    "Harbour",
    "Navigators",
    "Alongside",
    "Amal",
    "alongside",
)


def link(hat: Membership, said: str = "busy") -> str:
    with acting_as(hat.pk):
        token = actions.make_link(key=new_key(), said=said, membership=hat, by=actor(hat))
    return f"/calendar/{token}.ics"


def plan(cast: Cast, hat: Membership | None = None, **more: object) -> uuid.UUID:
    facts: dict[str, object] = {
        "client_id": cast.marta, "what": "The solicitor", "place_words": "4 Lantern Yard",
        "her_wishes": "somewhere quiet", "on_date": TODAY + datetime.timedelta(days=3),
        "at_time": datetime.time(14, 30), "membership": hat or cast.amal, "made_by": cast.amal, **more,
    }  # fmt: skip
    with acting_as(cast.amal.pk):
        one = Appointment(**facts)
        one.save(force_insert=True)
    return one.pk


def fetched(address: str) -> Calendar:
    answer = Browser().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    for secret in SECRETS:
        assert secret not in answer.content.decode()
    return Calendar.from_ical(answer.content)


def entries(address: str) -> list[tuple[object, object, str]]:
    return [
        (one.decoded("dtstart"), one.decoded("dtend", None), str(one["summary"]))
        for one in fetched(address).walk("VEVENT")
    ]


def test_it_says_when_and_the_same_word_for_all_and_nothing_else(cast: Cast) -> None:
    key = plan(cast)
    plan(cast, at_time=None, on_date=TODAY, compartment=Compartment.JUSTICE)
    address = link(cast.amal, "meeting")
    begins = timezone.make_aware(
        datetime.datetime.combine(TODAY + datetime.timedelta(days=3), datetime.time(14, 30))
    )
    assert entries(address) == [
        (TODAY, None, "Meeting"), (begins, begins + datetime.timedelta(hours=1), "Meeting")
    ]  # fmt: skip
    whole = fetched(address)
    assert str(whole["x-wr-calname"]) == "Calendar"
    allowed = {"UID", "DTSTAMP", "SUMMARY", "CLASS", "DTSTART", "DTEND", "TRANSP"}
    for one in whole.walk("VEVENT"):
        assert set(one) <= allowed
        assert not one.subcomponents
        assert key.hex not in str(one["uid"]).replace("-", "")
    assert {str(one["summary"]) for one in fetched(link(cast.amal)).walk("VEVENT")} == {"Busy"}


def test_an_entry_keeps_its_key_from_fetch_to_fetch(cast: Cast) -> None:
    plan(cast)
    address = link(cast.amal)
    keys = [[str(one["uid"]) for one in fetched(address).walk("VEVENT")] for _fetch in range(2)]
    assert keys[0] == keys[1]
    assert len(keys[0][0]) == 32


def test_only_what_is_planned_and_her_own_and_near(cast: Cast) -> None:
    plan(cast, hat=cast.bea)
    plan(cast, state=Appointment.State.MOVED)
    plan(cast, taken_back_at=timezone.now())
    plan(cast, on_date=TODAY - datetime.timedelta(days=2))
    plan(cast, on_date=TODAY + rules.AHEAD + datetime.timedelta(days=1))
    assert entries(link(cast.amal)) == []
    assert len(entries(link(cast.bea))) == 1


def test_what_she_no_longer_sees_is_gone_at_once(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    plan(cast, hat=cast.nadia)
    plan(cast, hat=cast.nadia, compartment=Compartment.IDENTITY)
    address = link(cast.nadia)
    assert len(entries(address)) >= 1
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=cast.nadia.worker, made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    assert entries(address) == []


def test_another_hats_appointments_are_not_in_it(cast: Cast) -> None:
    plan(cast)
    assert entries(link(cast.amal_at_hearth)) == []


def test_a_link_that_ended_ran_out_or_never_was_answers_with_the_same_bytes(cast: Cast) -> None:
    plan(cast)
    ended, over, closed, left, other = (link(hat) for hat in (
        cast.amal, cast.amal, cast.bea, cast.nadia, cast.cleo
    ))  # fmt: skip
    FeedLink.objects.filter(token_hash=_hash(ended)).update(ended_at=timezone.now())
    FeedLink.objects.filter(token_hash=_hash(over)).update(expires_at=timezone.now())
    Worker.objects.filter(pk=cast.bea.worker_id).update(is_active=False)
    Membership.objects.filter(pk=cast.nadia.pk).update(ended_at=timezone.now())
    Membership.objects.filter(pk=cast.cleo.pk).update(role="volunteer")
    never = Browser().get("/calendar/never-was.ics")
    assert never.status_code == 404
    for address in (ended, over, closed, left, other):
        answer = Browser().get(address)
        assert answer.status_code == 404
        assert answer.content == never.content
        assert dict(answer.headers) == dict(never.headers)


def _hash(address: str) -> str:
    return fingerprint(address.removeprefix("/calendar/").removesuffix(".ics"))


def test_a_post_that_ended_takes_its_women_out_of_the_feed(cast: Cast) -> None:
    plan(cast)
    address = link(cast.amal)
    assert len(entries(address)) == 1
    as_before = Post.objects.filter(membership=cast.amal)
    assert as_before.exists()
    with acting_as(cast.bea.pk):
        as_before.update(ended_at=timezone.now())
    gate.recompute_membership(cast.amal.pk)
    assert entries(address) == []


def test_each_fetch_stands_in_the_record_and_names_no_woman(committed_cast: Cast) -> None:
    plan(committed_cast)
    address = link(committed_cast.amal)
    for _fetch in range(2):
        assert len(entries(address)) == 1
    rows = as_admin(
        "select holder_id, worker_id, event, client_digest, compartments from audit_entry "
        "where what = 'feeds.feed'"
    )
    amal = committed_cast.amal
    assert rows == [(amal.pk, amal.worker_id, "listed", "", int(Compartment.NOTES))] * 2
    assert Browser().get("/calendar/never-was.ics").status_code == 404
    refused = as_admin(
        "select holder_id, client_digest, basis from audit_entry where event = 'refused'"
    )
    assert refused == [(None, "", "http_404")]


def test_nothing_in_the_database_opens_it(cast: Cast) -> None:
    address = link(cast.amal)
    one = FeedLink.objects.get()
    token = address.removeprefix("/calendar/").removesuffix(".ics")
    assert token not in str(FeedLink.objects.values().get())
    for wrong in (one.token_hash, str(one.pk), one.pk.hex, token[:-1], token.upper()):
        assert Browser().get(f"/calendar/{wrong}.ics").status_code == 404


def test_whoever_asks_very_fast_is_told_to_wait(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alongside.overview.feeds.views.ASKED_FROM_ONE_ADDRESS", "2/m/ip")
    cache.clear()
    address = link(cast.amal)
    assert [Browser().get(address).status_code for _fetch in range(3)] == [200, 200, 429]
    # And so, alike, is whoever asks from there for one that never was.
    assert Browser().get("/calendar/x.ics").status_code == 429
    cache.clear()


def test_it_may_be_opened_in_a_browser_where_somebody_is_signed_in(cast: Cast) -> None:
    plan(cast)
    address = link(cast.amal)
    answer = sign_in(cast.cleo).get(address)
    assert answer.status_code == 200
    assert answer.content.count(b"BEGIN:VEVENT") == 1


def test_it_can_only_be_read(cast: Cast) -> None:
    address = link(cast.amal)
    assert Browser().head(address).status_code == 200
