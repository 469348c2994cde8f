"""The standing cast: the same few people in every test, so that a test names who, not how."""

import datetime
import os
import pickle
import uuid
from dataclasses import dataclass
from pathlib import Path

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.test import Client as Browser

from alongside.core.people import actions as people
from alongside.core.people.models import Client, Episode
from alongside.core.team import actions as team
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership, Post, Worker
from alongside.foundation.accounts.roles import Role
from alongside.foundation.audit.actions import Actor
from alongside.foundation.directory.models import Agency, Service

PASSWORD = "seven grey herons wait"


@dataclass
class Cast:
    """Everybody a test may need; a hat is a Membership."""

    harbour: Agency
    navigators: Service
    hearth: Agency
    advocates: Service
    amal: Membership  # navigator in the Navigators, lead worker of Marta
    amal_at_hearth: Membership  # the same Amal under her other hat
    bea: Membership  # manager of the Navigators
    nadia: Membership  # another navigator in the Navigators, takes new referrals
    vera: Membership  # volunteer of the same agency
    cleo: Membership  # navigator in the Advocates, another agency; lead worker of Roza
    petra: Membership  # partner worker at the practice, which may send referrals
    ada: Membership  # administrator of the same agency, no case content
    conny: Membership  # commissioner
    practice: Agency
    marta: uuid.UUID
    roza: uuid.UUID


def make_worker(name: str) -> Worker:
    """Make a worker who has a password and an authenticator code."""
    worker = Worker(email=f"{name.lower()}@example.org", name=name)
    worker.set_password(PASSWORD)
    worker.save()
    Authenticator.objects.create(
        user=worker, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    return worker


def make_hat(
    worker: Worker,
    agency: Agency,
    role: Role,
    service: Service | None = None,
    *,
    triage: bool = False,
) -> Membership:
    """Give a worker a hat, and a post in a service."""
    hat = Membership.objects.create(worker=worker, agency=agency, role=role)
    if service:
        Post.objects.create(membership=hat, service=service, triage=triage)
    return hat


def actor(hat: Membership) -> Actor:
    """Name the hat as an action's `by`."""
    return Actor(hat.pk, hat.worker_id)


def make_client(
    name: str, *, lead: Membership, service: Service, triage: Membership | None = None
) -> uuid.UUID:
    """Admit a woman, open her episode and give her a lead worker, as the pages do."""
    first = triage or lead
    with acting_as(first.pk):
        client_id, episode_id = people.admit(name=name, service_id=service.pk, by=actor(first))
        people.set_safe_contact(client_id=client_id, facts={}, ways=[], by=actor(first))
        episode = Episode.objects.select_related("service").get(pk=episode_id)
        people.move_episode(
            episode=episode,
            to=Episode.State.ACTIVE,
            by=actor(first),
            opened_on=datetime.date(2026, 1, 5),
        )
    return client_id


def lead_for(client_id: uuid.UUID, *, lead: Membership, manager: Membership) -> None:
    """Make somebody a woman's lead worker, as her manager does."""
    with acting_as(manager.pk):
        episode = Episode.objects.select_related("service").get(client_id=client_id)
        team.set_lead(episode=episode, membership=lead, by=actor(manager), agreed_by=manager)


def send_referral(name: str, *, sender: Membership, service: Service) -> uuid.UUID:
    """Refer a woman to a service from another agency, which may hear what came of it."""
    with acting_as(sender.pk):
        client_id, _ = people.admit(
            name=name, service_id=service.pk, by=actor(sender), sender_agency_id=sender.agency_id,
            sender_id=sender.pk, outcome_allowed=True,
        )  # fmt: skip
    return client_id


def make_cast() -> Cast:
    """Make the standing cast in an empty database, everything about women through the actions."""
    harbour = Agency.objects.create(name="Harbour", kind=Agency.Kind.VAWG)
    hearth = Agency.objects.create(name="Hearth", kind=Agency.Kind.BY_AND_FOR)
    practice = Agency.objects.create(name="Quay Practice", kind=Agency.Kind.HEALTH)
    navigators = Service.objects.create(
        agency=harbour,
        name="Harbour Navigators",
        caseload_from=5,
        caseload_to=7,
        open_to_public=True,
    )
    advocates = Service.objects.create(agency=hearth, name="Hearth Advocates")
    amal_herself = make_worker("Amal")
    amal = make_hat(amal_herself, harbour, Role.NAVIGATOR, navigators)
    bea = make_hat(make_worker("Bea"), harbour, Role.MANAGER, navigators, triage=True)
    cleo = make_hat(make_worker("Cleo"), hearth, Role.NAVIGATOR, advocates, triage=True)
    hedda = make_hat(make_worker("Hedda"), hearth, Role.MANAGER, advocates)
    marta = make_client("Marta", lead=amal, service=navigators, triage=bea)
    lead_for(marta, lead=amal, manager=bea)
    roza = make_client("Roza", lead=cleo, service=advocates)
    lead_for(roza, lead=cleo, manager=hedda)
    return Cast(
        harbour=harbour, navigators=navigators, hearth=hearth, advocates=advocates, amal=amal,
        amal_at_hearth=make_hat(amal_herself, hearth, Role.NAVIGATOR, advocates), bea=bea,
        nadia=make_hat(make_worker("Nadia"), harbour, Role.NAVIGATOR, navigators, triage=True),
        vera=make_hat(make_worker("Vera"), harbour, Role.VOLUNTEER, navigators), cleo=cleo,
        petra=make_hat(make_worker("Petra"), practice, Role.PARTNER),
        ada=make_hat(make_worker("Ada"), harbour, Role.ADMINISTRATOR),
        conny=make_hat(make_worker("Conny"), Agency.objects.create(name="City Council"), Role.COMMISSIONER),
        practice=practice, marta=marta, roza=roza,
    )  # fmt: skip


def sign_in(hat: Membership, *, fresh: bool = False) -> Browser:
    """Give a test browser that is signed in under this hat, second factor done; `fresh`: done just now."""
    browser = Browser()
    browser.force_login(hat.worker)
    session = browser.session
    session["hat"] = str(hat.pk)
    if fresh:
        request = HttpRequest()
        request.session = session
        record_authentication(request, hat.worker, "mfa", type="totp")
    session.save()
    return browser


def seen_by(hat: Membership) -> set[uuid.UUID]:
    """Ask the database itself which women a hat sees."""
    with acting_as(hat.pk):
        return set(Client.objects.values_list("pk", flat=True))


def the_cast() -> Cast:
    """Bring the standing cast that stands in this database, each time as new objects."""
    return pickle.loads(Path(os.environ["ALONGSIDE_TEST_CAST"]).read_bytes())
