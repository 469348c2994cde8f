"""The rest by hand: which page asks what, a day of a worker, and a line of a thousand things."""

import datetime
import uuid
from collections.abc import Iterable

from tests.load.bare import (
    LIVE,
    SAFE,
    WHO,
    Ask,
    ByHand,
    caseload,
    distance,
    find,
    her_page,
    her_way,
    keys_of,
    papers,
    passes,
    shared,
    waiting,
    ways,
)
from tests.load.readers import PIECES, Deed

# A page of a timeline, as near as whole months come to it.
A_LINE = 100


def by_hand(deed: Deed, ask: Ask, today: datetime.date) -> list[ByHand]:
    """Write what this page needs; empty where nothing is compared."""
    if deed.page == "caseload":
        return list(caseload(deed, ask, today))
    if deed.page == "her page":
        return list(her_page(deed, ask, today))
    if deed.page == "Today":
        return list(_today(deed, ask, today))
    if deed.page == "timeline":
        return list(_timeline(deed, ask))
    if deed.page == "distance travelled":
        return list(distance(deed, ask, today))
    for piece in PIECES:
        if deed.page == f"find “{piece}”":
            return list(find(deed, ask, today, piece))
    return []


def _today(deed: Deed, ask: Ask, today: datetime.date) -> Iterable[ByHand]:
    """Write a worker's day: her women and those opened lately, what is planned, owed, begun, and the rest."""
    hat = deed.reader.hat
    beside = (
        f"(select distinct p.client_id from access_pass p where p.holder_id = '{hat}' and {LIVE} "
        "and p.source in ('lead', 'team') and p.reads & 1 <> 0)"
    )
    women = (
        f"select c.id, c.*, s.* from people_client c join {beside} mine on mine.client_id = c.id {SAFE} "
        "order by lower(c.name), c.id"
    )
    # Whom she opened lately is of those she sees, and is read from the record: it has no like by hand.
    yield ByHand("", women)
    keys = keys_of(ask(women))
    yield ways(keys)._replace(stands_for="")
    yield waiting(hat, keys)
    yield ByHand(
        'SELECT "engagement_appointment"',
        "select a.*, c.*, m.*, w.* from engagement_appointment a join people_client c on c.id = a.client_id "
        f"{WHO.format(by='a.membership_id')} where a.client_id in ({keys}) and a.taken_back_at is null "
        f"and a.state = 'planned' and a.on_date >= '{today - datetime.timedelta(days=7)}' "
        f"and {shared(hat, 'a')} order by a.on_date, a.at_time, a.id",
    )
    yield ByHand(
        'SELECT "engagement_draft"',
        "select d.*, c.* from engagement_draft d left join people_client c on c.id = d.client_id "
        f"where d.holder_id = '{hat}' and not exists (select 1 from engagement_contact x "
        "where x.id = d.id and x.taken_back_at is null) order by d.changed_at desc",
    )
    yield ByHand("SELECT EXISTS(", _seldom(hat, keys, today))


def _seldom(hat: uuid.UUID, keys: str, today: datetime.date) -> str:
    """Write the one question about what seldom waits, as somebody asks it who knows whose women they are."""
    waits = [*_about_them(hat, f"x.client_id in ({keys})", today), *_for_herself(hat, today)]
    asked = ", ".join(f"exists (select 1 from {one})" for one in waits)
    return (
        f"select array(select kind from sharing_duty d where d.membership_id = '{hat}' "
        f"and d.ended_at is null), {asked}, (select min(s.caseload_to - (select count(*) from team_member t "
        f"where t.membership_id = '{hat}' and t.part = 'lead' and t.ended_at is null)) from "
        "directory_service s join accounts_post p on p.service_id = s.id and p.ended_at is null "
        f"where p.membership_id = '{hat}' and s.ended_at is null and s.caseload_to is not null)"
    )


def _about_them(hat: uuid.UUID, hers: str, today: datetime.date) -> Iterable[str]:
    soon, later = today + datetime.timedelta(days=14), today + datetime.timedelta(days=84)
    yield f"engagement_misplaced x where {hers} and x.told_on is null"
    yield f"duty_handback x where {hers} and x.read_at is null"
    yield f"peers_worry x where {hers} and x.read_at is null"
    yield f"endings_ending x where {hers} and x.state = 'proposed'"
    yield f"endings_return x where {hers} and x.opened_on is null"
    yield f"endings_totell x where {hers} and x.told_on is null"
    yield (
        f"sharing_agreement x where {hers} and x.ended_at is null "
        "and x.on_duty in ('not_yet', 'rather_not')"
    )
    yield f"team_leadchange x where {hers} and (x.state = 'open' or x.stays_until <= '{today}')"
    yield f"team_introduction x where {hers} and x.state = 'planned' and x.on_date <= '{soon}'"
    yield (
        f"people_episode x join directory_service s on s.id = x.service_id where {hers} "
        f"and x.state = 'active' and s.funded_until <= '{later}'"
    )
    yield (
        f"outcomes_goal x join accounts_membership m on m.id = '{hat}' and m.agency_id = x.waiting_agency_id "
        f"where {hers} and x.state = 'open' and x.waiting_since is not null"
    )
    yield (
        f"outcomes_askedagain x where {hers} and x.next_asks_id = '{hat}' and x.ended_at is null "
        f"and x.next_on <= '{today}' and not exists (select 1 from outcomes_askedagain y "
        "where y.goal_id = x.goal_id and y.ended_at is null and y.made_at > x.made_at)"
    )
    yield (
        f"meetings_action x where {hers} and x.done_on is null and x.dropped_on is null "
        f"and x.due_on <= '{soon}'"
    )
    yield from _of_safety(hers, today, soon)
    yield f"people_episode x where {hers} and x.state = 'referred'"
    yield (
        f"referrals_out x join referrals_outstep t on t.out_id = x.id "
        f"where {hers} and t.due_on < '{today}'"
    )


def _of_safety(hers: str, today: datetime.date, soon: datetime.date) -> Iterable[str]:
    yield (
        f"safety_look x where {hers} and x.again_on <= '{today}' and not exists (select 1 from safety_look y "
        "where y.client_id = x.client_id and (y.on_date, y.made_at) > (x.on_date, x.made_at))"
    )
    yield (
        f"safety_incident x where {hers} and x.sanction <> 'none' and not exists (select 1 "
        "from safety_secondlook y where y.incident_id = x.id and y.of_version = x.decided_version)"
    )
    yield (
        "engagement_check x join engagement_checkagreement g on g.id = x.agreement_id "
        f"and g.ended_at is null where {hers} and x.state in ('planned', 'no_answer')"
    )
    yield f"sharing_breakglass x where {hers} and x.reviewed_at is null"
    yield (
        "sharing_grant x join directory_agency a on a.id = x.agency_id and a.closed_at is null "
        f"where {hers} and x.ended_at is null and x.until_at < '{soon}'"
    )
    yield (
        f"sharing_disclosure x where {hers} "
        "and (x.told_on is null or (x.urgent and x.reviewed_at is null))"
    )
    yield f"sharing_doubt x where {hers} and x.settled_at is null"


def _for_herself(hat: uuid.UUID, today: datetime.date) -> Iterable[str]:
    skills = (
        "select h.skill_id from accounts_hasskill h "
        f"where h.membership_id = '{hat}' and h.ended_at is null"
    )
    asked_by = (
        f"select 1 from workforce_asker k where k.question_id = x.id and k.holder_id = '{hat}'"
    )
    yield f"engagement_message x where x.to_id = '{hat}' and x.done_at is null"
    yield (
        "activities_activity x join activities_leader l on l.activity_id = x.id and l.ended_at is null "
        f"and l.membership_id = '{hat}' where x.ended_at is null and x.day = {today.weekday()}"
    )
    yield (
        f"learning_policy x where x.owner_id = '{hat}' and x.ended_at is null "
        f"and x.review_on <= '{today}'"
    )
    yield (
        f"workforce_sitting x where (x.worker_id = '{hat}' or x.supervisor_id = '{hat}') "
        "and x.state in ('asked', 'offered', 'planned')"
    )
    yield (
        f"workforce_sitting x where x.skill_id in ({skills}) and x.state = 'asked' "
        "and x.supervisor_id is null"
    )
    yield (
        f"workforce_debrief x where x.offered_to_id = '{hat}' and x.answer = '' "
        "and x.taken_back_at is null"
    )
    open_ones = "workforce_question x where x.taken_back_at is null and x.state"
    yield f"{open_ones} = 'asked' and x.skill_id in ({skills}) and not exists ({asked_by})"
    yield f"{open_ones} = 'answered' and exists ({asked_by})"
    yield (
        f"engagement_appointment x where x.membership_id = '{hat}' and x.state = 'planned' "
        f"and x.on_date between '{today}' and '{today + datetime.timedelta(days=3)}' "
        "and x.taken_back_at is null and x.reminded_at is null and x.remind_by <> ''"
    )


def _timeline(deed: Deed, ask: Ask) -> Iterable[ByHand]:
    """Write a page of the longest line there is: a hundred things of it, and the months there are."""
    hat, her = deed.reader.hat, f"'{deed.reader.longest}'"
    yield ByHand(
        'SELECT "people_client"',
        f"select c.* from people_client c where c.id = {her} and exists (select 1 from access_pass p "
        f"where p.holder_id = '{hat}' and {LIVE} and p.client_id = c.id and p.reads & 1 <> 0)",
    )
    yield ByHand('SELECT "access_pass"', passes(hat, her))
    yield from her_way(hat, her, ask, together=False)
    yield ByHand('SELECT "papers_paper"', papers(hat, her))
    kinds = (
        ("engagement_contact", "happened_on", "made_by_id", ""),
        ("engagement_appointment", "on_date", "membership_id", "and x.state <> 'planned' "),
    )
    for table, day, who, more in kinds:
        hers = f"where x.client_id = {her} and x.taken_back_at is null {more}and {shared(hat, 'x')}"
        yield ByHand(
            "", f"select date_trunc('month', x.{day}), count(*) from {table} x {hers} group by 1"
        )
        yield ByHand(
            "",
            f"select x.*, m.*, w.* from {table} x {WHO.format(by=f'x.{who}')} {hers} "
            f"order by x.{day} desc, x.at_time desc, x.id desc limit {A_LINE}",
        )
