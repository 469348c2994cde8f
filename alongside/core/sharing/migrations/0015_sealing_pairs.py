"""Sealing or opening one record of a pair works out both: a sealed one hides the pair from who compares."""

from importlib import import_module

from django.db import migrations

from alongside.foundation.access.gate import OWNER, Definer

sealing = import_module("alongside.core.sharing.migrations.0011_sealing")
matching = import_module("alongside.core.sharing.migrations.0009_matching")

# Locked in the order in which they are worked out, so that two who seal a pair wait and not in a ring.
BOTH = f"""
    perform pg_advisory_xact_lock_shared({sealing.GLOBAL_LOCK});
    perform pg_advisory_xact_lock(hashtextextended(q.id::text, 0)) from (
        select {{client}} as id union
        select x.other_id from sharing_match x where x.client_id = {{client}} order by 1
    ) q;
"""


def both(body: str, client: str) -> str:
    """Have a function of one record look after those that may be hers as well."""
    locked = body.replace(sealing.ONE_CLIENT.format(client=client), BOTH.format(client=client))
    return locked.replace("perform recompute_client(", "perform recompute_pair(")


class Migration(migrations.Migration):
    dependencies = [("sharing", "0014_leavers")]

    operations = [
        Definer(
            "sharing_sealed_by()",
            "trigger",
            both(sealing.SEALED_BY, "new.client_id"),
            callers=OWNER,
        ),
        Definer(
            "seal_by_reference(p_id uuid, p_reference text, p_words text)",
            "void",
            both(sealing.SEAL_BY_REFERENCE, "found"),
        ),
        Definer(
            "open_sealed(p_reference text, p_name text, p_born date, p_how text, p_code_word text)",
            "uuid",
            both(sealing.OPEN_NOW, "found"),
        ),
        Definer("open_due()", "setof uuid", both(sealing.OPEN_DUE, "one.client_id")),
        Definer("open_kept(p_client uuid)", "boolean", both(sealing.OPEN_KEPT, "p_client")),
        # That she may work here herself is found on the spot; the other record hides from her hats too.
        Definer("find_matches(p_client uuid)", "void", both(matching.FIND, "p_client")),
    ]
