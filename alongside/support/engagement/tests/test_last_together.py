"""Rows written before only contact notes counted: the migration that put the lists right."""

import datetime
import importlib
import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db import connection

from alongside.core.people import actions as people
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.support.engagement.models import Contact
from tests.shared.cast import Cast
from tests.shared.database import as_admin

MIGRATION = importlib.import_module("alongside.support.engagement.migrations.0004_last_together")
DAY = datetime.date(2026, 5, 1)


@pytest.fixture
def as_owner(committed_cast: Cast) -> Iterator[None]:
    """Let Django speak as the owner, as when it migrates."""
    before = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD")}
    owner = urlsplit(os.environ["ALONGSIDE_TEST_OWNER"])
    connection.close()
    connection.settings_dict.update(USER=owner.username, PASSWORD=owner.password)
    yield
    connection.close()
    connection.settings_dict.update(before)


def write(cast: Cast, part: Compartment, day: datetime.date) -> None:
    with acting_as(cast.amal.pk):
        Contact(
            client_id=cast.marta, made_by=cast.amal, happened_on=day, kind="walk", compartment=part
        ).save(force_insert=True)


@pytest.mark.parametrize(("notes", "kept"), [(True, (DAY, "walk")), (False, (None, ""))])
def test_a_day_of_a_narrower_part_leaves_the_lists(
    committed_cast: Cast, request: pytest.FixtureRequest, notes: bool, kept: tuple[object, str]
) -> None:
    cast = committed_cast
    write(cast, Compartment.SAFETY, DAY + datetime.timedelta(days=9))
    if notes:
        write(cast, Compartment.NOTES, DAY)
    with acting_as(cast.amal.pk):
        people.note_last_contact(
            client_id=cast.marta, on=DAY + datetime.timedelta(days=9), words=""
        )
    request.getfixturevalue("as_owner")
    with connection.schema_editor() as editor:
        MIGRATION.count_contact_notes_only(apps, editor)
    said = as_admin(
        "select last_contact_on, last_contact_words from people_client where id = %s", cast.marta
    )
    assert said == [kept]
