"""Links that open once: an invitation, and a fresh start after a lost password."""

import datetime
import secrets
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation.access import actions as gate
from alongside.foundation.accounts import queries
from alongside.foundation.accounts.actions import sessions, workers
from alongside.foundation.accounts.models import Membership, OneTimeLink, Worker
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import fingerprint
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency

OPEN_FOR = datetime.timedelta(days=7)


def _make(link: OneTimeLink, *, by: Actor) -> str:
    token = secrets.token_urlsafe(32)
    link.token_hash = fingerprint(token)
    link.expires_at = timezone.now() + OPEN_FOR
    link.save(force_insert=True)
    audit.record(Event.STAFF, what=f"accounts.link_{link.kind}", by=by)
    return token


@transaction.atomic
def invite(
    *,
    key: uuid.UUID,
    name: str,
    email: str,
    agency: Agency,
    role: str,
    posts: list[workers.PostWanted],
    made_by: Membership,
    by: Actor,
) -> str:
    """Invite somebody by a link that opens once within seven days; an earlier one for her is closed.

    Raises Refused where there is a worker with this e-mail already.
    """
    if queries.worker_by_email(email):
        raise Refused(
            _("There is a worker with this e-mail already. Give them another hat instead."),
            rule="already_a_worker",
        )
    queries.open_invitations().filter(email__iexact=email).update(expires_at=timezone.now())
    link = OneTimeLink(
        id=key, kind=OneTimeLink.Kind.INVITATION, name=name, email=email, agency=agency, role=role,
        services=[{"service": str(post.service.pk), "triage": post.triage} for post in posts],
        made_by=made_by,
    )  # fmt: skip
    token = _make(link, by=by)
    gate.check_invitation(key=key, name=name, email=email, agency_id=agency.pk)
    return token


@transaction.atomic
def start_fresh(*, key: uuid.UUID, worker: Worker, made_by: Membership, by: Actor) -> str:
    """Let a worker choose a new password by a link; her second step stays as it is (S11)."""
    OneTimeLink.objects.filter(
        kind=OneTimeLink.Kind.FRESH_START, worker=worker, used_at__isnull=True
    ).update(expires_at=timezone.now())
    link = OneTimeLink(id=key, kind=OneTimeLink.Kind.FRESH_START, worker=worker, made_by=made_by)
    return _make(link, by=by)


@transaction.atomic
def take_back(*, link: OneTimeLink, by: Actor) -> None:
    """Close a link before anybody used it. Raises Refused where somebody just did."""
    if not OneTimeLink.objects.filter(pk=link.pk, used_at__isnull=True).update(
        expires_at=timezone.now()
    ):
        raise Refused(
            _("This link was used a moment ago, so it can’t be taken back. Look at their page."),
            rule="link_used",
        )
    audit.record(Event.STAFF, what="accounts.take_back_link", by=by)


@transaction.atomic
def accept(*, link: OneTimeLink, name: str, password: str, by: Actor) -> Worker:
    """Become a worker by an invitation, with a name and a password of one's own choosing.

    Raises Refused where the link was used a moment ago, or the e-mail has an account by now.
    """
    _use(link)
    if queries.worker_by_email(link.email) or link.agency is None:
        raise Refused(
            _("There is an account for this e-mail already. Sign in with it."),
            rule="already_a_worker",
        )
    worker = Worker(name=name, email=link.email.lower())
    worker.set_password(password)
    worker.save(force_insert=True)
    by = Actor(by.holder_id, worker.pk)
    workers.give_hat(
        key=link.pk, worker=worker, agency=link.agency, role=link.role, by=by,
        posts=queries.posts_wanted(link),
    )  # fmt: skip
    audit.record(Event.STAFF, what="accounts.accept_invitation", by=by)
    return worker


@transaction.atomic
def set_new_password(*, link: OneTimeLink, password: str, by: Actor) -> Worker:
    """Choose a new password by a link; every session of before ends, the second step stays (S14)."""
    _use(link)
    assert link.worker_id is not None
    worker = Worker.objects.select_for_update().get(pk=link.worker_id, is_active=True)
    worker.set_password(password)
    worker.save(update_fields=["password"])
    by = Actor(by.holder_id, worker.pk)
    sessions.end_all(worker=worker, by=by)
    audit.record(Event.STAFF, what="accounts.set_new_password", by=by)
    return worker


def _use(link: OneTimeLink) -> None:
    """Close the link for everybody else; whoever comes second finds it closed."""
    now = timezone.now()
    if not OneTimeLink.objects.filter(pk=link.pk, used_at__isnull=True, expires_at__gt=now).update(
        used_at=now
    ):
        raise Refused(_("This link was used already."), rule="link_used")
