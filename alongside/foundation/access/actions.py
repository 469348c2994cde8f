"""Calls into the gate's own functions. They decide; this only asks."""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

Value = (
    uuid.UUID
    | str
    | bytes
    | int
    | datetime.date
    | datetime.datetime
    | list[int]
    | list[uuid.UUID]
    | list[str]
    | None
)


def call(statement: str, *values: Value) -> object:
    """Ask one function of the gate's for one value."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return row[0] if row else None


def _rows(statement: str, *values: uuid.UUID | datetime.date | int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def admit(
    *,
    client_id: uuid.UUID,
    episode_id: uuid.UUID,
    service_id: uuid.UUID,
    name: str,
    audit_digest: str,
    link: uuid.UUID | None,
    sender_agency_id: uuid.UUID | None,
    sender_id: uuid.UUID | None,
    outcome_allowed: bool,
) -> None:
    """Make a woman's first row and her referred episode, and the passes that go with it (R24).

    `link` is the holder of a public form, who may add to this referral for two hours and read nothing.
    """
    call(
        "select admit(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        client_id, episode_id, service_id, name, audit_digest, link, sender_agency_id, sender_id,
        outcome_allowed,
    )  # fmt: skip


def recompute_client(client_id: uuid.UUID) -> None:
    """Work out anew who holds a pass to this woman; every change of team or episode calls it."""
    call("select recompute_client(%s)", client_id)


def recompute_membership(membership_id: uuid.UUID) -> None:
    """Work out anew every pass of one hat; every change of membership, role or service calls it."""
    call("select recompute_membership(%s)", membership_id)


def hold_locked(*, key: uuid.UUID, client_id: uuid.UUID, part: int) -> bool:
    """Let the one who asks begin a locked part of a record, or say that only its holders can let her in."""
    return bool(call("select hold_locked(%s, %s, %s)", key, client_id, part))


def break_glass(
    *,
    key: uuid.UUID,
    reference: str,
    name: str,
    born: datetime.date | None,
    reason: str,
    words: str,
    review_due: datetime.datetime,
) -> uuid.UUID | None:
    """Open one record for sixty minutes by its exact reference, or by name and birth date (T1).

    None alike for nobody, for more than one, for a woman who keeps the asker away and for a sealed record.
    """
    found = call(
        "select break_glass(%s, %s, %s, %s, %s, %s, %s)",
        key, reference, name, born, reason, words, review_due,
    )  # fmt: skip
    return found if isinstance(found, uuid.UUID) else None


def passes_that_differ() -> int:
    """Count passes that are not what the rules give, over everybody; anything but 0 is a fault."""
    return int(str(call("select passes_that_differ()")))


def lead_counts(service_ids: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, uuid.UUID], int]:
    """Count the women each worker leads for, by service and worker, in one statement for any number.

    Nothing is counted of a service for somebody who doesn't work there.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select service.id, membership_id, women "
            "from unnest(%s::uuid[]) as service (id), lead_counts(service.id)",
            (list(service_ids),),
        )
        return {(service, worker): women for service, worker, women in cursor.fetchall()}


def lead_weights(service_ids: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, uuid.UUID], Decimal]:
    """Weigh the women each worker leads for, by service and worker; services that don't weigh give nothing.

    Nothing is said of a service to somebody who doesn't work there.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select service.id, membership_id, weighed "
            "from unnest(%s::uuid[]) as service (id), lead_weights(service.id)",
            (list(service_ids),),
        )
        return {(service, worker): weighed for service, worker, weighed in cursor.fetchall()}


class OpenedRow(NamedTuple):
    """What one worker did with one woman's record on one day; `place` tells workers of one name apart."""

    day: datetime.date
    place: int
    worker: str
    agency: str
    kind: str
    times: int


def who_opened(
    client_id: uuid.UUID, *, since: datetime.date, until: datetime.date
) -> Sequence[OpenedRow]:
    """List who opened her record on which day, latest first, by first name and agency.

    Empty for anybody who is not on her team; what would tell of a locked part is left out.
    """
    rows = _rows(
        "select day, place, worker, agency, kind, times from who_opened(%s, %s, %s)",
        client_id, since, until,
    )  # fmt: skip
    return [OpenedRow(*row) for row in rows]


class HeldRow(NamedTuple):
    """One pass that somebody holds, and how its holder used it; keys of hers are for a manager only."""

    client_id: uuid.UUID | None
    digest: str
    reference: str
    holder_id: uuid.UUID
    worker_id: uuid.UUID
    worker: str
    agency: str
    role: str
    source: str
    source_id: uuid.UUID | None
    starts: datetime.datetime
    until: datetime.datetime
    last_at: datetime.datetime | None
    times: int
    by_day: int
    nights: int
    usual: int
    hats: int
    left_team: bool


def access_review() -> Sequence[HeldRow]:
    """List the passes to the women a manager sees, or to all of a data-protection lead's agency.

    Empty for anybody else; women who keep the asker away, and sealed records, are in neither.
    """
    named = ", ".join(HeldRow._fields)
    return [HeldRow(*row) for row in _rows(f"select {named} from access_review()")]  # noqa: S608 - our own names


def end_baseless(membership_id: uuid.UUID) -> dict[str, int]:
    """End the places, namings, shares and duties of a hat that rest on no post or hat any more.

    Its passes are worked out anew. Gives whose record was touched, by digest, with the parts of it.
    """
    return dict(_rows("select digest, parts from end_baseless(%s)", membership_id))


def end_places(*, circle: uuid.UUID, membership_id: uuid.UUID) -> None:
    """End every place beside a woman that a hat holds for one group; for whoever runs the service."""
    call("select end_places(%s, %s)", circle, membership_id)


def turn_places(
    *, circle: uuid.UUID, supervisor_id: uuid.UUID, sealed_words: Mapping[uuid.UUID, str]
) -> None:
    """Give every place beside a woman that is held for one group another supervisor; for whoever runs it.

    `sealed_words` are what the supervisor says, sealed for each place the asker sees. Where she keeps the new
    one away, her lead worker is the supervisor.
    """
    call(
        "select turn_places(%s, %s, %s::uuid[], %s::text[])", circle, supervisor_id,
        list(sealed_words), list(sealed_words.values()),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MyShare:
    """One share the one who asks holds a pass from: what she lets him see, what for and until when."""

    id: uuid.UUID
    client_id: uuid.UUID
    reads: int
    writes: int
    purpose: str
    until_at: datetime.datetime


def my_shares(client_id: uuid.UUID | None = None) -> list[MyShare]:
    """List the shares the one who asks holds now, of one woman or of all, the first to end first."""
    with connection.cursor() as cursor:
        cursor.execute("select * from my_shares(%s)", (client_id,))
        return [MyShare(*row) for row in cursor.fetchall()]


def on_duty_told() -> list[tuple[uuid.UUID, str]]:
    """Say, of the women of the asker's shifts now, whether each was told that she may be read of on duty."""
    return _rows("select client_id, told from on_duty_told()")


def seen_by_nobody() -> list[tuple[str, int]]:
    """Count, for an administrator, the women of each service whom nobody sees any more; empty for others."""
    return _rows("select service, women from seen_by_nobody()")


def files_of_nobody(keys: list[uuid.UUID]) -> list[uuid.UUID]:
    """Say which of these keys no file on any record has. House-keeping."""
    with connection.cursor() as cursor:
        cursor.execute("select files_of_nobody(%s::uuid[])", (keys,))
        return [row[0] for row in cursor.fetchall()]


class SentRow(NamedTuple):
    """One referral that the one who asks sent: where to and when."""

    referral_id: uuid.UUID
    service_id: uuid.UUID
    received_at: datetime.datetime


def my_sent_referrals() -> Sequence[SentRow]:
    """List the referrals the one who asks sent in the last ninety days; nothing of what came of them."""
    rows = _rows("select referral_id, service_id, received_at from my_sent_referrals()")
    return [SentRow(*row) for row in rows]


def take_back_referral(*, key: uuid.UUID, referral_id: uuid.UUID, words: str) -> None:
    """Note that the one who asks takes back a referral she sent, while nobody has answered it.

    Says nothing either way: whether it was answered is not hers to hear from this. `words` come sealed.
    """
    call("select take_back_referral(%s, %s, %s)", referral_id, key, words)


def sweep_drafts() -> int:
    """Throw away what was left unsent on public forms, and their passes long over; say how many drafts."""
    return int(str(call("select sweep_drafts()")))


def is_made_up() -> bool:
    """Say whether this database was made for made-up people only (a mark that only its owner can set)."""
    said = call(
        "select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()"
    )
    return said == "alongside: made-up people"


# --- whom she keeps away, and who may be known already ---------------------------------------------------


def find_matches(client_id: uuid.UUID) -> None:
    """Have a record held against all others within a minute; nothing of it comes back to the asker."""
    call("select find_matches(%s)", client_id)


def compare_next() -> bool:
    """Hold the next record that waits against all others; False when none waits. House-keeping."""
    return bool(call("select compare_next()"))


def recompute_pair(client_id: uuid.UUID) -> None:
    """Work out anew who holds a pass to this woman, and to the records that may be hers as well."""
    call("select recompute_pair(%s)", client_id)


def say_of_two(
    *, client_id: uuid.UUID, other_id: uuid.UUID, same: bool, goes_on: uuid.UUID
) -> bool:
    """Say whether two records are one woman's; False for an asker who doesn't look after both."""
    return bool(call("select say_of_two(%s, %s, %s, %s)", client_id, other_id, same, goes_on))


def check_block(block_id: uuid.UUID, *, not_them: Iterable[uuid.UUID]) -> None:
    """Hold somebody she keeps away against everybody who works here; what fits is kept away and asked."""
    call("select check_block(%s, %s::uuid[])", block_id, list(not_them))


def keep_away_everywhere(client_id: uuid.UUID) -> None:
    """Keep away from every record that was said to be hers whoever is kept away from one of them."""
    call("select keep_away_everywhere(%s)", client_id)


def check_worker(worker_id: uuid.UUID) -> None:
    """Hold a worker against everybody whom somebody keeps away, and work out the passes of all his hats."""
    call("select check_worker(%s)", worker_id)


def check_invitation(*, key: uuid.UUID, name: str, email: str, agency_id: uuid.UUID) -> None:
    """Hold somebody who is invited against everybody whom somebody keeps away."""
    call("select check_invitation(%s, %s, %s, %s)", key, name, email, agency_id)


def check_around(*, client_id: uuid.UUID, name: str, number: str, email: str) -> None:
    """Hold somebody who is written down as near her against whom she keeps away."""
    call("select check_around(%s, %s, %s, %s)", client_id, name, number, email)


def away_candidates(
    *, name: str, works_at: uuid.UUID | None, number: str, mail_domain: str
) -> dict[uuid.UUID, bool]:
    """Find the workers who may be meant, each with whether it is by the name alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select worker_id, fit = 1 from away_candidates(%s, %s, %s, %s)",
            (name, works_at, number, mail_domain),
        )
        return dict(cursor.fetchall())


def looked_after(client_id: uuid.UUID) -> dict[uuid.UUID, set[str]]:
    """Say which hats look after her now and why; nothing for somebody who may not see whom she keeps away."""
    found: dict[uuid.UUID, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("select holder_id, source from looked_after(%s)", (client_id,))
        for holder, source in cursor.fetchall():
            found.setdefault(holder, set()).add(source)
    return found


def kept_away_hats(client_id: uuid.UUID, service_id: uuid.UUID) -> set[uuid.UUID]:
    """Say which hats of a service she keeps away; none, for an asker who may not see that."""
    with connection.cursor() as cursor:
        cursor.execute("select holder_id from kept_away_hats(%s, %s)", (client_id, service_id))
        return {row[0] for row in cursor.fetchall()}


def move_note(*, note_id: uuid.UUID, from_id: uuid.UUID, to_id: uuid.UUID) -> None:
    """Move a note to whose it is, with its history and what hangs on it; the asker writes there on both."""
    call("select not_hers(%s, %s, %s)", note_id, from_id, to_id)


def may_have_read(
    client_id: uuid.UUID, *, part: int, since: datetime.datetime
) -> list[tuple[uuid.UUID, datetime.datetime]]:
    """Say who else has opened this part of a record since a moment, each with the first time."""
    return list(_rows("select * from may_have_read(%s, %s, %s)", client_id, part, since))
