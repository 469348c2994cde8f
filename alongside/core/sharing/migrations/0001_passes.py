"""Who holds a pass: worked out by the database from teams, episodes, posts and roles, and by nothing else."""

from django.db import migrations

from alongside.foundation.access.gate import Definer

FOREVER = "timestamptz '9999-12-31 00:00:00+00'"
GLOBAL_LOCK = 4207849484

# What each source reads and writes, as sums of bits; 0003 changes some.
SOURCES = {
    "lead": (466171, 466171),
    "team": (204019, 203825),
    "triage": (464115, 266241),
    "manager": (466163, 262145),
    "sender": (262144, 0),
    "link": (0, 17),
}

RIGHTFUL = """
    with hat as (
        select m.id, m.agency_id, m.role
        from accounts_membership m
        join accounts_worker w on w.id = m.worker_id and w.is_active
        where m.ended_at is null
    ), post as (
        select p.service_id, p.triage, h.id as holder_id, h.role
        from accounts_post p
        join hat h on h.id = p.membership_id
        where p.ended_at is null and h.role in ('navigator', 'manager')
    ), given as (
        select p.holder_id, t.client_id, case t.part when 'lead' then 'lead' else 'team' end as source,
               t.episode_id as source_id
        from team_member t
        join people_episode e on e.id = t.episode_id and e.client_id = t.client_id and e.state = 'active'
        join post p on p.service_id = e.service_id and p.holder_id = t.membership_id
        where t.ended_at is null
        union
        select p.holder_id, e.client_id, 'triage', e.id
        from people_episode e
        join post p on p.service_id = e.service_id and p.triage
        where e.state in ('referred', 'offered')
        union
        select p.holder_id, e.client_id, 'manager', e.id
        from people_episode e
        join post p on p.service_id = e.service_id and p.role = 'manager'
        union
        select h.id, e.client_id, 'sender', e.id
        from people_episode e
        join directory_agency a on a.id = e.sender_agency_id and a.confirmed_at is not null
        join hat h on h.agency_id = a.id and h.role in ('navigator', 'manager', 'partner')
            and (e.sender_id is null or e.sender_id = h.id)
        where e.outcome_allowed
    )
    select g.holder_id, g.client_id, g.source, g.source_id, r.reads, r.writes
    from given g
    join access_source r on r.source = g.source
"""

READ_COMMITTED = """
    -- In any other isolation the lock would wait and then still read what was true before it.
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'passes are worked out in read committed only';
    end if;
"""


def _recompute(column: str, parameter: str, lock: str) -> str:
    """Write the body that makes the passes of one client or one hat what the rules give."""
    return f"""
begin
    {READ_COMMITTED}
    {lock}
    delete from access_pass p
    where p.{column} = {parameter} and p.source <> 'link' and not exists (
        select 1 from ({RIGHTFUL}) q
        where q.{column} = {parameter} and q.holder_id = p.holder_id and q.client_id = p.client_id
            and q.source = p.source and q.source_id = p.source_id
    );
    insert into access_pass (holder_id, client_id, source, source_id, reads, writes, starts, until)
    select q.holder_id, q.client_id, q.source, q.source_id, q.reads, q.writes, access_now(), {FOREVER}
    from ({RIGHTFUL}) q
    where q.{column} = {parameter}
    on conflict (holder_id, client_id, source, source_id) do update
    set reads = excluded.reads, writes = excluded.writes
    where (access_pass.reads, access_pass.writes) is distinct from (excluded.reads, excluded.writes);
end
"""


ONE_CLIENT = f"""
    perform pg_advisory_xact_lock_shared({GLOBAL_LOCK});
    perform pg_advisory_xact_lock(hashtextextended(p_client::text, 0));
"""
# A hat's passes touch many women: it waits for, and holds off, everybody who works out a single one.
ONE_HAT = f"perform pg_advisory_xact_lock({GLOBAL_LOCK});"

ADMIT = """
declare
    asking uuid := nullif(current_setting('alongside.holder', true), '')::uuid;
begin
    if p_link is null or p_link is distinct from asking then
        raise exception 'a referral is written by the one who asks' using errcode = '42501';
    end if;
    if not exists (select 1 from directory_service s where s.id = p_service and s.ended_at is null) then
        raise exception 'no such service' using errcode = '42501';
    end if;
    insert into access_pass (holder_id, client_id, source, source_id, reads, writes, starts, until)
    select p_link, p_client, r.source, p_episode, r.reads, r.writes, access_now(),
           access_now() + interval '2 hours'
    from access_source r where r.source = 'link';
    insert into people_client
        (id, name, full_name, pronouns, languages, interpreter, audit_digest, last_contact_words, version,
         made_at)
    values (p_client, p_name, '', '', '', '', p_digest, '', 1, access_now());
    insert into people_episode
        (id, client_id, service_id, state, referred_at, answer_code, answer_words, sender_agency_id,
         sender_id, outcome_allowed, version)
    values (p_episode, p_client, p_service, 'referred', access_now(), '', '', p_sender_agency, p_sender,
            p_outcome_allowed, 1);
    perform recompute_client(p_client);
end
"""

DIFFER = f"""
    select count(*)::integer from (
        (select q.holder_id, q.client_id, q.source, q.source_id, q.reads, q.writes from ({RIGHTFUL}) q
         except
         select p.holder_id, p.client_id, p.source, p.source_id, p.reads, p.writes from access_pass p)
        union all
        (select p.holder_id, p.client_id, p.source, p.source_id, p.reads, p.writes from access_pass p
         where p.source <> 'link'
         except
         select q.holder_id, q.client_id, q.source, q.source_id, q.reads, q.writes from ({RIGHTFUL}) q)
    ) d
"""


# Counts alone, and only for somebody who works there: how full each worker is, not who with.
LEAD_COUNTS = """
    select t.membership_id, count(*)::integer
    from team_member t
    join people_episode e on e.id = t.episode_id and e.service_id = p_service and e.state = 'active'
    where t.ended_at is null and t.part = 'lead' and exists (
        select 1 from accounts_post p
        where p.service_id = p_service and p.ended_at is null
            and p.membership_id = nullif(current_setting('alongside.holder', true), '')::uuid
    )
    group by t.membership_id
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("people", "0002_gate"), ("team", "0002_gate"), ("access", "0002_gate")]

    operations = [
        *[
            migrations.RunSQL(
                f"insert into access_source (source, reads, writes) values ('{name}', {reads}, {writes})",
                f"delete from access_source where source = '{name}'",
            )
            for name, (reads, writes) in SOURCES.items()
        ],
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
        Definer(
            "admit(p_client uuid, p_episode uuid, p_service uuid, p_name text, p_digest text, p_link uuid, "
            "p_sender_agency uuid, p_sender uuid, p_outcome_allowed boolean)",
            "void",
            ADMIT,
        ),
        Definer("passes_that_differ()", "integer", DIFFER, language="sql", volatility="stable"),
        Definer(
            "lead_counts(p_service uuid)",
            "table (membership_id uuid, women integer)",
            LEAD_COUNTS,
            language="sql",
            volatility="stable",
        ),
    ]
