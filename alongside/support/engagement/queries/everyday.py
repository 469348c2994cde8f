"""Messages, letters, reminders, and the word lists of a service."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from alongside.core.people.models import Client
from alongside.core.people.queries import may_go_out, silent, with_safe_contact
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import writable
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.directory.models import Service
from alongside.support.engagement.models import (
    Appointment,
    AppointmentQuerySet,
    Letter,
    LetterTemplate,
    Message,
    Wording,
    WriterWish,
)
from alongside.support.engagement.rules.wording import OTHER_WORDS, named_in

DONE_SHOWN = 20
# How many women one visit or group may be written down for at once.
MOST_AT_ONCE = 30


# --- messages -------------------------------------------------------------------------------------


def colleagues(membership: Membership) -> QuerySet[Membership]:
    """Fetch who works in the same services, whom a message may be for; not the one who takes it."""
    services = services_of(membership).values("pk")
    return (
        Membership.objects.filter(
            ended_at__isnull=True, worker__is_active=True, posts__service__in=services,
            posts__ended_at__isnull=True,
        )
        .exclude(worker_id=membership.worker_id)
        .select_related("worker")
        .order_by(Lower("worker__name"), "pk")
        .distinct()
    )  # fmt: skip


def messages(membership: Membership) -> QuerySet[Message]:
    """Fetch the messages that wait for this hat, urgent ones first (`engagement/_messages.html`)."""
    mine = Message.objects.filter(to=membership, done_at__isnull=True)
    return mine.select_related("taken_by__worker").order_by("-urgent", "-made_at")


def done_messages(membership: Membership) -> list[Message]:
    """Fetch the latest messages that are done with."""
    mine = Message.objects.filter(to=membership, done_at__isnull=False)
    return list(mine.select_related("taken_by__worker").order_by("-done_at")[:DONE_SHOWN])


# --- letters --------------------------------------------------------------------------------------


def letters(client_id: uuid.UUID) -> QuerySet[Letter]:
    """Fetch the letters written with her, the latest first."""
    found = Letter.objects.standing().filter(client_id=client_id)
    return found.select_related("made_by__worker", "sent_by__worker").order_by("-made_at", "-id")


def templates(membership: Membership) -> QuerySet[LetterTemplate]:
    """Fetch the letters that the services of this hat begin with."""
    found = LetterTemplate.objects.filter(
        service__in=services_of(membership), ended_at__isnull=True
    )
    return found.select_related("service__agency").order_by("service__name", "title", "id")


def service_for(membership: Membership, client_id: uuid.UUID) -> Service | None:
    """Find the service a letter of hers comes from: one that is alongside her, else this hat's first."""
    mine = services_of(membership).select_related("agency")
    hers = mine.filter(episodes__client_id=client_id, episodes__state="active")
    return hers.first() or mine.first()


# --- reminders ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reminder:
    """That she wants to be reminded of something, and whether it is safe to do so now."""

    appointment: Appointment
    client: Client
    open_now: bool
    opens: datetime.datetime | None
    why_not: str = ""


def chosen_reminders(membership: Membership, at: datetime.datetime) -> AppointmentQuerySet:
    """Fetch what this hat goes to in the next days and she chose to be reminded of."""
    today = timezone.localdate(at)
    return (
        Appointment.objects.ahead(today)
        .filter(
            membership=membership, on_date__range=(today, today + datetime.timedelta(days=3)),
            reminded_at__isnull=True, client__quiet="",
        )
        .exclude(remind_by="")
    )  # fmt: skip


def reminders_due(membership: Membership, at: datetime.datetime) -> list[Reminder]:
    """List whom this hat should remind of something now, in her safe hours (`engagement/_reminders.html`).

    Nothing is ever sent by itself: whether it is safe is asked again at this moment, and once more when it
    is marked as done.
    """
    rows = chosen_reminders(membership, at).order_by("on_date", "at_time", "id")
    due = [one for one in rows if is_time(one, at)]
    if not due:
        return []
    keys = {one.client_id for one in due}
    clients = list(with_safe_contact(Client.objects.filter(pk__in=keys), listed=True))
    quiet = silent(clients, timezone.localdate(at))
    by_key = {client.pk: client for client in clients if client.pk not in quiet}
    return [
        reminder(one, by_key[one.client_id], at, quiet=False)
        for one in due
        if one.client_id in by_key
    ]


def is_time(one: Appointment, at: datetime.datetime) -> bool:
    """Say whether the time has come that she chose, and what it is about is not over."""
    begins = timezone.make_aware(
        datetime.datetime.combine(one.on_date, one.at_time or datetime.time(9))
    )
    ends = begins if one.at_time else begins + datetime.timedelta(hours=14)
    return begins - datetime.timedelta(hours=one.remind_hours or 0) <= at < ends


def reminder(
    one: Appointment, client: Client, at: datetime.datetime, *, quiet: bool | None = None
) -> Reminder:
    """Work out whether she may be reminded at this moment, by what stands on her card now."""
    goes = may_go_out(client, one.remind_by, at, quiet=quiet)
    return Reminder(one, client, goes.open, goes.opens, goes.why_not)


# --- word lists -----------------------------------------------------------------------------------


def wordings(membership: Membership) -> list[tuple[Service, Wording | None]]:
    """Fetch the services of this hat, each with its word lists where somebody has written any."""
    services = list(services_of(membership))
    found = {one.service_id: one for one in Wording.objects.filter(service__in=services)}
    return [(service, found.get(service.pk)) for service in services]


def _lists(membership: Membership) -> QuerySet[Wording]:
    return Wording.objects.filter(service__in=services_of(membership).order_by().values("pk"))


def areas(membership: Membership) -> list[str]:
    """List the coarse words for areas that the services of this hat use: one statement."""
    words = [word for one in _lists(membership) for word in one.areas]
    return sorted(dict.fromkeys(words), key=str.casefold)


def other_words(membership: Membership) -> Sequence[Sequence[Any]]:
    """List the words for which kinder ones are offered to this hat; none where she has switched that off."""
    if others_off(membership):
        return []
    lists = [one.others for one in _lists(membership) if one.others is not None]
    return [pair for one in lists for pair in one] if lists else list(OTHER_WORDS)


def others_off(membership: Membership) -> bool:
    """Say whether this hat wants no other words offered."""
    return WriterWish.objects.filter(membership=membership, others_off=True).exists()


def to_write_about_at_once() -> list[Client]:
    """Fetch the women the asker may write notes about, by name, for one visit or group."""
    mine = Client.objects.filter(pk__in=writable(Compartment.NOTES))
    return list(mine.order_by(Lower("name"), "pk"))


def others_named(client: Client, words: str, people: Sequence[Client]) -> list[str]:
    """List the other women of these who are named in the words about one."""
    own = {client.name.casefold(), client.full_name.casefold()}
    names = [
        name for other in people if other.pk != client.pk
        for name in (other.name, other.full_name) if name and name.casefold() not in own
    ]  # fmt: skip
    return named_in(words, names)
