"""Reads about time with her, always from women the reader may see."""

import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate, TruncMonth
from django.urls import reverse
from django.utils import timezone

from alongside.core.people.models import Client
from alongside.core.people.queries import TimelineItem
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights, rights, writable
from alongside.foundation.accounts.models import Membership
from alongside.support.engagement import rules
from alongside.support.engagement.models import Appointment, Contact, Draft
from alongside.support.engagement.queries.attempts import Tried, tried
from alongside.support.engagement.queries.checks import check_agreement, checks_due
from alongside.support.engagement.queries.everyday import messages, reminders_due
from alongside.support.engagement.queries.misplaced import readers_of, to_be_told

__all__ = [
    "Tried",
    "check_agreement",
    "checks_due",
    "messages",
    "readers_of",
    "to_be_told",
    "reminders_due",
    "tried",
]

Row = TypeVar("Row", bound=Model)
# How far back attempts are counted for lists.
TRIED_SINCE = datetime.timedelta(days=90)
# A kind and place worth remembering for the next note are hers, with this worker.
SENSIBLE = {"kind": Contact.Kind.COFFEE, "place": ""}


def is_own(key: uuid.UUID, *, client_id: uuid.UUID, membership_id: uuid.UUID) -> bool:
    """Say whether this is the key of a draft or note about her that this hat wrote."""
    mine = Draft.objects.filter(pk=key, holder_id=membership_id, client_id=client_id)
    notes = Contact.objects.filter(pk=key, made_by_id=membership_id, client_id=client_id)
    return mine.exists() or notes.exists()


def timeline_items(
    client_id: uuid.UUID,
    *,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    most: int | None = None,
    known: Rights | None = None,
) -> list[TimelineItem]:
    """Give contacts, attempts and past appointments, latest first (kinds: contact, tried, appointment).

    With `known`, the asker's rights, an appointment leads to where it may be moved to another part.

    The days and `most` are asked of the database, so a page of a long line costs no more than a short one.
    """
    contacts = _between(
        Contact.objects.standing().filter(client_id=client_id), "happened_on", since, until
    )
    answered = _between(
        Appointment.objects.answered().filter(client_id=client_id), "on_date", since, until
    )
    past = answered.select_related("membership__worker").order_by("-on_date", "-at_time", "-id")
    return _items(contacts, past[:most], most, known.writes if known else 0)


def _items(
    contacts: QuerySet[Contact], past: Iterable[Appointment], most: int | None, writes: int = 0
) -> list[TimelineItem]:
    latest = contacts.select_related("made_by__worker").order_by(
        "-happened_on", "-at_time", "-made_at"
    )
    items = [
        *map(_contact_item, latest[:most]), *map(partial(_appointment_item, writes=writes), past),
    ]  # fmt: skip
    return sorted(items, key=lambda item: (item.on, item.at), reverse=True)[:most]


def her_panels(
    client_id: uuid.UUID, known: Rights, *, most: int
) -> tuple[list[TimelineItem], "NextPanel"]:
    """Give the latest things with her, and what's next: two queries, one of them for all that was planned."""
    today = timezone.localdate()
    hers = Appointment.objects.filter(client_id=client_id)
    past = hers.answered().order_by("-on_date", "-at_time", "-id").values("pk")[:most]
    found = list(
        hers.filter(Q(pk__in=hers.ahead(today).values("pk")) | Q(pk__in=past))
        .select_related("membership__worker")
        .order_by("on_date", "at_time", "id")
    )
    planned = Appointment.State.PLANNED
    contacts = Contact.objects.standing().filter(client_id=client_id)
    items = _items(contacts, [one for one in found if one.state != planned], most)
    ahead = [one for one in found if one.state == planned]
    return items, _next_panel(client_id, ahead, known, today)


def timeline_months(client_id: uuid.UUID) -> dict[datetime.date, int]:
    """Count her contacts, attempts and past appointments by month (its first day), in two queries."""
    counts: Counter[datetime.date] = Counter()
    for rows, day in (
        (Contact.objects.standing(), "happened_on"),
        (Appointment.objects.answered(), "on_date"),
    ):
        months = rows.filter(client_id=client_id).annotate(month=TruncMonth(day)).values("month")
        for row in months.annotate(count=Count("id")).order_by("month"):
            counts[row["month"]] += row["count"]
    return dict(counts)


def _between(
    rows: QuerySet[Row], day: str, since: datetime.date | None, until: datetime.date | None
) -> QuerySet[Row]:
    if since is not None:
        rows = rows.filter(**{f"{day}__gte": since})
    return rows if until is None else rows.filter(**{f"{day}__lte": until})


def _at(
    day: datetime.date, time: datetime.time | None, made: datetime.datetime
) -> datetime.datetime:
    """Order things of one day by their own time where it is known, else by when they were written."""
    if time is None:
        return made
    return timezone.make_aware(datetime.datetime.combine(day, time))


def _contact_item(one: Contact) -> TimelineItem:
    return TimelineItem(
        one.happened_on, _at(one.happened_on, one.at_time, one.made_at),
        "contact" if one.met else "tried", one.sentence, one.her_words, one.worker_words,
        one.made_by.worker.name, reverse("engagement:note", args=[one.client_id, one.pk]),
        one.compartment,
    )  # fmt: skip


def _appointment_item(one: Appointment, *, writes: int) -> TimelineItem:
    url = reverse("engagement:appointment_part", args=[one.client_id, one.pk])
    return TimelineItem(
        one.on_date, _at(one.on_date, one.at_time, one.made_at), "appointment", one.sentence,
        "", "", one.membership.worker.name, url if writes & one.compartment else "", one.compartment,
    )  # fmt: skip


def drafts(membership: Membership) -> list[Draft]:
    """Fetch the notes somebody has not finished, newest first; the database shows only her own (R8)."""
    mine = Draft.objects.filter(holder_id=membership.pk).exclude(Exists(_saved()))
    found = mine.select_related("client").order_by("-changed_at")
    # Where nothing is left but an answer to a referral, the name is hidden and so is the draft.
    return [draft for draft in found if draft.client is not None]


def _saved() -> QuerySet[Contact]:
    return Contact.objects.standing().filter(pk=OuterRef("pk"))


def drafts_about(client_id: uuid.UUID, membership: Membership) -> list[Draft]:
    """Fetch somebody's unfinished notes about one woman, newest first."""
    mine = Draft.objects.filter(holder_id=membership.pk, client_id=client_id)
    return list(mine.exclude(Exists(_saved())).order_by("-changed_at"))


def remembered(client_id: uuid.UUID, membership: Membership) -> dict[str, str]:
    """Give the kind and place of this worker's latest note about this woman, if there is one."""
    last = (
        Contact.objects.standing()
        .filter(client_id=client_id, made_by=membership)
        .order_by("-made_at")
        .values("kind", "place")
        .first()
    )
    return {"kind": last["kind"], "place": last["place"]} if last else {}


@dataclass(frozen=True, slots=True)
class NextPanel:
    """What's next for one woman, and whether the asker may add to it."""

    client_id: uuid.UUID
    ahead: list[Appointment]
    may_write: bool
    today: datetime.date
    compartments: int


def next_panel(client_id: uuid.UUID, known: Rights | None = None) -> NextPanel:
    """Give what her page shows of what's next (`engagement/_next.html`); `known` are the asker's rights."""
    today = timezone.localdate()
    found = list(_ahead([client_id], today))
    return _next_panel(client_id, found, known or rights(client_id), today)


def _next_panel(
    client_id: uuid.UUID, found: list[Appointment], known: Rights, today: datetime.date
) -> NextPanel:
    compartments = 0
    for one in found:
        compartments |= one.compartment
    may_write = rules.why_not_write(known.writes) is None
    return NextPanel(client_id, found, may_write, today, compartments)


def planned(client_id: uuid.UUID, key: uuid.UUID) -> Appointment | None:
    """Fetch one appointment of hers that was not taken back, or None."""
    return Appointment.objects.standing().filter(client_id=client_id, pk=key).first()


def to_write_about() -> QuerySet[Client]:
    """Fetch the women the asker may write notes about, those she was with last first."""
    return Client.objects.filter(pk__in=writable(Compartment.NOTES)).order_by(
        Coalesce("last_contact_on", TruncDate("made_at")).desc(), "name", "pk"
    )


def ahead(client_ids: Sequence[uuid.UUID], today: datetime.date) -> list[Appointment]:
    """Fetch what's next for these women, soonest first, with who goes and whom it is about."""
    return list(_ahead(client_ids, today).select_related("client", "membership__worker"))


def _ahead(client_ids: Sequence[uuid.UUID], today: datetime.date) -> QuerySet[Appointment]:
    return (
        Appointment.objects.ahead(today)
        .filter(client_id__in=client_ids)
        .select_related("membership__worker")
        .order_by("on_date", "at_time", "id")
    )


def written_by_day(
    hats: Sequence[uuid.UUID], since: datetime.date, until: datetime.date
) -> dict[tuple[uuid.UUID, datetime.date], tuple[int, int, int]]:
    """Count the notes each of these hats wrote, by day: how many, minutes, and how many late or at weekends.

    Over the notes the asker may see, and no word of any; one query whatever the number.
    """
    rows = Contact.objects.standing().filter(
        client__in=Client.objects.all(), made_by__in=list(hats), happened_on__gte=since,
        happened_on__lte=until,
    ).values_list("made_by_id", "happened_on", "at_time", "minutes")  # fmt: skip
    found: dict[tuple[uuid.UUID, datetime.date], tuple[int, int, int]] = {}
    for hat, day, time, minutes in rows:
        notes, spent, late = found.get((hat, day), (0, 0, 0))
        found[hat, day] = (notes + 1, spent + (minutes or 0), late + rules.is_late(day, time))
    return found


def next_by_client(
    client_ids: Sequence[uuid.UUID], today: datetime.date
) -> dict[uuid.UUID, Appointment]:
    """Find each woman's next appointment from today on, in one query."""
    found = (
        Appointment.objects.ahead(today)
        .filter(client_id__in=client_ids, on_date__gte=today)
        .order_by("client_id", "on_date", "at_time", "id")
        .distinct("client_id")
    )
    return {one.client_id: one for one in found}


def tried_by_client(
    last_together: Mapping[uuid.UUID, datetime.date | None], today: datetime.date
) -> dict[uuid.UUID, int]:
    """Count our attempts with each woman since the last time together, both from contact notes alone."""
    attempts = (
        Contact.objects.standing()
        .filter(client_id__in=list(last_together), met=False, happened_on__gte=today - TRIED_SINCE)
        .filter(compartment=Compartment.NOTES)
        .values_list("client_id", "happened_on")
    )
    days: dict[uuid.UUID, list[datetime.date]] = defaultdict(list)
    for client_id, day in attempts:
        days[client_id].append(day)
    return {
        client_id: count
        for client_id, tried in days.items()
        if (count := rules.how_often_tried(tried, last_together[client_id]))
    }
