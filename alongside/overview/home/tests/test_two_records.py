"""Two records of one woman on the pages that list, find and tell of her (C11)."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.core.people import actions as people
from alongside.core.people.models import Client
from alongside.core.sharing.actions import one_woman
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.overview.home.queries import finding, with_us, women
from alongside.overview.home.queries.women import mine_or_lately
from alongside.support.engagement import actions as engagement
from tests.shared.asking import refer
from tests.shared.cast import Cast, actor, sign_in

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


def arrives(cast: Cast, name: str) -> uuid.UUID:
    """Somebody is sent to the Navigators; gives the new record."""
    refer(cast.navigators, by=cast.petra, more={"name": name})
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


def page(hat: Membership, name: str, *keys: uuid.UUID) -> str:
    answer = sign_in(hat).get(reverse(name, args=keys))
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_one_page_goes_on_and_the_other_leads_there(
    cast: Cast, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    hers, new = two
    answer = sign_in(cast.bea).post(
        reverse("sharing:of_two", args=[new, hers]), {"answer": "other"}
    )
    assert answer.status_code == 302
    assert answer["Location"] == reverse("home:her", args=[hers])
    assert "Her page goes on as" in page(cast.bea, "home:her", new)
    assert f"She came to us as {SPELT} too." in page(cast.bea, "home:her", hers)
    with acting_as(cast.bea.pk):
        keys = [one.pk for one in women()]
        assert hers in keys
        assert new not in keys
        [line] = finding.found(SPELT, timezone.now()).all
        assert (line.client.pk, line.also) == (hers, SPELT)
    # To somebody who sees the new one alone nothing has changed.
    with acting_as(cast.nadia.pk):
        assert [one.client.pk for one in finding.found(SPELT, timezone.now()).all] == [new]


def test_taken_back_everything_is_as_it_was(cast: Cast, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    hers, new = two
    says(cast.bea, hers, new)
    says(cast.bea, hers, new, same=False)
    assert "She came to us as" not in page(cast.bea, "home:her", hers)
    with acting_as(cast.bea.pk):
        assert {hers, new} <= {one.pk for one in women()}


def test_her_lead_worker_keeps_her_on_her_own_list(
    cast: Cast, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    # The manager who goes on with the new one doesn't take her off anybody's day.
    hers, new = two
    says(cast.bea, new, hers)
    with acting_as(cast.amal.pk):
        mine = [one for one in mine_or_lately(5) if one.is_mine]  # type: ignore[attr-defined]
        assert hers in {one.pk for one in mine}


def test_the_timeline_tells_of_both(cast: Cast, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    hers, new = two
    says(cast.bea, hers, new)
    with acting_as(cast.nadia.pk):
        engagement.write_note(
            key=new_key(), client_id=new, membership=cast.nadia, by=actor(cast.nadia),
            facts={
                "happened_on": timezone.localdate(), "kind": "walk",
                "worker_words": "she rang from the library",
                "compartment": int(Compartment.NOTES),
            },
        )  # fmt: skip
    assert "she rang from the library" in page(cast.bea, "home:timeline", hers)
    assert "she rang from the library" not in page(cast.amal, "home:timeline", hers)


def test_of_three_records_one_stands_in_the_list(
    cast: Cast, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    hers, new = two
    third = arrives(cast, "S. Khan")
    says(cast.bea, hers, new)
    says(cast.bea, new, third)
    says(cast.bea, third, hers)
    with acting_as(cast.bea.pk):
        assert {one.pk for one in women()} & {hers, new, third} == {hers}
        assert {one.client.pk for one in finding.found("Khan", timezone.now()).all} == {hers}


def test_she_is_never_lost_where_only_the_other_record_is_with_us(
    cast: Cast, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    hers, new = two
    says(cast.bea, new, hers)
    with acting_as(cast.bea.pk):
        assert hers in {one.pk for one in with_us()}
        assert hers not in {one.pk for one in women()}
