"""A note that is not hers moves to whose it is, with all that hangs on it and all that it was before (C16).

Here, because whatever hangs on a note is known from here down: what was handed back from a shift, too.
"""

from django.db import migrations

from alongside.foundation.access.gate import GATE, Definer, let_in

ASKING = "nullif(current_setting('alongside.holder', true), '')::uuid"
WRITES = """
    exists (
        select 1 from access_pass p
        where p.holder_id = asking and p.client_id = {client} and p.starts <= access_now()
            and p.until > access_now() and p.writes & part <> 0 and p.reads & part <> 0
    )
"""

# Only by somebody who reads and writes that part of both records. Nothing readable stays behind: neither the
# row, nor what it was, nor her key in what it was.
NOT_HERS = f"""
declare
    asking uuid := {ASKING};
    part bigint;
begin
    select c.compartment into part from engagement_contact c
    where c.id = p_note and c.client_id = p_from and c.taken_back_at is null
    for update;
    if part is null or p_from = p_to or not {WRITES.format(client="p_from")}
        or not {WRITES.format(client="p_to")} then
        raise exception 'not a note to be moved' using errcode = '42501';
    end if;
    set constraints duty_handback_contact_id_same_woman, engagement_misplaced_contact_id_same_woman deferred;
    update engagement_contact set client_id = p_to, version = version + 1 where id = p_note;
    update duty_handback set client_id = p_to where contact_id = p_note;
    update engagement_misplaced set client_id = p_to where contact_id = p_note;
    set constraints all immediate;
    update audit_history h set client_id = p_to,
        old = case when h.old is not null then h.old || jsonb_build_object('client_id', p_to) end,
        new = case when h.new is not null then h.new || jsonb_build_object('client_id', p_to) end
    where h.client_id in (p_from, p_to) and (
        h.row_id = p_note
        or h.row_id in (select b.id from duty_handback b where b.contact_id = p_note)
        or h.row_id in (select m.id from engagement_misplaced m where m.contact_id = p_note)
    );
end
"""

# Who opened that part of a record while something stood there, each with the first time; asked by somebody
# who writes there, about whatever she is about to move.
MAY_HAVE_READ = f"""
    select e.holder_id, min(e.at)
    from audit_entry e
    join people_client c on c.audit_digest = e.client_digest and c.id = p_client
    where e.allowed and e.event in ('opened', 'listed', 'printed') and e.compartments & p_part <> 0
        and e.at >= p_since and e.holder_id is distinct from {ASKING}
        and exists (
            select 1 from access_pass p
            where p.holder_id = {ASKING} and p.client_id = p_client and p.starts <= access_now()
                and p.until > access_now() and p.writes & p_part <> 0
        )
    group by e.holder_id
    order by min(e.at)
"""


def _deferrable(table: str) -> migrations.RunSQL:
    name = f"{table}_contact_id_same_woman"
    return migrations.RunSQL(
        f"alter table {table} alter constraint {name} deferrable initially immediate",
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [("duty", "0002_gate"), ("engagement", "0011_misplaced_gate")]

    operations = [
        _deferrable("duty_handback"),
        _deferrable("engagement_misplaced"),
        *let_in("engagement_contact", GATE, "update"),
        *let_in("duty_handback", GATE, "select, update"),
        *let_in("engagement_misplaced", GATE, "select, update"),
        Definer("not_hers(p_note uuid, p_from uuid, p_to uuid)", "void", NOT_HERS),
        Definer(
            "may_have_read(p_client uuid, p_part bigint, p_since timestamptz)",
            "table (holder_id uuid, first timestamptz)",
            MAY_HAVE_READ,
            language="sql",
            volatility="stable",
        ),
    ]
