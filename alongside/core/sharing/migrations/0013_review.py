"""Who holds a pass to whom, and how often it is used: for whoever runs a service or looks after its data."""

from importlib import import_module

from django.conf import settings
from django.db import migrations

from alongside.foundation.access.gate import Definer

first = import_module("alongside.core.sharing.migrations.0003_gate")

ASKING = first.ASKING
LIVE = "p.starts <= access_now() and p.until > access_now()"
KEPT_AWAY = first.KEPT_AWAY.format(client="c.id", worker="me.worker_id", agency="me.agency_id")
SEALED = "exists (select 1 from sharing_sealed s where s.client_id = c.id and s.opened_at is null)"
# Being seen in a list is no use of a pass: everybody's list names everybody on it.
USED = """
    e.client_digest = c.audit_digest and e.holder_id = p.holder_id and e.client_digest <> ''
    and e.allowed and e.event <> 'listed'
"""
HOUR = f"extract(hour from e.at at time zone '{settings.TIME_ZONE}')"
# A night is counted by the evening it began.
NIGHT = f"(e.at at time zone '{settings.TIME_ZONE}' - interval '6 hours')::date"

# A manager sees the women of her own passes. A data-protection lead sees every woman of her agency's
# services, by her reference. Who is named for a locked part is left out: that would tell that there is one.
ACCESS_REVIEW = f"""
    with me as (
        select m.id, m.worker_id, m.agency_id, m.role
        from accounts_membership m
        join accounts_worker w on w.id = m.worker_id and w.is_active
        where m.id = {ASKING} and m.ended_at is null and m.role in ('manager', 'data_protection')
    ), reach as (
        select me.id as me_id, p.client_id from me
        join access_pass p on p.holder_id = me.id and p.source = 'manager' and {LIVE}
        where me.role = 'manager'
        union
        select me.id, q.client_id from me
        join directory_service s on s.agency_id = me.agency_id
        join people_episode q on q.service_id = s.id
        where me.role = 'data_protection'
    ), hers as (
        select c.id, c.audit_digest, me.role = 'manager' as by_name
        from reach r join me on me.id = r.me_id join people_client c on c.id = r.client_id
        where not ({KEPT_AWAY}) and not {SEALED}
    ), held as materialized (
        select c.id as client_id, c.audit_digest, c.by_name, p.holder_id, m.worker_id, m.agency_id, m.role,
               p.source, p.source_id, p.starts, p.until, latest.at, often.times, often.by_day, often.nights,
               -- How many hats of this worker reach her: distinct ones, counted from both ends.
               dense_rank() over (partition by c.id, m.worker_id order by p.holder_id)
                   + dense_rank() over (partition by c.id, m.worker_id order by p.holder_id desc)
                   - 1 as hats,
               (select coalesce(bool_and(t.ended_at is not null), false) from team_member t
                where t.client_id = c.id and t.membership_id = p.holder_id) as left_team
        from hers c
        join access_pass p on p.client_id = c.id and {LIVE} and p.source not in ('named', 'link')
        join accounts_membership m on m.id = p.holder_id
        left join lateral (
            select e.at from audit_entry e where {USED} order by e.at desc limit 1
        ) latest on true
        left join lateral (
            select count(*)::integer as times,
                   count(*) filter (where {HOUR} between 6 and 21)::integer as by_day,
                   (count(distinct {NIGHT}) filter (where {HOUR} not between 6 and 21))::integer as nights
            from audit_entry e where {USED} and e.at > access_now() - interval '90 days'
        ) often on true
    ), usual as (
        select h.source, percentile_cont(0.5) within group (order by h.times)::integer as times
        from held h where h.times > 0 group by h.source
    )
    select case when h.by_name then h.client_id end, h.audit_digest, upper(right(h.client_id::text, 10)),
           h.holder_id, h.worker_id, w.name::text, a.name::text, h.role::text, h.source::text,
           case when h.by_name then h.source_id end, h.starts, h.until, h.at, h.times, h.by_day, h.nights,
           coalesce(y.times, 0), h.hats::integer, h.left_team
    from held h
    left join usual y on y.source = h.source
    join accounts_worker w on w.id = h.worker_id
    join directory_agency a on a.id = h.agency_id
    order by w.name, w.id, 3, h.source
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0012_reading")]

    operations = [
        # When a hat last opened one woman's record, and how often, out of millions of rows.
        migrations.RunSQL(
            "create index audit_entry_used on audit_entry (client_digest, holder_id, at) "
            "where allowed and event <> 'listed' and client_digest <> ''",
            "drop index audit_entry_used",
        ),
        Definer(
            "access_review()",
            "table (client_id uuid, digest text, reference text, holder_id uuid, worker_id uuid, "
            "worker text, agency text, role text, source text, source_id uuid, starts timestamptz, "
            "until timestamptz, last_at timestamptz, times integer, by_day integer, nights integer, "
            "usual integer, hats integer, left_team boolean)",
            ACCESS_REVIEW,
            language="sql",
            volatility="stable",
        ),
    ]
