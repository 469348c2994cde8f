"""/referrals/<uuid>/"""

import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.coordination.referrals.models import Referral
from alongside.foundation.access.context import acting_as
from alongside.foundation.directory.models import Agency
from tests.shared.asking import NO_RING, refer, send, start_of
from tests.shared.cast import Cast, sign_in


def url(referral: Referral | uuid.UUID) -> str:
    key = referral if isinstance(referral, uuid.UUID) else referral.pk
    return reverse("referrals:referral", args=[key])


def test_it_shows_all_that_was_asked_safe_contact_first(cast: Cast) -> None:
    send(
        Browser(), start_of(cast.navigators), reach=NO_RING,
        more={
            "name": "Surpreet", "wants": "To run with others", "wishes_worker": "Nadia",
            "languages": "Punjabi", "good_to_know": "Saturdays are best",
        },
    )  # fmt: skip
    with acting_as(cast.nadia.pk):
        found = Referral.objects.get()
    page = sign_in(cast.nadia).get(url(found)).content.decode()
    assert page.index("Safe to contact: now, by phone") < page.index("To run with others")
    for words in (
        "Surpreet",
        "Punjabi",
        "Saturdays are best",
        "Source not confirmed",
        "Came today",
    ):
        assert words in page
    assert "We would propose Nadia: she asked for this worker." in page
    assert "Nothing goes back to whoever wrote." in page
    assert "900123" not in page


def test_it_says_why_a_sender_hears_nothing(cast: Cast) -> None:
    browser = sign_in(cast.nadia)
    silent = refer(cast.navigators, by=cast.cleo)
    assert "She did not agree that Hearth may hear" in browser.get(url(silent)).content.decode()
    unsure = refer(cast.navigators, by=cast.cleo, who={"allowed": True})
    assert (
        "nobody has rung the published number of Hearth"
        in browser.get(url(unsure)).content.decode()
    )
    Agency.objects.filter(pk=cast.hearth.pk).update(confirmed_at=timezone.now())
    assert "There is nothing to say yet" in browser.get(url(unsure)).content.decode()


@pytest.mark.parametrize("who", ["cleo", "amal"])
def test_a_stranger_gets_the_same_404_as_for_one_that_never_was(cast: Cast, who: str) -> None:
    found = refer(cast.navigators, by=cast.petra)
    browser = sign_in(getattr(cast, who))
    theirs, never = browser.get(url(found)), browser.get(url(uuid.uuid4()))
    assert theirs.status_code == never.status_code == 404
    assert theirs.content == never.content


def test_the_sender_cannot_open_what_she_sent(cast: Cast) -> None:
    found = refer(cast.navigators, by=cast.cleo)
    assert sign_in(cast.cleo).get(url(found)).status_code == 404


def test_other_roles_may_not_open_it(cast: Cast) -> None:
    found = refer(cast.navigators, by=cast.petra)
    for who in (cast.vera, cast.ada, cast.conny, cast.petra):
        assert sign_in(who).get(url(found)).status_code == 403
