"""Whether the time an answer takes says what the answer hides (S4, S8, S13).

Two things are asked in turn, one hidden and one that never was, many times over, so that whatever else the
machine does meets both alike. Pages and their bytes are compared in `make test`; this is about time alone.
It says its figures. The two count as told apart where their middles lie five milliseconds apart, or where a
rank test finds them different and the middles differ by more than a fiftieth; for signing in, where it finds
them different at all.
"""

import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from statistics import NormalDist, median
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import transaction
from django.test import Client as Browser
from django.test import override_settings
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from alongside.config.settings import PASSWORD_HASHERS as AS_THEY_ARE
from alongside.core.sharing.actions import emergency
from alongside.core.sharing.models import BreakGlass
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Worker
from alongside.foundation.common.keys import new_key
from tests.shared.cast import actor, sign_in
from tests.shared.database import use
from tests.shared.two_worlds import BORN, Worlds, two_worlds

pytestmark = pytest.mark.deep

PAIRS = int(os.environ.get("ALONGSIDE_DEEP_PAIRS", "500"))
# What a person can't tell from the next request (S4), and what chance may show (S13).
APART, CHANCE, SHARE = 0.005, 0.01, 0.02


@pytest.fixture(scope="module")
def worlds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Worlds]:
    with django_db_blocker.unblock(), two_worlds() as made:
        use(made.with_her)
        yield made


def in_turn(one: Callable[[], Any], other: Callable[[], Any]) -> tuple[list[float], list[float]]:
    """Time both many times, each first every other time; the first few of each are to warm up."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(PAIRS + 10):
        order = ((0, one), (1, other)) if turn % 2 else ((1, other), (0, one))
        for place, ask in order:
            cache.clear()
            began = time.perf_counter()
            ask()
            if turn >= 10:
                times[place].append(time.perf_counter() - began)
    return times


def chance_of(one: list[float], other: list[float]) -> float:
    """Mann and Whitney's test: how likely ranks as far apart as these are, if nothing tells the two apart."""
    ranked = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    ranks = sum(place for place, (_, which) in enumerate(ranked, start=1) if which == 0)
    n, m = len(one), len(other)
    u = ranks - n * (n + 1) / 2
    z = (u - n * m / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return 2 * (1 - NormalDist().cdf(abs(z)))


def told_apart(
    what: str, one: Callable[[], Any], other: Callable[[], Any], share: float = SHARE
) -> bool:
    """Say whether the time tells the two apart, and print the figures."""
    hidden, never = in_turn(one, other)
    difference, chance = median(hidden) - median(never), chance_of(hidden, never)
    sys.stdout.write(
        f"\n{what}: {median(hidden) * 1000:.2f} ms and {median(never) * 1000:.2f} ms, "
        f"{difference * 1000:+.3f} ms, p = {chance:.3f}, {PAIRS} pairs"
    )
    return abs(difference) >= APART or (
        chance <= CHANCE and abs(difference) > share * median(never)
    )


WHO = ["navigator", "manager", "triage", "partner"]


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", ["home:her", "home:timeline", "people:contact"])
def test_a_hidden_page_takes_as_long_as_one_that_never_was(
    worlds: Worlds, who: str, name: str
) -> None:
    browser, key = sign_in(worlds.kept[who]), worlds.hers["client_id"]
    assert browser.get(reverse(name, args=[key])).status_code in (403, 404)
    assert not told_apart(
        f"{who} opens {name}",
        lambda: browser.get(reverse(name, args=[key])),
        lambda: browser.get(reverse(name, args=[new_key()])),
    )


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(
    ("hers", "nobodys"),
    [("Zora Ibrahim", "Vera Ibsenova"), ("07700 900777", "07700 900778"), ("ZZ99 3VZ", "ZZ99 3VQ")],
)
def test_finding_her_takes_as_long_as_finding_nobody(
    worlds: Worlds, who: str, hers: str, nobodys: str
) -> None:
    browser, find = sign_in(worlds.kept[who]), reverse("home:find")
    assert not told_apart(
        f"{who} finds {hers}",
        lambda: browser.post(find, {"q": hers}),
        lambda: browser.post(find, {"q": nobodys}),
    )


@pytest.mark.parametrize("who", WHO)
def test_emergency_access_takes_as_long_for_her_as_for_nobody(worlds: Worlds, who: str) -> None:
    hat = worlds.kept[who]

    def knock(**whom: Any) -> Callable[[], Any]:
        def ask() -> None:
            with transaction.atomic(), acting_as(hat.pk):
                assert not emergency.break_glass(
                    key=new_key(), reason=BreakGlass.Reason.DANGER, words="", by=actor(hat), **whom
                )

        return ask

    assert not told_apart(
        f"{who} knocks by reference",
        knock(reference=worlds.hers["client_id"].hex[-10:]),
        knock(reference=new_key().hex[-10:]),
    )
    assert not told_apart(
        f"{who} knocks by name", knock(name="Zora", born=BORN), knock(name="Vera", born=BORN)
    )


@pytest.mark.parametrize("who", WHO)
def test_a_referral_for_her_takes_as_long_as_one_for_a_stranger(worlds: Worlds, who: str) -> None:
    browser, here = sign_in(worlds.kept[who]), reverse("referrals:write")

    def send(name: str, way: str) -> Callable[[], Any]:
        def ask() -> None:
            said = {
                "key": str(new_key()), "service": worlds.cast.advocates.pk, "way": way, "how": "call",
                "when": ["any"], "name": name, "she_knows": "yes", "safe_to_contact": "yes",
            }  # fmt: skip
            assert browser.post(here, said).status_code == 302

        return ask

    assert not told_apart(
        f"{who} refers her",
        send("Zora Ibrahim", "07700 900777"),
        send("Vera Ibsenova", "07700 900778"),
    )


def test_signing_in_takes_as_long_for_a_known_address_as_for_an_unknown_one(worlds: Worlds) -> None:
    """Anybody may knock here as often as they like: nothing at all may tell, with real passwords."""
    known = worlds.cast.amal.worker.email

    def knock(email: str) -> Callable[[], Any]:
        return lambda: Browser().post("/account/login/", {"login": email, "password": "no heron"})

    with override_settings(PASSWORD_HASHERS=AS_THEY_ARE):
        Worker.objects.update(password=make_password("a heron at low tide"))
        for address in (known, "nobody.at.all@example.org"):
            assert knock(address)().status_code == 422
        assert not told_apart(
            "signing in", knock(known), knock("nobody.at.all@example.org"), share=0.0
        )
