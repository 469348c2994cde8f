"""Reads about workers, their hats, and their ways of signing in."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, Model, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from alongside.foundation.access import record
from alongside.foundation.accounts.models import (
    HasSkill,
    Membership,
    OneTimeLink,
    Post,
    Skill,
    Worker,
)
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.roles import ROLES, Role
from alongside.foundation.common.keys import fingerprint, new_key
from alongside.foundation.common.written import WrittenOnce
from alongside.foundation.directory.models import Service

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class PostWanted:
    """A service somebody is to work in, and whether she takes its new referrals."""

    service: Service
    triage: bool


def has_second_factor(worker: Worker) -> bool:
    """Say whether she has an authenticator code or a passkey (recovery codes alone don't count)."""
    return bool(Authenticator.objects.filter(user=worker, type__in=SECOND_STEPS).exists())


def second_steps(worker: Worker) -> list[Authenticator]:
    """List her ways of a second step, oldest first."""
    return list(
        Authenticator.objects.filter(user=worker, type__in=SECOND_STEPS).order_by("created_at")
    )


def other_second_steps(authenticator: Authenticator) -> int:
    """Count the second steps she would have without this one."""
    mine = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=SECOND_STEPS)
    return int(mine.exclude(pk=authenticator.pk).count())


def worker_by_email(email: str) -> Worker | None:
    """Find a worker by e-mail, whatever its capitals."""
    return Worker.objects.filter(email__iexact=email).first()


def hats(worker: Worker) -> list[Membership]:
    """List the hats she may wear now."""
    return list(_hats(worker.pk))


def _hats(worker_id: uuid.UUID) -> QuerySet[Membership]:
    worn = Membership.objects.filter(worker=worker_id, ended_at__isnull=True)
    return worn.select_related("agency", "worker").order_by("started_at")


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """What is asked of a worker on every request: the hats she may wear, and a second step."""

    hats: Sequence[Membership]
    second_step: bool


def _with_second_step(worker_id: uuid.UUID) -> "QuerySet[Membership, Any]":
    steps = Authenticator.objects.filter(user=OuterRef("worker_id"), type__in=SECOND_STEPS)
    return _hats(worker_id).annotate(second_step=Exists(steps))


# Asked on every request.
_hats_at_the_door = WrittenOnce(_with_second_step, new_key())


def who_comes(worker_id: uuid.UUID) -> tuple[Worker, AtTheDoor] | None:
    """Fetch a worker with all that is asked of her at the door, in one statement; None who wears no hat."""
    mine = _hats_at_the_door(worker_id)
    if not mine:
        return None
    return mine[0].worker, AtTheDoor(mine, mine[0].second_step)


def at_the_door(worker: Worker) -> AtTheDoor:
    """Give what is asked of her at the door: what came with her, or asked for here where she wears no hat."""
    found = getattr(worker, "at_the_door", None)
    return found or AtTheDoor(hats(worker), has_second_factor(worker))


def worn_hat(mine: Sequence[Membership], chosen: str | None) -> Membership | None:
    """Find the hat she wears: the one she chose, or her only one; None when she still has to choose."""
    if chosen:
        return next((hat for hat in mine if str(hat.pk) == chosen), None)
    return mine[0] if len(mine) == 1 else None


def fill_hats(*named: tuple[Iterable[Model], str]) -> None:
    """Put the hats, with worker and agency, on rows that name them: one statement for all, none for no row.

    For rows of which there are few or none: each joined hat costs the planner more than the rows do.
    """
    wanted = [(row, name, getattr(row, f"{name}_id")) for rows, name in named for row in rows]
    keys = {key for _, _, key in wanted if key}
    hats = Membership.objects.select_related("worker", "agency")
    found = hats.in_bulk(keys) if keys else {}
    for row, name, key in wanted:
        setattr(row, name, found.get(key))


def name_of_hat(key: uuid.UUID | None) -> str:
    """Give the name of whoever wears a hat that a lower floor knows by its key alone; empty for nobody."""
    hat = Membership.objects.select_related("worker").filter(pk=key).first() if key else None
    return hat.worker.name if hat else ""


def hats_with_posts() -> QuerySet[Membership]:
    """Hats worn now, each with its agency and its posts, for the workers' pages."""
    posts = Post.objects.filter(ended_at__isnull=True).select_related("service")
    return (
        Membership.objects.filter(ended_at__isnull=True)
        .select_related("agency", "worker")
        .prefetch_related(Prefetch("posts", posts.order_by("service__name"), "posts_now"))
        .order_by("started_at")
    )


def administrators() -> QuerySet[Membership]:
    """Hats of administrators who may sign in."""
    return Membership.objects.filter(
        role=Role.ADMINISTRATOR, ended_at__isnull=True, worker__is_active=True
    )


def workers() -> list[Worker]:
    """List everybody who works here, with their hats, in three reads whatever the number."""
    return list(
        Worker.objects.order_by("-is_active", "name").prefetch_related(
            Prefetch("memberships", hats_with_posts(), "hats_now")
        )
    )


def services_of(membership: Membership) -> "QuerySet[Service]":
    """Fetch the services this hat works in now."""
    return Service.objects.filter(
        posts__membership=membership, posts__ended_at__isnull=True, ended_at__isnull=True
    ).order_by("name", "id")


def open_invitations() -> QuerySet[OneTimeLink]:
    """Invitations that nobody has used and that still open."""
    return (
        OneTimeLink.objects.filter(
            kind=OneTimeLink.Kind.INVITATION, used_at__isnull=True, expires_at__gt=timezone.now()
        )
        .select_related("agency")
        .order_by("expires_at")
    )


def link_by_token(token: str) -> OneTimeLink | None:
    """Find a link by the secret in its address, used or not."""
    return (
        OneTimeLink.objects.filter(token_hash=fingerprint(token))
        .select_related("agency", "worker")
        .first()
    )


def posts_wanted(link: OneTimeLink) -> list[PostWanted]:
    """Read the services of an invitation, those that still are there."""
    triage = {uuid.UUID(one["service"]): bool(one["triage"]) for one in link.services}
    services = Service.objects.filter(pk__in=triage, agency=link.agency, ended_at__isnull=True)
    return [PostWanted(service, triage[service.pk]) for service in services]


def sessions(worker: Worker) -> list[UserSession]:
    """List her sessions that are still going, the one used last first."""
    going = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return list(
        UserSession.objects.filter(user=worker, session_key__in=going).order_by("-last_seen_at")
    )


@dataclass(frozen=True, slots=True)
class ShownAlarm:
    """An alarm with the names of those it is about; `own` when it is about the asker."""

    id: uuid.UUID
    at: datetime
    kind: str
    women: int
    who: str
    hat: str
    own: bool
    answered_at: datetime | None
    answerer: str
    note: str


def alarms() -> list[ShownAlarm]:
    """List the alarms of the asker's agency, the newest first; the database gives others none (S9)."""
    found = record.alarms()
    holders = {alarm.holder_id for alarm in found}
    holders |= {alarm.answered_by for alarm in found if alarm.answered_by}
    hats = {
        hat.pk: hat for hat in Membership.objects.filter(pk__in=holders).select_related("worker")
    }
    return [
        ShownAlarm(
            id=one.id, at=one.at, kind=one.kind, women=one.women, who=hats[one.holder_id].worker.name,
            hat=hats[one.holder_id].get_role_display(), own=one.own, answered_at=one.answered_at,
            answerer=hats[one.answered_by].worker.name if one.answered_by else "", note=one.note,
        )
        for one in found
    ]  # fmt: skip


# --- what workers know and speak ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """What a worker knows and speaks under one hat, by name, in the partnership's order."""

    specialisms: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    keys: frozenset[uuid.UUID] = frozenset()


def known_by(hats: Iterable[uuid.UUID]) -> dict[uuid.UUID, Known]:
    """Say what each of these hats knows and speaks: one read whatever the number (R1, R139)."""
    rows = HasSkill.objects.filter(membership__in=list(hats), ended_at__isnull=True)
    found: dict[uuid.UUID, list[Skill]] = {}
    for row in rows.select_related("skill").order_by("skill__place", "skill__name"):
        found.setdefault(row.membership_id, []).append(row.skill)
    return {key: _known(skills) for key, skills in found.items()}


def _known(skills: list[Skill]) -> Known:
    def named(kind: str) -> tuple[str, ...]:
        return tuple(one.name for one in skills if one.kind == kind)

    return Known(
        named(Skill.Kind.SPECIALISM),
        named(Skill.Kind.LANGUAGE),
        frozenset(one.pk for one in skills),
    )


@dataclass(frozen=True, slots=True)
class Colleague:
    """One hat in the list of colleagues, with what she knows; `may_keep` where the asker writes that."""

    hat: Membership
    known: Known
    may_keep: bool


def may_keep_skills(asker: Membership, hat: Membership) -> bool:
    """Say whether somebody writes down what another knows: an administrator, a manager of her agency."""
    if not asker.may(Permission.KEEP_SKILLS):
        return False
    return asker.may(Permission.MANAGE_WORKERS) or asker.agency_id == hat.agency_id


def colleagues(asker: Membership) -> list[Colleague]:
    """List everybody who works with women in the partnership, by agency and name, in three reads."""
    works = [role.value for role, info in ROLES.items() if Permission.CARE in info.permissions]
    hats = list(
        hats_with_posts()
        .filter(role__in=works, worker__is_active=True, agency__closed_at__isnull=True)
        .order_by("agency__name", "worker__name", "pk")
    )
    known = known_by(hat.pk for hat in hats)
    return [Colleague(hat, known.get(hat.pk, Known()), may_keep_skills(asker, hat)) for hat in hats]
