"""A locked part is no manager's to take over while who held it is here; made-up passes have their age."""

from importlib import import_module

from django.db import migrations

from alongside.foundation.access.gate import Definer

first = import_module("alongside.core.sharing.migrations.0003_gate")
made_up = import_module("alongside.core.sharing.migrations.0016_decoys")

# Whoever runs the service can take a holder off a woman's team and lead for her herself. So she takes nothing
# over that way: who held it can be put back and name others, as long as she works here.
STILL_HERE = """
    if exists (
        select 1 from accounts_membership m where m.id = asking and m.role = 'manager'
    ) and exists (
        select 1 from sharing_named n
        join accounts_membership h on h.id = n.membership_id and h.ended_at is null
        join accounts_worker w on w.id = h.worker_id and w.is_active
        where n.client_id = p_client and n.compartment = p_part and h.id <> asking
    ) then
        return false;
    end if;
"""
NAMES = "    insert into sharing_named (id, client_id"
assert first.HOLD_LOCKED.count(NAMES) == 1

# Since when somebody sees her is shown to whoever runs the service: as long as it would be had she been here,
# and no longer than that hat sees anybody in that way.
AGED = """
    update access_pass p
    set starts = least(p.starts, greatest(
        case p.source when 'past' then p_ended::timestamp at time zone 'UTC'
            else p_ended::timestamp at time zone 'UTC' - interval '5 months' end,
        (
            select min(o.starts) from access_pass o
            where o.holder_id = p.holder_id and o.source = p.source and o.client_id <> p_client
        )
    ))
    where p.client_id = p_client;
    return true;
"""
LAST = "    return true;\n"
assert made_up.MAKE.count(LAST) == 1


class Migration(migrations.Migration):
    dependencies = [("sharing", "0017_emergency_children")]

    operations = [
        Definer(
            "hold_locked(p_id uuid, p_client uuid, p_part bigint)",
            "boolean",
            first.HOLD_LOCKED.replace(NAMES, STILL_HERE + NAMES),
        ),
        Definer(
            "make_decoy(p_client uuid, p_episode uuid, p_service uuid, p_name text, p_full_name text, "
            "p_born date, p_ended date, p_through text, p_digest text)",
            "boolean",
            made_up.MAKE.replace(LAST, AGED),
        ),
    ]
