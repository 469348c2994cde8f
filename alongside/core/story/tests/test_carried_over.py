"""What she had told before there were entries and subjects is all there afterwards, word for word."""

import importlib
import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db import connection

from alongside.core.story.models import Subject, Topic
from alongside.foundation.access.context import acting_as
from tests.shared.cast import Cast
from tests.shared.database import as_admin, as_written

MIGRATION = importlib.import_module("alongside.core.story.migrations.0009_said_before")
BEFORE = {
    "strengths", "interests", "wants", "people", "home", "safety", "health", "children", "money", "justice",
    "immigration", "sex_working", "harm",
}  # fmt: skip


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


def test_every_subject_there_was_keeps_its_key_and_its_part(cast: Cast) -> None:
    parts = {one.key: one.part.name for one in Subject.objects.filter(key__in=BEFORE)}
    assert set(parts) == BEFORE
    assert (parts["immigration"], parts["home"], parts["safety"]) == (
        "IMMIGRATION",
        "STORY",
        "SAFETY",
    )


def test_what_was_told_becomes_its_first_entry(
    committed_cast: Cast, request: pytest.FixtureRequest
) -> None:
    cast = committed_cast
    parts = dict(Subject.objects.values_list("key", "compartment"))
    with acting_as(cast.amal.pk):
        for subject, words in (("home", "My cousin's sofa."), ("health", "")):
            Topic(
                client_id=cast.marta, subject_id=subject, state="told", her_words=words,
                compartment=parts[subject], heard_by=cast.amal, told_on="2026-03-02",
            ).save(force_insert=True)  # fmt: skip
    request.getfixturevalue("as_owner")
    with connection.schema_editor() as editor:
        MIGRATION.carry_over(apps, editor)
    told = as_written(
        "story_entry", "her_words", "worker_words", "kind", "compartment", "on_date::text"
    )
    assert told == [("My cousin's sofa.", "", "said", parts["home"], "2026-03-02")]
    ((topic, heard),) = as_admin("select topic_id, heard_by_id from story_entry")
    assert as_admin("select subject from story_topic where id = %s", topic) == [("home",)]
    assert heard == cast.amal.pk
    forced = as_admin(
        "select bool_and(relforcerowsecurity) from pg_class where relname in ('story_topic', 'story_entry')"
    )
    assert forced == [(True,)]
