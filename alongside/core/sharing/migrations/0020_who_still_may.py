"""Who still may: ask, hold, share for her, look over. Each function whole, as it stands now."""

from importlib import import_module

from django.db import migrations

from alongside.foundation.access.compartments import LOCKED, PARTS, bits
from alongside.foundation.access.gate import OWNER, Definer

first = import_module("alongside.core.sharing.migrations.0003_gate")
away = import_module("alongside.core.sharing.migrations.0008_away_gate")
sealing = import_module("alongside.core.sharing.migrations.0011_sealing")
pairs = import_module("alongside.core.sharing.migrations.0015_both_of_a_pair")

ASKING, KEPT_AWAY = first.ASKING, first.KEPT_AWAY
LIVE = "p.starts <= access_now() and p.until > access_now()"
# One of our own: the action says it in words.
NOBODY_LEFT = "NB001"
# Who decides for her, with her. A safety lead, a matching person and a keeper have one thing to do, and it is
# not this.
LOOKS_AFTER = f"""
    exists (
        select 1 from access_pass p
        where p.holder_id = {ASKING} and p.client_id = {{client}}
            and p.source in ('lead', 'team', 'triage', 'manager') and {LIVE}
    )
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
    where p.holder_id = asking and p.client_id = new.client_id and {LIVE};
    if new.reads & ~(held & {bits(*PARTS)}) <> 0 or new.writes & ~(held_to_write & new.reads) <> 0
        or new.made_by_id is distinct from asking or not {LOOKS_AFTER.format(client="new.client_id")} then
        raise exception 'nobody shares what she does not hold' using errcode = '42501';
    end if;
    return new;
end
"""

# What she wishes and what she agreed to is written down, and ended, by those alongside her. Where nobody asks
# the policies let nothing through; whoever seals all words anew is no holder of anything.
BESIDE_HER = f"""
begin
    if {ASKING} is not null and not {LOOKS_AFTER.format(client="new.client_id")} then
        raise exception 'those alongside her write this down' using errcode = '42501';
    end if;
    return new;
end
"""

# Whoever records the first fact of a locked part becomes its first holder. Once somebody holds it, only she
# names others; where everybody who did has left, the lead worker takes it over. Whoever runs the service,
# under this hat or another there, can take a holder off a woman's team and lead for her herself: so she takes
# nothing over that way while who held it works here, can be put back and names others.
HOLD_LOCKED = f"""
declare
    asking uuid := {ASKING};
    leads boolean;
begin
    if p_part not in ({", ".join(str(part.value) for part in sorted(LOCKED))}) then
        return false;
    end if;
    perform pg_advisory_xact_lock_shared({first.GLOBAL_LOCK});
    perform pg_advisory_xact_lock(hashtextextended(p_client::text, 0));
    if exists (
        select 1 from access_pass p
        where p.client_id = p_client and p.source in ('named', 'grant') and p.reads & p_part <> 0
            and p.holder_id = asking and p.writes & p_part <> 0 and {LIVE}
    ) then
        return true;
    end if;
    select bool_or(p.source = 'lead') into leads from access_pass p
    where p.holder_id = asking and p.client_id = p_client and p.source in ('lead', 'team') and {LIVE};
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
    if exists (
        select 1 from accounts_membership me
        join accounts_membership m on m.worker_id = me.worker_id and m.agency_id = me.agency_id
            and m.ended_at is null and m.role = 'manager'
        where me.id = asking
    ) and exists (
        select 1 from sharing_named n
        join accounts_membership h on h.id = n.membership_id and h.ended_at is null
        join accounts_worker w on w.id = h.worker_id and w.is_active
        where n.client_id = p_client and n.compartment = p_part and h.id <> asking
    ) then
        return false;
    end if;
    insert into sharing_named (id, client_id, compartment, membership_id, since)
    values (p_id, p_client, p_part, asking, access_now());
    perform recompute_client(p_client);
    return true;
end
"""

# Nothing comes back: the answer is the same for everybody. It waits for an answer to whoever asked before
# her, as long as that one may still open it by having asked.
ASK_TO_OPEN = f"""
declare
    asking uuid := {ASKING};
    found uuid;
begin
    {sealing.FIND}
    if found is null then
        return;
    end if;
    {pairs.BOTH.format(client="found")}
    insert into sharing_openingasked
        (id, client_id, sealed_id, membership_id, words, asked_at, due_at, veto_words)
    select p_id, s.client_id, s.id, asking, p_words, access_now(), access_now() + interval '48 hours', ''
    from sharing_sealed s
    where s.client_id = found and s.opened_at is null and not exists (
        select 1 from sharing_openingasked q
        join accounts_membership m on m.id = q.membership_id and m.ended_at is null
        join accounts_worker w on w.id = m.worker_id and w.is_active
        where q.sealed_id = s.id and q.vetoed_at is null and q.opened_at is null
            and {sealing.WAS_ALONGSIDE.format(client="q.client_id")}
            and not ({KEPT_AWAY.format(client="q.client_id", worker="m.worker_id", agency="m.agency_id")})
    )
    order by s.sealed_at
    limit 1
    on conflict (id) do nothing;
end
"""

# Looked over once, by a safety lead, the manager or, once the record is sealed, its keeper; and never by the
# worker who used it, whatever her hat.
REVIEWED = f"""
declare
    asking uuid := {ASKING};
begin
    if (new.reviewed_at, new.reviewed_by_id, new.verdict, new.review_words)
        is not distinct from (old.reviewed_at, old.reviewed_by_id, old.verdict, old.review_words) then
        return new;
    end if;
    if old.reviewed_at is not null or new.reviewed_at is null or new.verdict = ''
        or new.reviewed_by_id is distinct from asking
        or exists (
            select 1 from accounts_membership one
            join accounts_membership other on other.worker_id = one.worker_id
            where one.id = asking and other.id = new.membership_id
        )
        or not exists (
            select 1 from access_pass p
            where p.holder_id = asking and p.client_id = new.client_id
                and p.source in ('safety', 'manager', 'keeper') and {LIVE}
        ) then
        raise exception 'somebody else looks it over, once' using errcode = '42501';
    end if;
    return new;
end
"""

# Who else is told of an emergency access, in kinds and not in names, for the one who uses it.
TOLD = f"""
    select distinct p.source::text
    from access_pass p
    join accounts_membership m on m.id = p.holder_id
    join accounts_membership me on me.id = {ASKING} and me.worker_id <> m.worker_id
    where p.client_id = p_client and p.source in ('lead', 'manager', 'safety') and {LIVE}
        and exists (
            select 1 from access_pass mine
            where mine.holder_id = me.id and mine.client_id = p_client and mine.source = 'emergency'
                and mine.starts <= access_now() and mine.until > access_now()
        )
"""

# Exact, and sealed records count: sealing hides no emergency.
RATES = f"""
    with hers as (
        select distinct o.service_id, c.id, c.audit_digest
        from accounts_membership m
        join accounts_worker w on w.id = m.worker_id and w.is_active
        join accounts_post o on o.membership_id = m.id and o.ended_at is null
        join people_episode e on e.service_id = o.service_id
        join people_client c on c.id = e.client_id
        where m.id = {ASKING} and m.ended_at is null and m.role = 'manager'
            and not ({KEPT_AWAY.format(client="c.id", worker="m.worker_id", agency="m.agency_id")})
    )
    select h.service_id,
           sum((
               select count(*) from audit_entry e
               where e.client_digest = h.audit_digest and e.at >= p_since
                   and e.event = 'opened' and e.what in ('home.her', 'sharing.break_glass')
                   and e.allowed
           ))::integer,
           sum((
               select count(*) from sharing_breakglass b
               where b.client_id = h.id and b.opened_at >= p_since
           ))::integer
    from hers h
    group by h.service_id
"""

# What somebody says she keeps away, held against everybody here. Once answered is not asked again: `p_not`
# are those of whom she was asked and said no. While one at a time does this, nobody is the last to go.
CHECK_BLOCK = f"""
declare
    v_client uuid;
begin
    select k.client_id into v_client from sharing_block k
    where k.id = p_block and k.lifted_at is null and {away.MAY_SAY.format(client="k.client_id")};
    if v_client is null then
        return;
    end if;
    insert into sharing_doubt ({away.DOUBT}, settled_at, settled_by_id, is_them)
    select gen_random_uuid(), v_client, p_block, w.id, null, w.name, '', 'here', access_now(), access_now(),
           {ASKING}, false
    from accounts_worker w where w.id = any (p_not);
    {away.WHO_FITS.format(block="p_block")}
    perform keep_away_everywhere(v_client);
    if not exists (
        select 1 from access_pass p
        where p.client_id = v_client and p.source in ('lead', 'team', 'triage', 'manager') and {LIVE}
    ) then
        raise exception 'nobody would look after her' using errcode = '{NOBODY_LEFT}';
    end if;
end
"""

# Whom she keeps away is nobody's share and in nobody's team from then on, so that no page says he sees her or
# leads for her still. Let back in, he begins anew. Somebody who only may be him keeps what he has until it is
# said.
PUTS_OUT = f"""
declare
    asking uuid := {ASKING};
    theirs uuid[];
begin
    if new.lifted_at is not null or new.worker_id is null and new.agency_id is null
        or tg_op = 'UPDATE' and new.worker_id is not distinct from old.worker_id then
        return null;
    end if;
    select array_agg(h.id) into theirs from accounts_membership h
    where h.worker_id = new.worker_id or h.agency_id = new.agency_id;
    update sharing_grant g
    set ended_at = access_now(), ended_by_id = coalesce(asking, g.made_by_id), version = g.version + 1
    where g.client_id = new.client_id and g.ended_at is null
        and (g.agency_id = new.agency_id or g.membership_id = any (theirs));
    update team_member t set ended_at = access_now()
    where t.client_id = new.client_id and t.ended_at is null and t.membership_id = any (theirs);
    update sharing_named n set ended_at = access_now(), ended_by_id = asking
    where n.client_id = new.client_id and n.ended_at is null and n.membership_id = any (theirs);
    return null;
end
"""

# Where nobody at all sees a woman who is with a service now: whoever was alongside her has left, and she
# keeps the rest away. How many, and in which service, for an administrator, who can give others a post.
UNSEEN = f"""
    select s.name::text, count(distinct e.client_id)::integer
    from accounts_membership m
    join accounts_worker w on w.id = m.worker_id and w.is_active
    join people_episode e on e.state in ('referred', 'offered', 'active')
    join directory_service s on s.id = e.service_id
    where m.id = {ASKING} and m.ended_at is null and m.role = 'administrator'
        and not exists (
            select 1 from access_pass p
            where p.client_id = e.client_id and p.source in ('lead', 'team', 'triage', 'manager') and {LIVE}
        )
        and not {first.SEALED.format(client="e.client_id")}
        and not ({KEPT_AWAY.format(client="e.client_id", worker="m.worker_id", agency="m.agency_id")})
    group by s.id
    order by 1
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0019_every_reason")]

    operations = [
        Definer("sharing_grant_held()", "trigger", GRANT_HELD, callers=OWNER),
        Definer("sharing_beside_her()", "trigger", BESIDE_HER, callers=OWNER),
        *[
            migrations.RunSQL(
                f"create trigger {table}_beside_her before insert or update on {table} "
                "for each row execute function sharing_beside_her()",
                f"drop trigger {table}_beside_her on {table}",
            )
            for table in ("sharing_wish", "sharing_agreement")
        ],
        Definer("hold_locked(p_id uuid, p_client uuid, p_part bigint)", "boolean", HOLD_LOCKED),
        Definer(
            "ask_to_open(p_id uuid, p_reference text, p_name text, p_born date, p_words text)",
            "void",
            ASK_TO_OPEN,
        ),
        Definer("sharing_breakglass_reviewed()", "trigger", REVIEWED, callers=OWNER),
        Definer(
            "told_of_emergency(p_client uuid)",
            "setof text",
            TOLD,
            language="sql",
            volatility="stable",
        ),
        Definer(
            "emergency_rates(p_since timestamptz)",
            "table (service_id uuid, openings integer, emergencies integer)",
            RATES,
            language="sql",
            volatility="stable",
        ),
        Definer("check_block(p_block uuid, p_not uuid[])", "void", CHECK_BLOCK),
        Definer("sharing_block_puts_out()", "trigger", PUTS_OUT, callers=OWNER),
        migrations.RunSQL(
            "create trigger sharing_block_puts_out after insert or update on sharing_block "
            "for each row execute function sharing_block_puts_out()",
            "drop trigger sharing_block_puts_out on sharing_block",
        ),
        Definer(
            "seen_by_nobody()",
            "table (service text, women integer)",
            UNSEEN,
            language="sql",
            volatility="stable",
        ),
    ]
