"""The three records behind the gate, and what a partner may know of the shares she gave him."""

from django.db import migrations

from alongside.foundation.access.compartments import LOCKED, PARTS, Compartment, bits
from alongside.foundation.access.gate import (
    GATE,
    OWNER,
    Definer,
    keyed_with_client,
    let_in,
    protect,
    same_woman,
)
from alongside.foundation.audit.keeping import keep_history

SHARING = Compartment.SHARING
ONE_PART = ", ".join(str(part.value) for part in (SHARING, *sorted(LOCKED)))
ASKING = "nullif(current_setting('alongside.holder', true), '')::uuid"

# Nobody passes on what she does not read herself; a locked part goes alone, in a row of that part.
DISCLOSURE_HELD = f"""
declare
    asking uuid := {ASKING};
    held bigint;
begin
    select coalesce(bit_or(p.reads), 0) into held
    from access_pass p
    where p.holder_id = asking and p.client_id = new.client_id
        and p.starts <= access_now() and p.until > access_now();
    if new.parts = 0 or new.parts & ~(held & {bits(*PARTS)}) <> 0
        or new.made_by_id is distinct from asking then
        raise exception 'nobody passes on what she does not hold' using errcode = '42501';
    end if;
    if new.parts & {bits(*LOCKED)} <> 0 and new.parts <> new.compartment
        or new.parts & {bits(*LOCKED)} = 0 and new.compartment <> {SHARING.value}
        or new.compartment not in ({ONE_PART}) then
        raise exception 'a locked part goes alone' using errcode = '42501';
    end if;
    return new;
end
"""

# What went is written by whoever wrote that it went, once for each part named there.
PART_HELD = f"""
begin
    if not exists (
        select 1 from sharing_disclosure d
        where d.id = new.disclosure_id and d.client_id = new.client_id
            and d.made_by_id = {ASKING} and d.parts & new.compartment <> 0
    ) then
        raise exception 'this went with nothing' using errcode = '42501';
    end if;
    return new;
end
"""

# Until when and what for: a partner can't read the row of a share, which stands with whom she fears.
MY_SHARES = f"""
    select g.id, g.client_id, g.reads, g.writes, g.purpose::text, g.until_at
    from access_pass p
    join sharing_grant g on g.id = p.source_id and g.client_id = p.client_id
    where p.holder_id = {ASKING} and p.source = 'grant' and p.starts <= access_now()
        and p.until > access_now() and (p_client is null or p.client_id = p_client)
    order by g.until_at, g.id
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0004_records"), ("people", "0002_gate"), ("audit", "0002_gate")]

    operations = [
        *protect("sharing_agreement", compartment=SHARING, changes=("ended_at", "ended_by_id")),
        *keep_history("sharing_agreement", compartment=SHARING),
        *same_woman("sharing_agreement", "episode_id", "people_episode"),
        *protect("sharing_wish", compartment=SHARING, changes=("ended_at", "ended_by_id")),
        *keep_history("sharing_wish", compartment=SHARING),
        *protect(
            "sharing_disclosure",
            compartment_column="compartment",
            changes=(
                "reviewed_at", "reviewed_by_id", "verdict", "review_words", "told_on", "told_by_id",
                "told_how", "told_safely", "her_view", "objection", "version",
            ),
        ),
        *keep_history("sharing_disclosure", compartment_column="compartment"),
        *keyed_with_client("sharing_disclosure"),
        *let_in("sharing_disclosure", GATE, "select"),
        Definer("sharing_disclosure_held()", "trigger", DISCLOSURE_HELD, callers=OWNER),
        migrations.RunSQL(
            "create trigger sharing_disclosure_held before insert on sharing_disclosure for each row "
            "execute function sharing_disclosure_held()",
            "drop trigger sharing_disclosure_held on sharing_disclosure",
        ),
        *protect(
            "sharing_disclosedpart",
            compartment_column="compartment",
            verbs=("select", "insert"),
            insert_needs="reads",
        ),
        *keep_history("sharing_disclosedpart", compartment_column="compartment"),
        *same_woman("sharing_disclosedpart", "disclosure_id", "sharing_disclosure"),
        Definer("sharing_part_held()", "trigger", PART_HELD, callers=OWNER),
        migrations.RunSQL(
            "create trigger sharing_part_held before insert on sharing_disclosedpart for each row "
            "execute function sharing_part_held()",
            "drop trigger sharing_part_held on sharing_disclosedpart",
        ),
        Definer(
            "my_shares(p_client uuid)",
            "table (id uuid, client_id uuid, reads bigint, writes bigint, purpose text, "
            "until_at timestamptz)",
            MY_SHARES,
            language="sql",
            volatility="stable",
        ),
    ]  # fmt: skip
