"""The tables of endings behind the gate, and what the database itself asks before a time with us ends.

Calls that nobody answered close nothing (R31), by whatever page or statement: a time ends at her word, by her
death, or by two people of whom the second agrees to something considered. The same questions are asked in
rules.py, in sentences; a test holds the two together.
"""

from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import (
    APP,
    GATE,
    HOLDER,
    LIVE,
    OWNER,
    Definer,
    grant,
    keyed_with_client,
    let_in,
    protect,
    same_woman,
)
from alongside.foundation.audit.keeping import keep_history

BASICS, NOTES = Compartment.BASICS, Compartment.NOTES
ASKING = "nullif(current_setting('alongside.holder', true), '')::uuid"

# An hour in which one of her ways is open, by the day and the time of one attempt.
IN_HER_HOURS = """
    exists (
        select 1 from people_safeway y, jsonb_array_elements(y.hours) h
        where y.client_id = c.client_id and y.ended_at is null and not y.never
            and (h -> 'days') @> to_jsonb(extract(isodow from c.happened_on)::integer - 1)
            and c.at_time >= (h ->> 'from')::time and c.at_time < (h ->> 'until')::time
    )
"""

# What is missing from a closing, each in a word that rules.py says as a sentence.
LACKS = f"""
    select array_remove(array[
        case when w.id is null or jsonb_array_length(w.reasons) = 0 or w.words = '' then 'reasons' end,
        case when w.with_her and not exists (
            select 1 from engagement_contact c
            where c.client_id = e.client_id and c.met and c.taken_back_at is null
                and c.happened_on = w.spoke_on
                and c.happened_on between e.proposed_at::date - 31 and e.proposed_at::date + 1
        ) then 'talk' end,
        case when not w.with_her and '' in (w.life, w.phone, w.control, w.others) then 'questions' end,
        case when not w.with_her and w.safety = '' then 'safety' end,
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
            ) then coalesce(bool_or({IN_HER_HOURS}), false)
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

CONSIDERED = f"""
declare
    asking uuid := {ASKING};
    lacking text[];
begin
    -- The owner's migrations and the administrator act for nobody.
    if asking is null then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.proposed_by_id is distinct from asking or new.undone_by_id is not null
            or new.agreed_by_id is not null
            or new.state <> (case new.kind when 'stop' then 'agreed' else 'proposed' end) then
            raise exception 'an ending begins with the one who asks' using errcode = '42501';
        end if;
        return new;
    end if;
    if new.state = old.state then
        return new;
    end if;
    if (old.state, new.state) not in (('proposed', 'agreed'), ('proposed', 'set_aside'), ('agreed', 'undone'),
        ('proposed', 'undone')) then
        raise exception 'an ending does not go that way' using errcode = '42501';
    end if;
    if new.state <> 'agreed' then
        return new;
    end if;
    if new.agreed_by_id is distinct from asking then
        raise exception 'whoever agrees is the one who asks' using errcode = '42501';
    end if;
    if exists (
        select 1 from accounts_membership a join accounts_membership p on p.worker_id = a.worker_id
        where a.id = asking and p.id = old.proposed_by_id
    ) then
        raise exception 'a second person has to agree' using errcode = 'EN001';
    end if;
    if new.kind = 'close' then
        {LACKS}
        if lacking is null or cardinality(lacking) > 0 then
            raise exception 'not considered: %', array_to_string(lacking, ' ') using errcode = 'EN002';
        end if;
    end if;
    return new;
end
"""

# A time with us ends only where an ending stands for it, and goes nowhere else.
BEFORE_AN_END = f"""
begin
    if {ASKING} is null or new.state = old.state or old.state <> 'active' then
        return new;
    end if;
    if new.state <> 'ended' or not exists (
        select 1 from endings_ending e
        where e.client_id = new.client_id and e.state = 'agreed'
            and (e.episode_id = new.id or e.kind = 'died')
    ) then
        raise exception 'a time with us ends by what stands in endings' using errcode = 'EN003';
    end if;
    return new;
end
"""


class Migration(migrations.Migration):
    dependencies = [
        ("endings", "0001_initial"),
        ("people", "0005_quiet"),
        ("engagement", "0008_everyday_gate"),
        ("sharing", "0021_conditions"),
    ]

    operations = [
        *protect(
            "endings_ending",
            compartment=BASICS,
            changes=(
                "state",
                "agreed_by_id",
                "agreed_at",
                "undone_by_id",
                "undone_at",
                "way_back",
                "version",
            ),
        ),  # fmt: skip
        *keep_history("endings_ending", compartment=BASICS),
        *same_woman("endings_ending", "episode_id", "people_episode"),
        *keyed_with_client("endings_ending"),
        # A manager, who reads notes and writes none, weighs too: whoever thinks of closing, and nobody else.
        *protect("endings_weighed", compartment=NOTES, verbs=("select",)),
        migrations.RunSQL(
            f"""
            create policy endings_weighed_insert on endings_weighed for insert to {APP} with check (
                exists (select 1 from access_pass p where {LIVE}
                    and p.client_id = endings_weighed.client_id and p.reads & {NOTES} <> 0)
                and exists (select 1 from endings_ending e where e.id = endings_weighed.ending_id
                    and e.client_id = endings_weighed.client_id and e.proposed_by_id = {HOLDER}))
            """,
            "drop policy endings_weighed_insert on endings_weighed",
        ),
        *grant("endings_weighed", "insert"),
        *keep_history("endings_weighed", compartment=NOTES),
        *same_woman("endings_weighed", "ending_id", "endings_ending"),
        *protect(
            "endings_asked",
            compartment=NOTES,
            verbs=("select", "insert"),
            insert_needs="reads",
            author="made_by_id",
        ),
        *keep_history("endings_asked", compartment=NOTES),
        *same_woman("endings_asked", "ending_id", "endings_ending"),
        *protect("endings_totell", compartment=BASICS),
        *keep_history("endings_totell", compartment=BASICS),
        *same_woman("endings_totell", "ending_id", "endings_ending"),
        *protect("endings_return", compartment=BASICS, changes=("opened_on",)),
        *keep_history("endings_return", compartment=BASICS),
        *same_woman("endings_return", "episode_id", "people_episode"),
        *let_in("endings_ending", GATE, "select"),
        *let_in("endings_weighed", GATE, "select"),
        *let_in("endings_asked", GATE, "select"),
        *let_in("engagement_contact", GATE, "select"),
        Definer("endings_considered()", "trigger", CONSIDERED, callers=OWNER),
        Definer("endings_before_an_end()", "trigger", BEFORE_AN_END, callers=OWNER),
        migrations.RunSQL(
            "create trigger endings_ending_considered before insert or update on endings_ending "
            "for each row execute function endings_considered()",
            "drop trigger endings_ending_considered on endings_ending",
        ),
        migrations.RunSQL(
            "create trigger people_episode_end before update of state on people_episode "
            "for each row execute function endings_before_an_end()",
            "drop trigger people_episode_end on people_episode",
        ),
    ]
