"""Whether a record is of a woman who is known already: told to the matching person, and to nobody else."""

from importlib import import_module

from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import APP, GATE, LIVE, Definer, let_in, protect

before = import_module("alongside.core.sharing.migrations.0003_gate")
BASICS = Compartment.BASICS.value
ASKING = before.ASKING

# A birth date is often wrong in one of its parts, or has its day and month changed about.
DAYS_FIT = """
    select case
        when p_one is null or p_other is null then 'unknown'
        when p_one = p_other then 'same'
        when (extract(year from p_one) = extract(year from p_other))::integer
            + (extract(month from p_one) = extract(month from p_other))::integer
            + (extract(day from p_one) = extract(day from p_other))::integer >= 2 then 'near'
        when extract(year from p_one) = extract(year from p_other)
            and extract(month from p_one) = extract(day from p_other)
            and extract(day from p_one) = extract(month from p_other) then 'near'
        else 'other'
    end
"""

# Above how many others a number is nobody's own, and an initial with a common name tells nothing.
SHARED_BY, TOO_MANY = 3, 3

# A woman who keeps a matching person away is not counted there either: whether a pair shows to him must not
# depend on somebody who doesn't exist for him.
UNSEEN = f"""
    exists (
        select 1 from sharing_duty u
        join accounts_membership m on m.id = u.membership_id
        where u.kind = 'matching' and u.ended_at is null
            and ({before.KEPT_AWAY.format(client="{client}", worker="m.worker_id", agency="m.agency_id")})
    )
"""

# Candidates come from three indexes: a word that sounds alike, the birth date, a number or address. A number
# that several women or an agency have is a place's, not a woman's.
CANDIDATES = f"""
    select c.id, name_fit(c.name || ' ' || c.full_name, v_name) as name, days_fit(c.born_on, v_born) as born,
           exists (
               select 1 from people_safeway w
               where w.client_id = c.id and w.ended_at is null and w.value = any (v_values)
           ) as reach, {UNSEEN.format(client="c.id")} as unseen
    from people_client c
    where c.id <> p_client
        and c.id in (
            select s.id from people_client s where name_sounds(s.name || ' ' || s.full_name) && v_sounds
            union
            select b.id from people_client b where b.born_on = v_born
            union
            select w.client_id from people_safeway w
            where w.value = any (v_values) and w.value <> '' and w.ended_at is null
        )
        and not exists (
            select 1 from sharing_match x where x.client_id = p_client and x.other_id = c.id
        )
        and not exists (
            select 1 from access_pass p
            where p.client_id = c.id and p.holder_id = asking and p.reads & {BASICS} <> 0
                and p.starts <= access_now() and p.until > access_now()
        )
"""

# What sending a referral does: a note of the same few steps whoever she is, so that nobody can tell by the
# time it takes whether she is known (S8). Whether she works here herself is looked at on the spot: her own
# hats must not show her record for a minute.
FIND = f"""
declare
    asking uuid := {ASKING};
begin
    if not exists (
        select 1 from access_pass p
        where p.client_id = p_client and p.holder_id = asking and p.writes & {BASICS} <> 0
            and p.starts <= access_now() and p.until > access_now()
    ) then
        return;
    end if;
    insert into sharing_tocompare (id, client_id, holder_id, asked_at)
    values (gen_random_uuid(), p_client, asking, access_now());
    insert into sharing_doubt
        (id, client_id, block_id, worker_id, invitation_id, said_name, said_agency, what, found_at)
    select gen_random_uuid(), p_client, null, w.id, null, w.name, '', 'herself', access_now()
    from people_safeway s
    join people_client c on c.id = s.client_id
    join accounts_worker w on lower(w.email) = lower(s.value)
    where s.client_id = p_client and s.ended_at is null and name_fit(c.name || ' ' || c.full_name, w.name) > 0
        and not exists (
            select 1 from sharing_doubt d
            where d.client_id = p_client and d.worker_id = w.id and d.what = 'herself'
        );
    if found then
        perform recompute_client(p_client);
    end if;
end
"""

# One record that waits, in a transaction of its own; says whether there was one.
COMPARE = f"""
declare
    p_client uuid;
    asking uuid;
    v_row uuid;
    v_name text;
    v_born date;
    v_sounds text[];
    v_values text[];
    v_pair uuid;
    v_found boolean := false;
    v_other uuid;
begin
    select q.id, q.client_id, q.holder_id into v_row, p_client, asking
    from sharing_tocompare q order by q.asked_at, q.id limit 1 for update skip locked;
    if v_row is null then
        return false;
    end if;
    delete from sharing_tocompare q where q.id = v_row;
    select c.name || ' ' || c.full_name, c.born_on into v_name, v_born
    from people_client c where c.id = p_client;
    v_sounds := name_sounds(v_name);
    select coalesce(array_agg(distinct w.value), '{{}}') into v_values
    from people_safeway w
    where w.client_id = p_client and w.ended_at is null and w.kind in ('call', 'text', 'email')
        and w.value <> ''
        and not exists (select 1 from directory_agency a where a.phone = w.value)
        and (
            select count(distinct o.client_id) from people_safeway o
            where o.value = w.value and o.value <> '' and o.ended_at is null and o.client_id <> p_client
                and not {UNSEEN.format(client="o.client_id")}
        ) <= {SHARED_BY};
    for v_other in
        with candidate as materialized ({CANDIDATES}),
        likely as (
            select q.*, q.reach or q.name = 3 or q.born = 'same' as sure
            from candidate q
            where q.reach
                or q.name = 3
                or (q.name = 2 and q.born <> 'other')
                or (q.name = 1 and q.born = 'same')
        )
        select l.id from likely l
        where l.sure or l.born = 'near' or (
            select count(*) from likely o where not o.sure and not o.unseen
        ) <= {TOO_MANY}
        order by l.id
    loop
        v_pair := gen_random_uuid();
        insert into sharing_match (id, pair_id, client_id, other_id, is_new, found_at)
        -- Keys are in order of time, so the later one is the new record.
        values (gen_random_uuid(), v_pair, p_client, v_other, p_client > v_other, access_now()),
               (gen_random_uuid(), v_pair, v_other, p_client, p_client < v_other, access_now());
        v_found := true;
    end loop;
    if v_found then
        perform recompute_pair(p_client);
    end if;
    return true;
end
"""

# A row of a pair shows to the pass it is the reason for and to no other: whoever sees one of the two women
# for another reason, or for another pair, must not learn that there is a second record. Nor from its history,
# which is kept in no part of her record that anybody reads.
ITS_PASS = f"""
    exists (
        select 1 from access_pass p
        where {LIVE} and p.source = 'matching' and p.source_id = sharing_match.id
    )
"""
NO_PART = 0


class Migration(migrations.Migration):
    dependencies = [("sharing", "0008_away_gate")]

    operations = [
        Definer(
            "days_fit(p_one date, p_other date)",
            "text",
            DAYS_FIT,
            language="sql",
            volatility="immutable",
        ),
        *[
            migrations.RunSQL(statement, migrations.RunSQL.noop)
            for statement in (
                "drop policy sharing_match_select on sharing_match",
                "drop policy sharing_match_update on sharing_match",
                f"create policy sharing_match_select on sharing_match for select to {APP} using ({ITS_PASS})",
                f"create policy sharing_match_update on sharing_match for update to {APP} using ({ITS_PASS}) "
                f"with check ({ITS_PASS})",
                "grant update (taken_by_id) on sharing_match to alongside_app",
                "drop trigger sharing_match_history on sharing_match",
                "create trigger sharing_match_history after insert or update or delete on sharing_match "
                f"for each row execute function audit_history_write('client_id', '{NO_PART}')",
            )
        ],
        *protect("sharing_tocompare", compartment=Compartment.SHARING, verbs=("select",)),
        *let_in("sharing_tocompare", GATE, "select, insert, update, delete"),
        Definer("find_matches(p_client uuid)", "void", FIND),
        Definer("compare_next()", "boolean", COMPARE),
    ]
