"""She changes a wish."""

from django.urls import reverse
from django.utils import timezone

from alongside.core.sharing.actions import wishes
from alongside.core.sharing.models import Wish
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import day_typed, forms_of
from tests.shared.sharing import page_of, wish


def test_the_new_wish_takes_the_place_of_the_old_one(cast: Cast) -> None:
    old = wish(cast, "never", Compartment.HEALTH, her_words="No.")
    url = reverse("sharing:wish_change", args=[cast.marta, old.pk])
    page = page_of(cast.amal, url)
    assert "Until now: Nothing about health to anyone." in page
    form = next(one for one in forms_of(page) if "answer" in one.fields)
    assert form.fields["parts"].chosen == [str(Compartment.HEALTH.value)]
    sent = {**form.as_sent(), "answer": "ask", "her_words": "Ask me."}
    assert sign_in(cast.amal).post(url, sent).status_code == 302
    with acting_as(cast.amal.pk):
        (now,) = Wish.objects.standing()
        assert (now.answer, now.her_words) == ("ask", "Ask me.")
        assert Wish.objects.count() == 2


def test_of_two_who_change_it_at_once_the_second_reads_why_not_and_keeps_her_words(
    cast: Cast,
) -> None:
    old = wish(cast, "never")
    url = reverse("sharing:wish_change", args=[cast.marta, old.pk])
    typed = {"about": "everybody", "whole": "all", "answer": "ask", "her_words": "Well. Ask."}
    typed |= day_typed("said_on", timezone.localdate())
    assert sign_in(cast.amal).post(url, {**typed, "key": str(new_key())}).status_code == 302
    browser = sign_in(cast.bea)
    answer = browser.post(url, {**typed, "key": str(new_key()), "her_words": "Only the police."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "This wish was changed or taken back meanwhile" in page
    assert "Only the police." in page
    # What stands now is shown, and what was typed can be saved as one more wish.
    assert "Well. Ask." in page
    with acting_as(cast.amal.pk):
        assert Wish.objects.standing().get().answer == "ask"
    form = next(one for one in forms_of(page) if "answer" in one.fields)
    assert form.action == reverse("sharing:wish_new", args=[cast.marta])
    assert browser.post(form.action, form.as_sent()).status_code == 302
    with acting_as(cast.amal.pk):
        assert {one.her_words for one in Wish.objects.standing()} == {
            "Well. Ask.",
            "Only the police.",
        }


def test_a_wish_that_stands_no_more_is_not_shown_as_if_it_did(cast: Cast) -> None:
    old = wish(cast, "never", her_words="No.")
    with acting_as(cast.amal.pk):
        wishes.end_wish(wish=old, ended_by=cast.amal, by=actor(cast.amal))
    page = page_of(cast.amal, reverse("sharing:wish_change", args=[cast.marta, old.pk]))
    assert "Until now" not in page
    assert "changed or taken back meanwhile" in page


def test_another_woman_s_wish_is_not_there(cast: Cast) -> None:
    url = reverse("sharing:wish_change", args=[cast.roza, wish(cast, "never").pk])
    assert sign_in(cast.cleo).get(url).status_code == 404
