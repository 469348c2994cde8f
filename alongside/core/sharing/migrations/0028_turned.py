"""The leaders of a group turn to somebody else for every woman who comes, seen by whoever says so or not."""

from importlib import import_module

from django.db import migrations

from alongside.foundation.access.gate import Definer

first = import_module("alongside.core.sharing.migrations.0003_gate")

KEPT_AWAY = first.KEPT_AWAY.format(client="c.client_id", worker="s.worker_id", agency="s.agency_id")
# Whom she keeps away is nobody's supervisor beside her: her lead worker is, as when she says so later. Words
# are sealed for their row: who doesn't see a place has none for it, so what its supervisor said there stays
# as long as they are the supervisor.
TURN_PLACES = f"""
declare
    asking uuid := {first.ASKING};
begin
    update team_companion b
    set supervisor_id = q.turns_to,
        call_words = case
            when q.turns_to = p_supervisor and q.words is not null then q.words
            when b.supervisor_id = q.turns_to then b.call_words
            else ''
        end
    from (
        select c.id, n.words,
               case when {KEPT_AWAY}
                   then (
                       select t.membership_id from team_member t
                       where t.client_id = c.client_id and t.episode_id = c.episode_id and t.part = 'lead'
                           and t.ended_at is null and t.membership_id <> c.membership_id
                       limit 1
                   )
                   else p_supervisor
               end as turns_to
        from team_companion c
        join people_episode e on e.id = c.episode_id and e.client_id = c.client_id
        join accounts_membership s on s.id = p_supervisor and s.ended_at is null
        left join unnest(p_places, p_words) n (id, words) on n.id = c.id
        where c.circle = p_circle and c.ended_at is null and c.membership_id <> p_supervisor
            and exists (
                select 1 from accounts_post p
                join accounts_membership m on m.id = p.membership_id and m.ended_at is null
                where p.membership_id = asking and p.service_id = e.service_id and p.ended_at is null
                    and m.role = 'manager'
            )
            and exists (
                select 1 from accounts_post o
                where o.membership_id = p_supervisor and o.service_id = e.service_id and o.ended_at is null
            )
    ) q
    where b.id = q.id and q.turns_to is not null;
end
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0027_on_duty")]

    operations = [
        Definer(
            "turn_places(p_circle uuid, p_supervisor uuid, p_places uuid[], p_words text[])",
            "void",
            TURN_PLACES,
        ),
    ]
