"""/women/<her>/sharing/one-woman/: two records of one woman, for whoever looks after both (C11, S1, S8)."""

import datetime
import uuid
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.core.people import actions as people
from alongside.core.people.models import Client, SafeContact, SafeWay
from alongside.core.sharing.actions import away, one_woman, shares
from alongside.core.sharing.models import Block, Match
from alongside.core.sharing.queries import one_woman as queries
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.models import Pass
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from tests.shared.asking import refer
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.sharing import make_leila

SPELT = "Shivaun Oneil"


@pytest.fixture
def two(cast: Cast) -> tuple[uuid.UUID, uuid.UUID]:
    """Marta under her whole name, and a new referral under another spelling of it."""
    with acting_as(cast.amal.pk):
        people.set_basics(
            client_id=cast.marta, facts={"full_name": "Siobhán O'Neill-Khan"}, version=1,
            by=actor(cast.amal),
        )  # fmt: skip
    return cast.marta, arrives(cast, SPELT)


def arrives(cast: Cast, name: str, **reach: Any) -> uuid.UUID:
    """Somebody is sent to the Navigators; gives the new record."""
    refer(cast.navigators, by=cast.petra, more={"name": name}, reach=reach)
    with acting_as(cast.bea.pk):
        return Client.objects.get(name=name).pk


def says(
    hat: Membership, one: uuid.UUID, other: uuid.UUID, *, same: bool = True,
    goes_on: uuid.UUID | None = None,
) -> None:  # fmt: skip
    with acting_as(hat.pk):
        one_woman.say_of_two(
            client_id=one, other_id=other, same=same, goes_on=goes_on or one, by=actor(hat)
        )


def alike(hat: Membership, key: uuid.UUID) -> list[uuid.UUID]:
    with acting_as(hat.pk):
        client = Client.objects.filter(pk=key).first()
        return [one.pk for one in queries.alike(client)] if client else []


def page(hat: Membership, name: str, *keys: uuid.UUID) -> str:
    answer = sign_in(hat).get(reverse(name, args=keys))
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def passes(cast: Cast) -> set[tuple[Any, ...]]:
    """Every pass of everybody of the cast."""
    columns = ("holder_id", "client_id", "source", "source_id", "reads", "writes")
    found: set[tuple[Any, ...]] = set()
    for hat in (cast.amal, cast.bea, cast.nadia, cast.cleo, cast.petra, cast.vera, cast.conny):
        with acting_as(hat.pk):
            found |= set(Pass.objects.values_list(*columns))
    return found


def share_basics(cast: Cast, key: uuid.UUID, hat: Membership) -> None:
    """Bea shares how to reach her with a partner, as she wished."""
    now = timezone.now()
    with acting_as(cast.bea.pk):
        shares.share(
            key=new_key(), client_id=key, parts=Compartment.BASICS, made_by=cast.bea,
            by=actor(cast.bea), starts_at=now, until_at=now + datetime.timedelta(days=30),
            purpose="A home", agreed_on=timezone.localdate(), membership=hat, agency=hat.agency,
        )  # fmt: skip


# --- who is told ------------------------------------------------------------------------------------------


def test_another_spelling_is_suggested_to_whoever_looks_after_both(
    cast: Cast, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    hers, new = two
    assert alike(cast.bea, new) == [hers]
    assert alike(cast.bea, hers) == [new]
    assert SPELT in page(cast.bea, "sharing:one_woman", hers)


def test_whoever_sees_one_of_the_two_is_told_nothing(
    cast: Cast, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    hers, new = two
    # Amal leads for one, Nadia takes new referrals: each sees one of the two.
    assert alike(cast.amal, hers) == []
    assert alike(cast.nadia, new) == []
    assert SPELT not in page(cast.amal, "sharing:one_woman", hers)
    assert "Siobh" not in page(cast.nadia, "sharing:one_woman", new)


def test_a_partner_who_sees_her_by_a_share_is_told_nothing_of_a_second_record(
    cast: Cast, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    hers, new = two
    leila = make_leila()
    for key in two:
        share_basics(cast, key, leila)
    assert alike(leila, hers) == []
    says(cast.bea, hers, new)
    with acting_as(leila.pk):
        assert not Match.objects.exists()
        assert Client.objects.filter(pk__in=two).count() == 2
    for key in two:
        told = page(leila, "home:her", key)
        assert "She came to us as" not in told
        assert "Her page goes on as" not in told
    for name, keys in (("sharing:one_woman", [hers]), ("sharing:of_two", [hers, new])):
        assert sign_in(leila).get(reverse(name, args=keys)).status_code == 404


def test_a_stranger_gets_the_page_of_what_never_was(
    cast: Cast, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    hers, new = two
    there = sign_in(cast.cleo).get(reverse("sharing:of_two", args=[hers, new]))
    never = sign_in(cast.cleo).get(reverse("sharing:of_two", args=[uuid.uuid4(), uuid.uuid4()]))
    assert (there.status_code, there.content) == (never.status_code, never.content)
    # Half of it is as nothing, too: her lead worker asks for a record she doesn't see.
    half = sign_in(cast.amal).get(reverse("sharing:of_two", args=[hers, new]))
    assert (half.status_code, half.content) == (404, never.content)


def test_somebody_she_keeps_away_on_one_record_is_told_nothing(
    cast: Cast, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    hers, new = two
    with acting_as(cast.nadia.pk):
        away.keep_away(
            key=new_key(), client_id=new, made_by=cast.nadia, by=actor(cast.nadia),
            worker=cast.bea.worker,
        )  # fmt: skip
    assert alike(cast.bea, hers) == []
    assert SPELT not in page(cast.bea, "sharing:one_woman", hers)
    with pytest.raises(Refused):
        says(cast.bea, hers, new)


def test_a_name_a_day_and_a_number_tell(cast: Cast) -> None:
    number = {"way": "07700 900123", "how": "call", "when": ["any"]}
    one, other = arrives(cast, "Amina", **number), arrives(cast, "Zahra", **number)
    assert alike(cast.nadia, one) == [other]
    third, fourth = arrives(cast, "Grace"), arrives(cast, "Grace Boateng")
    assert alike(cast.nadia, third) == []
    for key in (third, fourth):
        with acting_as(cast.nadia.pk):
            people.set_basics(
                client_id=key, facts={"born_on": datetime.date(1991, 3, 9)}, version=1,
                by=actor(cast.nadia),
            )  # fmt: skip
    assert alike(cast.nadia, third) == [fourth]


# --- saying so --------------------------------------------------------------------------------------------


def test_saying_so_gives_nobody_a_pass_and_takes_none(
    cast: Cast, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    before = passes(cast)
    says(cast.bea, *two)
    assert passes(cast) == before
    says(cast.bea, *two, same=False)
    assert passes(cast) == before


def test_whom_she_keeps_away_is_kept_from_both_and_stays_so(
    cast: Cast, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    hers, new = two
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=hers, made_by=cast.amal, by=actor(cast.amal),
            worker=cast.nadia.worker,
        )  # fmt: skip
    with acting_as(cast.nadia.pk):
        assert Client.objects.filter(pk=new).exists()
    says(cast.bea, hers, new)
    with acting_as(cast.nadia.pk):
        assert not Client.objects.filter(pk=new).exists()
    says(cast.bea, hers, new, same=False)
    with acting_as(cast.nadia.pk):
        assert not Client.objects.filter(pk=new).exists()
    with acting_as(cast.bea.pk):
        assert Block.objects.standing().filter(client_id=new).count() == 1


def test_a_box_left_open_or_made_up_is_asked_for(
    cast: Cast, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    browser = sign_in(cast.bea)
    for sent in ({}, {"answer": "three"}):
        answer = browser.post(reverse("sharing:of_two", args=list(two)), sent)
        assert answer.status_code == 422
        assert "Choose an answer." in answer.content.decode()


def test_a_record_is_found_by_its_reference_and_a_hidden_one_is_not(
    cast: Cast, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    hers, new = two
    third = arrives(cast, "Nothing Alike")
    at, browser = reverse("sharing:one_woman", args=[hers]), sign_in(cast.bea)
    with acting_as(cast.bea.pk):
        reference = Client.objects.get(pk=third).reference
    for written in (reference, reference.lower().replace("-", " "), f" {reference} "):
        answer = browser.post(at, {"reference": written})
        assert answer["Location"] == reverse("sharing:of_two", args=[hers, third])
    said = set()
    for wrong in (cast.roza.hex[-10:], uuid.uuid4().hex[-10:], hers.hex[-10:], "x", "%%%%%%%%%%"):
        answer = browser.post(at, {"reference": wrong})
        assert answer.status_code == 422
        said.add(
            "No other record that you look after has this reference." in answer.content.decode()
        )
    assert said == {True}


def test_no_ring_is_made_of_three(cast: Cast, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    hers, new = two
    third = arrives(cast, "S. Khan")
    says(cast.bea, hers, new)
    says(cast.bea, new, third)
    says(cast.bea, third, hers)
    with acting_as(cast.bea.pk):
        going_on = queries.where_it_goes_on([hers, new, third])
        assert going_on == {new: hers, third: hers}


# --- what holds on both -----------------------------------------------------------------------------------


def ways(key: uuid.UUID, hat: Membership, *told: tuple[str, bool]) -> None:
    """Write down numbers, each with whether she said never to use it."""
    with acting_as(hat.pk):
        safe = SafeContact.objects.filter(client_id=key).first()
        people.set_safe_contact(
            client_id=key, facts={}, version=safe.version if safe else 1, by=actor(hat),
            ways=[
                {"kind": "call", "value": value, "hours": [], "words": "", "never": never}
                for value, never in told
            ],
        )  # fmt: skip


def never_used(key: uuid.UUID, hat: Membership) -> dict[str, bool]:
    with acting_as(hat.pk):
        standing = SafeWay.objects.filter(client_id=key, ended_at__isnull=True)
        return dict(standing.values_list("value", "never"))


def test_a_number_she_said_never_to_use_is_used_on_neither(
    cast: Cast, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    hers, new = two
    ways(hers, cast.amal, ("+447700900123", False), ("+447700900456", False))
    ways(new, cast.bea, ("+447700900123", True))
    says(cast.bea, hers, new)
    assert never_used(hers, cast.amal) == {"+447700900123": True, "+447700900456": False}
    # What she said holds, whatever is said of the two records later.
    says(cast.bea, hers, new, same=False)
    assert never_used(hers, cast.amal)["+447700900123"] is True


def test_somebody_of_whom_it_is_said_that_she_died_is_settled_first(
    cast: Cast, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    hers, new = two
    with acting_as(cast.bea.pk):
        people.fall_quiet(client_id=new, quiet=Client.Quiet.DIED, by=actor(cast.bea))
    answer = sign_in(cast.bea).post(reverse("sharing:of_two", args=[hers, new]), {"answer": "here"})
    assert answer.status_code == 409
    assert "she has died" in answer.content.decode()
    says(cast.bea, hers, new, same=False)
