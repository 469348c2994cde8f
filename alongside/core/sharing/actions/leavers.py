"""Ending with one press all that somebody who leaves still holds."""

import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from alongside.core.people.models import Client
from alongside.core.sharing.models import Grant
from alongside.core.sharing.queries.review import hats_to_end
from alongside.core.sharing.rules import leavers as rules
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.actions import workers as staff
from alongside.foundation.accounts.models import Membership, Post, Worker
from alongside.foundation.accounts.queries import PostWanted, services_of
from alongside.foundation.accounts.roles import Role
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused


@transaction.atomic
def end_leaver(*, worker: Worker, ended_by: Membership, by: Actor) -> None:
    """End a leaver's posts, places in teams, shares named to her, namings and duties (S7, S14).

    A manager ends what is in the services she runs, and the hat itself where nothing else is left of it; a
    data-protection lead ends every hat in her agency. Raises Refused with a reason.
    """
    if reason := rules.why_not_end(worker_id=worker.pk, asker_id=ended_by.worker_id):
        raise Refused(reason, rule="own_leaving")
    for hat in hats_to_end(worker.pk, ended_by).order_by("pk"):
        # The wide lock before any narrow one, so that two who do this wait for each other and not in a ring.
        gate.recompute_membership(hat.pk)
        left = [] if ended_by.role == Role.DATA_PROTECTION else _posts_elsewhere(hat, ended_by)
        if left:
            _end_shares(hat, ended_by=ended_by, by=by)
            staff.set_posts(hat=hat, posts=left, by=by)
        else:
            staff.end_hat(hat=hat, by=by)
    audit.record(Event.STAFF, what="sharing.end_leaver", by=by)


def _posts_elsewhere(hat: Membership, asker: Membership) -> list[PostWanted]:
    mine = set(services_of(asker).values_list("pk", flat=True))
    posts = Post.objects.filter(membership=hat, ended_at__isnull=True).select_related("service")
    return [PostWanted(post.service, post.triage) for post in posts if post.service_id not in mine]


def _end_shares(hat: Membership, *, ended_by: Membership, by: Actor) -> None:
    """End what was shared with this hat by name, of women whom the one who ends it sees."""
    named = Grant.objects.standing().filter(membership=hat, client__in=Client.objects.all())
    touched: dict[uuid.UUID, uuid.UUID] = dict(named.values_list("pk", "client_id"))
    Grant.objects.standing().filter(pk__in=touched).update(
        ended_at=timezone.now(), ended_by=ended_by, version=F("version") + 1
    )
    for client_id in set(touched.values()):
        audit.record(
            Event.CHANGED, what="sharing.end_share", by=by, client_id=client_id,
            compartments=Compartment.SHARING,
        )  # fmt: skip
        gate.recompute_client(client_id)
