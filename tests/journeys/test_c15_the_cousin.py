"""Never tell (C15): her husband's cousin works in an office of ours, and must not learn of her."""

import re

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.core.people import actions as people
from alongside.core.sharing.actions import duties, matching
from alongside.core.sharing.models import Block, Doubt, Duty
from alongside.foundation.access import actions as gate
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.actions import links, workers
from alongside.foundation.accounts.models import Membership, OneTimeLink
from alongside.foundation.accounts.queries import PostWanted
from alongside.foundation.accounts.roles import Role
from alongside.foundation.audit.actions import NOBODY
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from tests.shared.asking import fill
from tests.shared.cast import PASSWORD, Cast, actor, make_hat, make_worker, seen_by, sign_in
from tests.shared.forms import words_shown


@pytest.fixture
def housing(cast: Cast) -> Agency:
    """A confirmed agency, so that its referrals are answered."""
    return Agency.objects.create(name="Housing Options", confirmed_at=timezone.now())


@pytest.fixture
def tariq(cast: Cast, housing: Agency) -> Membership:
    """The cousin, who is a housing officer already."""
    worker = make_worker("Tariq")
    worker.name = "Tariq Mahmood"
    worker.save()
    return make_hat(worker, housing, Role.PARTNER)


def write_down(cast: Cast, **said: object) -> object:
    """Her lead worker writes down whom she keeps away, answering what the page asks."""
    browser = sign_in(cast.amal)
    return fill(browser, reverse("away:add", args=[cast.marta]), whom="person", **said)


# The mark of a form, new in every answer.
NEW_EACH_TIME = re.compile(r"\d\d:\d\d|[0-9a-f-]{36}")
MARK = re.compile(r"\b\w{64}\b")


def page(browser: Browser, name: str, *args: object) -> str:
    return MARK.sub("", words_shown(browser.get(reverse(name, args=args)).content.decode()))


def test_she_names_him_and_he_finds_nothing_by_name_number_postcode_count_or_error(
    cast: Cast, tariq: Membership, housing: Agency
) -> None:
    with acting_as(cast.amal.pk):
        people.set_whereabouts(
            client_id=cast.marta, address="4 Elm Road, ZZ99 3VZ", since=None,
            membership_id=cast.amal.pk, by=actor(cast.amal),
        )  # fmt: skip
    asked = write_down(
        cast, person_name="Tarik Mahmoud", agency=housing.pk, her_words="His cousin."
    )
    assert asked.status_code == 422  # type: ignore[attr-defined]
    assert "Tariq Mahmood (partner worker; " not in words_shown(asked.content.decode())  # type: ignore[attr-defined]
    assert "Tariq Mahmood" in words_shown(asked.content.decode())  # type: ignore[attr-defined]
    done = write_down(
        cast, person_name="Tarik Mahmoud", agency=housing.pk, is_one_of=str(tariq.worker_id)
    )
    assert done.status_code == 302  # type: ignore[attr-defined]
    with acting_as(cast.amal.pk):
        assert Block.objects.get().worker_id == tariq.worker_id
    browser = sign_in(tariq)
    for words in ("Marta", "ZZ99 3VZ", "07700 900123", "Elm Road"):
        found = words_shown(browser.post(reverse("home:find"), {"q": words}).content.decode())
        assert "Nobody by that name" in found
    for name in ("home:today", "home:women", "referrals:sent"):
        assert "Marta" not in page(browser, name)
    for name in ("home:her", "home:timeline", "people:contact", "away:list", "outcomes:goals"):
        hers = browser.get(reverse(name, args=[cast.marta]))
        never = browser.get(reverse(name, args=[new_key()]))
        assert hers.status_code == 404
        assert (hers.status_code, hers.content) == (never.status_code, never.content)


def test_he_is_invited_later_and_her_lead_worker_alone_hears_of_it(cast: Cast) -> None:
    assert write_down(cast, person_name="Tariq Mahmood").status_code == 302  # type: ignore[attr-defined]
    key = new_key()
    invite = f"{reverse('accounts:invite')}?agency={cast.harbour.pk}"
    ada = sign_in(cast.ada)
    answer = fill(
        ada, invite, key=str(key), name="Tariq M.", email="tm@example.org", role="manager",
        services=[str(cast.navigators.pk)],
    )  # fmt: skip
    assert answer.status_code == 200
    assert "Marta" not in words_shown(answer.content.decode())
    assert "Is it somebody she keeps away?" in page(sign_in(cast.amal), "home:today")
    assert "Is it somebody she keeps away?" in page(sign_in(cast.bea), "home:today")
    assert "keeps away" not in page(ada, "home:today")
    link = OneTimeLink.objects.get(email="tm@example.org")
    with acting_as(None):
        worker = links.accept(link=link, name="Tariq M.", password=PASSWORD, by=NOBODY)
    hat = Membership.objects.get(worker=worker)
    assert seen_by(hat) == set()
    assert "keeps away" not in page(sign_in(hat), "home:today")
    with acting_as(cast.amal.pk):
        doubt = Doubt.objects.get()
    settled = fill(
        sign_in(cast.amal), reverse("away:settle", args=[cast.marta, doubt.pk]), is_them="yes"
    )
    assert settled.status_code == 302
    assert seen_by(hat) == set()
    assert "Is it somebody" not in page(sign_in(cast.amal), "home:today")
    assert gate.passes_that_differ() == 0


def test_he_refers_her_himself_and_learns_nothing_and_she_is_kept_from_him_there_too(
    cast: Cast, tariq: Membership
) -> None:
    wren = make_hat(make_worker("Wren"), cast.hearth, Role.MANAGER, cast.advocates)
    with acting_as(cast.ada.pk):
        duties.give(
            key=new_key(), membership=wren, kind=Duty.Kind.MATCHING, given_by=cast.ada,
            by=actor(cast.ada),
        )  # fmt: skip
    with acting_as(cast.amal.pk):
        people.set_basics(
            client_id=cast.marta,
            facts={"full_name": "Marta Kowalska"},
            version=1,
            by=actor(cast.amal),
        )
    write_down(cast, person_name="Tariq Mahmood", is_one_of=str(tariq.worker_id))
    browser = sign_in(tariq)
    receipts = []
    for name in ("Marta Kowalska", "Quilla Vesperini"):
        answer = fill(
            browser, reverse("referrals:write"), service=str(cast.navigators.pk), name=name,
            way="through a friend", when=["any"], allowed="on",
        )  # fmt: skip
        sent = browser.get(reverse("referrals:sent")).content.decode()
        latest = sent.split("/take-back/")[0].rsplit("/", 1)[1]
        back = fill(browser, reverse("referrals:take_back", args=[latest]), words="")
        receipts.append(
            (
                answer.status_code, answer["Location"], back.status_code, back["Location"],
                NEW_EACH_TIME.sub("", sent.split('id="mine"')[1].split("/take-back/")[0]),
                sent.split('id="mine"')[0].count("<tr"),
            )
        )  # fmt: skip
    assert receipts[0] == receipts[1]
    matching.compare_waiting()
    waiting = page(sign_in(wren), "away:pairs")
    assert "Marta Kowalska" in waiting
    assert "Quilla" not in waiting
    wrens = sign_in(wren)
    address = wrens.get(reverse("away:pairs")).content.decode().split("/kept-away/pairs/")[1]
    pair = reverse("away:pair", args=[address.split("/")[0]])
    assert fill(wrens, pair, answer="take_over").status_code == 302
    new = seen_by(wren) - {cast.roza}
    assert len(new) == 1
    assert "Marta Kowalska" in page(wrens, "referrals:new")
    with acting_as(wren.pk):
        assert Block.objects.get().worker_id == tariq.worker_id
    with acting_as(tariq.pk):
        assert gate.kept_away_hats(next(iter(new)), cast.navigators.pk) == set()
    assert seen_by(tariq) == set()
    assert gate.passes_that_differ() == 0


def test_a_post_in_her_service_shows_him_nothing_either(
    cast: Cast, tariq: Membership
) -> None:  # fmt: skip
    write_down(cast, person_name="Tariq Mahmood", is_one_of=str(tariq.worker_id))
    with acting_as(cast.ada.pk):
        hat = workers.give_hat(
            key=new_key(), worker=tariq.worker, agency=cast.harbour, role=Role.MANAGER,
            posts=[PostWanted(cast.navigators, triage=True)], by=actor(cast.ada),
        )  # fmt: skip
    assert seen_by(hat) == set()
    browser = sign_in(hat)
    assert "Nobody yet." in page(browser, "home:today")
