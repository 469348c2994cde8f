"""She would like somebody else: no reason, introductions, what matters between them, nobody fails (R156)."""

import datetime
import uuid
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.core.people.models import Episode
from alongside.core.team import actions as team
from alongside.core.team.models import Handover, Introduction, LeadChange, TeamMember
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from tests.shared.asking import fill
from tests.shared.cast import Cast, actor, make_client, seen_by, sign_in
from tests.shared.forms import day_typed, words_shown


def page(hat: Membership, address: str) -> str:
    answer = sign_in(hat).get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return words_shown(answer.content.decode())


def her_time(cast: Cast) -> uuid.UUID:
    with acting_as(cast.bea.pk):
        return Episode.objects.get(client_id=cast.marta).pk


def at(cast: Cast, name: str, *more: Any) -> str:
    return reverse(f"team:{name}", args=[cast.marta, *more])


def change_of(cast: Cast) -> LeadChange:
    with acting_as(cast.bea.pk):
        rows = LeadChange.objects.select_related("episode__service", "chosen")
        return rows.get(client_id=cast.marta)


def asks(cast: Cast, hat: Membership, **said: str) -> LeadChange:
    where = at(cast, "would_like", her_time(cast))
    answer = fill(sign_in(hat), where, **{"likes": "", **said})
    assert answer.status_code == 302
    return change_of(cast)


def chooses(cast: Cast, change: LeadChange, hat: Membership, her_say: str = "yes") -> Any:
    where = at(cast, "choose", change.pk)
    return fill(sign_in(cast.bea), where, lead=str(hat.pk), her_say=her_say)


def leads(cast: Cast) -> list[str]:
    with acting_as(cast.bea.pk):
        now = TeamMember.objects.current().filter(client_id=cast.marta, part="lead")
        return [one.membership.worker.name for one in now.select_related("membership__worker")]


def test_she_asks_without_a_reason_and_it_stands_on_today_until_it_is_settled(cast: Cast) -> None:
    asking = page(cast.amal, at(cast, "would_like", her_time(cast))).lower()
    assert "that is enough" in asking
    assert "reason" not in asking
    change = asks(cast, cast.amal, likes="Somebody who laughs.", rather_not="")
    # Whoever runs the service sees it, and so does her lead worker, until it is settled.
    for hat in (cast.bea, cast.amal):
        assert "She would like somebody else" in page(hat, "/")
    # Who may fit explains itself; whoever is chosen stands beside her from then on.
    assert "Somebody who laughs." in page(cast.bea, at(cast, "choose", change.pk))
    assert seen_by(cast.nadia) == set()
    assert chooses(cast, change, cast.nadia).status_code == 302
    assert seen_by(cast.nadia) == {cast.marta}
    assert "Nadia will lead next" in page(cast.bea, "/")


def test_the_new_one_reads_what_matters_before_she_begins_and_it_stays_on_the_record(
    cast: Cast,
) -> None:
    change = asks(cast, cast.amal)
    chooses(cast, change, cast.nadia)
    answer = fill(
        sign_in(cast.amal), at(cast, "handover", her_time(cast)), wants_known="I go quiet. Wait.",
        leave_be="My brother.", little_things="Tea first.", words="She laughs at my dog.", with_her="on",
    )  # fmt: skip
    assert answer.status_code == 302
    read = page(cast.nadia, at(cast, "change", change.pk))
    for words in (
        "I go quiet. Wait.",
        "My brother.",
        "Tea first.",
        "She laughs at my dog.",
        "together",
    ):
        assert words in read
    fill(sign_in(cast.bea), at(cast, "begin", change.pk), old="goes")
    with acting_as(cast.nadia.pk):
        assert Handover.objects.get(client_id=cast.marta).little_things == "Tea first."


def test_they_meet_step_by_step_and_a_day_that_moves_is_no_fault(cast: Cast) -> None:
    change = asks(cast, cast.amal)
    chooses(cast, change, cast.nadia)
    soon = timezone.localdate() + datetime.timedelta(days=2)
    answer = fill(
        sign_in(cast.amal), at(cast, "introduce", her_time(cast)), place="The day centre",
        **day_typed("on_date", soon),
    )  # fmt: skip
    assert answer.status_code == 302
    with acting_as(cast.bea.pk):
        first = Introduction.objects.get(client_id=cast.marta)
        assert (first.whom, first.what) == ("Nadia", "First time together")
    assert "First time together" in page(cast.nadia, "/")
    moved = fill(
        sign_in(cast.nadia), at(cast, "introduction", first.pk), state="planned",
        **day_typed("on", soon + datetime.timedelta(days=1)),
    )  # fmt: skip
    assert moved.status_code == 302
    her_team = sign_in(cast.amal).get(reverse("home:team", args=[cast.marta])).content.decode()
    assert "moved from" in words_shown(her_team)
    assert "al-late" not in her_team
    fill(sign_in(cast.nadia), at(cast, "introduction", first.pk), state="happened")
    assert "First time together" not in page(cast.nadia, "/")
    assert sign_in(cast.nadia).get(at(cast, "introduction", first.pk)).status_code == 404


def test_whoever_led_stays_for_a_while_and_is_thanked(cast: Cast) -> None:
    change = asks(cast, cast.amal)
    chooses(cast, change, cast.nadia)
    until = timezone.localdate() + datetime.timedelta(days=14)
    begun = fill(
        sign_in(cast.bea), at(cast, "begin", change.pk), old="stays", **day_typed("stays_until", until)
    )  # fmt: skip
    assert begun.status_code == 302
    assert leads(cast) == ["Nadia"]
    assert seen_by(cast.amal) == seen_by(cast.nadia) == {cast.marta}
    told = page(cast.amal, at(cast, "change", change.pk))
    assert (
        "Nadia leads for her now. Thank you, Amal: what grew between you goes on with her." in told
    )
    assert "fail" not in told.lower()
    for hat in (cast.bea, cast.nadia):
        assert "Somebody else alongside" not in page(hat, "/")
    # When the time is over it is asked on Today, and nobody is called late.
    with acting_as(cast.bea.pk):
        LeadChange.objects.filter(pk=change.pk).update(stays_until=timezone.localdate())
    assert "Amal was to stay beside her until Today" in page(cast.nadia, "/")
    with acting_as(cast.bea.pk):
        beside = TeamMember.objects.current().get(client_id=cast.marta, membership=cast.amal)
        team.leave(member=beside, by=actor(cast.bea))
    assert "was to stay beside her" not in page(cast.nadia, "/")
    assert seen_by(cast.amal) == set()


def test_whoever_led_may_go_at_once_and_sees_nothing_on_the_next_click(cast: Cast) -> None:
    change = asks(cast, cast.bea)
    chooses(cast, change, cast.nadia)
    assert fill(sign_in(cast.bea), at(cast, "begin", change.pk), old="goes").status_code == 302
    assert leads(cast) == ["Nadia"]
    assert (seen_by(cast.amal), seen_by(cast.nadia)) == (set(), {cast.marta})
    settled = change_of(cast)
    assert (settled.state, settled.before_id, settled.stays_until) == ("done", cast.amal.pk, None)


def test_a_lead_worker_who_left_this_morning_holds_nothing_up(cast: Cast) -> None:
    change = asks(cast, cast.amal)
    gone = sign_in(cast.ada).post(
        reverse("accounts:worker_close", args=[cast.amal.worker_id]), {"left": "on"}
    )
    assert gone.status_code == 302
    assert chooses(cast, change, cast.nadia, her_say="not_asked").status_code == 302
    begin = at(cast, "begin", change.pk)
    assert "whoever led until now" not in page(cast.bea, begin)
    assert sign_in(cast.bea).post(begin).status_code == 302
    assert leads(cast) == ["Nadia"]
    assert "Nadia leads for her now." in page(cast.nadia, at(cast, "change", change.pk))


def test_one_whose_account_rests_is_changed_like_anybody(cast: Cast) -> None:
    change = asks(cast, cast.amal)
    sign_in(cast.ada).post(reverse("accounts:worker_close", args=[cast.amal.worker_id]), {})
    chooses(cast, change, cast.nadia)
    assert fill(sign_in(cast.bea), at(cast, "begin", change.pk), old="goes").status_code == 302
    assert leads(cast) == ["Nadia"]
    sign_in(cast.ada).post(reverse("accounts:worker_open", args=[cast.amal.worker_id]))
    assert seen_by(cast.amal) == set()


def test_whoever_left_between_being_chosen_and_beginning_can_not_begin(cast: Cast) -> None:
    change = asks(cast, cast.amal)
    chooses(cast, change, cast.nadia)
    sign_in(cast.ada).post(
        reverse("accounts:worker_close", args=[cast.nadia.worker_id]), {"left": "on"}
    )
    answer = fill(sign_in(cast.bea), at(cast, "begin", change.pk), old="goes")
    assert answer.status_code == 422
    assert "Choose somebody who works in this service." in words_shown(answer.content.decode())
    assert leads(cast) == ["Amal"]
    assert seen_by(cast.amal) == {cast.marta}


def test_choosing_a_lead_worker_the_short_way_settles_it_too(cast: Cast) -> None:
    change = asks(cast, cast.amal)
    fill(sign_in(cast.bea), at(cast, "lead", her_time(cast)), lead=str(cast.nadia.pk))
    settled = change_of(cast)
    assert (settled.pk, settled.state, settled.chosen_id) == (change.pk, "done", cast.nadia.pk)
    assert settled.before_id == cast.amal.pk


def test_she_may_like_it_to_stay_as_it_is_and_ask_again_another_day(cast: Cast) -> None:
    change = asks(cast, cast.amal)
    for _ in range(2):
        answer = sign_in(cast.amal).post(at(cast, "stays", change.pk))
        assert answer["Location"] == at(cast, "change", change.pk)
    assert change_of(cast).state == "stays"
    assert "It stays as it is" in page(cast.bea, at(cast, "change", change.pk))
    assert "She would like somebody else" not in page(cast.bea, "/")
    assert sign_in(cast.bea).get(at(cast, "choose", change.pk)).status_code == 409
    again = fill(sign_in(cast.amal), at(cast, "would_like", her_time(cast)), likes="")
    assert again["Location"] != at(cast, "change", change.pk)


def test_whoever_has_no_room_needs_a_reason_when_they_begin(cast: Cast) -> None:
    for number in range(7):
        key = make_client(f"W{number}", lead=cast.nadia, service=cast.navigators, triage=cast.bea)
        with acting_as(cast.bea.pk):
            episode = Episode.objects.select_related("service").get(client_id=key)
            team.set_lead(
                episode=episode, membership=cast.nadia, by=actor(cast.bea), agreed_by=cast.bea
            )
    change = asks(cast, cast.amal)
    chooses(cast, change, cast.nadia)
    begin = at(cast, "begin", change.pk)
    answer = fill(sign_in(cast.bea), begin, old="goes")
    assert answer.status_code == 422
    assert "Say why one more is right for now" in words_shown(answer.content.decode())
    assert leads(cast) == ["Amal"]
    answer = fill(sign_in(cast.bea), begin, old="goes", over_gauge_reason="They know each other.")
    assert answer.status_code == 302
    assert leads(cast) == ["Nadia"]
