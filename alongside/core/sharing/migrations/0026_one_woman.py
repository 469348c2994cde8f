"""Two records that are one woman's, said by somebody who looks after both; nobody gets a pass by it.

A settled pair shows, beside the matching person while it waits, to whoever looks after both women: to
somebody who sees one of them, or sees one of them only by a share, there is no second record.
"""

from importlib import import_module

from django.db import migrations, models

from alongside.foundation.access.gate import APP, GATE, LIVE, Definer, let_in

first = import_module("alongside.core.sharing.migrations.0003_gate")
matching = import_module("alongside.core.sharing.migrations.0009_matching")

LOOKS_AFTER = "p.source in ('lead', 'team', 'triage', 'manager')"
OF_BOTH = " and ".join(
    f"exists (select 1 from access_pass p where {LIVE} and {LOOKS_AFTER} "
    f"and p.client_id = sharing_match.{column})"
    for column in ("client_id", "other_id")
)
SHOWS = f"({matching.ITS_PASS}) or (settled_at is not null and {OF_BOTH})"

# Where the chosen record goes on under the other one already, the other one goes on: no ring, and no answer
# that would tell of a third record the asker doesn't see. The pair's rows are held before the passes are, as
# the matching person's answer does it.
SAY_OF_TWO = f"""
declare
    asking uuid := {first.ASKING};
    v_pair uuid := gen_random_uuid();
    v_goes_on uuid := p_goes_on;
    v_set_aside uuid := case when p_goes_on = p_client then p_other else p_client end;
begin
    if p_client = p_other or p_goes_on not in (p_client, p_other) then
        return false;
    end if;
    perform 1 from sharing_match x
    where (x.client_id = p_client and x.other_id = p_other)
        or (x.client_id = p_other and x.other_id = p_client)
    order by x.id for update;
    {first.ONE_HAT}
    if (
        select count(distinct p.client_id) from access_pass p
        where p.holder_id = asking and p.client_id in (p_client, p_other) and {LOOKS_AFTER}
            and p.starts <= access_now() and p.until > access_now()
    ) < 2 then
        return false;
    end if;
    if exists (
        with recursive above (id) as (
            select p_goes_on
            union
            select x.other_id from sharing_match x join above a on a.id = x.client_id
            where x.is_same and not x.goes_on
        )
        select 1 from above where above.id = v_set_aside
    ) then
        v_goes_on := v_set_aside;
    end if;
    update sharing_match x
    set settled_at = access_now(), settled_by_id = asking, is_same = p_same,
        goes_on = case when p_same then x.client_id = v_goes_on end
    where (x.client_id = p_client and x.other_id = p_other)
        or (x.client_id = p_other and x.other_id = p_client);
    if not found then
        insert into sharing_match
            (id, pair_id, client_id, other_id, is_new, found_at, settled_at, settled_by_id, is_same, goes_on)
        select gen_random_uuid(), v_pair, q.client_id, q.other_id, q.client_id > q.other_id, access_now(),
               access_now(), asking, p_same, case when p_same then q.client_id = v_goes_on end
        from (values (p_client, p_other), (p_other, p_client)) q (client_id, other_id);
    end if;
    if p_same then
        -- What she said never to use on one record, and that she asked a service to stop, holds for the other
        -- as well; like whom she keeps away, also when the answer is changed later.
        update people_safeway w set never = true
        from people_safeway n
        where w.client_id in (p_client, p_other) and n.client_id in (p_client, p_other)
            and n.client_id <> w.client_id and n.value = w.value and n.value <> ''
            and n.never and not w.never and n.ended_at is null and w.ended_at is null;
        update people_episode e
        set stopped_on = o.stopped_on, try_after = o.try_after, version = e.version + 1
        from people_episode o
        where e.client_id in (p_client, p_other) and o.client_id in (p_client, p_other)
            and o.client_id <> e.client_id and o.service_id = e.service_id and e.state = 'active'
            and e.stopped_on is null and o.stopped_on >= coalesce(e.opened_on, o.stopped_on);
        perform keep_away_everywhere(p_client);
    else
        -- A referral answered with "she is with us already" waits again: of that woman it is not true.
        update people_episode e set state = 'referred', answer_code = '', version = e.version + 1
        where e.client_id in (p_client, p_other) and e.state = 'offered' and e.answer_code = 'with_us'
            and not exists (
                select 1 from sharing_match x
                join people_episode h on h.client_id = x.other_id and h.service_id = e.service_id
                    and h.state = 'active'
                where x.client_id = e.client_id and x.is_same
            );
        perform recompute_pair(p_client);
    end if;
    return true;
end
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0025_peer_and_volunteer")]

    operations = [
        migrations.AddField(
            model_name="match", name="goes_on", field=models.BooleanField(null=True)
        ),
        migrations.RunSQL(
            "drop policy sharing_match_select on sharing_match", migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            f"create policy sharing_match_select on sharing_match for select to {APP} using ({SHOWS})",
            migrations.RunSQL.noop,
        ),
        *let_in("sharing_match", GATE, "update"),
        *let_in("people_episode", GATE, "update"),
        *let_in("people_safeway", GATE, "update"),
        Definer(
            "say_of_two(p_client uuid, p_other uuid, p_same boolean, p_goes_on uuid)",
            "boolean",
            SAY_OF_TWO,
        ),
    ]
