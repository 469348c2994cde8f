"""Who writes notes and reads none changes no other's note, not even by a change that names no row."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from alongside.core.team import actions as team
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.support.engagement.models import Contact
from tests.shared.beside import chooses, says
from tests.shared.cast import Cast, actor

WORDS = "She told me where he drinks."


def note(cast: Cast, hat: Membership, words: str) -> Contact:
    with acting_as(hat.pk):
        one = Contact(
            client_id=cast.marta, made_by=hat, happened_on=timezone.localdate(), kind="walk",
            worker_words=words,
        )  # fmt: skip
        one.save(force_insert=True)
    return one


@pytest.fixture(params=["peer", "duty"])
def writer(request: pytest.FixtureRequest, cast: Cast) -> Membership:
    """Somebody who writes notes of Marta's and reads none but her own."""
    if request.param == "peer":
        says(cast)
        chooses(cast, cast.vera)
        return cast.vera
    now = timezone.now()
    with acting_as(cast.bea.pk):
        team.put_on_duty(
            key=new_key(), service=cast.navigators, membership=cast.nadia, starts_at=now,
            ends_at=now + datetime.timedelta(hours=8), made_by=cast.bea, by=actor(cast.bea),
        )  # fmt: skip
    return cast.nadia


def changed(hat: Membership, statement: str, *values: object) -> int:
    with acting_as(hat.pk), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


@pytest.mark.parametrize(
    "statement",
    [
        "update engagement_contact set made_by_id = %s",
        "update engagement_contact set taken_back_at = now() where %s::uuid is not null",
        "update engagement_contact set kind = 'call' where made_by_id <> %s",
    ],
)
def test_a_change_of_every_row_reaches_one_s_own_alone(
    cast: Cast, writer: Membership, statement: str
) -> None:
    theirs, own = note(cast, cast.amal, WORDS), note(cast, writer, "We had tea.")
    many = changed(writer, statement, writer.pk)
    assert many == (0 if "<>" in statement else 1)
    with acting_as(cast.amal.pk):
        fresh = Contact.objects.get(pk=theirs.pk)
        assert (fresh.made_by_id, fresh.taken_back_at, fresh.kind) == (cast.amal.pk, None, "walk")
    with acting_as(writer.pk):
        assert set(Contact.objects.values_list("pk", flat=True)) <= {own.pk}


def test_nobody_puts_a_note_of_hers_on_somebody_else(cast: Cast, writer: Membership) -> None:
    own = note(cast, writer, "We had tea.")
    with pytest.raises(DatabaseError), transaction.atomic():
        changed(
            writer,
            "update engagement_contact set made_by_id = %s where id = %s",
            cast.amal.pk,
            own.pk,
        )


def test_whoever_reads_the_notes_changes_them_as_before(cast: Cast) -> None:
    one = note(cast, cast.amal, WORDS)
    many = changed(
        cast.amal, "update engagement_contact set taken_back_at = now() where id = %s", one.pk
    )
    assert many == 1
