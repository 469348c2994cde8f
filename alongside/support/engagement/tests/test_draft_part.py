"""An unfinished note, for which another part of her record is chosen."""

import uuid

from django.urls import reverse

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from alongside.support.engagement import actions
from alongside.support.engagement.models import Draft
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import forms_of
from tests.shared.moving import move


def draft(cast: Cast) -> Draft:
    with acting_as(cast.amal.pk):
        key = uuid.uuid4()
        actions.keep_draft(
            key=key, client_id=cast.marta, fields={"worker_words": "half"}, by=actor(cast.amal)
        )
        return Draft.objects.get(pk=key)


def test_the_note_goes_there_once_it_is_saved(cast: Cast) -> None:
    one, browser = draft(cast), sign_in(cast.amal)
    page = reverse("engagement:draft_part", args=[cast.marta, one.pk])
    answer = move(browser, page, C.IMMIGRATION)
    assert answer.status_code == 302
    form = forms_of(browser.get(answer["Location"]).content.decode())
    sent = next(f for f in form if "worker_words" in f.fields).as_sent()
    assert (sent["worker_words"], sent["compartment"]) == (["half"], [str(C.IMMIGRATION.value)])


def test_it_is_only_its_writers(cast: Cast) -> None:
    one = draft(cast)
    page = reverse("engagement:draft_part", args=[cast.marta, one.pk])
    assert sign_in(cast.bea).get(page).status_code == 404


def test_one_that_cannot_be_read_stays_as_it_is(cast: Cast) -> None:
    one = draft(cast)
    with acting_as(cast.amal.pk):
        Draft.objects.filter(pk=one.pk).update(
            fields=Draft._meta.get_field("fields").seal({}, uuid.uuid4())
        )
    page = reverse("engagement:draft_part", args=[cast.marta, one.pk])
    answer = move(sign_in(cast.amal), page, C.HEALTH)
    assert answer.status_code == 409
    assert "stays as it is" in answer.content.decode()
