"""C8: she leaves the borough tonight, and her support, her team and her goals go with her."""

import datetime
import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.coordination.referrals.models import Referral
from alongside.core.people.models import Episode, Whereabouts
from alongside.core.people.rules import LOOK_REASONS
from alongside.core.team.models import TeamMember
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from alongside.support.outcomes.models import Goal
from tests.shared.asking import fill
from tests.shared.cast import Cast, make_hat, make_worker, seen_by, sign_in
from tests.shared.forms import day_typed, words_shown
from tests.shared.sharing import give
from tests.shared.world import World, make_world

C = Compartment
NEW = "9 Ferry Steps"
# What other systems ask before they let somebody in from another place.
GATES = ("local connection", "chain", "which borough", "postcode")


def worker_of(name: str, agency: str) -> Membership:
    place = Agency.objects.create(name=agency, confirmed_at=timezone.now())
    return make_hat(make_worker(name), place, Role.PARTNER)


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast)


def said_on(browser: Browser, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return " ".join(words_shown(answer.content.decode()).split())


def shares_where_she_is(browser: Browser, client: uuid.UUID, to: Membership) -> None:
    today = timezone.localdate()
    sent = {
        "key": new_key(), "worker": str(to.pk), "parts": [C.LOCATION.value], "basis": "consent",
        "purpose": "Safe in the new place", "wishes_read": "on", **day_typed("agreed_on", today),
        **day_typed("until_day", today + datetime.timedelta(days=30)),
    }  # fmt: skip
    url = reverse("sharing:share_new", args=[client, to.agency_id])
    assert browser.post(url, sent).status_code == 302


def standing(cast: Cast) -> tuple[object, ...]:
    """Everything that a move must not begin anew: times with us, referrals, her team, her goals."""
    with acting_as(cast.amal.pk):
        return (
            list(Episode.objects.filter(client_id=cast.marta).values_list("pk", "state")),
            list(Goal.objects.filter(client_id=cast.marta).values_list("pk", "state", "version")),
            list(Referral.objects.filter(client_id=cast.marta).values_list("pk", flat=True)),
            list(
                TeamMember.objects.filter(client_id=cast.marta, ended_at__isnull=True)
                .order_by("pk").values_list("membership_id", "part")
            ),
        )  # fmt: skip


def test_she_moves_tonight_and_three_named_people_may_look_where(world: World) -> None:
    cast = world.cast
    hostel = worker_of("Hal", "Old Hostel")
    rhea, dara = worker_of("Rhea", "New House"), worker_of("Dara", "Ferry Advocates")
    held = give(cast, hostel, bits(C.ACCOMMODATION, C.GOALS))
    before, amal, her = standing(cast), sign_in(cast.amal, fresh=True), f"/women/{cast.marta}/"

    # The new address, the old hostel, two people of the new borough: one page each.
    written = fill(amal, reverse("people:whereabouts_new", args=[cast.marta]), address=NEW)
    assert written.status_code == 302
    assert amal.post(reverse("sharing:stop", args=[cast.marta, held.pk])).status_code == 302
    for one in (rhea, dara):
        shares_where_she_is(amal, cast.marta, one)

    page = said_on(amal, her)
    assert "Who may look, and nobody else: Amal, New House (Rhea), Ferry Advocates (Dara)" in page
    assert NEW not in page
    # Those three read it, each by saying why; nobody else does, here or at the old hostel.
    look = reverse("people:whereabouts", args=[cast.marta])
    for hat in (cast.amal, rhea, dara):
        theirs = sign_in(hat)
        assert NEW not in said_on(theirs, look), str(hat)
        shown = fill(theirs, look, reason=next(iter(LOOK_REASONS)))
        assert NEW in shown.content.decode(), str(hat)
    assert "is not shared with you" in said_on(sign_in(cast.bea), look)
    assert sign_in(hostel).get(look).status_code == 404
    for hat in (cast.bea, hostel):
        with acting_as(hat.pk):
            assert not Whereabouts.objects.exists(), str(hat)

    # All that was agreed with her stands as it stood, and nothing begins anew.
    assert standing(cast) == before
    assert "A door I can lock" in said_on(amal, f"{her}goals/")


def test_somebody_of_the_new_place_joins_her_team_and_nobody_asks_where_she_belongs(
    world: World,
) -> None:
    cast, her = world.cast, f"/women/{world.cast.marta}/"
    rhea = worker_of("Rhea", "New House")
    amal = sign_in(cast.amal)
    named = fill(
        amal, reverse("home:ally_new", args=[cast.marta]), place=str(rhea.agency_id), role="housing",
        for_her="Her room", name="Rhea", her_say="yes",
    )  # fmt: skip
    assert named.status_code == 302
    team = said_on(amal, f"{her}team/")
    for words in ("Amal , lead worker", "Rhea , New House", "Housing: Her room"):
        assert words in team
    asked = [
        reverse("people:whereabouts_new", args=[cast.marta]),
        reverse("home:ally_new", args=[cast.marta]),
        reverse("sharing:share_new", args=[cast.marta, rhea.agency_id]),
        reverse("referred:out_new", args=[cast.marta]),
        reverse("accommodation:stretch_new", args=[cast.marta]),
    ]
    for url in asked:
        page = said_on(amal, url).lower()
        assert not [one for one in GATES if f"{one}?" in page], url


def test_the_old_hostel_hears_from_a_person_that_she_left_safely_and_sees_nothing(
    world: World,
) -> None:
    cast, her = world.cast, f"/women/{world.cast.marta}/"
    hostel = worker_of("Hal", "Old Hostel")
    held = give(cast, hostel, bits(C.ACCOMMODATION, C.NOTES))
    amal = sign_in(cast.amal)
    fill(amal, reverse("people:whereabouts_new", args=[cast.marta]), address=NEW)
    amal.post(reverse("sharing:stop", args=[cast.marta, held.pk]))
    today = timezone.localdate()
    told = fill(
        amal, reverse("sharing:pass_on", args=[cast.marta]), kind="other", agency=str(hostel.agency_id),
        whom_words="Hal", purpose="So that nobody looks for her", she_says="agreed", basis="consent",
        decided_by=str(cast.amal.pk), **day_typed("decided_on", today),
        **{f"part_{C.BASICS.value}": "She has left safely. Nothing else."},
    )  # fmt: skip
    assert told.status_code == 302
    assert "She has left safely. Nothing else." in said_on(amal, told["Location"])
    assert seen_by(hostel) == set()
    theirs = sign_in(hostel)
    for url in (her, f"{her}timeline/", f"{her}goals/", f"{her}sharing/", f"{her}contact/where/"):
        assert theirs.get(url).status_code == 404, url
    for url in ("/", "/women/"):
        page = said_on(theirs, url)
        assert "Marta" not in page
        assert NEW not in page
