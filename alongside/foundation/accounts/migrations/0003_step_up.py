from django.db import migrations, models

from alongside.foundation.access.gate import GATE, HOLDER, OWNER, Definer, grant

# After each opening: did this hat open sixty different women within ten minutes, or a made-up one nobody
# works with? Once a spell; and from then on the worker's second step is asked for again (S9). The time is
# the row's own, which is the clock that the sessions go by.
WATCH = """
declare
    since timestamptz := new.at - interval '10 minutes';
    seen integer;
    what text := 'many';
begin
    if exists (select 1 from audit_decoy d where d.digest = new.client_digest) then
        what := 'decoy';
    end if;
    if exists (
        select 1 from audit_alarm a
        where a.holder_id = new.holder_id and a.kind = what and a.at > since and a.answered_at is null
    ) then
        return null;
    end if;
    select count(distinct e.client_digest) into seen from audit_entry e
    where e.holder_id = new.holder_id and e.event = 'opened' and e.at > since and e.at <= new.at
        and e.client_digest <> '';
    if what = 'many' and seen < 60 then
        return null;
    end if;
    insert into audit_alarm (id, at, kind, holder_id, worker_id, women, note)
    values (gen_random_uuid(), new.at, what, new.holder_id, new.worker_id, seen, '');
    update accounts_worker w set step_up_at = new.at where w.id = new.worker_id;
    return null;
end
"""

# The agency's manager and data-protection lead see its alarms, and answer those about somebody else.
ASKER = f"""
    join accounts_membership m on m.id = a.holder_id
    join accounts_membership me on me.id = {HOLDER} and me.agency_id = m.agency_id
        and me.ended_at is null and me.role in ('manager', 'data_protection')
"""

ALARMS = f"""
    select a.id, a.at, a.kind, a.holder_id, a.women, a.answered_at, a.answered_by, a.note,
        m.worker_id = me.worker_id
    from audit_alarm a {ASKER}
    order by a.at desc, a.id
"""

ANSWER = f"""
begin
    update audit_alarm b
    set answered_at = statement_timestamp(), answered_by = {HOLDER}, note = p_note
    where b.id = p_alarm and b.answered_at is null and exists (
        select 1 from audit_alarm a {ASKER}
        where a.id = b.id and m.worker_id <> me.worker_id
    );
    return found;
end
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_gate"), ("audit", "0004_sealing")]

    operations = [
        migrations.AddField(
            model_name="worker",
            name="step_up_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        *grant("accounts_worker", "update (step_up_at)", to=GATE),
        *grant("audit_alarm", "select, insert, update", to=GATE),
        Definer("audit_watch()", "trigger", WATCH, callers=OWNER),
        migrations.RunSQL(
            "create trigger audit_watch after insert on audit_entry for each row "
            "when (new.event = 'opened' and new.holder_id is not null) execute function audit_watch()",
            "drop trigger audit_watch on audit_entry",
        ),
        Definer(
            "audit_alarms()",
            "table(id uuid, at timestamptz, kind varchar, holder_id uuid, women integer, "
            "answered_at timestamptz, answered_by uuid, note varchar, own boolean)",
            ALARMS,
            language="sql",
            volatility="stable",
        ),
        Definer("audit_answer_alarm(p_alarm uuid, p_note varchar)", "boolean", ANSWER),
    ]
