"""Reads about sealed records, for those who keep them."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Value
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.people.models import Client
from alongside.core.sharing.models import OpeningAsked, SealedRecord
from alongside.core.sharing.queries.emergency import Alert, not_looked_over, to_look_over
from alongside.core.sharing.queries.reading import kept_away
from alongside.core.sharing.rules.sealing import SHOWN_DAYS
from alongside.foundation.access import emergency as door
from alongside.foundation.access.actions import seen_by_nobody
from alongside.foundation.access.models import Source
from alongside.foundation.access.queries import AlarmsWaiting, live_passes
from alongside.foundation.access.record import alarms_waiting
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.roles import Role
from alongside.foundation.directory.models import Agency

ALERT_DAYS = 7


@dataclass(frozen=True, slots=True)
class Kept:
    """A sealed record as its keeper sees it: whose, since when and why, and who asks to open it."""

    client: Client
    sealed: SealedRecord
    asked: list[OpeningAsked]

    @property
    def waiting(self) -> list[OpeningAsked]:
        """Those that nobody has answered."""
        return [one for one in self.asked if one.vetoed_at is None and one.opened_at is None]


def kept() -> list[Kept]:
    """List the sealed records the asker keeps with what was asked about each, in three queries."""
    mine = live_passes().filter(source=Source.KEEPER).values("client_id")
    clients = {client.pk: client for client in Client.objects.filter(pk__in=mine)}
    sealed = (
        SealedRecord.objects.filter(client_id__in=list(clients), opened_at__isnull=True)
        .select_related("sealed_by__worker")
        .order_by("-sealed_at", "id")
    )
    asked: dict[uuid.UUID, list[OpeningAsked]] = {}
    for one in (
        OpeningAsked.objects.filter(client_id__in=list(clients))
        .select_related("membership__worker", "membership__agency", "vetoed_by__worker")
        .order_by("-asked_at", "id")
    ):
        asked.setdefault(one.sealed_id, []).append(one)
    return [Kept(clients[one.client_id], one, asked.get(one.pk, [])) for one in sealed]


def lately_opened(days: int = SHOWN_DAYS) -> list[dict[str, object]]:
    """Say which records of the asker's agency were opened again, by reference, and how."""
    since = timezone.now() - datetime.timedelta(days=days)
    hows = dict(SealedRecord.How.choices)
    return [
        {
            "reference": f"{one.reference[:5]}-{one.reference[5:]}".upper(),
            "at": one.opened_at,
            "code": one.how,
            "how": hows.get(one.how, ""),
            "by": one.opened_by,
        }
        for one in door.lately_opened(since)
    ]


def keepers(client_id: uuid.UUID, agency: Agency) -> list[str]:
    """Name the data-protection leads of an agency who would keep her record; nobody she keeps away."""
    hats = Membership.objects.filter(
        agency=agency, role=Role.DATA_PROTECTION, ended_at__isnull=True, worker__is_active=True
    )
    named = kept_away(client_id).leave(hats).order_by("worker__name")
    return list(named.values_list("worker__name", flat=True))


def asked_first(membership: Membership) -> dict[str, Combinable]:
    """Name what is asked before anything is fetched for `alerts`: how many alarms, whether an emergency."""
    answers = membership.may(Permission.ANSWER_ALARMS)
    return {
        "alarms": AlarmsWaiting() if answers else Value(0),
        "emergencies": Exists(not_looked_over(membership)),
    }


def alerts(membership: Membership, known: Mapping[str, Any] | None = None) -> list[Alert]:
    """Say what a worker has to look at today that names nobody until it is opened.

    `known` are the answers to `asked_first`, where they were asked along with something else.
    """
    if known is None:
        answers = membership.may(Permission.ANSWER_ALARMS)
        known = {"alarms": alarms_waiting() if answers else 0, "emergencies": True}
    looked = to_look_over(membership) if known["emergencies"] else []
    said = [*_alarms(known["alarms"]), *looked, *_unseen(membership)]
    if not membership.may(Permission.KEEP_SEALED):
        return said
    url = reverse("emergency:kept")
    mine = live_passes().filter(source=Source.KEEPER)
    asked = OpeningAsked.objects.filter(
        client_id__in=mine.values("client_id"), vetoed_at__isnull=True, opened_at__isnull=True
    ).count()
    if asked:
        words = ngettext(
            "Somebody asks to open a sealed record.",
            "%(count)s ask to open sealed records.",
            asked,
        ) % {"count": asked}
        said.append(Alert(words, _("It opens after 48 hours unless you object."), url))
    # What the keeper decided is no news to the keeper.
    by_others = [one for one in lately_opened(ALERT_DAYS) if one["code"] != SealedRecord.How.KEEPER]
    if by_others:
        words = ngettext(
            "A sealed record was opened.", "%(count)s sealed records were opened.", len(by_others)
        ) % {"count": len(by_others)}
        said.append(Alert(words, _("You kept it, so you hear of it."), url))
    return said


def _unseen(membership: Membership) -> list[Alert]:
    if not membership.may(Permission.MANAGE_WORKERS):
        return []
    return [
        Alert(
            ngettext(
                "Nobody sees one woman of %(service)s any more.",
                "Nobody sees %(women)s women of %(service)s any more.",
                women,
            )
            % {"women": women, "service": service},
            _("Give somebody else a post there: another manager, whom she does not keep away."),
            reverse("accounts:workers"),
        )
        for service, women in seen_by_nobody()
    ]


def _alarms(waiting: int) -> list[Alert]:
    if not waiting:
        return []
    words = ngettext(
        "One alarm about opening records waits.",
        "%(count)s alarms about opening records wait.",
        waiting,
    ) % {"count": waiting}
    return [
        Alert(
            words, _("Ask the person first. Then say what came of it."), reverse("accounts:alarms")
        )
    ]
