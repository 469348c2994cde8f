"""The rows of agencies, services, workers, their hats and posts."""

from allauth.mfa.models import Authenticator

from alongside.foundation.accounts.models import Membership, Post, Worker
from alongside.foundation.directory.models import Agency, Service
from tests.load.shapes import NULL, Sheaf, Table, plain
from tests.load.town import Town
from tests.load.words import FIRST, LAST

AGENCY = Table(Agency, "id", "name", "kind", "phone", "confirmed_at", "in_partnership")
SERVICE = Table(
    Service, "id", "agency_id", "name", "neutral_name", "about", "caseload_from", "caseload_to",
    "open_to_public",
)  # fmt: skip
WORKER = Table(Worker, "id", "password", "email", "name", "joined_at")
HAT = Table(Membership, "id", "worker_id", "agency_id", "role", "started_at")
POST = Table(Post, "id", "membership_id", "service_id", "triage")
FACTOR = Table(Authenticator, "user_id", "type", "data", "created_at")

KINDS = [str(kind.value) for kind in Agency.Kind]
PLACES = ("Quay", "Fernway", "Three Herons", "Lantern", "Millrace", "Rowan", "Kestrel", "Saltings", "Orchard",
          "Weir", "Beacon", "Plover")  # fmt: skip
SORTS = ("Navigators", "Outreach", "Women's House", "Advocates", "Drop-in", "Talking Room", "Family Advocate",
         "Link Workers", "Mornings")  # fmt: skip
LONG_AGO = "2019-01-07 09:00:00+00"
# Nobody signs in with it: the bench opens sessions itself.
NO_PASSWORD = "!made up"  # noqa: S105


def places(sheaf: Sheaf, town: Town) -> None:
    """Write the whole directory."""
    for number in range(town.volumes.agencies):
        name = f"{PLACES[number % len(PLACES)]} {number + 1}"
        sheaf.add(
            AGENCY, town.key("agency", number).hex, name, KINDS[number % len(KINDS)],
            f"+441632960{number % 1000:03}", LONG_AGO if town.confirmed(number) else NULL, "t",
        )  # fmt: skip
    for place in town.places:
        name = f"{PLACES[place.agency % len(PLACES)]} {SORTS[place.number % len(SORTS)]} {place.number + 1}"
        gauge = ("5", "7") if place.navigators else (NULL, NULL)
        sheaf.add(
            SERVICE, town.key("service", place.number).hex, town.key("agency", place.agency).hex, name,
            PLACES[place.agency % len(PLACES)], "Alongside women, where they are.", *gauge,
            plain(place.number % 5 == 0),
        )  # fmt: skip


def workers(sheaf: Sheaf, town: Town, first: int, last: int) -> None:
    """Write some of the workers, each with one hat, her posts and a second step of signing in."""
    for hat in town.hats[first:last]:
        worker, key = town.key("worker", hat.number).hex, town.key("hat", hat.number).hex
        name = f"{FIRST[hat.number * 7 % len(FIRST)]} {LAST[hat.number * 11 % len(LAST)]}"
        sheaf.add(
            WORKER, worker, NO_PASSWORD, f"worker{hat.number}@example.org", plain(name), LONG_AGO
        )
        sheaf.add(
            HAT, key, worker, town.key("agency", hat.agency).hex, str(hat.role.value), LONG_AGO
        )
        sheaf.add(FACTOR, worker, "totp", plain({"secret": "JBSWY3DPEHPK3PXP"}), LONG_AGO)
        for service, triage in hat.posts:
            post = town.key(f"post {hat.number}", service).hex
            sheaf.add(POST, post, key, town.key("service", service).hex, plain(triage))
