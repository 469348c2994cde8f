"""Every reason for a pass in one text, as it stands now: duty, cover, and a memory once she has died.

One branch a reason. It never asks what time it is: a pass that has run out is a row whose end lies in the
past, so that working everything out anew gives the same rows at any moment. Whoever changes it writes the
whole again.
"""

from importlib import import_module

from django.db import migrations

from alongside.foundation.access.gate import Definer

first = import_module("alongside.core.sharing.migrations.0003_gate")

FOREVER, KEPT_AWAY, SEALED = first.FOREVER, first.KEPT_AWAY, first.SEALED

RIGHTFUL = f"""
    create or replace view access_rightful with (security_invoker = true) as
    select g.holder_id, g.client_id, g.source::varchar(12) as source, g.source_id,
           coalesce(g.reads, r.reads) as reads, coalesce(g.writes, r.writes) as writes,
           g.starts, coalesce(g.until, {FOREVER}) as until
    from (
    -- Beside her, in a service where the hat still has a post.
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
    -- Who takes new referrals, until this one is answered.
    select p.membership_id, e.client_id, 'triage', e.id, null, null, null, null
    from people_episode e
    join accounts_post p on p.service_id = e.service_id and p.triage and p.ended_at is null
    where e.state in ('referred', 'offered')
    union
    -- Who runs the service.
    select p.membership_id, e.client_id, 'manager', e.id, null, null, null, null
    from people_episode e
    join accounts_post p on p.service_id = e.service_id and p.ended_at is null
    join accounts_membership h on h.id = p.membership_id and h.role = 'manager'
    union
    -- The way back in, for her last team and whoever takes new referrals there.
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
    -- On duty for a service, or covering there for somebody who is beside her: for the shift.
    select s.membership_id, e.client_id, 'duty', s.id, null, null, s.starts_at, s.ends_at
    from team_shift s
    join people_episode e on e.service_id = s.service_id and e.state = 'active'
    join accounts_post p on p.membership_id = s.membership_id and p.service_id = s.service_id
        and p.ended_at is null
    where s.ended_at is null and (s.kind = 'duty' or exists (
        select 1 from team_member t
        where t.episode_id = e.id and t.client_id = e.client_id and t.membership_id = s.instead_of_id
            and t.ended_at is null
    ))
    union
    -- Once she has died: her last team, and who takes new referrals there or runs the service.
    select t.membership_id, t.client_id, 'memory', t.episode_id, null, null, null, null
    from team_member t
    join people_client c on c.id = t.client_id and c.quiet = 'rests'
    join people_episode e on e.id = t.episode_id and e.client_id = t.client_id
    join accounts_post p on p.membership_id = t.membership_id and p.service_id = e.service_id
        and p.ended_at is null
    where t.ended_at is null
    union
    select p.membership_id, e.client_id, 'memory', e.id, null, null, null, null
    from people_episode e
    join people_client c on c.id = e.client_id and c.quiet = 'rests'
    join accounts_post p on p.service_id = e.service_id and p.ended_at is null
    join accounts_membership h on h.id = p.membership_id and (p.triage or h.role = 'manager')
    union
    -- What became of a referral, where she allowed it.
    select h.id, e.client_id, 'sender', e.id, null, null, null, null
    from people_episode e
    join directory_agency a on a.id = e.sender_agency_id and a.confirmed_at is not null
    join accounts_membership h on h.agency_id = a.id and (e.sender_id is null or e.sender_id = h.id)
    where e.outcome_allowed
    union
    -- A share, to one hat or to all of an agency.
    select h.id, g.client_id, 'grant', g.id, g.reads, g.writes, g.starts_at, g.until_at
    from sharing_grant g
    join directory_agency a on a.id = g.agency_id and a.closed_at is null
    join accounts_membership h on h.agency_id = g.agency_id
        and (g.membership_id is null or g.membership_id = h.id)
    where g.ended_at is null
    union
    -- A locked part, for whoever was named and is beside her still.
    select n.membership_id, n.client_id, 'named', n.id, n.compartment, n.compartment, null, null
    from sharing_named n
    join team_member t on t.client_id = n.client_id and t.membership_id = n.membership_id
        and t.ended_at is null
    join people_episode e on e.id = t.episode_id and e.client_id = t.client_id and e.state = 'active'
    join accounts_post p on p.membership_id = t.membership_id and p.service_id = e.service_id
        and p.ended_at is null
    where n.ended_at is null
    union
    -- An hour of emergency access.
    select b.membership_id, b.client_id, 'emergency', b.id, null, null, b.opened_at, b.until_at
    from sharing_breakglass b
    where b.closed_at is null and b.reviewed_at is null
    union
    -- Whoever looks that over: never who used it, under any hat.
    select d.membership_id, b.client_id, 'safety', b.id, null, null, null, null
    from sharing_breakglass b
    join accounts_membership u on u.id = b.membership_id
    join sharing_duty d on d.kind = 'safety' and d.ended_at is null
    join accounts_membership o on o.id = d.membership_id and o.worker_id <> u.worker_id
    where b.reviewed_at is null
    union
    -- A whole agency kept away, until a safety lead has looked at it.
    select d.membership_id, k.client_id, 'safety', k.id, null, null, null, null
    from sharing_block k
    join sharing_duty d on d.kind = 'safety' and d.ended_at is null
    where k.agency_id is not null and k.lifted_at is null and k.reviewed_at is null
    union
    -- Two records that may be one woman's: for a matching person whom neither keeps away.
    select d.membership_id, x.client_id, 'matching', x.id, null, null, null, null
    from sharing_match x
    join sharing_duty d on d.kind = 'matching' and d.ended_at is null
    join accounts_membership o on o.id = d.membership_id
    where x.settled_at is null
        and not ({KEPT_AWAY.format(client="x.other_id", worker="o.worker_id", agency="o.agency_id")})
        and not {SEALED.format(client="x.other_id")}
    union
    -- She may answer the new referral herself, until somebody is found.
    select x.taken_by_id, x.client_id, 'triage', e.id, null, null, null, null
    from sharing_match x
    join people_episode e on e.client_id = x.client_id and e.state in ('referred', 'offered')
    where x.taken_by_id is not null
    union
    -- A sealed record, for the data-protection lead who keeps it.
    select h.id, s.client_id, 'keeper', s.id, null, null, null, null
    from sharing_sealed s
    join accounts_membership h on h.agency_id = s.agency_id and h.role = 'data_protection'
    where s.opened_at is null
    ) g
    join accounts_membership m on m.id = g.holder_id and m.ended_at is null
    join accounts_worker w on w.id = m.worker_id and w.is_active
    join access_source r on r.source = g.source
    where case
            when g.source in ('sender', 'grant') then m.role in ('navigator', 'manager', 'partner')
            when g.source in ('safety', 'matching')
                then m.role in ('navigator', 'manager', 'partner', 'trustee', 'data_protection')
            when g.source = 'keeper' then m.role = 'data_protection'
            else m.role in ('navigator', 'manager')
        end
        and not ({KEPT_AWAY.format(client="g.client_id", worker="m.worker_id", agency="m.agency_id")})
        and (g.source = 'keeper' or not {SEALED.format(client="g.client_id")})
        and (g.source in ('memory', 'keeper', 'safety') or not exists (
            select 1 from people_client c where c.id = g.client_id and c.quiet = 'rests'
        ))
"""
ALLOW = "insert into access_source (source, reads, writes) values ('memory', 524417, 1), ('duty', 33, 4097)"


# Passes that are not what working everything out anew gives; a beginning is compared where a reason says it.
DIFFER = """
    with rightful as (
        select q.holder_id, q.client_id, q.source, q.source_id, q.reads, q.writes, q.until, q.starts
        from access_rightful q
    ), live as (
        select p.holder_id, p.client_id, p.source, p.source_id, p.reads, p.writes, p.until,
               case when p.source in ('grant', 'emergency', 'duty') then p.starts end as starts
        from access_pass p where p.source <> 'link'
    )
    select count(*)::integer from (
        (select * from rightful except select * from live)
        union all
        (select * from live except select * from rightful)
    ) d
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0022_weighed_loads"),
        ("people", "0005_quiet"),
        ("access", "0005_memory_and_duty"),
    ]

    operations = [
        migrations.RunSQL(ALLOW, "delete from access_source where source in ('memory', 'duty')"),
        migrations.RunSQL(RIGHTFUL, migrations.RunSQL.noop),
        Definer("passes_that_differ()", "integer", DIFFER, language="sql", volatility="stable"),
    ]
