"""Before we close, the database asks too whether anybody checked on her, where she agreed to checks.

Where she agreed to none, or took it back, there is nothing to ask. Her steps are sealed, so whether each was
done is asked in rules.py alone.
"""

from importlib import import_module

from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import OWNER, Definer

first = import_module("alongside.coordination.endings.migrations.0002_gate")
NOTES = Compartment.NOTES

# What is missing from a closing, each in a word that rules.py says as a sentence.
LACKS = f"""
    select array_remove(array[
        case when w.id is null or jsonb_array_length(w.reasons) = 0 or w.words = '' then 'reasons' end,
        case when w.with_her and not exists (
            select 1 from engagement_contact c
            where c.client_id = e.client_id and c.met and c.taken_back_at is null
                and c.happened_on = w.spoke_on and c.compartment = {NOTES.value}
                and c.kind not in ('text', 'email', 'letter', 'through')
                and c.happened_on between e.proposed_at::date - 31 and e.proposed_at::date + 1
        ) then 'talk' end,
        case when not w.with_her and '' in (w.life, w.phone, w.control, w.others) then 'questions' end,
        case when not w.with_her and w.safety = '' then 'safety' end,
        case when w.with_her or w.safety in ('', 'life') then null
            when h.agreed and not h.made and not h.seen then 'check'
            when w.safety = 'checked' and not h.made or w.safety = 'no_check' and h.agreed
                then 'said_otherwise' end,
        case when not w.with_her and t.channels < 2 then 'channels' end,
        case when not w.with_her and not t.hours then 'hours' end,
        case when not w.with_her and exists (
            select 1 from sharing_grant g
            join directory_agency a on a.id = g.agency_id and a.closed_at is null
            where g.client_id = e.client_id and g.ended_at is null
                and g.starts_at <= access_now() and g.until_at > access_now()
                and not exists (
                    select 1 from endings_asked k
                    where k.ending_id = e.id and k.client_id = e.client_id and k.agency_id = g.agency_id
                )
        ) then 'partners' end
    ], null) into lacking
    from endings_ending e
    left join endings_weighed w on w.ending_id = e.id and w.client_id = e.client_id
    cross join lateral (
        select max(c.happened_on) as day from engagement_contact c
        where c.client_id = e.client_id and c.met and c.taken_back_at is null
            and c.compartment = {NOTES.value}
    ) together
    cross join lateral (
        select exists (
                select 1 from engagement_checkagreement g
                where g.client_id = e.client_id and g.ended_at is null
            ) as agreed,
            exists (
                select 1 from engagement_check k
                where k.client_id = e.client_id and k.state in ('answered', 'no_answer')
                    and k.marked_at::date >= e.proposed_at::date - 31
            ) as made,
            exists (
                select 1 from endings_asked k
                where k.ending_id = e.id and k.client_id = e.client_id and k.answer = 'well'
            ) as seen
    ) h
    cross join lateral (
        select count(distinct case when c.kind in ('call', 'text', 'email', 'letter', 'through')
                then c.kind else 'in_person' end) as channels,
            case when exists (
                select 1 from people_safeway y, jsonb_array_elements(y.hours) h
                where y.client_id = e.client_id and y.ended_at is null and not y.never
                    and jsonb_array_length(h -> 'days') > 0
            ) and not exists (
                select 1 from people_safeway y
                where y.client_id = e.client_id and y.ended_at is null and not y.never
                    and jsonb_array_length(y.hours) = 0
            ) then coalesce(bool_or({first.IN_HER_HOURS}), false)
            else count(distinct case
                when c.at_time is null then null
                when extract(isodow from c.happened_on) > 5 then 'weekend'
                when c.at_time < '12:00' then 'morning'
                when c.at_time < '17:00' then 'afternoon'
                else 'evening' end) > 1 end as hours
        from engagement_contact c
        where c.client_id = e.client_id and not c.met and c.taken_back_at is null
            and c.compartment = {NOTES.value}
            and c.happened_on between e.proposed_at::date - 365 and e.proposed_at::date + 1
            and (together.day is null or c.happened_on > together.day)
    ) t
    where e.id = new.id;
"""


class Migration(migrations.Migration):
    dependencies = [("endings", "0005_plan_gate"), ("engagement", "0009_own_notes")]

    operations = [
        Definer(
            "endings_considered()", "trigger", first.CONSIDERED.replace(first.LACKS, LACKS), callers=OWNER
        ),
    ]  # fmt: skip
