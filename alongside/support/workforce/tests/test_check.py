"""What a worker writes for herself: nobody else sees or counts it, and it can be thrown away (R22)."""

import uuid

from django.urls import reverse

from alongside.foundation.access.context import acting_as
from alongside.support.workforce.models import SelfCheck
from alongside.support.workforce.tests.reading import page, press
from tests.shared.asking import fill
from tests.shared.cast import Cast, sign_in

CHECK = reverse("workforce:check")
SECRET = "Three hours, and the stairs again."


def test_only_she_reads_it_and_she_throws_it_away(cast: Cast) -> None:
    assert fill(sign_in(cast.amal), CHECK, sleep=SECRET).status_code == 302
    assert SECRET in page(cast.amal, CHECK)
    for hat in (cast.bea, cast.nadia, cast.amal_at_hearth):
        assert SECRET not in page(hat, CHECK)
        with acting_as(hat.pk):
            assert not SelfCheck.objects.exists()
    with acting_as(cast.amal.pk):
        one = SelfCheck.objects.get()
    throw = reverse("workforce:check_throw", args=[one.pk])
    assert press(cast.bea, throw) == 404
    assert press(cast.amal, throw) == 302
    with acting_as(cast.amal.pk):
        assert not SelfCheck.objects.exists()


def test_pressed_three_times_it_is_kept_once(cast: Cast) -> None:
    sent = {"key": str(uuid.uuid4()), "good": "A swim."}
    assert {press(cast.amal, CHECK, **sent) for _press in range(3)} == {302}
    with acting_as(cast.amal.pk):
        assert SelfCheck.objects.get().answers == {"good": "A swim."}


def test_nothing_written_is_fine_and_hidden_letters_are_not(cast: Cast) -> None:
    answer = fill(sign_in(cast.amal), CHECK, sleep="")
    assert answer.status_code == 422
    assert "that is fine too" in answer.content.decode()
    assert fill(sign_in(cast.amal), CHECK, sleep="a\x00b").status_code == 422
    assert sign_in(cast.ada).get(CHECK).status_code == 403
