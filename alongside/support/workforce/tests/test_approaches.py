"""care/approaches/…: when somebody who harms gets in touch, what to do first, and a log of its own (R19)."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.core.team.models import Welcome
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Post
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Service
from alongside.support.workforce.actions import approaches
from alongside.support.workforce.models import Approach
from alongside.support.workforce.tests.reading import page, press
from alongside.support.workforce.views import approaches as views
from tests.shared.asking import fill
from tests.shared.beside import comes, group, says
from tests.shared.care import approached
from tests.shared.cast import Cast, actor, make_hat, make_worker, sign_in
from tests.shared.forms import words_shown

LIST, NEW = reverse("workforce:approaches"), reverse("workforce:approach_new")
SAID: dict[str, Any] = {
    "how": "came", "words": "He asked at the desk who comes on Tuesdays.", "did": "", "on_date_0": "2",
    "on_date_1": "11", "on_date_2": "2026",
}  # fmt: skip


def kept(cast: Cast) -> list[Approach]:
    with acting_as(cast.amal.pk):
        return list(Approach.objects.all())


def test_it_is_written_once_and_says_what_is_still_to_do(cast: Cast) -> None:
    sent = {**SAID, "key": str(uuid.uuid4()), "steps": ["away", "nothing"]}
    assert {press(cast.amal, NEW, **sent) for _press in range(3)} == {302}
    assert len(kept(cast)) == 1
    told = page(cast.amal, LIST)
    assert "He asked at the desk" in told
    left = told.split("Still to do")[1].split("Amal")[0]
    assert "Tell everybody on shift" in left
    assert "Say nothing of any woman" not in left


def test_a_sentence_added_under_the_same_key_is_not_lost_in_silence(cast: Cast) -> None:
    sent = {**SAID, "key": str(uuid.uuid4())}
    assert press(cast.amal, NEW, **sent) == 302
    more = {**sent, "words": SAID["words"] + " He had a photo."}
    answer = sign_in(cast.amal).post(NEW, more)
    assert answer.status_code == 422
    shown = words_shown(answer.content.decode())
    assert "This form was used before." in shown
    assert "He had a photo." in shown
    assert len(kept(cast)) == 1


def test_changed_twice_by_one_press_it_is_one_change(cast: Cast) -> None:
    address = reverse("workforce:approach", args=[approached(cast)])
    for _press in range(2):
        assert fill(sign_in(cast.amal), address, version="1", did="We rang.").status_code == 302
    with acting_as(cast.amal.pk):
        assert Approach.objects.get().version == 2


def test_nobody_rewrites_or_takes_back_what_another_saw(cast: Cast) -> None:
    key = approached(cast)
    address = reverse("workforce:approach", args=[key])
    bea = sign_in(cast.bea)
    assert "take it back" not in words_shown(bea.get(address).content.decode())
    typed = {**SAID, "version": "1", "words": "Nothing happened.", "steps": ["away"]}
    assert bea.post(address, typed).status_code == 302
    (one,) = kept(cast)
    assert "A man asked" in one.words
    assert one.steps == ["away"]
    assert press(cast.bea, reverse("workforce:approach_back", args=[key])) == 409
    with acting_as(cast.bea.pk), pytest.raises(Refused, match="words of whoever wrote it"):
        approaches.change(
            approach=one, version=2, facts={**facts_of(one), "words": "Nothing."}, membership=cast.bea,
            by=actor(cast.bea),
        )  # fmt: skip


def facts_of(one: Approach) -> dict[str, Any]:
    return {name: getattr(one, name) for name in approaches.FACTS}


def test_where_the_writer_goes_on_to_nobody_reads_what_was_before(cast: Cast) -> None:
    approached(cast)
    other = Service.objects.create(agency=cast.harbour, name="Night desk", neutral_name="Harbour")
    mark = make_hat(make_worker("Mark"), cast.harbour, cast.bea.role, other)
    Post.objects.create(membership=cast.amal, service=other)
    assert "A man asked" not in page(mark, LIST)


def test_what_is_not_done_stands_first(cast: Cast) -> None:
    approached(
        cast, words="An old one.", on_date=timezone.localdate() - datetime.timedelta(days=90)
    )
    approached(cast, words="A new one.", steps=list(Approach.Step.values))
    told = page(cast.amal, LIST)
    assert told.index("An old one.") < told.index("A new one.")


def test_it_stays_known_where_the_writer_worked_when_she_has_left(cast: Cast) -> None:
    approached(cast)
    Post.objects.filter(membership=cast.amal).update(ended_at=timezone.now())
    assert "A man asked" in page(cast.bea, LIST)


def test_a_name_a_volunteer_knows_is_in_no_log(cast: Cast) -> None:
    says(cast)
    comes(cast, group(cast, cast.vera))
    with acting_as(cast.vera.pk):
        called = Welcome.objects.get().name
    answer = sign_in(cast.vera).post(
        NEW, {**SAID, "key": str(uuid.uuid4()), "words": f"He asked for {called}."}
    )
    assert answer.status_code == 422
    assert "is a name you know" in words_shown(answer.content.decode())


def test_who_wrote_it_and_who_runs_the_service_read_it_and_nobody_else(cast: Cast) -> None:
    key = approached(cast)
    for hat, reads in (
        (cast.amal, True), (cast.bea, True), (cast.nadia, False), (cast.vera, False), (cast.cleo, False)
    ):  # fmt: skip
        assert ("A man asked" in page(hat, LIST)) == reads, hat
        one = sign_in(hat).get(reverse("workforce:approach", args=[key]))
        assert one.status_code == (200 if reads else 404), hat
    assert sign_in(cast.ada).get(LIST).status_code == 403


def test_a_volunteer_writes_it_down_too(cast: Cast) -> None:
    assert fill(sign_in(cast.vera), NEW, **SAID).status_code == 302
    assert "He asked at the desk" in page(cast.vera, LIST)
    assert "He asked at the desk" in page(cast.bea, LIST)
    assert "He asked at the desk" not in page(cast.amal, LIST)


def test_a_manager_ticks_what_is_done_since(cast: Cast) -> None:
    address = reverse("workforce:approach", args=[approached(cast)])
    every = [step.value for step in Approach.Step]
    assert fill(sign_in(cast.bea), address, steps=every).status_code == 302
    assert "All of the list is done." in page(cast.amal, LIST)


def test_two_who_change_it_at_once_see_both(cast: Cast) -> None:
    address = reverse("workforce:approach", args=[approached(cast)])
    assert fill(sign_in(cast.amal), address, did="Words of the other tab.").status_code == 302
    answer = sign_in(cast.amal).post(address, {**SAID, "version": "1", "did": "Amal’s words."})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Amal’s words." in shown
    assert "Words of the other tab." in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"words": "He asked for Marta."}, "is a name you know"),
        ({"did": "I gave him 07700 900123."}, "There is a phone number in this."),
        ({"words": ""}, "Write what happened."),
        ({"how": ""}, "Choose how."),
        ({"how": "flew"}, "Choose one from the list."),
        ({"steps": ["dance"]}, "Choose one from the list."),
        ({"on_date_2": "2099"}, ""),
        ({"on_date_0": ""}, ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    cast: Cast, wrong: dict[str, Any], said: str
) -> None:
    answer = fill(sign_in(cast.amal), NEW, **{**SAID, **wrong})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert said in words_shown(shown)
    assert wrong.get("words", SAID["words"]) in shown
    assert kept(cast) == []


def test_a_mistake_is_taken_back_and_nobody_sees_it_any_more(cast: Cast) -> None:
    key = approached(cast)
    back = reverse("workforce:approach_back", args=[key])
    assert press(cast.nadia, back) == 404
    assert press(cast.amal, back) == 302
    assert press(cast.amal, back) == 404
    assert "A man asked" not in page(cast.bea, LIST)


def test_it_stands_in_no_womans_record(cast: Cast) -> None:
    approached(cast)
    assert not any(field.name == "client" for field in Approach._meta.get_fields())
    assert "A man asked" not in page(cast.amal, f"/women/{cast.marta}/")


def test_a_long_list_asks_no_more_often(cast: Cast) -> None:
    many = []
    for more in (1, 5):
        for _one in range(more):
            approached(cast)
        browser = sign_in(cast.amal)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get(LIST).status_code == 200
        many.append(len(asked))
    assert many[0] == many[1]


def test_what_was_written_long_ago_is_on_the_next_page(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PAGE", 1)
    approached(cast, words="He rang in March.", on_date=datetime.date(2026, 3, 2))
    approached(cast, words="He rang in May.", on_date=datetime.date(2026, 5, 4))
    first, second = page(cast.amal, LIST), page(cast.amal, f"{LIST}?page=2")
    assert "in May" in first
    assert "in March" not in first
    assert "Page 1 of 2" in first
    assert "in March" in second
    assert "in May" not in second
    # Whatever is written in the address opens a page there is.
    assert "in March" in page(cast.amal, f"{LIST}?page=99")
    assert "in May" in page(cast.amal, f"{LIST}?page=x")
