"""She takes a wish back."""

from django.urls import reverse

from alongside.core.sharing.models import Wish
from alongside.foundation.access.context import acting_as
from tests.shared.cast import Cast, sign_in
from tests.shared.sharing import page_of, wish


def test_it_ends_and_stays_among_what_was_before(cast: Cast) -> None:
    one = wish(cast, "never", about="words", whom_words="the neighbours")
    url = reverse("sharing:wish_end", args=[cast.marta, one.pk])
    assert "the neighbours" in page_of(cast.amal, url)
    assert sign_in(cast.amal).post(url).status_code == 302
    with acting_as(cast.amal.pk):
        assert not Wish.objects.standing().exists()
    assert sign_in(cast.amal).post(url).status_code == 409
    who_sees = page_of(cast.amal, reverse("sharing:who_sees", args=[cast.marta]))
    assert "She wished until" in who_sees
    assert "the neighbours" not in page_of(cast.amal, f"/women/{cast.marta}/")
