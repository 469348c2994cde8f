"""Passes from shares, locked parts, emergencies and the rest; and whom she keeps away, who gets none.

Who should hold which pass is one view. It never asks what time it is: a pass that has run out is a row whose
end lies in the past, so that working everything out anew gives the same rows at any moment.
"""

from django.db import migrations
from django.db.migrations.operations.base import Operation

from alongside.foundation.access.compartments import LOCKED, PARTS, Compartment, bits
from alongside.foundation.access.gate import (
    GATE,
    OWNER,
    Definer,
    grant,
    keyed_with_client,
    let_in,
    protect,
    same_woman,
)
from alongside.foundation.audit.keeping import keep_history

SHARING = Compartment.SHARING
FOREVER = "timestamptz '9999-12-31 00:00:00+00'"
ASKING = "nullif(current_setting('alongside.holder', true), '')::uuid"

# Compared with core/sharing/rules/sources.py by a test: what each source reads and writes, as sums of bits.
CHANGED = {
    "lead": (990459, 990459),
    "team": (728307, 728113),
    "triage": (988403, 790529),
    "manager": (990451, 786433),
}
ADDED = {
    "past": (1, 1),
    "emergency": (4201, 0),
    "safety": (524289, 524288),
    "matching": (524289, 524289),
    "keeper": (524289, 524288),
    "grant": (0, 0),
    "named": (0, 0),
}

# Every reason there is, one branch each. What a share or a naming gives stands on its own row.
REASONS = """
    select t.membership_id as holder_id, t.client_id,
           case t.part when 'lead' then 'lead' else 'team' end as source, t.episode_id as source_id,
           null::bigint as reads, null::bigint as writes,
           null::timestamptz as starts, null::timestamptz as until
    from team_member t
    join people_episode e on e.id = t.episode_id and e.client_id = t.client_id and e.state = 'active'
    join accounts_post p on p.membership_id = t.membership_id and p.service_id = e.service_id
        and p.ended_at is null
    where t.ended_at is null
    union
    select p.membership_id, e.client_id, 'triage', e.id, null, null, null, null
    from people_episode e
    join accounts_post p on p.service_id = e.service_id and p.triage and p.ended_at is null
    where e.state in ('referred', 'offered')
    union
    select p.membership_id, e.client_id, 'manager', e.id, null, null, null, null
    from people_episode e
    join accounts_post p on p.service_id = e.service_id and p.ended_at is null
    join accounts_membership h on h.id = p.membership_id and h.role = 'manager'
    union
    select t.membership_id, t.client_id, 'past', t.episode_id, null, null, null, null
    from team_member t
    join people_episode e on e.id = t.episode_id and e.client_id = t.client_id and e.state = 'ended'
    join accounts_post p on p.membership_id = t.membership_id and p.service_id = e.service_id
        and p.ended_at is null
    where t.ended_at is null
    union
    select p.membership_id, e.client_id, 'past', e.id, null, null, null, null
    from people_episode e
    join accounts_post p on p.service_id = e.service_id and p.triage and p.ended_at is null
    where e.state = 'ended'
    union
    select h.id, e.client_id, 'sender', e.id, null, null, null, null
    from people_episode e
    join directory_agency a on a.id = e.sender_agency_id and a.confirmed_at is not null
    join accounts_membership h on h.agency_id = a.id and (e.sender_id is null or e.sender_id = h.id)
    where e.outcome_allowed
    union
    select h.id, g.client_id, 'grant', g.id, g.reads, g.writes, g.starts_at, g.until_at
    from sharing_grant g
    join directory_agency a on a.id = g.agency_id and a.closed_at is null
    join accounts_membership h on h.agency_id = g.agency_id
        and (g.membership_id is null or g.membership_id = h.id)
    where g.ended_at is null
    union
    select n.membership_id, n.client_id, 'named', n.id, n.compartment, n.compartment, null, null
    from sharing_named n
    join team_member t on t.client_id = n.client_id and t.membership_id = n.membership_id
        and t.ended_at is null
    join people_episode e on e.id = t.episode_id and e.client_id = t.client_id and e.state = 'active'
    join accounts_post p on p.membership_id = t.membership_id and p.service_id = e.service_id
        and p.ended_at is null
    where n.ended_at is null
    union
    select b.membership_id, b.client_id, 'emergency', b.id, null, null, b.opened_at, b.until_at
    from sharing_breakglass b
    where b.closed_at is null and b.reviewed_at is null
    union
    select d.membership_id, b.client_id, 'safety', b.id, null, null, null, null
    from sharing_breakglass b
    join sharing_duty d on d.kind = 'safety' and d.ended_at is null
        and d.membership_id <> b.membership_id
    where b.reviewed_at is null
    union
    select d.membership_id, k.client_id, 'safety', k.id, null, null, null, null
    from sharing_block k
    join sharing_duty d on d.kind = 'safety' and d.ended_at is null
    where k.agency_id is not null and k.lifted_at is null and k.reviewed_at is null
    union
    select d.membership_id, x.client_id, 'matching', x.id, null, null, null, null
    from sharing_match x
    join sharing_duty d on d.kind = 'matching' and d.ended_at is null
    where x.settled_at is null
    union
    select h.id, s.client_id, 'keeper', s.id, null, null, null, null
    from sharing_sealed s
    join accounts_membership h on h.agency_id = s.agency_id and h.role = 'data_protection'
    where s.opened_at is null
"""
# Whom she keeps away, and whoever may be him until somebody has said; written with m and g at hand.
KEPT_AWAY = """
    exists (
        select 1 from sharing_block k
        where k.client_id = {client} and k.lifted_at is null
            and (k.worker_id = {worker} or k.agency_id = {agency})
    ) or exists (
        select 1 from sharing_doubt d
        where d.client_id = {client} and d.settled_at is null and d.worker_id = {worker}
    )
"""
SEALED = """
    exists (
        select 1 from sharing_sealed s where s.client_id = {client} and s.opened_at is null
    )
"""
RIGHTFUL = f"""
    create view access_rightful with (security_invoker = true) as
    select g.holder_id, g.client_id, g.source::varchar(12) as source, g.source_id,
           coalesce(g.reads, r.reads) as reads, coalesce(g.writes, r.writes) as writes,
           g.starts, coalesce(g.until, {FOREVER}) as until
    from ({REASONS}) g
    join accounts_membership m on m.id = g.holder_id and m.ended_at is null
    join accounts_worker w on w.id = m.worker_id and w.is_active
    join access_source r on r.source = g.source
    where case
            when g.source in ('sender', 'grant') then m.role in ('navigator', 'manager', 'partner')
            when g.source in ('safety', 'matching') then m.role <> 'administrator'
            when g.source = 'keeper' then m.role = 'data_protection'
            else m.role in ('navigator', 'manager')
        end
        and not ({KEPT_AWAY.format(client="g.client_id", worker="m.worker_id", agency="m.agency_id")})
        and (g.source = 'keeper' or not {SEALED.format(client="g.client_id")})
"""

READ_COMMITTED = """
    -- In any other isolation the lock would wait and then still read what was true before it.
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'passes are worked out in read committed only';
    end if;
"""
GLOBAL_LOCK = 4207849484
ONE_CLIENT = f"""
    perform pg_advisory_xact_lock_shared({GLOBAL_LOCK});
    perform pg_advisory_xact_lock(hashtextextended(p_client::text, 0));
"""
# A hat's passes touch many women: it waits for, and holds off, everybody who works out a single one.
ONE_HAT = f"perform pg_advisory_xact_lock({GLOBAL_LOCK});"


def _recompute(column: str, parameter: str, lock: str) -> str:
    """Write the body that makes the passes of one client or one hat what the view gives."""
    return f"""
begin
    {READ_COMMITTED}
    {lock}
    with rightful as materialized (
        select * from access_rightful q where q.{column} = {parameter}
    ), gone as (
        delete from access_pass p
        where p.{column} = {parameter} and p.source <> 'link' and not exists (
            select 1 from rightful q
            where q.holder_id = p.holder_id and q.client_id = p.client_id
                and q.source = p.source and q.source_id = p.source_id
        )
    )
    insert into access_pass (holder_id, client_id, source, source_id, reads, writes, starts, until)
    select q.holder_id, q.client_id, q.source, q.source_id, q.reads, q.writes,
           coalesce(q.starts, access_now()), q.until
    from rightful q
    on conflict (holder_id, client_id, source, source_id) do update
    set reads = excluded.reads, writes = excluded.writes, until = excluded.until
    where (access_pass.reads, access_pass.writes, access_pass.until)
        is distinct from (excluded.reads, excluded.writes, excluded.until);
end
"""


DIFFER = """
    with rightful as (
        select q.holder_id, q.client_id, q.source, q.source_id, q.reads, q.writes, q.until, q.starts
        from access_rightful q
    ), live as (
        select p.holder_id, p.client_id, p.source, p.source_id, p.reads, p.writes, p.until,
               case when p.source in ('grant', 'emergency') then p.starts end as starts
        from access_pass p where p.source <> 'link'
    )
    select count(*)::integer from (
        (select * from rightful except select * from live)
        union all
        (select * from live except select * from rightful)
    ) d
"""

# Counts alone, and only for somebody who works there: how full each worker is, not who with. Whoever asks
# does not see in it a woman who keeps him away.
LEAD_COUNTS = f"""
    select t.membership_id, count(*)::integer
    from accounts_membership m
    join accounts_post o on o.membership_id = m.id and o.service_id = p_service and o.ended_at is null
    join people_episode e on e.service_id = p_service and e.state = 'active'
    join team_member t on t.episode_id = e.id and t.client_id = e.client_id
        and t.ended_at is null and t.part = 'lead'
    where m.id = {ASKING}
        and not ({KEPT_AWAY.format(client="e.client_id", worker="m.worker_id", agency="m.agency_id")})
        and not {SEALED.format(client="e.client_id")}
    group by t.membership_id
"""

# Whoever records the first fact of a locked part becomes its first holder. Once somebody holds it, only she
# names others; where everybody who did has left, the lead worker takes it over.
HOLD_LOCKED = f"""
declare
    asking uuid := {ASKING};
    leads boolean;
begin
    if p_part not in ({", ".join(str(part.value) for part in sorted(LOCKED))}) then
        return false;
    end if;
    perform pg_advisory_xact_lock_shared({GLOBAL_LOCK});
    perform pg_advisory_xact_lock(hashtextextended(p_client::text, 0));
    if exists (
        select 1 from access_pass p
        where p.client_id = p_client and p.source in ('named', 'grant') and p.reads & p_part <> 0
            and p.holder_id = asking and p.writes & p_part <> 0
            and p.starts <= access_now() and p.until > access_now()
    ) then
        return true;
    end if;
    select bool_or(p.source = 'lead') into leads from access_pass p
    where p.holder_id = asking and p.client_id = p_client and p.source in ('lead', 'team')
        and p.starts <= access_now() and p.until > access_now();
    if leads is null or exists (
        select 1 from access_pass p
        where p.client_id = p_client and p.source = 'named' and p.reads & p_part <> 0
    ) then
        return false;
    end if;
    if not leads and exists (
        select 1 from sharing_named n where n.client_id = p_client and n.compartment = p_part
    ) then
        return false;
    end if;
    insert into sharing_named (id, client_id, compartment, membership_id, since)
    values (p_id, p_client, p_part, asking, access_now());
    perform recompute_client(p_client);
    return true;
end
"""

# One door, which answers alike for nobody, for somebody who keeps the asker away and for a sealed record: an
# exact reference, or a name and a birth date that fit one woman and no other.
BREAK_GLASS = f"""
declare
    asking uuid := {ASKING};
    worker uuid;
    agency uuid;
    found uuid;
begin
    select m.worker_id, m.agency_id into worker, agency
    from accounts_membership m join accounts_worker w on w.id = m.worker_id and w.is_active
    where m.id = asking and m.ended_at is null and m.role in ('navigator', 'manager');
    if worker is null then
        return null;
    end if;
    select case when count(*) = 1 then min(c.id::text)::uuid end into found
    from people_client c
    where case when p_reference <> '' then right(c.id::text, 10) = p_reference
        else c.born_on = p_born and lower(p_name) in (lower(c.name), lower(c.full_name)) and p_name <> ''
        end
        and not ({KEPT_AWAY.format(client="c.id", worker="worker", agency="agency")})
        and not {SEALED.format(client="c.id")};
    if found is null then
        return null;
    end if;
    insert into sharing_breakglass
        (id, client_id, membership_id, reason, words, opened_at, until_at, review_due_at, verdict,
         review_words)
    values (p_id, found, asking, p_reason, p_words, access_now(), access_now() + interval '60 minutes',
            p_review_due, '', '')
    on conflict (id) do nothing;
    perform recompute_client(found);
    return found;
end
"""


# Nobody gives what she does not hold herself.
GRANT_HELD = f"""
declare
    asking uuid := {ASKING};
    held bigint;
    held_to_write bigint;
begin
    select coalesce(bit_or(p.reads), 0), coalesce(bit_or(p.writes), 0) into held, held_to_write
    from access_pass p
    where p.holder_id = asking and p.client_id = new.client_id
        and p.starts <= access_now() and p.until > access_now();
    if new.reads & ~(held & {bits(*PARTS)}) <> 0 or new.writes & ~(held_to_write & new.reads) <> 0
        or new.made_by_id is distinct from asking then
        raise exception 'nobody shares what she does not hold' using errcode = '42501';
    end if;
    return new;
end
"""


def _table(
    name: str, *, changes: str = "", insert: bool = False, needs: str = "select"
) -> list[Operation]:
    """Lock a table of this room, keep its history, and let the gate's functions read it.

    `changes` names the only columns of a row that may be changed once it stands.
    """
    verbs = ["select", *(["insert"] if insert else []), *(["update"] if changes else [])]
    return [
        *protect(name, compartment=SHARING, verbs=verbs, changes=changes.split()),
        *keep_history(name, compartment=SHARING),
        *let_in(name, GATE, needs),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0002_shares"),
        ("access", "0003_sources"),
        ("directory", "0003_agency_closed_at"),
        ("audit", "0002_gate"),
    ]

    operations = [
        *[
            migrations.RunSQL(
                f"update access_source set reads = {reads}, writes = {writes} where source = '{name}'",
                migrations.RunSQL.noop,
            )
            for name, (reads, writes) in CHANGED.items()
        ],
        *[
            migrations.RunSQL(
                f"insert into access_source (source, reads, writes) values ('{name}', {reads}, {writes})",
                f"delete from access_source where source = '{name}'",
            )
            for name, (reads, writes) in ADDED.items()
        ],
        *_table("sharing_grant", insert=True, changes="ended_at ended_by_id end_words version"),
        Definer("sharing_grant_held()", "trigger", GRANT_HELD, callers=OWNER),
        migrations.RunSQL(
            "create trigger sharing_grant_held before insert on sharing_grant for each row "
            "execute function sharing_grant_held()",
            "drop trigger sharing_grant_held on sharing_grant",
        ),
        *_table(
            "sharing_block",
            insert=True,
            changes="worker_id reviewed_at reviewed_by_id lifted_at lifted_by_id lift_words",
        ),
        *keyed_with_client("sharing_block"),
        # Written by the database's own functions, which see what the one who asks may not.
        *_table(
            "sharing_doubt", changes="settled_at settled_by_id is_them", needs="select, insert"
        ),
        *same_woman("sharing_doubt", "block_id", "sharing_block"),
        *_table(
            "sharing_match", changes="settled_at settled_by_id is_same", needs="select, insert"
        ),
        *_table(
            "sharing_breakglass",
            changes="closed_at reviewed_at reviewed_by_id verdict review_words",
            needs="select, insert",
        ),
        *_table("sharing_sealed", insert=True, needs="select, insert, update"),
        *keyed_with_client("sharing_sealed"),
        *_table(
            "sharing_openingasked",
            changes="vetoed_at vetoed_by_id veto_words",
            needs="select, insert, update",
        ),
        *same_woman("sharing_openingasked", "sealed_id", "sharing_sealed"),
        *protect(
            "sharing_named", compartment_column="compartment", changes=("ended_at", "ended_by_id")
        ),
        *keep_history("sharing_named", compartment_column="compartment"),
        *let_in("sharing_named", GATE, "select, insert"),
        *grant("sharing_duty", "select, insert, update"),
        *grant("sharing_duty", "select", to=GATE),
        # For the one door of emergency access.
        migrations.RunSQL(
            "create index people_client_reference on people_client (right(id::text, 10))",
            "drop index people_client_reference",
        ),
        migrations.RunSQL(
            "create index people_client_born on people_client (born_on) where born_on is not null",
            "drop index people_client_born",
        ),
        migrations.RunSQL(RIGHTFUL, "drop view access_rightful"),
        *grant("access_rightful", "select", to=GATE),
        Definer(
            "recompute_client(p_client uuid)",
            "void",
            _recompute("client_id", "p_client", ONE_CLIENT),
        ),
        Definer(
            "recompute_membership(p_holder uuid)",
            "void",
            _recompute("holder_id", "p_holder", ONE_HAT),
        ),
        Definer("passes_that_differ()", "integer", DIFFER, language="sql", volatility="stable"),
        Definer(
            "lead_counts(p_service uuid)",
            "table (membership_id uuid, women integer)",
            LEAD_COUNTS,
            language="sql",
            volatility="stable",
        ),
        Definer("hold_locked(p_id uuid, p_client uuid, p_part bigint)", "boolean", HOLD_LOCKED),
        Definer(
            "break_glass(p_id uuid, p_reference text, p_name text, p_born date, p_reason text, "
            "p_words text, p_review_due timestamptz)",
            "uuid",
            BREAK_GLASS,
        ),
    ]
