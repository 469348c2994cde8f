"""Records that may be one woman's: told to the matching person in silence, and to nobody else (C11)."""

import datetime
import uuid
from typing import Any

import pytest

from alongside.coordination.referrals import actions as referrals
from alongside.coordination.referrals.models import Referral
from alongside.core.people import actions as people
from alongside.core.people.models import Client, Episode
from alongside.core.sharing.actions import away, duties, matching
from alongside.core.sharing.models import Block, Doubt, Duty, Match
from alongside.core.sharing.queries import matching as queries
from alongside.core.sharing.rules.matching import Answer
from alongside.foundation.access import actions as gate
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency, Service
from tests.shared.asking import refer
from tests.shared.cast import Cast, actor, lead_for, make_client, make_hat, make_worker, seen_by
from tests.shared.pairs import make_wren

BORN = datetime.date(1988, 6, 2)


@pytest.fixture
def wren(cast: Cast) -> Membership:
    return make_wren(cast)


def known(cast: Cast, name: str, born: datetime.date | None = BORN) -> uuid.UUID:
    """A woman of the Navigators, with her full name and birth date."""
    key = make_client(name.split()[0], lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(key, lead=cast.amal, manager=cast.bea)
    with acting_as(cast.amal.pk):
        people.set_basics(
            client_id=key,
            facts={"full_name": name, "born_on": born},
            version=1,
            by=actor(cast.amal),
        )
    matching.compare_waiting()
    return key


def arrives(
    cast: Cast, name: str, *, born: datetime.date | None = None, way: str = "through Joy"
) -> uuid.UUID:
    """Somebody is sent to Hearth, where nobody sees the Navigators' women; a birth date is added there."""
    referral = refer(
        cast.advocates, by=cast.petra, more={"name": name},
        reach={"way": way, "how": "call", "when": ["any"]},
    )  # fmt: skip
    with acting_as(cast.cleo.pk):
        episode = Episode.objects.get(client__name=name)
        if born:
            client = Client.objects.get(pk=episode.client_id)
            people.set_basics(
                client_id=client.pk, facts={"born_on": born}, version=client.version,
                by=actor(cast.cleo),
            )  # fmt: skip
    matching.compare_waiting()
    assert referral.pk
    return episode.client_id


def pairs(hat: Membership) -> list[queries.Pair]:
    with acting_as(hat.pk):
        return queries.pairs()


def settle(hat: Membership, answer: Answer) -> None:
    with acting_as(hat.pk):
        (pair,) = queries.pairs()
        matching.settle(pair=pair.matches, answer=answer, settled_by=hat, by=actor(hat))


def keep_away(hat: Membership, key: uuid.UUID, **whom: Any) -> None:
    with acting_as(hat.pk):
        away.keep_away(key=new_key(), client_id=key, made_by=hat, by=actor(hat), **whom)


# --- how alike --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "born"),
    [
        ("Shivaun Oneil", None),
        ("Shivaun Oneil", datetime.date(1990, 1, 1)),
        ("S. Khan", None),
        ("S. Khan", datetime.date(1988, 2, 6)),
        ("S. Khan", datetime.date(1989, 6, 2)),
        ("KHAN Siobhan", datetime.date(1988, 6, 2)),
        ("Siobhan", datetime.date(1988, 6, 2)),
    ],
)
def test_three_spellings_and_a_wrong_birth_date_are_found(
    cast: Cast, wren: Membership, name: str, born: datetime.date | None
) -> None:
    siobhan = known(cast, "Siobhán O'Neill-Khan")
    new = arrives(cast, name, born=born)
    (pair,) = pairs(wren)
    assert (pair.first.client.pk, pair.new.client.pk) == (siobhan, new)


@pytest.mark.parametrize(
    ("name", "born"),
    [
        ("Siobhan", None),
        ("Khan", None),
        ("Aisha Khan", None),
        ("Siobhan Murphy", datetime.date(1991, 3, 9)),
        ("S. Khan", datetime.date(1971, 11, 30)),
        ("", None),
    ],
)
def test_names_that_only_look_alike_do_not_trouble_the_matching_person(
    cast: Cast, wren: Membership, name: str, born: datetime.date | None
) -> None:
    known(cast, "Siobhán O'Neill-Khan")
    if name:
        arrives(cast, name, born=born)
    else:
        for _time in range(2):
            refer(cast.advocates, by=cast.petra, more={"name": ""})
        matching.compare_waiting()
    assert pairs(wren) == []


def test_forty_women_with_common_names_give_few_pairs(cast: Cast, wren: Membership) -> None:
    Service.objects.filter(pk=cast.navigators.pk).update(caseload_from=None, caseload_to=None)
    first = ["Amina", "Sara", "Fatima", "Nadia", "Maria", "Joy", "Grace", "Leila", "Zainab", "Hana"]
    last = [
        "Khan",
        "Ali",
        "Hussain",
        "Begum",
        "Patel",
        "Smith",
        "Jones",
        "Okafor",
        "Nowak",
        "Silva",
    ]
    for number in range(40):
        known(
            cast, f"{first[number % 10]} {last[(number * 3 + number // 10) % 10]}",
            datetime.date(1970 + number, 1 + number % 12, 1 + number % 28),
        )  # fmt: skip
    before = len(pairs(wren))
    for name in ("S. Khan", "A. Ali", "Rosa Lind", "Joy", "M. Patel", "Vesna K.", "Grace Adeyemi"):
        arrives(cast, name)
    assert before == 0
    assert len(pairs(wren)) <= 7


@pytest.mark.parametrize(
    ("crowd", "name", "born", "told"),
    [
        # An initial with a common name tells of three, and of four of nobody.
        (3, "S. Khan", None, {"Sara", "Sofia", "Selma"}),
        (4, "S. Khan", None, set()),
        # What else fits tells her from the crowd: all of her birth date, most of it, or her whole name.
        (4, "S. Khan", BORN, {"Siobhan"}),
        (4, "S. Khan", datetime.date(1988, 2, 6), {"Siobhan"}),
        (4, "S. Khan", datetime.date(1971, 11, 30), set()),
        (4, "Siobhan Khan", None, {"Siobhan"}),
        (4, "Siobhan Khan", datetime.date(1971, 11, 30), {"Siobhan"}),
        # A first name alone tells with the same birth date, and a birth date alone tells nothing.
        (4, "Siobhan", BORN, {"Siobhan"}),
        (4, "Siobhan", datetime.date(1989, 6, 2), set()),
        (4, "Aisha Begum", BORN, set()),
    ],
)
def test_in_a_crowd_it_takes_more_to_be_told(
    cast: Cast, wren: Membership, crowd: int, name: str, born: datetime.date | None, told: set[str]
) -> None:
    Service.objects.filter(pk=cast.navigators.pk).update(caseload_from=None, caseload_to=None)
    for first in ("Sara", "Sofia", "Selma", "Sana")[:crowd]:
        known(cast, f"{first} Khan", None)
    if crowd == 4:
        known(cast, "Siobhan Khan")
    new = arrives(cast, name, born=born)
    found = [pair.both for pair in pairs(wren)]
    with_her = [both for both in found if new in {side.client.pk for side in both}]
    assert {side.client.name for both in with_her for side in both if side.client.pk != new} == told


@pytest.mark.parametrize(("way", "found"), [("07700 900123", True), ("01632 960700", False)])
def test_a_number_of_her_own_tells_and_an_agency_s_does_not(
    cast: Cast, wren: Membership, way: str, found: bool
) -> None:
    Agency.objects.filter(pk=cast.practice.pk).update(phone="+441632960700")
    marta = [{"kind": "call", "value": value, "hours": [], "words": "", "never": False}
             for value in ("+447700900123", "+441632960700")]  # fmt: skip
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts={}, ways=marta, version=1, by=actor(cast.amal)
        )
    arrives(cast, "Somebody", way=way)
    assert bool(pairs(wren)) is found


def test_a_number_that_many_have_is_nobody_s_own(cast: Cast, wren: Membership) -> None:
    for name in ("Ona", "Two", "Thea", "Fay", "Ivy"):
        arrives(cast, name, way="07700 900555")
    seen = {side.client.name for pair in pairs(wren) for side in pair.both}
    assert "Ivy" not in seen


# --- who hears of it ---------------------------------------------------------------------------------------


def test_only_the_matching_person_hears_of_it(cast: Cast, wren: Membership) -> None:
    siobhan = known(cast, "Siobhán O'Neill-Khan")
    new = arrives(cast, "Shivaun Oneil")
    for hat in (cast.amal, cast.bea, cast.cleo, cast.petra, cast.nadia):
        with acting_as(hat.pk):
            assert not Match.objects.exists()
    assert seen_by(wren) == {siobhan, new}
    assert gate.passes_that_differ() == 0


def test_whoever_sees_both_needs_no_telling(cast: Cast, wren: Membership) -> None:
    known(cast, "Siobhán O'Neill-Khan")
    with acting_as(cast.bea.pk):
        referrals.send_at_once(
            key=new_key(), service=cast.navigators, sender=cast.bea, by=actor(cast.bea),
            answers={"reach": {"way": "x"}, "more": {"name": "Siobhan Oneill Khan"}, "who": {}},
        )  # fmt: skip
    matching.compare_waiting()
    assert pairs(wren) == []


@pytest.mark.parametrize("which", ["first", "new"])
def test_whom_either_of_them_keeps_away_sees_neither_half(
    cast: Cast, wren: Membership, which: str
) -> None:
    siobhan, new = known(cast, "Siobhán O'Neill-Khan"), arrives(cast, "Shivaun Oneil")
    key, hat = (siobhan, cast.amal) if which == "first" else (new, cast.cleo)
    with acting_as(hat.pk):
        away.keep_away(key=new_key(), client_id=key, worker=wren.worker, made_by=hat, by=actor(hat))
    assert seen_by(wren) == set()
    with acting_as(wren.pk):
        assert not Match.objects.exists()
    assert gate.passes_that_differ() == 0


# --- what is answered --------------------------------------------------------------------------------------


def test_not_the_same_is_never_asked_again(cast: Cast, wren: Membership) -> None:
    known(cast, "Siobhán O'Neill-Khan")
    new = arrives(cast, "Shivaun Oneil")
    settle(wren, Answer.OTHER)
    assert seen_by(wren) == set()
    with acting_as(cast.cleo.pk):
        people.set_basics(
            client_id=new, facts={"full_name": "Shivaun Oneil Khan"}, version=1, by=actor(cast.cleo)
        )
    matching.compare_waiting()
    assert pairs(wren) == []
    assert gate.passes_that_differ() == 0


@pytest.mark.parametrize("answer", [Answer.LEAVE, Answer.TAKE_OVER])
def test_the_same_keeps_away_from_both_whoever_is_kept_away_from_one(
    cast: Cast, wren: Membership, answer: Answer
) -> None:
    siobhan, new = known(cast, "Siobhán O'Neill-Khan"), arrives(cast, "Shivaun Oneil")
    for key, hat, worker in (
        (siobhan, cast.amal, cast.cleo.worker), (new, cast.cleo, cast.bea.worker),
    ):  # fmt: skip
        with acting_as(hat.pk):
            away.keep_away(key=new_key(), client_id=key, worker=worker, made_by=hat, by=actor(hat))
    assert new in seen_by(cast.cleo)
    assert siobhan in seen_by(cast.bea)
    settle(wren, answer)
    assert new not in seen_by(cast.cleo)
    assert siobhan not in seen_by(cast.bea)
    assert seen_by(wren) == ({new} if answer == Answer.TAKE_OVER else set())
    assert gate.passes_that_differ() == 0


@pytest.mark.parametrize("which", ["first", "new"])
def test_whom_she_keeps_away_later_on_one_record_is_kept_away_from_all_that_are_hers(
    cast: Cast, wren: Membership, which: str
) -> None:
    siobhan, new = known(cast, "Siobhán O'Neill-Khan"), arrives(cast, "Shivaun Oneil")
    settle(wren, Answer.LEAVE)
    third = arrives(cast, "Siobhan Oneill Khan")
    for pair in pairs(wren):
        if siobhan in (pair.first.client.pk, pair.new.client.pk):
            with acting_as(wren.pk):
                matching.settle(
                    pair=pair.matches, answer=Answer.LEAVE, settled_by=wren, by=actor(wren)
                )
    key, hat, other = (
        (siobhan, cast.amal, cast.cleo) if which == "first" else (new, cast.cleo, cast.bea)
    )
    hers = {siobhan, new, third}
    assert seen_by(other) & hers
    keep_away(hat, key, worker=other.worker)
    assert not seen_by(other) & hers
    assert gate.passes_that_differ() == 0


def test_whoever_may_be_him_is_asked_about_on_each_of_her_records(
    cast: Cast, wren: Membership
) -> None:
    siobhan, new = known(cast, "Siobhán O'Neill-Khan"), arrives(cast, "Shivaun Oneil")
    settle(wren, Answer.LEAVE)
    keep_away(cast.amal, siobhan, person_name="Cleo", works_at=cast.hearth)
    assert new not in seen_by(cast.cleo)
    keep_away(cast.amal, siobhan, person_name="Bea", not_them=[cast.bea.worker_id])
    assert siobhan in seen_by(cast.bea)
    assert gate.passes_that_differ() == 0
    nour = make_hat(make_worker("Nour"), cast.hearth, Role.MANAGER, cast.advocates)
    gate.recompute_membership(nour.pk)
    with acting_as(nour.pk):
        about = Doubt.objects.filter(client_id=new).values_list("worker__name", "is_them")
        assert set(about) == {("Cleo", None), ("Bea", False)}


def test_what_was_lifted_on_one_of_her_records_stays_lifted_there(
    cast: Cast, wren: Membership
) -> None:
    siobhan, new = known(cast, "Siobhán O'Neill-Khan"), arrives(cast, "Shivaun Oneil")
    settle(wren, Answer.LEAVE)
    keep_away(cast.amal, siobhan, worker=cast.bea.worker)
    with acting_as(cast.amal.pk):
        away.lift(
            block=Block.objects.get(client_id=siobhan), lifted_by=cast.amal, words="", by=actor(cast.amal)
        )  # fmt: skip
    assert siobhan in seen_by(cast.bea)
    keep_away(cast.amal, siobhan, agency=cast.practice)
    assert siobhan in seen_by(cast.bea)
    with acting_as(cast.cleo.pk):
        assert Block.objects.standing().filter(client_id=new).count() == 2


def test_nobody_who_may_not_say_it_has_anybody_kept_away_everywhere(
    cast: Cast, wren: Membership
) -> None:
    siobhan, new = known(cast, "Siobhán O'Neill-Khan"), arrives(cast, "Shivaun Oneil")
    settle(wren, Answer.LEAVE)
    with acting_as(cast.amal.pk):
        Block(client_id=siobhan, worker=cast.cleo.worker, made_by=cast.amal).save(force_insert=True)
    for hat in (wren, cast.petra, cast.cleo):
        with acting_as(hat.pk):
            gate.keep_away_everywhere(siobhan)
        assert new in seen_by(cast.cleo)
    with acting_as(cast.amal.pk):
        gate.keep_away_everywhere(siobhan)
    assert new not in seen_by(cast.cleo)


def test_taking_over_makes_the_new_referral_hers_to_answer_until_it_is_answered(
    cast: Cast, wren: Membership
) -> None:
    known(cast, "Siobhán O'Neill-Khan")
    new = arrives(cast, "Shivaun Oneil")
    settle(wren, Answer.TAKE_OVER)
    with acting_as(wren.pk):
        referral = Referral.objects.get(client_id=new)
        referrals.take_up(
            referral=referral, lead=cast.amal_at_hearth, agreed_by=wren, by=actor(wren)
        )
    assert seen_by(wren) == set()
    assert seen_by(cast.amal_at_hearth) == {new}
    assert gate.passes_that_differ() == 0


def test_a_hat_that_answers_no_referrals_takes_none_over(cast: Cast) -> None:
    dan = make_hat(make_worker("Dan"), cast.harbour, Role.DATA_PROTECTION)
    with acting_as(cast.ada.pk):
        duties.give(
            key=new_key(), membership=dan, kind=Duty.Kind.MATCHING, given_by=cast.ada,
            by=actor(cast.ada),
        )  # fmt: skip
    known(cast, "Siobhán O'Neill-Khan")
    arrives(cast, "Shivaun Oneil")
    with pytest.raises(Refused, match="can’t answer new referrals"):
        settle(dan, Answer.TAKE_OVER)
    settle(dan, Answer.LEAVE)
    assert pairs(dan) == []


def test_copied_twice_is_kept_away_once(cast: Cast, wren: Membership) -> None:
    siobhan = known(cast, "Siobhán O'Neill-Khan")
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=siobhan, person_name="Tariq Mahmood", made_by=cast.amal,
            by=actor(cast.amal), her_words="My cousin.",
        )  # fmt: skip
    arrives(cast, "Shivaun Oneil")
    arrives(cast, "Siobhan Oneill")
    for pair in pairs(wren):
        with acting_as(wren.pk):
            matching.settle(pair=pair.matches, answer=Answer.LEAVE, settled_by=wren, by=actor(wren))
    for hat in (cast.amal, cast.cleo):
        with acting_as(hat.pk):
            kept = dict.fromkeys(Block.objects.values_list("client_id", "her_words"))
            assert len(kept) == Block.objects.count()
