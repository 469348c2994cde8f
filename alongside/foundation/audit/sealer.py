"""The sealer: what is complete is sealed by the database, signed here, and its head kept elsewhere.

A crash or a full disk between any two steps leaves what the next run takes up: a seal without its
signature is signed, a head that was not kept yet is kept.
"""

from django.conf import settings
from django.db import transaction

from alongside.foundation.access import record
from alongside.foundation.audit import chain, heads
from alongside.foundation.audit.models import Block

ROWS = 10_000
# How many seals one run makes of a backlog; the next run is a minute later.
SEALS = 60
KEPT_AT_ONCE = 1_000


def seal(*, rows: int = ROWS, seals: int = SEALS) -> int:
    """Seal what is complete, and say how many seals were made."""
    record.notice_cluster()
    _sign()
    made = 0
    while made < seals:
        with transaction.atomic():
            number = record.seal_next(rows)
        if number is None:
            break
        _sign()
        made += 1
        # One that is far from full has come up to those who write now; the next minute goes on from there.
        if Block.objects.values_list("rows", flat=True).get(pk=number) < rows // 2:
            break
    _keep_heads()
    return made


def facts(block: Block) -> chain.Facts:
    """What a seal says of itself."""
    return chain.Facts(
        block.number, block.era, block.begins, block.ends, block.rows,
        chain.microseconds(block.sealed_at), block.before,
    )  # fmt: skip


def _sign() -> None:
    key = chain.signing_key(settings.SEAL_KEY)
    name = chain.key_name(key.public_key())
    for block in Block.objects.filter(signature__isnull=True).defer("marks").order_by("number"):
        record.sign_seal(block.number, name, key.sign(facts(block).signed(block.head)))


def _keep_heads() -> None:
    key = chain.signing_key(settings.SEAL_KEY)
    waiting = Block.objects.filter(kept_at__isnull=True, signature__isnull=False).defer("marks")
    blocks = list(waiting.order_by("number")[:KEPT_AT_ONCE])
    if not blocks:
        return
    lines = [
        heads.signed_line(
            key, kind=heads.SEAL, number=block.number, era=block.era, rows=block.rows,
            at_us=chain.microseconds(block.sealed_at), head=block.head,
        )
        for block in blocks
    ]  # fmt: skip
    heads.add(settings.HEADS, lines)
    record.seals_kept([block.number for block in blocks])
