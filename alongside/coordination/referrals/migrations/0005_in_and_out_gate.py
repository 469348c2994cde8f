"""What a referral carries, its steps, who waits, and referrals to others: behind the gate."""

from typing import Any

from django.db import migrations
from django.db.migrations.operations.base import Operation

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import (
    APP,
    GATE,
    LIVE,
    Definer,
    grant,
    keyed_with_client,
    let_in,
    protect,
    same_woman,
)
from alongside.foundation.audit.keeping import keep_history

STORY = Compartment.STORY
ADD = ("select", "insert")
ASKING = "nullif(current_setting('alongside.holder', true), '')::uuid"


def _from_the_writer(table: str) -> list[Operation]:
    """Let whoever is writing a referral add to it, in any part, and nobody else: it says what he knows."""
    writing = (
        f"exists (select 1 from access_pass p where {LIVE} and p.source = 'link' "
        f"and p.client_id = {table}.client_id)"
    )
    return [
        *protect(table, compartment_column="compartment", verbs=("select",)),
        migrations.RunSQL(
            f"create policy {table}_insert on {table} for insert to {APP} with check ({writing})",
            migrations.RunSQL.noop,
        ),
        *grant(table, "insert"),
    ]


def _by_whoever_reads(table: str) -> list[Operation]:
    """Let whoever reads her story write what was done about a referral, in their own name."""
    return protect(table, compartment=STORY, verbs=ADD, insert_needs="reads", author="made_by_id")


# What the sender sent; nothing of what came of it, nor whether it could be taken back.
MY_SENT = f"""
    select r.id, e.service_id, r.received_at
    from people_episode e
    join referrals_referral r on r.client_id = e.client_id and r.episode_id = e.id
    where e.sender_id = {ASKING} and r.written_on is null
        and r.received_at > access_now() - interval '90 days'
    order by r.received_at desc
    limit 200
"""
# Taken back while nobody has answered: whoever takes new referrals sees it, and decides what is best for her.
TAKE_BACK = f"""
begin
    insert into referrals_move (id, client_id, referral_id, moved_to, reason, words, made_by_id, made_at)
    select p_key, r.client_id, r.id, 'taken_back', '', p_words, e.sender_id, access_now()
    from referrals_referral r
    join people_episode e on e.id = r.episode_id and e.client_id = r.client_id
    where r.id = p_referral and e.sender_id = {ASKING} and e.state = 'referred'
        and r.written_on is null
        and not exists (select 1 from referrals_move m where m.client_id = r.client_id
                        and m.referral_id = r.id and m.moved_to <> 'seen')
    on conflict (id) do nothing;
end
"""
NEEDS = (
    "A safe place tonight", "A home of her own", "A refuge", "Money and benefits",
    "Somebody alongside her", "Health care", "Help with drugs or alcohol",
    "Somebody to talk to (counselling)", "Advice about immigration",
    "Help to see or keep her children", "Work or learning", "Something else",
)  # fmt: skip


def first_needs(apps: Any, schema_editor: Any) -> None:
    """Begin the short list of needs, which each partnership rewrites."""
    need = apps.get_model("referrals", "Need")
    for place, label in enumerate(NEEDS):
        need(label=label, place=place).save(force_insert=True)


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0004_in_and_out"),
        ("sharing", "0021_conditions"),
        ("audit", "0002_gate"),
    ]

    operations = [
        *grant("referrals_need", "select, insert, update"),
        migrations.RunPython(first_needs, migrations.RunPython.noop),
        *keyed_with_client("referrals_referral"),
        *_from_the_writer("referrals_extra"),
        *keep_history("referrals_extra", compartment_column="compartment"),
        *same_woman("referrals_extra", "referral_id", "referrals_referral"),
        *_from_the_writer("referrals_carried"),
        *keep_history("referrals_carried", compartment_column="compartment"),
        *same_woman("referrals_carried", "referral_id", "referrals_referral"),
        *_by_whoever_reads("referrals_move"),
        *keep_history("referrals_move", compartment=STORY),
        *same_woman("referrals_move", "referral_id", "referrals_referral"),
        *_by_whoever_reads("referrals_unmet"),
        *keep_history("referrals_unmet", compartment=STORY),
        *same_woman("referrals_unmet", "referral_id", "referrals_referral"),
        *_by_whoever_reads("referrals_waiting"),
        *keep_history("referrals_waiting", compartment=STORY),
        *same_woman("referrals_waiting", "referral_id", "referrals_referral"),
        *protect("referrals_out", compartment=STORY, verbs=ADD),
        *keep_history("referrals_out", compartment=STORY),
        *keyed_with_client("referrals_out"),
        *same_woman("referrals_out", "disclosure_id", "sharing_disclosure"),
        *protect("referrals_outstep", compartment=STORY, verbs=ADD),
        *keep_history("referrals_outstep", compartment=STORY),
        *same_woman("referrals_outstep", "out_id", "referrals_out"),
        *let_in("referrals_referral", GATE, "select"),
        *let_in("referrals_move", GATE, "select, insert"),
        Definer(
            "my_sent_referrals()",
            "table (referral_id uuid, service_id uuid, received_at timestamptz)",
            MY_SENT,
            language="sql",
            volatility="stable",
        ),
        Definer("take_back_referral(p_referral uuid, p_key uuid, p_words text)", "void", TAKE_BACK),
    ]
