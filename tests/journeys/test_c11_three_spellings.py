"""C11: one woman comes from three agencies, under three spellings, with a wrong birth date and with none."""

import datetime
import uuid

from django.test import Client as Browser
from django.urls import reverse

from alongside.coordination.referrals.models import Referral
from alongside.core.people import actions as people
from alongside.core.people.models import Client
from alongside.core.sharing.actions.matching import compare_waiting
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from tests.shared.asking import fill, refer
from tests.shared.cast import Cast, actor, lead_for, make_client, make_hat, make_worker, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import words_shown
from tests.shared.pairs import make_wren

FIRST, SECOND, THIRD = "Siobhán O'Neill-Khan", "Shivaun Oneil", "S. Khan"


def shown(browser: Browser, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200, url
    return words_shown(answer.content.decode())


def known(cast: Cast) -> uuid.UUID:
    """Siobhán is with the Navigators, with her whole name and the day she was born."""
    key = make_client("Siobhán", lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(key, lead=cast.amal, manager=cast.bea)
    born(cast.amal, key, datetime.date(1988, 6, 2), full_name=FIRST)
    return key


def born(hat: Membership, key: uuid.UUID, day: datetime.date, **facts: str) -> None:
    with acting_as(hat.pk):
        version = Client.objects.get(pk=key).version
        people.set_basics(
            client_id=key, facts={"born_on": day, **facts}, version=version, by=actor(hat)
        )


def arrives(cast: Cast, name: str, *, by: Membership, day: datetime.date | None = None) -> Referral:
    sent = refer(cast.navigators, by=by, more={"name": name})
    with acting_as(cast.bea.pk):
        found = Referral.objects.get(pk=sent.pk)
    if day:
        born(cast.bea, found.client_id, day)
    compare_waiting()
    return found


def test_only_who_sees_both_is_told_and_all_sources_stay(committed_cast: Cast) -> None:
    cast = committed_cast
    wren = make_wren(cast)
    rana = make_hat(make_worker("Rana"), cast.cleo.agency, Role.PARTNER)
    hers = known(cast)
    second = arrives(cast, SECOND, by=cast.petra, day=datetime.date(1988, 2, 6))
    third = arrives(cast, THIRD, by=rana)
    bea, nadia = sign_in(cast.bea), sign_in(cast.nadia)

    # Who takes new referrals sees the two new ones and not Siobhán: of her nothing is said.
    told = shown(nadia, reverse("referrals:referral", args=[second.pk]))
    assert "Siobhán" not in told
    # The manager sees all three.
    told = shown(bea, reverse("referrals:referral", args=[second.pk]))
    assert "Perhaps the same woman: Siobhán." in told
    # The one elsewhere who sees none of them is told nothing; the matching person is asked meanwhile.
    assert sign_in(cast.cleo).get(reverse("sharing:one_woman", args=[hers])).status_code == 404
    asked = shown(sign_in(wren), reverse("away:pairs"))
    assert SECOND in asked

    # Laid side by side: which is which, and no number whole.
    at = reverse("sharing:of_two", args=[second.client_id, hers])
    both = shown(bea, at)
    assert all(said in both for said in (FIRST, "2 June 1988", "6 February 1988"))
    answer = fill(bea, at, answer="other")
    assert answer["Location"] == reverse("home:her", args=[hers])
    fill(bea, reverse("sharing:of_two", args=[third.client_id, hers]), answer="other")
    # Answered by somebody who knows both, so the matching person need not.
    assert SECOND not in shown(sign_in(wren), reverse("away:pairs"))

    # Each referral is answered in one press; who sent it, when and what was said stays on it.
    for referral in (second, third):
        url = reverse("referrals:referral", args=[referral.pk])
        assert "she is with Harbour Navigators already" in shown(bea, url)
        assert bea.post(reverse("referrals:with_us", args=[referral.pk])).status_code == 302
        assert "She is with us already" in shown(bea, url)
    page = shown(bea, reverse("home:her", args=[hers]))
    assert f"She came to us as {SECOND} too." in page
    assert f"She came to us as {THIRD} too." in page
    [(kept,)] = as_admin("select count(*) from referrals_referral")
    assert kept == 2
    found = shown(bea, reverse("home:women"))
    assert SECOND not in found

    # Her lead worker sees what she saw before, and so does everybody else.
    lead = shown(sign_in(cast.amal), reverse("home:her", args=[hers]))
    assert SECOND not in lead
    assert sign_in(cast.amal).get(reverse("home:her", args=[second.client_id])).status_code == 404

    # The last one was her cousin: taken back, it waits for its answer as it did before.
    fill(bea, reverse("sharing:of_two", args=[hers, third.client_id]), answer="two")
    assert f"She came to us as {THIRD} too." not in shown(bea, reverse("home:her", args=[hers]))
    assert THIRD in shown(nadia, reverse("referrals:new"))
    assert f"She came to us as {SECOND} too." in shown(bea, reverse("home:her", args=[hers]))
