"""She takes her agreement back."""

from django.urls import reverse

from alongside.core.sharing.models import Agreement
from alongside.foundation.access.context import acting_as
from tests.shared.cast import Cast, sign_in
from tests.shared.sharing import agree, page_of


def test_it_ends_without_a_reason_and_once(cast: Cast) -> None:
    url = reverse("sharing:agreement_end", args=[cast.marta, agree(cast).pk])
    assert "She need not say why." in page_of(cast.amal, url)
    assert sign_in(cast.amal).post(url).status_code == 302
    with acting_as(cast.amal.pk):
        assert not Agreement.objects.standing().exists()
    assert sign_in(cast.bea).post(url).status_code == 409
    assert "This was ended on" in page_of(cast.bea, url)
    assert sign_in(cast.cleo).post(url).status_code == 404
