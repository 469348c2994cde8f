"""Somebody she keeps away joins, is invited or is here already: found in silence, and asked about."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.core.people.models import Episode
from alongside.core.sharing.actions import away
from alongside.core.sharing.models import Block, Doubt
from alongside.core.team import actions as team
from alongside.core.team import queries as team_queries
from alongside.foundation.access import actions as gate
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.actions import links, workers
from alongside.foundation.accounts.models import Membership, OneTimeLink, Worker
from alongside.foundation.accounts.queries import PostWanted
from alongside.foundation.accounts.roles import Role
from alongside.foundation.audit.actions import NOBODY
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency
from tests.shared.asking import put_beside
from tests.shared.cast import PASSWORD, Cast, actor, make_hat, make_worker, seen_by


def keep_away(cast: Cast, **whom: Any) -> None:
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, made_by=cast.amal, by=actor(cast.amal), **whom
        )


def doubts(cast: Cast) -> list[Doubt]:
    with acting_as(cast.amal.pk):
        return list(Doubt.objects.order_by("found_at"))


def settle(cast: Cast, *, is_them: bool, by: Membership | None = None) -> None:
    hat = by or cast.amal
    with acting_as(hat.pk):
        doubt = Doubt.objects.get(settled_at__isnull=True)
        away.settle(doubt=doubt, is_them=is_them, settled_by=hat, by=actor(hat))


def hire(cast: Cast, name: str, role: Role = Role.MANAGER, **who: str) -> Membership:
    """Give somebody new a hat with a post in the Navigators, as an administrator does."""
    worker = make_worker(who.get("address", name.replace(" ", ".")))
    Worker.objects.filter(pk=worker.pk).update(name=name)
    posts = [PostWanted(cast.navigators, triage=False)]
    with acting_as(cast.ada.pk):
        return workers.give_hat(
            key=new_key(), worker=worker, agency=cast.harbour, role=role, posts=posts,
            by=actor(cast.ada),
        )  # fmt: skip


def invite(cast: Cast, name: str, email: str) -> OneTimeLink:
    key = new_key()
    with acting_as(cast.ada.pk):
        links.invite(
            key=key, name=name, email=email, agency=cast.harbour, role=Role.MANAGER,
            posts=[PostWanted(cast.navigators, triage=False)], made_by=cast.ada, by=actor(cast.ada),
        )  # fmt: skip
    return OneTimeLink.objects.get(pk=key)


def accept(link: OneTimeLink, name: str) -> Membership:
    with acting_as(None):
        worker = links.accept(link=link, name=name, password=PASSWORD, by=NOBODY)
    return Membership.objects.get(worker=worker)


def settled() -> bool:
    return gate.passes_that_differ() == 0


# --- who joins ------------------------------------------------------------------------------------------


def test_somebody_who_joins_with_his_name_sees_nothing_until_her_lead_worker_has_said(
    cast: Cast,
) -> None:
    keep_away(cast, person_name="Tariq Mahmood", her_words="My husband’s cousin.")
    tariq = hire(cast, "Tárik Mahmoud")
    assert seen_by(tariq) == set()
    (doubt,) = doubts(cast)
    assert (doubt.worker_id, doubt.said_name, doubt.what) == (
        tariq.worker_id, "Tárik Mahmoud", Doubt.What.JOINED,
    )  # fmt: skip
    settle(cast, is_them=False)
    assert seen_by(tariq) == {cast.marta}
    with acting_as(cast.ada.pk):
        workers.set_posts(
            hat=tariq, posts=[PostWanted(cast.navigators, triage=True)], by=actor(cast.ada)
        )
    assert seen_by(tariq) == {cast.marta}, "asked once is not asked again"
    assert settled()


def test_yes_names_the_worker_and_keeps_him_away_under_every_hat(cast: Cast) -> None:
    keep_away(cast, person_name="Tariq Mahmood")
    tariq = hire(cast, "Tariq M.")
    settle(cast, is_them=True, by=cast.bea)
    with acting_as(cast.amal.pk):
        assert Block.objects.get().worker_id == tariq.worker_id
    other = make_hat(tariq.worker, cast.hearth, Role.MANAGER, cast.navigators)
    gate.recompute_membership(other.pk)
    assert seen_by(tariq) == seen_by(other) == set()
    (doubt,) = doubts(cast)
    with acting_as(cast.amal.pk), pytest.raises(Refused, match="answered this already"):
        away.settle(doubt=doubt, is_them=False, settled_by=cast.amal, by=actor(cast.amal))


@pytest.mark.parametrize(
    ("kept", "name", "email", "found"),
    [
        ({"person_name": "Tariq"}, "Tariq M.", "tm", True),
        ({"person_name": "Tariq Mahmood"}, "Imran Mahmood", "im", False),
        ({"person_name": "Tariq Mahmood"}, "Tariq Khan", "tk", False),
        ({"person_name": "Mahmood, Tariq"}, "Tariq Mahmood", "tm", True),
        ({"mail_domain": "elsewhere.example"}, "Anybody", "x@post.elsewhere.example", True),
        ({"mail_domain": "elsewhere.example"}, "Anybody", "x@notelsewhere.example", False),
        ({"person_name": "Tariq", "mail_domain": "elsewhere.example"}, "Imran", "i@elsewhere.example", False),
    ],
)  # fmt: skip
def test_name_and_mail_are_held_against_whoever_joins(
    cast: Cast, kept: dict[str, str], name: str, email: str, found: bool
) -> None:
    keep_away(cast, **kept)
    worker = make_worker(email.replace("@", "_"))
    address = email if "@" in email else f"{email}@example.org"
    Worker.objects.filter(pk=worker.pk).update(name=name, email=address)
    with acting_as(cast.ada.pk):
        hat = workers.give_hat(
            key=new_key(), worker=worker, agency=cast.harbour, role=Role.MANAGER, by=actor(cast.ada),
            posts=[PostWanted(cast.navigators, triage=False)],
        )  # fmt: skip
    assert bool(doubts(cast)) is found
    assert seen_by(hat) == (set() if found else {cast.marta})


def test_a_first_name_says_nothing_of_somebody_who_works_elsewhere(cast: Cast) -> None:
    keep_away(cast, person_name="Nora", works_at=cast.practice)
    assert seen_by(hire(cast, "Nora B.")) == {cast.marta}
    there = make_hat(make_worker("Nora"), cast.practice, Role.PARTNER)
    with acting_as(cast.ada.pk):
        workers.set_posts(hat=there, posts=[], by=actor(cast.ada))
    assert [doubt.worker_id for doubt in doubts(cast)] == [there.worker_id]


def test_a_number_that_is_an_agency_s_is_held_against_those_who_work_there(cast: Cast) -> None:
    Agency.objects.filter(pk=cast.practice.pk).update(phone="+441632960700")
    keep_away(cast, number="+441632960700")
    assert [doubt.worker_id for doubt in doubts(cast)] == [cast.petra.worker_id]


def test_whoever_takes_another_name_is_looked_at_again(cast: Cast) -> None:
    keep_away(cast, person_name="Tariq Mahmood")
    hat = hire(cast, "Tim")
    assert seen_by(hat) == {cast.marta}
    with acting_as(hat.pk):
        workers.set_own_page(
            worker=hat.worker, name="Tariq Mahmood", theme="", find_key_on=True, by=actor(hat)
        )
    assert seen_by(hat) == set()


# --- who is invited ---------------------------------------------------------------------------------------


def test_an_invitation_is_noticed_before_anybody_has_an_account(cast: Cast) -> None:
    keep_away(cast, person_name="Tariq Mahmood")
    link = invite(cast, "Tariq Mahmood", "tariq@example.org")
    (doubt,) = doubts(cast)
    assert (doubt.worker_id, doubt.said_agency, doubt.what) == (None, "Harbour", "invited")
    hat = accept(link, "T. M.")
    assert seen_by(hat) == set(), "under whatever name he comes"
    assert doubts(cast)[0].worker_id == hat.worker_id
    assert settled()


@pytest.mark.parametrize("is_them", [True, False])
def test_what_was_said_of_an_invitation_holds_for_whoever_accepts_it(
    cast: Cast, is_them: bool
) -> None:
    keep_away(cast, person_name="Tariq Mahmood")
    link = invite(cast, "Tariq Mahmood", "tariq@example.org")
    settle(cast, is_them=is_them)
    hat = accept(link, "Tariq Mahmood")
    assert seen_by(hat) == (set() if is_them else {cast.marta})
    assert len(doubts(cast)) == 1


def test_whoever_invites_and_whoever_comes_notices_nothing(cast: Cast) -> None:
    keep_away(cast, person_name="Tariq Mahmood")
    asked = []
    for name in ("Somebody Else", "Tariq Mahmood"):
        with CaptureQueriesContext(connection) as queries:
            link = invite(cast, name, f"{name[:2]}@example.org")
        with CaptureQueriesContext(connection) as more:
            accept(link, name)
        asked.append((len(queries), len(more)))
    assert asked[0] == asked[1]


# --- who is here already -----------------------------------------------------------------------------------


def test_those_who_are_here_are_kept_away_at_once_where_they_fit(cast: Cast) -> None:
    keep_away(cast, person_name="Bea")
    assert seen_by(cast.bea) == set()
    assert [(doubt.worker_id, doubt.what) for doubt in doubts(cast)] == [
        (cast.bea.worker_id, Doubt.What.HERE)
    ]
    settle(cast, is_them=False)
    assert seen_by(cast.bea) == {cast.marta}


def test_her_own_team_is_never_put_in_doubt_by_a_name_alone(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    for name in ("Amal", "Nadia", "Amal Haddad"):
        keep_away(cast, person_name=name)
    assert doubts(cast) == []
    assert seen_by(cast.amal) == seen_by(cast.nadia) == {cast.marta}
    with acting_as(cast.ada.pk):
        workers.set_posts(
            hat=cast.amal, posts=[PostWanted(cast.navigators, triage=False)], by=actor(cast.ada)
        )
    assert seen_by(cast.amal) == {cast.marta}


def test_somebody_of_whom_she_was_asked_is_not_put_in_doubt(cast: Cast) -> None:
    keep_away(cast, person_name="Bea", not_them=[cast.bea.worker_id])
    assert seen_by(cast.bea) == {cast.marta}
    assert [doubt.is_them for doubt in doubts(cast)] == [False]


def test_with_the_last_question_gone_he_sees_what_his_work_gives_him(cast: Cast) -> None:
    keep_away(cast, person_name="Bea")
    with acting_as(cast.amal.pk):
        away.lift(
            block=Block.objects.get(), lifted_by=cast.amal, words="All right.", by=actor(cast.amal)
        )
    assert seen_by(cast.bea) == {cast.marta}
    assert settled()


def test_by_more_than_a_name_her_own_team_fits_too(cast: Cast) -> None:
    # The page says so before, and doesn't do it where nobody would be left.
    keep_away(cast, person_name="Amal", mail_domain="example.org")
    assert seen_by(cast.amal) == set()
    assert seen_by(cast.bea) == {cast.marta}
    assert settled()


# --- around her ---------------------------------------------------------------------------------------------


def test_nobody_whom_she_keeps_away_is_put_beside_her_or_offered(cast: Cast) -> None:
    keep_away(cast, worker=cast.nadia.worker)
    with acting_as(cast.bea.pk):
        episode = Episode.objects.select_related("service").get(client_id=cast.marta)
        for join in (
            lambda: team.add_member(episode=episode, membership=cast.nadia, by=actor(cast.bea)),
            lambda: team.set_lead(
                episode=episode, membership=cast.nadia, by=actor(cast.bea), agreed_by=cast.bea
            ),
        ):
            with pytest.raises(Refused, match="keeps Nadia away"):
                join()
        offered = team_queries.loads(cast.navigators, client_id=cast.marta)
    assert cast.nadia.pk not in {load.membership.pk for load in offered}
    assert cast.amal.pk in {load.membership.pk for load in offered}
    with acting_as(cast.nadia.pk):
        assert gate.kept_away_hats(cast.marta, cast.navigators.pk) == set()


def test_somebody_written_down_as_near_her_is_held_against_whom_she_keeps_away(cast: Cast) -> None:
    keep_away(cast, person_name="Tariq Mahmood", number="+447700900321")
    for name, number, found in (
        ("Sister Joy", "", 0), ("T. Mahmood", "", 1), ("Uncle", "+447700900321", 1),
    ):  # fmt: skip
        with acting_as(cast.amal.pk):
            gate.check_around(client_id=cast.marta, name=name, number=number, email="")
        assert len(doubts(cast)) == found, name


def test_whom_she_is_to_meet_is_held_against_whom_she_keeps_away(cast: Cast) -> None:
    keep_away(cast, person_name="Tariq Mahmood")
    for whom, found in (("Sister Joy", 0), ("T. Mahmood", 1)):
        with acting_as(cast.amal.pk):
            facts = {
                "whom": whom, "what": "Tea", "place": "", "on_date": timezone.localdate(),
                "brings": cast.amal,
            }  # fmt: skip
            team.set_introduction(
                key=new_key(), episode=Episode.objects.get(client_id=cast.marta), facts=facts,
                membership=cast.amal, by=actor(cast.amal),
            )  # fmt: skip
        assert len(doubts(cast)) == found, whom


def test_of_her_only_those_who_look_after_her_can_ask(cast: Cast) -> None:
    keep_away(cast, person_name="Tariq Mahmood")
    for hat in (cast.cleo, cast.vera, cast.petra):
        with acting_as(hat.pk):
            gate.check_around(client_id=cast.marta, name="Tariq Mahmood", number="", email="")
            assert gate.looked_after(cast.marta) == {}
    assert doubts(cast) == []
    with acting_as(cast.amal.pk):
        assert set(gate.looked_after(cast.marta)) == {cast.amal.pk, cast.bea.pk}
        gate.check_block(uuid.uuid4(), not_them=[cast.bea.worker_id])
    assert doubts(cast) == []
