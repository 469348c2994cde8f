"""What led to it, one after another in her order; and days to remember."""

import datetime
import uuid

import pytest
from django.urls import reverse

from alongside.core.story.models import Entry, Topic
from alongside.core.story.tests.telling import address, entries, new_form, sent, told
from alongside.foundation.access.compartments import Compartment as C
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import day_typed, words_shown
from tests.shared.moving import move, parts_of
from tests.shared.nasty import SHORT


def causes_url(cast: Cast) -> str:
    return reverse("story:cause_new", args=[cast.marta])


def add(cast: Cast, words: str, **typed: str) -> None:
    answer = sent(sign_in(cast.amal), causes_url(cast), her_words=words, **typed)
    assert answer.status_code == 302, words_shown(answer.content.decode())


def causes(cast: Cast) -> list[str]:
    return [one.her_words for one in entries(cast, kind=Entry.Kind.CAUSE, ended_at=None)]


def act(cast: Cast, name: str, entry: Entry, **typed: str) -> int:
    url = reverse(f"story:{name}", args=[cast.marta, entry.pk])
    return sign_in(cast.amal).post(url, typed).status_code


def test_several_causes_stand_in_her_order_and_none_is_the_main_one(cast: Cast) -> None:
    for words in ("My mother died.", "The rent.", "He found work away."):
        add(cast, words, when_words="that winter")
    last = entries(cast, kind="cause")[-1]
    assert act(cast, "entry_move", last, to="up") == 302
    assert causes(cast) == ["My mother died.", "He found work away.", "The rent."]
    page = words_shown(sign_in(cast.amal).get(address(cast, "home")).content.decode())
    places = [page.index(words) for words in causes(cast)]
    assert places == sorted(places)
    assert "main" not in page.lower().replace("skip to the page", "")
    first = entries(cast, kind="cause")[0]
    assert act(cast, "entry_move", first, to="up") == 302
    assert act(cast, "entry_move", first, to="down") == 302
    assert causes(cast)[0] == "He found work away."


def test_a_cause_goes_where_such_a_thing_belongs_or_where_it_is_put(cast: Cast) -> None:
    add(cast, "He hit me.", cause="home_harm")
    add(cast, "The rent.", cause="money", compartment=str(C.STORY.value))
    # A locked part nobody holds is not begun by itself.
    add(cast, "No papers.", cause="status")
    found = {one.her_words: one.compartment for one in entries(cast, kind="cause")}
    assert found == {"He hit me.": C.SAFETY, "The rent.": C.STORY, "No papers.": C.STORY}
    add(cast, "The Home Office.", cause="status", compartment=str(C.IMMIGRATION.value))
    assert parts_of(cast.bea, Entry) == {C.SAFETY, C.STORY}
    assert parts_of(cast.amal, Entry) == {C.SAFETY, C.STORY, C.IMMIGRATION}


def test_moved_with_its_topic_a_cause_of_another_part_stays(cast: Cast) -> None:
    told(cast, cast.amal, "home", her_words="So much.")
    add(cast, "He hit me.", cause="home_harm")
    add(cast, "The rent.")
    topic = entries(cast)[0].topic_id
    move(sign_in(cast.amal), reverse("story:topic_part", args=[cast.marta, topic]), C.HEALTH)
    found = {one.her_words: one.compartment for one in entries(cast)}
    assert found == {"So much.": C.HEALTH, "The rent.": C.HEALTH, "He hit me.": C.SAFETY}


def test_taken_off_and_put_back(cast: Cast) -> None:
    add(cast, "The rent.")
    (entry,) = entries(cast)
    assert act(cast, "entry_end", entry) == 302
    assert causes(cast) == []
    assert act(cast, "entry_back", entry) == 302
    assert causes(cast) == ["The rent."]


def test_one_form_sent_three_times_is_one_cause_and_changed_it_is_another(cast: Cast) -> None:
    browser, key = sign_in(cast.amal), new_form()
    for words in ("The rent.", "The rent.", "The rent.", "The lease.", "The lease."):
        browser.post(causes_url(cast), {"key": key, "her_words": words})
    assert causes(cast) == ["The rent.", "The lease."]


def test_nothing_at_all_gets_a_sentence(cast: Cast) -> None:
    answer = sent(sign_in(cast.amal), causes_url(cast))
    assert answer.status_code == 422
    assert "Write something" in answer.content.decode()


@pytest.mark.parametrize("what", [one for one in SHORT if "half" not in one])
def test_whatever_is_typed_is_kept_or_answered_with_a_sentence(cast: Cast, what: str) -> None:
    nasty = SHORT[what]
    for url in (causes_url(cast), reverse("story:day_new", args=[cast.marta, "justice"])):
        typed = {
            "key": new_form(), "cause": "", "day": "court", "her_words": nasty, "worker_words": nasty,
            "when_words": nasty, "compartment": "",
        }  # fmt: skip
        assert sign_in(cast.amal).post(url, typed).status_code in (302, 422)
        assert sign_in(cast.amal).post(url, dict.fromkeys(typed, nasty)).status_code in (302, 422)


def test_a_day_to_remember_stands_on_its_subject_until_it_is_over(cast: Cast) -> None:
    url = reverse("story:day_new", args=[cast.marta, "justice"])
    day = datetime.date(2027, 2, 3)
    answer = sent(
        sign_in(cast.amal), url, "day", day="release", worker_words="Meet her at the gate.",
        **day_typed("on_date", day),
    )  # fmt: skip
    assert answer.status_code == 302
    (entry,) = entries(cast)
    assert (entry.kind, entry.day, entry.on_date, entry.compartment) == (
        Entry.Kind.DAY, Entry.Day.RELEASE, day, C.JUSTICE,
    )  # fmt: skip
    page = words_shown(sign_in(cast.amal).get(address(cast, "justice")).content.decode())
    assert "A release" in page
    assert "3 February 2027" in page
    assert act(cast, "entry_end", entry) == 302
    page = words_shown(sign_in(cast.amal).get(address(cast, "justice")).content.decode())
    assert "Meet her at the gate." not in page


def test_a_day_nobody_knows_yet_is_said_in_words_or_asked_for(cast: Cast) -> None:
    url = reverse("story:day_new", args=[cast.marta, "children"])
    answer = sent(sign_in(cast.amal), url, "day", day="child_meeting")
    assert answer.status_code == 422
    assert "say in words when it may be" in answer.content.decode()
    answer = sent(sign_in(cast.amal), url, "day", day="child_meeting", when_words="in spring")
    assert answer.status_code == 302
    for year in ("1890", "2999"):
        typed = {"on_date_0": "1", "on_date_1": "2", "on_date_2": year}
        assert sent(sign_in(cast.amal), url, "day", day="court", **typed).status_code == 422


def test_a_locked_subject_opens_with_its_first_day(cast: Cast) -> None:
    url = reverse("story:day_new", args=[cast.marta, "immigration"])
    sent(sign_in(cast.amal), url, "day", day="papers", when_words="before summer")
    assert parts_of(cast.amal, Entry, Topic) == {C.IMMIGRATION}
    assert parts_of(cast.bea, Entry, Topic) == set()
    answer = sent(sign_in(cast.bea), url, "day", day="papers", when_words="before summer")
    assert answer.status_code == 422
    assert "only to workers she named" in words_shown(answer.content.decode())


@pytest.mark.parametrize("name", ["entry_move", "entry_end", "entry_back"])
def test_a_stranger_finds_nothing_and_a_volunteer_may_not(cast: Cast, name: str) -> None:
    add(cast, "The rent.")
    url = reverse(f"story:{name}", args=[cast.marta, entries(cast)[0].pk])
    assert sign_in(cast.cleo).post(url).status_code == 404
    assert sign_in(cast.vera).post(url).status_code == 403
    assert sign_in(cast.amal).get(url).status_code == 405
    absent = reverse(f"story:{name}", args=[cast.marta, uuid.uuid4()])
    assert sign_in(cast.amal).post(absent).status_code == 404


@pytest.mark.parametrize("who", ["cleo", "nadia"])
def test_the_forms_are_not_there_for_a_stranger(cast: Cast, who: str) -> None:
    for url in (causes_url(cast), reverse("story:day_new", args=[cast.marta, "home"])):
        assert sign_in(getattr(cast, who)).get(url).status_code == 404
        assert sign_in(cast.vera).get(url).status_code == 403
