from django.db import migrations

from alongside.foundation.access.gate import APP, GATE, OWNER, Definer, grant, let_in

# Beside the transaction, the era of its number. Written by the database alone, whatever the app says.
STAMP = """
begin
    new.transaction := pg_current_xact_id()::text::bigint;
    select max(e.era) into new.era from audit_era e;
    return new;
end
"""

# The name PostgreSQL gave this server when its folder was made. Another one: a copy was put up elsewhere,
# where transactions are numbered from the beginning again.
NOTICE = """
declare
    here bigint := (select c.system_identifier from pg_control_system() c);
    latest audit_era%rowtype;
begin
    perform pg_advisory_xact_lock(hashtext('audit_era'));
    select * into latest from audit_era e order by e.era desc limit 1;
    if latest.cluster <> here then
        insert into audit_era (era, cluster, began_at) values (latest.era + 1, here, statement_timestamp());
        return latest.era + 1;
    end if;
    return latest.era;
end
"""

# Which rows the next seal covers. Rows of a transaction below the oldest that still runs are complete, and
# so are those of an era that is over. A transaction is never cut in two.
SEAL = r"""
declare
    latest audit_block%rowtype;
    made audit_block%rowtype;
    newest smallint := (select max(e.era) from audit_era e);
    horizon bigint;
    lowest bigint;
    surplus bigint;
    state bytea;
    steps bytea[];
    line text;
begin
    if not pg_try_advisory_xact_lock(hashtext('audit_seal')) then
        return null;
    end if;
    select * into latest from audit_block b order by b.number desc limit 1;
    -- Only the last seal is ever without its signature.
    if latest.number is not null and latest.signature is null then
        return null;
    end if;
    made.number := coalesce(latest.number, 0) + 1;
    made.before := coalesce(latest.head, repeat('0', 64));
    made.era := coalesce(latest.era, 0);
    made.begins := coalesce(latest.ends, 0);
    loop
        horizon := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
        if made.era < newest then
            -- Whoever still writes under the old era began before it was first seen to be over.
            update audit_era e set closes = pg_snapshot_xmax(pg_current_snapshot())::text::bigint
            where e.era = made.era + 1 and e.closes is null;
            if horizon < (select e.closes from audit_era e where e.era = made.era + 1) then
                return null;
            end if;
            horizon := 9223372036854775807;
        end if;
        select min(r.transaction) into lowest from audit_entry r
        where r.era = made.era and r.transaction >= made.begins and r.transaction < horizon;
        exit when lowest is not null;
        if made.era = newest then
            return null;
        end if;
        made.era := made.era + 1;
        made.begins := 0;
    end loop;
    select r.transaction into surplus from audit_entry r
    where r.era = made.era and r.transaction >= made.begins and r.transaction < horizon
    order by r.transaction offset p_most limit 1;
    made.ends := case when surplus is null then horizon else greatest(surplus, lowest + 1) end;
    select count(*) into made.rows from audit_entry r
    where r.era = made.era and r.transaction >= made.begins and r.transaction < made.ends;
    made.sealed_at := statement_timestamp();
    state := sha256(convert_to(concat_ws(
        e'\x1f', 'alongside seal 1', made.number, made.era, made.begins, made.ends, made.rows,
        (extract(epoch from made.sealed_at) * 1000000)::bigint, made.before), 'UTF8'));
    for line in
        select concat_ws(
            e'\x1f', r.era, r.transaction, r.hmac, r.id,
            replace(to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '.000000', '')
                || '+00:00',
            coalesce(r.holder_id::text, 'None'), coalesce(r.worker_id::text, 'None'), r.event, r.what,
            r.client_digest, r.compartments, r.basis, case when r.allowed then 'True' else 'False' end,
            r.key_id)
        from audit_entry r
        where r.era = made.era and r.transaction >= made.begins and r.transaction < made.ends
        order by r.transaction, r.id
    loop
        state := sha256(state || convert_to(line, 'UTF8'));
        steps := array_append(steps, substr(state, 1, 8));
    end loop;
    select string_agg(s.step, ''::bytea order by s.place) into made.marks
    from unnest(steps) with ordinality s(step, place);
    insert into audit_block
        (number, era, begins, ends, rows, before, head, marks, sealed_at, key_id)
    values (made.number, made.era, made.begins, made.ends, made.rows, made.before, encode(state, 'hex'),
        made.marks, made.sealed_at, '');
    return made.number;
end
"""

SIGN = """
begin
    update audit_block b set key_id = p_key, signature = p_signature
    where b.number = p_number and b.signature is null;
    return found;
end
"""

KEPT = """
begin
    update audit_block b set kept_at = statement_timestamp()
    where b.number = any (p_numbers) and b.signature is not null and b.kept_at is null;
end
"""

UNSEALED = """
declare
    latest audit_block%rowtype;
begin
    select * into latest from audit_block b order by b.number desc limit 1;
    return query
        select count(*)::integer, min(w.at)
        from (select r.at from audit_entry r
              where (r.era, r.transaction) >= (coalesce(latest.era, 0::smallint), coalesce(latest.ends, 0))
              limit 100000) w;
end
"""

ADD_DECOY = """
begin
    insert into audit_decoy (digest) values (p_digest) on conflict do nothing;
end
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_seals")]

    operations = [
        migrations.RunSQL(
            "insert into audit_era (era, cluster, began_at, closes) "
            "select 1, c.system_identifier, statement_timestamp(), 0 from pg_control_system() c",
            migrations.RunSQL.noop,
        ),
        *let_in("audit_entry", GATE, "select"),
        *grant("audit_era", "select, insert, update", to=GATE),
        *grant("audit_block", "select, insert, update", to=GATE),
        *grant("audit_block", "select", to=APP),
        *grant("audit_decoy", "select, insert", to=GATE),
        migrations.RunSQL("drop trigger audit_entry_stamp on audit_entry", migrations.RunSQL.noop),
        migrations.RunSQL("drop function audit_entry_stamp()", migrations.RunSQL.noop),
        Definer("audit_entry_stamp()", "trigger", STAMP, callers=OWNER),
        migrations.RunSQL(
            "create trigger audit_entry_stamp before insert on audit_entry for each row "
            "execute function audit_entry_stamp()",
            "drop trigger audit_entry_stamp on audit_entry",
        ),
        Definer("audit_notice_cluster()", "smallint", NOTICE),
        Definer("audit_seal(p_most integer)", "integer", SEAL),
        Definer("audit_sign(p_number integer, p_key varchar, p_signature bytea)", "boolean", SIGN),
        Definer("audit_kept(p_numbers integer[])", "void", KEPT),
        Definer(
            "audit_unsealed()",
            "table(waiting integer, oldest timestamptz)",
            UNSEALED,
            volatility="stable",
        ),
        Definer("audit_add_decoy(p_digest varchar)", "void", ADD_DECOY),
    ]
