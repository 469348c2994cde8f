"""The stage on which histories play: one transaction, built once for the tests of a file."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.gate.histories.house import Stage
from tests.gate.histories.playing import a_stage


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Build the house, and leave nothing of it behind."""
    with django_db_blocker.unblock(), a_stage() as built:
        yield built
