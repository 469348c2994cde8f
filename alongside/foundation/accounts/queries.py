"""Reads about workers and their hats."""

import uuid

from allauth.mfa.models import Authenticator

from alongside.foundation.accounts.models import Membership, Worker


def has_second_factor(worker: Worker) -> bool:
    """Say whether she has an authenticator code or a passkey (recovery codes alone don't count)."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=worker, type__in=kinds).exists()


def hats(worker: Worker) -> list[Membership]:
    """List the hats she may wear now."""
    return list(
        Membership.objects.filter(worker=worker, ended_at__isnull=True)
        .select_related("agency", "worker")
        .order_by("started_at")
    )


def worn_hat(worker: Worker, chosen: str | None) -> Membership | None:
    """Find the hat she wears: the one she chose, or her only one; None when she still has to choose."""
    mine = hats(worker)
    if chosen:
        return next((hat for hat in mine if str(hat.pk) == chosen), None)
    return mine[0] if len(mine) == 1 else None


def membership(key: uuid.UUID) -> Membership:
    """Fetch one hat by key, for jobs that act for it."""
    return Membership.objects.select_related("worker", "agency").get(pk=key)
