"""With whom she wants to share."""

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.directory.models import Agency
from tests.shared.cast import Cast
from tests.shared.sharing import make_leila, page_of


def test_agencies_that_are_there_and_sure_can_be_chosen(cast: Cast) -> None:
    leila = make_leila()
    gone = Agency.objects.create(name="Gone", confirmed_at=timezone.now(), closed_at=timezone.now())
    page = page_of(cast.amal, reverse("sharing:share_whom", args=[cast.marta]))
    assert reverse("sharing:share_new", args=[cast.marta, leila.agency_id]) in page
    assert reverse("sharing:share_new", args=[cast.marta, cast.hearth.pk]) not in page
    assert "Nobody has rung them yet" in page
    assert gone.name not in page
