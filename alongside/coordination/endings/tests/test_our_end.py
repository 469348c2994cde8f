"""Our money ends: the day, who is to be handed over, a plan with each, and a closing that counts as ours."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.coordination.endings.actions.ending import NotConsidered, agree
from alongside.coordination.endings.models import Plan
from alongside.coordination.endings.queries.handing_over import by_service, to_hand_over
from alongside.core.people.models import Episode
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Service
from tests.shared.asking import fill
from tests.shared.cast import Cast, actor, lead_for, make_client, sign_in
from tests.shared.endings import met, propose, time_of
from tests.shared.forms import day_typed, words_shown
from tests.shared.sharing import keep_away

ENDS = reverse("ours:ends")


def page(hat: Membership, where: str) -> str:
    answer = sign_in(hat).get(where)
    assert answer.status_code == 200
    return words_shown(answer.content.decode())


def in_weeks(many: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(weeks=many)


def ends(cast: Cast, day: datetime.date | None) -> Any:
    boxes = day_typed("day", day) if day else {f"day_{n}": "" for n in range(3)}
    return fill(sign_in(cast.bea), reverse("ours:funded", args=[cast.navigators.pk]), **boxes)


def her_time(cast: Cast) -> uuid.UUID:
    with acting_as(cast.bea.pk):
        return Episode.objects.get(client_id=cast.marta).pk


def plan(cast: Cast, hat: Membership, **said: Any) -> Any:
    where = reverse("endings:plan", args=[cast.marta, her_time(cast)])
    told = {"her_words": "Slowly, please.", "place": str(cast.advocates.pk), **said}
    return fill(sign_in(hat), where, **told)


def test_whoever_runs_it_says_the_day_and_it_stands_on_today_twelve_weeks_before(
    cast: Cast,
) -> None:
    assert ends(cast, in_weeks(13))["Location"] == ENDS
    for hat in (cast.bea, cast.amal):
        assert "Our money ends" not in page(hat, "/")
    ends(cast, in_weeks(11))
    for hat in (cast.bea, cast.amal):
        today = page(hat, "/")
        assert "One woman is to be handed over. With one nothing is planned yet." in today
        assert "Marta" in page(hat, ENDS)
    assert "Our money ends" not in page(cast.nadia, "/")
    ends(cast, None)
    assert Service.objects.get(pk=cast.navigators.pk).funded_until is None
    assert "Our money ends" not in page(cast.bea, "/")


def test_only_whoever_runs_the_service_says_its_day_and_none_that_is_over(cast: Cast) -> None:
    where = reverse("ours:funded", args=[cast.navigators.pk])
    assert sign_in(cast.amal).get(where).status_code == 403
    elsewhere = reverse("ours:funded", args=[cast.advocates.pk])
    assert sign_in(cast.bea).get(elsewhere).status_code == 404
    assert ends(cast, timezone.localdate() - datetime.timedelta(days=1)).status_code == 422
    assert Service.objects.get(pk=cast.navigators.pk).funded_until is None
    assert sign_in(cast.vera).get(ENDS).status_code == 403


def test_the_same_day_said_twice_is_one_change(cast: Cast) -> None:
    for _ in range(2):
        ends(cast, in_weeks(10))
    assert Service.objects.get(pk=cast.navigators.pk).version == cast.navigators.version + 1


@pytest.mark.parametrize("who", ["amal", "bea"])
def test_a_plan_is_written_with_her_by_her_team_or_the_manager(cast: Cast, who: str) -> None:
    ends(cast, in_weeks(8))
    answer = plan(
        cast, getattr(cast, who), goodbye="Chips by the sea", **day_typed("goodbye_on", in_weeks(7))
    )
    assert answer.status_code == 302
    shown = page(cast.amal, answer["Location"])
    for words in (
        "Slowly, please.",
        "Hearth: Hearth Advocates",
        "Chips by the sea",
        "That is ours",
    ):
        assert words in shown
    assert "With each it is planned." in page(cast.bea, "/")
    assert "Planned with her" in page(cast.bea, ENDS)


def test_what_is_missing_is_said_and_sent_twice_it_is_one(cast: Cast) -> None:
    for said, sentence in (
        ({"her_words": ""}, "Write what she wants to happen. Ask her first."),
        ({"place": ""}, "Write to whom she goes on, or that she would rather not."),
    ):
        answer = plan(cast, cast.amal, **said)
        assert answer.status_code == 422
        assert sentence in words_shown(answer.content.decode())
    key = str(new_key())
    for _ in range(3):
        assert plan(cast, cast.amal, key=key).status_code == 302
    assert plan(cast, cast.amal, place="", goes_on_words="By herself.").status_code == 302
    with acting_as(cast.amal.pk):
        assert Plan.objects.count() == 2


def test_an_agency_she_keeps_away_is_nobody_she_goes_on_to(cast: Cast) -> None:
    plan(cast, cast.amal)
    keep_away(cast, agency=cast.hearth)
    shown = page(cast.amal, reverse("endings:plan", args=[cast.marta, her_time(cast)]))
    assert "Hearth Advocates" not in shown
    assert plan(cast, cast.amal).status_code == 422


def test_who_may_and_who_finds_nothing(cast: Cast) -> None:
    where = reverse("endings:plan", args=[cast.marta, her_time(cast)])
    assert sign_in(cast.vera).get(where).status_code == 403
    nowhere = reverse("endings:plan", args=[new_key(), new_key()])
    there, absent = (sign_in(cast.cleo).get(one) for one in (where, nowhere))
    assert (there.status_code, there.content) == (404, absent.content)


def test_it_closes_as_any_closing_does_and_counts_as_ours(cast: Cast) -> None:
    ends(cast, in_weeks(2))
    met(cast.marta, by=cast.amal)
    facts = {"reasons": ["our_end"], "handover": "Tea first."}
    with pytest.raises(NotConsidered) as refused:
        propose(cast.marta, by=cast.amal, **facts)
    assert "plan it with her first" in str(refused.value)
    plan(cast, cast.amal)
    where = reverse("endings:close", args=[cast.marta, her_time(cast)])
    asked = sign_in(cast.amal).get(where).content.decode()
    assert 'value="our_end" checked' in " ".join(asked.split()).replace('" id="id_reasons_3"', '"')
    ending = propose(cast.marta, by=cast.amal, **facts)
    with acting_as(cast.bea.pk):
        agree(ending=ending, version=1, membership=cast.bea, by=actor(cast.bea))
        assert time_of(cast.marta).state == "ended"
    assert "It counts as ours, never as hers." in page(cast.bea, ENDS)


def test_the_list_takes_the_same_reads_for_any_number(cast: Cast) -> None:
    ends(cast, in_weeks(5))
    with acting_as(cast.bea.pk), CaptureQueriesContext(connection) as few:
        by_service(to_hand_over(), [cast.navigators])
    for number in range(5):
        key = make_client(f"W{number}", lead=cast.nadia, service=cast.navigators, triage=cast.bea)
        lead_for(key, lead=cast.nadia, manager=cast.bea)
    with acting_as(cast.bea.pk), CaptureQueriesContext(connection) as more:
        [ours] = by_service(to_hand_over(), [cast.navigators])
        assert len(ours.episodes) == ours.unplanned == 6
    assert len(more) == len(few)


def test_without_a_day_on_which_it_ends_it_is_no_reason(cast: Cast) -> None:
    met(cast.marta, by=cast.amal)
    plan(cast, cast.amal)
    with pytest.raises(NotConsidered) as refused:
        propose(cast.marta, by=cast.amal, reasons=["our_end"], handover="Tea first.")
    assert "Nobody has said when our service or its money ends." in str(refused.value)
