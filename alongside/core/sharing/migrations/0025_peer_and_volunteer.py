"""Every reason for a pass in one text, as it stands now: a peer mentor, and who leads a group she comes to.

One branch a reason. It never asks what time it is: a pass that has run out is a row whose end lies in the
past, so that working everything out anew gives the same rows at any moment. Whoever changes it writes the
whole again.
"""

from importlib import import_module

from django.db import migrations

from alongside.foundation.access.gate import APP, GATE, OWNER, Definer, let_in

first = import_module("alongside.core.sharing.migrations.0003_gate")

ASKING, FOREVER = first.ASKING, first.FOREVER
KEPT_AWAY, SEALED = first.KEPT_AWAY, first.SEALED

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
    -- A peer mentor of hers, or who leads a group she comes to, as she chose: where they have a post still.
    select b.membership_id, b.client_id, b.kind, b.id, null, null, null, b.until_at
    from team_companion b
    join people_episode e on e.id = b.episode_id and e.client_id = b.client_id and e.state = 'active'
    join accounts_post p on p.membership_id = b.membership_id and p.service_id = e.service_id
        and p.ended_at is null
    where b.ended_at is null
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
            when g.source in ('peer', 'volunteer') then m.role in ('navigator', 'manager', 'volunteer')
            else m.role in ('navigator', 'manager')
        end
        and not ({KEPT_AWAY.format(client="g.client_id", worker="m.worker_id", agency="m.agency_id")})
        and (g.source = 'keeper' or not {SEALED.format(client="g.client_id")})
        and (g.source in ('memory', 'keeper', 'safety') or not exists (
            select 1 from people_client c where c.id = g.client_id and c.quiet = 'rests'
        ))
        -- Those beside her hear of her death from a person, and not from a list that still names her.
        and (g.source not in ('peer', 'volunteer') or not exists (
            select 1 from people_client c where c.id = g.client_id and c.quiet = 'died'
        ))
"""

# Whom she keeps away is nobody's share, in nobody's team and nobody's companion from then on. Let back in, he
# begins anew. Somebody who only may be him keeps what he has until it is said.
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
    update team_companion b set ended_at = access_now(), ended_by_id = asking
    where b.client_id = new.client_id and b.ended_at is null and b.membership_id = any (theirs);
    -- Nobody she keeps away is anybody's supervisor beside her: her lead worker is, or the place ends.
    update team_companion b set supervisor_id = t.membership_id, call_words = ''
    from team_member t
    where b.client_id = new.client_id and b.ended_at is null and b.supervisor_id = any (theirs)
        and t.client_id = b.client_id and t.episode_id = b.episode_id and t.part = 'lead'
        and t.ended_at is null and t.membership_id <> b.membership_id;
    update team_companion b set ended_at = access_now(), ended_by_id = asking
    where b.client_id = new.client_id and b.ended_at is null and b.supervisor_id = any (theirs);
    update sharing_named n set ended_at = access_now(), ended_by_id = asking
    where n.client_id = new.client_id and n.ended_at is null and n.membership_id = any (theirs);
    -- Nor is he who will lead for her, or brings her together with anybody.
    update team_leadchange c set chosen_id = null
    where c.client_id = new.client_id and c.state = 'open' and c.chosen_id = any (theirs);
    update team_introduction i set state = 'let_be', said_at = access_now()
    where i.client_id = new.client_id and i.state = 'planned' and i.brings_id = any (theirs);
    return null;
end
"""

# Who leads a group no more is beside none of its women, also where the one who says so does not see her.
END_PLACES = f"""
declare
    asking uuid := {first.ASKING};
begin
    update team_companion b set ended_at = access_now(), ended_by_id = asking
    from people_episode e
    where b.circle = p_circle and b.membership_id = p_holder and b.ended_at is null
        and e.id = b.episode_id and e.client_id = b.client_id and exists (
            select 1 from accounts_post p
            join accounts_membership m on m.id = p.membership_id and m.ended_at is null
            where p.membership_id = asking and p.service_id = e.service_id and p.ended_at is null
                and m.role = 'manager'
        );
    perform recompute_membership(p_holder);
end
"""

# Two parts more for those who look after her: WELCOME and GROUPS.
BESIDE = 3145728
THEIRS = "('lead', 'team', 'manager')"
SET = "update access_source set reads = reads {0}, writes = writes {0} where source in {1}"
MORE, LESS = SET.format(f"| {BESIDE}", THEIRS), SET.format(f"& ~{BESIDE}", THEIRS)
ALLOW = (
    "insert into access_source (source, reads, writes) "
    "values ('peer', 1048576, 4096), ('volunteer', 3145728, 2101248)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0024_recent"),
        ("team", "0009_beside_gate"),
        ("access", "0006_peer_and_volunteer"),
    ]

    operations = [
        migrations.RunSQL(MORE, LESS),
        migrations.RunSQL(ALLOW, "delete from access_source where source in ('peer', 'volunteer')"),
        migrations.RunSQL(RIGHTFUL, migrations.RunSQL.noop),
        *let_in("team_leadchange", GATE, "select, update"),
        *let_in("team_introduction", GATE, "select, update"),
        Definer("end_places(p_circle uuid, p_holder uuid)", "void", END_PLACES),
        Definer("sharing_block_puts_out()", "trigger", PUTS_OUT, callers=OWNER),
        # Nobody but those who look after her gives anybody a place beside her.
        migrations.RunSQL(
            "create trigger team_companion_beside_her before insert or update on team_companion "
            f"for each row when (current_user = '{APP}') execute function sharing_beside_her()",
            "drop trigger team_companion_beside_her on team_companion",
        ),
    ]
