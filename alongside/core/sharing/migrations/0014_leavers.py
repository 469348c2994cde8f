"""What rests on nothing once a post or a hat has ended: places in teams, namings, shares, duties."""

from importlib import import_module

from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import GATE, Definer, grant, let_in

first = import_module("alongside.core.sharing.migrations.0003_gate")

ASKING, GLOBAL_LOCK = first.ASKING, first.GLOBAL_LOCK

# Harmless whoever calls it: it ends only what gives no pass already. So that nobody stays named on a woman's
# page who can do nothing for her any more. Answers with whose record was touched, by digest.
END_BASELESS = f"""
declare
    asking uuid := {ASKING};
    gone boolean := not exists (
        select 1 from accounts_membership m where m.id = p_holder and m.ended_at is null
    );
    touched jsonb := '[]';
    ended_now jsonb;
begin
    perform pg_advisory_xact_lock({GLOBAL_LOCK});
    with ended as (
        update team_member t set ended_at = access_now()
        where t.membership_id = p_holder and t.ended_at is null and (gone or not exists (
            select 1 from people_episode e
            join accounts_post o on o.service_id = e.service_id and o.membership_id = p_holder
                and o.ended_at is null
            where e.id = t.episode_id and e.client_id = t.client_id
        ))
        returning t.client_id
    )
    select coalesce(jsonb_agg(jsonb_build_array(e.client_id, {Compartment.BASICS.value})), '[]')
    into ended_now from ended e;
    touched := touched || ended_now;
    with ended as (
        update sharing_named n set ended_at = access_now(), ended_by_id = asking
        where n.membership_id = p_holder and n.ended_at is null and (gone or not exists (
            select 1 from team_member t
            where t.client_id = n.client_id and t.membership_id = p_holder and t.ended_at is null
        ))
        returning n.client_id, n.compartment
    )
    select coalesce(jsonb_agg(jsonb_build_array(e.client_id, e.compartment)), '[]')
    into ended_now from ended e;
    touched := touched || ended_now;
    with ended as (
        update sharing_grant g
        set ended_at = access_now(), ended_by_id = coalesce(asking, g.made_by_id), version = g.version + 1
        where g.membership_id = p_holder and g.ended_at is null and gone
        returning g.client_id
    )
    select coalesce(jsonb_agg(jsonb_build_array(e.client_id, {Compartment.SHARING.value})), '[]')
    into ended_now from ended e;
    touched := touched || ended_now;
    update sharing_duty d set ended_at = access_now()
    where d.membership_id = p_holder and d.ended_at is null and gone;
    perform recompute_membership(p_holder);
    return query
        select c.audit_digest::text, bit_or((x.pair ->> 1)::bigint)
        from jsonb_array_elements(touched) x(pair)
        join people_client c on c.id = (x.pair ->> 0)::uuid
        group by c.audit_digest;
end
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0013_review")]

    operations = [
        *let_in("team_member", GATE, "update"),
        *let_in("sharing_named", GATE, "update"),
        *let_in("sharing_grant", GATE, "update"),
        *grant("sharing_duty", "update", to=GATE),
        Definer("end_baseless(p_holder uuid)", "table (digest text, parts bigint)", END_BASELESS),
    ]
