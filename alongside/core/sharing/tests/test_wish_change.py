"""She changes a wish."""

from django.urls import reverse
from django.utils import timezone

from alongside.core.sharing.models import Wish
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, sign_in
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
    assert "Until now" in page_of(cast.amal, url)


def test_of_two_who_change_it_at_once_the_second_reads_why_not_and_keeps_her_words(
    cast: Cast,
) -> None:
    old = wish(cast, "never")
    url = reverse("sharing:wish_change", args=[cast.marta, old.pk])
    typed = {"about": "everybody", "whole": "all", "answer": "ask", "her_words": "Well. Ask."}
    typed |= day_typed("said_on", timezone.localdate())
    assert sign_in(cast.amal).post(url, {**typed, "key": str(new_key())}).status_code == 302
    answer = sign_in(cast.bea).post(url, {**typed, "key": str(new_key()), "answer": "share"})
    assert answer.status_code == 422
    assert "Somebody changed this wish already." in answer.content.decode()
    assert "Well. Ask." in answer.content.decode()
    with acting_as(cast.amal.pk):
        assert Wish.objects.standing().get().answer == "ask"


def test_another_woman_s_wish_is_not_there(cast: Cast) -> None:
    url = reverse("sharing:wish_change", args=[cast.roza, wish(cast, "never").pk])
    assert sign_in(cast.cleo).get(url).status_code == 404
