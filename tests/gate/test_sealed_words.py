"""What people wrote reaches the database sealed, opens in its own row, and is never used unopened."""

import datetime
import re
import uuid
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as settings_of
from django.core.exceptions import FieldError
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.coordination.duty.models import Tonight
from alongside.coordination.endings.models import Asked, Ending, Plan, ToTell, Weighed
from alongside.coordination.peers.models import Worry
from alongside.coordination.referrals.models import (
    Carried,
    OutStep,
    Referral,
    ReferralExtra,
    ReferralMove,
    ReferralOut,
    Waiting,
)
from alongside.core.people.models import Client, Episode, Whereabouts
from alongside.core.sharing.actions import disclosures
from alongside.core.sharing.models import Agreement, DisclosedPart, Disclosure, Wish
from alongside.core.story.actions import herself
from alongside.core.story.models import Answer, Speaking
from alongside.core.team.models import Ally, Companion, Handover, Introduction, LeadChange
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Skill
from alongside.foundation.common import shelf
from alongside.foundation.common.encryption import Ciphertext, sealed, sealed_fields
from alongside.foundation.common.keys import key_after, new_key
from alongside.foundation.common.refused import Refused
from alongside.support.engagement.actions import everyday
from alongside.support.engagement.models import Choice, Contact, Draft, Message, Misplaced
from alongside.support.learning.models import Edition, Policy
from alongside.support.outcomes.models import AskedAgain, Goal
from alongside.support.safety.models import Incident, Judgement, Look, SecondLook, Writing
from alongside.support.workforce.models import (
    Approach,
    Change,
    Debrief,
    Question,
    SelfCheck,
    Sitting,
    Words,
)
from tests.shared.cast import Cast, actor
from tests.shared.database import as_admin, as_written
from tests.shared.files import a_paper
from tests.shared.sharing import agree, went, wish
from tests.shared.world import make_world

# The database takes no NUL in a text of its own; sealed, it is a letter like any other.
TEXTS = st.text(min_size=1)
ON_PURPOSE = [HealthCheck.function_scoped_fixture]


def note(cast: Cast, words: str) -> Contact:
    return Contact(
        client_id=cast.marta, made_by=cast.amal, happened_on=timezone.localdate(), kind="walk",
        her_words=words,
    )  # fmt: skip


def stored(table: str, column: str, key: uuid.UUID) -> str:
    """Read what really stands, in the transaction of the test."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {column} from {table} where id = %s", [key])
        return str(cursor.fetchone()[0])


def test_words_are_sealed_and_open_in_their_row(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        row = note(cast, "He knows the school.")
        row.save(force_insert=True)
        assert row.her_words == "He knows the school."
        assert stored("engagement_contact", "her_words", row.pk).startswith("e1:")
        assert stored("engagement_contact", "worker_words", row.pk) == ""
        again = Contact.objects.get(pk=row.pk)
        assert (again.her_words, again.worker_words) == ("He knows the school.", "")
        assert Contact.objects.defer("her_words").get(pk=row.pk).her_words == row.her_words
        row.refresh_from_db()
        assert row.her_words == "He knows the school."


@settings(suppress_health_check=ON_PURPOSE, max_examples=60)
@given(words=TEXTS, facts=st.dictionaries(TEXTS, TEXTS))
def test_any_text_and_any_facts_come_back_as_they_were(
    cast: Cast, words: str, facts: dict[str, str]
) -> None:
    with acting_as(cast.amal.pk):
        row = note(cast, words)
        row.save(force_insert=True)
        draft = Draft(holder_id=cast.amal.pk, client_id=cast.marta, fields=facts)
        draft.save(force_insert=True)
        assert Contact.objects.get(pk=row.pk).her_words == words
        assert Draft.objects.get(pk=draft.pk).fields == facts


def test_many_rows_at_once_are_sealed_each_for_itself(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        rows = Contact.objects.bulk_create([note(cast, "the same") for _ in range(3)])
        kept = {stored("engagement_contact", "her_words", row.pk) for row in rows}
        assert len(kept) == 3
        assert {one.her_words for one in Contact.objects.all()} == {"the same"}


def test_a_row_that_is_saved_whole_without_being_read_keeps_its_words(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        row = note(cast, "He knows the school.")
        row.save(force_insert=True)
        before = stored("engagement_contact", "her_words", row.pk)
        Contact.objects.get(pk=row.pk).save(force_update=True)
        assert stored("engagement_contact", "her_words", row.pk) == before


def test_an_update_seals_the_words_among_its_facts(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        row = note(cast, "before")
        row.save(force_insert=True)
        facts = {"her_words": "after", "worker_words": "", "kind": "coffee"}
        Contact.objects.filter(pk=row.pk).update(**sealed(Contact, row.pk, facts))
        row = Contact.objects.get(pk=row.pk)
        assert (row.her_words, row.worker_words, row.kind) == ("after", "", "coffee")
        assert facts["her_words"] == "after"


def test_words_in_the_clear_never_reach_the_database(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        row = note(cast, "before")
        row.save(force_insert=True)
        with pytest.raises(TypeError, match=r"Contact.her_words takes sealed words"):
            Contact.objects.filter(pk=row.pk).update(her_words="in the clear")
        row.her_words = "in the clear"
        with pytest.raises(TypeError, match="takes sealed words"):
            Contact.objects.bulk_update([row], ["her_words"])
        row.her_words = 7  # type: ignore[assignment]
        with pytest.raises(TypeError, match="holds text"):
            row.save(force_update=True)


def test_words_moved_to_another_row_or_column_are_refused(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        one, other = note(cast, "hers"), note(cast, "another's")
        for row in (one, other):
            row.save(force_insert=True)
        moved = Ciphertext(stored("engagement_contact", "her_words", one.pk))
        Contact.objects.filter(pk=other.pk).update(her_words=moved)
        Contact.objects.filter(pk=one.pk).update(worker_words=moved)
        assert "damaged" in Contact.objects.get(pk=other.pk).her_words
        assert "damaged" in Contact.objects.get(pk=one.pk).worker_words
        assert Contact.objects.get(pk=one.pk).her_words == "hers"


def test_sealed_words_are_no_text_until_their_row_opens_them(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        row = note(cast, "hers")
        row.save(force_insert=True)
        (unopened,) = Contact.objects.values_list("her_words", flat=True)
        for use in (str, "{}".format, lambda one: f"{one}", lambda one: "".join([one])):
            with pytest.raises(TypeError):
                use(unopened)
        assert repr(unopened) == "<sealed>"
        copy = Contact.objects.get(pk=row.pk)
        copy.pk = new_key()
        with pytest.raises(TypeError, match="own row alone"):
            copy.save(force_insert=True)


@pytest.mark.parametrize(
    "asked",
    [
        {"her_words": "hers"}, {"her_words__icontains": "her"}, {"her_words__in": ["", "x"]},
        {"her_words__gt": ""}, {"her_words__startswith": "e1"}, {"her_words__length": 3},
        {"her_words": Ciphertext("e1:")},
    ],
    ids=str,
)  # fmt: skip
def test_nobody_searches_sealed_words(cast: Cast, asked: dict[str, Any]) -> None:
    with pytest.raises(FieldError):
        Contact.objects.filter(**asked)


def test_whether_anything_is_written_can_be_asked(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        for words in ("hers", ""):
            note(cast, words).save(force_insert=True)
        assert Contact.objects.filter(her_words="").count() == 1
        assert Contact.objects.exclude(her_words="").count() == 1
        assert Contact.objects.filter(her_words__isnull=True).count() == 0


def test_without_the_key_nothing_is_saved_and_the_reason_is_told(
    cast: Cast, settings: Any, tmp_path: Any
) -> None:
    with acting_as(cast.amal.pk):
        row = note(cast, "hers")
        row.save(force_insert=True)
        settings.KEYS = tmp_path
        with pytest.raises(Refused, match="nothing was saved"), transaction.atomic():
            note(cast, "more").save(force_insert=True)
        assert "damaged" in Contact.objects.get(pk=row.pk).her_words


def test_the_key_of_a_row_is_no_trial_of_the_words_it_was_made_from(settings: Any) -> None:
    key, words = new_key(), "4 Lantern Yard"
    made = key_after(key, words)
    assert made == key_after(key, words)
    assert made not in (uuid.uuid5(key, words), key_after(key, f"{words}."))
    settings.SECRET_KEY = "of another house"
    assert made != key_after(key, words)


# --- Nothing in the clear anywhere ------------------------------------------------------------------


def everything() -> str:
    """Write every row of every table down as text, past every policy."""
    tables = as_admin(
        "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        "where c.relkind = 'r' and n.nspname = 'public'"
    )
    return "\n".join(
        row for (table,) in tables for (row,) in as_admin(f"select t::text from {table} t")
    )


def _said_once(cast: Cast, canaries: dict[tuple[str, str], str]) -> None:
    """Say a canary in each field of what is written once and never changed, through its actions."""

    def word(model: type[Model], name: str) -> str:
        return canaries.setdefault((model._meta.db_table, name), f"canary{uuid.uuid4().hex}")

    def words(model: type[Model], *names: str) -> dict[str, str]:
        return {name: word(model, name) for name in names}

    agree(cast, **words(Agreement, "her_words", "interpreter_words", "helped_by", "on_duty_words"))
    wish(cast, "ask", about="words", **words(Wish, "whom_words", "her_words"))
    one = went(
        cast, {Compartment.SAFETY.value: word(DisclosedPart, "words")}, urgent=True,
        **words(Disclosure, "whom_words", "purpose", "reason"),
    )  # fmt: skip
    with acting_as(cast.amal.pk):
        by: dict[str, Any] = {"membership_id": cast.amal.pk, "by": actor(cast.amal)}
        herself.answer(
            client_id=cast.marta, part=Compartment.IDENTITY,
            answers={"caring": {"answer": "", "words": word(Answer, "said")}}, **by,
        )  # fmt: skip
        client = Client.objects.get(pk=cast.marta)
        # The names of her languages stand in headings too; whom she would not let interpret does not.
        said = {"languages": [], "not_words": word(Speaking, "said")}
        herself.say_languages(key=new_key(), client=client, version=client.version, said=said, **by)
        disclosures.tell_her(
            disclosure=one, told_on=one.decided_on, told_safely=True, told_by=cast.amal,
            by=actor(cast.amal), **words(Disclosure, "told_how", "her_view", "objection"),
        )  # fmt: skip
    _said_once_of_referrals(cast, words)
    _said_once_of_endings(cast, words)
    _said_once_of_her_team(cast, words)
    _said_once_of_her_plan(cast, words)
    _said_once_of_workers(cast, words)
    _said_once_beside_her(cast, words)
    with acting_as(cast.bea.pk):
        everyday.take_message(
            key=new_key(), to=cast.amal, membership=cast.bea, by=actor(cast.bea),
            facts={**words(Message, "from_words", "number", "words"), "ring": "yes", "urgent": False},
        )  # fmt: skip
        disclosures.review(
            disclosure=one, verdict="talk", words=word(Disclosure, "review_words"),
            reviewed_by=cast.bea, by=actor(cast.bea),
        )  # fmt: skip


def _said_once_of_referrals(cast: Cast, words: Any) -> None:
    """Say a canary in what is written once about a referral and about referring on."""
    now, today = timezone.now(), timezone.localdate()
    hers: dict[str, Any] = {"client_id": cast.marta}
    with acting_as(cast.amal.pk):
        episode = Episode.objects.get(client_id=cast.marta)
        referral = Referral(**hers, episode=episode, source="internal", received_at=now)
        referral.save(force_insert=True)
        hers["referral"] = referral
        made: dict[str, Any] = {"made_by": cast.amal}
        ReferralMove(**hers, **made, to="seen", **words(ReferralMove, "words")).save(
            force_insert=True
        )
        Waiting(
            **hers,
            **made,
            service=cast.navigators,
            rank=1,
            reason="came",
            **words(Waiting, "words"),
        ).save(force_insert=True)
        out = ReferralOut(
            client_id=cast.marta, disclosure=Disclosure.objects.all()[0], sent_on=today, **made,
            **words(ReferralOut, "whom_words", "what_for", "yes_words"),
        )  # fmt: skip
        out.save(force_insert=True)
        OutStep(
            client_id=cast.marta,
            out=out,
            kind="chase",
            on=today,
            **made,
            **words(OutStep, "who", "words"),
        ).save(force_insert=True)
    # Bea wrote Marta's referral, and may add to it yet.
    with acting_as(cast.bea.pk):
        Carried(
            **hers, compartment=Compartment.STORY, agreed_on=today, agency=cast.hearth,
            **words(Carried, "title", "her_words", "worker_words"),
        ).save(force_insert=True)  # fmt: skip
        facts = {"met": words(ReferralExtra, "facts")["facts"]}
        ReferralExtra(**hers, compartment=Compartment.STORY, facts=facts).save(force_insert=True)


def _said_once_of_endings(cast: Cast, words: Any) -> None:
    """Say a canary in what is written once about how her time with us ends, and for her nights."""
    today = timezone.localdate()
    hers: dict[str, Any] = {"client_id": cast.marta}
    with acting_as(cast.amal.pk):
        ending = Ending(
            **hers, episode=Episode.objects.get(client_id=cast.marta), kind="close", ended_on=today,
            proposed_by=cast.amal, **words(Ending, "way_back", "offered"),
        )  # fmt: skip
        ending.save(force_insert=True)
        hers["ending"] = ending
        Weighed(
            **hers,
            **words(
                Weighed, "words", "her_words", "life", "phone", "control", "others", "safety_words",
                "told_how", "handover",
            ),
        ).save(force_insert=True)  # fmt: skip
        Asked(
            **hers, agency=cast.hearth, answer="well", asked_on=today, made_by=cast.amal,
            **words(Asked, "words"),
        ).save(force_insert=True)  # fmt: skip
        ToTell(**hers, who="her sister").save(force_insert=True)
        Misplaced(
            client_id=cast.marta, contact=Contact.objects.all()[0], compartment=Compartment.NOTES,
            stood_from=timezone.now(), stood_until=timezone.now(), made_by=cast.amal,
            seen_by=[{"name": words(Misplaced, "seen_by")["seen_by"], "agency": "", "at": ""}],
        ).save(force_insert=True)  # fmt: skip
        Choice(
            client_id=cast.marta, about="place", on_date=today, made_by=cast.amal, barrier="distance",
            **words(Choice, "offered", "chose", "lacking"),
        ).save(force_insert=True)  # fmt: skip
        AskedAgain(
            client_id=cast.marta, goal=Goal.objects.all()[0], rung="worker", asked_on=today,
            next_asks=cast.amal, next_on=today + datetime.timedelta(days=7), made_by=cast.amal,
            **words(AskedAgain, "whom"),
        ).save(force_insert=True)  # fmt: skip
        Tonight(
            client_id=cast.marta, from_on=today, until_on=today, made_by=cast.amal,
            **words(Tonight, "words", "agreed"),
        ).save(force_insert=True)  # fmt: skip


def _said_once_of_her_team(cast: Cast, words: Any) -> None:
    """Say a canary in what is written once about who is alongside her, and how it ends with our money."""
    today = timezone.localdate()
    hers: dict[str, Any] = {"client_id": cast.marta, "made_by": cast.amal}
    with acting_as(cast.amal.pk):
        episode = Episode.objects.get(client_id=cast.marta)
        Ally(
            **hers, agency=cast.practice, role="housing", compartment=Compartment.ACCOMMODATION,
            **words(Ally, "name", "for_her", "reached"),
        ).save(force_insert=True)  # fmt: skip
        hers["episode"] = episode
        LeadChange(
            **hers, asked_on=today, state="stays", **words(LeadChange, "likes", "rather_not")
        ).save(force_insert=True)
        Introduction(
            **hers, on_date=today, brings=cast.amal, **words(Introduction, "whom", "what", "place")
        ).save(force_insert=True)
        Handover(
            **hers, **words(Handover, "wants_known", "leave_be", "little_things", "words")
        ).save(force_insert=True)
        Plan(**hers, **words(Plan, "her_words", "goes_on_words", "goodbye")).save(force_insert=True)


def _said_once_of_her_plan(cast: Cast, words: Any) -> None:
    """Say a canary in what is written once of her plan and of what was decided against her."""
    today = timezone.localdate()
    hers: dict[str, Any] = {"client_id": cast.marta, "made_by": cast.amal}
    with acting_as(cast.amal.pk):
        Writing(**hers, section="after", version=1, **words(Writing, "words")).save(
            force_insert=True
        )
        Look(
            **hers, how="with_her", on_date=today, again_on=today + datetime.timedelta(days=1),
            **words(Look, "words"),
        ).save(force_insert=True)  # fmt: skip
        Judgement(
            **hers, level="worried", on_date=today,
            **words(Judgement, "why", "we_do", "decided", "her_view"),
        ).save(force_insert=True)  # fmt: skip
        SecondLook(
            **hers, incident=Incident.objects.all()[0], of_version=1, verdict="else",
            **words(SecondLook, "words"),
        ).save(force_insert=True)  # fmt: skip


def _said_once_beside_her(cast: Cast, words: Any) -> None:
    """Say a canary in what is written once about those beside her."""
    hers: dict[str, Any] = {"client_id": cast.marta}
    with acting_as(cast.amal.pk):
        Companion(
            **hers, episode=Episode.objects.get(client_id=cast.marta), membership=cast.nadia, kind="peer",
            supervisor=cast.bea, agreed_by=cast.amal, **words(Companion, "call_words", "her_words"),
        ).save(force_insert=True)  # fmt: skip
        Worry(**hers, to=cast.bea, made_by=cast.amal, **words(Worry, "words")).save(
            force_insert=True
        )


def _said_once_of_workers(cast: Cast, words: Any) -> None:
    """Say a canary in what workers write for each other; none of it belongs to a woman's record."""
    with acting_as(cast.amal.pk):
        sitting = Sitting.objects.all()[0]
        Words(
            sitting=sitting, worker=cast.amal, supervisor=cast.bea, by_worker=True, **words(Words, "words")
        ).save(force_insert=True)  # fmt: skip
        SelfCheck(
            holder_id=cast.amal.pk, answers={"sleep": words(SelfCheck, "answers")["answers"]}
        ).save(force_insert=True)  # fmt: skip
        Question(
            skill=Skill.objects.all()[0], asker_agency=cast.harbour,
            **words(Question, "question", "advice", "next_step", "useful"),
        ).save(force_insert=True)  # fmt: skip
        Change(
            agency=cast.practice, kind="training", on_date=timezone.localdate(), made_by=cast.amal,
            **words(Change, "taught", "changed"),
        ).save(force_insert=True)  # fmt: skip
        Approach(
            how="rang", on_date=timezone.localdate(), made_by=cast.amal, **words(Approach, "words", "did")
        ).save(force_insert=True)  # fmt: skip
        Edition(
            policy=Policy.objects.all()[0], number=99, made_by=cast.amal, **words(Edition, "words")
        ).save(force_insert=True)  # fmt: skip
    with acting_as(cast.bea.pk):
        Debrief(
            offered_by=cast.bea, offered_to=cast.amal, after="death", **words(Debrief, "words")
        ).save(force_insert=True)  # fmt: skip


def test_a_dump_of_the_database_holds_no_word_of_any_sealed_field(committed_cast: Cast) -> None:
    world = make_world(committed_cast)
    canaries: dict[tuple[str, str], str] = {}
    models = [model for model in apps.get_models() if sealed_fields(model)]
    written_once = [
        Agreement, Ally, Answer, Approach, Asked, AskedAgain, Carried, Change, Choice, Companion, Debrief,
        DisclosedPart, Disclosure, Edition, Ending, Handover, Introduction, Judgement, LeadChange, Look,
        Message, Misplaced, OutStep, Plan, Question, ReferralExtra, ReferralMove, ReferralOut, SecondLook,
        SelfCheck, Speaking, Tonight, Waiting, Weighed, Wish, Words, Worry, Writing,
    ]  # fmt: skip
    _said_once(committed_cast, canaries)
    with acting_as(committed_cast.amal.pk):
        for model in [model for model in models if model not in written_once]:
            for row in model._default_manager.filter(client_id=committed_cast.marta):
                facts: dict[str, Any] = {}
                for name, field in sealed_fields(model).items():
                    word = canaries[(model._meta.db_table, name)] = f"canary{uuid.uuid4().hex}"
                    facts[name] = (
                        {"her_words": word} if field.__class__.__name__ == "EncryptedJSON" else word
                    )
                # Twice, so that the word is among what a row was, too.
                for _ in range(2):
                    model._default_manager.filter(pk=row.pk).update(**sealed(model, row.pk, facts))
                    for name, value in facts.items():
                        setattr(row, name, value)
                    row.save(force_update=True)
    assert len(canaries) == sum(len(sealed_fields(model)) for model in models) >= 14
    assert world.parts
    dump = everything()
    assert "Marta" in dump
    assert [place for place, word in canaries.items() if word in dump] == []
    for (table, name), word in canaries.items():
        assert any(word in str(value) for (value,) in as_written(table, name)), (table, name)


def test_the_folder_of_files_holds_no_word_of_any_of_them(committed_cast: Cast) -> None:
    make_world(committed_cast)
    words = f"canary{uuid.uuid4().hex}".encode()
    with acting_as(committed_cast.amal.pk):
        kept = [
            a_paper(committed_cast, "A letter", part, words)
            for part in (Compartment.NOTES, Compartment.IMMIGRATION)
        ]
    there = {path.name: path.read_bytes() for path in settings_of.FILES.iterdir()}
    assert {str(one.pk) for one in kept} <= set(there)
    assert [
        name for name, content in there.items() if words in content or b"canary" in content
    ] == []
    assert [name for name in there if not re.fullmatch(r"\.?[0-9a-f-]{36}.*", name)] == []
    assert all(shelf.get(one.pk) == words for one in kept)


def test_no_page_leaves_a_word_in_the_clear(committed_cast: Cast) -> None:
    make_world(committed_cast)
    dump = everything()
    for words in ("4 Lantern Yard", "I bake.", "A door I can lock", "My own door", "half"):
        assert f"{words}" not in dump
    with acting_as(committed_cast.amal.pk):
        assert Whereabouts.objects.get().address == "4 Lantern Yard"
        assert "A door I can lock" in {goal.words for goal in Goal.objects.all()}
