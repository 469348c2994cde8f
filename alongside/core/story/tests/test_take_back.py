"""What one added just now is taken back; the words before it stand again."""

import datetime
import re
import uuid

from django.urls import reverse
from django.utils import timezone

from alongside.core.story.models import Entry, Topic
from alongside.core.story.tests.telling import entries, standing, told
from alongside.foundation.access.context import acting_as
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown


def address(cast: Cast, key: uuid.UUID) -> str:
    return reverse("story:take_back", args=[cast.marta, key])


def test_taken_back_the_words_before_stand_again(cast: Cast) -> None:
    told(cast, cast.amal, her_words="I bake.", worker_words="For a living.")
    browser = sign_in(cast.amal)
    answer = told(cast, cast.amal, her_words="I draw.")
    page = sign_in(cast.amal).get(answer["Location"]).content.decode()
    last = entries(cast)[-1]
    assert browser.post(address(cast, last.pk)).status_code == 302
    topic = standing(cast)
    assert (topic.her_words, topic.worker_words, topic.state) == (
        "I bake.",
        "For a living.",
        "told",
    )
    assert len(entries(cast, ended_at=None)) == 1
    assert re.search("I draw", page)


def test_with_nothing_left_it_is_not_asked_yet(cast: Cast) -> None:
    told(cast, cast.amal, her_words="I bake.")
    sign_in(cast.amal).post(address(cast, entries(cast)[0].pk))
    topic = standing(cast)
    assert (topic.her_words, topic.state, topic.heard_by_id) == ("", Topic.State.NOT_ASKED, None)


def test_another_can_not_and_after_ten_minutes_nobody_can(cast: Cast) -> None:
    told(cast, cast.amal, her_words="I bake.")
    key = entries(cast)[0].pk
    answer = sign_in(cast.bea).post(address(cast, key))
    assert answer.status_code == 409
    assert "Only the person who saved this" in words_shown(answer.content.decode())
    with acting_as(cast.amal.pk):
        long_ago = timezone.now() - datetime.timedelta(minutes=11)
        Entry.objects.filter(pk=key).update(made_at=long_ago)
    assert sign_in(cast.amal).post(address(cast, key)).status_code == 409
    assert standing(cast).her_words == "I bake."


def test_a_stranger_finds_nothing_and_a_volunteer_may_not(cast: Cast) -> None:
    told(cast, cast.amal, her_words="I bake.")
    key = entries(cast)[0].pk
    assert sign_in(cast.cleo).post(address(cast, key)).status_code == 404
    assert sign_in(cast.amal).post(address(cast, uuid.uuid4())).status_code == 404
    assert sign_in(cast.vera).post(address(cast, key)).status_code == 403
    assert sign_in(cast.amal).get(address(cast, key)).status_code == 405
