"""Who has opened her record: days, first names and agencies, for a worker who sits beside her.

The function answers whoever leads for her or is on her team, and nobody else. What would tell of a locked
part, or of something shared against her wish that she has not been told of, stays out of it.
"""

from django.conf import settings
from django.db import migrations

from alongside.foundation.access.compartments import LOCKED, PARTS, Compartment, bits
from alongside.foundation.access.gate import Definer

ASKING = "nullif(current_setting('alongside.holder', true), '')::uuid"
LIVE = "p.starts <= access_now() and p.until > access_now()"
HIDDEN = bits(*LOCKED)
EVERYDAY = bits(*(part for part in PARTS if part not in LOCKED and part != Compartment.BASICS))
# One zone, fixed here: a day that the asker could move about would tell the hour.
DAY = f"(e.at at time zone '{settings.TIME_ZONE}')::date"

# A share of locked parts alone, and one whose basis is not her word: no screen is to tell her first.
TELLS_TOO_MUCH = f"(g.basis <> 'consent' or (g.reads & {HIDDEN} <> 0 and g.reads & {EVERYDAY} = 0))"
# With a minute to spare: what was asked for while the share stood is written down when it is answered.
CAME_BY_SHARE = """
    select 1 from sharing_grant g
    where g.client_id = p_client and g.agency_id = m.agency_id
        and (g.membership_id is null or g.membership_id = m.id)
        and e.at between g.starts_at - interval '1 minute'
            and coalesce(g.ended_at, g.until_at) + interval '1 minute'
        and {which}
"""
ONLY_BY_SUCH_A_SHARE = f"""
    exists ({CAME_BY_SHARE.format(which=TELLS_TOO_MUCH)})
    and not exists ({CAME_BY_SHARE.format(which=f"not {TELLS_TOO_MUCH}")})
    and not exists (
        select 1 from team_member t
        where t.client_id = p_client and t.membership_id = m.id
            and t.since <= {DAY} and (t.ended_at is null or t.ended_at >= e.at)
    )
    and not exists (
        select 1 from people_episode q
        join accounts_post o on o.service_id = q.service_id and o.membership_id = m.id
            and o.ended_at is null
        where q.client_id = p_client
    )
"""
IN_AN_EMERGENCY = """
    exists (
        select 1 from sharing_breakglass b
        where b.client_id = p_client and b.membership_id = m.id
            and e.at between b.opened_at - interval '1 minute'
                and coalesce(b.closed_at, b.until_at) + interval '1 minute'
    )
"""
# What he did whom she keeps away stands here as long as he was let in; that he was turned away does not.
WHO_OPENED = f"""
    with hers as (
        select c.audit_digest from people_client c
        where c.id = p_client and exists (
            select 1 from access_pass p
            where p.holder_id = {ASKING} and p.client_id = p_client
                and p.source in ('lead', 'team') and {LIVE}
        )
    ), told as (
        select {DAY} as day, coalesce(e.worker_id, m.worker_id) as worker_id, m.agency_id,
               case
                   when e.event = 'revealed' then 'where'
                   when {IN_AN_EMERGENCY} then 'emergency'
                   when e.event = 'printed' then 'printed'
                   when e.event = 'contacted' then 'reached'
                   when e.event = 'listed' then 'listed'
                   when e.event = 'opened' then 'looked'
                   else 'wrote'
               end as kind
        from hers h
        join audit_entry e on e.client_digest = h.audit_digest
            and e.at >= p_since::timestamp at time zone '{settings.TIME_ZONE}'
            and e.at < (p_until + 1)::timestamp at time zone '{settings.TIME_ZONE}'
        left join accounts_membership m on m.id = e.holder_id
        where e.allowed and e.holder_id is not null
            and e.event in ('opened', 'listed', 'added', 'changed', 'taken_back', 'revealed', 'contacted',
                            'printed')
            and (e.compartments = 0 or e.compartments & ~{HIDDEN}::bigint <> 0)
            and not ({ONLY_BY_SUCH_A_SHARE})
    ), counted as (
        select t.day, t.worker_id, t.agency_id, t.kind, count(*)::integer as times
        from told t group by t.day, t.worker_id, t.agency_id, t.kind
    )
    select c.day,
           dense_rank() over (partition by c.day order by w.name, a.name, w.id, a.id)::integer,
           coalesce(split_part(
               regexp_replace(trim(w.name), '^(dr|mr|mrs|ms|mx|miss|prof)\\.?\\s+', '', 'i'), ' ', 1
           ), ''),
           coalesce(a.name, ''), c.kind, c.times
    from counted c
    left join accounts_worker w on w.id = c.worker_id
    left join directory_agency a on a.id = c.agency_id
    order by 1 desc, 2, 5
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0011_sealing"), ("audit", "0004_sealing")]

    operations = [
        Definer(
            "who_opened(p_client uuid, p_since date, p_until date)",
            "table (day date, place integer, worker text, agency text, kind text, times integer)",
            WHO_OPENED,
            language="sql",
            volatility="stable",
        ),
    ]
