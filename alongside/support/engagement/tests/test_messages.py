"""A message for any worker: in the same words for everybody, opening no record, read by her alone."""

import uuid

import psycopg
import pytest
from django.db import DatabaseError, transaction

from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from alongside.support.engagement import queries
from alongside.support.engagement.actions import everyday as actions
from alongside.support.engagement.models import Message
from alongside.support.engagement.tests.everyday import as_opened, page
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import as_admin, as_written
from tests.shared.nasty import SHORT

URL = "/messages/new/"


def sent(cast: Cast, **typed: object) -> dict[str, object]:
    right = {
        "to": str(cast.amal.pk),
        "words": "Please ring.",
        "from_words": "A woman",
        "number": "07700 900123",
    }
    return as_opened(sign_in(cast.bea), URL, "words", **{**right, **typed})


def for_her(hat: object) -> list[Message]:
    with acting_as(hat.pk):  # type: ignore[attr-defined]
        return list(queries.messages(hat))  # type: ignore[arg-type]


def test_a_message_is_read_by_the_one_it_is_for_and_by_nobody_else(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    assert browser.post(URL, sent(cast, urgent="on", ring="no")).status_code == 302
    (one,) = for_her(cast.amal)
    assert (one.words, one.from_words, one.number, one.ring, one.urgent) == (
        "Please ring.", "A woman", "+447700900123", "no", True,
    )  # fmt: skip
    for hat in (cast.bea, cast.nadia, cast.vera, cast.ada, cast.amal_at_hearth):
        with acting_as(hat.pk):
            assert not Message.objects.exists(), hat
        assert "Please ring." not in sign_in(hat).get(page("messages")).content.decode()
    shown = sign_in(cast.amal).get(page("messages")).content.decode()
    assert "Please ring." in shown
    assert "07700 900123" in shown


def test_the_page_says_the_same_whoever_they_ask_about(cast: Cast) -> None:
    pages = set()
    for asked_for in ("Marta", "Nobody of that name"):
        browser = sign_in(cast.nadia)
        answer = browser.post(
            URL, {**sent(cast, words=f"About {asked_for}."), "to": str(cast.amal.pk)}, follow=True
        )
        page_shown = answer.content.decode()
        assert "Only they can read it now." in page_shown
        pages.add(page_shown.replace(asked_for, ""))
        assert asked_for not in page_shown
    assert "I can take a message" in sign_in(cast.nadia).get(URL).content.decode()


def test_taking_one_opens_no_record(committed_cast: Cast) -> None:
    cast = committed_cast
    before = as_admin("select count(*) from audit_entry where client_digest <> ''")
    sign_in(cast.nadia).post(URL, {**sent(cast, words="About Marta."), "to": str(cast.amal.pk)})
    assert as_admin("select count(*) from audit_entry where client_digest <> ''") == before
    assert as_admin("select count(*) from engagement_message") == [(1,)]
    columns = as_admin(
        "select column_name from information_schema.columns where table_name = 'engagement_message'"
    )
    assert not [name for (name,) in columns if "client" in name]
    assert "About Marta." not in str(as_admin("select * from engagement_message"))
    assert "About Marta." in str(as_written("engagement_message", "words"))


def test_pressing_three_times_leaves_one(cast: Cast) -> None:
    browser, typed = sign_in(cast.bea), sent(cast)
    for _press in range(3):
        assert browser.post(URL, typed).status_code == 302
    assert len(for_her(cast.amal)) == 1


def test_the_lock_lets_nobody_write_in_anothers_name_or_change_the_words(cast: Cast) -> None:
    one = {"to": cast.amal, "words": "x"}
    with acting_as(cast.nadia.pk), pytest.raises(DatabaseError), transaction.atomic():
        Message(taken_by=cast.bea, **one).save(force_insert=True)
    sign_in(cast.bea).post(URL, sent(cast))
    with acting_as(cast.nadia.pk):
        assert Message.objects.update(done_at=None) == 0
    with acting_as(cast.amal.pk), pytest.raises(DatabaseError) as refused, transaction.atomic():
        Message.objects.update(urgent=True)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_done_is_done_by_her_alone(cast: Cast) -> None:
    sign_in(cast.bea).post(URL, sent(cast))
    (one,) = for_her(cast.amal)
    url = page("message_done", one.pk)
    assert sign_in(cast.bea).post(url).status_code == 404
    assert sign_in(cast.amal).get(url).status_code == 405
    for _press in range(2):
        assert sign_in(cast.amal).post(url).status_code == 302
    assert for_her(cast.amal) == []
    assert "Please ring." in sign_in(cast.amal).get(page("messages")).content.decode()


def test_a_message_goes_to_colleagues_alone(cast: Cast) -> None:
    for to in (cast.cleo.pk, cast.bea.pk, uuid.uuid4(), "nobody", ""):
        answer = sign_in(cast.bea).post(URL, sent(cast, to=str(to)))
        assert answer.status_code == 422
        assert "Please ring." in answer.content.decode()
    with acting_as(cast.bea.pk), pytest.raises(Refused):
        actions.take_message(
            key=new_key(), to=cast.cleo, membership=cast.bea, by=actor(cast.bea),
            facts={"from_words": "", "number": "", "ring": "yes", "words": "x", "urgent": False},
        )  # fmt: skip


def test_somebody_in_no_service_is_told_there_is_nobody(cast: Cast) -> None:
    shown = sign_in(cast.ada).get(URL).content.decode()
    assert "nobody to take a message for" in shown
    assert sign_in(cast.ada).post(URL, {"words": "x"}).status_code == 422


def test_bad_input_is_told_and_nothing_typed_is_lost(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    for typed in SHORT.values():
        words = typed.encode(errors="replace").decode()
        for box in ("to", "number", "ring", "from_words", "key"):
            answer = browser.post(URL, sent(cast, words="By the river.", **{box: words}))
            assert answer.status_code in (302, 422)
            if answer.status_code == 422:
                assert "By the river." in answer.content.decode()
