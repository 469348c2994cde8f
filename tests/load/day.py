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
    hers = f"x.client_id in ({keys})"
    soon = today + datetime.timedelta(days=14)
    waits = (
        f"engagement_message x where x.to_id = '{hat}' and x.done_at is null",
        f"engagement_misplaced x where {hers}",
        f"duty_handback x where {hers}",
        f"endings_ending x where {hers}",
        f"endings_return x where {hers}",
        f"endings_totell x where {hers}",
        f"workforce_sitting x where x.worker_id = '{hat}' or x.supervisor_id = '{hat}'",
        f"engagement_check x where {hers}",
        f"sharing_breakglass x where {hers} and x.reviewed_at is null",
        f"sharing_grant x where {hers} and x.ended_at is null and x.until_at < '{soon}'",
        f"sharing_disclosure x where {hers} and (x.told_on is null or (x.urgent and x.reviewed_at is null))",
        f"referrals_out x where {hers}",
        f"sharing_doubt x where {hers} and x.settled_at is null",
    )
    asked = ", ".join(f"exists (select 1 from {one})" for one in waits)
    return (
        f"select array(select kind from sharing_duty d where d.membership_id = '{hat}' "
        f"and d.ended_at is null), {asked}, (select min(s.caseload_to - (select count(*) from team_member t "
        f"where t.membership_id = '{hat}' and t.part = 'lead' and t.ended_at is null)) from "
        "directory_service s join accounts_post p on p.service_id = s.id and p.ended_at is null "
        f"where p.membership_id = '{hat}' and s.ended_at is null and s.caseload_to is not null)"
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
