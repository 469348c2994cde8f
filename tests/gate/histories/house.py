"""The house in which histories play: one transaction, as the app, with a way to look past the gate.

The connection is the administrator's who says `set session authorization`: from then on it is the app to
every policy, and can step out of it within the same transaction, to see what nobody has committed.
"""

import copy
import datetime
import os
import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client as Browser
from django.utils import timezone
from psycopg.conninfo import conninfo_to_dict

from alongside.core.people.models import Episode as EpisodeRow
from alongside.core.team.models import TeamMember
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership, Post
from alongside.foundation.accounts.roles import Role
from alongside.foundation.directory.models import Agency as AgencyRow
from alongside.foundation.directory.models import Service as ServiceRow
from alongside.overview.insight import actions as insight
from alongside.overview.insight.rules import Period
from tests.gate.histories.happened import Agency, Episode, Hat, Service, Woman, Worker
from tests.gate.histories.oracle import Oracle
from tests.shared.cast import Cast, actor, make_hat, make_worker, sign_in, the_cast

CANARY = "zq7"


@dataclass
class Thing:
    """Something written about a woman that a page shows: its row, its part of her record, its words."""

    kind: str
    key: uuid.UUID
    woman: Woman
    part: str
    words: str
    by: Hat
    # What a step has to know of it besides.
    more: dict[str, Any] = field(default_factory=dict)
    gone: bool = False


@dataclass
class House:
    """The oracle's own state, everything written so far, and the rows that steps need to call actions."""

    who: Oracle
    things: list[Thing] = field(default_factory=list)
    # Canary -> (woman's key, part) of each place it must stand in.
    told: dict[str, set[tuple[uuid.UUID, str]]] = field(default_factory=dict)
    copy_id: uuid.UUID = uuid.UUID(int=0)
    count: int = 0

    def canary(self, *places: tuple[Woman, str]) -> str:
        """Make a word that stands nowhere else, to be looked for in what everybody is shown."""
        self.count += 1
        word = f"{CANARY}{self.count:05d}q"
        self.told[word] = {(woman.key, part) for woman, part in places}
        return word

    def tell(self, word: str, *places: tuple[Woman, str]) -> None:
        """Say where a canary stands from now on."""
        self.told[word] = {(woman.key, part) for woman, part in places}

    def of(self, *kinds: str, gone: bool = False) -> list[Thing]:
        """List what stands of these kinds."""
        return [one for one in self.things if one.kind in kinds and (gone or not one.gone)]


def hat_row(hat: Hat) -> Membership:
    """Fetch the hat's row as an action takes it."""
    return Membership.objects.select_related("worker", "agency").get(pk=hat.key)


# --- the connection -------------------------------------------------------------------------------


@contextmanager
def as_app_with_a_back_door() -> Iterator[None]:
    """Connect as the administrator, become the app, and hold one transaction open throughout."""
    told = conninfo_to_dict(os.environ["ALONGSIDE_TEST_ADMIN"])
    settings = connection.settings_dict
    before = {name: settings[name] for name in ("USER", "PASSWORD")}
    connection.close()
    settings.update(USER=told["user"], PASSWORD=told["password"])
    try:
        with transaction.atomic():
            run("set session authorization alongside_app")
            yield
            transaction.set_rollback(True)
    finally:
        connection.close()
        settings.update(before)


@contextmanager
def past_the_gate() -> Iterator[None]:
    """Do something as the administrator of the database, whom no policy binds."""
    run("reset session authorization")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            run("set session authorization alongside_app")


def run(statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Run one statement and give its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def forgotten() -> Iterator[None]:
    """Do something and leave nothing of it behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# --- how everything stands before a history begins ------------------------------------------------


def open_house() -> House:
    """Bring on the cast, with somebody for every role and every duty; inside the transaction of a run."""
    cache.clear()
    cast = the_cast()
    _more_people(cast)
    house = House(Oracle(now=timezone.now()))
    _read_directory(house.who)
    _read_women(house.who)
    house.who.hats.sort(key=str)
    house.copy_id = uuid.uuid4()
    with acting_as(cast.bea.pk):
        insight.make_copy(
            copy_id=house.copy_id, service=cast.navigators, membership=cast.bea, by=actor(cast.bea),
            period=Period("2026-q3", datetime.date(2026, 7, 1), datetime.date(2026, 9, 30)), shape="all",
        )  # fmt: skip
    return house


def _more_people(cast: Cast) -> None:
    now = timezone.now()
    ServiceRow.objects.update(caseload_from=30, caseload_to=40)
    outreach = ServiceRow.objects.create(agency=cast.harbour, name="Harbour Outreach")
    housing = AgencyRow.objects.create(
        name="Housing Options", confirmed_at=now, phone="01632960961"
    )
    for agency in (cast.harbour, cast.hearth):
        AgencyRow.objects.filter(pk=agency.pk).update(confirmed_at=now, phone="01632960962")
    AgencyRow.objects.filter(pk=cast.practice.pk).update(phone="01632960963")
    Post.objects.create(membership=cast.bea, service=outreach)
    for name, agency, role, service in (
        ("Leila", housing, Role.PARTNER, None),
        ("Graham", housing, Role.MANAGER, None),
        ("Kasia", cast.harbour, Role.NAVIGATOR, outreach),
        ("Iain", cast.harbour, Role.DATA_PROTECTION, None),
        ("Tess", cast.harbour, Role.TRUSTEE, None),
        ("Sal", cast.practice, Role.MANAGER, None),
        ("Mia", cast.hearth, Role.VOLUNTEER, None),
    ):
        make_hat(make_worker(name), agency, role, service)


def _read_directory(who: Oracle) -> None:
    agencies = {}
    for row in AgencyRow.objects.order_by("name"):
        agencies[row.pk] = Agency(row.pk, row.name, bool(row.confirmed_at), bool(row.closed_at))
    services = {}
    for one in ServiceRow.objects.order_by("name"):
        services[one.pk] = Service(one.pk, one.name, agencies[one.agency_id])
    workers: dict[uuid.UUID, Worker] = {}
    for hat in Membership.objects.select_related("worker").order_by("worker__name"):
        worker = workers.setdefault(hat.worker_id, Worker(hat.worker_id, hat.worker.name))
        posts = dict(hat.posts.filter(ended_at=None).values_list("service_id", "triage"))
        who.hats.append(Hat(hat.pk, worker, agencies[hat.agency_id], hat.role, posts=posts))
    who.agencies, who.services = list(agencies.values()), list(services.values())
    who.workers = list(workers.values())


def _read_women(who: Oracle) -> None:
    cast = the_cast()
    services = {one.key: one for one in who.services}
    with past_the_gate():
        for key, name in ((cast.marta, "Marta"), (cast.roza, "Roza")):
            woman = Woman(key, name)
            for row in EpisodeRow.objects.filter(client_id=key):
                episode = Episode(row.pk, services[row.service_id], row.state)
                for member in TeamMember.objects.filter(episode=row, ended_at=None):
                    episode.team[member.membership_id] = member.part
                woman.episodes.append(episode)
            for holder, until in run(
                "select holder_id, until from access_pass where source = 'link' and client_id = %s",
                key,
            ):
                woman.links.append((holder, woman.episodes[0].key, until))
            who.women.append(woman)
        for *identity, starts in run(
            "select holder_id, client_id, source, source_id, starts from access_pass"
        ):
            who.given[tuple(identity)] = starts  # type: ignore[index]


# --- one history ----------------------------------------------------------------------------------


@dataclass
class Stage:
    """What all histories of a run share: the start, and a signed-in browser for everybody of it."""

    start: House
    browsers: dict[uuid.UUID, Browser]

    @classmethod
    def build(cls) -> "Stage":
        """Open the house and sign everybody in, whatever an earlier test left in the cache."""
        cache.clear()
        start = open_house()
        rows = Membership.objects.select_related("worker")
        browsers = {hat.key: sign_in(rows.get(pk=hat.key)) for hat in start.who.hats}
        for browser in browsers.values():
            browser.raise_request_exception = False
        return cls(start, browsers)

    @contextmanager
    def history(self) -> Iterator["History"]:
        """Play one history from the start, and leave nothing of it behind."""
        cache.clear()
        with forgotten():
            yield History(copy.deepcopy(self.start), dict(self.browsers))


@dataclass
class History:
    """The house as it stands after the steps so far, and everybody's open tabs."""

    house: House
    browsers: dict[uuid.UUID, Browser]

    def browser(self, hat: Hat) -> Browser:
        """Give the hat's own browser; somebody new signs in first."""
        if hat.key not in self.browsers:
            self.sign_in(hat)
        return self.browsers[hat.key]

    def sign_in(self, hat: Hat) -> None:
        """Sign somebody in anew."""
        self.browsers[hat.key] = sign_in(
            Membership.objects.select_related("worker").get(pk=hat.key)
        )
        self.browsers[hat.key].raise_request_exception = False

    def set_clock(self) -> None:
        """Let the gate's clock show the oracle's time."""
        run(f"set local alongside.test_now = '{self.house.who.now.isoformat()}'")


def some(picked: random.Random, among: list[Any]) -> Any:
    """Pick one, or None of nothing."""
    return picked.choice(among) if among else None
