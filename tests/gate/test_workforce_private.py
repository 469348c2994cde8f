"""What workers write for each other and themselves, asked of the database as every hat (R21, R22, R37)."""

import uuid
from collections.abc import Callable

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership, Post
from alongside.foundation.common.keys import new_key
from alongside.support.workforce.models import (
    About,
    Approach,
    Asker,
    Debrief,
    Question,
    SelfCheck,
    Sitting,
    Words,
)
from tests.shared.care import VAWG, agreed, approached, asked, knows, offered, skill, wrote
from tests.shared.cast import Cast, make_hat, make_worker

HATS = ("amal", "bea", "nadia", "vera", "cleo", "petra", "ada", "conny", "amal_at_hearth")


def seers(cast: Cast, model: type[Model]) -> set[str]:
    """Say which hats see any row of a table."""
    seen = set()
    for name in HATS:
        with acting_as(getattr(cast, name).pk):
            if model._default_manager.exists():
                seen.add(name)
    with acting_as(uuid.uuid4()):
        assert not model._default_manager.exists()
    assert not model._default_manager.exists()
    return seen


def may(hat: Membership, act: Callable[[], object]) -> bool:
    """Say whether the database lets a hat write something; 0 rows changed is a no."""
    try:
        with transaction.atomic(), acting_as(hat.pk):
            done = act()
            transaction.set_rollback(True)
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", "") != "42501":
            raise
        return False
    finally:
        with connection.cursor() as cursor:
            cursor.execute("set local alongside.holder = ''")
    return done != 0


def keyed(sitting: Sitting, **facts: object) -> Words:
    said = {
        "sitting_id": sitting.pk, "worker_id": sitting.worker_id,
        "supervisor_id": sitting.supervisor_id, "by_worker": True, "words": "x", **facts,
    }  # fmt: skip
    return Words(pk=new_key(), **said)


def test_words_are_the_two_s_and_a_manager_sees_when_alone(cast: Cast) -> None:
    # Cleo of another agency holds it, so that Bea is nothing but Amal's manager.
    with acting_as(cast.cleo.pk):
        one = Sitting(
            pk=new_key(),
            worker=cast.amal,
            supervisor=cast.cleo,
            kind="supervision",
            state="planned",
        )
        one.save(force_insert=True)
    wrote(one, cast.amal, "It was a long week.")
    assert seers(cast, Words) == {"amal", "cleo"}
    assert seers(cast, Sitting) == {"amal", "cleo", "bea"}
    assert not may(cast.bea, lambda: Sitting.objects.filter(pk=one.pk).update(state="kept"))
    assert may(cast.cleo, lambda: Sitting.objects.filter(pk=one.pk).update(state="kept"))


@pytest.mark.parametrize("what", ["a post of hers", "a post of the worker", "her hat", "her role"])
def test_a_manager_sees_when_only_while_she_runs_the_service(cast: Cast, what: str) -> None:
    with acting_as(cast.cleo.pk):
        Sitting(
            pk=new_key(),
            worker=cast.amal,
            supervisor=cast.cleo,
            kind="supervision",
            state="planned",
        ).save(force_insert=True)
    over = "2026-01-01T00:00Z"
    if "post" in what:
        whose = cast.bea if "hers" in what else cast.amal
        Post.objects.filter(membership=whose).update(ended_at=over)
    else:
        facts = {"ended_at": over} if what == "her hat" else {"role": "navigator"}
        Membership.objects.filter(pk=cast.bea.pk).update(**facts)
    assert seers(cast, Sitting) == {"amal", "cleo"}


def test_a_manager_of_another_service_of_the_agency_sees_nothing(cast: Cast) -> None:
    agreed(cast)
    other = make_hat(make_worker("Kim"), cast.harbour, cast.bea.role)
    with acting_as(other.pk):
        assert not Sitting.objects.exists()


def test_words_are_added_by_the_two_each_in_her_own_voice(cast: Cast) -> None:
    one = agreed(cast)
    assert may(cast.amal, lambda: keyed(one).save(force_insert=True))
    assert may(cast.bea, lambda: keyed(one, by_worker=False).save(force_insert=True))
    assert not may(cast.amal, lambda: keyed(one, by_worker=False).save(force_insert=True))
    assert not may(cast.bea, lambda: keyed(one).save(force_insert=True))
    # Nobody puts herself beside others' sitting to write there.
    mine = {"worker_id": cast.nadia.pk, "supervisor_id": cast.bea.pk}
    assert not may(cast.nadia, lambda: keyed(one, **mine).save(force_insert=True))
    assert not may(cast.nadia, lambda: keyed(one).save(force_insert=True))


def test_words_are_taken_back_by_whoever_wrote_them_and_never_changed(cast: Cast) -> None:
    one = agreed(cast)
    key = wrote(one, cast.amal, "It was a long week.")
    back = {"taken_back_at": "2026-01-01T00:00Z"}
    assert may(cast.amal, lambda: Words.objects.filter(pk=key).update(**back))
    assert not may(cast.bea, lambda: Words.objects.filter(pk=key).update(**back))
    assert not may(cast.amal, lambda: Words.objects.filter(pk=key).update(by_worker=False))
    assert not may(cast.amal, lambda: Words.objects.filter(pk=key).delete())


def test_what_is_asked_of_whoever_knows_is_seen_and_taken_up_by_them(cast: Cast) -> None:
    knows(cast.cleo, VAWG)
    with acting_as(cast.amal.pk):
        one = Sitting(
            pk=new_key(), worker=cast.amal, skill=skill(VAWG), kind="supervision", state="asked"
        )
        one.save(force_insert=True)
    assert seers(cast, Sitting) == {"amal", "bea", "cleo"}
    row = Sitting.objects.filter(pk=one.pk)
    assert may(cast.cleo, lambda: row.update(supervisor_id=cast.cleo.pk, state="planned"))
    # Nobody gives it to a third.
    assert not may(cast.cleo, lambda: row.update(supervisor_id=cast.nadia.pk))
    assert not may(cast.nadia, lambda: row.update(supervisor_id=cast.nadia.pk))
    assert not may(cast.amal, lambda: row.update(worker_id=cast.nadia.pk))
    with acting_as(cast.amal.pk):
        row.update(state="called_off")
    assert seers(cast, Sitting) == {"amal", "bea"}


def test_nobody_makes_a_sitting_of_two_others(cast: Cast) -> None:
    def of(worker: Membership, supervisor: Membership) -> Callable[[], None]:
        one = Sitting(
            pk=new_key(), worker=worker, supervisor=supervisor, kind="supervision", state="kept"
        )
        return lambda: one.save(force_insert=True)

    assert may(cast.amal, of(cast.amal, cast.bea))
    assert may(cast.amal, of(cast.nadia, cast.amal))
    assert not may(cast.amal, of(cast.nadia, cast.bea))


def test_a_talk_offered_shows_to_the_two_alone(cast: Cast) -> None:
    offer = offered(cast, cast.amal)
    assert seers(cast, Debrief) == {"amal", "bea"}
    row = Debrief.objects.filter(pk=offer.pk)
    assert may(cast.amal, lambda: row.update(answer="yes"))
    assert not may(cast.nadia, lambda: row.update(answer="yes"))
    assert not may(cast.amal, lambda: row.update(offered_to_id=cast.nadia.pk))
    other = Debrief(pk=new_key(), offered_by=cast.bea, offered_to=cast.amal, after="death")
    assert not may(cast.nadia, lambda: other.save(force_insert=True))


def test_what_somebody_who_harms_did_shows_to_its_writer_and_who_runs_the_service(
    cast: Cast,
) -> None:
    key = approached(cast)
    assert seers(cast, Approach) == {"amal", "bea"}
    row = Approach.objects.filter(pk=key)
    assert may(cast.bea, lambda: row.update(steps=["away"]))
    assert not may(cast.nadia, lambda: row.update(steps=[]))
    assert not may(cast.amal, lambda: row.update(made_by_id=cast.nadia.pk))
    one = Approach(pk=new_key(), how="rang", on_date=timezone.localdate(), made_by=cast.amal)
    assert not may(cast.nadia, lambda: one.save(force_insert=True))
    assert not may(cast.bea, lambda: Approach.objects.all().delete()[0])


def test_what_she_writes_for_herself_is_hers_alone(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        SelfCheck(pk=new_key(), holder_id=cast.amal.pk, answers={"sleep": "no"}).save(
            force_insert=True
        )
    assert seers(cast, SelfCheck) == {"amal"}
    hers = SelfCheck(pk=new_key(), holder_id=cast.amal.pk, answers={})
    assert not may(cast.bea, lambda: hers.save(force_insert=True))
    assert not may(cast.bea, lambda: SelfCheck.objects.all().delete()[0])
    assert may(cast.amal, lambda: SelfCheck.objects.all().delete()[0])


def test_a_question_shows_to_those_who_know_and_to_whoever_asked_and_nobody_learns_who_did(
    cast: Cast,
) -> None:
    knows(cast.cleo, VAWG)
    key = asked(cast, about=cast.marta)
    assert seers(cast, Question) == {"amal", "cleo"}
    assert seers(cast, Asker) == {"amal"}
    assert seers(cast, About) == {"amal"}
    row = Question.objects.filter(pk=key)
    assert may(cast.cleo, lambda: row.update(state="answered", answered_by_id=cast.cleo.pk))
    assert not may(cast.nadia, lambda: row.update(state="answered", answered_by_id=cast.nadia.pk))
    assert not may(cast.cleo, lambda: row.update(skill_id=skill("prison and probation").pk))


def test_whoever_answered_keeps_it_when_she_no_longer_says_she_knows(cast: Cast) -> None:
    knows(cast.cleo, VAWG)
    key = asked(cast)
    with acting_as(cast.cleo.pk):
        Question.objects.filter(pk=key).update(answered_by_id=cast.cleo.pk)
    cast.cleo.skills.update(ended_at="2026-01-01T00:00Z")
    assert seers(cast, Question) == {"amal", "cleo"}


def test_about_whom_it_is_ends_with_the_pass(cast: Cast) -> None:
    asked(cast, about=cast.marta)
    with acting_as(cast.amal.pk):
        row = About.objects.get()
        assert row.client_id == cast.marta
    other = About(
        pk=new_key(), holder_id=cast.cleo.pk, client_id=cast.marta, question_id=row.question_id
    )
    assert not may(cast.cleo, lambda: other.save(force_insert=True))


def test_no_question_is_made_with_an_answer_in_another_s_name(cast: Cast) -> None:
    one = Question(pk=new_key(), skill=skill(VAWG), question="x", advice="y", answered_by=cast.cleo)
    assert not may(cast.amal, lambda: one.save(force_insert=True))
    plain = Question(pk=new_key(), skill=skill(VAWG), question="x")
    assert may(cast.amal, lambda: plain.save(force_insert=True))
