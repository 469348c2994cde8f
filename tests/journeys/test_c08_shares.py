"""C8, sharing: she leaves the borough tonight, and what she shares moves at her word."""

import datetime

from django.urls import reverse
from django.utils import timezone

from alongside.core.people import actions as people
from alongside.core.people.models import Whereabouts
from alongside.core.sharing.models import Grant
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from tests.shared.cast import Cast, actor, make_hat, make_worker, seen_by, sign_in
from tests.shared.forms import day_typed
from tests.shared.sharing import give, page_of

C = Compartment
OLD, NEW = "4 Lantern Yard", "9 Ferry Steps"


def worker_of(name: str, agency: str) -> Membership:
    place = Agency.objects.create(name=agency, confirmed_at=timezone.now())
    return make_hat(make_worker(name), place, Role.PARTNER)


def lives_at(cast: Cast, address: str) -> None:
    with acting_as(cast.amal.pk):
        people.set_whereabouts(
            client_id=cast.marta, address=address, since=None, membership_id=cast.amal.pk,
            by=actor(cast.amal),
        )  # fmt: skip


def test_the_old_hostel_is_stopped_and_the_new_place_begins_in_one_evening(cast: Cast) -> None:
    hostel, refuge = worker_of("Hal", "Old Hostel"), worker_of("Rhea", "New House")
    lives_at(cast, OLD)
    old = give(cast, hostel, bits(C.ACCOMMODATION, C.NOTES, C.GOALS))
    amal, goals = sign_in(cast.amal), reverse("outcomes:goals", args=[cast.marta])
    assert sign_in(hostel).get(goals).status_code == 200
    # Two clicks and the hostel sees nothing; another form and the new house sees what she wants.
    assert amal.post(reverse("sharing:stop", args=[cast.marta, old.pk])).status_code == 302
    today = timezone.localdate()
    sent = {
        "key": new_key(), "worker": str(refuge.pk), "parts": [C.SAFETY.value, C.GOALS.value],
        "joint": [C.GOALS.value], "purpose": "A room tonight", "basis": "consent",
        **day_typed("agreed_on", today),
        **day_typed("until_day", today + datetime.timedelta(days=90)),
    }  # fmt: skip
    new = reverse("sharing:share_new", args=[cast.marta, refuge.agency_id])
    assert amal.post(new, sent).status_code == 302
    lives_at(cast, NEW)
    assert seen_by(hostel) == set()
    assert sign_in(hostel).get(goals).status_code == 404
    # Her goals are there, and nobody asks her for them again.
    there = sign_in(refuge)
    assert there.get(goals).status_code == 200
    assert there.get(reverse("outcomes:new_goal", args=[cast.marta])).status_code == 200


def test_neither_address_is_anybodys_but_her_lead_worker_s(cast: Cast) -> None:
    hostel, refuge = worker_of("Hal", "Old Hostel"), worker_of("Rhea", "New House")
    for address in (OLD, NEW):
        lives_at(cast, address)
    give(cast, hostel, bits(C.ACCOMMODATION, C.NOTES))
    give(cast, refuge, bits(C.SAFETY, C.GOALS))
    for hat in (hostel, refuge, cast.bea):
        with acting_as(hat.pk):
            assert not Whereabouts.objects.exists()
        for where in ("", "timeline/"):
            said = page_of(hat, f"/women/{cast.marta}/{where}")
            assert OLD not in said
            assert NEW not in said


def test_the_page_says_what_was_and_what_is(cast: Cast) -> None:
    hostel = worker_of("Hal", "Old Hostel")
    old = give(cast, hostel, C.ACCOMMODATION)
    sign_in(cast.bea).post(reverse("sharing:stop", args=[cast.marta, old.pk]))
    said = page_of(cast.amal, reverse("sharing:who_sees", args=[cast.marta]))
    now, before = said.split("What was before")
    assert "Old Hostel" not in now
    assert "Old Hostel (Hal) could see: how to contact her, accommodation." in before
    assert "by Bea." in before
    with acting_as(cast.amal.pk):
        assert Grant.objects.get().ended_by == cast.bea
