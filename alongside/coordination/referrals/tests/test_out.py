"""A woman on record referred to somebody else: what goes with her yes, what never does, asking again."""

import datetime

import pytest
from django.utils import timezone

from alongside.coordination.referrals import actions, queries
from alongside.coordination.referrals.models import Carried, OutStep, Referral, ReferralOut
from alongside.coordination.referrals.queries.out import Out, delays
from alongside.core.people.models import Client
from alongside.core.sharing.actions import away
from alongside.core.sharing.models import DisclosedPart, Disclosure
from alongside.core.story import actions as story
from alongside.core.story.models import Topic
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from tests.shared.asking import fill
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.sharing import wish


def day(ago: int = 0) -> dict[str, str]:
    on = timezone.localdate() - datetime.timedelta(days=ago)
    return {"yes_on_0": str(on.day), "yes_on_1": str(on.month), "yes_on_2": str(on.year)}


def tell(cast: Cast, subject: str, words: str) -> Topic:
    with acting_as(cast.amal.pk):
        story.tell(
            client_id=cast.marta, subject=subject, facts={"state": "told", "her_words": words},
            by=actor(cast.amal),
        )  # fmt: skip
        topic = Topic.objects.get(client_id=cast.marta, subject=subject)
        story.let_travel(
            topic=topic, on=timezone.localdate(), membership_id=cast.amal.pk, by=actor(cast.amal)
        )
        return topic


def new(cast: Cast) -> str:
    return f"/women/{cast.marta}/referred/new/"


def refer_on(cast: Cast, to: Agency, due: int | None = None) -> ReferralOut:
    today = timezone.localdate()
    facts = {
        "service": None, "agency": to, "whom_words": "", "what_for": "A dentist", "yes_on": today,
        "yes_words": "",
    }  # fmt: skip
    with acting_as(cast.amal.pk):
        return actions.refer_out(
            key=new_key(), client=Client.objects.get(pk=cast.marta), facts=facts, travels=[], answers={},
            made_by=cast.amal, by=actor(cast.amal),
            due_on=None if due is None else today + datetime.timedelta(days=due),
        )  # fmt: skip


# --- sending ------------------------------------------------------------------------------------------


def test_a_service_here_gets_a_new_referral_with_what_she_ticked_and_nothing_else(
    cast: Cast,
) -> None:
    bakes = tell(cast, "strengths", "I bake.")
    tell(cast, "health", "My back.")
    answers = {
        "service": str(cast.advocates.pk), "what_for": "Somebody who speaks Polish",
        "travels": [str(bakes.pk)],
        **day(), "yes_words": "Yes, that.", "way": "07700 900123", "how": "text", "when": ["any"],
    }  # fmt: skip
    browser = sign_in(cast.amal)
    answer = fill(browser, new(cast), **answers)
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(cast.amal.pk):
        out = ReferralOut.objects.get()
        went = {one.compartment: one.words for one in DisclosedPart.objects.all()}
        passed = Disclosure.objects.get()
        assert passed.told_on is not None
    assert out.arrived_here
    assert set(went) == {Compartment.STORY}
    assert "I bake." in went[Compartment.STORY]
    with acting_as(cast.cleo.pk):
        referral = Referral.objects.get()
        assert referral.client_id != cast.marta
        [carried] = Carried.objects.all()
        assert (carried.her_words, carried.agency) == ("I bake.", cast.harbour)
    page = sign_in(cast.cleo).get(f"/referrals/{referral.pk}/").content.decode()
    assert "She has told this already" in page
    assert "My back." not in page
    assert "Marta" in page


def test_pressed_three_times_it_goes_once(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    key = str(new_key())
    sent = {"key": key, "whom_words": "the college", "what_for": "Bread", **day()}
    for _ in range(3):
        assert browser.post(new(cast), sent).status_code == 302
    with acting_as(cast.amal.pk):
        assert ReferralOut.objects.count() == Disclosure.objects.count() == 1


@pytest.mark.parametrize(
    "without", ["what_for", "whom_words", "yes_on"]
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_goes(cast: Cast, without: str) -> None:
    answers = {"whom_words": "the college", "what_for": "Bread", **day()}
    answers = {name: words for name, words in answers.items() if not name.startswith(without)}
    answer = fill(sign_in(cast.amal), new(cast), **answers)
    assert answer.status_code == 422
    with acting_as(cast.amal.pk):
        assert not ReferralOut.objects.exists()


def test_whom_she_keeps_away_gets_nothing(cast: Cast) -> None:
    shore = Agency.objects.create(name="Shore Housing")
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(),
            client_id=cast.marta,
            agency=shore,
            made_by=cast.amal,
            by=actor(cast.amal),
        )
    answer = fill(sign_in(cast.amal), new(cast), agency=str(shore.pk), what_for="A flat", **day())
    assert answer.status_code == 422
    assert "She keeps somebody away who works at Shore Housing" in answer.content.decode()
    with acting_as(cast.amal.pk):
        assert not ReferralOut.objects.exists()
        assert not Disclosure.objects.exists()


def test_her_never_holds_until_she_changes_it(cast: Cast) -> None:
    wish(cast, "never", parts=int(Compartment.STORY))
    answer = fill(
        sign_in(cast.amal), new(cast), whom_words="the college", what_for="Bread", **day()
    )
    assert answer.status_code == 422
    assert "A wish of hers says never to this." in answer.content.decode()


def test_nothing_locked_and_nothing_about_where_she_is_may_travel(cast: Cast) -> None:
    tell(cast, "strengths", "I bake.")
    with acting_as(cast.amal.pk):
        assert [one.title for one in queries.may_travel(cast.marta)] == ["What she is good at"]
    for hat in (cast.cleo, cast.nadia):
        with acting_as(hat.pk):
            assert queries.may_travel(cast.marta) == []


def test_a_key_of_another_woman_s_story_carries_nothing(cast: Cast) -> None:
    answers = {"whom_words": "x", "what_for": "y", "travels": [str(new_key())], **day()}
    browser = sign_in(cast.amal)
    tell(cast, "strengths", "I bake.")
    assert fill(browser, new(cast), **answers).status_code == 422


# --- following it up ------------------------------------------------------------------------------------


def test_a_promise_whose_day_has_passed_stands_on_her_worker_s_day(cast: Cast) -> None:
    out = refer_on(cast, cast.practice, due=3)
    later = timezone.now() + datetime.timedelta(days=5)
    with acting_as(cast.amal.pk):
        assert queries.chases_due(cast.amal, timezone.now()) == []
        [due] = queries.chases_due(cast.amal, later)
        assert due.out.pk == out.pk
    for hat in (cast.nadia, cast.cleo, cast.bea):
        with acting_as(hat.pk):
            assert queries.chases_due(hat, later) == []


def test_each_asking_is_kept_and_an_answer_ends_the_waiting(cast: Cast) -> None:
    out = refer_on(cast, cast.practice, due=-1)
    browser = sign_in(cast.amal)
    assert "Ask again" in browser.get("/").content.decode()
    page = f"/women/{cast.marta}/referred/{out.pk}/"
    assert fill(browser, page, kind="chase", words="Left word.").status_code == 302
    assert fill(browser, page, kind="answer").status_code == 422
    assert fill(browser, page, kind="answer", answer="yes", who="Petra").status_code == 302
    with acting_as(cast.amal.pk):
        kinds = list(OutStep.objects.order_by("made_at").values_list("kind", flat=True))
        assert kinds == ["promise", "chase", "answer"]
        assert queries.chases_due(cast.amal, timezone.now()) == []
        [one] = queries.outs_of(cast.marta)
        assert one.days == 0
        [delay] = delays([one])
        assert (delay.agency, delay.asked, delay.days, delay.waiting) == (cast.practice, 1, [0], 0)
    assert "Ask again" not in browser.get("/").content.decode()


def test_the_newest_day_they_named_counts(cast: Cast) -> None:
    out = refer_on(cast, cast.practice, due=-4)
    with acting_as(cast.amal.pk):
        actions.note_step(
            key=new_key(), out=out, membership=cast.amal, by=actor(cast.amal),
            facts={"kind": "promise", "on": timezone.localdate(), "who": "", "words": "", "answer": "",
                   "due_on": timezone.localdate() + datetime.timedelta(days=9)},
        )  # fmt: skip
        assert queries.chases_due(cast.amal, timezone.now()) == []
        [one] = queries.outs_of(cast.marta)
    assert isinstance(one, Out)
    assert not one.late


def test_the_letter_holds_what_went_and_no_more(cast: Cast) -> None:
    out = refer_on(cast, cast.practice)
    answer = sign_in(cast.amal).get(f"/women/{cast.marta}/referred/{out.pk}/letter/")
    assert answer.content.startswith(b"%PDF")
    assert "letter.pdf" in answer["Content-Disposition"]


def test_a_manager_reads_it_and_a_stranger_finds_nothing(cast: Cast) -> None:
    out = refer_on(cast, cast.practice)
    page = f"/women/{cast.marta}/referred/{out.pk}/"
    assert "A dentist" in sign_in(cast.bea).get(page).content.decode()
    for hat in (cast.cleo, cast.nadia):
        assert sign_in(hat).get(page).status_code == 404
