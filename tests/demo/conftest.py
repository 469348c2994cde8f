"""The whole demo, loaded once for every test here: nothing in this folder changes a row."""

import io
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.management import call_command
from django.db import connection, connections
from pytest_django.plugin import DjangoDbBlocker

from alongside.config.demo.compose import compose
from alongside.config.demo.days import Days
from alongside.config.demo.life import Life
from alongside.config.running import cluster
from tests import pgplugin


@dataclass(frozen=True)
class Demo:
    """The loaded database, what the command said, and the lives it was made from."""

    said: str
    days: Days
    lives: list[Life]


def _use(name: str) -> None:
    for alias in connections:
        connections[alias].close()
    connection.settings_dict["NAME"] = name


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Demo]:
    """Load the made-up partnership into a marked database of its own."""
    name = f"alongside_demo_{uuid.uuid4().hex[:8]}"
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        pgplugin.clone(name)
        cluster.mark_made_up(os.environ["ALONGSIDE_TEST_ADMIN"], database=name)
        _use(name)
        said = io.StringIO()
        days = Days.starting_now()
        call_command("load_demo", stdout=said)
        yield Demo(said.getvalue(), days, compose(days))
        _use(before)
        pgplugin.drop(name)
