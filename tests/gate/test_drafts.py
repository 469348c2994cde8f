"""What is half written is its writer's alone, and if about a woman, for as long as she may be seen."""

import uuid
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from tests.gate.bare_rows import ANOTHER, HER, ME, SOMEBODY, Given, Rows
from tests.shared.database import address

BASICS = Given(reads=1, writes=1)


class Drafts(Rows):
    """The drafts about women: whose they are is the writer's hat."""

    def kept(self, holder: uuid.UUID, woman: uuid.UUID | None) -> uuid.UUID:
        """Keep one, as the administrator."""
        key = uuid.uuid4()
        self.run(
            "insert into {table} (id, holder_id, client_id) values (%s, %s, %s)", key, holder, woman
        )
        return key

    def keeps(self, *passes: Given, holder: uuid.UUID = ME, woman: uuid.UUID | None = HER) -> bool:
        """Say whether the app may keep one."""
        with self.under(*passes):
            return self.allowed(
                "insert into {table} (id, holder_id, client_id) values (%s, %s, %s)",
                uuid.uuid4(), holder, woman,
            )  # fmt: skip

    def touches(self, key: uuid.UUID, *passes: Given) -> set[bool]:
        """Say whether reading, changing and throwing away reach it: all three alike."""
        reached = set()
        for statement in (
            "select 1 from {table} where id = %s",
            "update {table} set id = id where id = %s",
            "delete from {table} where id = %s",
        ):
            with self.under(*passes):
                reached.add(bool(self.run(statement, key)))
        return reached


@pytest.fixture
def drafts(django_db_setup: None) -> Iterator[Drafts]:
    with psycopg.connect(address("admin")) as admin, admin.transaction(force_rollback=True):
        one = Drafts("engagement_draft", admin)
        one.loosen()
        one.many_passes()
        yield one


def test_a_draft_is_its_writers_alone(drafts: Drafts) -> None:
    mine, theirs = drafts.kept(ME, None), drafts.kept(SOMEBODY, None)
    assert drafts.touches(mine) == {True}
    assert drafts.touches(theirs) == {False}
    assert drafts.keeps(woman=None)
    assert not drafts.keeps(holder=SOMEBODY, woman=None)


def test_a_draft_about_a_woman_lasts_as_long_as_the_pass(drafts: Drafts) -> None:
    hers = drafts.kept(ME, HER)
    assert drafts.touches(hers, BASICS) == {True}
    assert drafts.keeps(BASICS)
    for wrong in (
        (), (replace(BASICS, client=ANOTHER),), (replace(BASICS, until=-0.5),),
        (replace(BASICS, starts=0.5),), (replace(BASICS, holder=SOMEBODY),),
    ):  # fmt: skip
        assert drafts.touches(hers, *wrong) == {False}
        assert not drafts.keeps(*wrong)
    assert not drafts.keeps(BASICS, holder=SOMEBODY)


def test_a_draft_goes_to_no_woman_who_is_not_seen_and_to_no_other_writer(drafts: Drafts) -> None:
    hers = drafts.kept(ME, HER)
    for column, other in (("client_id", ANOTHER), ("holder_id", SOMEBODY)):
        with drafts.under(BASICS):
            put = f"update {{table}} set {column} = %s where id = %s"
            assert not drafts.allowed(put, other, hers)
    with drafts.under(BASICS, replace(BASICS, client=ANOTHER)):
        assert drafts.allowed("update {table} set client_id = %s where id = %s", ANOTHER, hers)


def test_a_draft_asks_whose_pass_it_is_and_does_not_lean_on_the_passes_own(drafts: Drafts) -> None:
    hers = drafts.kept(ME, HER)
    drafts.everybody_sees_all_passes()
    theirs = replace(BASICS, holder=SOMEBODY)
    assert drafts.touches(hers, BASICS) == {True}
    assert drafts.touches(hers, theirs) == {False}
    assert not drafts.keeps(theirs)
