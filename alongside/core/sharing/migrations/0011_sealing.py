"""Sealed records: who seals, who asks, what opens one at once, and what waits."""

from importlib import import_module

from django.db import migrations, models

from alongside.foundation.access.gate import GATE, OWNER, Definer, let_in

first = import_module("alongside.core.sharing.migrations.0003_gate")

ASKING, KEPT_AWAY = first.ASKING, first.KEPT_AWAY
ONE_CLIENT = f"""
    perform pg_advisory_xact_lock_shared({first.GLOBAL_LOCK});
    perform pg_advisory_xact_lock(hashtextextended({{client}}::text, 0));
"""
# Her last team, and those who take new referrals for that service or run it: whoever may be there when she
# comes to the door. Written with m at hand.
WAS_ALONGSIDE = """
    m.role in ('navigator', 'manager') and exists (
        select 1 from people_episode e
        join accounts_post o on o.service_id = e.service_id and o.membership_id = m.id
            and o.ended_at is null
        where e.client_id = {client} and (
            o.triage or m.role = 'manager' or exists (
                select 1 from team_member t
                where t.episode_id = e.id and t.client_id = e.client_id and t.membership_id = m.id
                    and t.ended_at is null
            )
        )
    )
"""
# The one sealed record of somebody the asker was alongside, or null: alike for nobody, for more than one, for
# a record that is not sealed, for one of others and for a woman who keeps the asker away.
FIND = f"""
    select case when count(*) = 1 then min(c.id::text)::uuid end into found
    from people_client c
    join accounts_membership m on m.id = asking and m.ended_at is null
    join accounts_worker w on w.id = m.worker_id and w.is_active
    where case when p_reference <> '' then right(c.id::text, 10) = p_reference
        else c.born_on = p_born and lower(p_name) in (lower(c.name), lower(c.full_name)) and p_name <> ''
        end
        and exists (select 1 from sharing_sealed s where s.client_id = c.id and s.opened_at is null)
        and {WAS_ALONGSIDE.format(client="c.id")}
        and not ({KEPT_AWAY.format(client="c.id", worker="m.worker_id", agency="m.agency_id")});
"""

# Sealed by her lead worker or manager, for their own agency's keeper to keep, or by that keeper; once.
SEALED_BY = f"""
declare
    asking uuid := {ASKING};
begin
    {ONE_CLIENT.format(client="new.client_id")}
    if new.sealed_by_id is distinct from asking or new.opened_at is not null
        or exists (
            select 1 from sharing_sealed s where s.client_id = new.client_id and s.opened_at is null
        )
        or not exists (
            select 1 from accounts_membership m
            where m.id = asking and m.agency_id = new.agency_id and m.ended_at is null and (
                m.role = 'data_protection' and new.why = 'data_protection'
                or new.why = 'her_wish' and exists (
                    select 1 from access_pass p
                    where p.holder_id = asking and p.client_id = new.client_id
                        and p.source in ('lead', 'manager')
                        and p.starts <= access_now() and p.until > access_now()
                )
            )
        ) then
        raise exception 'this record is not theirs to seal' using errcode = '42501';
    end if;
    return new;
end
"""

# By the data-protection lead, who sees nobody's record: an exact reference of a woman who was or is with
# her agency. Nothing comes back, so it says nothing of who is here.
SEAL_BY_REFERENCE = f"""
declare
    asking uuid := {ASKING};
    agency uuid;
    found uuid;
begin
    select m.agency_id into agency
    from accounts_membership m join accounts_worker w on w.id = m.worker_id and w.is_active
    where m.id = asking and m.ended_at is null and m.role = 'data_protection';
    if agency is null or p_reference = '' then
        return;
    end if;
    select case when count(*) = 1 then min(c.id::text)::uuid end into found
    from people_client c
    join accounts_membership m on m.id = asking
    where right(c.id::text, 10) = p_reference
        and exists (
            select 1 from people_episode e
            join directory_service v on v.id = e.service_id and v.agency_id = agency
            where e.client_id = c.id
        )
        and not exists (
            select 1 from sharing_sealed s where s.client_id = c.id and s.opened_at is null
        )
        and not ({KEPT_AWAY.format(client="c.id", worker="m.worker_id", agency="m.agency_id")});
    if found is null then
        return;
    end if;
    {ONE_CLIENT.format(client="found")}
    if exists (
        select 1 from sharing_sealed s
        where s.id = p_id or s.client_id = found and s.opened_at is null
    ) then
        return;
    end if;
    insert into sharing_sealed (id, client_id, agency_id, why, words, sealed_by_id, sealed_at, how)
    values (p_id, found, agency, 'data_protection', p_words, asking, access_now(), '');
    perform recompute_client(found);
end
"""

# Nothing comes back: the answer is the same for everybody.
ASK_TO_OPEN = f"""
declare
    asking uuid := {ASKING};
    found uuid;
begin
    {FIND}
    if found is null then
        return;
    end if;
    {ONE_CLIENT.format(client="found")}
    insert into sharing_openingasked
        (id, client_id, sealed_id, membership_id, words, asked_at, due_at, veto_words)
    select p_id, s.client_id, s.id, asking, p_words, access_now(), access_now() + interval '48 hours', ''
    from sharing_sealed s
    where s.client_id = found and s.opened_at is null and not exists (
        select 1 from sharing_openingasked q
        where q.sealed_id = s.id and q.vetoed_at is null and q.opened_at is null
    )
    order by s.sealed_at
    limit 1
    on conflict (id) do nothing;
end
"""

OPEN = """
    update sharing_sealed s set opened_at = access_now(), opened_by_id = {by}, how = {how}
    where s.client_id = {client} and s.opened_at is null;
    update sharing_openingasked q set opened_at = access_now()
    where q.client_id = {client} and q.vetoed_at is null and q.opened_at is null;
    perform recompute_client({client});
"""

# She never waits when she is there. Her code word is compared here and shown to nobody.
OPEN_NOW = f"""
declare
    asking uuid := {ASKING};
    found uuid;
begin
    if p_how not in ('here', 'code_word', 'asked_back') then
        return null;
    end if;
    {FIND}
    if found is not null and p_how = 'code_word' and not exists (
        select 1 from people_safecontact f
        where f.client_id = found and trim(f.code_word) <> ''
            and lower(trim(f.code_word)) = lower(trim(p_code_word))
    ) then
        found := null;
    end if;
    if found is null then
        return null;
    end if;
    {ONE_CLIENT.format(client="found")}
    {OPEN.format(client="found", by="asking", how="p_how")}
    return found;
end
"""

# By the clock: 48 hours have gone and nobody objected. Somebody who has left meanwhile, or whom she keeps
# away since, opens nothing by having asked.
OPEN_DUE = f"""
declare
    one record;
begin
    for one in
        select q.client_id, q.membership_id
        from sharing_openingasked q
        join sharing_sealed s on s.id = q.sealed_id and s.opened_at is null
        join accounts_membership m on m.id = q.membership_id and m.ended_at is null
        join accounts_worker w on w.id = m.worker_id and w.is_active
        where q.due_at <= access_now() and q.vetoed_at is null and q.opened_at is null
            and {WAS_ALONGSIDE.format(client="q.client_id")}
            and not ({KEPT_AWAY.format(client="q.client_id", worker="m.worker_id", agency="m.agency_id")})
        order by q.client_id
    loop
        {ONE_CLIENT.format(client="one.client_id")}
        -- Whoever kept it may have objected while we waited for our turn.
        if exists (
            select 1 from sharing_openingasked q
            join sharing_sealed s on s.id = q.sealed_id and s.opened_at is null
            where q.client_id = one.client_id and q.membership_id = one.membership_id
                and q.due_at <= access_now() and q.vetoed_at is null and q.opened_at is null
        ) then
            {OPEN.format(client="one.client_id", by="one.membership_id", how="'waited'")}
            return next one.client_id;
        end if;
    end loop;
end
"""

# By the decision of the one who keeps it.
OPEN_KEPT = f"""
begin
    if not exists (
        select 1 from access_pass p
        where p.holder_id = {ASKING} and p.client_id = p_client and p.source = 'keeper'
            and p.starts <= access_now() and p.until > access_now()
    ) then
        return false;
    end if;
    {ONE_CLIENT.format(client="p_client")}
    {OPEN.format(client="p_client", by=ASKING, how="'keeper'")}
    return true;
end
"""

# The one who kept it hears that it was opened, by reference: after opening she sees nobody's record again.
LATELY_OPENED = f"""
    select right(s.client_id::text, 10), s.opened_at, s.how::text, coalesce(w.name, '')
    from accounts_membership m
    join sharing_sealed s on s.agency_id = m.agency_id and s.opened_at >= p_since
    left join accounts_membership h on h.id = s.opened_by_id
    left join accounts_worker w on w.id = h.worker_id
    where m.id = {ASKING} and m.ended_at is null and m.role = 'data_protection'
        and not ({KEPT_AWAY.format(client="s.client_id", worker="m.worker_id", agency="m.agency_id")})
    order by s.opened_at desc, s.id
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0010_emergency"), ("people", "0003_hearsay")]

    operations = [
        migrations.AlterField(
            model_name="sealedrecord",
            name="how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("waited", "after the wait, and nobody objected"),
                    ("here", "she is here"),
                    ("code_word", "she rang and said her code word"),
                    ("asked_back", "she asked to come back"),
                    ("keeper", "the data-protection lead opened it"),
                ],
                max_length=10,
            ),
        ),
        *let_in("people_safecontact", GATE, "select"),
        Definer("sharing_sealed_by()", "trigger", SEALED_BY, callers=OWNER),
        migrations.RunSQL(
            "create trigger sharing_sealed_by before insert on sharing_sealed for each row "
            "execute function sharing_sealed_by()",
            "drop trigger sharing_sealed_by on sharing_sealed",
        ),
        Definer(
            "seal_by_reference(p_id uuid, p_reference text, p_words text)",
            "void",
            SEAL_BY_REFERENCE,
        ),
        Definer(
            "ask_to_open(p_id uuid, p_reference text, p_name text, p_born date, p_words text)",
            "void",
            ASK_TO_OPEN,
        ),
        Definer(
            "open_sealed(p_reference text, p_name text, p_born date, p_how text, p_code_word text)",
            "uuid",
            OPEN_NOW,
        ),
        Definer("open_due()", "setof uuid", OPEN_DUE),
        Definer("open_kept(p_client uuid)", "boolean", OPEN_KEPT),
        Definer(
            "lately_opened(p_since timestamptz)",
            "table (reference text, opened_at timestamptz, how text, opened_by text)",
            LATELY_OPENED,
            language="sql",
            volatility="stable",
        ),
    ]
