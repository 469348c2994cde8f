"""Whom she keeps away, found among those who work here: silently, and whoever asks sees nothing of it."""

from importlib import import_module

from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import GATE, Definer, let_in

before = import_module("alongside.core.sharing.migrations.0003_gate")
SHARING, BASICS = Compartment.SHARING.value, Compartment.BASICS.value
ASKING = before.ASKING

# Two records that may be one woman's go to a matching person whom neither of them keeps away; she may answer
# the new referral herself, until somebody is found.
MATCHING = f"""
    select d.membership_id, x.client_id, 'matching', x.id, null, null, null, null
    from sharing_match x
    join sharing_duty d on d.kind = 'matching' and d.ended_at is null
    join accounts_membership o on o.id = d.membership_id
    where x.settled_at is null
        and not ({before.KEPT_AWAY.format(client="x.other_id", worker="o.worker_id", agency="o.agency_id")})
        and not {before.SEALED.format(client="x.other_id")}
    union
    select x.taken_by_id, x.client_id, 'triage', e.id, null, null, null, null
    from sharing_match x
    join people_episode e on e.client_id = x.client_id and e.state in ('referred', 'offered')
    where x.taken_by_id is not null
"""
OLD_MATCHING = """
    select d.membership_id, x.client_id, 'matching', x.id, null, null, null, null
    from sharing_match x
    join sharing_duty d on d.kind = 'matching' and d.ended_at is null
    where x.settled_at is null
"""
assert OLD_MATCHING.strip() in before.RIGHTFUL
RIGHTFUL = before.RIGHTFUL.replace(OLD_MATCHING.strip(), MATCHING.strip()).replace(
    "create view", "create or replace view"
)

# How a worker fits what she said of somebody: 2 by more than a name, 1 by the name alone, 0 not at all. Where
# she gave a name it has to fit; a first name alone says nothing of somebody who works elsewhere.
FITS = """
    select case
        when p_name <> '' and q.name = 0 then 0
        when p_name = '' then case when q.domain or q.number then 2 else 0 end
        when q.domain or q.number or q.place then 2
        when q.name >= 2 or p_works_at is null then 1
        else 0
    end
    from (
        select name_fit(p_name, p_worker_name) as name,
               p_domain <> '' and '.' || split_part(lower(p_email), '@', 2) like '%.' || p_domain as domain,
               p_number <> '' and p_number = p_agency_phone as number,
               p_works_at is not distinct from p_agency and p_agency is not null as place
    ) q
"""

# Who of those who work here may be meant, and whether by the name alone.
CANDIDATES = """
    select q.worker_id, max(q.fit) from (
        select w.id as worker_id,
               away_fits(p_name, p_works_at, p_number, p_domain, w.name, w.email, a.id, a.phone) as fit
        from accounts_worker w
        join accounts_membership m on m.worker_id = w.id and m.ended_at is null
        join directory_agency a on a.id = m.agency_id
        where w.is_active
    ) q
    where q.fit > 0
    group by q.worker_id
"""

# Of her own team nobody is put in doubt by a name alone: whoever writes it down is asked instead.
ON_HER_TEAM = """
    exists (
        select 1 from team_member t
        join people_episode e on e.id = t.episode_id and e.client_id = t.client_id and e.state = 'active'
        join accounts_membership tm on tm.id = t.membership_id
        where t.client_id = {client} and t.ended_at is null and tm.worker_id = {worker}
    )
"""
DOUBT = "id, client_id, block_id, worker_id, invitation_id, said_name, said_agency, what, found_at"
NOT_ASKED = (
    "not exists (select 1 from sharing_doubt d where d.block_id = k.id and d.worker_id = {worker})"
)

# Whoever works here and fits one row of what she said, until somebody has said whether it is him.
WHO_FITS = f"""
    insert into sharing_doubt ({DOUBT})
    select gen_random_uuid(), k.client_id, k.id, q.worker_id, null, w.name, '', 'here', access_now()
    from sharing_block k
    cross join lateral away_candidates(
        k.person_name, k.works_at_id, k.number, k.mail_domain
    ) q
    join accounts_worker w on w.id = q.worker_id
    where k.id = {{block}} and k.worker_id is null and k.agency_id is null
        and {NOT_ASKED.format(worker="q.worker_id")}
        and not (q.fit = 1 and {ON_HER_TEAM.format(client="k.client_id", worker="q.worker_id")});
"""
MAY_SAY = f"""
    exists (
        select 1 from access_pass p
        where p.client_id = {{client}} and p.holder_id = {ASKING} and p.writes & {SHARING} <> 0
            and p.starts <= access_now() and p.until > access_now()
    )
"""

# What somebody says she keeps away, held against everybody here. Once answered is not asked again: `p_not`
# are those of whom she was asked and said no.
CHECK_BLOCK = f"""
declare
    v_client uuid;
begin
    select k.client_id into v_client from sharing_block k
    where k.id = p_block and k.lifted_at is null and {MAY_SAY.format(client="k.client_id")};
    if v_client is null then
        return;
    end if;
    insert into sharing_doubt ({DOUBT}, settled_at, settled_by_id, is_them)
    select gen_random_uuid(), v_client, p_block, w.id, null, w.name, '', 'here', access_now(), access_now(),
           {ASKING}, false
    from accounts_worker w where w.id = any (p_not);
    {WHO_FITS.format(block="p_block")}
    perform keep_away_everywhere(v_client);
end
"""

# Records that were said to be one woman's, however many.
SAME = """
    with recursive same (id) as (
        select p_client
        union
        select x.other_id from sharing_match x join same s on s.id = x.client_id where x.is_same
    )
"""
WHOM = "agency_id, works_at_id, person_name, number, mail_domain, is_herself"


def _whom(row: str) -> str:
    return ", ".join(f"{row}.{name}" for name in WHOM.split(", "))


# Whom she keeps away on one record she keeps away on every record of hers, whichever was known first: that he
# is kept away, or that two records are hers. Only one at a time does this, so that neither misses what the
# other just wrote. What was answered of him is not asked again, and what was lifted on one record since stays
# lifted there.
EVERYWHERE = f"""
declare
    v_key uuid;
    one record;
begin
    if not {MAY_SAY.format(client="p_client")} then
        return;
    end if;
    {before.ONE_HAT}
    for one in
        {SAME}
        select distinct on (s.id, k.worker_id, {_whom("k")}) s.id as to_id, k.*,
               (
                   select x.settled_by_id from sharing_match x
                   where x.client_id = s.id and x.is_same order by x.settled_at desc limit 1
               ) as said_by
        from same s
        cross join same o
        join sharing_block k on k.client_id = o.id and k.lifted_at is null
        where not exists (
            select 1 from sharing_block t
            where t.client_id = s.id and (t.lifted_at is null or t.lifted_at > k.made_at)
                and ({_whom("t")}) is not distinct from ({_whom("k")})
                and (k.worker_id is null or t.worker_id = k.worker_id)
        )
        order by s.id, k.worker_id, {_whom("k")}, k.made_at, k.id
    loop
        v_key := gen_random_uuid();
        insert into sharing_block
            (id, client_id, worker_id, {WHOM}, her_words, made_by_id, made_at, lift_words)
        values (v_key, one.to_id, one.worker_id, {_whom("one")}, one.her_words, one.said_by,
                access_now(), '');
        insert into sharing_doubt ({DOUBT}, settled_at, settled_by_id, is_them)
        select gen_random_uuid(), one.to_id, v_key, d.worker_id, d.invitation_id, d.said_name,
               d.said_agency, d.what, d.found_at, d.settled_at, d.settled_by_id, d.is_them
        from sharing_doubt d
        where d.block_id = one.id and (d.settled_at is not null or d.worker_id is null);
        {WHO_FITS.format(block="v_key")}
    end loop;
    for v_key in
        {SAME}
        select s.id from same s
        union
        select x.other_id from sharing_match x join same s on s.id = x.client_id
        order by 1
    loop
        perform recompute_client(v_key);
    end loop;
end
"""

# Of two records that may be one woman's neither shows to somebody whom the other keeps away, so both are
# worked out; in one order, so that two who do this at once wait for each other and not in a ring.
RECOMPUTE_PAIR = """
declare
    v_client uuid;
begin
    for v_client in
        select p_client union select x.other_id from sharing_match x where x.client_id = p_client order by 1
    loop
        perform recompute_client(v_client);
    end loop;
end
"""

# Somebody was invited: all there is of him is what the invitation says.
CHECK_INVITATION = f"""
    insert into sharing_doubt ({DOUBT})
    select gen_random_uuid(), k.client_id, k.id, null, p_invitation, p_name, a.name, 'invited', access_now()
    from directory_agency a
    join sharing_block k on k.lifted_at is null and k.agency_id is null
    where a.id = p_agency
        and away_fits(k.person_name, k.works_at_id, k.number, k.mail_domain, p_name, p_email, a.id, a.phone)
            > case when k.worker_id is null then 0 else 1 end
"""

# Somebody joined, took a post or changed his name. What was answered about his invitation holds for him.
CHECK_WORKER = f"""
declare
    hat uuid;
begin
    update sharing_doubt d set worker_id = p_worker
    where d.invitation_id = any (select m.id from accounts_membership m where m.worker_id = p_worker)
        and d.worker_id is null;
    update sharing_block k set worker_id = p_worker
    from sharing_doubt d
    where d.block_id = k.id and d.worker_id = p_worker and d.is_them and k.worker_id is null;
    insert into sharing_doubt ({DOUBT})
    select gen_random_uuid(), k.client_id, k.id, p_worker, null, q.name, q.agency, 'joined', access_now()
    from sharing_block k
    join lateral (
        select w.name, a.name as agency,
               away_fits(
                   k.person_name, k.works_at_id, k.number, k.mail_domain, w.name, w.email, a.id, a.phone
               ) as fit,
               name_fit(k.person_name, w.name) as named
        from accounts_worker w
        join accounts_membership m on m.worker_id = w.id and m.ended_at is null
        join directory_agency a on a.id = m.agency_id
        where w.id = p_worker
        order by fit desc limit 1
    ) q on q.fit > 0
    where k.lifted_at is null and k.agency_id is null
        and (k.worker_id is null or (k.worker_id <> p_worker and q.named >= 2))
        and {NOT_ASKED.format(worker="p_worker")}
        and not (q.fit = 1 and {ON_HER_TEAM.format(client="k.client_id", worker="p_worker")});
    insert into sharing_doubt ({DOUBT})
    select gen_random_uuid(), s.client_id, null, p_worker, null, w.name, '', 'herself', access_now()
    from accounts_worker w
    join people_safeway s on s.value <> '' and s.ended_at is null and lower(s.value) = lower(w.email)
    join people_client c on c.id = s.client_id
    where w.id = p_worker and name_fit(c.name || ' ' || c.full_name, w.name) > 0
        and not exists (
            select 1 from sharing_doubt d
            where d.client_id = c.id and d.worker_id = p_worker and d.what = 'herself'
        );
    for hat in select m.id from accounts_membership m where m.worker_id = p_worker loop
        perform recompute_membership(hat);
    end loop;
end
"""
# The same for somebody who is written down as near her; for the table of the people around her.
CHECK_AROUND = f"""
    insert into sharing_doubt ({DOUBT})
    select gen_random_uuid(), k.client_id, k.id, null, null, p_name, '', 'around', access_now()
    from sharing_block k
    where k.client_id = p_client and k.lifted_at is null and k.agency_id is null
        and away_fits(k.person_name, null, k.number, k.mail_domain, p_name, p_email, null, p_number) > 0
        and exists (
            select 1 from access_pass p
            where p.client_id = p_client and p.holder_id = {ASKING} and p.writes & {BASICS} <> 0
                and p.starts <= access_now() and p.until > access_now()
        )
"""

MAY_SEE = f"""
    exists (
        select 1 from access_pass mine
        where mine.client_id = p_client and mine.holder_id = {ASKING} and mine.reads & {SHARING} <> 0
            and mine.starts <= access_now() and mine.until > access_now()
    )
"""
# Who looks after her now, for somebody who may see whom she keeps away.
LOOKED_AFTER = f"""
    select p.holder_id, p.source::text from access_pass p
    where p.client_id = p_client and p.source in ('lead', 'team', 'triage', 'manager')
        and p.starts <= access_now() and p.until > access_now() and {MAY_SEE}
"""
# Which of a service's hats she keeps away; none, for whoever may not see that.
KEPT_AWAY_HATS = f"""
    select m.id from accounts_post o
    join accounts_membership m on m.id = o.membership_id
    where o.service_id = p_service and o.ended_at is null and {MAY_SEE}
        and ({before.KEPT_AWAY.format(client="p_client", worker="m.worker_id", agency="m.agency_id")})
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0007_names"), ("team", "0002_gate")]

    operations = [
        migrations.RunSQL(RIGHTFUL, migrations.RunSQL.noop),
        *let_in("sharing_block", GATE, "insert, update"),
        *let_in("sharing_doubt", GATE, "update"),
        *let_in("people_safeway", GATE, "select"),
        Definer(
            "away_fits(p_name text, p_works_at uuid, p_number text, p_domain text, p_worker_name text, "
            "p_email text, p_agency uuid, p_agency_phone text)",
            "integer",
            FITS,
            language="sql",
            volatility="stable",
        ),
        Definer(
            "away_candidates(p_name text, p_works_at uuid, p_number text, p_domain text)",
            "table (worker_id uuid, fit integer)",
            CANDIDATES,
            language="sql",
            volatility="stable",
        ),
        Definer("recompute_pair(p_client uuid)", "void", RECOMPUTE_PAIR),
        Definer("keep_away_everywhere(p_client uuid)", "void", EVERYWHERE),
        Definer("check_block(p_block uuid, p_not uuid[])", "void", CHECK_BLOCK),
        Definer(
            "check_invitation(p_invitation uuid, p_name text, p_email text, p_agency uuid)",
            "void",
            CHECK_INVITATION,
            language="sql",
        ),
        Definer("check_worker(p_worker uuid)", "void", CHECK_WORKER),
        Definer(
            "check_around(p_client uuid, p_name text, p_number text, p_email text)",
            "void",
            CHECK_AROUND,
            language="sql",
        ),
        Definer(
            "looked_after(p_client uuid)",
            "table (holder_id uuid, source text)",
            LOOKED_AFTER,
            language="sql",
            volatility="stable",
        ),
        Definer(
            "kept_away_hats(p_client uuid, p_service uuid)",
            "table (holder_id uuid)",
            KEPT_AWAY_HATS,
            language="sql",
            volatility="stable",
        ),
    ]
