"""What she told about one subject, moved to another part of her record; and the subjects that are locked."""

import uuid

from django.urls import reverse

from alongside.core.story import queries
from alongside.core.story.models import Topic
from alongside.core.story.tests.telling import sent, told
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown
from tests.shared.moving import move, parts_of, parts_of_history


def tell(cast: Cast, hat: Membership, subject: str, words: str) -> int:
    status: int = told(cast, hat, subject, her_words=words).status_code
    return status


def topic(cast: Cast, **about: object) -> Topic:
    with acting_as(cast.amal.pk):
        return Topic.objects.get(client_id=cast.marta, **about)


def page_of(cast: Cast, key: uuid.UUID) -> str:
    return reverse("story:topic_part", args=[cast.marta, key])


def test_moved_it_is_gone_from_those_who_see_only_its_old_part(cast: Cast) -> None:
    tell(cast, cast.amal, "home", "zqhomeofficeqz")
    key = topic(cast).pk
    her = reverse("home:her", args=[cast.marta])
    assert "zqhomeofficeqz" in sign_in(cast.bea).get(her).content.decode()
    assert move(sign_in(cast.amal), page_of(cast, key), C.IMMIGRATION).status_code == 302
    assert "zqhomeofficeqz" not in sign_in(cast.bea).get(her).content.decode()
    assert "zqhomeofficeqz" in sign_in(cast.amal).get(her).content.decode()
    assert parts_of_history(cast.bea, key) == set()


def test_whoever_does_not_see_it_may_still_write_about_it(cast: Cast) -> None:
    tell(cast, cast.amal, "home", "the first")
    key = topic(cast).pk
    move(sign_in(cast.amal), page_of(cast, key), C.IMMIGRATION)
    assert tell(cast, cast.bea, "home", "the second") == 302
    assert parts_of(cast.bea, Topic) == {C.STORY}
    assert parts_of(cast.amal, Topic) == {C.STORY, C.IMMIGRATION}
    # Both stand on the page of whoever sees both, and each leads to where it is written.
    with acting_as(cast.amal.pk):
        panel = queries.story_panel(cast.marta, rights(cast.marta))
    assert [one.moved for one in panel.known] == ["Immigration", ""] or [
        one.moved for one in panel.known
    ] == ["", "Immigration"]
    assert len({one.url for one in panel.known}) == 2
    # Moved back, they would stand over one another.
    answer = sign_in(cast.amal).post(page_of(cast, key), {"to": str(C.STORY.value)})
    assert answer.status_code == 409
    assert "already" in words_shown(answer.content.decode())


def test_moved_it_is_changed_where_it_is(cast: Cast) -> None:
    tell(cast, cast.amal, "home", "the first")
    one = topic(cast)
    move(sign_in(cast.amal), page_of(cast, one.pk), C.HEALTH)
    url = reverse("story:told", args=[cast.marta, one.pk])
    answer = sent(sign_in(cast.amal), url, state="told", her_words="the second")
    assert answer.status_code == 302
    assert (topic(cast).her_words, topic(cast).compartment) == ("the second", C.HEALTH)


def test_a_locked_subject_lands_in_its_locked_part(cast: Cast) -> None:
    her = reverse("home:her", args=[cast.marta])
    for hat in (cast.amal, cast.bea):
        assert "sex working" in sign_in(hat).get(her).content.decode()
    assert tell(cast, cast.amal, "sex_working", "zqnightsqz") == 302
    assert topic(cast).compartment == C.SEX_WORKING
    with acting_as(cast.amal.pk):
        assert rights(cast.marta).may_write(C.SEX_WORKING)
    # To others her page says just what it said before.
    said = sign_in(cast.bea).get(her).content.decode()
    assert "sex working" in said
    assert "zqnightsqz" not in said


def test_a_locked_subject_that_others_hold_keeps_what_was_typed(cast: Cast) -> None:
    tell(cast, cast.amal, "harm", "zqhisnameqz")
    url = reverse("story:topic", args=[cast.marta, "harm"])
    assert "zqhisnameqz" not in sign_in(cast.bea).get(url).content.decode()
    answer = told(cast, cast.bea, "harm", her_words="I heard of him")
    assert answer.status_code == 422
    said = words_shown(answer.content.decode())
    assert "only to workers she named" in said
    assert "I heard of him" in said
