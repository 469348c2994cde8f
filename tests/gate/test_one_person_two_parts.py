"""One worker in two agencies, two services in one agency, and a worker who is a woman here too."""

import uuid

from alongside.coordination.referrals.models import Referral
from alongside.core.people import actions as people
from alongside.core.people.models import Client, Episode
from alongside.core.sharing.actions import away, emergency
from alongside.core.sharing.models import Block, BreakGlass, Doubt
from alongside.foundation.access import actions as gate
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.actions import workers
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.queries import PostWanted
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Service
from tests.shared.asking import put_beside, refer, refer_again
from tests.shared.cast import Cast, actor, lead_for, make_client, make_hat, make_worker, seen_by
from tests.shared.database import as_admin


def keep_away(client_id: uuid.UUID, hat: Membership, **whom: object) -> None:
    with acting_as(hat.pk):
        away.keep_away(
            key=new_key(), client_id=client_id, made_by=hat, by=actor(hat),
            **whom,  # type: ignore[arg-type]
        )  # fmt: skip


def settled() -> bool:
    return gate.passes_that_differ() == 0


# --- two agencies, one worker ---------------------------------------------------------------------


def test_what_a_worker_sees_in_one_agency_is_not_seen_in_the_other(cast: Cast) -> None:
    assert seen_by(cast.amal) == {cast.marta}
    assert seen_by(cast.amal_at_hearth) == set()


def test_a_person_is_kept_away_under_both_hats_and_an_agency_under_its_own(cast: Cast) -> None:
    with acting_as(cast.cleo.pk):
        hedda = Membership.objects.get(worker__name="Hedda")
    put_beside(cast.roza, cast.amal_at_hearth, by=hedda)
    keep_away(cast.marta, cast.amal, agency=cast.hearth)
    assert seen_by(cast.amal) == {cast.marta}, "her lead worker, who works there on Tuesdays"
    assert seen_by(cast.amal_at_hearth) == {cast.roza}
    keep_away(cast.roza, cast.cleo, worker=cast.amal.worker)
    assert seen_by(cast.amal_at_hearth) == set()
    assert seen_by(cast.amal) == {cast.marta}
    assert settled()


# --- one agency, two services ---------------------------------------------------------------------


def test_a_manager_of_one_service_sees_nobody_of_the_other(cast: Cast) -> None:
    family = Service.objects.create(agency=cast.harbour, name="Harbour Family Advocate")
    maeve = make_hat(make_worker("Maeve"), cast.harbour, Role.MANAGER, family)
    dee = make_client("Dee", lead=maeve, service=family)
    assert seen_by(maeve) == {dee}
    assert dee not in seen_by(cast.bea)
    assert cast.marta not in seen_by(maeve)


def test_a_woman_of_both_services_is_seen_by_each_for_its_own_part(committed_cast: Cast) -> None:
    cast = committed_cast
    family = Service.objects.create(agency=cast.harbour, name="Harbour Family Advocate")
    maeve = make_hat(make_worker("Maeve"), cast.harbour, Role.MANAGER, family)
    refer_again(cast.marta, family, by=cast.amal)
    assert seen_by(maeve) == {cast.marta}
    # Somebody has to be left who sees her.
    refer_again(cast.marta, cast.advocates, by=cast.amal)
    keep_away(cast.marta, cast.amal, agency=cast.harbour)
    assert seen_by(maeve) == seen_by(cast.amal) == set(), "one agency, whatever its services"
    assert settled()


# --- a worker who is a woman too ------------------------------------------------------------------


def told_her_email(cast: Cast, client_id: uuid.UUID, email: str) -> None:
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=client_id, facts={}, version=1, by=actor(cast.amal),
            ways=[{"kind": "email", "value": email, "hours": [], "words": "", "never": False}],
        )  # fmt: skip


def test_a_worker_who_is_a_woman_too_never_meets_her_own_record(cast: Cast) -> None:
    nadia = make_client("Nadia", lead=cast.amal, service=cast.navigators, triage=cast.nadia)
    lead_for(nadia, lead=cast.amal, manager=cast.bea)
    put_beside(nadia, cast.nadia, by=cast.bea)
    assert nadia in seen_by(cast.nadia)
    keep_away(nadia, cast.amal, worker=cast.nadia.worker, is_herself=True)
    other = make_hat(cast.nadia.worker, cast.harbour, Role.MANAGER, cast.navigators)
    gate.recompute_membership(other.pk)
    assert nadia not in seen_by(cast.nadia) | seen_by(other)
    with acting_as(other.pk):
        found = emergency.break_glass(
            key=new_key(), reference=nadia.hex[-10:], reason=BreakGlass.Reason.DANGER, words="",
            by=actor(other),
        )  # fmt: skip
    assert found is None
    assert settled()


def test_her_name_and_e_mail_on_her_card_are_noticed_by_themselves(cast: Cast) -> None:
    nadia = make_client("Nadia", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(nadia, lead=cast.amal, manager=cast.bea)
    put_beside(nadia, cast.nadia, by=cast.bea)
    told_her_email(cast, nadia, "Nadia@example.org")
    assert nadia not in seen_by(cast.nadia)
    with acting_as(cast.amal.pk):
        doubt = Doubt.objects.get()
        assert (doubt.what, doubt.worker_id) == (Doubt.What.HERSELF, cast.nadia.worker_id)
        away.settle(doubt=doubt, is_them=True, settled_by=cast.amal, by=actor(cast.amal))
        assert Block.objects.get().is_herself
    assert nadia not in seen_by(cast.nadia)
    assert settled()


def test_a_woman_who_begins_to_volunteer_never_meets_her_record_either(cast: Cast) -> None:
    told_her_email(cast, cast.marta, "marta@example.org")
    marta = make_worker("Marta")
    for role in (Role.VOLUNTEER, Role.MANAGER):
        with acting_as(cast.ada.pk):
            hat = workers.give_hat(
                key=new_key(), worker=marta, agency=cast.harbour, role=role, by=actor(cast.ada),
                posts=[PostWanted(cast.navigators, triage=False)],
            )  # fmt: skip
        assert seen_by(hat) == set()
    with acting_as(cast.amal.pk):
        assert [one.what for one in Doubt.objects.all()] == [Doubt.What.HERSELF]
    assert settled()


def test_no_is_an_answer_and_the_same_name_alone_asks_nothing(cast: Cast) -> None:
    with acting_as(cast.ada.pk):
        workers.give_hat(
            key=new_key(), worker=make_worker("Marta"), agency=cast.harbour, role=Role.MANAGER,
            by=actor(cast.ada), posts=[PostWanted(cast.navigators, triage=False)],
        )  # fmt: skip
    with acting_as(cast.amal.pk):
        assert not Doubt.objects.exists()
    told_her_email(cast, cast.marta, "marta@example.org")
    with acting_as(cast.amal.pk):
        away.settle(
            doubt=Doubt.objects.get(), is_them=False, settled_by=cast.amal, by=actor(cast.amal)
        )
    hat = Membership.objects.get(worker__name="Marta")
    assert seen_by(hat) == {cast.marta}


def test_a_worker_who_asks_for_help_for_herself_does_not_find_her_referral_in_the_list(
    cast: Cast,
) -> None:
    refer(
        cast.navigators, by=cast.petra, more={"name": "Nadia"},
        reach={"way": "nadia@example.org", "when": ["any"]},
    )  # fmt: skip
    with acting_as(cast.nadia.pk):
        assert not Referral.objects.exists()
        assert not Client.objects.exists()
    with acting_as(cast.bea.pk):
        assert Episode.objects.filter(state=Episode.State.REFERRED).count() == 1


def test_whether_it_is_she_is_asked_once_for_each_record_that_may_be_hers(
    committed_cast: Cast,
) -> None:
    cast = committed_cast
    for _ in range(2):
        refer(
            cast.navigators, by=cast.petra, more={"name": "Nadia"},
            reach={"way": "nadia@example.org", "when": ["any"]},
        )  # fmt: skip
    with acting_as(cast.bea.pk):
        women = set(Client.objects.filter(name="Nadia").values_list("pk", flat=True))
        assert len(women) == 2
        for woman in women:
            gate.find_matches(woman)
    found = as_admin("select client_id, worker_id from sharing_doubt where what = 'herself'")
    assert sorted(found) == sorted((woman, cast.nadia.worker_id) for woman in women)
