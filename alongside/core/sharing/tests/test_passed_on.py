"""The workers' page of what was passed on."""

from django.urls import reverse

from alongside.foundation.access.compartments import Compartment
from tests.shared.cast import Cast, sign_in
from tests.shared.sharing import give, make_leila, page_of, tell, went


def test_what_she_was_not_told_yet_stands_here_and_says_so(cast: Cast) -> None:
    url = reverse("sharing:passed_on", args=[cast.marta])
    assert "Nothing was passed on." in page_of(cast.amal, url)
    one = went(cast, urgent=True)
    said = page_of(cast.bea, url)
    assert "children’s services" in said
    assert "She has not been told yet." in said
    assert "Somebody else looks it over by" in said
    tell(cast, one)
    assert "She has not been told yet." not in page_of(cast.bea, url)


def test_a_partner_is_told_whom_to_ask(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, Compartment.SAFETY)
    went(cast)
    answer = sign_in(leila).get(reverse("sharing:passed_on", args=[cast.marta]))
    assert answer.status_code == 409
    assert "children’s services" not in answer.content.decode()
