"""How full each worker is where a service weighs how close the time with each woman is (R130, R162)."""

from importlib import import_module

from django.db import migrations

from alongside.foundation.access.gate import Definer

before = import_module("alongside.core.sharing.migrations.0003_gate")

# The women counted are those lead_counts() counts, and the sum says less of each than her level would.
LEAD_WEIGHTS = f"""
    select t.membership_id, sum(
        case coalesce(i.level, 'steady')
            when 'light' then s.weight_light when 'close' then s.weight_close else s.weight_steady
        end
    )
    from accounts_membership m
    join directory_service s on s.id = p_service and s.weighed
    join accounts_post o on o.membership_id = m.id and o.service_id = p_service and o.ended_at is null
    join people_episode e on e.service_id = p_service and e.state = 'active'
    join team_member t on t.episode_id = e.id and t.client_id = e.client_id
        and t.ended_at is null and t.part = 'lead'
    left join lateral (
        select n.level from team_intensity n
        where n.client_id = e.client_id and n.episode_id = e.id
        order by n.since desc, n.made_at desc, n.id desc limit 1
    ) i on true
    where m.id = {before.ASKING}
        and not ({before.KEPT_AWAY.format(client="e.client_id", worker="m.worker_id", agency="m.agency_id")})
        and not {before.SEALED.format(client="e.client_id")}
    group by t.membership_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0021_conditions"),
        ("team", "0004_intensity_gate"),
        ("directory", "0004_weighed_loads"),
    ]

    operations = [
        Definer(
            "lead_weights(p_service uuid)",
            "table (membership_id uuid, weighed numeric)",
            LEAD_WEIGHTS,
            language="sql",
            volatility="stable",
        )
    ]
