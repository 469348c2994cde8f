from django.db import migrations

from alongside.foundation.access.gate import APP, GATE, HOLDER, OWNER, Definer, let_in, protect

HISTORY = """
declare
    before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    one jsonb := coalesce(after, before);
begin
    insert into audit_history
        (id, at, transaction, table_name, row_id, client_id, compartment, holder_id, verb, old, new)
    values (
        gen_random_uuid(), statement_timestamp(), pg_current_xact_id()::text::bigint, tg_table_name,
        coalesce(one ->> 'id', one ->> tg_argv[0])::uuid,
        (one ->> tg_argv[0])::uuid,
        case when tg_argv[1] ~ '^[0-9]+$' then tg_argv[1]::bigint else (one ->> tg_argv[1])::bigint end,
        nullif(current_setting('alongside.holder', true), '')::uuid,
        lower(tg_op), before, after
    );
    -- A row that moved to another part of her record takes what it was before with it.
    if tg_op = 'UPDATE' and before ->> tg_argv[1] is distinct from after ->> tg_argv[1] then
        update audit_history h set compartment = (after ->> tg_argv[1])::bigint
        where h.client_id = (after ->> tg_argv[0])::uuid and h.row_id = (after ->> 'id')::uuid;
    end if;
    return null;
end
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("access", "0002_gate")]

    operations = [
        # The app can't forge history: it holds no right to insert here at all.
        *protect("audit_history", compartment_column="compartment", verbs=("select",)),
        *let_in("audit_history", GATE, "select, insert, update"),
        Definer("audit_history_write()", "trigger", HISTORY, callers=OWNER),
        migrations.RunSQL(
            "create function audit_entry_stamp() returns trigger language plpgsql as "
            "'begin new.transaction := pg_catalog.pg_current_xact_id()::text::bigint; return new; end'",
            "drop function audit_entry_stamp()",
        ),
        migrations.RunSQL(
            "create trigger audit_entry_stamp before insert on audit_entry for each row "
            "execute function audit_entry_stamp()",
            "drop trigger audit_entry_stamp on audit_entry",
        ),
        migrations.RunSQL(
            "alter table audit_entry enable row level security", migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            "alter table audit_entry force row level security", migrations.RunSQL.noop
        ),
        # Nobody signs with another's name, and a person with no name signs with none.
        migrations.RunSQL(
            f"create policy audit_entry_insert on audit_entry for insert to {APP} "
            f"with check (holder_id is not distinct from {HOLDER})",
            "drop policy audit_entry_insert on audit_entry",
        ),
        migrations.RunSQL(f"grant insert on audit_entry to {APP}", migrations.RunSQL.noop),
    ]
