"""Every change of agencies and services."""

import datetime
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.foundation.directory.models import Agency, Help, Seat, Service

AGENCY_FACTS = ("name", "kind", "phone", "ask_for", "in_partnership")
SERVICE_FACTS = (
    "name", "neutral_name", "about", "word_for_client", "words_for_clients", "caseload_from",
    "caseload_to", "weighed", "weight_light", "weight_steady", "weight_close", "weight_words",
    "open_to_public", "urgent_words",
)  # fmt: skip
SEAT_FACTS = ("who", "where", "day", "from_time", "until_time", "for_whom")


@transaction.atomic
def add_agency(*, key: uuid.UUID, facts: dict[str, Any], by: Actor) -> Agency:
    """Write an agency into the directory; nothing goes out to it until it is confirmed."""
    agency = Agency(id=key, **{name: facts[name] for name in AGENCY_FACTS})
    agency.save(force_insert=True)
    audit.record(Event.STAFF, what="directory.add_agency", by=by)
    return agency


@transaction.atomic
def change_agency(*, agency: Agency, version: int, facts: dict[str, Any], by: Actor) -> bool:
    """Change an agency's entry; with another phone number it has to be confirmed anew.

    Says whether it is still confirmed if it was. Raises ChangedMeanwhile when somebody saved first.
    """
    wanted: dict[str, Any] = {name: facts[name] for name in AGENCY_FACTS}
    lapses = agency.confirmed_at is not None and facts["phone"] != agency.phone
    if lapses:
        wanted["confirmed_at"] = None
    _save(Agency, agency.pk, version, wanted)
    audit.record(Event.STAFF, what="directory.change_agency", by=by)
    return not lapses


@transaction.atomic
def confirm_agency(*, agency: Agency, version: int, by: Actor) -> None:
    """Write down that somebody rang the number of this version, and it was really them (R24).

    Raises Refused where there is no number to ring, ChangedMeanwhile where it may be another by now.
    """
    if not agency.phone:
        raise Refused(_("Write down its published phone number first."), rule="no_phone")
    try:
        _save(Agency, agency.pk, version, {"confirmed_at": timezone.now()})
    except ChangedMeanwhile as changed:
        # The button pressed twice. With another number it would not be confirmed any more.
        if changed.theirs.version == version + 1 and changed.theirs.confirmed_at:
            return
        raise
    audit.record(Event.STAFF, what="directory.confirm_agency", by=by)


@transaction.atomic
def close_agency(*, agency: Agency, by: Actor) -> None:
    """Write down that an agency has closed; it can't be opened again, so no share comes back by itself.

    Raises Refused where somebody closed it already.
    """
    closed = Agency.objects.filter(pk=agency.pk, closed_at__isnull=True).update(
        closed_at=timezone.now(), version=F("version") + 1
    )
    if not closed:
        raise Refused(_("Somebody closed this agency already."), rule="agency_closed")
    audit.record(Event.STAFF, what="directory.close_agency", by=by)


@transaction.atomic
def add_service(*, key: uuid.UUID, agency: Agency, facts: dict[str, Any], by: Actor) -> Service:
    """Open a service of an agency."""
    service = Service(id=key, agency=agency, **_told(facts))
    service.save(force_insert=True)
    audit.record(Event.STAFF, what="directory.add_service", by=by)
    return service


@transaction.atomic
def change_service(*, service: Service, version: int, facts: dict[str, Any], by: Actor) -> None:
    """Change a service's names, words, gauge, and whether women can ask for it themselves.

    Raises ChangedMeanwhile when somebody saved first.
    """
    _save(Service, service.pk, version, _told(facts))
    audit.record(Event.STAFF, what="directory.change_service", by=by)


@transaction.atomic
def say_funded_until(*, service: Service, day: datetime.date | None, by: Actor) -> None:
    """Say on which day a service's money ends, or that no such day is known; twice is once."""
    if Service.objects.get(pk=service.pk).funded_until != day:
        Service.objects.filter(pk=service.pk).update(funded_until=day, version=F("version") + 1)
        audit.record(Event.STAFF, what="directory.say_funded_until", by=by)


@transaction.atomic
def add_help(
    *, key: uuid.UUID, agency: Agency, service: Service | None, kind: str, how: str, by: Actor
) -> None:
    """Write down that somebody brings one kind of help, and how close; the same page twice adds it once.

    Raises Refused where they stand under this kind already.
    """
    row = Help(id=key, agency=agency, service=service, kind=kind, how=how, added_by=by.holder_id)
    if _is_new(row):
        audit.record(Event.STAFF, what="directory.add_help", by=by)
    elif not Help.objects.filter(pk=key).exists():
        raise Refused(
            _(
                "They stand under this already. If it is closer or further now, end that line first."
            ),
            rule="help_there",
        )


@transaction.atomic
def end_help(*, row: Help, by: Actor) -> None:
    """Write down that somebody brings this kind of help no more; twice is once."""
    _end(row, "directory.end_help", by)


@transaction.atomic
def add_seat(
    *, key: uuid.UUID, agency: Agency, service: Service | None, facts: dict[str, Any], by: Actor
) -> None:
    """Write down who sits where on which day of the week; the same page twice adds it once."""
    told = {name: facts[name] for name in SEAT_FACTS}
    if _is_new(Seat(id=key, agency=agency, service=service, added_by=by.holder_id, **told)):
        audit.record(Event.STAFF, what="directory.add_seat", by=by)


@transaction.atomic
def end_seat(*, row: Seat, by: Actor) -> None:
    """Write down that somebody sits there no more; twice is once."""
    _end(row, "directory.end_seat", by)


def _is_new(row: Help | Seat) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _end(row: Help | Seat, what: str, by: Actor) -> None:
    now = type(row).objects.filter(pk=row.pk, ended_at__isnull=True)
    if now.update(ended_at=timezone.now()):
        audit.record(Event.STAFF, what=what, by=by)


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: facts[name] for name in SERVICE_FACTS if name in facts}


def _save(
    model: type[Agency] | type[Service], key: uuid.UUID, version: int, wanted: dict[str, Any]
) -> None:
    changed = model.objects.filter(pk=key, version=version).update(
        **wanted, version=F("version") + 1
    )
    if not changed:
        raise ChangedMeanwhile(theirs=model.objects.get(pk=key))
