"""Sealing and opening work out both records of a matched pair; whoever used an emergency key hears nothing.

A record that may be another's as well shows to the matching person only while neither is sealed, so each of
the two changes what the other gives. A safety lead who opened a record under another hat of hers is not told
of it: it waits for somebody else, who alone may look it over.
"""

from importlib import import_module

from django.db import migrations

from alongside.foundation.access.gate import OWNER, Definer

first = import_module("alongside.core.sharing.migrations.0003_gate")
away = import_module("alongside.core.sharing.migrations.0008_away_gate")
matching = import_module("alongside.core.sharing.migrations.0009_matching")
sealing = import_module("alongside.core.sharing.migrations.0011_sealing")

# Both of a pair are locked before either is read, in one order: two who seal the two at once wait for each
# other and not in a ring.
BOTH = f"""
    perform pg_advisory_xact_lock_shared({first.GLOBAL_LOCK});
    perform pg_advisory_xact_lock(hashtextextended(q.id::text, 0)) from (
        select {{client}} as id
        union select x.other_id from sharing_match x where x.client_id = {{client}} order by 1
    ) q;
"""


def _for_both(body: str, client: str) -> str:
    """Let a function of sealing lock, and work out, both records of a pair."""
    changed = body.replace(
        sealing.ONE_CLIENT.format(client=client), BOTH.format(client=client)
    ).replace("perform recompute_client(", "perform recompute_pair(")
    assert changed != body
    return changed


NOT_HERSELF = """
    from sharing_breakglass b
    join accounts_membership u on u.id = b.membership_id
    join sharing_duty d on d.kind = 'safety' and d.ended_at is null
    join accounts_membership o on o.id = d.membership_id and o.worker_id <> u.worker_id
"""
OTHER_HAT = """
    from sharing_breakglass b
    join sharing_duty d on d.kind = 'safety' and d.ended_at is null
        and d.membership_id <> b.membership_id
"""
assert OTHER_HAT.strip() in away.RIGHTFUL
RIGHTFUL = away.RIGHTFUL.replace(OTHER_HAT.strip(), NOT_HERSELF.strip())


class Migration(migrations.Migration):
    dependencies = [("sharing", "0014_leavers")]

    operations = [
        migrations.RunSQL(RIGHTFUL, migrations.RunSQL.noop),
        Definer(
            "find_matches(p_client uuid)",
            "void",
            matching.FIND.replace("perform recompute_client(", "perform recompute_pair("),
        ),
        Definer(
            "sharing_sealed_by()",
            "trigger",
            _for_both(sealing.SEALED_BY, "new.client_id"),
            callers=OWNER,
        ),
        Definer(
            "seal_by_reference(p_id uuid, p_reference text, p_words text)",
            "void",
            _for_both(sealing.SEAL_BY_REFERENCE, "found"),
        ),
        Definer(
            "open_sealed(p_reference text, p_name text, p_born date, p_how text, p_code_word text)",
            "uuid",
            _for_both(sealing.OPEN_NOW, "found"),
        ),
        Definer("open_due()", "setof uuid", _for_both(sealing.OPEN_DUE, "one.client_id")),
        Definer("open_kept(p_client uuid)", "boolean", _for_both(sealing.OPEN_KEPT, "p_client")),
    ]
