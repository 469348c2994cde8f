"""One woman's page."""

import uuid

from django.utils import timezone

from alongside.coordination.referrals.models import Referral
from alongside.core.people import actions as people
from alongside.core.people.models import Episode
from alongside.core.story import actions as story
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import as_admin


def page(hat: Membership, client_id: uuid.UUID) -> str:
    answer = sign_in(hat).get(f"/women/{client_id}/")
    assert answer.status_code == 200
    return answer.content.decode()


def tell(cast: Cast, subject: str, words: str, state: str = "told") -> None:
    with acting_as(cast.amal.pk):
        story.tell(
            client_id=cast.marta, subject=subject,
            facts={"state": state, "her_words": words, "told_on": timezone.localdate()},
            by=actor(cast.amal),
        )  # fmt: skip


def test_safe_contact_comes_before_everything_and_strengths_before_needs(cast: Cast) -> None:
    tell(cast, "strengths", "I bake")
    tell(cast, "money", "I owe the catalogue")
    said = page(cast.amal, cast.marta)
    order = [
        said.index(words) for words in ("No safe way to contact", "I bake", "I owe the catalogue")
    ]
    assert order == sorted(order)


def test_what_she_has_told_is_said_as_a_sentence_and_what_not_to_ask_again(cast: Cast) -> None:
    tell(cast, "money", "I owe the catalogue")
    tell(cast, "home", "He had the keys", state="dont_ask")
    said = page(cast.amal, cast.marta)
    assert "she has told this" in said
    assert "told, don’t ask again" in said
    assert "told once" not in said


def test_where_she_is_stands_nowhere_in_the_page(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        people.set_whereabouts(
            client_id=cast.marta, address="4 Lantern Yard, ZZ99 3VZ", since=None,
            membership_id=cast.amal.pk, by=actor(cast.amal),
        )  # fmt: skip
    said = page(cast.amal, cast.marta)
    assert "Lantern" not in said
    assert "ZZ99" not in said
    assert "Show, and say why" in said


def test_the_manager_is_told_what_is_not_shared_with_her(cast: Cast) -> None:
    said = page(cast.bea, cast.marta)
    assert "Not shared with you: where she is." in said
    assert "Write a note" not in said


def test_a_number_of_hers_is_not_on_the_page(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts={}, version=1, by=actor(cast.amal),
            ways=[{"kind": "call", "value": "+447700900123", "hours": [], "words": "", "never": True}],
        )  # fmt: skip
    assert "900123" not in page(cast.amal, cast.marta)


def test_what_was_asked_at_the_start_and_that_a_place_is_known_are_written_down_where_they_show(
    committed_cast: Cast,
) -> None:
    cast = committed_cast
    with acting_as(cast.amal.pk):
        people.set_whereabouts(
            client_id=cast.marta, address="4 Lantern Yard", since=None, membership_id=cast.amal.pk,
            by=actor(cast.amal),
        )  # fmt: skip
        Referral(
            client_id=cast.marta, episode=Episode.objects.get(client_id=cast.marta),
            source="herself", wants="a quiet room", received_at=timezone.now(),
        ).save(force_insert=True)  # fmt: skip
    assert "a quiet room" not in page(cast.amal, cast.marta)
    page(cast.bea, cast.marta)
    rows = as_admin("select compartments from audit_entry where what = 'home.her' order by at")
    both = Compartment.BASICS | Compartment.SAFETY | Compartment.SHARING
    assert rows == [(both | Compartment.LOCATION,), (both,)]
    start = sign_in(cast.amal).get(f"/women/{cast.marta}/referred/").content.decode()
    assert "a quiet room" in start
    [(shown,)] = as_admin("select compartments from audit_entry where what = 'referrals.outs'")
    assert shown & Compartment.STORY


def test_a_stranger_and_nobody_get_the_same_answer(cast: Cast) -> None:
    browser = sign_in(cast.cleo)
    hidden = browser.get(f"/women/{cast.marta}/")
    absent = browser.get(f"/women/{uuid.uuid4()}/")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content
    assert dict(hidden.headers) == dict(absent.headers)
