"""Writing down the agencies, services and workers of the demo, through the actions that pages use."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password

from alongside.config.demo import cast
from alongside.config.demo.cast import AGENCIES, SERVICES, WORKERS, HatPlan, WorkerPlan, key_of
from alongside.config.demo.words.cover import HELP, SEATS
from alongside.config.demo.words.referring import URGENT_WORDS
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.actions import workers as worker_actions
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.accounts.queries import PostWanted
from alongside.foundation.audit.actions import NOBODY, Actor
from alongside.foundation.directory import actions as directory
from alongside.foundation.directory.models import Agency, Service


@dataclass(slots=True)
class Partnership:
    """Everybody who works in the demo, by the short names of `cast`."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    workers: dict[str, Worker] = field(default_factory=dict)
    # A worker's first hat goes by her name, another by her name and the agency: "ines_hearth".
    hats: dict[str, Membership] = field(default_factory=dict)
    managers: dict[str, Membership] = field(default_factory=dict)


def actor(hat: Membership) -> Actor:
    """Name a hat as an action's `by`."""
    return Actor(hat.pk, hat.worker_id)


def bring_on() -> Partnership:
    """Make the agencies, their services and everybody who works there."""
    made = Partnership()
    for agency in AGENCIES:
        made.agencies[agency.key] = directory.add_agency(
            key=key_of("agency", agency.key), by=NOBODY,
            facts={
                "name": agency.name, "kind": agency.kind.value, "phone": agency.phone,
                "ask_for": agency.ask_for, "in_partnership": agency.in_partnership,
            },
        )  # fmt: skip
        if agency.confirmed:
            directory.confirm_agency(agency=made.agencies[agency.key], version=1, by=NOBODY)
    for service in SERVICES:
        gauge = service.gauge or (None, None)
        made.services[service.key] = directory.add_service(
            key=key_of("service", service.key), agency=made.agencies[service.agency], by=NOBODY,
            facts={
                "name": service.name, "neutral_name": service.neutral_name, "about": service.about,
                "word_for_client": "woman", "words_for_clients": "women", "caseload_from": gauge[0],
                "caseload_to": gauge[1], "open_to_public": service.open_to_public,
                "urgent_words": URGENT_WORDS.get(service.key, ""),
            },
        )  # fmt: skip
    made.agencies = {key: Agency.objects.get(pk=one.pk) for key, one in made.agencies.items()}
    _sign_in(made)
    for plan in WORKERS:
        for place, hat in enumerate(plan.hats):
            _give_hat(made, plan, hat, plan.key if not place else f"{plan.key}_{hat.agency}")
    _say_which_help_there_is(made)
    return made


def _say_which_help_there_is(made: Partnership) -> None:
    ada = made.hats["ada"]
    with acting_as(ada.pk):
        _add_help_and_seats(made, actor(ada))


def _add_help_and_seats(made: Partnership, by: Actor) -> None:
    for kind, agency, service, how in HELP:
        directory.add_help(
            key=key_of("help", f"{kind}:{agency}:{service}"), agency=made.agencies[agency],
            service=made.services.get(service), kind=kind.value, how=how.value, by=by,
        )  # fmt: skip
    for agency, service, who, where, day, first, last, whom in SEATS:
        directory.add_seat(
            key=key_of("seat", f"{agency}:{day}"), agency=made.agencies[agency],
            service=made.services.get(service), by=by,
            facts={
                "who": who, "where": where, "day": day, "from_time": first, "until_time": last,
                "for_whom": whom.value,
            },
        )  # fmt: skip


def _sign_in(made: Partnership) -> None:
    # One known password, so one hash; each has an authenticator secret of her own.
    password = make_password(cast.DEMO_PASSWORD)
    for plan in WORKERS:
        made.workers[plan.key] = Worker(
            id=key_of("worker", plan.key), name=plan.name, email=plan.email, password=password
        )
    Worker.objects.bulk_create(made.workers.values())
    Authenticator.objects.bulk_create(
        Authenticator(
            user=made.workers[plan.key], type=Authenticator.Type.TOTP,
            data={"secret": encrypt(cast.secret_of(plan.email))},
        )
        for plan in WORKERS
    )  # fmt: skip


def _give_hat(made: Partnership, plan: WorkerPlan, hat: HatPlan, name: str) -> None:
    posts = [
        PostWanted(made.services[service.rstrip("!")], service.endswith("!"))
        for service in hat.services.split()
    ]
    membership = worker_actions.give_hat(
        key=key_of("hat", name), worker=made.workers[plan.key], agency=made.agencies[hat.agency],
        role=hat.role.value, posts=posts, by=NOBODY,
    )  # fmt: skip
    made.hats[name] = membership
    if hat.role == cast.M:
        for post in posts:
            made.managers.setdefault(_key(made.services, post.service), membership)


def _key(services: Mapping[str, Service], service: Service) -> str:
    return next(key for key, one in services.items() if one.pk == service.pk)


def say_goodbye(made: Partnership) -> None:
    """Keep those who have left from signing in; what they wrote stays theirs."""
    for plan in WORKERS:
        if plan.disabled:
            worker_actions.end_hat(hat=made.hats[plan.key], by=NOBODY)
            worker_actions.disable(worker=made.workers[plan.key], by=NOBODY)
