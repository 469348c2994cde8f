"""women/<uuid>/contact/right/: she says it is still right."""

from django.urls import reverse
from django.utils import timezone

from alongside.core.people.models import SafeContact
from alongside.foundation.access.context import acting_as
from tests.shared.cast import Cast, sign_in


def test_who_asked_her_and_when_stand_on_the_card(cast: Cast) -> None:
    answer = sign_in(cast.amal).post(reverse("people:contact_right", args=[cast.marta]))
    assert answer.status_code == 302
    with acting_as(cast.amal.pk):
        card = SafeContact.objects.get()
        assert (card.checked_on, card.checked_by_id) == (timezone.localdate(), cast.amal.pk)


def test_reading_its_address_does_nothing(cast: Cast) -> None:
    url = reverse("people:contact_right", args=[cast.marta])
    assert sign_in(cast.amal).get(url).status_code == 405
    assert sign_in(cast.cleo).post(url).status_code == 404
    assert sign_in(cast.ada).post(url).status_code == 403
