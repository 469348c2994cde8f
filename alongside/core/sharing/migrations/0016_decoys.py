"""Records of nobody: made, seen and taken away by the data-protection lead, and told apart by nobody else."""

from importlib import import_module

from django.db import migrations

from alongside.foundation.access.gate import GATE, Definer, let_in

matching = import_module("alongside.core.sharing.migrations.0009_matching")

# The agency whose data-protection lead asks, or nothing.
KEEPS = """
    select m.agency_id {into}
    from accounts_membership m join accounts_worker w on w.id = m.worker_id and w.is_active
    where m.id = nullif(current_setting('alongside.holder', true), '')::uuid and m.ended_at is null
        and m.role = 'data_protection'
"""

# With us before, with nobody on a team: whoever takes new referrals there, or runs the service, finds her
# in her lists as she finds everybody who was with us, and has no reason to open her. Without a first day, so
# that she is in no count.
MAKE = f"""
declare
    agency uuid;
begin
    {KEEPS.format(into="into agency")};
    if agency is null or not exists (
        select 1 from directory_service s
        where s.id = p_service and s.agency_id = agency and s.ended_at is null
    ) then
        return false;
    end if;
    insert into people_client
        (id, name, full_name, pronouns, languages, interpreter, born_on, audit_digest, last_contact_on,
         last_contact_words, version, made_at)
    values (p_client, p_name, p_full_name, '', '', '', p_born, p_digest, p_ended, 'call', 1,
            p_ended::timestamp at time zone 'UTC' - interval '5 months')
    on conflict do nothing;
    if not found then
        return false;
    end if;
    insert into people_episode
        (id, client_id, service_id, state, referred_at, ended_on, answer_code, answer_words,
         outcome_allowed, version)
    values (p_episode, p_client, p_service, 'ended',
            p_ended::timestamp at time zone 'UTC' - interval '5 months', p_ended, '', '', false, 1);
    insert into people_safecontact
        (id, client_id, code_word, never, who_may_answer, good_to_know, he_may_see, hearsay, checked_on,
         version)
    values (gen_random_uuid(), p_client, '', '[]', '', '', false, false, p_ended, 1);
    insert into people_safeway (id, client_id, kind, value, hours, words, never, place)
    values (gen_random_uuid(), p_client, 'through', p_through, '[]', '', false, 0);
    perform recompute_client(p_client);
    return true;
end
"""

MINE = f"""
    select c.id, c.name::text, c.full_name::text, c.born_on, v.name::text, e.ended_on, d.added_at, exists (
        select 1 from sharing_sealed s where s.client_id = c.id and s.opened_at is null
    )
    from audit_decoy d
    join people_client c on c.audit_digest = d.digest
    join people_episode e on e.client_id = c.id
    join directory_service v on v.id = e.service_id and v.agency_id = d.agency_id
    where d.agency_id = ({KEEPS.format(into="")})
    order by d.added_at desc, c.id
"""

ADD = f"""
begin
    insert into audit_decoy (digest, agency_id, added_at)
    values (p_digest, ({KEEPS.format(into="")}), access_now())
    on conflict do nothing;
end
"""

# A made-up record is nobody's double: the matching person is not to open it for a likeness.
REAL = """
        and not exists (
            select 1 from audit_decoy d join people_client q on q.audit_digest = d.digest
            where q.id in (c.id, p_client)
        )
        and not exists (
            select 1 from access_pass p
"""
LAST_TEST = """
        and not exists (
            select 1 from access_pass p
"""
assert matching.COMPARE.count(LAST_TEST) == 1


class Migration(migrations.Migration):
    dependencies = [("sharing", "0015_both_of_a_pair"), ("audit", "0005_decoy_agency")]

    operations = [
        *let_in("people_safecontact", GATE, "insert"),
        *let_in("people_safeway", GATE, "insert"),
        Definer("audit_add_decoy(p_digest varchar)", "void", ADD),
        Definer("compare_next()", "boolean", matching.COMPARE.replace(LAST_TEST, REAL)),
        Definer(
            "make_decoy(p_client uuid, p_episode uuid, p_service uuid, p_name text, p_full_name text, "
            "p_born date, p_ended date, p_through text, p_digest text)",
            "boolean",
            MAKE,
        ),
        Definer(
            "my_decoys()",
            "table (client_id uuid, name text, full_name text, born_on date, service text, ended_on date, "
            "added_at timestamptz, sealed boolean)",
            MINE,
            language="sql",
            volatility="stable",
        ),
    ]
