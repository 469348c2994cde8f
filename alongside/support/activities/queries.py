"""Reads about groups, who comes, and who was there on a day."""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.models import Client, Episode
from alongside.core.people.queries import TimelineItem
from alongside.core.team.models import Companion, Welcome
from alongside.core.team.queries import beside as beside_her
from alongside.core.team.rules.beside import LOOK_AFTER
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import live_passes
from alongside.foundation.accounts.models import Membership, Post
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.accounts.roles import Role
from alongside.foundation.directory.models import Seat, Service
from alongside.foundation.directory.queries import seats
from alongside.support.activities import rules
from alongside.support.activities.models import Activity, Attendance, Belonging, Leader, Session

# What a list shows of each woman.
PARTS = int(Compartment.WELCOME | Compartment.GROUPS)


def groups(membership: Membership) -> QuerySet[Activity]:
    """Fetch the groups of the services a hat works in; a volunteer's own alone."""
    found = Activity.objects.going_on().filter(service__in=services_of(membership))
    if not membership.may(Permission.WRITE_CONTACT):
        found = found.filter(pk__in=led_by(membership).values("activity_id"))
    return found.select_related("service", "supervisor__worker").order_by("day", "at_time", "name")


def with_service(activity: Activity, client_id: uuid.UUID) -> Episode | None:
    """Fetch her time with the service a group is of, or None where she is not with it now."""
    now = Episode.objects.open().filter(client_id=client_id, service=activity.service_id)
    return now.select_related("service").first()


def met_on(activity: Activity, day: datetime.date) -> bool:
    """Say whether a group has a list of this day."""
    return Session.objects.filter(activity=activity, held_on=day).exists()


def day_shown(activity: Activity, today: datetime.date) -> datetime.date:
    """Say which day's list is shown first: the last day of the week it meets on, or the last it met since."""
    now = rules.day_now(activity, today)
    later = Session.objects.filter(activity=activity, held_on__gt=now, held_on__lte=today)
    return later.order_by("-held_on").values_list("held_on", flat=True).first() or now


def why_not_list(activity: Activity, day: datetime.date, today: datetime.date) -> str | None:
    """Say why nothing can be written on the list of this day, or None."""
    return rules.why_not_day(activity, day, today, met=met_on(activity, day))


def led_by(membership: Membership) -> QuerySet[Leader]:
    """Fetch what a hat leads now."""
    return Leader.objects.filter(membership=membership, ended_at__isnull=True)


def my_groups(membership: Membership) -> QuerySet[Activity]:
    """Fetch the groups a hat leads, as long as it works in their service."""
    return groups(membership).filter(pk__in=led_by(membership).values("activity_id"))


def leaders_of(groups: Iterable[uuid.UUID]) -> QuerySet[Leader]:
    """Fetch who leads some groups now."""
    now = Leader.objects.filter(activity__in=groups, ended_at__isnull=True)
    return now.select_related("membership__worker").order_by("since", "pk")


def leads(activity: Activity, membership: Membership) -> bool:
    """Say whether a hat leads a group."""
    return led_by(membership).filter(activity=activity).exists()


def runs(activity: Activity, membership: Membership) -> bool:
    """Say whether a hat runs the service a group is of."""
    here = services_of(membership).filter(pk=activity.service_id).exists()
    return here and membership.may(Permission.CHOOSE_LEAD)


@dataclass(frozen=True, slots=True)
class Woman:
    """One woman on a list: her name there, what she wants known, whether she is here, what she was given."""

    belonging: Belonging
    welcome: Welcome
    said: str
    place: uuid.UUID | None
    given: list[str] = field(default_factory=list)
    # Whom to turn to about her, where it is not whom the leaders of the group turn to.
    turns_to: str = ""

    @property
    def is_here(self) -> bool:
        """Whether she is here that day."""
        return self.said == Attendance.Said.CAME

    @property
    def knows(self) -> list[str]:
        """What she wants her leader to know, without what is empty."""
        return [words for words in (self.welcome.know, self.welcome.how) if words]


@dataclass(frozen=True, slots=True)
class Day:
    """A group's list on one day."""

    day: datetime.date
    session: Session | None
    women: list[Woman]

    @property
    def here(self) -> int:
        """How many are here."""
        return sum(one.is_here for one in self.women)

    @property
    def given(self) -> list[tuple[str, int]]:
        """How often each thing was given that day: numbers alone (R159)."""
        many = Counter(what for one in self.women if one.is_here for what in one.given)
        return [(label, many[what]) for what, label in rules.things() if many[what]]

    @property
    def turns_apart(self) -> bool:
        """Whether there is a woman about whom one turns to somebody else than of the others."""
        return any(one.turns_to for one in self.women)

    @property
    def off(self) -> bool:
        """Whether the day was called off."""
        return bool(self.session and self.session.called_off_at)

    @property
    def shown(self) -> dict[uuid.UUID, int]:
        """Each woman on it, with the parts of her record it shows."""
        return {one.belonging.client_id: PARTS for one in self.women}


def belonging(activity: Activity) -> QuerySet[Belonging]:
    """Fetch who comes to a group, as far as the one who asks may know."""
    found: QuerySet[Belonging] = Belonging.objects.current().filter(activity=activity)
    return found


def list_of(activity: Activity, day: datetime.date) -> Day:
    """Make the list of a day: those who belong, by the names they use there, in five queries."""
    rows = list(belonging(activity))
    keys = [one.client_id for one in rows]
    told = beside_her.welcomes(keys)
    session = Session.objects.filter(activity=activity, held_on=day).first()
    marks = Attendance.objects.filter(session=session, client_id__in=keys) if session else ()
    there = {one.client_id: one for one in marks}
    places = {
        one.client_id: one
        for one in beside_her.whom_i_am_beside()
        .filter(kind=Companion.Kind.VOLUNTEER, circle=activity.pk)
        .select_related("supervisor__worker")
    }
    women = [
        Woman(
            one, told[one.client_id], getattr(there.get(one.client_id), "said", ""),
            getattr(places.get(one.client_id), "pk", None),
            getattr(there.get(one.client_id), "given", []),
            _turns_to(activity, places.get(one.client_id)),
        )
        for one in rows
        if one.client_id in told
    ]  # fmt: skip
    women.sort(key=lambda one: (one.welcome.name.casefold(), one.welcome.letter.casefold()))
    return Day(day, session, women)


def _turns_to(activity: Activity, place: Companion | None) -> str:
    if place is None or place.supervisor_id == activity.supervisor_id:
        return ""
    return place.supervisor.worker.name


def who_sits(activity: Activity) -> list[Seat]:
    """List who of other services is in the room on a drop-in's day; of other groups, nobody (R215)."""
    if activity.kind != Activity.Kind.DROP_IN:
        return []
    return [seat for seat in seats() if rules.sits_there(seat, activity)]


def who_comes(activity: Activity) -> QuerySet[Belonging]:
    """Fetch who comes, by name, for those who know her name."""
    known = belonging(activity).filter(client_id__in=Client.objects.values("pk"))
    return known.select_related("client").order_by("client__name", "pk")


def may_supervise(services: QuerySet[Service]) -> QuerySet[Membership]:
    """Fetch who may be whom the leaders of a group turn to: who runs one of these services."""
    posts = Post.objects.filter(service__in=services, ended_at__isnull=True)
    return (
        Membership.objects.filter(
            pk__in=posts.values("membership_id"), role=Role.MANAGER, ended_at__isnull=True,
            worker__is_active=True,
        )
        .select_related("worker")
        .order_by("worker__name", "pk")
    )  # fmt: skip


def may_join(activity: Activity) -> QuerySet[Client]:
    """Fetch the women somebody looks after who could come: with the service, asked, and not there yet."""
    mine = live_passes().filter(source__in=LOOK_AFTER).values("client_id")
    here = belonging(activity).values("client_id")
    return (
        Client.objects.filter(
            pk__in=mine, quiet="", episodes__service=activity.service_id, episodes__state="active"
        )
        .filter(pk__in=Welcome.objects.values("client_id"))
        .exclude(pk__in=here)
        .distinct()
        .order_by("name", "pk")
    )


# --- on her own page and her timeline -------------------------------------------------------------------


def groups_of(client_id: uuid.UUID) -> list[Belonging]:
    """List the groups she comes to."""
    return list(
        Belonging.objects.current()
        .filter(client_id=client_id, activity__ended_at__isnull=True)
        .select_related("activity")
        .order_by("since", "pk")
    )


def days_she_came(client_id: uuid.UUID) -> list[datetime.date]:
    """List the days on which she was there, of any group."""
    came = Attendance.objects.filter(client_id=client_id, said=Attendance.Said.CAME)
    return list(came.order_by("held_on").values_list("held_on", flat=True))


def _came(
    client_id: uuid.UUID, since: datetime.date | None, until: datetime.date | None
) -> QuerySet[Attendance]:
    found = Attendance.objects.filter(client_id=client_id, said=Attendance.Said.CAME)
    if since is not None:
        found = found.filter(held_on__gte=since)
    return found if until is None else found.filter(held_on__lte=until)


def timeline_items(
    client_id: uuid.UUID,
    *,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> list[TimelineItem]:
    """Give the days she was there, as time together, latest first; no other day is on it (R192)."""
    rows = _came(client_id, since, until).select_related("session__activity", "made_by__worker")
    return [_item(one) for one in rows.order_by("-held_on", "-made_at")]


def timeline_months(client_id: uuid.UUID) -> dict[datetime.date, int]:
    """Count them by month (its first day), in one query."""
    months = _came(client_id, None, None).annotate(month=TruncMonth("held_on")).values("month")
    return dict(Counter({row["month"]: row["many"] for row in months.annotate(many=Count("id"))}))


def _item(one: Attendance) -> TimelineItem:
    group = one.session.activity
    at = timezone.make_aware(datetime.datetime.combine(one.held_on, group.at_time))
    return TimelineItem(
        on=one.held_on, at=at, kind="contact", title=_("At %(group)s.") % {"group": group.name},
        her_words="", words="", who=one.made_by.worker.name, url="",
        compartment=Compartment.GROUPS.value,
    )  # fmt: skip


def today_of(membership: Membership, today: datetime.date) -> Sequence[Activity]:
    """List the groups a hat leads that meet today."""
    return list(my_groups(membership).filter(day=today.weekday()))
