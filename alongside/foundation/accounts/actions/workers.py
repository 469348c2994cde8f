"""Every change of who works here: hats, posts, and whether somebody may sign in at all."""

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation.access import actions as gate
from alongside.foundation.accounts import queries, rules
from alongside.foundation.accounts.actions import sessions
from alongside.foundation.accounts.models import Membership, Post, Worker
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import PostWanted
from alongside.foundation.accounts.roles import Role, may
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency

__all__ = [
    "PostWanted", "allow_again", "disable", "end_hat", "give_hat", "leave", "make_first", "set_own_page",
    "set_posts",
]  # fmt: skip


@transaction.atomic
def give_hat(
    *,
    key: uuid.UUID,
    worker: Worker,
    agency: Agency,
    role: str,
    posts: list[PostWanted],
    by: Actor,
) -> Membership:
    """Give a worker a hat in an agency, with posts in its services, and the passes that go with them.

    Raises Refused where she wears the same hat already, gives herself one that sees women, or where the
    key is another hat's.
    """
    _must_not_be_for_herself(worker=worker, agency_id=agency.pk, role=role, by=by)
    if Membership.objects.filter(
        worker=worker, agency=agency, role=role, ended_at__isnull=True
    ).exists():
        raise Refused(_("They have this hat already. Change its services there."), rule="same_hat")
    hat = Membership(id=key, worker=worker, agency=agency, role=role)
    try:
        with transaction.atomic():
            hat.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("This page was used before. Open it again."), rule="key_used") from None
    _write_posts(hat, posts)
    gate.check_worker(worker.pk)
    audit.record(Event.STAFF, what="accounts.give_hat", by=by)
    return hat


@transaction.atomic
def set_posts(*, hat: Membership, posts: list[PostWanted], by: Actor) -> None:
    """Say anew in which services a hat works, and where it takes new referrals.

    Raises Refused where an administrator would widen a hat of her own.
    """
    _must_not_be_for_herself(worker=hat.worker, agency_id=hat.agency_id, role=hat.role, by=by)
    _write_posts(hat, posts)
    _end_baseless(hat, by=by)
    gate.check_worker(hat.worker_id)
    audit.record(Event.STAFF, what="accounts.set_posts", by=by)


def _write_posts(hat: Membership, wanted: list[PostWanted]) -> None:
    Membership.objects.select_for_update().get(pk=hat.pk)
    if any(post.service.agency_id != hat.agency_id for post in wanted):
        raise Refused(_("A hat works in its own agency's services."), rule="other_agency")
    now = timezone.now()
    keep = {post.service.pk: post.triage for post in wanted}
    for post in hat.posts.filter(ended_at__isnull=True):
        if post.service_id not in keep:
            Post.objects.filter(pk=post.pk).update(ended_at=now)
        elif post.triage != keep.pop(post.service_id):
            Post.objects.filter(pk=post.pk).update(triage=not post.triage)
    for service_id, triage in keep.items():
        Post(membership=hat, service_id=service_id, triage=triage).save(force_insert=True)


@transaction.atomic
def end_hat(*, hat: Membership, by: Actor) -> None:
    """Take a hat off somebody: from her next request on it opens nothing.

    Raises Refused for the only administrator, and where somebody took it off already.
    """
    _must_not_be_last_administrator(hat)
    now = timezone.now()
    if not Membership.objects.filter(pk=hat.pk, ended_at__isnull=True).update(ended_at=now):
        raise Refused(_("Somebody took this hat off already."), rule="hat_off")
    hat.posts.filter(ended_at__isnull=True).update(ended_at=now)
    _end_baseless(hat, by=by)
    audit.record(Event.STAFF, what="accounts.end_hat", by=by)


def _end_baseless(hat: Membership, *, by: Actor) -> None:
    """End what rested on a post or hat that has ended, so that she stays named on nobody's page."""
    touched = gate.end_baseless(hat.pk)
    audit.record_digests(Event.CHANGED, what="accounts.end_baseless", by=by, parts=touched)


@transaction.atomic
def disable(*, worker: Worker, by: Actor) -> None:
    """Keep a worker from signing in; every session of hers ends at once (S14).

    Raises Refused for the only administrator.
    """
    for hat in queries.hats(worker):
        _must_not_be_last_administrator(hat)
    Worker.objects.filter(pk=worker.pk).update(is_active=False)
    sessions.end_all(worker=worker, by=by)
    for hat in queries.hats(worker):
        gate.recompute_membership(hat.pk)
    audit.record(Event.STAFF, what="accounts.disable_worker", by=by)


@transaction.atomic
def leave(*, worker: Worker, by: Actor) -> None:
    """End everything of a worker who has left: hats, posts, places beside women, and signing in (S14).

    Raises Refused for the only administrator.
    """
    for hat in queries.hats(worker):
        end_hat(hat=hat, by=by)
    disable(worker=worker, by=by)


@transaction.atomic
def allow_again(*, worker: Worker, by: Actor) -> None:
    """Let a worker sign in again, under the hats she still has."""
    Worker.objects.filter(pk=worker.pk).update(is_active=True)
    gate.check_worker(worker.pk)
    audit.record(Event.STAFF, what="accounts.allow_worker_again", by=by)


def _must_not_be_for_herself(*, worker: Worker, agency_id: uuid.UUID, role: str, by: Actor) -> None:
    if by.holder_id is None or not may(role, Permission.SEE_WOMEN):
        return
    hers = queries.administrators().filter(pk=by.holder_id, worker=worker).first()
    if hers is None:
        return
    others = queries.administrators().exclude(worker=worker).count()
    own = hers.agency_id == agency_id
    if said := rules.why_not_for_yourself(other_administrators=others, own_agency=own):
        raise Refused(said, rule="for_herself")


def _must_not_be_last_administrator(hat: Membership) -> None:
    # Two administrators who end each other at once wait here for one another, in one order.
    administrators = queries.administrators().select_for_update(of=("self",)).order_by("pk")
    others = sum(one.worker_id != hat.worker_id for one in administrators)
    if said := rules.why_not_leave(role=hat.role, other_administrators=others):
        raise Refused(said, rule="only_administrator")


@transaction.atomic
def set_own_page(*, worker: Worker, name: str, theme: str, find_key_on: bool, by: Actor) -> None:
    """Change one's own name and how pages look and listen."""
    Worker.objects.filter(pk=worker.pk).update(name=name, theme=theme, find_key_on=find_key_on)
    if name != worker.name:
        # Another name may be one that somebody keeps away.
        gate.check_worker(worker.pk)
    audit.record(Event.STAFF, what="accounts.set_own_page", by=by)


@transaction.atomic
def make_first(
    *,
    key: uuid.UUID,
    agency: Agency,
    post: PostWanted,
    name: str,
    email: str,
    password: str,
    runs_service: bool,
    by: Actor,
) -> Worker:
    """Make the first administrator of an empty installation, who may run the service as well."""
    worker = Worker(id=key, name=name, email=email.lower())
    worker.set_password(password)
    worker.save(force_insert=True)
    by = Actor(by.holder_id, worker.pk)
    give_hat(key=new_key(), worker=worker, agency=agency, role=Role.ADMINISTRATOR, posts=[], by=by)
    if runs_service:
        give_hat(
            key=new_key(), worker=worker, agency=agency, role=Role.MANAGER, posts=[post], by=by
        )
    audit.record(Event.STAFF, what="accounts.first_run", by=by)
    return worker
