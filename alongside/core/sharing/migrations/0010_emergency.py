"""Emergency access: a key that opens one record and no other, closing, looking it over, and how often."""

from importlib import import_module

from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import GATE, OWNER, Definer, let_in

first = import_module("alongside.core.sharing.migrations.0003_gate")

ASKING, KEPT_AWAY, SEALED = first.ASKING, first.KEPT_AWAY, first.SEALED
LIVE = "p.starts <= access_now() and p.until > access_now()"

# One door, which answers alike for nobody, for somebody who keeps the asker away and for a sealed record: an
# exact reference, or a name and a birth date that fit one woman and no other. A key that opened one record
# opens no other: it would show that somebody is here and leave nothing to look over.
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
    if not exists (
        select 1 from sharing_breakglass b
        where b.id = p_id and b.client_id = found and b.membership_id = asking
    ) then
        return null;
    end if;
    perform recompute_client(found);
    return found;
end
"""

# Whoever opened it closes it, and nobody else's with it.
CLOSE_GLASS = f"""
declare
    closed integer;
begin
    update sharing_breakglass b set closed_at = access_now()
    where b.client_id = p_client and b.membership_id = {ASKING}
        and b.closed_at is null and b.until_at > access_now();
    get diagnostics closed = row_count;
    if closed > 0 then
        perform recompute_client(p_client);
    end if;
    return closed;
end
"""

# Looked over once, by a safety lead or the manager, and never by the worker who used it, whatever her hat.
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
                and p.source in ('safety', 'manager') and {LIVE}
        ) then
        raise exception 'somebody else looks it over, once' using errcode = '42501';
    end if;
    return new;
end
"""

# What was opened under it, from the record of openings, for whoever may look it over. With a minute to
# spare at both ends: what was asked for within the hour is written down when it is answered.
OPENED = f"""
    select e.at, e.event::text, e.compartments
    from sharing_breakglass b
    join people_client c on c.id = b.client_id
    join audit_entry e on e.client_digest = c.audit_digest and e.holder_id = b.membership_id and e.allowed
        and e.at between b.opened_at - interval '1 minute'
            and coalesce(b.closed_at, b.until_at) + interval '1 minute'
        -- The door itself names all that could be seen, and not what was.
        and e.what not in ('sharing.break_glass', 'sharing.close_emergency')
    where b.id = p_access and exists (
        select 1 from access_pass p
        where p.holder_id = {ASKING} and p.client_id = b.client_id
            and p.reads & {Compartment.SHARING.value} <> 0 and {LIVE}
    )
    order by e.at, e.id
"""

# How often pages of a service's women were opened, and how often in an emergency: for its manager, exact,
# and without the women who keep her away.
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
            and not {SEALED.format(client="c.id")}
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


class Migration(migrations.Migration):
    dependencies = [("sharing", "0009_matching"), ("audit", "0004_sealing")]

    operations = [
        *let_in("sharing_breakglass", GATE, "update"),
        Definer(
            "break_glass(p_id uuid, p_reference text, p_name text, p_born date, p_reason text, "
            "p_words text, p_review_due timestamptz)",
            "uuid",
            BREAK_GLASS,
        ),
        Definer("close_glass(p_client uuid)", "integer", CLOSE_GLASS),
        Definer("sharing_breakglass_reviewed()", "trigger", REVIEWED, callers=OWNER),
        migrations.RunSQL(
            "create trigger sharing_breakglass_reviewed before update on sharing_breakglass "
            "for each row execute function sharing_breakglass_reviewed()",
            "drop trigger sharing_breakglass_reviewed on sharing_breakglass",
        ),
        Definer(
            "opened_in_emergency(p_access uuid)",
            "table (at timestamptz, event text, compartments bigint)",
            OPENED,
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
    ]
