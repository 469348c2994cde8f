"""What is ended is gone on the next request: a hundred times of a hundred, open tabs and papers too (S7).

Everything is committed, and two people work at once: one reads in a thread of her own, with a connection,
a session and pages that are warm, while the other ends what she reads by.
"""

import datetime
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.core.people.models import Episode
from alongside.core.sharing.actions import away, shares
from alongside.core.sharing.models import Block, Grant
from alongside.core.team import actions as team
from alongside.core.team.models import TeamMember
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.actions import workers
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from alongside.overview.insight import actions as insight
from alongside.overview.insight.rules import Period
from alongside.support.engagement.models import Contact
from alongside.support.outcomes.models import Goal
from tests.shared.cast import Cast, actor, make_hat, make_worker, sign_in
from tests.shared.endings import close, come_back

TIMES = 100
# A paper takes a while to set, so it and the other tabs are asked for every so many times; two always are.
ALL_EVERY = 10
TODAY = datetime.date(2026, 11, 2)


@dataclass
class Reader:
    """Somebody who reads in a thread of her own, with her own connection and open tabs."""

    hat: Membership
    tabs: list[str]
    thread: ThreadPoolExecutor

    def opens(self, *more: str) -> list[tuple[str, int]]:
        """Ask for every tab again, and give what each answers."""
        asked: Future[list[tuple[str, int]]] = self.thread.submit(self._ask, [*self.tabs, *more])
        return asked.result()

    def _ask(self, tabs: list[str]) -> list[tuple[str, int]]:
        browser = self._browser()
        return [(tab, browser.get(tab).status_code) for tab in tabs]

    def _browser(self) -> Browser:
        kept = threading.current_thread().__dict__
        if "browser" not in kept:
            kept["browser"] = sign_in(self.hat)
        return kept["browser"]

    def forget_session(self) -> None:
        """Sign in anew next time."""
        self.thread.submit(
            lambda: threading.current_thread().__dict__.pop("browser", None)
        ).result()


@contextmanager
def reading(hat: Membership, *tabs: str) -> Iterator[Reader]:
    """Let somebody read in a thread of her own."""
    with ThreadPoolExecutor(1) as thread:
        yield Reader(hat, list(tabs), thread)
        thread.submit(lambda: connection.close()).result()


@pytest.fixture
def tabs(committed_cast: Cast) -> list[str]:
    """Marta has a note and a goal; these are the pages that show them."""
    cast = committed_cast
    mine: dict[str, Any] = {"client_id": cast.marta, "made_by": cast.amal}
    note, goal = new_key(), new_key()
    with acting_as(cast.amal.pk):
        Contact(pk=note, happened_on=TODAY, kind="walk", **mine).save(force_insert=True)
        Goal(pk=goal, words="Sleep", began_on=TODAY, **mine).save(force_insert=True)
    hers = [cast.marta]
    return [
        reverse("home:her", args=hers),
        reverse("home:timeline", args=hers),
        reverse("engagement:note", args=[cast.marta, note]),
        reverse("outcomes:goal", args=[cast.marta, goal]),
        reverse("herspace:my_path", args=hers),
    ]


def paper(cast: Cast) -> str:
    return reverse("herspace:paper", args=[cast.marta])


def leila(cast: Cast) -> Membership:
    housing = Agency.objects.create(name="Housing Options", confirmed_at=timezone.now())
    return make_hat(make_worker("Leila"), housing, Role.PARTNER)


def share(cast: Cast, to: Membership) -> Grant:
    now = timezone.now()
    with acting_as(cast.amal.pk):
        return shares.share(
            agreed_on=timezone.localdate(),
            key=new_key(), client_id=cast.marta, agency=to.agency, membership=to, purpose="A home",
            parts=bits(Compartment.NOTES, Compartment.GOALS), starts_at=now, made_by=cast.amal,
            until_at=now + datetime.timedelta(days=30), by=actor(cast.amal),
        )  # fmt: skip


def test_a_share_that_is_stopped_is_gone_a_hundred_times_of_a_hundred(
    committed_cast: Cast, tabs: list[str]
) -> None:
    cast, to = committed_cast, leila(committed_cast)
    gone = 0
    with reading(to, *tabs[1:3]) as reader:
        for time in range(TIMES):
            more = [*tabs, paper(cast)] if time % ALL_EVERY == 0 else []
            grant = share(cast, to)
            assert {status for _, status in reader.opens(*more)} == {200}
            with acting_as(cast.amal.pk):
                shares.end_share(grant=grant, ended_by=cast.amal, by=actor(cast.amal))
            gone += {status for _, status in reader.opens(*more)} == {404}
    assert gone == TIMES


# --- everything else that ends what somebody sees, each ended and begun again ----------------------------


def _keep_away(cast: Cast) -> None:
    with acting_as(cast.bea.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=Worker.objects.get(pk=cast.amal.worker_id),
            made_by=cast.bea, by=actor(cast.bea),
        )  # fmt: skip


def _lift(cast: Cast) -> None:
    # Only her lead worker lifts it, so somebody else leads for her meanwhile.
    _lead(cast, cast.bea)
    with acting_as(cast.bea.pk):
        block = Block.objects.standing().get()
        away.lift(block=block, lifted_by=cast.bea, words="", by=actor(cast.bea))
    _lead(cast, cast.amal)


def _leave(cast: Cast) -> None:
    with acting_as(cast.bea.pk):
        team.leave(member=TeamMember.objects.current().get(), by=actor(cast.bea))


def _lead(cast: Cast, hat: Membership) -> None:
    with acting_as(cast.bea.pk):
        episode = Episode.objects.select_related("service").get()
        team.set_lead(episode=episode, membership=hat, by=actor(cast.bea), agreed_by=cast.bea)


def _join(cast: Cast) -> None:
    _lead(cast, cast.amal)


def _disable(cast: Cast) -> None:
    with acting_as(cast.ada.pk):
        workers.disable(worker=Worker.objects.get(pk=cast.amal.worker_id), by=actor(cast.ada))


def _allow(cast: Cast) -> None:
    with acting_as(cast.ada.pk):
        workers.allow_again(worker=Worker.objects.get(pk=cast.amal.worker_id), by=actor(cast.ada))


def _posts(cast: Cast, *posts: workers.PostWanted) -> None:
    with acting_as(cast.ada.pk):
        workers.set_posts(hat=cast.amal, posts=list(posts), by=actor(cast.ada))


def _come_back(cast: Cast) -> None:
    # With the post her place on the team ended too.
    _posts(cast, workers.PostWanted(cast.navigators, triage=False))
    _join(cast)


Change = Callable[[Cast], None]
# How it ends, how it begins again, and what a page answers in between: 302 asks to sign in.
ENDS: dict[str, tuple[Change, Change, int]] = {
    "she keeps the worker away": (_keep_away, _lift, 404),
    "the worker leaves her team": (_leave, _join, 404),
    "her time with us ends": (
        close, come_back, 404,
    ),
    "the worker works in this service no more": (_posts, _come_back, 404),
    "the worker may not sign in any more": (_disable, _allow, 302),
}  # fmt: skip


@pytest.mark.parametrize("how", ENDS)
def test_what_ends_is_gone_on_the_next_request(
    committed_cast: Cast, tabs: list[str], how: str
) -> None:
    cast = committed_cast
    end, begin, answers = ENDS[how]
    # After closing, her name and the way back in stay with her last team; what was done does not.
    shown = tabs[2:4] if "time with us" in how else tabs
    with reading(cast.amal, *shown) as reader:
        for time in range(TIMES // len(ENDS)):
            more = [paper(cast)] if time % ALL_EVERY == 0 and shown is tabs else []
            assert {status for _, status in reader.opens(*more)} == {200}
            end(cast)
            assert {status for _, status in reader.opens(*more)} == {answers}
            begin(cast)
            if answers == 302:
                reader.forget_session()


def test_a_copy_is_gone_with_the_hat_that_reads_it(committed_cast: Cast) -> None:
    cast, key = committed_cast, new_key()
    with acting_as(cast.bea.pk):
        insight.make_copy(
            copy_id=key, service=cast.navigators, membership=cast.bea, by=actor(cast.bea),
            period=Period("2026-q3", datetime.date(2026, 7, 1), datetime.date(2026, 9, 30)),
            shape="all",
        )  # fmt: skip
    names = ("copy", "copy_csv", "copy_about", "copy_paper")
    with reading(cast.bea, *(reverse(f"insight:{name}", args=[key]) for name in names)) as reader:
        assert {status for _, status in reader.opens()} == {200}
        with acting_as(cast.ada.pk):
            workers.end_hat(hat=cast.bea, by=actor(cast.ada))
        assert {status for _, status in reader.opens()} == {302}


def test_to_somebody_who_reads_without_a_pause_nothing_is_shown_after_the_end(
    committed_cast: Cast, tabs: list[str]
) -> None:
    """One reads without a pause while the other stops the share: from its commit on nothing is shown."""
    cast, to = committed_cast, leila(committed_cast)
    stopped = threading.Event()
    over = threading.Event()

    def read_on() -> list[tuple[bool, int]]:
        browser, answers = sign_in(to), []
        try:
            while not over.is_set():
                begun_after = stopped.is_set()
                answers.append((begun_after, browser.get(tabs[2]).status_code))
        finally:
            connection.close()
        return answers

    for _ in range(10):
        stopped.clear()
        over.clear()
        grant = share(cast, to)
        with ThreadPoolExecutor(1) as thread:
            asked = thread.submit(read_on)
            with acting_as(cast.amal.pk):
                shares.end_share(grant=grant, ended_by=cast.amal, by=actor(cast.amal))
            stopped.set()
            threading.Event().wait(0.1)
            over.set()
            answers = asked.result()
        assert [status for after, status in answers if after and status != 404] == []
        assert any(after for after, _ in answers)
