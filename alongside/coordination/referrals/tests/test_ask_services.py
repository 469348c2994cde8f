"""/ask/"""

from django.test import Client as Browser

from alongside.foundation.directory.models import Service
from tests.shared.asking import start_of
from tests.shared.cast import Cast

URL = "/ask/"


def test_with_one_service_open_it_leads_there_at_once(cast: Cast) -> None:
    assert Browser().get(URL)["Location"] == start_of(cast.navigators)


def test_with_several_it_lists_them_by_the_name_that_anybody_may_see(cast: Cast) -> None:
    Service.objects.filter(pk=cast.advocates.pk).update(open_to_public=True, neutral_name="Hearth")
    page = Browser().get(URL).content.decode()
    assert start_of(cast.navigators) in page
    assert start_of(cast.advocates) in page
    assert "Hearth Advocates" not in page


def test_with_none_it_says_so_kindly(cast: Cast) -> None:
    Service.objects.update(open_to_public=False)
    page = Browser().get(URL)
    assert page.status_code == 200
    assert "No place is open" in page.content.decode()
