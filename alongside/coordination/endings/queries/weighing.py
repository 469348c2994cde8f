"""What is known before a closing: what was tried, how she is, and who else could be asked (R31)."""

import datetime
import uuid

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.coordination.endings import rules
from alongside.coordination.endings.rules import Checked, Evidence, Try
from alongside.core.people.models import SafeContact, SafeWay
from alongside.core.sharing.models import Grant, Wish
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Now
from alongside.foundation.directory.models import Agency
from alongside.support.engagement.models import Contact, WelfareCheck
from alongside.support.engagement.queries.checks import check_agreement
from alongside.support.engagement.rules.checks import in_words, is_last


def evidence(client_id: uuid.UUID, today: datetime.date) -> Evidence:
    """Put together what is known before a closing: tries since the last time together, ways, partners (R31).

    From contact notes alone: a note that was moved to a narrower part tells nothing here.
    """
    notes = Contact.objects.standing().filter(client_id=client_id, compartment=Compartment.NOTES)
    last = notes.filter(met=True).order_by("-happened_on").values_list("happened_on", flat=True)
    tries = notes.filter(met=False, happened_on__gte=today - rules.TRIES_COUNT)
    if (together := last.first()) is not None:
        tries = tries.filter(happened_on__gt=together)
    told = tries.order_by("happened_on", "at_time", "pk").values_list(
        "happened_on", "at_time", "kind"
    )
    safe = SafeContact.objects.filter(client_id=client_id).first()
    return Evidence(
        tries=[Try(day, clock, rules.channel_of(kind)) for day, clock, kind in told],
        ways=list(SafeWay.objects.filter(client_id=client_id, ended_at__isnull=True)),
        he_may_see=bool(safe and safe.he_may_see),
        partners=partners(client_id),
        checked=checked(client_id, today),
    )


def checked(client_id: uuid.UUID, today: datetime.date) -> Checked:
    """Say whether she agreed to checks, and what came of the last one made in the month before this day."""
    agreement = check_agreement(client_id)
    made = WelfareCheck.objects.filter(
        client_id=client_id, state__in=[WelfareCheck.State.ANSWERED, WelfareCheck.State.NO_ANSWER],
        marked_at__date__gte=today - rules.CHECK_COUNTS,
    )  # fmt: skip
    last = made.select_related("agreement__second__worker").order_by("-marked_at", "-pk").first()
    left = []
    if last and last.state == WelfareCheck.State.NO_ANSWER and not is_last(last):
        left = in_words(last.agreement)[last.step :] if last.agreement.ended_at is None else []
    return Checked(
        agreed=agreement.how_words if agreement else "",
        police=bool(agreement and agreement.police),
        made_on=timezone.localdate(last.marked_at) if last and last.marked_at else None,
        answered=bool(last and last.state == WelfareCheck.State.ANSWERED),
        steps_left=left,
    )  # fmt: skip


def partners(client_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """Name the agencies that she lets us ask: those that hold a share, and those she wishes to share with."""
    shared = Grant.objects.standing().filter(
        client_id=client_id, starts_at__lte=Now(), until_at__gt=Now()
    )
    wished = Wish.objects.standing().filter(
        client_id=client_id, about=Wish.About.AGENCY, answer=Wish.Answer.SHARE
    )
    agencies = Agency.objects.filter(
        Q(pk__in=shared.values("agency_id")) | Q(pk__in=wished.values("agency_id")),
        closed_at__isnull=True,
    )
    return dict(agencies.order_by("name").values_list("pk", "name"))


def met_on(client_id: uuid.UUID, day: datetime.date | None, today: datetime.date) -> bool:
    """Say whether she was met or heard on this day, in the last month: a text is no talk."""
    if day is None or not today - rules.TALK_COUNTS <= day <= today:
        return False
    notes = Contact.objects.standing().filter(client_id=client_id, compartment=Compartment.NOTES)
    heard = notes.filter(met=True, happened_on=day).exclude(kind__in=rules.WRITTEN)
    return heard.exists()


def tried_in_words(known: Evidence) -> list[str]:
    """Say by which channel somebody tried, how often, and when in the week; our work, not hers."""
    said = []
    for channel in known.channels:
        tries = [one for one in known.tries if one.channel == channel]
        bands = [str(rules.BANDS[band]) for band in rules.BANDS if band in {t.band for t in tries}]
        words = ngettext("%(count)s time", "%(count)s times", len(tries)) % {"count": len(tries)}
        when = ", ".join(bands) or _("at no known time")
        by = str(rules.CHANNELS[channel])
        said.append(f"{by[:1].upper()}{by[1:]}: {words}, {when}.")
    return said
