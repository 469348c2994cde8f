"""Every change of the second step: there is always one, and a code works once."""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import transaction

from alongside.foundation.accounts import queries, rules
from alongside.foundation.accounts.models import Worker
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused


def _half_minute_of(secret: str, code: str) -> int | None:
    """Find the half minute that a code belongs to, among this one and its two neighbours."""
    for counter in yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter))):
            return counter
    return None


@transaction.atomic
def spend_code(*, worker: Worker, code: str) -> Authenticator | None:
    """Take a code from her authenticator app or a recovery code; each works once (S11).

    The half minute is kept with the secret: a code of it or of an earlier one is never taken again.
    """
    authenticators = Authenticator.objects.select_for_update().filter(user=worker)
    totp = authenticators.filter(type=Authenticator.Type.TOTP).first()
    if totp is not None:
        half_minute = _half_minute_of(get_adapter().decrypt(totp.data["secret"]), code)
        if half_minute is not None and half_minute > totp.data.get("spent", 0):
            totp.data["spent"] = half_minute
            totp.save(update_fields=["data"])
            return totp
    codes = authenticators.filter(type=Authenticator.Type.RECOVERY_CODES).first()
    if codes is not None and RecoveryCodes(codes).validate_code(code):
        codes.refresh_from_db()
        return codes
    return None


@transaction.atomic
def set_authenticator(*, worker: Worker, secret: str, code: str, by: Actor) -> bool:
    """Make this her authenticator app, in place of the one before; False when the code is wrong."""
    half_minute = _half_minute_of(secret, code)
    if half_minute is None:
        return False
    Worker.objects.select_for_update().get(pk=worker.pk)
    Authenticator.objects.filter(user=worker, type=Authenticator.Type.TOTP).delete()
    authenticator = TOTP.activate(worker, secret).instance
    authenticator.data["spent"] = half_minute
    authenticator.save(update_fields=["data"])
    audit.record(Event.STAFF, what="accounts.set_authenticator", by=by)
    return True


@transaction.atomic
def make_recovery_codes(*, worker: Worker, by: Actor) -> bool:
    """Make her recovery codes where she has none; say whether they are new."""
    there = Authenticator.objects.filter(user=worker, type=Authenticator.Type.RECOVERY_CODES)
    if there.exists():
        return False
    RecoveryCodes.activate(worker)
    audit.record(Event.STAFF, what="accounts.make_recovery_codes", by=by)
    return True


@transaction.atomic
def remove(*, authenticator: Authenticator, by: Actor) -> None:
    """Take one way of signing in away.

    Raises Refused for the last second step: it can be replaced and never switched off (S11).
    """
    # Two removals at once wait for each other here, or each would count the other as left.
    Worker.objects.select_for_update().get(pk=authenticator.user_id)
    if said := rules.why_not_remove(others=queries.other_second_steps(authenticator)):
        raise Refused(said, rule="last_second_step")
    Authenticator.objects.filter(pk=authenticator.pk).delete()
    audit.record(Event.STAFF, what="accounts.remove_second_step", by=by)


@transaction.atomic
def rename_passkey(*, authenticator: Authenticator, name: str, by: Actor) -> None:
    """Give a passkey a name by which its owner knows it."""
    authenticator.data["name"] = name
    authenticator.save(update_fields=["data"])
    audit.record(Event.STAFF, what="accounts.rename_passkey", by=by)
